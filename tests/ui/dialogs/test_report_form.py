"""Circulars from the window: which tables, which number; and what a kind of paper bears, set in a form."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.services import circulars, official_pages
from app.ui.desk import Desk
from app.ui.dialogs import report_actions
from app.ui.dialogs.official_pages import OfficialPagesForm
from app.ui.dialogs.report_actions import ReportForm
from app.values.papers import HeadStyle, PaperKind
from tests.ui.parts import field_of


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def previewed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The titles of the papers that were previewed, each of them written."""
    titles: list[str] = []

    def show(_desk: Desk, _parent: QWidget, title: str, write: object) -> None:
        write(tmp_path / f"{len(titles)}.pdf")  # type: ignore[operator]
        titles.append(title)

    monkeypatch.setattr(report_actions, "preview", show)
    return titles


def test_tables_are_remembered_and_a_number_is_given_once(
    desk: Desk, parent: QWidget, previewed: list[str], tmp_path: Path
) -> None:
    for _ in range(2):
        form = ReportForm(desk, parent)
        form.show()
        field_of(form, "tables").show_value(["主要指标完成情况", "到位资金分产业"])
        field_of(form, "gives").setChecked(True)
        form.accept()
    assert previewed == ["2026年10月招商引资月通报"] * 2
    assert (tmp_path / "1.pdf").exists()
    with desk.read() as session:
        assert circulars.tables(session, PaperKind.MONTH, ()) == ("indicators", "funds_by_industry")
        assert official_pages.number(session, PaperKind.MONTH, 2026, "2026年10月") == 1
        assert official_pages.next_number(session, PaperKind.MONTH, 2026) == 2


def test_each_kind_asks_only_for_what_it_needs(desk: Desk, parent: QWidget) -> None:
    form = ReportForm(desk, parent)
    form.show()
    shown = {}
    for words in ("月通报", "一周通报", "快报", "工作总结"):
        field_of(form, "kind").setCurrentText(words)
        fields = {name: field_of(form, name) for name in ("day", "project", "tables", "number")}
        shown[words] = {name for name, field in fields.items() if field.isVisible()}
    assert shown == {"月通报": {"tables", "number"}, "一周通报": {"day"}, "快报": {"project"}, "工作总结": set()}


def test_what_papers_bear_is_set_for_several_kinds_at_once(desk: Desk, parent: QWidget) -> None:
    form = OfficialPagesForm(desk, parent)
    form.show()
    field_of(form, "kind").setCurrentText("工作总结")
    field_of(form, "head").setCurrentText(HeadStyle.ROOM)
    field_of(form, "copies").setText("县政府办公室")
    field_of(form, "kind").setCurrentText("月通报")
    field_of(form, "signer").setText("王建国")
    field_of(form, "board").setChecked(True)
    form.accept()
    with desk.read() as session:
        summary = official_pages.rule(session, PaperKind.SUMMARY)
        assert (summary.head, summary.copies) == (HeadStyle.ROOM, "县政府办公室")
        assert official_pages.rule(session, PaperKind.MONTH).signer == "王建国"
        assert circulars.has_board(session)
