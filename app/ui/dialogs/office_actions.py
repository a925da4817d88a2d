"""数据: the ledger year, the units that answer for targets, and whose records these are."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QInputDialog, QVBoxLayout, QWidget

from app.columns import units as unit_columns
from app.services import offices, units
from app.services.lists import RecordList
from app.services.units import UnitEntry
from app.ui.desk import Desk
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import LineField, SuggestField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.ui.widgets.plain_page import PlainPage
from app.values.money import MoneyUnit


def choose_year(desk: Desk, parent: QWidget) -> None:
    """Asks for the year whose figures the lists show."""
    year, chosen = QInputDialog.getInt(parent, "年度", "台账年度：", desk.year, 2000, 2100)
    if chosen:
        desk.choose_year(year)


def show_units(desk: Desk, parent: QWidget) -> None:
    """Opens the list of units."""
    dialog = QDialog(parent)
    dialog.setWindowTitle("责任单位")
    dialog.resize(860, 540)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(0, 0, 0, 8)
    page = UnitsPage(desk)
    layout.addWidget(page)
    # the window's own keys rest while a dialog is open
    QShortcut(QKeySequence.StandardKey.Find, dialog, page.table.start_find)
    desk.changed.connect(page.refresh)
    dialog.exec()
    desk.changed.disconnect(page.refresh)


def settings(desk: Desk, parent: QWidget) -> bool:
    """Opens the form that says whose records these are; whether it was saved."""
    return bool(OfficeForm(desk, parent).exec())


class UnitsPage(PlainPage):
    """Units in the office's own order."""

    kind = "units"
    noun = "单位"
    columns = unit_columns.COLUMNS
    removable = False

    def listing(self) -> RecordList[Any]:
        """All units."""
        return units.listing()

    def form(self, key: str | None) -> QDialog:
        """The form of a unit."""
        return UnitForm(self.desk, key, self)


class UnitForm(FormDialog):
    """Enters a unit, or changes the one of ``key``."""

    def __init__(self, desk: Desk, key: str | None, parent: QWidget) -> None:
        super().__init__("修改单位" if key else "新增单位", parent)
        self._desk, self._key = desk, key
        self.setMinimumWidth(420)
        with desk.read() as session:
            self._before = units.entry(session, key) if key else UnitEntry()
            names = units.names(session)
        self.add("name", "单位名称", LineField())
        self.add("kind", "单位类别", WordField(units.CHOICES["kind"]))
        self.add("parent", "上级单位", SuggestField(names))
        self.add("head", "负责人", LineField())
        self.add("phone", "联系电话", LineField())
        self.add("liaison", "联络员", LineField())
        self.add("group_name", "考核组别", LineField("如 一类村、二类村、部门"))
        self.show_entry(self._before)
        self.on_save(self._keep)

    def _keep(self) -> None:
        entered = self.collect(self._before)
        with self._desk.work("修改单位" if self._key else "新增单位") as session:
            units.save(session, entered, self._key)


class OfficeForm(FormDialog):
    """Name, code, county, and the unit in which money is looked at."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__("单位设置", parent)
        self._desk = desk
        self.setMinimumWidth(440)
        self.form.addRow(soft_label("责任书、报表和提交的文件都用这里的名称和代码。"))
        self._name, self._code = LineField("如 清溪镇"), LineField("9 位数字，统计用区划代码")
        self._county, self._short = LineField("如 安和县"), LineField("编号用的简称，如 清")
        self._unit = WordField((str(MoneyUnit.WAN), str(MoneyUnit.YI)))
        self.add("name", "单位名称", self._name)
        self.add("code", "单位代码", self._code)
        self.add("county", "所在县（区）", self._county)
        self.add("short_name", "简称", self._short)
        self.add("money_unit", "金额显示", self._unit)
        office = desk.office
        if office is not None:
            self.show_entry(office)
        self._unit.show_value(str(desk.money_unit))
        self.on_save(self._keep)

    def _keep(self) -> None:
        with self._desk.work("单位设置") as session:
            offices.establish(
                session,
                name=self._name.value(),
                code=self._code.value(),
                county=self._county.value(),
                short_name=self._short.value(),
            )
            offices.set_value(session, "money_unit", self._unit.value())
