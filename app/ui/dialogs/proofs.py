"""打印—迎检材料—佐证要求: which file an inspector asks to see of each milestone, and by what it is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.services.evidence import proofs
from app.services.evidence.proofs import Need
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import FlagField, LineField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.values.stages import MilestoneKind

if TYPE_CHECKING:
    from app.ui.desk import Desk


@dataclass(frozen=True)
class _Asked:
    """One milestone's line as the form shows it; ``named`` are words with 、 between them."""

    is_asked: bool = False
    title: str = ""
    named: str = ""
    photos: bool = False


class ProofsForm(FormDialog):
    """One milestone at a time; what was changed of another before is saved with it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("佐证要求", parent)
        self._desk = desk
        self.setMinimumWidth(520)
        with desk.read() as session:
            kept = proofs.needs(session)
        self._lines: dict[MilestoneKind, _Asked] = {kind: _line(kept.get(kind)) for kind in proofs.MILESTONES}
        self._shown = MilestoneKind.SIGNED
        self._build()
        self._kind.show_value(self._shown.value)
        self.show_entry(self._lines[self._shown])
        self._kind.currentTextChanged.connect(lambda _: self._turn_to())
        self.on_save(self._keep)

    def _build(self) -> None:
        self._kind = WordField(tuple(kind.value for kind in proofs.MILESTONES))
        self.add("kind", "哪个节点", self._kind)
        self.add("is_asked", "", FlagField("要求佐证材料（没有的列入缺项）"))
        self.add("title", "要什么材料", LineField("如 开工现场照片或施工许可"))
        self.add("named", "文件名里的字", LineField("如 开工、施工，有其中一个就算"))
        self.add("photos", "", FlagField("项目的现场照片也算"))
        self.form.addRow(soft_label("储备节点：项目的附件都算；签约节点：投资协议的附件都算。"))

    def _turn_to(self) -> None:
        self._take()
        self._shown = MilestoneKind(self._kind.value())
        self.show_entry(self._lines[self._shown])

    def _take(self) -> None:
        self._lines[self._shown] = self.collect(self._lines[self._shown])

    def _keep(self) -> None:
        self._take()
        with self._desk.work("修改佐证要求") as session:
            kept = proofs.needs(session)
            for kind, line in self._lines.items():
                if line != _line(kept.get(kind)):
                    self._keep_one(session, kind, line)

    def _keep_one(self, session: Any, kind: MilestoneKind, line: _Asked) -> None:
        try:
            proofs.set_need(session, kind, _need(kind, line))
        except Refused:
            self._kind.show_value(kind.value)  # the refusal is about what now stands in the form
            raise


def _line(need: Need | None) -> _Asked:
    return (
        _Asked(is_asked=True, title=need.title, named="、".join(need.named), photos=need.photos) if need else _Asked()
    )


def _need(kind: MilestoneKind, line: _Asked) -> Need | None:
    if not line.is_asked:
        return None
    usual = proofs.USUAL.get(kind)
    words = tuple(word for word in re.split(r"[、，,；;\s]+", line.named) if word)
    return Need(line.title.strip(), usual.owners if usual else frozenset(), words, line.photos)
