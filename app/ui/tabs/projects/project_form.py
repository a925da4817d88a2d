"""The form of a project, on three pages: what it is, who answers for it, how it goes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

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

    def _build_basics(self) -> None:
        page, unit = self.page("基本信息"), self._desk.money_unit
        words = projects.CHOICES
        self.add("name", "项目名称", LineField(), page)
        self.add("code", "项目编号", LineField("留空自动编号"), page)
        self.add("investor", "投资方", LineField(), page)
        self.add("investor_place", "投资方所在地", LineField("如 浙江省杭州市"), page)
        self.add("nature", "资金性质", WordField(words["nature"]), page)
        self.add("industry", "产业", SuggestField(words["industry"]), page)
        self.add("category", "国民经济门类", SectionField(), page)
        self.add("construction_kind", "建设性质", WordField(words["construction_kind"], optional=True), page)
        self.add("site", "建设地点", LineField(), page)
        self.add("total_investment", f"总投资（{unit}）", MoneyField(unit), page)
        self.add("fixed_investment", f"其中：固定资产（{unit}）", MoneyField(unit), page)
        self.add("contract_amount", f"合同引资额（{unit}）", MoneyField(unit), page)
        self.add("contract_fdi", "合同外资（万美元）", MoneyField(MoneyUnit.WAN_USD), page)
        self.add("content", "主要建设内容", ProseField(3), page)

    def _build_people(self) -> None:
        page = self.page("责任与联系")
        self.add("unit", "责任单位", SuggestField(self._units), page)
        self.add("lead_unit", "牵头单位", SuggestField(self._units), page)
        self.add("leader", "包抓领导", LineField(), page)
        self.add("person", "责任人", LineField(), page)
        self.add("phone", "联系电话", LineField("多个电话用顿号隔开"), page)
        self.add("introducer", "引资人", LineField(), page)
        self.add("credit_code", "统一社会信用代码", LineField("落地公司的 18 位代码"), page)
        self.add("team", "工作专班", ProseField(3), page)

    def _build_progress(self) -> None:
        page, unit = self.page("进展与备注"), self._desk.money_unit
        self.add("output_value", f"预计年产值（{unit}）", MoneyField(unit), page)
        self.add("tax", f"预计年税收（{unit}）", MoneyField(unit), page)
        self.add("land_need", "用地（厂房）需求", LineField(), page)
        self.add("progress", "项目进展情况", ProseField(4), page)
        self.add("problem", "存在问题", ProseField(3), page)
        self.add("note", "备注", ProseField(2), page)

    def _keep(self) -> None:
        entry = self.collect(self._before)
        with self._desk.read() as session:
            alike = likely(projects.duplicates(session, entry, self._key))
        self.warn([*projects.warnings(entry), *alike])
        with self._desk.work("修改项目" if self._key else "新增项目") as session:
            self.saved_id = projects.enter(session, entry, self._key, year=self._desk.year)
