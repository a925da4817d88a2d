"""跟进 of the chosen lead: one line to type what was said, the running clocks, and the contacts, the latest on top."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from app.services.leads import FollowUpForm, LeadDetail, Term, TermKind
from app.ui.colours import colours
from app.ui.widgets.card import soft_label

CHANGE, REMOVE = "change", "remove"
_VERBS = {CHANGE: "修改", REMOVE: "删除"}
_HINT = "一句话登记跟进，回车保存"
_EXAMPLE = (
    "开头可写哪天和方式，“下步”后面是下步措施，其中的日期是时限。\n"
    "例：昨天 电话 王总说下周来看厂房；下步：3月20日前发报价\n（F4 可随时跳到这里）"
)


class TimelinePage(QWidget):
    """``said`` carries the line that was typed; it stays until :meth:`clear_line`, so that a refusal loses nothing."""

    said = Signal(str)
    line_asked = Signal(str, str)  # (CHANGE or REMOVE, the contact's id)

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setPlaceholderText(_HINT)
        self.line.setToolTip(_EXAMPLE)
        self._clocks = soft_label()
        self._clocks.setTextFormat(Qt.TextFormat.RichText)
        self.story = QTextBrowser()
        self.story.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.story.setOpenLinks(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.line)
        layout.addWidget(self._clocks)
        layout.addWidget(self.story, 1)
        self.story.anchorClicked.connect(lambda url: self.line_asked.emit(url.scheme(), url.path()))
        self.line.returnPressed.connect(lambda: self.said.emit(self.line.text()))

    def clear_line(self) -> None:
        """What was typed has been recorded."""
        self.line.clear()

    def count_chosen(self, chosen: int) -> None:
        """Says for how many leads a line would be recorded."""
        self.line.setPlaceholderText(f"给选中的 {chosen} 条线索一起登记" if chosen > 1 else _HINT)

    def show_detail(self, detail: LeadDetail, terms: Sequence[Term], today: date) -> None:
        """Shows that lead's clocks and contacts."""
        self._clocks.setText(" · ".join(_clock(term, today) for term in terms))
        self._clocks.setVisible(bool(terms))
        told = zip(detail.follow_ups, detail.line_ids, strict=True)
        parts = [*_next_step(detail, today), *(_contact(contact, key) for contact, key in told)]
        self.story.setHtml("".join(parts) or f'<p style="color:{colours().soft_ink}">还没有跟进记录。</p>')


def _clock(term: Term, today: date) -> str:
    late = (today - term.due_on).days
    day = f"{term.due_on.month}月{term.due_on.day}日"
    words = f"{day}前无进展须说明原因" if term.kind is TermKind.STALLED and late <= 0 else f"{term.kind} {day}"
    if late > 0:
        return f'<span style="color:{colours().red}">{words}，超期 {late} 天</span>'
    return f"{words}{'，今天到期' if late == 0 else ''}"


def _next_step(detail: LeadDetail, today: date) -> list[str]:
    entry = detail.entry
    if not entry.next_step and entry.next_on is None:
        return []
    late = entry.next_on is not None and entry.next_on.last < today
    when = f"（{entry.next_on.text()}前）" if entry.next_on else ""
    colour = colours().red if late else colours().blue
    return [f'<p style="color:{colour}"><b>下一步{when}</b>　{escape(entry.next_step)}</p>']


def _contact(contact: FollowUpForm, key: str) -> str:
    when = contact.happened_on.text() if contact.happened_on else ""
    how = f"{contact.kind}　{escape(contact.people)}" if contact.is_contact else ""
    head = f"<b>{when}</b>　<span style='color:{colours().soft_ink}'>{how}</span>"
    step = (
        f"<br><span style='color:{colours().soft_ink}'>下步：{escape(contact.next_step)}</span>"
        if contact.next_step
        else ""
    )
    if contact.is_contact:
        head += "".join(_link(verb, key) for verb in _VERBS)
    return f"<p>{head}<br>{escape(contact.content).replace(chr(10), '<br>')}{step}</p>"


def _link(verb: str, key: str) -> str:
    return f'&nbsp;&nbsp;<a href="{verb}:{key}" style="color:{colours().blue}; text-decoration:none">{_VERBS[verb]}</a>'
