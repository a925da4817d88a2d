"""What came of meeting one firm at an activity; a firm that is not in the list of firms yet is entered with it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.fields import RECORDS
from app.services import activities, enterprises
from app.services.activities.outcomes import FirmMet
from app.services.enterprises import EnterpriseEntry
from app.ui.desk import Desk
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import ProseField
from app.ui.widgets.form_dialog import FormDialog


class OutcomeForm(FormDialog):
    """Says it of the firm ``met`` at the activity of ``key``."""

    record = RECORDS["activity_firms"]

    def __init__(self, desk: Desk, key: str, met: FirmMet, parent: QWidget) -> None:
        super().__init__("对接结果", parent)
        self._desk, self._key, self._met = desk, key, met
        self.setMinimumWidth(440)
        self.form.addRow(soft_label(met.name))
        self.add_field("outcome", ProseField(3))
        if not met.id:
            self.form.addRow(soft_label(f"“{met.name}”还不在客商企业里，保存时一并登记。"))
        self.show_entry(met)
        self.on_save(self._keep)

    def _keep(self) -> None:
        with self._desk.work("登记对接结果") as session:
            firm = self._met.id or enterprises.save(session, EnterpriseEntry(name=self._met.name))
            activities.set_outcome(session, self._key, firm, self.read("outcome"))
