"""标记已签订: the day on which the chosen letters were signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.fields import RECORDS
from app.reports import letters as letter_papers
from app.services import letters
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import DateField
from app.ui.widgets.form_dialog import FormDialog
from app.values.dates import PartialDate

if TYPE_CHECKING:
    from app.ui.desk import Desk


class SignForm(FormDialog):
    """From then on wording and targets stay as they were signed."""

    record = RECORDS["letters"]

    def __init__(self, desk: Desk, ids: list[str], parent: QWidget | None = None) -> None:
        super().__init__("标记已签订", parent, save_text="标记已签订")
        self._desk, self._ids = desk, ids
        self.setMinimumWidth(420)
        self.form.addRow(soft_label(f"选中 {len(ids)} 份。签订后正文和目标按签订时保留，不再随模板和目标分解变化。"))
        day = DateField(lambda: PartialDate.of(desk.today))
        day.show_value(PartialDate.of(desk.today))
        self.add_field("signed_on", day)
        self.on_save(self._keep)

    def _keep(self) -> None:
        day = self.read("signed_on")
        if day is None:
            raise Refused("请填写签订日期。", field="signed_on")
        if day.first > self._desk.today:
            raise Refused("签订日期晚于今天，请核对。", field="signed_on")
        with self._desk.work("签订责任书") as session:
            letters.sign(session, self._ids, day, letter_papers.sheet)
