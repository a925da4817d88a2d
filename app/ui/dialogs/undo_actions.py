"""编辑—撤销 and 重做: the last action, named before it is taken back and told of afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.history import undo as history_undo

if TYPE_CHECKING:
    from app.ui.desk import Desk
    from app.ui.window import Window


def titles(desk: Desk) -> tuple[str, str]:
    """What would be taken back and what would be done again; empty where there is nothing."""
    with desk.read() as session:
        undoable, redoable = history_undo.next_undo(session), history_undo.next_redo(session)
    return undoable.title if undoable else "", redoable.title if redoable else ""


def undo(desk: Desk, window: Window) -> None:
    """Takes the last action back and says which."""
    title, _ = titles(desk)
    with desk.work(f"撤销{title}") as session:
        done = history_undo.undo_last(session, desk.clock.now())
    window.status.tell(f"已撤销“{done}”。按 Ctrl+Y 重做。")


def redo(desk: Desk, window: Window) -> None:
    """Does again what was taken back last."""
    with desk.work("重做") as session:
        history_undo.redo_last(session, desk.clock.now())
    window.status.tell("已重做。按 Ctrl+Z 撤销。")
