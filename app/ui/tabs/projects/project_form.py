"""The form of a project, on three pages: what it is, who answers for it, how it goes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.fields import RECORDS
from app.services import projects, units
from app.services.projects import ProjectEntry
from app.ui.desk import Desk
from app.ui.tabs.projects.section_field import SectionField
from app.ui.widgets.field_edits import LineField, MoneyField, ProseField, SuggestField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.ui.widgets.likeness import likely
from app.values.money import MoneyUnit


class ProjectForm(FormDialog):
    """Enters a new project, or changes the one of ``key``; ``saved_id`` is its id after saving."""

    record = RECORDS["projects"]

    def __init__(self, desk: Desk, key: str | None, parent: QWidget) -> None:
        super().__init__("修改项目" if key else "新增项目", parent)
        self._desk, self._key = desk, key
        self.saved_id = key or ""
        self.setMinimumWidth(560)
        with desk.read() as session:
            self._before = projects.detail(session, key).entry if key else ProjectEntry()
            self._units = units.names(session)
        self._build_basics()
        self._build_people()
        self._build_progress()
        self.show_entry(self._before)
        self.on_save(self._keep)
        if key is None:
            self.on_another(lambda: self.show_entry(self._before))

    def _build_basics(self) -> None:
        page, unit = self.page("基本信息"), self._desk.money_unit
        words = projects.CHOICES
        self.add_field("name", LineField(), page)
        self.add_field("code", LineField("留空自动编号"), page)
        self.add_field("investor", LineField(), page)
        self.add_field("investor_place", LineField("如 浙江省杭州市"), page)
        self.add_field("nature", WordField(words["nature"]), page)
        self.add_field("industry", SuggestField(words["industry"]), page)
        self.add_field("category", SectionField(), page)
        self.add_field("construction_kind", WordField(words["construction_kind"], optional=True), page)
        self.add_field("site", LineField(), page)
        self.add_field("total_investment", MoneyField(unit), page)
        self.add_field("fixed_investment", MoneyField(unit), page)
        self.add_field("contract_amount", MoneyField(unit), page)
        self.add_field("contract_fdi", MoneyField(MoneyUnit.WAN_USD), page)
        self.add_field("content", ProseField(3), page)

    def _build_people(self) -> None:
        page = self.page("责任与联系")
        self.add_field("unit", SuggestField(self._units), page)
        self.add_field("lead_unit", SuggestField(self._units), page)
        self.add_field("leader", LineField(), page)
        self.add_field("person", LineField(), page)
        self.add_field("phone", LineField("多个电话用顿号隔开"), page)
        self.add_field("introducer", LineField(), page)
        self.add_field("credit_code", LineField("落地公司的 18 位代码"), page)
        self.add_field("team", ProseField(3), page)

    def _build_progress(self) -> None:
        page, unit = self.page("进展与备注"), self._desk.money_unit
        self.add_field("output_value", MoneyField(unit), page)
        self.add_field("tax", MoneyField(unit), page)
        self.add_field("land_need", LineField(), page)
        self.add_field("progress", ProseField(4), page)
        self.add_field("problem", ProseField(3), page)
        self.add_field("note", ProseField(2), page)

    def _keep(self) -> None:
        entry = self.collect(self._before)
        with self._desk.read() as session:
            alike = likely(projects.duplicates(session, entry, self._key))
        self.warn([*projects.warnings(entry), *alike])
        with self._desk.work("修改项目" if self._key else "新增项目") as session:
            self.saved_id = projects.enter(session, entry, self._key, year=self._desk.year)
