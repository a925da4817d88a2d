"""导入: a rehearsal first, with every row that would not be taken and why; nothing is written until it is confirmed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QTabWidget, QVBoxLayout, QWidget

from app.documents.ledgers.parts import Note
from app.jobs.imports import TITLES, ImportReport, import_ledger
from app.jobs.imports.rows import Decision, RowKey
from app.ui import problems
from app.ui.buttons import ButtonRow, button
from app.ui.desk import Desk
from app.ui.dialog import Dialog
from app.ui.files import WORKBOOKS, ask_open, say
from app.ui.theme import mark
from app.ui.widgets.likely_table import LikelyTable
from app.ui.widgets.note_table import NoteTable
from app.values.kinds import LedgerKind
from app.values.money import MoneyUnit

_TO_COME = {"已经新建": "将新建", "已作为": "将作为"}
_UNITS = (MoneyUnit.WAN, MoneyUnit.YI, MoneyUnit.YUAN)


class ImportDialog(Dialog):
    """Chooses a ledger, rehearses it, and takes it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("导入台账", parent, (820, 520))
        self._desk = desk
        self.path: Path | None = None
        self.report: ImportReport | None = None
        self._build()
        self._kind.currentIndexChanged.connect(lambda _: self.rehearse())
        self._unit.currentIndexChanged.connect(lambda _: self.rehearse())
        self._likely.decided.connect(self._decided)

    def choose(self) -> bool:
        """Asks for the file and rehearses it; False when none was chosen."""
        path = ask_open(self._desk, self, "选择要导入的台账", WORKBOOKS)
        if path is not None:
            self.show_file(path)
        return path is not None

    def show_file(self, path: Path) -> None:
        """Rehearses that file."""
        self.path = path
        self._file.setText(path.name)
        self._file.setToolTip(str(path))
        self.rehearse()

    def rehearse(self) -> None:
        """Reads the file as it would be taken, and writes nothing."""
        self.report = None
        self._take.setEnabled(False)
        if self.path is not None:
            self._summary.setText("正在检查……")
            self._desk.background.run("检查台账", self._job(rehearsal=True), self._show, self, self._fail)

    def take(self) -> None:
        """Takes the rows that can be taken, as one change."""
        self._take.setEnabled(False)
        self._desk.background.run("导入台账", self._job(rehearsal=False), self._taken, self, self._fail)

    def _build(self) -> None:
        self._file = QLabel("还没有选择文件")
        self._kind, self._unit = QComboBox(), QComboBox()
        self._kind.addItem("自动识别", None)
        for kind, title in TITLES.items():
            self._kind.addItem(title, kind)
        self._unit.addItem("按表中注明", None)
        for unit in _UNITS:
            self._unit.addItem(str(unit), unit)
        self._summary = QLabel()
        self._summary.setWordWrap(True)
        self._rejected, self._warnings = NoteTable(), NoteTable()
        self._notes = QTabWidget()
        self._notes.setDocumentMode(True)
        self._notes.addTab(self._rejected, "有问题")
        self._notes.addTab(self._warnings, "提醒")
        self._likely = LikelyTable()
        self._notes.addTab(self._likely_page(), "可能重复")
        self._take = button("确认导入", self.take, primary=True)
        self._take.setEnabled(False)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addLayout(self._top())
        layout.addWidget(self._summary)
        layout.addWidget(self._notes, 1)
        layout.addWidget(ButtonRow((), (self._take, button("取消", self.reject))))

    def _likely_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 6, 0, 0)
        line = QHBoxLayout()
        self._waiting = QLabel()
        mark(self._waiting, "soft")
        line.addWidget(self._waiting, 1)
        for decision in (Decision.MERGE, Decision.SKIP, Decision.NEW):
            line.addWidget(button(f"全部{decision}", partial(self._likely.decide_all, decision)))
        layout.addLayout(line)
        layout.addWidget(self._likely, 1)
        return page

    def _top(self) -> QHBoxLayout:
        top = QHBoxLayout()
        top.addWidget(button("选择文件…", self.choose))
        top.addWidget(self._file, 1)
        for text, box in (("台账类型", self._kind), ("金额单位", self._unit)):
            caption = QLabel(text)
            mark(caption, "soft")
            top.addWidget(caption)
            top.addWidget(box)
        return top

    def _job(self, *, rehearsal: bool) -> Callable[[Any], ImportReport]:
        database, path = self._desk.database, self.path
        assert path is not None
        kind: LedgerKind | None = self._kind.currentData()
        unit: MoneyUnit | None = self._unit.currentData()
        decisions = {} if rehearsal else self._likely.decisions()
        return lambda progress: import_ledger(
            database, path, kind=kind, money_unit=unit, dry_run=rehearsal, decisions=decisions, progress=progress
        )

    def _show(self, report: ImportReport) -> None:
        self.report = report
        self._rejected.show_notes(report.rejected)
        self._warnings.show_notes([foreseen(note) for note in report.warnings])
        self._notes.setTabText(0, f"有问题 {len(report.rejected)}")
        self._notes.setTabText(1, f"提醒 {len(report.warnings)}")
        self._likely.show_likely(report.likely)
        self._notes.setTabText(2, f"可能重复 {len(report.likely)}")
        waiting = 2 if self._likely.undecided() else None
        self._notes.setCurrentIndex(waiting or (0 if report.rejected or not report.warnings else 1))
        self._decided()

    def _decided(self) -> None:
        """Says what would be done with the choices so far; all that need one must be made before it is."""
        if self.report is None:
            return
        decisions, waiting = self._likely.decisions(), self._likely.undecided()
        self._summary.setText(summary(self.report, decisions))
        self._waiting.setText(f"还有 {waiting} 行没有选择怎么处理" if waiting else "逐行看一看，不对的请改处理方式")
        self._take.setEnabled(bool(self.report.created or self.report.updated) and not waiting)

    def _fail(self, error: BaseException) -> None:
        self._summary.setText(str(error))
        problems.report(error)

    def _taken(self, report: ImportReport) -> None:
        self._desk.note_saved()
        self.accept()
        left = f"，{len(report.rejected)} 行有问题没有导入" if report.rejected else ""
        say(self, f"导入完成：新增 {report.created}，更新 {report.updated}，没有变化 {report.skipped}{left}。")


def foreseen(note: Note) -> Note:
    """A warning in the words of a rehearsal, in which nothing was made yet."""
    reason = note.reason
    for done, to_come in _TO_COME.items():
        reason = reason.replace(done, to_come)
    return replace(note, reason=reason)


def summary(report: ImportReport, decisions: Mapping[RowKey, Decision]) -> str:
    """What was found and what taking it would do, in two sentences."""
    merged, passed = (sum(one is each for one in decisions.values()) for each in (Decision.MERGE, Decision.SKIP))
    unit = f"，金额单位{report.money_unit}" if report.money_unit else ""
    return (
        f"识别为“{TITLES[report.kind]}”，工作表“{report.sheet}”，表头在第 {report.header_row} 行{unit}。\n"
        f"将新增 {report.created - merged - passed} 条，更新 {report.updated + merged} 条，"
        f"没有变化或跳过 {report.skipped + passed} 条，有问题不导入 {len(report.rejected)} 条。"
    )
