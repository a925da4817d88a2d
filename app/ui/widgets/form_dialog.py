"""The frame of every form: fields by name, and a refusal shown at the field that caused it with all typing kept."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import Any, ClassVar, TypeVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.errors import Refused
from app.fields import Record
from app.ui.dialog import Dialog, fit, room_for
from app.ui.form_area import FormArea, roll_to
from app.ui.plain_text import written_in_markup
from app.ui.theme import mark
from app.ui.widgets.field_edits import FieldEdit, MoneyField
from app.ui.widgets.form_contents import editors, on_change
from app.ui.widgets.form_drafts import FormDraft
from app.ui.widgets.form_keys import leave_enter_to, on_keys
from app.ui.widgets.form_pages import FormPages, new_form
from app.values.money import MoneyUnit

Entry = TypeVar("Entry")
_TAKE_UP, _DROP = "take-up", "drop"
_LEFT = f'上次在这里填写的内容没有保存。 <a href="{_TAKE_UP}">接着填写</a>　<a href="{_DROP}">丢弃</a>'


class _Doubtful(Refused):
    """What looks wrong but may be so: asked, and not said in red."""


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
        self._pages: FormPages | None = None
        self._warned: tuple[str, ...] = ()
        self._save: Callable[[], None] = lambda: None
        self._start: Callable[[], None] = lambda: None
        self._has_saved = False
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
        on_keys(self, {"Ctrl+PgDown": partial(self._turn, 1), "Ctrl+PgUp": partial(self._turn, -1)})
        on_keys(self, dict.fromkeys(("Ctrl+Return", "Ctrl+Enter"), self.accept))

    def on_save(self, act: Callable[[], None]) -> None:
        """What 保存 does; when it returns, the dialog closes."""
        self._save = act

    def on_another(self, start: Callable[[], None]) -> None:
        """Offers 保存并新增: keeps what is entered, and ``start`` shows an empty entry for the next one."""
        self._start = start
        another = self._buttons.addButton("保存并新增", QDialogButtonBox.ButtonRole.ActionRole)
        another.setToolTip("保存这一条，接着填下一条（Ctrl+Shift+Enter）")
        another.clicked.connect(self._save_and_start)
        on_keys(self, dict.fromkeys(("Ctrl+Shift+Return", "Ctrl+Shift+Enter"), self._save_and_start))

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
            asked = "；".join(s.rstrip("。") for s in sentences)
            raise _Doubtful(f"{asked}。确认无误请再点一次“{again}”。", field=field)

    def show_entry(self, entry: Any) -> None:
        """Shows a dataclass's values in the fields of the same names."""
        for name, widget in self._fields.items():
            if hasattr(entry, name):
                self._edit(widget).show_value(getattr(entry, name))

    def clear(self, *names: str) -> None:
        """Empties these fields; the others keep what stands in them."""
        for name in names:
            self._edit(self._fields[name]).show_value(None)

    def collect(self, before: Entry) -> Entry:
        """``before`` with what is entered now; a field that cannot be read is refused by its name."""
        entered = {name: self._read(name, before) for name in self._fields if hasattr(before, name)}
        return replace(before, **entered)  # type: ignore[type-var]

    def page(self, title: str) -> QFormLayout:
        """A new page of the form, for records with many fields."""
        if self._pages is None:
            self._pages = FormPages()
            self._layout.insertWidget(1, self._pages, 1)
            self._layout.setStretchFactor(self._area, 0)
            self._area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            self.resize(max(self.width(), 560), 600)
        return self._pages.add_page(title)

    def showEvent(self, event: QShowEvent) -> None:
        """The cursor starts in the first field that is empty or may be typed over."""
        super().showEvent(event)
        leave_enter_to(self, self._buttons.button(QDialogButtonBox.StandardButton.Save))
        if self._unsaved is None:
            self._unsaved = FormDraft(self)
            self._offer.setVisible(bool(self._unsaved.left))
            on_change(editors(self), self._mended)
            self.make_room()
        if not event.spontaneous():
            self._start_typing()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves wherever the cursor is, on every page and after a refusal; it never cancels."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._buttons.button(QDialogButtonBox.StandardButton.Save).click()
        else:
            super().keyPressEvent(event)

    def _start_typing(self) -> None:
        if self._fields:
            next(iter(self._fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, step: int) -> None:
        """Shows the page before or after, with the cursor in its first field."""
        if self._pages is not None:
            self._pages.turn(step, tuple(self._fields.values()))

    def make_room(self) -> None:
        """Grows to what its rows ask for; a wrapping label tells its height only at the width that it got."""
        asked = max(self._layout.totalHeightForWidth(self.width()), self._layout.totalSizeHint().height())
        self.resize(self.width(), max(self.height(), min(asked, room_for(self).height())))
        fit(self)

    def accept(self) -> None:
        """Saves and closes; stays open with everything typed when it is refused."""
        if self._is_saved():
            super().accept()

    def _is_saved(self) -> bool:
        self._clear()
        try:
            self._save()
        except Refused as error:
            self._refuse(error)
            return False
        if self._unsaved is not None:
            self._unsaved.drop()
        return True

    def _save_and_start(self) -> None:
        if not self._is_saved():
            return
        self._has_saved, self._warned = True, ()
        self._start()
        if self._unsaved is not None:
            self._unsaved.start_anew()
        if self._pages is not None:
            self._pages.setCurrentIndex(0)
        self._say("已保存，请填写下一条。", is_wrong=False)
        self._start_typing()

    def reject(self) -> None:
        """Closes unsaved; what was typed is kept for the next time."""
        if self._unsaved is not None:
            self._unsaved.keep()
        self.done(self.DialogCode.Accepted if self._has_saved else self.DialogCode.Rejected)

    def _answer_offer(self, answer: str) -> None:
        self._offer.hide()
        if self._unsaved is not None:
            (self._unsaved.take_up if answer == _TAKE_UP else self._unsaved.drop)()

    def _button_box(self, save_text: str) -> QDialogButtonBox:
        roles = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(roles.Save | roles.Cancel)
        buttons.button(roles.Save).setText(save_text)
        buttons.button(roles.Save).setDefault(True)
        mark(buttons.button(roles.Save), "primary")  # whatever Qt makes of the default one as the cursor passes
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
        self._say(error.message, is_wrong=not isinstance(error, _Doubtful))
        widget = self._fields.get(error.field or "")
        if widget is None:
            return
        if self._pages is not None:
            self._pages.bring_up(widget)
        roll_to(widget)
        mark(widget, "refused")
        mark(widget, "doubted", on=isinstance(error, _Doubtful))
        widget.setToolTip(error.message)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        chooser = widget.lineEdit() if isinstance(widget, QComboBox) else widget
        if isinstance(chooser, QLineEdit | QPlainTextEdit):
            chooser.selectAll()

    def _say(self, sentence: str, *, is_wrong: bool) -> None:
        """Says something above the buttons; the form grows by it, so that no row is squeezed."""
        mark(self._sentence, "warning", on=is_wrong)
        self._sentence.setText(sentence)
        self._sentence.show()
        if self.isVisible():
            self._layout.activate()
            self.make_room()

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
                mark(widget, "doubted", on=False)
                widget.setToolTip("")
