"""打印—交接清单: who leaves and who takes over, then the list as it will print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.jobs.handover import print_handover
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import LineField
from app.ui.widgets.form_dialog import FormDialog
from app.ui.widgets.form_drafts import how_many
from app.ui.widgets.paper_preview import preview

if TYPE_CHECKING:
    from app.ui.desk import Desk

_TOLD = "列出现有记录、没办完的事、文件和备份的位置、设置和密钥，打印后双方签字。移交前请先备份一次。"


class HandoverForm(FormDialog):
    """Names may stay empty: then they are written by hand."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("交接清单", parent, save_text="预览")
        self._desk, self._parent = desk, parent
        self.setMinimumWidth(420)
        self.form.addRow(soft_label(_TOLD))
        self.add("leaving", "移交人", LineField("可以不填，打印后手写"))
        self.add("taking", "接收人", LineField("可以不填，打印后手写"))
        self.on_save(self._show)

    def _show(self) -> None:
        database, leaving, taking, drafts = self._desk.database, self.read("leaving"), self.read("taking"), how_many()
        preview(
            self._desk,
            self._parent,
            "交接清单",
            lambda out: print_handover(database, out, leaving, taking, drafts),
        )


def hand_over(desk: Desk, parent: QWidget) -> None:
    """Asks for the two, and shows the list."""
    HandoverForm(desk, parent).exec()
