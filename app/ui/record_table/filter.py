"""The filter under a heading, as in Excel: values with check boxes and a search, or a range of figures or dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.columns.cells import cell_text
from app.columns.column import Column, Kind
from app.errors import Refused
from app.services.lists import Filter
from app.ui import icons
from app.ui.buttons import ButtonRow, button
from app.ui.theme import mark
from app.values.dates import PartialDate, read_date
from app.values.money import MoneyUnit, read_money
from app.values.words import initials

RANGED = (Kind.DATE, Kind.MONEY, Kind.DOLLARS, Kind.COUNT, Kind.SHARE, Kind.DAYS, Kind.QUANTITY)
_VALUE = Qt.ItemDataRole.UserRole


class FilterPopup(QFrame):
    """Opens below a heading; ``chosen`` carries the new filter, or None to take it away."""

    chosen = Signal(object)
    sorted = Signal(bool)  # descending

    def __init__(self, column: Column, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        mark(self, "card")
        self.column = column
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(10, 10, 10, 10)
        up, down = button("升序", lambda: self._sort(down=False)), button("降序", lambda: self._sort(down=True))
        icons.put_on(up, "arrow-up")
        icons.put_on(down, "arrow-down")
        self.body.addWidget(ButtonRow((up, down)))

    def open_at(self, place: QPoint) -> None:
        """Shows itself at that place on the screen, kept within it."""
        self.adjustSize()
        edge = self.screen().availableGeometry()
        left = min(place.x(), edge.right() - self.width())
        self.move(left, min(place.y(), edge.bottom() - self.height()))
        self.show()

    def accept(self) -> None:
        """Filters by what is entered; each kind of popup says how."""
        raise NotImplementedError

    def finish(self, asked: Filter | None) -> None:
        """Hands the filter on and closes."""
        self.chosen.emit(asked)
        self.close()

    def add_buttons(self) -> None:
        """确定, 清除 and 取消 at the foot."""
        roles = QDialogButtonBox.StandardButton
        box = QDialogButtonBox(roles.Ok | roles.Reset | roles.Cancel)
        for role, text in ((roles.Ok, "确定"), (roles.Reset, "清除筛选"), (roles.Cancel, "取消")):
            box.button(role).setText(text)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.close)
        box.button(roles.Reset).clicked.connect(lambda: self.finish(None))
        self.body.addWidget(box)

    def _sort(self, *, down: bool) -> None:
        self.sorted.emit(down)
        self.close()


class ValuesPopup(FilterPopup):
    """Distinct values with how many have each; typing shortens the list, and what is left checked is kept."""

    def __init__(self, column: Column, choices: Sequence[tuple[Any, int]], now: Filter | None, parent: QWidget) -> None:
        super().__init__(column, parent)
        self._search = QLineEdit()
        self._search.setPlaceholderText("在选项中找")
        self._search.setClearButtonEnabled(True)
        self._list = QListWidget()
        self._list.setMinimumSize(250, 260)
        self._all = _item("（全选）", None, checked=now is None or now.values is None)
        self._list.addItem(self._all)
        self._items = [self._choice(value, count, now) for value, count in _merged(choices)]
        for item in self._items:
            self._list.addItem(item)
        self.body.addWidget(self._search)
        self.body.addWidget(self._list)
        self.add_buttons()
        self._search.textChanged.connect(self._shorten)
        self._search.returnPressed.connect(self.accept)
        self._list.itemChanged.connect(self._changed)
        self._search.setFocus()

    def accept(self) -> None:
        """Keeps what is checked; everything checked means no filter."""
        seen = [item for item in self._items if not item.isHidden()]
        kept = [item for item in seen if item.checkState() == Qt.CheckState.Checked]
        if len(kept) == len(self._items):
            self.finish(None)
        elif kept:
            values = frozenset(value for item in kept for value in item.data(_VALUE))
            self.finish(Filter(self.column.field, values))

    def _choice(self, value: Any, count: int, now: Filter | None) -> QListWidgetItem:
        checked = now is None or now.values is None or value in now.values
        values = (None, "") if value in {None, ""} else (value,)
        item = _item(f"{_words(value)}　{count}", values, checked=checked)
        item.setToolTip(_words(value))
        return item

    def _shorten(self, words: str) -> None:
        asked = words.strip().lower()
        for item in self._items:
            item.setHidden(asked not in item.text().lower() and asked not in initials(item.toolTip()))
        blocker = QSignalBlocker(self._list)
        if words.strip():
            for item in self._items:
                item.setCheckState(Qt.CheckState.Unchecked if item.isHidden() else Qt.CheckState.Checked)
        blocker.unblock()

    def _changed(self, item: QListWidgetItem) -> None:
        blocker = QSignalBlocker(self._list)
        seen = [each for each in self._items if not each.isHidden()]
        if item is self._all:
            for each in seen:
                each.setCheckState(item.checkState())
        else:
            whole = all(each.checkState() == Qt.CheckState.Checked for each in seen)
            self._all.setCheckState(Qt.CheckState.Checked if whole else Qt.CheckState.Unchecked)
        blocker.unblock()


class RangePopup(FilterPopup):
    """From and to, either may be open."""

    def __init__(self, column: Column, now: Filter | None, unit: MoneyUnit, parent: QWidget) -> None:
        super().__init__(column, parent)
        self._unit = unit
        self._low, self._high = (
            QLineEdit(_bound(column, now and now.low, unit)),
            QLineEdit(_bound(column, now and now.high, unit)),
        )
        form = QFormLayout()
        hint = {Kind.DATE: "如 2026年3月、2026-3-5", Kind.MONEY: str(unit), Kind.SHARE: "%", Kind.DAYS: "天"}
        for caption, box in (("不小于", self._low), ("不大于", self._high)):
            box.setPlaceholderText(hint.get(column.kind, ""))
            box.setMinimumWidth(180)
            form.addRow({"不小于": "从", "不大于": "到"}[caption] if column.kind is Kind.DATE else caption, box)
            box.returnPressed.connect(self.accept)
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        mark(self._sentence, "warning")
        self._sentence.hide()
        self.body.addLayout(form)
        self.body.addWidget(self._sentence)
        self.add_buttons()
        self._low.setFocus()

    def accept(self) -> None:
        """Reads both bounds; one that cannot be read is said below and nothing is filtered."""
        try:
            low, high = (read_bound(self.column.kind, box.text(), self._unit) for box in (self._low, self._high))
        except Refused as error:
            self._sentence.setText(error.message)
            self._sentence.show()
            self.adjustSize()
            return
        if isinstance(high, PartialDate):
            high = PartialDate.of(high.last)  # 到 2026年3月 takes in the whole of March
        self.finish(None if low is None and high is None else Filter(self.column.field, None, low, high))


def popup_for(
    column: Column,
    now: Filter | None,
    choices: Callable[[], Sequence[tuple[Any, int]]],
    unit: MoneyUnit,
    parent: QWidget,
) -> FilterPopup:
    """The popup of a column's kind; ``choices`` is asked where values are offered."""
    if column.kind in RANGED:
        return RangePopup(column, now, unit, parent)
    return ValuesPopup(column, choices(), now, parent)


