"""What can be done with chosen entries of 到位资金, from one project's page and from the list of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.fields import RECORDS
from app.services import funds
from app.services.funds import Verification
from app.ui.confirm import sure
from app.ui.desk import Desk
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import DateField, LineField, MoneyField, ProseField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.values.capital import FundsStatus
from app.values.dates import PartialDate
from app.values.money import MoneyUnit, money_text


def verify(desk: Desk, ids: Sequence[str], parent: QWidget) -> None:
    """Asks what a check of the entries found."""
    if not ids:
        raise Refused("请先选中要核实的资金，可以按住 Ctrl 或 Shift 多选。")
    VerifyForm(desk, ids, parent).exec()


def remove(desk: Desk, rows: Sequence[Any], parent: QWidget) -> None:
    """Deletes entries after a question; where a closed month has one, it asks for the reason instead."""
    ids = [row.id for row in rows]
    if any(row.is_closed for row in rows):
        RemoveForm(desk, ids, parent).exec()
    elif ids and sure(parent, f"删除选中的 {len(ids)} 笔到位资金？", "删除"):
        with desk.work("删除到位资金") as session:
            funds.remove(session, ids, desk.clock.now())


class VerifyForm(FormDialog):
    """核实: 镇核, 县认定 or 不认定, of one entry with its own amount or of several whole."""

    record = RECORDS["funds"]

    def __init__(self, desk: Desk, ids: Sequence[str], parent: QWidget) -> None:
        super().__init__("核实到位资金", parent)
        self._desk, self._ids = desk, tuple(ids)
        self.setMinimumWidth(440)
        with desk.read() as session:
            entries = [funds.form(session, key) for key in ids]
            rows = funds.listing().rows(session, list(ids))
        self.form.addRow(soft_label(_told(rows, desk.money_unit)))
        first = entries[0]
        self._status = WordField(funds.CHOICES["status"])
        dollars = first.currency != funds.CHOICES["currency"][0]
        unit = MoneyUnit.WAN_USD if dollars else desk.money_unit
        self._amount = MoneyField(unit, f"不填就按全额 {money_text(first.amount, unit)} 认定")
        self.add_field("status", self._status)
        self.add_field("recognised_amount", self._amount)
        self.add_field("verified_by", LineField())
        self.add_field("verified_on", DateField(lambda: PartialDate.of(desk.today)))
        self.add_field("note", ProseField(2))
        self._hint = soft_label("几笔一起认定时都按全额认定；金额不同的请逐笔认定。")
        self.form.addRow(self._hint)
        self.show_entry(Verification(verified_on=PartialDate.of(desk.today), verified_by=first.verified_by))
        self._status.currentTextChanged.connect(self._follow_status)
        self._follow_status(self._status.value())
        self.on_save(self._keep)

    def _follow_status(self, status: str) -> None:
        recognised, several = status == FundsStatus.RECOGNISED, len(self._ids) > 1
        self.form.setRowVisible(self._amount, recognised and not several)
        self.form.setRowVisible(self._hint, recognised and several)
        self.adjustSize()

    def _keep(self) -> None:
        checked = self.collect(Verification())
        if not self._amount.isVisibleTo(self):
            checked = replace(checked, recognised_amount=None)
        with self._desk.work(f"{checked.status}到位资金") as session:
            funds.verify(session, self._ids, checked)


class RemoveForm(FormDialog):
    """Takes entries of closed months back, with the reason that stands in their place."""

    def __init__(self, desk: Desk, ids: Sequence[str], parent: QWidget) -> None:
        super().__init__("删除已结账的资金", parent, save_text="删除")
        self._desk, self._ids = desk, tuple(ids)
        self.setMinimumWidth(440)
        told = f"选中的 {len(ids)} 笔里有已结账月份的资金。删除后原处留下一条金额为0的更正记录，写明原因。"
        self.form.addRow(soft_label(told))
        self.add("correction_reason", "更正原因", ProseField(2))
        self.on_save(self._remove)

    def _remove(self) -> None:
        reason = self.read("correction_reason")
        if not reason:
            raise Refused("请写明更正的原因。", field="correction_reason")
        with self._desk.work("更正到位资金") as session:
            funds.remove(session, self._ids, self._desk.clock.now(), reason)


def _told(rows: Sequence[Any], unit: MoneyUnit) -> str:
    """One entry by its project and day, several by how many and how much."""
    total = sum(row.yuan or 0 for row in rows)
    if len(rows) > 1:
        projects = len({row.project_id for row in rows})
        return f"共 {len(rows)} 笔，{projects} 个项目，合计 {money_text(total, unit)}{unit}。"
    row = rows[0]
    day = row.received_on.text() if row.received_on else "到账日期不详"
    return f"{row.project}　{day}　{money_text(total, unit)}{unit}"
