"""数据—放假和调休: the office's own days off and make-up days, on top of the published calendar that terms go by."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import Refused
from app.services import workdays
from app.ui.buttons import button
from app.ui.dialog import Dialog
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import DateField, LineField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.ui.widgets.line_table import Line, LineTable
from app.values.dates import PartialDate, Precision

if TYPE_CHECKING:
    from app.ui.desk import Desk

_KINDS = {"休（放假）": "休", "班（调休上班）": "班"}
_WEEKDAYS = "一二三四五六日"


def show_days_off(desk: Desk, parent: QWidget) -> None:
    """Opens the list."""
    DaysOff(desk, parent).exec()


class DaysOff(Dialog):
    """The days that the office entered; marks of chosen days can be taken away again."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("放假和调休", parent, (520, 460))
        self._desk = desk
        self._known = soft_label()
        self._days = LineTable((("日期", 120), ("星期", 70), ("安排", 60), ("名称", 0)))
        actions = QHBoxLayout()
        actions.addWidget(button("登记…", self._enter, primary=True))
        actions.addWidget(button("取消登记", self._forget, hint="选中的日子改回按公布的安排"))
        actions.addStretch(1)
        layout = QVBoxLayout(self)
        for part in (self._known, actions, self._days):
            layout.addLayout(part) if isinstance(part, QHBoxLayout) else layout.addWidget(part)
        self._show()

    def _show(self) -> None:
        with self._desk.read() as session:
            own = workdays.own_days(session)
        last = max(workdays.published().known)
        self._known.setText(
            f"期限遇到放假顺延到下一个工作日。程序里有国务院办公厅公布的到{last}年为止的放假安排；"
            f"{last + 1}年起的安排公布后请在这里登记，没有登记的按周一至周五上班计算。"
        )
        self._days.show_lines(
            [
                Line(day.isoformat(), (PartialDate.of(day).text(), f"星期{_WEEKDAYS[day.weekday()]}", kind, name))
                for day, kind, name in own
            ]
        )

    def _enter(self) -> None:
        if DaysOffForm(self._desk, self).exec() == QDialog.DialogCode.Accepted:
            self._show()

    def _forget(self) -> None:
        chosen = self._days.chosen_ids()
        if not chosen:
            raise Refused("请先选中要取消登记的日子。")
        with self._desk.work("取消放假登记") as session:
            workdays.forget_days(session, [date.fromisoformat(day) for day in chosen])
        self._show()


class DaysOffForm(FormDialog):
    """Enters a span of days, as a notice announces it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("登记放假或调休", parent)
        self._desk = desk
        self.setMinimumWidth(380)

        def today() -> PartialDate:
            return PartialDate.of(desk.today)

        self._kind = WordField(tuple(_KINDS))
        self.add("kind", "安排", self._kind)
        self.add("first", "开始日期", DateField(today))
        self.add("last", "结束日期", DateField(today))
        self.add("name", "名称", LineField("如 国庆节"))
        self.form.addRow(soft_label("只有一天的，结束日期可以不填。"))
        self.on_save(self._keep)

    def _keep(self) -> None:
        first = self._day("first")
        if first is None:
            raise Refused("请填写开始日期。", field="first")
        last = self._day("last") or first
        with self._desk.work("登记放假和调休") as session:
            workdays.set_days(session, first, last, _KINDS[self._kind.value()], self.read("name"))

    def _day(self, field: str) -> date | None:
        entered: PartialDate | None = self.read(field)
        if entered is not None and entered.precision is not Precision.DAY:
            raise Refused("请写明是哪一天。", field=field)
        return None if entered is None else entered.first
