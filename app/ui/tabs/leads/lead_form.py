"""The form of a lead, on two pages: where it came from, and how far it is; its judgement has a form of its own."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.fields import RECORDS
from app.services import activities, fellows, leads, projects, units
from app.services.leads import LeadEntry
from app.ui.desk import Desk
from app.ui.widgets.card import note_label
from app.ui.widgets.field_edits import DateField, LineField, MoneyField, ProseField, SuggestField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.ui.widgets.key_field import KeyField
from app.ui.widgets.likeness import likely
from app.values.dates import PartialDate


class LeadForm(FormDialog):
    """Enters a lead, or changes the one of ``key``; ``saved_id`` is its id after saving."""

    record = RECORDS["leads"]

    def __init__(self, desk: Desk, key: str | None, parent: QWidget) -> None:
        super().__init__("修改线索" if key else "新增线索", parent)
        self._desk, self._key = desk, key
        self.saved_id = key or ""
        self.setMinimumWidth(540)
        with desk.read() as session:
            before = leads.detail(session, key).entry if key else LeadEntry()
            self._units = units.names(session)
            self._activities = activities.named(session, before.activity_id)
        self._before = before if key else replace(before, registered_on=self._today())
        self._introducer, self._fellow = LineField(), KeyField()
        self._build_origin()
        self._build_state()
        self.show_entry(self._before)
        self._offer_fellows()
        self._fellow.show_value(self._before.fellow_id)
        self._introducer.editingFinished.connect(self._offer_fellows)
        self.on_save(self._keep)
        if key is None:
            self.on_another(lambda: self.show_entry(self._before))

    def _today(self) -> PartialDate:
        return PartialDate.of(self._desk.today)

    def _build_origin(self) -> None:
        page, unit, words = self.page("线索信息"), self._desk.money_unit, leads.CHOICES
        self.add_field("name", LineField(), page)
        self.add_field("code", LineField("留空自动编号"), page)
        self.add_field("registered_on", DateField(self._today), page)
        self.add_field("investor", LineField(), page)
        self.add_field("intended_amount", MoneyField(unit), page)
        self.add_field("industry", SuggestField(projects.CHOICES["industry"]), page)
        self.add_field("contact", LineField(), page)
        self.add_field("contact_title", LineField(), page)
        self.add_field("phone", LineField("多个电话用顿号隔开"), page)
        self.add_field("source", WordField(words["source"]), page)
        self.add_field("introducer", self._introducer, page)
        self.add_field("fellow_id", self._fellow, page)
        self.add_field("activity_id", KeyField(self._activities), page)
        self.add_field("land_need", LineField(), page)
        self.add_field("note", ProseField(2), page)

    def _build_state(self) -> None:
        page = self.page("跟进与责任")
        self.add_field("state", WordField(leads.states_from(self._before.state)), page)
        page.addRow(note_label("研判、转为项目、搁置或失败请用列表上方的按钮办理。"))
        self.add_field("dealings", ProseField(3), page)
        self.add_field("next_step", ProseField(2), page)
        self.add_field("next_on", DateField(self._today), page)
        self.add_field("unit", SuggestField(self._units), page)
        self.add_field("leader", LineField(), page)
        self.add_field("person", LineField(), page)
        if self._before.state in leads.GIVEN_UP:
            self.add_field("end_reason", LineField(), page)

    def _offer_fellows(self) -> None:
        """Namesakes are told apart by the clerk: a name alone links nobody."""
        with self._desk.read() as session:
            people = fellows.named(session, self._introducer.value())
            chosen = self._before.fellow_id
            if chosen and chosen not in {key for key, _ in people}:
                people = (*people, *fellows.told(session, [chosen]))
        self._fellow.offer(people)
        if not people:
            self._fellow.show_value(None)

    def _keep(self) -> None:
        self._offer_fellows()
        entered = self.collect(self._before)
        with self._desk.read() as session:
            found = likely(leads.duplicates(session, entered, self._key))
        self.warn([*found, *self._unlinked(entered)])
        with self._desk.work("修改线索" if self._key else "新增线索") as session:
            self.saved_id = leads.save(session, entered, self._key, year=self._desk.year)

    def _unlinked(self, entered: LeadEntry) -> list[tuple[str, str]]:
        changed = (entered.introducer, entered.fellow_id) != (self._before.introducer, self._before.fellow_id)
        if not changed or entered.fellow_id or not self._fellow.offered:
            return []
        sentence = f"在外乡贤名录里有“{entered.introducer}”，是同一个人请在“名录中的乡贤”里选中，才会计入他引荐的线索。"
        return [("fellow_id", sentence)]
