"""一企一策: what holds a lead up, and the measures with who does them by when."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.errors import Refused
from app.fields import RECORDS
from app.services.leads import actions as lead_actions
from app.services.leads.actions import ActionLine, Policy
from app.ui.desk import Desk
from app.ui.theme import mark
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import DateField, LineField, ProseField
from app.ui.widgets.form_dialog import FormDialog
from app.values.dates import PartialDate

_HEADS = ("要做的事", "责任人", "时限", "完成日期")
_SPARE = 4  # empty lines below those there are
_NAMES = ("action", "person", "due_on", "done_on")


class PolicyForm(FormDialog):
    """Changes the whole plan of a lead at once; an emptied line is taken out."""

    record = RECORDS["leads"]

    def __init__(self, desk: Desk, key: str, parent: QWidget) -> None:
        super().__init__("一企一策", parent)
        self._desk, self._key = desk, key
        self.setMinimumWidth(680)
        with desk.read() as session:
            self._before = lead_actions.policy(session, key)
        self.add_field("obstacles", ProseField(3))
        self.form.addRow(soft_label("每项措施写明要做的事、责任人和时限；整行清空就是删除。"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(5)
        for column, head in enumerate(_HEADS):
            label = QLabel(head)
            mark(label, "soft")
            grid.addWidget(label, 0, column)
        lines = (*self._before.actions, *(ActionLine() for _ in range(_SPARE)))
        self._ids = [self._line(grid, place, line) for place, line in enumerate(lines)]
        grid.setColumnStretch(0, 1)
        self.form.addRow(grid)
        self.show_entry(self._before)
        self.on_save(self._keep)

    def _line(self, grid: QGridLayout, place: int, line: ActionLine) -> str:
        def today() -> PartialDate:
            return PartialDate.of(self._desk.today)

        edits: tuple[LineField | DateField, ...] = (LineField(), LineField(), DateField(today), DateField(today))
        for column, (name, edit) in enumerate(zip(_NAMES, edits, strict=True)):
            edit.setPlaceholderText("")
            edit.show_value(getattr(line, name))
            if column:
                edit.setFixedWidth(110)
            grid.addWidget(edit, place + 1, column)
            self.know(f"{name}{place}", edit)
        return line.id

    def _keep(self) -> None:
        lines, places = [], []
        for place, key in enumerate(self._ids):
            action, person, due_on, done_on = (self.read(f"{name}{place}") for name in _NAMES)
            if action or person or due_on or done_on:
                lines.append(ActionLine(key, action, person, due_on, done_on))
                places.append(place)
        for line, place in zip(lines, places, strict=True):
            for name, missing in (("action", "要做的事"), ("person", "责任人"), ("due_on", "时限")):
                if not getattr(line, name):
                    raise Refused(f"第 {place + 1} 项措施还没有写{missing}。", field=f"{name}{place}")
        with self._desk.work("修改一企一策") as session:
            lead_actions.save_policy(session, self._key, Policy(self.read("obstacles"), tuple(lines)))
