"""A project runs its course in the window: gates, agreements, formalities, notes, parts, and taking it up again."""

from dataclasses import replace
from typing import Any

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from app.errors import Refused
from app.services import attachments, projects
from app.services.projects import agreements, deadlines, gates, notes, procedures, shares, succession
from app.ui.desk import Desk
from app.ui.main_window import MainWindow
from app.ui.tab import PROJECTS
from app.ui.tabs.projects import papers
from app.ui.tabs.projects.advance_form import AdvanceForm
from app.ui.tabs.projects.agreements_page import AgreementForm
from app.ui.tabs.projects.gates_page import GateForm
from app.ui.tabs.projects.notes_page import NoteForm
from app.ui.tabs.projects.notice_form import NoticeForm
from app.ui.tabs.projects.project_form import ProjectForm
from app.ui.tabs.projects.shares_form import SharesForm
from app.ui.tabs.projects.tab import ProjectsTab
from app.values.dates import PartialDate
from tests.ui.clerk import opens, press
from tests.ui.parts import field_of, needs, rows_in, sentence, table_in


@pytest.fixture
def tab(window: MainWindow) -> ProjectsTab:
    found = window.tab(PROJECTS)
    assert isinstance(found, ProjectsTab)
    return found


@pytest.fixture
def in_talks(tab: ProjectsTab, desk: Desk) -> str:
    """A project that nobody reviewed."""
    tab.table.choose_chip("在谈")
    for row in range(tab.table.model.rowCount()):
        key = tab.table.model.id_at(row)
        with desk.read() as session:
            if not gates.lines(session, key) and projects.detail(session, key).stage == "在谈":
                return key
    raise AssertionError


def fill(form: Any, **words: str) -> None:
    for field, text in words.items():
        widget = field_of(form, field)
        setter = getattr(widget, "setPlainText", None) or getattr(widget, "setCurrentText", None) or widget.setText
        setter(text)


def test_a_signature_without_a_review_is_refused_and_passes_after_it(
    tab: ProjectsTab, desk: Desk, in_talks: str
) -> None:
    form: Any = AdvanceForm(desk, in_talks, tab)
    form.show()
    fill(form, stage="签约", on="2026-10-30")
    assert "签约前评审通过（还没有，必须先办）" in needs(form).text()
    form.accept()
    form.accept()
    assert form.isVisible()
    assert "评审" in sentence(form).text()
    review: Any = GateForm(desk, in_talks, None, tab)
    review.show()
    fill(review, result="通过", decided_on="2026-10-20")
    review.accept()
    assert review.isVisible()
    for _, verdict, _words in review._opinions:
        verdict.setCurrentText("符合")
    review.accept()
    assert not review.isVisible()
    again: Any = AdvanceForm(desk, in_talks, tab)
    fill(again, stage="签约", on="2026-10-30")
    again.accept()
    assert "再点一次“推进”" in sentence(again).text()
    again.accept()
    with desk.read() as session:
        assert projects.detail(session, in_talks).stage == "签约"


def test_a_bond_without_its_day_is_refused_at_its_field(tab: ProjectsTab, desk: Desk, in_talks: str) -> None:
    form: Any = AgreementForm(desk, in_talks, None, tab)
    form.show()
    fill(form, bond_due="50", signed_on="2026-10-01")
    form.accept()
    assert field_of(form, "bond_due_on").property("refused") is True
    fill(form, bond_due_on="2026-10-15")
    form.accept()
    page: Any = tab.details.page_named("进程")
    tab.details.show_project(in_talks)
    table = page.show_part("协议").table
    assert table.item(0, 4).text() == "50万元"
    with desk.read() as session:
        assert agreements.lines(session, in_talks)[0].entry.bond_owed == 50_000_000


def test_usual_formalities_are_laid_out_and_notes_become_the_progress(
    tab: ProjectsTab, desk: Desk, in_talks: str
) -> None:
    page: Any = tab.details.page_named("进程")
    tab.details.show_project(in_talks)
    page.show_part("手续")._lay_out()
    with desk.read() as session:
        assert len(procedures.lines(session, in_talks, desk.today)) >= len(procedures.titles(session))
    note: Any = NoteForm(desk, in_talks, None, tab)
    fill(note, content="带投资方看了三号厂房", person="王强")
    note.accept()
    with desk.read() as session:
        assert notes.lines(session, in_talks)[0].entry.content == "带投资方看了三号厂房"
        assert projects.detail(session, in_talks).entry.progress == "带投资方看了三号厂房"


def test_parts_that_do_not_add_up_are_refused_at_the_part(tab: ProjectsTab, desk: Desk, in_talks: str) -> None:
    form: Any = SharesForm(desk, in_talks, tab)
    form.show()
    names = [rows_in(form)[0][0].itemText(i) for i in (1, 2)]
    fill(form, unit0=names[0], part0="60", unit1=names[1], part1="30")
    assert "90%" in form._sum.text()
    form.accept()
    assert field_of(form, "part1").property("refused") is True
    fill(form, unit1="")
    form.accept()
    assert field_of(form, "unit1").property("refused") is True
    fill(form, unit1=names[1], part1="40")
    form.accept()
    with desk.read() as session:
        assert [line.part for line in shares.lines(session, in_talks)] == [60 * shares.PERCENT, 40 * shares.PERCENT]
    tab.details.show_project(in_talks)
    page: Any = tab.details.page_named("分解")
    assert table_in(page).rowCount() == 2


