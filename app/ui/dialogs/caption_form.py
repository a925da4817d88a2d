"""说明: what stands under a photo as a statistics office asks for it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.services import attachments
from app.services.attachments import AttachmentRow
from app.ui.desk import Desk
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import DateField, LineField, ProseField
from app.ui.widgets.form_dialog import FormDialog
from app.values.dates import PartialDate


class CaptionForm(FormDialog):
    """Writes the caption of one attachment anew."""

    def __init__(self, desk: Desk, row: AttachmentRow, parent: QWidget) -> None:
        super().__init__("附件说明", parent)
        self._desk, self._row = desk, row
        self.setMinimumWidth(440)
        self.form.addRow(soft_label(row.name))
        self.add("words", "说明", ProseField(2))
        self.add("place", "拍摄地点", LineField())
        self.add("taken_on", "拍摄日期", DateField(lambda: PartialDate.of(desk.today)))
        self.add("verifier", "核实人", LineField())
        self.add("verifier_unit", "核实人单位", LineField())
        self.add("verifier_title", "核实人职务", LineField())
        self.add("verifier_phone", "核实人电话", LineField())
        self.show_entry(row.caption)
        self.on_save(self._keep)

    def _keep(self) -> None:
        caption = self.collect(self._row.caption)
        with self._desk.work("修改附件说明") as session:
            attachments.describe(session, self._row.id, caption)
