"""The chosen carrier beside the register: what is known of it, and the projects that sit in it."""

from __future__ import annotations

from app.errors import Refused
from app.services import carriers
from app.ui.buttons import ButtonRow, button
from app.ui.confirm import sure
from app.ui.desk import Desk
from app.ui.dialogs.choose_project import choose_project
from app.ui.widgets.card import Card, heading, soft_label
from app.ui.widgets.line_table import Line, LineTable
from app.values.areas import area_text

_NOTHING = "在左边选一个载体，这里显示入驻的项目。"


class CarrierPanel(Card):
    """Projects move in and out here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(14)
        self._desk, self._key = desk, ""
        self._name, self._under = heading(), soft_label()
        self.table = LineTable((("入驻项目", 0), ("阶段", 72)))
        self._actions = ButtonRow((button("迁入项目…", self.move_in), button("迁出", self.move_out)))
        for widget in (self._name, self._under, self._actions):
            self.body.addWidget(widget)
        self.body.addWidget(self.table, 1)

    def show_record(self, key: str) -> None:
        """Shows that carrier; "" when none is chosen."""
        self._key = key
        for widget in (self._name, self._actions, self.table):
            widget.setVisible(bool(key))
        if not key:
            self._under.setText(_NOTHING)
            return
        with self._desk.read() as session:
            entry, found = carriers.entry(session, key), carriers.projects_in(session, key)
        free = area_text(entry.area - entry.area_let)
        self._name.setText(entry.name)
        words = (str(entry.kind), entry.place, f"共 {area_text(entry.area)} 平方米", f"空置 {free} 平方米", entry.note)
        self._under.setText(" · ".join(filter(None, words)))
        self.table.show_lines([Line(project, (name, stage)) for project, name, stage in found])

    def move_in(self) -> None:
        """Asks which project sits here."""
        if self._key and (project := choose_project(self._desk, "迁入项目", self)):
            with self._desk.work("项目迁入载体") as session:
                carriers.settle(session, project, self._key)

    def move_out(self) -> None:
        """Takes the chosen projects out, after a question."""
        ids = self.table.chosen_ids()
        if not ids:
            raise Refused("请先选中要迁出的项目。")
        if sure(self, f"把选中的 {len(ids)} 个项目迁出？项目本身不受影响。", "迁出"):
            with self._desk.work("项目迁出载体") as session:
                for project in ids:
                    carriers.settle(session, project, None)
