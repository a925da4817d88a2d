"""Beside the letters: whom the chosen one binds, to what, and in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.reports import letters as letter_papers
from app.services import attachments, letters
from app.ui.buttons import ButtonRow, button
from app.ui.lists.attachment_list import AttachmentList
from app.ui.tabs.letters.amounts import grouped
from app.ui.theme import mark
from app.ui.widgets.card import Card, heading, soft_label
from app.ui.widgets.facts import Facts
from app.ui.widgets.panel_pages import PanelPages

if TYPE_CHECKING:
    from app.services.letters import LetterDetail
    from app.services.letters.people import Holder
    from app.services.letters.stated import StatedTarget
    from app.ui.desk import Desk

_SCANS = 2  # the place of their page
_HINT = "签字盖章后的责任书扫描件拖到这里，或点“添加”；可用 PDF、JPG、PNG。"


class LetterPanel(Card):
    """Follows the cursor of the list."""

    preview_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(14)
        self._desk = desk
        self._unit, self._below, self._changed = heading(), soft_label(), soft_label()
        mark(self._changed, "soft", on=False)
        mark(self._changed, "warning")
        self._scans = AttachmentList(desk, _HINT)
        self._targets, self._wording = Facts(), Facts()
        self._pages = PanelPages()
        self._button = button("按打印样式预览", self.preview_asked.emit)
        self._build()
        self.show_record("")

    def show_record(self, key: str) -> None:
        """Shows that letter; "" when none is chosen."""
        self._pages.setVisible(bool(key))
        self._button.setVisible(bool(key))
        if not key:
            self._unit.setText("没有选中责任书")
            self._changed.hide()
            self._below.setText("先在“目标分解”中下达各单位目标，再点“起草全部”。")
            return
        with self._desk.read() as session:
            self._show(letters.detail(session, key))
            scans = attachments.lines(session, "letters", key)
        self._scans.show_files("letters", key, scans)
        self._pages.setTabText(_SCANS, f"扫描件 {len(scans)}" if scans else "扫描件")

    def _show(self, letter: LetterDetail) -> None:
        entry = letter.entry
        self._unit.setText(f"{letter.unit}（{letter.occasion}）" if letter.occasion else letter.unit)
        self._below.setText(f"{entry.number} · {letter.status} · 一式{entry.copies}份 · {entry.party_style}")
        now = next((holder for holder in reversed(letter.holders) if holder.name == entry.responsible), None)
        before = [holder for holder in letter.holders if holder is not now]
        people = (
            ("责任人", _held(now) if now else entry.responsible or "未填写", False),
            *(("原责任人", _held(holder), False) for holder in before),
            ("联络员", entry.liaison or "未填写", False),
        )
        stated = ((_named(each), _amount(each.measure, each.amount, each.stretch), False) for each in letter.targets)
        self._changed.setText(f"签订后目标有调整，责任书仍按签订时执行：{'；'.join(letter.changed)}。")
        self._changed.setVisible(bool(letter.changed))
        self._targets.show_lines([*people, *stated, ("备注", entry.note, False)])
        sections = letter_papers.sheet(letter.terms).sections[1:]
        self._wording.show_lines((part.heading, clause.text, False) for part in sections for clause in part.clauses)

    def _build(self) -> None:
        self._pages.addTab(self._targets, "责任与目标")
        self._pages.addTab(self._wording, "条款")
        self._pages.addTab(self._scans, "扫描件")
        self._changed.hide()
        self.body.addWidget(self._unit)
        self.body.addWidget(self._below)
        self.body.addWidget(self._changed)
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(ButtonRow((self._button,)))
        self.body.addStretch(0)


def _held(holder: Holder) -> str:
    """One who is or was responsible: 王五（2026年6月1日起，张三调离）."""
    since = f"{holder.since.text()}起" if holder.since else ""
    more = "，".join(filter(None, (since, holder.reason)))
    return f"{holder.name}（{more}）" if more else holder.name


def _named(target: StatedTarget) -> str:
    return f"{target.title}（{target.year}年）" if target.year else target.title


def _amount(measure: str, amount: int, stretch: int | None) -> str:
    text = f"{grouped(amount)} {measure}"
    return text if stretch is None else f"{text}（奋斗目标 {grouped(stretch)} {measure}）"
