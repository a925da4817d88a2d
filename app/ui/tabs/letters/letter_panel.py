"""Beside the letters: whom the chosen one binds, to what, and in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget

from app.services import letters
from app.ui.buttons import ButtonRow, button
from app.ui.tabs.letters.amounts import grouped
from app.ui.widgets.card import Card, heading, soft_label
from app.ui.widgets.facts import Facts

if TYPE_CHECKING:
    from app.services.letters import LetterDetail
    from app.ui.desk import Desk


class LetterPanel(Card):
    """Follows the cursor of the list."""

    preview_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(14)
        self._desk = desk
        self._unit, self._below = heading(), soft_label()
        self._targets, self._wording = Facts(), Facts()
        self._pages = QTabWidget()
        self._button = button("按打印样式预览", self.preview_asked.emit)
        self._build()
        self.show_record("")

    def show_record(self, key: str) -> None:
        """Shows that letter; "" when none is chosen."""
        self._pages.setVisible(bool(key))
        self._button.setVisible(bool(key))
        if not key:
            self._unit.setText("没有选中责任书")
            self._below.setText("先在“目标分解”中下达各单位目标，再点“起草全部”。")
            return
        with self._desk.read() as session:
            self._show(letters.detail(session, key))

    def _show(self, letter: LetterDetail) -> None:
        entry = letter.entry
        self._unit.setText(letter.unit)
        self._below.setText(f"{entry.number} · {letter.status} · 一式{entry.copies}份 · {entry.party_style}")
        people = (("责任人", entry.responsible or "未填写", False), ("联络员", entry.liaison or "未填写", False))
        stated = ((title, _amount(measure, at, most), False) for title, measure, at, most in letter.targets)
        self._targets.show_lines([*people, *stated, ("备注", entry.note, False)])
        self._wording.show_lines((name, text, False) for name, text in letter.printed)

    def _build(self) -> None:
        self._pages.addTab(self._targets, "责任与目标")
        self._pages.addTab(self._wording, "条款")
        self.body.addWidget(self._unit)
        self.body.addWidget(self._below)
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(ButtonRow((self._button,)))
        self.body.addStretch(0)


def _amount(measure: str, amount: int, stretch: int | None) -> str:
    text = f"{grouped(amount)} {measure}"
    return text if stretch is None else f"{text}（奋斗目标 {grouped(stretch)} {measure}）"
