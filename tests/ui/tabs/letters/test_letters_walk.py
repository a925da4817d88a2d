"""From the targets of 89 units to 89 printed letters, as the clerk goes: paste, draft, preview, print, sign, change."""

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.errors import Refused
from app.reports import letters as letter_papers
from app.services import letters, offices, reminders, targets, units
from app.services.targets import TargetEntry
from app.services.units import UnitEntry
from app.ui.desk import Desk
from app.ui.record_table import many_cells
from app.ui.tabs.letters.letter_form import LetterForm
from app.ui.tabs.letters.reason_form import ReasonForm
from app.ui.tabs.letters.sign_form import SignForm
from app.ui.tabs.letters.tab import LettersTab
from app.ui.tabs.letters.target_form import TargetForm
from app.ui.tabs.letters.targets_page import TargetsPage
from app.ui.tabs.letters.template_page import TemplatePage
from app.ui.widgets.paper_preview import PaperPreview
from app.ui.widgets.paper_printing import print_pages, true_size_printer
from app.values.quantities import MICRO
from tests.ui.parts import changed_in, doubts_in, field_of, pages, path_of, rows_in, scans_in

COUNT = 89
LONG = "清溪回族乡党政综合办公室（招商引资服务中心、综合执法队）"


@pytest.fixture
def day() -> date:
    """Early in the year, when targets are handed out."""
    return date(2026, 3, 2)


@pytest.fixture
def desk(blank: Desk) -> Desk:
    """A township of 89 units without targets."""
    with blank.work("准备") as session:
        offices.establish(session, name="清溪镇", code="123456789", county="安和县")
        for place in range(COUNT):
            name = LONG if place == 40 else f"第{place + 1}村"
            units.save(session, UnitEntry(name=name, head="陈喆", liaison="李四", position=place))
    return blank


def targets_page(tab: LettersTab) -> TargetsPage:
    page = tab.show_page("目标分解")
    assert isinstance(page, TargetsPage)
    return page


def hand_out(tab: LettersTab) -> None:
    """Pastes a column for the township and every unit."""
    page = targets_page(tab)
    page.view.caret.go_to(page.model.index(0, 0))
    QApplication.clipboard().setText("\n".join(["8900", *["100"] * COUNT]))
    page.view.paste()


def statuses(tab: LettersTab) -> set[str]:
    model = tab.table.model
    return {model.row_at(place).status for place in range(model.rowCount())}


def pages_of(path: Path) -> list[list[str]]:
    """The lines of each page, without its number."""
    read = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout
    pages = [[line.replace(" ", "") for line in page.splitlines() if line.strip()] for page in read.split("\f")]
    return [[line for line in page if not re.fullmatch(r"—\d+—", line)] for page in pages if page]


def test_from_targets_to_89_printed_letters(tab: LettersTab, desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    hand_out(tab)
    assert str(targets_page(tab).model.index(COUNT + 2, 0).data()) == "0"  # nothing remains
    tab.letters.draft()
    assert tab.table.model.rowCount() == COUNT
    tab.table.view.selectAll()
    tab.letters.preview()
    qtbot.waitUntil(lambda: tab.letters.findChild(PaperPreview) is not None)
    preview = tab.letters.findChild(PaperPreview)
    assert isinstance(preview, PaperPreview)

    pages = pages_of(path_of(preview))
    numbers = [
        found[1] for page in pages for line in page if (found := re.search(r"编号：(清招责〔2026〕\d+号)", line))
    ]
    assert numbers == [f"清招责〔2026〕{number}号" for number in range(1, COUNT + 1)]
    signed = [page for page in pages if any("（盖章）" in line for line in page)]
    assert len(signed) == COUNT
    for page in signed:
        seal = next(place for place, line in enumerate(page) if "（盖章）" in line)
        assert seal >= 2, page  # two lines of text stand above
        assert any("（签字）" in line for line in page[seal:])
    assert LONG in "".join("".join(page) for page in pages)

    printer = true_size_printer(preview.document)
    printer.setResolution(72)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "打印.pdf"))
    assert print_pages(preview.document, printer) == len(pages)
    printed = QPdfDocument()
    printed.load(str(tmp_path / "打印.pdf"))
    assert printed.pageCount() == len(pages)
    preview.printed.emit()
    assert statuses(tab) == {"已打印"}
    with desk.read() as session:
        due = reminders.due(session, date(2026, 4, 30))
    assert sum(each.kind == "责任书" for each in due) == COUNT


