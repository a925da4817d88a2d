"""另签一份: a further letter to the units of the chosen ones, on an occasion of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.fields import RECORDS
from app.services import letters
from app.services.letters import FurtherEntry
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import DateField, SuggestField
from app.ui.widgets.form_dialog import FormDialog
from app.values.dates import PartialDate

if TYPE_CHECKING:
    from app.ui.desk import Desk


class FurtherForm(FormDialog):
    """Drafts and numbers the letters; what they bind to is written in each afterwards."""

    record = RECORDS["letters"]

    def __init__(self, desk: Desk, ids: list[str], parent: QWidget | None = None) -> None:
        super().__init__("另签一份责任书", parent, save_text="起草")
        self._desk, self._ids = desk, ids
        self.setMinimumWidth(440)
        self.form.addRow(
            soft_label(f"选中 {len(ids)} 份，给这些单位各起草一份。目标不取年度目标，起草后在“修改—目标”中写。")
        )
        self.add_field("occasion", SuggestField(letters.CHOICES["occasion"]))
        self.add_field("begins_on", DateField(lambda: PartialDate.of(desk.today)))
        self.add_field("ends_on", DateField(lambda: PartialDate.of(desk.today)))
        self.on_save(self._keep)

    def _keep(self) -> None:
        entered = FurtherEntry(str(self.read("occasion")), self.read("begins_on"), self.read("ends_on"))
        with self._desk.work(f"另签“{entered.occasion}”责任书") as session:
            letters.draft_further(session, self._ids, entered)
