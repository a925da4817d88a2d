"""What becomes of a lead: 研判, 转为项目, 搁置或失败, 重启, and why nothing came of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.fields import RECORDS
from app.services import leads, projects, units
from app.services.leads import JudgementForm
from app.ui.desk import Desk
from app.ui.widgets.card import soft_label
from app.ui.widgets.checks_field import ChecksField
from app.ui.widgets.field_edits import DateField, LineField, MoneyField, ProseField, SuggestField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.values.dates import PartialDate


class _LeadDialog(FormDialog):
    """A small form about the lead of ``key``."""

    def __init__(self, title: str, desk: Desk, key: str, parent: QWidget, save_text: str = "保存") -> None:
        super().__init__(title, parent, save_text=save_text)
        self._desk, self._key = desk, key
        self.setMinimumWidth(460)
        with desk.read() as session:
            self._detail = leads.detail(session, key)
        self.form.addRow(soft_label(self._detail.entry.name))

    def _today(self) -> PartialDate:
        return PartialDate.of(self._desk.today)

    def _day(self, field: str, caption: str) -> DateField:
        edit = DateField(self._today)
        edit.show_value(self._today())
        self.add(field, caption, edit)
        return edit

    def _must_read_day(self, field: str) -> PartialDate:
        day: PartialDate | None = self.read(field)
        if day is None:
            raise Refused("请填写日期。", field=field)
        self._must_have_come(field, day)
        return day

    def _must_have_come(self, field: str, day: PartialDate | None) -> None:
        if day is not None and day.first > self._desk.today:
            raise Refused(f"{day.text()}还没有到，请核对。", field=field)


class JudgeDialog(_LeadDialog):
    """研判: the result, who found it when, and which conditions of the office's rule are met."""

    def __init__(self, desk: Desk, key: str, parent: QWidget) -> None:
        super().__init__("研判", desk, key, parent)
        with desk.read() as session:
            rule, before = leads.rule(session), leads.judgement_of(session, key)
        self._result = WordField(leads.CHOICES["judgement"])
        self.add("result", "研判结果", self._result)
        self._day("judged_on", "研判日期")
        self.add("judged_by", "研判人", LineField("如 镇招商工作专班"))
        standard = soft_label(rule.text)
        self.form.addRow(soft_label("认定标准"), standard)
        self.add("held", "具备条件", ChecksField(rule.conditions))
        self.add("note", "说明", ProseField(3))
        if before.judged_on is not None:
            self.show_entry(before)
        self._result.show_value(str(before.result))
        self.on_save(self._keep)

    def _keep(self) -> None:
        self._must_have_come("judged_on", self.read("judged_on"))
        entered = JudgementForm(
            result=type(JudgementForm().result)(self._result.value()),
            judged_on=self.read("judged_on"),
            judged_by=self.read("judged_by"),
            held=self.read("held"),
            note=self.read("note"),
        )
        with self._desk.work("研判线索") as session:
            leads.judge(session, self._key, entered)


class ConvertDialog(_LeadDialog):
    """转为项目: what goes over to the project, to be looked over first. ``project_id`` is the new project."""

    record = RECORDS["projects"]

    def __init__(self, desk: Desk, key: str, parent: QWidget) -> None:
        super().__init__("转为项目", desk, key, parent, "转为项目")
        self.project_id = ""
        with desk.read() as session:
            self._project = leads.draft(session, key)
            names = units.names(session)
        unit = desk.money_unit
        self._day("on", "转入在谈的日期")
        self.add_field("name", LineField())
        self.add_field("investor", LineField())
        self.add_field("industry", SuggestField(projects.CHOICES["industry"]))
        self.add_field("total_investment", MoneyField(unit))
        self.add_field("unit", SuggestField(names))
        self.add_field("person", LineField())
        self.add_field("content", ProseField(3))
        self.show_entry(self._project)
        self.on_save(self._convert)

    def _convert(self) -> None:
        entered, on = self.collect(self._project), self._must_read_day("on")
        with self._desk.work("线索转为项目") as session:
            self.project_id = leads.convert(session, self._key, on, entered, year=self._desk.year)


class GiveUpDialog(_LeadDialog):
    """搁置 or 失败, with the reason."""

    def __init__(self, desk: Desk, key: str, parent: QWidget) -> None:
        super().__init__("搁置或失败", desk, key, parent)
        state = type(self._detail.entry.state)
        self._states = {str(word): word for word in (state("搁置"), state("失败"))}
        self._state = WordField(tuple(self._states))
        self.add("state", "改为", self._state)
        self._day("on", "日期")
        self.add("end_reason", "原因", ProseField(3))
        self.on_save(self._keep)

    def _keep(self) -> None:
        state, on = self._states[self._state.value()], self._must_read_day("on")
        with self._desk.work(f"线索{state}") as session:
            leads.give_up(session, self._key, state, self.read("end_reason"), on)


class ReviveDialog(_LeadDialog):
    """重启线索, with the reason."""

    def __init__(self, desk: Desk, key: str, parent: QWidget) -> None:
        super().__init__("重启线索", desk, key, parent, "重启")
        self._state = WordField(leads.LIVING)
        self.add("state", "重启后的状态", self._state)
        self._state.show_value("跟踪")
        self._day("on", "日期")
        self.add("reason", "原因", ProseField(3))
        self.on_save(self._keep)

    def _keep(self) -> None:
        with self._desk.work("重启线索") as session:
            state = type(self._detail.entry.state)(self._state.value())
            leads.revive(session, self._key, self.read("reason"), self._must_read_day("on"), state)


class ExplainDialog(_LeadDialog):
    """无进展说明: why nothing came of the lead for a month."""

    def __init__(self, desk: Desk, key: str, parent: QWidget) -> None:
        super().__init__("无进展说明", desk, key, parent)
        self._day("on", "日期")
        self.add("reason", "原因", ProseField(3))
        self.on_save(self._keep)

    def _keep(self) -> None:
        with self._desk.work("无进展说明") as session:
            leads.explain(session, self._key, self._must_read_day("on"), self.read("reason"))
