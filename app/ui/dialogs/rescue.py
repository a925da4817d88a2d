"""A damaged file at the start: the newest sound copy is offered, and the damaged file is kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.jobs import backups
from app.ui.confirm import sure
from app.ui.files import say


def rescue(path: Path, error: Refused, parent: QWidget) -> bool:
    """Whether a copy took the damaged file's place, after a question."""
    copies = backups.shelved(path)
    if not copies:
        raise error
    newest = copies[0]
    sentence = (
        f"{error.message}\n最近的备份是 {newest.made_at:%Y-%m-%d %H:%M}。用它恢复吗？损坏的文件会另存，不会删除。"
    )
    if not sure(parent, sentence, "恢复"):
        return False
    recovery = backups.recover(path)
    say(parent, f"已用 {recovery.used.made_at:%Y-%m-%d %H:%M} 的备份恢复。损坏的文件存放在：\n{recovery.damaged}")
    return True
