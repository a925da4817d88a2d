"""The forms of deposits and rewards: what is due, what was granted, and on which day a step was taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.fields import RECORDS
from app.services import rules, units
from app.services.consequences import deposits
from app.services.consequences.deposits import DepositEntry
from app.services.letters import templates
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import DateField, LineField, MoneyField, ProseField, SuggestField
from app.ui.widgets.form_dialog import FormDialog
from app.values.dates import PartialDate
from app.values.money import MoneyUnit

if TYPE_CHECKING:
    from app.database.engine import Session
    from app.ui.desk import Desk

_WIDTH = 460
Step = Callable[["Session", PartialDate], None]
ReasonedStep = Callable[["Session", PartialDate, str], None]
DeductingStep = Callable[["Session", PartialDate, int | None, str], None]


class DepositForm(FormDialog):
    """A new deposit, or the one of ``key``."""

    record = RECORDS["deposits"]

    def __init__(self, desk: Desk, key: str | None, parent: QWidget | None = None) -> None:
        super().__init__("修改抵押金" if key else "新增抵押金", parent)
        self._desk, self._key = desk, key
        with desk.read() as session:
            names = units.names(session)
            self._before = deposits.entry(session, key) if key else DepositEntry(desk.year)
        self.setMinimumWidth(_WIDTH)
        self.add_field("unit", SuggestField(names))
        self.add_field("person", LineField("单位缴纳的留空"))
        self.add_field("amount", MoneyField(MoneyUnit.YUAN))
        self.add_field("due_on", _date(desk))
        self.add_field("note", ProseField(2))
        self.show_entry(self._before)
        self.on_save(self._keep)
        if key is None:
            self.on_another(lambda: self.show_entry(self._before))

    def _keep(self) -> None:
        entered = self.collect(self._before)
        with self._desk.work("登记抵押金") as session:
            deposits.save(session, entered, self._key)


class DepositsDraftForm(FormDialog):
    """从责任书生成: the same sum and day for every unit that has a letter and no deposit yet."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("从责任书生成抵押金", parent, save_text="生成")
        self._desk = desk
        self.setMinimumWidth(_WIDTH)
        self.form.addRow(soft_label(f"给{desk.year}年度有责任书、还没有抵押金的单位各登记一笔，缴纳人为责任人。"))
        self.form.addRow(soft_label(rules.reminder("deposit")))
        self.add("amount", "金额（元）", MoneyField(MoneyUnit.YUAN))
        self.add("due_on", "应缴日期", _date(desk))
        with desk.read() as session:  # what the letters say already is not asked again
            said = templates.template(session, desk.year)
        self._edit(self._fields["amount"]).show_value(said.deposit)
        self._edit(self._fields["due_on"]).show_value(said.deposit_due_on)
        self.on_save(self._keep)

    def _keep(self) -> None:
        amount, due_on = self.read("amount"), self.read("due_on")
        with self._desk.work("从责任书生成抵押金") as session:
            made = deposits.draft_from_letters(session, self._desk.year, amount, due_on)
            if not made:
                raise Refused(f"{self._desk.year}年度没有还缺抵押金的责任书。")


class StepForm(FormDialog):
    """Asks on which day the chosen records took a step: paid, refunded."""

    def __init__(self, desk: Desk, title: str, sentence: str, act: Step, parent: QWidget | None = None) -> None:
        super().__init__(title, parent, save_text=title)
        self._desk, self._title = desk, title
        self._act = act
        self.setMinimumWidth(_WIDTH)
        self.form.addRow(soft_label(sentence))
        self.add("on", "日期", _date(desk, today=True))
        self.on_save(self._keep)

    def _take(self, session: Session, on: PartialDate) -> None:
        self._act(session, on)

    def _keep(self) -> None:
        on = self.read("on")
        if on is None:
            raise Refused("请填写日期。", field="on")
        with self._desk.work(self._title) as session:
            self._take(session, on)


class ReasonedStepForm(StepForm):
    """The same with a reason that is kept."""

    def __init__(self, desk: Desk, title: str, sentence: str, act: ReasonedStep, parent: QWidget | None = None) -> None:
        super().__init__(desk, title, sentence, lambda session, on: act(session, on, self.read("reason")), parent)
        self.add("reason", "原因", ProseField(2))


class DeductingForm(ReasonedStepForm):
    """The same with the sum that is kept back of each."""

    def __init__(
        self, desk: Desk, title: str, sentence: str, act: DeductingStep, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            desk, title, sentence, lambda session, on, why: act(session, on, self.read("deducted"), why), parent
        )
        self.add("deducted", "每笔扣减（元）", MoneyField(MoneyUnit.YUAN))


def _date(desk: Desk, *, today: bool = False) -> DateField:
    day = DateField(lambda: PartialDate.of(desk.today))
    if today:
        day.show_value(PartialDate.of(desk.today))
    return day