def test_three_even_parts_make_a_whole(tab: ProjectsTab, desk: Desk, in_talks: str) -> None:
    form: Any = SharesForm(desk, in_talks, tab)
    names = [rows_in(form)[0][0].itemText(i) for i in (1, 2, 3)]
    fill(form, unit0=names[0], unit1=names[1], unit2=names[2])
    form._even()
    assert "100%" in form._sum.text()
    form.accept()
    with desk.read() as session:
        assert sum(line.part for line in shares.lines(session, in_talks)) == 100 * shares.PERCENT


def test_an_ended_project_is_taken_up_again_and_linked(
    tab: ProjectsTab, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.tabs.projects.actions.sure", lambda *_: True)
    tab.table.choose_chip("签约")
    key = tab.table.current_id()
    with desk.work("终止") as session:
        projects.advance(session, key, "终止", PartialDate.of(desk.today), reason="投资方资金不足")
    tab.show_record("projects", key)
    tab.reinvite()
    made = tab.table.current_id()
    with desk.read() as session:
        before = succession.links(session, made).predecessor
    assert before is not None
    assert before.id == key
    tab.details.show_project(made)
    assert f"projects/{key}" in tab.details._links.text()
    tab.details._follow_link(f"projects/{key}")
    assert tab.table.current_id() == key


def test_a_standing_project_is_not_taken_up_again(
    tab: ProjectsTab, in_talks: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.tabs.projects.actions.sure", lambda *_: True)
    tab.table.select(in_talks)
    with pytest.raises(Refused, match="还没有终止"):
        tab.reinvite()


def test_a_notice_is_recorded_once_and_shown_again(
    tab: ProjectsTab, desk: Desk, in_talks: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    def written(_desk: Desk, _parent: Any, title: str, write: Any) -> None:
        for ending in (".pdf", ".docx"):
            write(tmp_path / f"{title}{ending}")

    monkeypatch.setattr("app.ui.tabs.projects.notice_form.preview", written)
    with pytest.raises(Refused, match="没有逾期"):
        NoticeForm(desk, in_talks, tab)
    agreement: Any = AgreementForm(desk, in_talks, None, tab)
    fill(agreement, bond_due="50", bond_due_on="2026-8-15", signed_on="2026-7-1", kind="投资协议")
    agreement.accept()
    form: Any = NoticeForm(desk, in_talks, tab)
    fill(form, number="清政〔2026〕9号")
    form.accept()
    assert form.result() == form.DialogCode.Accepted
    again: Any = NoticeForm(desk, in_talks, tab)
    assert "已经发过" in again._state.text()
    again.accept()
    with desk.read() as session:
        found = deadlines.overdue(session, desk.today, in_talks)
    assert found[0].notice is not None
    assert found[0].notice.number == "清政〔2026〕9号"


def test_the_papers_of_projects_are_written(
    tab: ProjectsTab, desk: Desk, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = {}

    def write(_desk: Desk, _parent: Any, title: str, paper: Any, other: str) -> None:
        for ending in (".pdf", other):
            paper(tmp_path / f"{title}{ending}")
            sizes[f"{title}{ending}"] = (tmp_path / f"{title}{ending}").stat().st_size

    monkeypatch.setattr(papers, "show", write)
    papers.print_card(desk, tab, tab.table)
    papers.print_problems(desk, tab)
    papers.print_funds(desk, tab)
    assert len(sizes) == 6
    assert min(sizes.values()) > 1000


def test_a_scan_is_kept_with_its_agreement_and_counts_among_the_project_s_files(
    tab: ProjectsTab, desk: Desk, in_talks: str, tmp_path: Any, qtbot: QtBot
) -> None:
    with desk.work("试") as session:
        key = agreements.save(session, in_talks, agreements.AgreementEntry(number="招协〔2026〕9号"))
    tab.details.show_project(in_talks)
    page: Any = tab.details.page_named("进程")
    part = page.show_part("协议")
    with pytest.raises(Refused, match="请先选中"):
        part.show_files()
    qtbot.waitUntil(part.isVisible)
    tab.details.show_project(in_talks)
    part.table.selectRow(0)
    scan = tmp_path / "协议.png"
    Image.new("RGB", (600, 800), "white").save(scan)

    def add(dialog: Any) -> None:
        assert "招协〔2026〕9号" in dialog._name.text()
        dialog.shelf.add_files([scan])
        qtbot.waitUntil(lambda: dialog.shelf.files.count() == 1, timeout=10_000)

    with opens(add):
        press(part, "扫描件")
    with desk.read() as session:
        assert [(file.owner_kind, file.owner_id) for file in attachments.of_project(session, in_talks)] == [
            ("agreements", key)
        ]


def test_the_section_of_the_standard_is_kept_by_its_letter(tab: ProjectsTab, desk: Desk, in_talks: str) -> None:
    with desk.work("试") as session:
        before = projects.detail(session, in_talks).entry
        projects.save(session, replace(before, category="某类"), in_talks)
    form: Any = ProjectForm(desk, in_talks, tab)
    assert form.read("category") == "某类"
    fill(form, category="C 制造业")
    form.accept()
    if form.isVisible():
        form.accept()
    with desk.read() as session:
        assert projects.detail(session, in_talks).entry.category == "C"
    assert field_of(ProjectForm(desk, in_talks, tab), "category").currentText() == "C 制造业"
