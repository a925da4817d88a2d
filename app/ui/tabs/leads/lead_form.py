"""The form of a lead, on two pages: where it came from, and how far it is; its judgement has a form of its own."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

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

    def _today(self) -> PartialDate:
        return PartialDate.of(self._desk.today)

    def _build_origin(self) -> None:
        page, unit, words = self.page("线索信息"), self._desk.money_unit, leads.CHOICES
        self.add("name", "线索名称", LineField(), page)
        self.add("code", "线索编号", LineField("留空自动编号"), page)
        self.add("registered_on", "登记日期", DateField(self._today), page)
        self.add("investor", "投资方", LineField(), page)
        self.add("intended_amount", f"意向投资额（{unit}）", MoneyField(unit), page)
        self.add("industry", "产业", SuggestField(projects.CHOICES["industry"]), page)
        self.add("contact", "联系人", LineField(), page)
        self.add("contact_title", "职务", LineField(), page)
        self.add("phone", "联系电话", LineField("多个电话用顿号隔开"), page)
        self.add("source", "线索来源", WordField(words["source"]), page)
        self.add("introducer", "引荐人", self._introducer, page)
        self.add("fellow_id", "名录中的乡贤", self._fellow, page)
        self.add("activity_id", "来自招商活动", KeyField(self._activities), page)
        self.add("land_need", "用地（厂房）需求", LineField(), page)
        self.add("note", "备注", ProseField(2), page)

    def _build_state(self) -> None:
        page = self.page("跟进与责任")
        self.add("state", "状态", WordField(leads.states_from(self._before.state)), page)
        page.addRow(note_label("研判、转为项目、搁置或失败请用列表上方的按钮办理。"))
        self.add("dealings", "对接情况", ProseField(3), page)
        self.add("next_step", "下步措施", ProseField(2), page)
        self.add("next_on", "下步时限", DateField(self._today), page)
        self.add("unit", "责任单位", SuggestField(self._units), page)
        self.add("leader", "责任领导", LineField(), page)
        self.add("person", "责任人", LineField(), page)
        if self._before.state in leads.GIVEN_UP:
            self.add("end_reason", "搁置或失败原因", LineField(), page)

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
