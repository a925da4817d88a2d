"""数据: the ledger year, the units that answer for targets, and whose records these are."""

from __future__ import annotations

from PySide6.QtWidgets import QInputDialog, QWidget

from app.fields import RECORDS
from app.services import offices
from app.services.consequences import switch
from app.ui.desk import Desk
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import FlagField, LineField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.values.money import MoneyUnit


def choose_year(desk: Desk, parent: QWidget) -> None:
    """Asks for the year whose figures the lists show."""
    year, chosen = QInputDialog.getInt(parent, "年度", "台账年度：", desk.year, 2000, 2100)
    if chosen:
        desk.choose_year(year)


def settings(desk: Desk, parent: QWidget) -> bool:
    """Opens the form that says whose records these are; whether it was saved."""
    return bool(OfficeForm(desk, parent).exec())


class OfficeForm(FormDialog):
    """Name, code, county, and the unit in which money is looked at."""

    record = RECORDS["offices"]

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__("单位设置", parent)
        self._desk = desk
        self.setMinimumWidth(440)
        self.form.addRow(soft_label("责任书、报表和提交的文件都用这里的名称和代码。"))
        self._name, self._code = LineField("如 清溪镇"), LineField("9 位数字，统计用区划代码")
        self._county, self._short = LineField("如 安和县"), LineField("编号用的简称，如 清")
        self._unit = WordField((str(MoneyUnit.WAN), str(MoneyUnit.YI)))
        self.add_field("name", self._name)
        self.add_field("code", self._code)
        self.add_field("county", self._county)
        self.add_field("short_name", self._short)
        self.add("money_unit", "金额显示", self._unit)
        office = desk.office
        if office is not None:
            self.show_entry(office)
        self._unit.show_value(str(desk.money_unit))
        self._consequences = FlagField("本单位有风险抵押金或引资人奖励")
        self.add("deposits_and_rewards", "", self._consequences)
        with desk.read() as session:
            self._before = switch.are_kept(session)
        self._consequences.show_value(self._before)
        self.on_save(self._keep)

    def _keep(self) -> None:
        consequences = self._consequences.value()
        if consequences and not self._before:
            self.warn([("deposits_and_rewards", switch.reminder())])
        with self._desk.work("单位设置") as session:
            offices.establish(
                session,
                name=self._name.value(),
                code=self._code.value(),
                county=self._county.value(),
                short_name=self._short.value(),
            )
            offices.set_value(session, "money_unit", self._unit.value())
            if consequences != self._before:
                switch.keep(session, on=consequences)
