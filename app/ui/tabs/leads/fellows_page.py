"""在外乡贤: people from here who live elsewhere, in order of trade and place; telephones hidden until asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QDialog, QWidget

from app.columns import fellows as columns
from app.fields import RECORDS
from app.services import fellows
from app.services.fellows import UNSTATED, FellowEntry
from app.services.lists import Filter, RecordList
from app.ui.buttons import button
from app.ui.desk import Desk
from app.ui.tabs.leads.contact_form import ContactForm
from app.ui.tabs.leads.fellow_panel import EVERYBODY, FellowPanel
from app.ui.tabs.leads.register_page import RegisterPage
from app.ui.widgets.field_edits import DateField, FlagField, LineField, ProseField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.ui.widgets.likeness import likely
from app.values.dates import PartialDate


class FellowsPage(RegisterPage):
    """The 名录."""

    kind = "fellows"
    noun = "乡贤"
    measure = "人"
    columns = columns.COLUMNS
    chips = (fellows.AMBASSADORS,)
    _bare = False

    def listing(self) -> RecordList[Any]:
        """All fellow townspeople."""
        return fellows.listing(masked=not self._bare)

    def form(self, key: str | None) -> QDialog:
        """The form of a person."""
        return FellowForm(self.desk, key, self)

    def make_panel(self) -> QWidget:
        """The chosen one, and the 名录 by 产业 or 所在地."""
        panel = FellowPanel(self.desk)
        panel.group_chosen.connect(self._show_group)
        return panel

    def remove_ids(self, ids: list[str]) -> None:
        """Puts people into the recycle bin."""
        with self.desk.work("删除乡贤") as session:
            fellows.remove(session, ids, self.desk.clock.now())

    def more_buttons(self) -> Sequence[QWidget]:
        """Recording a contact, and showing telephones in full."""
        box = QCheckBox("显示完整电话")
        box.toggled.connect(self._show_bare)
        return (button("登记联系", self._record_contact, hint="选中几人就一起登记"), box)

    def _record_contact(self) -> None:
        if keys := self.table.selected_ids():
            ContactForm(self.desk, keys, self).exec()

    def _show_group(self, field: str, words: str) -> None:
        for other in ("trade", "residence"):
            if other != field:
                self.table.filter_by(other, None)
        values = {"": None, UNSTATED: frozenset({"", None})}.get(words, frozenset({words}))
        self.table.filter_by(field, None if words == EVERYBODY else Filter(field, values))

    def _show_bare(self, bare: bool) -> None:
        self._bare = bare
        self.refresh()


class FellowForm(FormDialog):
    """Enters a person, or changes the one of ``key``; ``saved_id`` is its id after saving."""

    record = RECORDS["fellows"]

    def __init__(self, desk: Desk, key: str | None, parent: QWidget) -> None:
        super().__init__("修改乡贤" if key else "新增乡贤", parent)
        self._desk, self._key = desk, key
        self.saved_id = key or ""
        self.setMinimumWidth(520)
        with desk.read() as session:
            self._before = fellows.entry(session, key) if key else FellowEntry()
        self._build()
        self.show_entry(self._before)
        self.on_save(self._keep)
        if key is None:
            self.on_another(lambda: self.show_entry(self._before))

    def _build(self) -> None:
        def today() -> PartialDate:
            return PartialDate.of(self._desk.today)

        person, contact = self.page("个人信息"), self.page("联系与意向")
        self.add_field("name", LineField(), person)
        self.add_field("gender", WordField(fellows.CHOICES["gender"], optional=True), person)
        self.add_field("born_on", DateField(today), person)
        self.add_field("origin", LineField(), person)
        self.add_field("residence", LineField(), person)
        self.add_field("employer", LineField(), person)
        self.add_field("title", LineField(), person)
        self.add_field("trade", LineField(), person)
        self.add_field("employer_size", LineField(), person)
        self.add_field("phone", LineField("多个电话用顿号隔开"), contact)
        self.add_field("wechat", LineField(), contact)
        self.add_field("relatives", LineField(), contact)
        self.add_field("resources", ProseField(3), contact)
        self.add_field("leader", LineField(), contact)
        self.add_field("last_contact_on", DateField(today), contact)
        self.add_field("next_contact_on", DateField(today), contact)
        self.add_field("is_ambassador", FlagField("是"), contact)
        self.add_field("note", ProseField(2), contact)

    def _keep(self) -> None:
        entered = self.collect(self._before)
        with self._desk.read() as session:
            self.warn(likely(fellows.duplicates(session, entered, self._key)))
        with self._desk.work("修改乡贤" if self._key else "新增乡贤") as session:
            self.saved_id = fellows.save(session, entered, self._key)
