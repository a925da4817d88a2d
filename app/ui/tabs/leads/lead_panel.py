"""The chosen lead: what is known of it, and its follow-ups as a timeline, the latest on top."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QTabWidget, QTextBrowser

from app.errors import Refused
from app.services import leads
from app.services.leads import FollowUpForm, LeadDetail
from app.ui.buttons import ButtonRow, button
from app.ui.desk import PROJECTS, Desk
from app.ui.tabs.leads.policy_page import PolicyPage
from app.ui.theme import BLUE, RED, SOFT_INK
from app.ui.widgets.card import Card, heading, soft_label
from app.ui.widgets.facts import Facts
from app.values.money import money_text


class LeadPanel(Card):
    """Heading, then 跟进, 一企一策 and 基本."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(14)
        self._desk = desk
        self._name, self._under = heading(), soft_label()
        self._facts = Facts()
        self._timeline = QTextBrowser()
        self._timeline.setFrameShape(QTextBrowser.Shape.NoFrame)
        self._pages = QTabWidget()
        self._pages.setDocumentMode(True)
        self._pages.addTab(self._timeline, "跟进")
        self._policy = PolicyPage(desk)
        self._pages.addTab(self._policy, "一企一策")
        self._pages.addTab(self._facts, "基本")
        self._project = button("查看项目", self._show_project, hint="这条线索已经转为项目")
        self._project_id = ""
        for widget in (self._name, self._under):
            self.body.addWidget(widget)
        self.body.addWidget(ButtonRow((self._project,)))
        self.body.addWidget(self._pages, 1)

    def show_record(self, key: str) -> None:
        """Shows that lead; "" when none is chosen."""
        detail = self._read(key)
        self._pages.setVisible(detail is not None)
        self._name.setText(detail.entry.name if detail else "")
        self._under.setText(_under(detail) if detail else "在左边选一条线索，这里显示它的跟进情况。")
        self._project_id = detail.project[0] if detail and detail.project else ""
        self._project.setVisible(bool(self._project_id))
        if detail is not None:
            open_measures = self._policy.show_lead(key)
            self._pages.setTabText(1, f"一企一策 {open_measures}" if open_measures else "一企一策")
            self._pages.setTabText(0, f"跟进 {len(detail.follow_ups)}")
            self._timeline.setHtml(self._story(detail))
            self._facts.show_lines(self._lines(detail))

    def _read(self, key: str) -> LeadDetail | None:
        if not key:
            return None
        try:
            with self._desk.read() as session:
                return leads.detail(session, key)
        except Refused:  # gone since the list was read: there is nothing to show
            return None

    def _show_project(self) -> None:
        self._desk.record_asked.emit(PROJECTS, self._project_id)

    def _story(self, detail: LeadDetail) -> str:
        entry = detail.entry
        parts = []
        if entry.next_step or entry.next_on:
            late = entry.next_on is not None and entry.next_on.last < self._desk.today
            when = f"（{entry.next_on.text()}前）" if entry.next_on else ""
            colour = RED if late else BLUE
            parts.append(f'<p style="color:{colour}"><b>下一步{when}</b>　{escape(entry.next_step)}</p>')
        parts += [_contact(contact) for contact in detail.follow_ups]
        return "".join(parts) or f'<p style="color:{SOFT_INK}">还没有跟进记录。</p>'

    def _lines(self, detail: LeadDetail) -> list[tuple[str, str, bool]]:
        entry, unit = detail.entry, self._desk.money_unit
        amount = f"{money_text(entry.intended_amount, unit)} {unit}" if entry.intended_amount is not None else ""
        judged = f"{entry.judgement}　{entry.judged_on.text()}" if entry.judged_on else str(entry.judgement)
        return [
            ("投资方", entry.investor, False),
            ("意向投资", amount, False),
            ("产业", entry.industry, False),
            ("联系人", "　".join(filter(None, (entry.contact, entry.contact_title, entry.phone))), False),
            ("线索来源", str(entry.source), False),
            ("引荐人", entry.introducer, False),
            ("责任单位", entry.unit, False),
            ("责任人", "　".join(filter(None, (entry.person, entry.leader))), False),
            ("转为项目", f"{detail.project[2]}（{detail.project[1]}）" if detail.project else "", False),
            ("用地需求", entry.land_need, False),
            ("对接情况", entry.dealings, False),
            ("研判", judged, False),
            ("研判说明", entry.judgement_note, False),
            ("一企一策", entry.obstacles, False),
            ("结束原因", entry.end_reason, True),
            ("备注", entry.note, False),
        ]


def _under(detail: LeadDetail) -> str:
    entry = detail.entry
    return " · ".join(filter(None, (entry.investor, str(entry.state), f"编号 {entry.code}" if entry.code else "")))


def _contact(contact: FollowUpForm) -> str:
    when = contact.happened_on.text() if contact.happened_on else ""
    head = f"<b>{when}</b>　<span style='color:{SOFT_INK}'>{contact.kind}　{escape(contact.people)}</span>"
    step = f"<br><span style='color:{SOFT_INK}'>下步：{escape(contact.next_step)}</span>" if contact.next_step else ""
    return f"<p>{head}<br>{escape(contact.content)}{step}</p>"
