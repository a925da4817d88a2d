"""The chosen lead: its follow-ups, its plan, what is known of it, and its papers."""

from __future__ import annotations

from app.errors import Refused
from app.fields import RECORDS
from app.services import attachments, leads
from app.services.leads import LeadDetail
from app.ui.buttons import ButtonRow, button
from app.ui.desk import Desk
from app.ui.lists.attachment_list import AttachmentList
from app.ui.tab import PROJECTS
from app.ui.tabs.leads.policy_page import PolicyPage
from app.ui.tabs.leads.timeline_page import TimelinePage
from app.ui.widgets.card import Card, heading, soft_label
from app.ui.widgets.facts import Fact, Facts, facts_of
from app.ui.widgets.panel_pages import PanelPages

_FIELDS = RECORDS["leads"]
_FILES = "把商业计划书、考察报告、照片等拖到这里，或点“添加”；转为项目时一起带过去。可用 JPG、PNG、PDF。"


class LeadPanel(Card):
    """Heading, then 跟进, 一企一策, 基本 and 附件."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(14)
        self._desk = desk
        self._name, self._under = heading(), soft_label()
        self._facts = Facts()
        self.timeline = TimelinePage()
        self._files = AttachmentList(desk, _FILES)
        self._pages = PanelPages()
        self._pages.addTab(self.timeline, "跟进")
        self._policy = PolicyPage(desk)
        self._pages.addTab(self._policy, "一企一策")
        self._pages.addTab(self._facts, "基本")
        self._pages.addTab(self._files, "附件")
        self._project = button("查看项目", self._show_project, hint="这条线索已经转为项目")
        self._project_id = ""
        for widget in (self._name, self._under):
            self.body.addWidget(widget)
        self._actions = ButtonRow((self._project,))
        self.body.addWidget(self._actions)
        self.body.addWidget(self._pages, 1)

    def show_record(self, key: str) -> None:
        """Shows that lead; "" when none is chosen."""
        detail = self._read(key)
        self._pages.setVisible(detail is not None)
        self._name.setText(detail.entry.name if detail else "")
        self._under.setText(_under(detail) if detail else "在左边选一条线索，这里显示它的跟进情况。")
        self._project_id = detail.project[0] if detail and detail.project else ""
        self._actions.setVisible(bool(self._project_id))
        if detail is not None:
            self._show_pages(detail)

    def start_line(self) -> None:
        """Puts the cursor where one line becomes a follow-up."""
        self._pages.setCurrentWidget(self.timeline)
        self.timeline.line.setFocus()

    def _show_pages(self, detail: LeadDetail) -> None:
        with self._desk.read() as session:
            terms = leads.running_terms(session, detail.id)
            files = attachments.lines(session, "leads", detail.id)
        open_measures = self._policy.show_lead(detail.id)
        titles = (("跟进", len(detail.follow_ups)), ("一企一策", open_measures), ("基本", 0), ("附件", len(files)))
        for place, (title, count) in enumerate(titles):
            self._pages.setTabText(place, f"{title} {count}" if count else title)
        self.timeline.show_detail(detail, terms, self._desk.today)
        self._facts.show_lines(self._lines(detail))
        self._files.show_files("leads", detail.id, files)

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

    def _lines(self, detail: LeadDetail) -> list[Fact]:
        became = f"{detail.project[2]}（{detail.project[1]}）" if detail.project else ""
        return [
            *self._told(detail, ("investor", "intended_amount", "industry", "contact+contact_title+phone")),
            *self._told(detail, ("source", "introducer", "unit", "person+leader")),
            ("转为项目", became, False),
            *self._told(detail, ("land_need", "dealings", "judgement+judged_on+judged_by", "judgement_note")),
            *self._told(detail, ("obstacles",)),
            (_FIELDS.title("end_reason"), detail.entry.end_reason, True),
            *self._told(detail, ("note",)),
        ]

    def _told(self, detail: LeadDetail, names: tuple[str, ...]) -> list[Fact]:
        return facts_of(_FIELDS, detail.entry, names, self._desk.money_unit)


def _under(detail: LeadDetail) -> str:
    entry = detail.entry
    return " · ".join(filter(None, (entry.investor, str(entry.state), f"编号 {entry.code}" if entry.code else "")))
