"""备份: a copy on the program's shelf or elsewhere, and the way back to any of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.database.contents import contents
from app.database.shelf import Copy
from app.jobs import backups
from app.ui.buttons import ButtonRow, button
from app.ui.confirm import sure
from app.ui.desk import Desk
from app.ui.dialog import Dialog
from app.ui.files import DATABASES, ask_open, ask_save, say
from app.ui.widgets.card import soft_label


def back_up(desk: Desk, parent: QWidget) -> None:
    """Copies the file to where the clerk says."""
    now = desk.clock.now()
    out = ask_save(desk, parent, f"招商台账备份{now:%Y%m%d-%H%M}.db", DATABASES)
    if out is None:
        return
    source, clock = desk.database.path, desk.clock

    def copy(_progress: object) -> Path:
        return backups.back_up_now(source, out, clock)

    desk.background.run("备份", copy, lambda place: say(parent, f"已备份到“{place}”，并检查完好。"), parent)


def restore(desk: Desk, parent: QWidget) -> None:
    """Lets the clerk choose a copy and puts it in the place of the file."""
    dialog = ChooseBackup(desk, parent)
    if not dialog.exec() or dialog.chosen is None:
        return
    if sure(parent, _question(dialog.chosen, desk.database.path), "还原"):
        bring_back(desk, dialog.chosen)
        say(parent, "已还原，现在看到的是备份里的数据。")


def _question(backup: Path, now: Path) -> str:
    """Says which copy it is by its day and by what it holds, beside what is there now."""
    made = next((copy.made_at for copy in backups.shelved(now) if copy.path == backup), None)
    name = f"{made.year}年{made.month}月{made.day}日 {made:%H:%M} 的备份" if made else f"备份文件“{backup.name}”"
    held, holds = contents(backup), contents(now)
    return (
        f"用{name}替换现在的数据？\n\n备份里有：{held or '无法读出'}\n现在有：{holds}\n\n"
        "现在的数据会先另存一份，不会丢失。"
    )


def bring_back(desk: Desk, backup: Path) -> None:
    """Restores at once; the file is closed meanwhile and open again afterwards, whatever happened."""
    path = desk.database.path
    desk.database.close()
    try:
        backups.restore(backup, path, desk.clock)
    finally:
        desk.reopen()


class ChooseBackup(Dialog):
    """The copies on the shelf, the newest first; or a file from elsewhere. ``chosen`` is what to restore."""

    chapter = "备份"

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("还原备份", parent, (480, 400))
        self._desk = desk
        self.chosen: Path | None = None
        self._copies: Sequence[Copy] = backups.shelved(desk.database.path)
        self._list = QListWidget()
        for copy in self._copies:
            self._list.addItem(QListWidgetItem(self._line(copy)))
        self._list.setCurrentRow(0)
        self._list.doubleClicked.connect(lambda _: self._take())
        layout = QVBoxLayout(self)
        layout.addWidget(soft_label("选择要还原到的备份："))
        layout.addWidget(self._list if self._copies else QLabel("程序里还没有自动备份。"), 1)
        take = button("还原所选备份", self._take, primary=True)
        take.setEnabled(bool(self._copies))
        other = button("从文件选择…", self._browse)
        layout.addWidget(ButtonRow((other,), (take, button("取消", self.reject))))

    def _line(self, copy: Copy) -> str:
        return f"{copy.made_at:%Y-%m-%d %H:%M}　{copy.reason}　{copy.size / 1_048_576:.1f} MB"

    def _take(self) -> None:
        if self._list.currentRow() >= 0:
            self.chosen = self._copies[self._list.currentRow()].path
            self.accept()

    def _browse(self) -> None:
        self.chosen = ask_open(self._desk, self, "选择备份", DATABASES)
        if self.chosen is not None:
            self.accept()
