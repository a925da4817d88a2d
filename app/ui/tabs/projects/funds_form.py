"""登记到位资金: one dated amount with its voucher, and what was recognised of it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.services import funds, projects
from app.services.funds import FundsForm
from app.ui.desk import Desk
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import MILLION, DateField, LineField, MoneyField, NumberField, SuggestField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.values.dates import PartialDate
from app.values.money import MoneyUnit


class FundsDialog(FormDialog):
    """Enters an entry for a project, or changes the one of ``key``."""

    def __init__(self, desk: Desk, project_id: str, key: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__("修改到位资金" if key else "登记到位资金", parent)
        self._desk, self._key = desk, key
        self.setMinimumWidth(460)
        with desk.read() as session:
            self._before = funds.form(session, key) if key else FundsForm(project_id)
            name = projects.detail(session, project_id).entry.name
        if key is None:
            self._before = replace(self._before, received_on=PartialDate.of(desk.today))
        self.form.addRow(soft_label(name))
        self._build()
        self._follow_currency(str(self._before.currency))
        self.show_entry(self._before)
        self._currency.currentTextChanged.connect(self._follow_currency)
        if key is None:
            self._amount.clear()
        self.on_save(self._keep)

    def _build(self) -> None:
        words, unit = funds.CHOICES, self._desk.money_unit

        def today() -> PartialDate:
            return PartialDate.of(self._desk.today)

        self._currency = WordField(words["currency"])
        self._amount, self._recognised, self._rate = MoneyField(unit), MoneyField(unit), NumberField(MILLION)
        self.add("received_on", "到账日期", DateField(today))
        self.add("currency", "币种", self._currency)
        self.add("amount", "金额", self._amount)
        self.add("rate", "汇率（1美元合人民币元）", self._rate)
        self.add("source", "资金来源", WordField(words["source"]))
        self.add("voucher_kind", "凭证类型", SuggestField(words["voucher_kind"]))
        self.add("voucher_number", "凭证号", LineField())
        self.add("use", "用途", LineField())
        self.add("status", "认定状态", WordField(words["status"]))
        self.add("recognised_amount", "认定金额", self._recognised)
        self.add("verified_by", "核实人", LineField())
        self.add("verified_on", "核实日期", DateField(today))
        self.add("note", "备注", LineField())

    def _follow_currency(self, currency: str) -> None:
        dollars = currency != funds.CHOICES["currency"][0]
        unit = MoneyUnit.WAN_USD if dollars else self._desk.money_unit
        self.form.setRowVisible(self._rate, dollars)
        for field, caption in ((self._amount, "金额"), (self._recognised, "认定金额")):
            field.count_in(unit)
            self.caption(field, f"{caption}（{unit}）")

    def _keep(self) -> None:
        entered = self.collect(replace(self._before, amount=0))
        entered = replace(entered, amount=entered.amount or 0)
        if not self._rate.isVisibleTo(self):
            entered = replace(entered, rate=None)
        with self._desk.read() as session:
            found = funds.warnings(session, entered, self._key)
        self.warn(found)
        with self._desk.work("修改到位资金" if self._key else "登记到位资金") as session:
            funds.save(session, entered, self._key)
