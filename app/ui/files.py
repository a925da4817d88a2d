"""Asking for files, and saying that one was written; the last folder is remembered at this seat."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from app import TITLE
from app.file_names import file_name
from app.ui.desk import Desk

WORKBOOKS = "台账 (*.xlsx *.xls *.et *.xlsm *.ods *.csv);;所有文件 (*)"
DATABASES = "招商台账数据 (*.db);;所有文件 (*)"


def ask_open(desk: Desk, parent: QWidget, title: str, kinds: str) -> Path | None:
    """The file the clerk chose, or None."""
    name, _ = QFileDialog.getOpenFileName(parent, title, folder(desk), kinds)
    return _noted(desk, name)


def ask_save(desk: Desk, parent: QWidget, name: str, kinds: str) -> Path | None:
    """Where to save, with an ending; None when the clerk changed his mind."""
    chosen, kind = QFileDialog.getSaveFileName(parent, "保存到", str(Path(folder(desk)) / file_name(name)), kinds)
    out = _noted(desk, chosen)
    if out is None or out.suffix:
        return out
    return out.with_suffix(kind.partition("(*")[2].partition(")")[0].split()[0] or Path(name).suffix)


def ask_folder(desk: Desk, parent: QWidget, title: str) -> Path | None:
    """The folder the clerk chose, or None."""
    name = QFileDialog.getExistingDirectory(parent, title, folder(desk))
    if name:
        desk.settings.setValue("files/folder", name)
    return Path(name) if name else None


def told(parent: QWidget, out: Path, count: int | None = None) -> None:
    """Says that a file was written, and offers to open it."""
    lines = f"，共 {count} 条" if count is not None else ""
    sentence = f"已保存到“{out}”{lines}。"
    box = QMessageBox(QMessageBox.Icon.NoIcon, TITLE, sentence, QMessageBox.StandardButton.NoButton, parent)
    show = box.addButton("打开文件", QMessageBox.ButtonRole.ActionRole)
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    box.exec()
    if box.clickedButton() is show:
        open_outside(out)


def say(parent: QWidget, sentence: str) -> None:
    """Says one thing that went well."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, TITLE, sentence, QMessageBox.StandardButton.NoButton, parent)
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def open_outside(path: Path) -> None:
    """Opens a file with the program that the system keeps for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def folder(desk: Desk) -> str:
    """The folder that was used last."""
    return str(desk.settings.value("files/folder", str(Path.home())))


def _noted(desk: Desk, name: str) -> Path | None:
    if not name:
        return None
    desk.settings.setValue("files/folder", str(Path(name).parent))
    return Path(name)
