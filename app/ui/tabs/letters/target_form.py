"""One target in full: what must and what should be reached, the plan by months, a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.errors import Refused
from app.fields import RECORDS
from app.services import targets
from app.services.targets import IndicatorName, TargetEntry
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import LineField, ProseField, ReadField
from app.ui.widgets.form_dialog import FormDialog
from app.values.quantities import quantity_text, read_quantity

if TYPE_CHECKING:
    from app.ui.desk import Desk

_MONTHS = 12
_A_ROW = 4


class TargetForm(FormDialog):
    """Quantities in the indicator's measure."""

    record = RECORDS["targets"]

    def __init__(self, desk: Desk, entry: TargetEntry, name: IndicatorName, parent: QWidget | None = None) -> None:
        super().__init__(f"{name.title}（{name.measure}）", parent)
        self._desk, self._before = desk, entry
        with desk.read() as session:
            grid = targets.grid(session, entry.year)
        self._signed = entry.unit in {name for key, name in grid.units if key in grid.signed}
        self.setMinimumWidth(500)
        self.form.addRow(soft_label(f"{entry.year}年度 · {entry.unit or '本级总目标'}"))
        self.add_field("amount", quantity_field(name.measure))
        self.add_field("stretch", quantity_field(name.measure, "没有可以不填"))
        self.add("plan", "按月累计", PlanField(name.measure))
        self.add_field("note", ProseField(2))
        self.add(
            "reason",
            "调整原因",
            LineField("责任书已签订，调整目标须写明原因" if self._signed else "调整已有目标时填写"),
        )
        self.form.addRow("", soft_label("按月累计为每月底应完成的累计数；都不填则按月均分（序时进度＝月数÷12）。"))
        self.show_entry(entry)
        self.on_save(self._keep)

    def _keep(self) -> None:
        entered = self.collect(self._before)
        if entered.amount is None:
            raise Refused("请填写确保目标。", field="amount")
        same = (entered.amount, entered.stretch) == (self._before.amount, self._before.stretch)
        if self._signed and not same and not entered.reason:
            raise Refused(f"{entered.unit}的责任书已经签订，请写明调整原因；责任书仍按签订时执行。", field="reason")
        with self._desk.work("修改目标") as session:
            targets.save(session, entered)


class PlanField(QWidget):
    """Twelve cumulative quantities, all or none; shows and gives a tuple of millionths."""

    def __init__(self, measure: str) -> None:
        super().__init__()
        self._months = [quantity_field(measure) for _ in range(_MONTHS)]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        for place, field in enumerate(self._months):
            label = soft_label(f"{place + 1}月")
            label.setWordWrap(False)
            grid.addWidget(label, place // _A_ROW, place % _A_ROW * 2, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(field, place // _A_ROW, place % _A_ROW * 2 + 1)

    def show_value(self, plan: tuple[int, ...]) -> None:
        """Shows the months; none for the straight line."""
        for field, amount in zip(self._months, plan or (None,) * _MONTHS, strict=True):
            field.show_value(amount)

    def value(self) -> tuple[int, ...]:
        """The months; refuses a plan with gaps."""
        amounts = [field.value() for field in self._months]
        if all(amount is None for amount in amounts):
            return ()
        if any(amount is None for amount in amounts):
            raise Refused("按月累计应填满12个月，或全部不填。")
        return tuple(amounts)


def quantity_field(measure: str, hint: str = "") -> ReadField:
    """A field of a quantity in millionths of ``measure``."""
    field = ReadField(lambda text: read_quantity(text, measure), quantity_text, hint)
    field.setAlignment(Qt.AlignmentFlag.AlignRight)
    return field
