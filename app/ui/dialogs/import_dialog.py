"""Importing a ledger: sheets, columns, the first rows, problems and duplicates; then the decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from app.documents.ledgers.parts import Note
from app.jobs.imports import TITLES, ImportReport
from app.jobs.imports.notes import Decision, RowKey
from app.jobs.imports.walk import ImportWalk
from app.jobs.problem_rows import save_problem_rows
from app.ui import problems
from app.ui.buttons import ButtonRow, button
from app.ui.desk import Desk
from app.ui.dialog import Dialog
from app.ui.dialogs.import_columns import ColumnsPage
from app.ui.dialogs.import_rows import RowsPage
from app.ui.dialogs.import_sheets import SheetsPage
from app.ui.files import WORKBOOKS, ask_open, ask_save, say, told
from app.ui.theme import mark
from app.ui.widgets.likely_table import LikelyTable
from app.ui.widgets.note_table import NoteTable

_TO_COME = {"已经新建": "将新建", "已作为": "将作为"}
_STEPS = ("1 选择工作表", "2 核对栏目", "3 核对前几行", "4 问题与确认")
_SHEETS, _COLUMNS, _ROWS, _PROBLEMS = range(len(_STEPS))


class ImportDialog(Dialog):
    """Walks from the file to the records in four steps; nothing is written before the last."""

    chapter = "第一次使用"

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("导入台账", parent, (940, 600))
        self._desk = desk
        self.walk: ImportWalk | None = None
        self.report: ImportReport | None = None
        self._build()
        self._sheets.changed.connect(self.rehearse)
        self._columns.changed.connect(self.rehearse)
        self._likely.decided.connect(self._decided)

    def choose(self) -> bool:
        """Asks for the file and reads it; False when none was chosen."""
        path = ask_open(self._desk, self, "选择要导入的台账", WORKBOOKS)
        if path is not None:
            self.show_file(path)
        return path is not None

    def show_file(self, path: Path) -> None:
        """Reads that file and rehearses what is surely a ledger in it."""
        self._file.setText(path.name)
        self._file.setToolTip(str(path))
        self._summary.setText("正在读取……")
        self._desk.background.run("读取表格", lambda _: ImportWalk.begin(path), self._begun, self, self._fail)

    def rehearse(self) -> None:
        """Reads the chosen sheets as they would be taken, and writes nothing."""
        self.report = None
        self._step()
        if (walk := self.walk) is None:
            return
        if not walk.choices:
            self._summary.setText("请选择要导入的工作表，并指明台账类型。")
            return
        self._summary.setText("正在检查……")
        database = self._desk.database
        job = partial(walk.take, database, dry_run=True)
        self._desk.background.run("检查台账", lambda progress: job(progress=progress), self._show, self, self._fail)

    def go_to(self, step: int) -> None:
        """Shows one of the four steps."""
        if step == _COLUMNS and self._pages.currentIndex() < step and self.walk is not None:
            self._columns.show_walk(self.walk)
            if any(choices.columns for choices in self.walk.choices.values()):
                self.rehearse()
        self._pages.setCurrentIndex(step)
        self._step()

    def take(self) -> None:
        """Takes the rows that can be taken, as one change."""
        assert self.walk is not None
        self._take.setEnabled(False)
        job = partial(self.walk.take, self._desk.database, dry_run=False, decisions=self._likely.decisions())
        self._desk.background.run("导入台账", lambda progress: job(progress=progress), self._taken, self, self._fail)

    def save_problems(self) -> None:
        """Saves the rows that cannot be taken, each with its reason, for the clerk to mend."""
        walk, report = self.walk, self.report
        if walk is None or report is None:
            return
        out = ask_save(self._desk, self, f"{walk.path.stem}-有问题的行.xlsx", "Excel 工作簿 (*.xlsx)")
        if out is not None:
            done = partial(told, self, out)
            self._desk.background.run("保存", lambda _: save_problem_rows(walk, report, out), done, self)

    def _build(self) -> None:
        self._file, self._summary, self._waiting = QLabel("还没有选择文件"), QLabel(), QLabel()
        self._summary.setWordWrap(True)
        self._sheets, self._columns, self._rows = SheetsPage(), ColumnsPage(self._desk), RowsPage()
        self._pages = QStackedWidget()
        for page in (self._sheets, self._columns, self._rows, self._problems_page()):
            self._pages.addWidget(page)
        self._back = button("上一步", lambda: self.go_to(self._pages.currentIndex() - 1))
        self._next = button("下一步", lambda: self.go_to(self._pages.currentIndex() + 1), primary=True)
        self._take = button("确认导入", self.take, primary=True)
        top, self._captions = QHBoxLayout(), [QLabel(words) for words in _STEPS]
        top.addWidget(button("选择文件…", self.choose))
        top.addWidget(self._file, 1)
        for caption in self._captions:
            top.addWidget(caption)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._summary)
        buttons = (self._back, self._next, self._take, button("取消", self.reject))
        layout.addWidget(ButtonRow((), buttons))
        self._step()

    def _problems_page(self) -> QWidget:
        self._rejected, self._warnings, self._likely = NoteTable(), NoteTable(), LikelyTable()
        self._notes = QTabWidget()
        self._notes.setDocumentMode(True)
        self._notes.addTab(self._rejected_page(), "有问题")
        self._notes.addTab(self._warnings, "提醒")
        self._notes.addTab(self._likely_page(), "可能重复")
        return self._notes

    def _rejected_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 6, 0, 0)
        self._save = button("把有问题的行存为表格…", self.save_problems, hint="出错的格涂了颜色，最后一栏是原因")
        layout.addWidget(ButtonRow((self._save,), ()))
        layout.addWidget(self._rejected, 1)
        return page

    def _likely_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 6, 0, 0)
        line = QHBoxLayout()
        mark(self._waiting, "soft")
        line.addWidget(self._waiting, 1)
        for decision in (Decision.MERGE, Decision.SKIP, Decision.NEW):
            line.addWidget(button(f"全部{decision}", partial(self._likely.decide_all, decision)))
        layout.addLayout(line)
        layout.addWidget(self._likely, 1)
        return page

    def _begun(self, walk: ImportWalk) -> None:
        self.walk = walk
        self.go_to(_SHEETS)
        self._sheets.show_walk(walk, self._desk.year)
        self.rehearse()

    def _show(self, report: ImportReport) -> None:
        self.report = report
        self._rejected.show_notes(report.rejected)
        self._warnings.show_notes([foreseen(note) for note in report.told])
        self._rows.show_report(report)
        self._likely.show_likely(report.likely)
        self._save.setEnabled(bool(report.rejected))
        counts = {"有问题": len(report.rejected), "提醒": len(report.told), "可能重复": len(report.likely)}
        for tab, (words, found) in enumerate(counts.items()):
            self._notes.setTabText(tab, f"{words} {found}")
        waiting = 2 if self._likely.undecided() else None
        self._notes.setCurrentIndex(waiting or (0 if report.rejected or not report.told else 1))
        self._decided()

    def _decided(self) -> None:
        """Says what would be done with the choices so far; all that need one must be made before it is."""
        if self.report is None:
            return
        waiting = self._likely.undecided()
        self._summary.setText(summary(self.report, self._likely.decisions()))
        self._waiting.setText(f"还有 {waiting} 行没有选择怎么处理" if waiting else "逐行看一看，不对的请改处理方式")
        self._step()

    def _step(self) -> None:
        """Shows where the walk stands and which way it may go on."""
        step, report = self._pages.currentIndex(), self.report
        for place, caption in enumerate(self._captions):
            mark(caption, "soft", on=place != step)
        self._back.setEnabled(step > 0)
        self._next.setVisible(step < _PROBLEMS)
        can_go_on = self.walk is not None and bool(self.walk.choices) and (step == _SHEETS or report is not None)
        self._next.setEnabled(can_go_on)
        self._take.setVisible(step == _PROBLEMS)
        has_rows = report is not None and bool(report.created or report.updated or report.likely)
        self._take.setEnabled(has_rows and not self._likely.undecided())

    def _fail(self, error: BaseException) -> None:
        self._summary.setText(str(error))
        if self.walk is None or self._pages.currentIndex() > _COLUMNS:
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
    asked = {one.key for one in report.likely if not one.is_made}  # rows that wait for the clerk's word
    made = [decision for key, decision in decisions.items() if key not in asked]
    answered = [decision for key, decision in decisions.items() if key in asked]
    merged, passed = made.count(Decision.MERGE), made.count(Decision.SKIP)
    new, replaced = answered.count(Decision.NEW), answered.count(Decision.MERGE)
    unit = f"，金额单位{report.money_unit}" if report.money_unit else ""
    first = f"识别为“{TITLES[report.kind]}”，工作表“{report.sheet}”，表头在第 {report.header_row} 行{unit}"
    more = f"，另有 {len(report.parts) - 1} 张表一起导入" if len(report.parts) > 1 else ""
    return (
        f"{first}{more}。\n"
        f"将新增 {report.created - merged - passed + new} 条，更新 {report.updated + merged + replaced} 条，"
        f"没有变化或跳过 {report.skipped + passed + len(answered) - new - replaced} 条，"
        f"有问题不导入 {len(report.rejected) - len(answered)} 条。"
    )
