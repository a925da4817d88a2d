"""手工评分: a value for an item that no record counts, or a correction of a score with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.fields import RECORDS
from app.services import schemes
from app.services.schemes import MarkEntry
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import MILLION, NumberField, ProseField, WordField
from app.ui.widgets.form_dialog import FormDialog

if TYPE_CHECKING:
    from app.services.schemes import ItemEntry, SchemeResult
    from app.ui.desk import Desk


class MarkForm(FormDialog):
    """One unit and the month of the result; choosing another item shows what was given for it."""

    record = RECORDS["marks"]

    def __init__(self, desk: Desk, result: SchemeResult, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(f"手工评分 — {unit}", parent)
        self._desk, self._result, self._unit = desk, result, unit
        with desk.read() as session:
            entry = schemes.entry(session, result.scheme_id)
        self._items: dict[str, ItemEntry] = {item.title: item for item in entry.items}
        self.setMinimumWidth(460)
        self.form.addRow(soft_label(f"{result.title} · {result.year}年{result.month}月"))
        self._item = WordField(sorted(self._items, key=lambda title: bool(self._items[title].indicator)))
        self.add("item", "考核项目", self._item)
        self.add_field("value", NumberField(MILLION, "按台账计算的项目留空"))
        self.add_field("correction", NumberField(MILLION, "加分填正数，减分填负数，没有就留空"))
        self.add_field("reason", ProseField(2))
        self._item.currentTextChanged.connect(lambda _: self._show_given())
        self._show_given()
        self.on_save(self._keep)

    def _show_given(self) -> None:
        with self._desk.read() as session:
            marks = schemes.months(session, self._chosen().id or "", self._unit)
        kept = next((mark for mark in marks if mark.month == self._result.month), None)
        self._fields["value"].show_value(kept.value if kept else None)  # type: ignore[attr-defined]
        self._fields["correction"].show_value(kept.correction or None if kept else None)  # type: ignore[attr-defined]
        self._fields["reason"].show_value(kept.reason if kept else "")  # type: ignore[attr-defined]

    def _chosen(self) -> ItemEntry:
        item = self._items.get(self._item.value())
        if item is None:
            raise Refused("这个考核办法还没有考核项目。", field="item")
        return item

    def _keep(self) -> None:
        entered = MarkEntry(
            item_id=self._chosen().id or "",
            unit=self._unit,
            month=self._result.month,
            value=self.read("value"),
            correction=self.read("correction") or 0,
            reason=self.read("reason"),
        )
        with self._desk.work("手工评分") as session:
            schemes.mark(session, entered)
