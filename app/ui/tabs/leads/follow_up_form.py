"""登记跟进: one contact with a lead, and the next step that came of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.fields import RECORDS
from app.services import leads
from app.services.leads import FollowUpForm, follow_ups
from app.ui.desk import Desk
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import DateField, LineField, ProseField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.values.dates import PartialDate

_NAMED = 3


class FollowUpDialog(FormDialog):
    """Enters one contact with a lead, or the same one with several; or corrects the contact of the id ``line``."""

    record = RECORDS["lead_followups"]

    def __init__(self, desk: Desk, keys: Sequence[str], parent: QWidget, line: str = "") -> None:
        super().__init__("修改跟进" if line else "登记跟进", parent)
        self._desk, self._keys, self._line = desk, tuple(keys), line
        self.setMinimumWidth(460)
        with desk.read() as session:
            names = [leads.detail(session, key).entry.name for key in self._keys[:_NAMED]]
            told = dict(follow_ups.lines(session, self._keys[0])) if line else {}
        more = f"等 {len(self._keys)} 条线索，跟进内容相同" if len(self._keys) > 1 else ""
        self.form.addRow(soft_label("、".join(names) + more))
        self.add_field("happened_on", DateField(self._today))
        self.add_field("kind", WordField(leads.CHOICES["follow_up_kind"]))
        self.add_field("people", LineField())
        self.add_field("content", ProseField(4))
        self.add_field("next_step", ProseField(2))
        self.add_field("next_on", DateField(self._today))
        self.show_entry(told.get(line) or FollowUpForm(happened_on=self._today()))
        self.on_save(self._keep)
        if not line:
            self.on_another(lambda: self.show_entry(FollowUpForm(happened_on=self._today())))

    def _today(self) -> PartialDate:
        return PartialDate.of(self._desk.today)

    def _keep(self) -> None:
        entered = self.collect(FollowUpForm())
        if entered.happened_on is not None and entered.happened_on.first > self._desk.today:
            raise Refused(f"跟进日期{entered.happened_on.text()}还没有到，请核对。", field="happened_on")
        if not self._line:
            with self._desk.read() as session:
                self.warn(follow_ups.promises_ended(session, self._keys, entered))
        with self._desk.work("修改跟进" if self._line else "登记跟进") as session:
            if self._line:
                follow_ups.change_follow_up(session, self._line, entered)
            else:
                follow_ups.follow_up_many(session, self._keys, entered, ends_promise=True)
