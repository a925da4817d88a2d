"""打印—通报图表: which charts stand in bulletins and summaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.services import paper_charts
from app.services.paper_charts import OFFERED
from app.ui.widgets.card import soft_label
from app.ui.widgets.checks_field import ChecksField
from app.ui.widgets.form_dialog import FormDialog

if TYPE_CHECKING:
    from app.ui.desk import Desk

_TOLD = "勾选的图作为附图印在月通报和工作总结的附表后面，黑白打印也能分清；没有数据的图不印。"


class ChartChoices(FormDialog):
    """One tick for each chart; they travel with the office's records."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("通报图表", parent)
        self._desk = desk
        self.setMinimumWidth(440)
        self.form.addRow(soft_label(_TOLD))
        boxes = ChecksField(tuple(OFFERED.values()))
        self.add("charts", "附图", boxes)
        with desk.read() as session:
            boxes.show_value(OFFERED[key] for key in paper_charts.chosen(session))
        self.on_save(self._keep)

    def _keep(self) -> None:
        ticked = set(self.read("charts"))
        with self._desk.work("选择通报图表") as session:
            paper_charts.choose(session, (key for key, words in OFFERED.items() if words in ticked))


def choose_charts(desk: Desk, parent: QWidget) -> None:
    """Opens the form."""
    ChartChoices(desk, parent).exec()
