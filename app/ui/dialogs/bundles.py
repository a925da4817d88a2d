"""Folders of files that jobs write: asking for a new one, and saying what it holds and what is not in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox, QWidget

from app import TITLE
from app.file_names import file_name
from app.ui.files import ask_folder, open_outside

if TYPE_CHECKING:
    from app.jobs.evidence_folders import Bundle
    from app.ui.desk import Desk

_SAID = 5  # sentences of what is missing that a box shows


def ask_new_folder(desk: Desk, parent: QWidget, name: str) -> Path | None:
    """A folder that does not exist yet, within the one the clerk chose; None when he changed his mind."""
    chosen = ask_folder(desk, parent, f"“{name}”放在哪个文件夹里")
    if chosen is None:
        return None
    out, number = chosen / file_name(name), 2
    while out.exists():
        out, number = chosen / file_name(f"{name}（{number}）"), number + 1
    return out


def tell_bundle(parent: QWidget, out: Path, bundle: Bundle) -> None:
    """Says what was written and what could not be, and offers to open the folder."""
    lines = [f"已写入“{out}”，证明材料 {bundle.files} 份，索引在“索引.xlsx”。"]
    lines += [f"没有放进去的 {len(bundle.left_out)} 处：", *bundle.left_out[:_SAID]] if bundle.left_out else []
    icon = QMessageBox.Icon.Warning if bundle.left_out else QMessageBox.Icon.NoIcon
    box = QMessageBox(icon, TITLE, "\n".join(lines), QMessageBox.StandardButton.NoButton, parent)
    show = box.addButton("打开文件夹", QMessageBox.ButtonRole.ActionRole)
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    box.exec()
    if box.clickedButton() is show:
        open_outside(out)
