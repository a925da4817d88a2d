"""线索: the list of leads, and the chosen one with its follow-ups beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from app.columns import leads as columns
from app.services import leads
from app.services.leads import FollowUpForm, follow_ups
from app.services.lists import RecordList
from app.ui.buttons import button, menu_button
from app.ui.confirm import sure
from app.ui.desk import Desk
from app.ui.tabs.leads.course_forms import ConvertDialog, ExplainDialog, GiveUpDialog, JudgeDialog, ReviveDialog
from app.ui.tabs.leads.follow_up_form import FollowUpDialog
from app.ui.tabs.leads.lead_form import LeadForm
from app.ui.tabs.leads.lead_panel import LeadPanel
from app.ui.tabs.leads.lead_rules_form import LeadRulesForm
from app.ui.tabs.leads.register_page import RegisterPage
from app.ui.tabs.leads.timeline_page import CHANGE


class LeadsPage(RegisterPage):
    """Leads by state; those whose next step is overdue in red."""

    kind = "leads"
    noun = "线索"
    measure = "条"
    tucked = tuple(each.field for each in columns.FURTHER)
    columns = (*columns.COLUMNS, *columns.FURTHER)
    chips = leads.CHIPS
    _listing: tuple[date, RecordList[Any]] | None = None  # made once: a keystroke need not ask for the terms again

    def listing(self) -> RecordList[Any]:
        """All leads at the desk's date, late by the office's own terms and days off."""
        if self._listing is None or self._listing[0] != self.desk.today:
            with self.desk.read() as session:
                self._listing = (self.desk.today, leads.listing(session, self.desk.today))
        return self._listing[1]

    def refresh(self) -> None:
        """Shows the list anew; terms and days off may have changed."""
        self._listing = None
        super().refresh()

    def form(self, key: str | None) -> QDialog:
        """The form of a lead."""
        return LeadForm(self.desk, key, self)

    def remove_ids(self, ids: list[str]) -> None:
        """Puts leads into the recycle bin."""
        with self.desk.work("删除线索") as session:
            leads.remove(session, ids, self.desk.clock.now())

    def make_panel(self) -> QWidget:
        """The chosen lead; a line typed there is recorded for all chosen leads."""
        panel = LeadPanel(self.desk)
        panel.timeline.said.connect(self._say)
        panel.timeline.line_asked.connect(self._change_line)
        key = QShortcut(QKeySequence("F4"), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(panel.start_line)
        self.table.view.selectionModel().selectionChanged.connect(self._count_chosen)
        self._timeline = panel.timeline
        return panel

    def more_buttons(self) -> Sequence[QWidget]:
        """Following a lead up, and what becomes of it."""
        more = QMenu(self)
        more.addAction("批量修改…", self.change_many)
        more.addSeparator()
        more.addAction("搁置或失败…", lambda: self._open(GiveUpDialog))
        more.addAction("重启线索…", lambda: self._open(ReviveDialog))
        more.addAction("无进展说明…", lambda: self._open(ExplainDialog))
        more.addSeparator()
        more.addAction("线索时限和认定标准…", lambda: LeadRulesForm(self.desk, self).exec())
        convert = button("转为项目", lambda: self._open(ConvertDialog))
        judge = button("研判", lambda: self._open(JudgeDialog))
        return (
            button("登记跟进", self._follow_up, hint="选中几条就一起登记；右边也可以一句话登记（F4）"),
            judge,
            convert,
            menu_button("更多", more),
        )

    def _follow_up(self) -> None:
        if keys := self.table.selected_ids():
            FollowUpDialog(self.desk, keys, self).exec()

    def _say(self, words: str) -> None:
        keys = self.table.selected_ids()
        form = leads.follow_up_from(words, self.desk.today)
        if len(keys) > 1 and not sure(self, f"给选中的 {len(keys)} 条线索登记同样的跟进？", "登记"):
            return
        if form.next_step and not self._may_end_promises(keys, form):
            return
        with self.desk.work("登记跟进") as session:
            leads.follow_up_many(session, keys, form)
        self._timeline.clear_line()

    def _may_end_promises(self, keys: Sequence[str], form: FollowUpForm) -> bool:
        """Asks where a new step without a day would take the place of a promised one."""
        with self.desk.read() as session:
            ended = follow_ups.promises_ended(session, keys, form)
        return not ended or sure(self, "\n".join(sentence for _, sentence in ended), "登记")

    def _change_line(self, verb: str, line: str) -> None:
        if verb == CHANGE:
            FollowUpDialog(self.desk, [self.table.current_id()], self, line).exec()
        elif sure(self, "删除这一条跟进记录？", "删除"):
            with self.desk.work("删除跟进") as session:
                follow_ups.remove_follow_up(session, line)

    def _count_chosen(self) -> None:
        self._timeline.count_chosen(len(self.table.selected_ids()))

    def tint(self, field: str, row: Any) -> str:
        """An overdue next step is late; where another clock has run out, the last contact is."""
        if field == "next_on":
            return "late" if row.is_overdue else ""
        return "late" if field == "last_followed_on" and row.is_late and not row.is_overdue else ""

    def _open(self, dialog: Callable[[Desk, str, QWidget], QDialog]) -> None:
        if key := self.table.current_id():
            dialog(self.desk, key, self).exec()
