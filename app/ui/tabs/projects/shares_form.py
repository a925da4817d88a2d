"""分解: a project's parts by unit in percent; what does not add up to 100 is refused where it was typed."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.errors import Refused
from app.services import units
from app.services.projects import shares
from app.services.projects.shares import PERCENT, ShareLine
from app.ui.buttons import ButtonRow, button
from app.ui.desk import Desk
from app.ui.theme import mark
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import NumberField, SuggestField, WordField
from app.ui.widgets.form_dialog import FormDialog

_SPARE, _LEAST = 2, 5
_Row = tuple[SuggestField, NumberField, WordField]


class SharesForm(FormDialog):
    """Changes all parts of a project at once; without any its 责任单位 has it all."""

    def __init__(self, desk: Desk, key: str, parent: QWidget) -> None:
        super().__init__("项目分解", parent)
        self._desk, self._key = desk, key
        self.setMinimumWidth(520)
        with desk.read() as session:
            before, names = shares.lines(session, key), units.names(session)
        self.form.addRow(soft_label("同一项内容的比例合计应为 100%；全部清空表示只算责任单位一家。"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(5)
        for column, head in enumerate(("单位", "比例（%）", "分什么")):
            label = QLabel(head)
            mark(label, "soft")
            grid.addWidget(label, 0, column)
        count = max(_LEAST, len(before) + _SPARE)
        self._rows = [self._line(grid, row, names) for row in range(count)]
        for (unit, part, measure), line in zip(self._rows, before, strict=False):
            unit.show_value(line.unit)
            part.show_value(line.part)
            measure.show_value(str(line.measure))
        grid.setColumnStretch(0, 1)
        self.form.addRow(grid)
        self._sum = soft_label()
        self.form.addRow(ButtonRow((button("平均分", self._even),), (self._sum,)))
        self._tell_sum()
        self.on_save(self._keep)

    def _line(self, grid: QGridLayout, row: int, names: list[str]) -> _Row:
        unit, part, measure = SuggestField(names), NumberField(PERCENT), WordField(shares.CHOICES["measure"])
        part.setFixedWidth(100)
        for column, widget in enumerate((unit, part, measure)):
            grid.addWidget(widget, row + 1, column)
        self.know(f"unit{row}", unit)
        self.know(f"part{row}", part)
        part.textChanged.connect(lambda _: self._tell_sum())
        measure.currentTextChanged.connect(lambda _: self._tell_sum())
        return unit, part, measure

    def _even(self) -> None:
        names = [unit.value() for unit, _, _ in self._rows if unit.value()]
        if not names:
            raise Refused("请先选择参加分解的单位。")
        parts = {line.unit: line.part for line in shares.evenly(names)}
        for unit, part, _ in self._rows:
            part.show_value(parts.get(unit.value()))

    def _tell_sum(self) -> None:
        sums: dict[str, Decimal] = {}
        for _, part, measure in self._rows:
            if typed := part.text().strip():
                try:
                    sums[measure.value()] = sums.get(measure.value(), Decimal(0)) + Decimal(typed)
                except InvalidOperation:
                    continue
        self._sum.setText("　".join(f"{name}合计 {total.normalize():f}%" for name, total in sums.items()))

    def _keep(self) -> None:
        lines, places = [], []
        for row, (unit, _, measure) in enumerate(self._rows):
            part = self.read(f"part{row}")
            if unit.value() or part:
                lines.append(ShareLine(unit.value(), part or 0, type(ShareLine().measure)(measure.value())))
                places.append(row)
        try:
            with self._desk.work("项目分解") as session:
                shares.save(session, self._key, lines)
        except Refused as error:
            raise Refused(error.message, field=f"{error.field}{_place(error, lines, places)}") from error


def _place(error: Refused, lines: list[ShareLine], places: list[int]) -> int:
    """The row that the refusal speaks of: the unit it names, the one without a unit, else the last."""
    for line, place in zip(lines, places, strict=True):
        if (line.unit and f"“{line.unit}”" in error.message) or (not line.unit and error.field == "unit"):
            return place
    return places[-1] if places else 0
