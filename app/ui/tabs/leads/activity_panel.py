"""The chosen activity: what came of it, and its report."""

from __future__ import annotations

from app.errors import Refused
from app.fields import RECORDS
from app.jobs.lead_papers import trip_report
from app.services import activities, attachments
from app.services.activities.outcomes import FirmMet
from app.ui.buttons import ButtonRow, button
from app.ui.desk import Desk
from app.ui.lists.attachment_list import AttachmentList
from app.ui.tabs.leads.outcome_form import OutcomeForm
from app.ui.tabs.leads.record_lines import RecordLines
from app.ui.tabs.leads.record_panel import RecordPanel, column
from app.ui.widgets.facts import facts_of
from app.ui.widgets.line_table import Line, LineTable
from app.ui.widgets.paper_preview import preview


class ActivityPanel(RecordPanel):
    """成果, 企业, 基本 and 附件."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._key = ""
        self._met: dict[str, FirmMet] = {}
        self._lines, self._firms = RecordLines(desk), LineTable((("企业", 160), ("结果", 0)))
        self._files = AttachmentList(desk)
        self.body.insertWidget(2, ButtonRow((button("情况报告", self.print_report, hint="按公文格式打印或另存 Word"),)))
        firms = column(ButtonRow((button("对接结果…", self._tell_outcome, hint="双击企业也可以"),)), self._firms)
        for page, title in ((self._lines, "成果"), (firms, "企业"), (self.facts, "基本"), (self._files, "附件")):
            self.pages.addTab(page, title)
        self._firms.opened.connect(lambda _: self._tell_outcome())

    def show_pages(self, key: str) -> None:
        """Shows that activity."""
        self._key = key
        with self.desk.read() as session:
            entry, came = activities.entry(session, key), activities.outcome(session, key)
            files = attachments.lines(session, "activities", key)
        self.name.setText(activities.title_of(entry))
        when = entry.held_on.text() if entry.held_on else ""
        self.under.setText(" · ".join(filter(None, (str(entry.kind), entry.place, when, f"{came.days} 天"))))
        leads = [("leads", one.id, one.name, one.state, None, one.amount) for one in came.leads]
        signed = [
            ("projects", one.id, one.name, "现场签约" if one.on_site else "会后签约", one.signed_on, one.amount)
            for one in came.signings
        ]
        self._lines.show_records([*signed, *leads])
        self._met = {firm.id or firm.name: firm for firm in came.firms}
        self._firms.show_lines([Line(line, (firm.name, firm.outcome)) for line, firm in self._met.items()])
        self._files.show_files("activities", key, files)
        self.pages.setTabText(3, f"附件 {len(files)}" if files else "附件")
        self.pages.setTabText(0, f"成果 {len(leads) + len(signed)}")
        self.pages.setTabText(1, f"企业 {len(came.firms)}")
        names = ("leader", "participants", "unit", "cost", "dealings", "outcome", "follow_up", "note")
        self.facts.show_lines(facts_of(RECORDS["activities"], entry, names, self.desk.money_unit))

    def _tell_outcome(self) -> None:
        met = self._met.get(self._firms.current_id())
        if met is None:
            raise Refused("请先选中一家企业。")
        OutcomeForm(self.desk, self._key, met, self).exec()

    def print_report(self) -> None:
        """Shows the report on the activity as it will print."""
        if self._key:
            database, key = self.desk.database, self._key
            preview(self.desk, self, f"{self.name.text()}情况报告", lambda out: trip_report(database, key, out))
