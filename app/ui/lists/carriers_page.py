"""数据 → 标准厂房和土地: the register of carriers, what is let and free in each, and who sits there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog, QMenu, QWidget

from app.columns import carriers as columns
from app.columns.column import Column
from app.database.engine import Database
from app.fields import RECORDS
from app.jobs import carrier_lists
from app.services import carriers, units
from app.services.carriers import CarrierEntry
from app.services.lists import RecordList
from app.ui.desk import Desk
from app.ui.lists.carrier_panel import CarrierPanel
from app.ui.lists.list_dialog import show_list
from app.ui.lists.plain_page import PlainPage
from app.ui.widgets.field_edits import DateField, LineField, ProseField, ReadField, SuggestField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.ui.widgets.paper_preview import preview
from app.values.areas import area_text, read_area
from app.values.dates import PartialDate


class CarriersPage(PlainPage):
    """All carriers by name; a county sees whose they are."""

    kind = "carriers"
    noun = "载体"
    columns: Sequence[Column] = columns.COLUMNS
    chips = tuple(carriers.listing().chips)
    is_ledger = False

    def __init__(self, desk: Desk) -> None:
        with desk.read() as session:
            several = len(carriers.offices_named(session)) > 1
        if several:
            name, *others = columns.COLUMNS
            self.columns = (name, columns.OFFICE, *others)
        super().__init__(desk)

    def listing(self) -> RecordList[Any]:
        """All carriers."""
        return carriers.listing()

    def form(self, key: str | None) -> QDialog:
        """The form of a carrier."""
        return CarrierForm(self.desk, key, self)

    def make_panel(self) -> QWidget:
        """The projects that sit there."""
        return CarrierPanel(self.desk)

    def offer_papers(self, menu: QMenu) -> None:
        """The register as a table to hand in, and the sums."""
        for title, write in (
            ("标准厂房和土地登记表", carrier_lists.carrier_list),
            ("标准厂房和土地汇总表", carrier_lists.carrier_summary),
        ):
            menu.addAction(f"{title}…", partial(self._preview, title, write))

    def _preview(self, title: str, write: Callable[[Database, Path], object]) -> None:
        database = self.desk.database
        preview(self.desk, self, title, lambda out: write(database, out), other=".xlsx")

    def remove_ids(self, ids: list[str]) -> None:
        """Puts carriers into the recycle bin."""
        with self.desk.work("删除载体") as session:
            carriers.remove(session, ids, self.desk.clock.now())


class CarrierForm(FormDialog):
    """Enters a carrier, or changes the one of ``key``."""

    record = RECORDS["carriers"]

    def __init__(self, desk: Desk, key: str | None, parent: QWidget) -> None:
        super().__init__("修改载体" if key else "新增载体", parent)
        self._desk, self._key = desk, key
        self.setMinimumWidth(460)
        with desk.read() as session:
            self._before = carriers.entry(session, key) if key else CarrierEntry()
            names = units.names(session)

        def today() -> PartialDate:
            return PartialDate.of(desk.today)

        self.add_field("name", LineField("如 1号标准厂房"))
        self.add_field("kind", WordField(carriers.CHOICES["kind"]))
        self.add_field("unit", SuggestField(names))
        self.add_field("place", LineField())
        self.add_field("area", _area("也可以写 30亩、1.2万平方米"))
        self.add_field("area_let", _area("填现在的数，没有就不填"))
        self.add_field("started_on", DateField(today))
        self.add_field("completed_on", DateField(today))
        self.add_field("note", ProseField(2))
        self.show_entry(self._before)
        self.on_save(self._keep)
        if key is None:
            self.on_another(lambda: self.show_entry(self._before))

    def _keep(self) -> None:
        entered = self.collect(self._before)
        entered = CarrierEntry(**{**vars(entered), "area": entered.area or 0, "area_let": entered.area_let or 0})
        if entered.area:
            self.warn(carriers.warnings(entered))
        with self._desk.work("修改载体" if self._key else "新增载体") as session:
            carriers.save(session, entered, self._key)


def show_carriers(desk: Desk, parent: QWidget, key: str = "") -> None:
    """Opens the register, with the cursor on one carrier where one is named."""
    page = CarriersPage(desk)
    if key:
        page.show_record(key)
    show_list(desk, parent, "标准厂房和土地", page, (1180, 600))


def _area(hint: str) -> ReadField:
    return ReadField(read_area, lambda parts: area_text(parts) if parts else "", hint)
