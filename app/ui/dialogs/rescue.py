"""A file that cannot be opened at the start, damaged or newer than the program: a copy is offered, the file is kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.clock import Clock
from app.errors import Refused
from app.jobs import backups, recovery
from app.ui.confirm import sure
from app.ui.files import say


def go_back(path: Path, error: Refused, clock: Clock, parent: QWidget) -> bool:
    """Whether the newest copy that this program understands took the place of a later program's file, after a question.

    Raises ``error`` where there is none.
    """
    copy = backups.newest_understood(path)
    if copy is None:
        raise error
    way = f"要退回旧版本，可以改用 {copy.made_at:%Y-%m-%d %H:%M} 的备份，在那以后记的内容不在里面。"
    if not sure(parent, f"{error.message}\n{way}现在的文件会另存，不会删除。", "退回"):
        return False
    kept = backups.restore(copy.path, path, clock)
    say(parent, f"已退回，现在看到的是备份里的数据。更新版本的台账另存为“{kept.name if kept else path.name}”。")
    return True


def rescue(path: Path, error: Refused, clock: Clock, parent: QWidget) -> bool:
    """Whether a copy, or what could still be read, took the damaged file's place, after a question."""
    copies = backups.shelved(path)
    if copies:
        way = f"最近的备份是 {copies[0].made_at:%Y-%m-%d %H:%M}。用它恢复吗？"
    else:
        way = "没有找到自动备份。要把还能读出的记录抢救出来吗？"
    if not sure(parent, f"{error.message}\n{way}损坏的文件会另存，不会删除。", "恢复"):
        return False
    say(
        parent,
        recovery.recover(path, clock, lambda loss: sure(parent, f"{loss.text}\n仍用这份备份恢复吗？", "恢复")).text,
    )
    return True
