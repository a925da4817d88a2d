"""数据 → 责任单位: the units as a list of their own."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from app.columns import units as unit_columns
from app.fields import RECORDS
from app.services import units
from app.services.lists import RecordList
from app.services.units import UnitEntry
from app.ui.desk import Desk
from app.ui.lists.list_dialog import show_list
from app.ui.lists.plain_page import PlainPage
from app.ui.widgets.field_edits import LineField, SuggestField, WordField
from app.ui.widgets.form_dialog import FormDialog


def show_units(desk: Desk, parent: QWidget) -> None:
    """Opens the list of units."""
    show_list(desk, parent, "责任单位", UnitsPage(desk), (860, 540))


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

    record = RECORDS["units"]

    def __init__(self, desk: Desk, key: str | None, parent: QWidget) -> None:
        super().__init__("修改单位" if key else "新增单位", parent)
        self._desk, self._key = desk, key
        self.setMinimumWidth(420)
        with desk.read() as session:
            self._before = units.entry(session, key) if key else UnitEntry()
            names = units.names(session)
        self.add_field("name", LineField())
        self.add_field("kind", WordField(units.CHOICES["kind"]))
        self.add_field("parent", SuggestField(names))
        self.add_field("head", LineField())
        self.add_field("phone", LineField())
        self.add_field("liaison", LineField())
        self.add_field("group_name", LineField("如 一类村、二类村、部门"))
        self.show_entry(self._before)
        self.on_save(self._keep)
        if key is None:
            self.on_another(lambda: self.show_entry(self._before))

    def _keep(self) -> None:
        entered = self.collect(self._before)
        with self._desk.work("修改单位" if self._key else "新增单位") as session:
            units.save(session, entered, self._key)
