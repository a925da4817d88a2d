"""调整原因: why targets change whose letters are signed already."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import LineField
from app.ui.widgets.form_dialog import FormDialog

_NAMED = 5  # units


class ReasonForm(FormDialog):
    """Asks once for all cells that were typed or pasted; ``reason`` is the answer."""

    def __init__(self, units: list[str], parent: QWidget | None = None) -> None:
        super().__init__("调整已签订的目标", parent, save_text="调整")
        self.reason = ""
        self.setMinimumWidth(460)
        named = "、".join(units[:_NAMED]) + (f"等{len(units)}个单位" if len(units) > _NAMED else "")
        self.form.addRow(soft_label(f"{named}的责任书已经签订，仍按签订时保留；调整后的目标用于进度和考核。"))
        self.add("reason", "调整原因", LineField("如 县里调整目标任务"))
        self.on_save(self._keep)

    def _keep(self) -> None:
        self.reason = self.read("reason")
        if not self.reason:
            raise Refused("请写明调整原因。", field="reason")
