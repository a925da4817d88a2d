"""报送: a verified copy of the records on a stick, with its receipt."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QStorageInfo
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.database.volumes import eject, kind
from app.errors import Refused
from app.jobs.checks import check as check_file
from app.jobs.consolidation import consolidate as take
from app.jobs.submission import submit as hand_in
from app.jobs.submitted import newest_first
from app.ui.buttons import ButtonRow, button
from app.ui.confirm import sure
from app.ui.desk import Desk
from app.ui.dialog import Dialog
from app.ui.files import DATABASES, ask_folder, ask_open, open_outside, say
from app.ui.widgets.card import soft_label

_SYSTEM = ("/", "/boot", "/home", "/usr", "/var", "/opt", "/etc", "/proc", "/sys", "/dev", "/run", "/snap", "/tmp")  # noqa: S108 - names only


def submit(desk: Desk, parent: QWidget) -> None:
    """Asks where to and what goes, writes, reads back, and shows the receipt."""
    if desk.office is None:
        raise Refused("还没有填写本单位的名称和9位单位代码，请先在“数据—单位设置”中填写。")
    asked = SubmissionDialog(desk, parent)
    if not asked.exec():
        return
    folder, without_people = asked.chosen()
    database = desk.database

    def write(progress: Any) -> Any:
        return hand_in(database, folder, without_people, lambda _words: progress(0, 0))

    def done(receipt: Any) -> None:
        desk.note_saved()
        TextDialog("提交成功，可以拔出U盘", receipt.text, receipt.folder, parent).exec()

    desk.background.run("提交", write, done, parent)


def consolidate(desk: Desk, parent: QWidget) -> None:
    """Takes the submissions below a chosen folder into this file, and says of each what became of it."""
    folder = ask_folder(desk, parent, "选择放着各乡镇提交的文件夹或U盘")
    if folder is None:
        return
    count = len(newest_first(folder))
    if not count:
        raise Refused("这个文件夹里没有找到提交的数据，请选择U盘里的“招商项目提交”文件夹。")
    if not sure(parent, f"找到 {count} 个单位的提交，汇总到现在打开的台账？\n汇总前会自动备份。", "汇总"):
        return
    database = desk.database

    def gather(progress: Any) -> Any:
        # The box with its way out is the question: whoever does not press it waits on.
        return take(database, [folder], patience=lambda _minutes: True, progress=progress)

    def done(outcome: Any) -> None:
        desk.note_saved()
        TextDialog("汇总结果", outcome.text, folder, parent).exec()

    desk.background.run("汇总", gather, done, parent)


def check(desk: Desk, parent: QWidget) -> None:
    """Says whether a submission, a backup or a ledger is whole."""
    path = ask_open(desk, parent, "选择要检查的文件", DATABASES)
    if path is None:
        return

    def look(progress: Any) -> Any:
        return check_file(path, patience=lambda _minutes: True, progress=lambda _words: progress(0, 0))

    def done(report: Any) -> None:
        faults = "\n".join(report.problems)
        say(parent, f"“{path.name}”完好。" if report.ok else f"“{path.name}”有问题：\n{faults}")

    desk.background.run("检查文件", look, done, parent)


class SubmissionDialog(Dialog):
    """Where to, and what may stay at home."""

    chapter = "打印、导出和报送"

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("提交到U盘", parent)
        self.setMinimumWidth(520)
        self._desk = desk
        self._folder = QComboBox()
        self._folder.setEditable(True)
        self._folder.addItems(sticks())
        self._people = QCheckBox("在外乡贤、引资人和联系电话也一起提交")
        self._people.setChecked(True)
        self._build()

    def chosen(self) -> tuple[Path, bool]:
        """The folder, and whether people stay at home."""
        return Path(self._folder.currentText().strip()), not self._people.isChecked()

    def accept(self) -> None:
        """Goes on only with a folder that is there."""
        text = self._folder.currentText().strip()
        if not text or not Path(text).is_dir():
            raise Refused("请选择U盘或要提交到的文件夹。")
        super().accept()

    def _build(self) -> None:
        place = QHBoxLayout()
        place.addWidget(self._folder, 1)
        place.addWidget(button("浏览…", self._browse))
        roles = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(roles.Ok | roles.Cancel)
        buttons.button(roles.Ok).setText("提交")
        buttons.button(roles.Cancel).setText("取消")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(soft_label("提交到（插上U盘后选它，或选一个文件夹）："))
        layout.addLayout(place)
        layout.addWidget(self._people)
        goes = "提交全部项目、线索、到位资金、责任书和目标任务；已删除的记录和修改历史不提交。"
        layout.addWidget(soft_label(f"{goes}写完后会从U盘读回核对，核对无误才算提交成功。"))
        layout.addWidget(buttons)

    def _browse(self) -> None:
        folder = ask_folder(self._desk, self, "提交到")
        if folder is not None:
            self._folder.setCurrentText(str(folder))


class TextDialog(Dialog):
    """A page of text: a receipt that both sides compare, or what became of each submission."""

    def __init__(self, title: str, text: str, folder: Path, parent: QWidget) -> None:
        super().__init__(title, parent, (620, 460))
        page = QPlainTextEdit(text)
        page.setReadOnly(True)
        page.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
        layout = QVBoxLayout(self)
        layout.addWidget(page, 1)
        self._page = page
        more = [button("打印…", self._print), button("打开所在文件夹", lambda: open_outside(folder))]
        if kind(folder) == "stick":
            more.append(button("弹出U盘", lambda: _let_go(folder, self)))
        layout.addWidget(ButtonRow(tuple(more), (button("知道了", self.accept, primary=True),)))

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # the first printing of a sitting waits a moment

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec():
            self._page.print_(printer)


def sticks() -> list[str]:
    """Where a submission may go: the sticks first, then other drives that were plugged in, none of the system's own."""
    roots = [one.rootPath() for one in QStorageInfo.mountedVolumes() if one.isReady() and not one.isReadOnly()]
    found = [root for root in roots if kind(Path(root)) == "stick"]
    found += [root for root in roots if root not in found and _may_be_plugged(root)]
    return [root for root in found if root not in _SYSTEM]


def _may_be_plugged(root: str) -> bool:
    return root.startswith(("/media/", "/run/media/", "/mnt/")) or (root[1:3] == ":/" and root[0] not in "Cc")


def _let_go(stick: Path, parent: QWidget) -> None:
    """Ejects the stick, or says how else."""
    if not eject(stick):
        raise Refused("U盘没有弹出，可能还有程序在用；请关闭打开的文件，再从任务栏“安全删除硬件”弹出。")
    say(parent, "可以拔出U盘了。")