def read_bound(kind: Kind, text: str, unit: MoneyUnit) -> Any:
    """One typed bound as the list's SQL knows it; empty is None. Raises Refused where it cannot be read."""
    readers: dict[Kind, Callable[[str], Any]] = {
        Kind.DATE: read_date,
        Kind.MONEY: lambda typed: read_money(typed, unit),
        Kind.DOLLARS: lambda typed: read_money(typed, MoneyUnit.WAN_USD),
        Kind.SHARE: lambda typed: float(_number(typed) / 100),
        Kind.QUANTITY: lambda typed: int(_number(typed) * 1_000_000),
    }
    if not text.strip():
        return None
    reader = readers.get(kind)
    return reader(text.strip()) if reader else int(_number(text.strip()))


def _number(text: str) -> Decimal:
    try:
        return Decimal(text.removesuffix("%").replace(",", ""))
    except ArithmeticError as error:
        raise Refused(f"“{text}”不是数字，请重新填写。") from error


def _bound(column: Column, value: Any, unit: MoneyUnit) -> str:
    if value is None:
        return ""
    if column.kind in {Kind.DAYS, Kind.COUNT}:
        return str(value)
    shown = Fraction(value).limit_denominator(10_000) if column.kind is Kind.SHARE else value
    return cell_text(column, shown, unit).replace(",", "")


def _item(text: str, values: Any, *, checked: bool) -> QListWidgetItem:
    item = QListWidgetItem(text)
    item.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled)
    item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
    item.setData(_VALUE, values)
    return item


def _merged(choices: Sequence[tuple[Any, int]]) -> list[tuple[Any, int]]:
    """Empty and missing are one to the eye: both stand under （空白）, at the end."""
    blank = sum(count for value, count in choices if value in {None, ""})
    named = [(value, count) for value, count in choices if value not in {None, ""}]
    return [*named, ("", blank)] if blank else named


def _words(value: Any) -> str:
    if value in {None, ""}:
        return "（空白）"
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)
