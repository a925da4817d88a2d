"""批量修改: one field of all chosen rows, as one change that 撤销 takes back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from app.errors import Refused
from app.fields import Field, FieldKind
from app.services import bulk, choices, units
from app.ui.desk import Desk
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import DateField, LineField, SuggestField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.values.dates import PartialDate

Edit = WordField | SuggestField | DateField | LineField


class BulkForm(FormDialog):
    """Asks which field and what is to stand in it; ``list_name`` is the list (projects, leads, …)."""

    def __init__(self, desk: Desk, list_name: str, keys: Sequence[str], parent: QWidget) -> None:
        super().__init__("批量修改", parent, save_text="全部修改")
        self._desk, self._list, self._keys = desk, list_name, tuple(keys)
        self.setMinimumWidth(420)
        with desk.read() as session:
            names = units.names(session)
        self._fields_offered = bulk.fields(list_name)
        self.form.addRow(soft_label(f"选中的 {len(self._keys)} 条记录都改成下面的内容；改错了可以撤销。"))
        self._titles = {field.title: name for name, field in self._fields_offered.items()}
        self._field = WordField(tuple(self._titles))
        self.add("field", "修改哪一栏", self._field)
        self._values = QStackedWidget()
        self._values.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._edits = {name: self._value_edit(field, names) for name, field in self._fields_offered.items()}
        for name, edit in self._edits.items():
            self._values.addWidget(edit)
            self.know(name, edit)
        self.form.addRow(soft_label("改成"), self._values)
        self._field.currentIndexChanged.connect(self._values.setCurrentIndex)
        self.on_save(self._change)

    def _value_edit(self, field: Field, names: list[str]) -> Edit:
        if field.kind is FieldKind.DATE:
            return DateField(lambda: PartialDate.of(self._desk.today))
        if field.kind is FieldKind.UNIT:
            return SuggestField(names)
        words = choices.words(self._list, field.name)
        if field.kind is FieldKind.CHOICE:
            return WordField(words)
        return SuggestField(words) if words else LineField()

    def _change(self) -> None:
        title = self._field.value()
        name = self._titles[title]
        value = self.read(name)
        if value in {None, ""}:
            self.warn([(name, f"没有填写内容，选中记录的“{title}”都会清空。")])
        with self._desk.work(f"批量修改{title}") as session:
            bulk.change(session, self._list, self._keys, name, value)


def change_many(desk: Desk, list_name: str, keys: Sequence[str], parent: QWidget) -> None:
    """Opens the form for the chosen rows."""
    if not keys:
        raise Refused("请先在列表中选中要修改的记录，可以按住 Ctrl 或 Shift 多选。")
    BulkForm(desk, list_name, keys, parent).exec()
