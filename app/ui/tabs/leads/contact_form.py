"""登记联系: when a fellow townsperson was spoken to, and when to speak again; for several at once after a gathering."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.services import fellows
from app.ui.desk import Desk
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import DateField
from app.ui.widgets.form_dialog import FormDialog
from app.values.dates import PartialDate

_NAMED = 3


class ContactForm(FormDialog):
    """The same contact with each of ``keys``."""

    def __init__(self, desk: Desk, keys: Sequence[str], parent: QWidget) -> None:
        super().__init__("登记联系", parent)
        self._desk, self._keys = desk, tuple(keys)
        self.setMinimumWidth(400)
        with desk.read() as session:
            names = [fellows.entry(session, key).name for key in self._keys[:_NAMED]]
        more = f"等 {len(self._keys)} 人" if len(self._keys) > _NAMED else ""
        self.form.addRow(soft_label("、".join(names) + more))

        def today() -> PartialDate:
            return PartialDate.of(desk.today)

        on = DateField(today)
        on.show_value(today())
        self.add("on", "联系日期", on)
        self.add("next_on", "下次联系时间", DateField(today))
        self.on_save(self._keep)

    def _keep(self) -> None:
        on = self.read("on")
        if on is None:
            raise Refused("请填写联系日期。", field="on")
        if on.first > self._desk.today:
            raise Refused(f"{on.text()}还没有到，请核对。", field="on")
        next_on = self.read("next_on")
        with self._desk.work("登记乡贤联系") as session:
            for key in self._keys:
                fellows.contacted(session, key, on, next_on)
