"""招商活动: visits out and in, fairs, forums."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from app.columns import activities as columns
from app.fields import RECORDS
from app.services import activities, units
from app.services.activities import ActivityEntry
from app.services.lists import RecordList
from app.ui.desk import Desk
from app.ui.tabs.leads.activity_panel import ActivityPanel
from app.ui.tabs.leads.register_page import RegisterPage
from app.ui.widgets.field_edits import (
    DateField,
    LineField,
    MoneyField,
    NumberField,
    ProseField,
    SuggestField,
    WordField,
)
from app.ui.widgets.form_dialog import FormDialog
from app.values.dates import PartialDate
from app.values.money import MoneyUnit


class ActivitiesPage(RegisterPage):
    """The list of activities."""

    kind = "activities"
    noun = "活动"
    measure = "次"
    tucked = tuple(each.field for each in columns.FURTHER)
    columns = (*columns.COLUMNS, *columns.FURTHER)
    chips = activities.CHIPS

    def listing(self) -> RecordList[Any]:
        """All activities."""
        return activities.listing()

    def form(self, key: str | None) -> QDialog:
        """The form of an activity."""
        return ActivityForm(self.desk, key, self)

    def make_panel(self) -> QWidget:
        """The chosen one and what came of it."""
        return ActivityPanel(self.desk)

    def remove_ids(self, ids: list[str]) -> None:
        """Puts activities into the recycle bin."""
        with self.desk.work("删除活动") as session:
            activities.remove(session, ids, self.desk.clock.now())


class ActivityForm(FormDialog):
    """Enters an activity, or changes the one of ``key``; ``saved_id`` is its id after saving."""

    record = RECORDS["activities"]

    def __init__(self, desk: Desk, key: str | None, parent: QWidget) -> None:
        super().__init__("修改活动" if key else "新增活动", parent)
        self._desk, self._key = desk, key
        self.saved_id = key or ""
        self.setMinimumWidth(500)
        with desk.read() as session:
            before = activities.entry(session, key) if key else ActivityEntry()
            names = units.names(session)
        self._before = before if key else replace(before, held_on=self._today())
        self._build(names)
        self.show_entry(self._before)
        self.on_save(self._keep)
        if key is None:
            self.on_another(lambda: self.show_entry(self._before))

    def _today(self) -> PartialDate:
        return PartialDate.of(self._desk.today)

    def _build(self, names: list[str]) -> None:
        what, came = self.page("活动"), self.page("洽谈与成果")
        self.add_field("kind", WordField(activities.CHOICES["kind"]), what)
        self.add_field("held_on", DateField(self._today), what)
        self.add_field("ended_on", DateField(self._today), what)
        self.add_field("name", LineField(), what)
        self.add_field("place", LineField(), what)
        self.add_field("area", LineField("如 长三角、粤港澳"), what)
        self.add_field("days", NumberField(), what)
        self.add_field("people", NumberField(hint="我方外出几人"), what)
        self.add_field("visitors", NumberField(hint="接待客商几人"), what)
        self.add_field("team", LineField("如 招商一分队"), what)
        self.add_field("leader", LineField(), what)
        self.add_field("unit", SuggestField(names), what)
        self.add_field("participants", ProseField(2), what)
        self.add_field("cost", MoneyField(MoneyUnit.YUAN), what)
        self.add_field("firms", ProseField(3), came)
        self.add_field("dealings", ProseField(4), came)
        self.add_field("outcome", ProseField(3), came)
        self.add_field("follow_up", ProseField(2), came)
        self.add_field("note", ProseField(2), came)

    def _keep(self) -> None:
        entered = self.collect(self._before)
        with self._desk.work("修改活动" if self._key else "新增活动") as session:
            self.saved_id = activities.save(session, entered, self._key)
