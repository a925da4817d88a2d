"""The frame of every form: fields by name, and a refusal shown at the field that caused it with all typing kept."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, ClassVar, TypeVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.errors import Refused
from app.fields import Record
from app.ui.dialog import Dialog, fit, room_for
from app.ui.form_area import FormArea
from app.ui.plain_text import written_in_markup
from app.ui.theme import mark
from app.ui.widgets.field_edits import FieldEdit, MoneyField
from app.ui.widgets.form_contents import editors, on_change
from app.ui.widgets.form_drafts import FormDraft
from app.values.money import MoneyUnit

Entry = TypeVar("Entry")
_TAKE_UP, _DROP = "take-up", "drop"
_LEFT = f'上次在这里填写的内容没有保存。 <a href="{_TAKE_UP}">接着填写</a>　<a href="{_DROP}">丢弃</a>'


class FormDialog(Dialog):
    """Composed by hand: rows are added to ``form``, or to pages; ``save`` does the work and may raise Refused.

    A refusal leaves the dialog open: its sentence stands under the field it names, and the cursor goes there. What is
    typed and not saved is offered again when the same form is opened the next time. ``record`` is the kind of record
    that the form enters, where it enters one.
    """

    record: ClassVar[Record | None] = None

    def __init__(self, title: str, parent: QWidget | None = None, *, save_text: str = "保存") -> None:
        super().__init__(title, parent)
        self._fields: dict[str, QWidget] = {}
        self._pages: QTabWidget | None = None
        self._warned: tuple[str, ...] = ()
        self._save: Callable[[], None] = lambda: None
        self._unsaved: FormDraft | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 14, 16, 14)
        self._layout.setSpacing(10)
        self._offer = written_in_markup(QLabel(_LEFT))
        self._offer.setWordWrap(True)
        self._offer.linkActivated.connect(self._answer_offer)
        self._offer.hide()
        self._layout.addWidget(self._offer)
        self.form = new_form()
        self._area = FormArea(self.form)
        self._layout.addWidget(self._area, 1)
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        mark(self._sentence, "warning")
        self._sentence.hide()
        self._layout.addWidget(self._sentence)
        self._buttons = self._button_box(save_text)
        self._layout.addWidget(self._buttons)

    def on_save(self, act: Callable[[], None]) -> None:
        """What 保存 does; when it returns, the dialog closes."""
        self._save = act

    def add(self, field: str, label: str, widget: QWidget, form: QFormLayout | None = None) -> QWidget:
        """Adds one row; ``field`` is the name by which a refusal finds it."""
        self.know(field, widget)
        caption = QLabel(label)
        mark(caption, "soft")
        (form or self.form).addRow(caption, widget)
        return widget

    def add_field(self, name: str, widget: QWidget, form: QFormLayout | None = None) -> QWidget:
        """Adds the row of a field of the form's record, called as the registry calls it, with its unit of measure."""
        return self.add(name, self._name_of(name, widget), widget, form)

    def know(self, field: str, widget: QWidget) -> None:
        """Lets a refusal find a widget that was laid out elsewhere."""
        self._fields[field] = widget

    def count_in(self, name: str, unit: MoneyUnit) -> None:
        """Reads the amounts of a field in another unit from now on, and says so in its caption."""
        widget = self._fields[name]
        assert isinstance(widget, MoneyField)
        widget.count_in(unit)
        label = self.form.labelForField(widget)
        if isinstance(label, QLabel):
            label.setText(self._name_of(name, widget))

    def read(self, field: str) -> Any:
        """What one field holds; a refusal carries its name."""
        try:
            return self._edit(self._fields[field]).value()
        except Refused as error:
            raise Refused(error.message, field=field) from error

    def warn(self, found: Sequence[tuple[str, str]]) -> None:
        """Asks once about what looks wrong but may be so; saving again the same way is not asked again."""
        sentences = tuple(sentence for _, sentence in found)
        if sentences and sentences != self._warned:
            self._warned = sentences
            field = found[0][0]
            again = self._buttons.button(QDialogButtonBox.StandardButton.Save).text()
            raise Refused(
                "；".join(s.rstrip("。") for s in sentences) + f"。确认无误请再点一次“{again}”。", field=field
            )

    def show_entry(self, entry: Any) -> None:
        """Shows a dataclass's values in the fields of the same names."""
        for name, widget in self._fields.items():
            if hasattr(entry, name):
                self._edit(widget).show_value(getattr(entry, name))

    def collect(self, before: Entry) -> Entry:
        """``before`` with what is entered now; a field that cannot be read is refused by its name."""
        entered = {name: self._read(name, before) for name in self._fields if hasattr(before, name)}
        return replace(before, **entered)  # type: ignore[type-var]

    def page(self, title: str) -> QFormLayout:
        """A new page of the form, for records with many fields."""
        if self._pages is None:
            self._pages = QTabWidget()
            self._layout.insertWidget(1, self._pages, 1)
            self._layout.setStretchFactor(self._area, 0)
            self._area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            self.resize(max(self.width(), 560), 600)
        sheet = QWidget()
        form = new_form()
        rows = QVBoxLayout(sheet)
        rows.setContentsMargins(0, 10, 4, 8)
        rows.addLayout(form)
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(sheet)
        self._pages.addTab(area, title)
        return form

    def showEvent(self, event: QShowEvent) -> None:
        """The cursor starts in the first field that is empty or may be typed over."""
        super().showEvent(event)
        if self._unsaved is None:
            self._unsaved = FormDraft(self)
            self._offer.setVisible(bool(self._unsaved.left))
            on_change(editors(self), self._mended)
            self._grow()
        if self._fields and not event.spontaneous():
            next(iter(self._fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _grow(self) -> None:
        """At least as high as its rows ask for; a wrapping label tells its height only at the width that it got."""
        asked = max(self._layout.totalHeightForWidth(self.width()), self._layout.totalSizeHint().height())
        self.resize(self.width(), max(self.height(), min(asked, room_for(self).height())))
        fit(self)

    def accept(self) -> None:
        """Saves and closes; stays open with everything typed when it is refused."""
        self._clear()
        try:
            self._save()
        except Refused as error:
            self._refuse(error)
            return
        if self._unsaved is not None:
            self._unsaved.drop()
        super().accept()

    def reject(self) -> None:
        """Closes unsaved; what was typed is kept for the next time."""
        if self._unsaved is not None:
            self._unsaved.keep()
        super().reject()

    def _answer_offer(self, answer: str) -> None:
        self._offer.hide()
        if self._unsaved is not None:
            (self._unsaved.take_up if answer == _TAKE_UP else self._unsaved.drop)()

    def _button_box(self, save_text: str) -> QDialogButtonBox:
        roles = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(roles.Save | roles.Cancel)
        buttons.button(roles.Save).setText(save_text)
        buttons.button(roles.Save).setDefault(True)
        buttons.button(roles.Cancel).setText("取消")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _name_of(self, name: str, widget: QWidget) -> str:
        assert self.record is not None
        field = self.record[name]
        measure = str(widget.unit) if isinstance(widget, MoneyField) else field.measure
        return f"{field.title}（{measure}）" if measure else field.title

    def _read(self, name: str, before: Any) -> Any:
        value = self.read(name)
        word = getattr(before, name)
        return type(word)(value) if isinstance(word, StrEnum) else value

    @staticmethod
    def _edit(widget: Any) -> FieldEdit:
        return cast("FieldEdit", widget)

    def _refuse(self, error: Refused) -> None:
        self._sentence.setText(error.message)
        self._sentence.show()
        widget = self._fields.get(error.field or "")
        if widget is None:
            return
        self._bring_up(widget)
        mark(widget, "refused")
        widget.setToolTip(error.message)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        chooser = widget.lineEdit() if isinstance(widget, QComboBox) else widget
        if isinstance(chooser, QLineEdit | QPlainTextEdit):
            chooser.selectAll()

    def _bring_up(self, widget: QWidget) -> None:
        if self._pages is None:
            return
        for index in range(self._pages.count()):
            page = self._pages.widget(index)
            if page is not None and page.isAncestorOf(widget):
                self._pages.setCurrentIndex(index)

    def _mended(self, editor: QWidget) -> None:
        """A refusal has said its say when its field is changed."""
        for widget in self._fields.values():
            if widget.property("refused") and (widget is editor or widget.isAncestorOf(editor)):
                self._clear()

    def _clear(self) -> None:
        self._sentence.hide()
        for widget in self._fields.values():
            if widget.property("refused"):
                mark(widget, "refused", on=False)
                widget.setToolTip("")


def new_form() -> QFormLayout:
    """A form layout as all dialogs wear it: captions to the right, fields growing."""
    form = QFormLayout()
    form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setHorizontalSpacing(10)
    form.setVerticalSpacing(8)
    return form
