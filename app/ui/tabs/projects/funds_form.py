"""登记到位资金: one dated amount with its voucher, and what was recognised of it; in a closed month a correction."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.fields import RECORDS
from app.services import funds, projects
from app.services.funds import FundsForm, closed_months
from app.ui.desk import Desk
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import MILLION, DateField, LineField, MoneyField, NumberField, SuggestField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.values.dates import PartialDate
from app.values.money import MoneyUnit


class FundsDialog(FormDialog):
    """Enters an entry for a project, or changes the one of ``key``."""

    record = RECORDS["funds"]

    def __init__(self, desk: Desk, project_id: str, key: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__("修改到位资金" if key else "登记到位资金", parent)
        self._desk, self._key = desk, key
        self.setMinimumWidth(460)
        with desk.read() as session:
            self._before = funds.form(session, key) if key else FundsForm(project_id)
            name = projects.detail(session, self._before.project_id).entry.name
            self._closed = {(row.year, row.month) for row in closed_months.rows(session)}
        if key is None:
            self._before = replace(self._before, received_on=PartialDate.of(desk.today))
        self.form.addRow(soft_label(name))
        self._build()
        self._follow_currency(str(self._before.currency))
        self.show_entry(self._before)
        self._follow_day()
        self._currency.currentTextChanged.connect(self._follow_currency)
        self._day.textChanged.connect(lambda _: self._follow_day())
        if key is None:
            self._amount.clear()
            self.on_another(lambda: self.clear("amount", "recognised_amount", "voucher_number", "use", "note"))
        self.on_save(self._keep)

    def _build(self) -> None:
        words, unit = funds.CHOICES, self._desk.money_unit

        def today() -> PartialDate:
            return PartialDate.of(self._desk.today)

        self._day, self._currency = DateField(today), WordField(words["currency"])
        self._amount, self._recognised, self._rate = MoneyField(unit), MoneyField(unit), NumberField(MILLION)
        self._closed_note, self._reason = soft_label(), LineField("改动金额、日期、来源时必须写明")
        self.add_field("received_on", self._day)
        self.form.addRow("", self._closed_note)
        self.add_field("correction_reason", self._reason)
        self.add_field("currency", self._currency)
        self.add_field("amount", self._amount)
        self.add_field("rate", self._rate)
        self.add_field("source", WordField(words["source"]))
        self.add_field("voucher_kind", SuggestField(words["voucher_kind"]))
        self.add_field("voucher_number", LineField())
        self.add_field("use", LineField())
        self.add_field("status", WordField(words["status"]))
        self.add_field("recognised_amount", self._recognised)
        self.add_field("verified_by", LineField())
        self.add_field("verified_on", DateField(today))
        self.add_field("note", LineField())

    def _follow_currency(self, currency: str) -> None:
        dollars = currency != funds.CHOICES["currency"][0]
        unit = MoneyUnit.WAN_USD if dollars else self._desk.money_unit
        self.form.setRowVisible(self._rate, dollars)
        for name in ("amount", "recognised_amount"):
            self.count_in(name, unit)

    def _follow_day(self) -> None:
        """Says that a month is closed, and asks for the reason of a correction."""
        closed = [f"{day.year}年{day.month}月" for day in self._days() if (day.year, day.month) in self._closed]
        told = "、".join(dict.fromkeys(closed))
        self._closed_note.setText(f"{told}已经结账：改动作为更正记录保存；只补凭证、核实情况不用写原因。")
        for widget in (self._closed_note, self._reason):
            self.form.setRowVisible(widget, bool(told))
        self.adjustSize()

    def _days(self) -> list[PartialDate]:
        """The day that was, where there is an entry already, and the one that is typed now."""
        found = [self._before.received_on if self._key else None]
        try:
            found.append(self._day.value())
        except Refused:  # half typed
            found.append(None)
        return [day for day in found if day is not None]

    def _keep(self) -> None:
        entered = self.collect(replace(self._before, amount=0))
        entered = replace(entered, amount=entered.amount or 0)
        if not self._rate.isVisibleTo(self):
            entered = replace(entered, rate=None)
        reason = self._reason.value()
        with self._desk.read() as session:
            found = funds.warnings(session, entered, self._key, self._desk.today)
            title = funds.entering(session, entered, reason, self._key)
        self.warn(found)
        with self._desk.work(title) as session:
            funds.enter(session, entered, reason, self._desk.clock.now(), self._key)
