"""The form of a lead, on two pages: where it came from, and how far it is."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.services import leads, projects, units
from app.services.leads import LeadEntry
from app.ui.desk import Desk
from app.ui.widgets.field_edits import DateField, LineField, MoneyField, ProseField, SuggestField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.ui.widgets.likeness import likely
from app.values.dates import PartialDate


class LeadForm(FormDialog):
    """Enters a lead, or changes the one of ``key``."""

    def __init__(self, desk: Desk, key: str | None, parent: QWidget) -> None:
        super().__init__("修改线索" if key else "新增线索", parent)
        self._desk, self._key = desk, key
        self.setMinimumWidth(540)
        with desk.read() as session:
            before = leads.detail(session, key).entry if key else LeadEntry()
            self._units = units.names(session)
        self._before = before if key else replace(before, registered_on=self._today())
        self._build_origin()
        self._build_state()
        self.show_entry(self._before)
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
        self.add("introducer", "引荐人", LineField(), page)
        self.add("land_need", "用地（厂房）需求", LineField(), page)
        self.add("note", "备注", ProseField(2), page)

    def _build_state(self) -> None:
        page, words = self.page("跟进与研判"), leads.CHOICES
        self.add("state", "状态", WordField(words["state"]), page)
        self.add("end_reason", "搁置或失败原因", LineField(), page)
        self.add("dealings", "对接情况", ProseField(3), page)
        self.add("next_step", "下步措施", ProseField(2), page)
        self.add("next_on", "下步时限", DateField(self._today), page)
        self.add("unit", "责任单位", SuggestField(self._units), page)
        self.add("leader", "责任领导", LineField(), page)
        self.add("person", "责任人", LineField(), page)
        self.add("judgement", "研判结果", WordField(words["judgement"]), page)
        self.add("judged_on", "研判日期", DateField(self._today), page)
        self.add("judged_by", "研判人", LineField(), page)
        self.add("judgement_note", "研判说明", LineField(), page)
        self.add("obstacles", "一企一策", ProseField(2), page)

    def _keep(self) -> None:
        entered = self.collect(self._before)
        with self._desk.read() as session:
            self.warn(likely(leads.duplicates(session, entered, self._key)))
        with self._desk.work("修改线索" if self._key else "新增线索") as session:
            leads.save(session, entered, self._key, year=self._desk.year)