def test_letters_are_saved_one_by_one(
    tab: LettersTab, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_out(tab)
    tab.letters.draft()
    told: list[str] = []
    monkeypatch.setattr("app.ui.tabs.letters.letters_page.ask_folder", lambda *_: tmp_path / "各单位")
    monkeypatch.setattr("app.ui.tabs.letters.letters_page.say", lambda _parent, words: told.append(words))
    (tmp_path / "各单位").mkdir()
    tab.letters.save_each(".pdf")
    qtbot.waitUntil(lambda: bool(told))
    files = sorted(path.name for path in (tmp_path / "各单位").iterdir())
    assert len(files) == COUNT
    assert "清招责〔2026〕1号 第1村.pdf" in files


def test_originals_and_both_sides_are_chosen_once(tab: LettersTab, desk: Desk) -> None:
    with desk.work("页码") as session:
        offices.set_value(session, "page_numbers", "centre")
    desk.settings.setValue("letters/duplex", "是")
    desk.settings.setValue("letters/originals", "是")
    printer, files = tab.letters.choices.for_printer(), tab.letters.choices.for_files()
    assert (printer.numbers, printer.duplex, printer.originals) == ("centre", True, True)
    assert (files.numbers, files.duplex, files.originals) == ("centre", False, False)


@pytest.fixture
def signed(tab: LettersTab, desk: Desk, qtbot: QtBot) -> str:
    """The first unit's letter, signed."""
    hand_out(tab)
    tab.letters.draft()
    tab.table.view.selectRow(0)
    key: str = tab.table.current_id()
    form = SignForm(desk, [key], tab)
    qtbot.addWidget(form)
    form.accept()
    return key


def test_a_signed_target_changes_only_with_a_reason(
    tab: LettersTab, desk: Desk, signed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    def answer(form: ReasonForm) -> int:
        field_of(form, "reason").setText("县里调增")
        form.accept()
        return form.result()

    page = targets_page(tab)
    before = page.model.ask_reason
    page.model.ask_reason = lambda found: (asked.append(found), before(found))[1]
    monkeypatch.setattr(ReasonForm, "exec", answer)
    page.model.write([(1, 0, "150")])
    page.model.write([(2, 0, "120")])
    assert asked == [["第1村"], []]
    assert page.model.cell(1, 0).reason == "县里调增"
    assert "调整原因：县里调增" in page.model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
    panel = tab.letters.panel
    panel.show_record(signed)
    assert "签订后目标有调整" in changed_in(panel).text()
    assert "现在是150万元" in changed_in(panel).text()


def test_a_reason_that_is_not_given_leaves_the_target(
    tab: LettersTab, signed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ReasonForm, "exec", lambda _form: 0)
    page = targets_page(tab)
    with pytest.raises(Refused, match="没有写明调整原因"):
        page.model.write([(1, 0, "150")])
    page.view.caret.go_to(page.model.index(1, 0))
    many_cells.clear(page.view)
    assert "没有写明调整原因" in page.view.said()
    assert page.model.text(1, 0) == "100"


def test_the_full_form_asks_for_the_reason_too(tab: LettersTab, desk: Desk, signed: str, qtbot: QtBot) -> None:
    page = targets_page(tab)
    form = TargetForm(desk, page.model.target(1, 0), page.model.columns[0], page)
    qtbot.addWidget(form)
    form.show()
    field_of(form, "stretch").setText("200")
    form.accept()
    assert field_of(form, "reason").property("refused")
    field_of(form, "reason").setText("镇里加压")
    form.accept()
    assert not form.isVisible()


def test_who_takes_over_is_kept_with_the_day(tab: LettersTab, desk: Desk, signed: str, qtbot: QtBot) -> None:
    tab.show_page("责任书")
    form = LetterForm(desk, signed, tab)
    qtbot.addWidget(form)
    field_of(form, "responsible").setText("王五")
    field_of(form, "change_reason").setText("换届")
    form.accept()
    with desk.read() as session:
        holders = letters.detail(session, signed).holders
    assert [(h.name, h.since and h.since.iso, h.reason) for h in holders] == [
        ("陈喆", None, ""),
        ("王五", "2026-03-02", "换届"),
    ]


def test_the_signed_scan_lies_with_the_letter(tab: LettersTab, signed: str, qtbot: QtBot, tmp_path: Path) -> None:
    panel = tab.letters.panel
    panel.show_record(signed)
    Image.new("RGB", (600, 800), "white").save(tmp_path / "扫描.jpg")
    scans_in(panel).add_files([tmp_path / "扫描.jpg"])
    qtbot.waitUntil(lambda: scans_in(panel).files.count() == 1 or _refreshed(panel, signed))
    assert pages(panel).tabText(2) == "扫描件 1"


def _refreshed(panel, key: str) -> bool:
    panel.show_record(key)
    return scans_in(panel).files.count() == 1


def test_last_years_targets_are_taken_over(tab: LettersTab, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr("app.ui.tabs.letters.targets_page.say", lambda _parent, words: told.append(words))
    with desk.work("上年") as session:
        targets.save(session, TargetEntry(2025, "funds_received", 70 * MICRO, "第3村"))
    page = targets_page(tab)
    page.take_over()
    page.refresh()
    assert page.model.text(3, 0) == "70"
    assert told == ["已沿用2025年的1个目标。"]


def test_what_clauses_cite_is_asked_in_the_template(tab: LettersTab, desk: Desk) -> None:
    hand_out(tab)
    tab.letters.draft()
    page = tab.show_page("文本模板")
    assert isinstance(page, TemplatePage)
    row = next(row for row in rows_in(page.clauses) if row.clause().key == "deposit")
    row._on.setChecked(True)
    page.save()
    assert "还没有填写金额" in doubts_in(page).text()
    page.terms.deposit.setText("3000")
    page.terms.deposit_due_on.setText("2026.4.15")
    page.terms.rule.setText("清政发〔2026〕5号文件")
    assert page.is_changed
    page.save()
    assert not doubts_in(page).isVisibleTo(page)
    with desk.read() as session:
        sheet = letter_papers.sheets(session, 2026)[0]
    said = "".join(clause.text for section in sheet.sections for clause in section.clauses)
    assert "2026年4月15日前缴纳招商引资风险抵押金人民币叁仟元整（¥3000.00）" in said
    assert "按照清政发〔2026〕5号文件组织考核" in said
