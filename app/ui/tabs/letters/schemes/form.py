"""考核办法: its title, the group of units that it judges, and its items in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QSizePolicy, QVBoxLayout, QWidget

from app.fields import RECORDS
from app.indicators.scoring.whole import read_whole
from app.services import schemes, units
from app.services.schemes import ItemEntry, SchemeEntry
from app.ui.buttons import button
from app.ui.tabs.letters.amounts import grouped
from app.ui.tabs.letters.schemes.item_form import SchemeItemForm
from app.ui.tabs.letters.schemes.rules_form import SchemeRulesForm
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import LineField, ProseField, SuggestField
from app.ui.widgets.form_dialog import FormDialog

if TYPE_CHECKING:
    from app.ui.desk import Desk

_LEAST_PX, _UNITS_PX, _MARGIN_PX, _ITEMS_PX = 38, 150, 10, 190
_RULES_HINT = "跨项目的规定，一行一条，可以不填，如：\n大项 加分项=引进500强、现场签约\n最高 总分=110"
_RULES = """跨项目的规定，一行一条，可以不填：
大项 加分项=引进500强、现场签约（几个考核项目并成一行）
最高 加分项=10　最低 加分项=-5　最高 总分=110
满分 总分=100（核对各项分值之和）
类别 一类=东村、西村（分类排名）　分值 一类/新签约项目=20（该类的分值）"""


class SchemeForm(FormDialog):
    """Makes a scheme of the ledger year, or changes the one of ``key``."""

    record = RECORDS["schemes"]

    def __init__(self, desk: Desk, key: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__("修改考核办法" if key else "新建考核办法", parent)
        self._desk, self._key = desk, key
        self.resize(680, 600)
        year = desk.year
        with desk.read() as session:
            names, groups = units.names(session), schemes.groups(session)
            new = SchemeEntry(year, f"{year}年度招商引资考核办法", units=tuple(names))
            self._before = schemes.entry(session, key) if key else new
        self._group, self._units = SuggestField(groups), UnitsField(names)
        self.add_field("title", LineField())
        self.add_field("group_name", self._group)
        self.add("units", "考核单位", self._units)
        self._items = ItemsField(desk)
        self.add("items", "考核项目", self._items)
        self.add_field("rules", RulesField(self._items.value, self._units.value))
        self.add_field("note", ProseField(2))
        self.show_entry(self._before)
        self._group.textActivated.connect(self._take_group)
        self.on_save(self._keep)

    def _take_group(self, group: str) -> None:
        """Chooses the units that the office ranks in that class."""
        with self._desk.read() as session:
            members = schemes.group_units(session, group)
        if members:
            self._units.show_value(members)

    def _keep(self) -> None:
        entered = self.collect(self._before)
        with self._desk.work(f"{self.windowTitle()}") as session:
            schemes.save(session, entered, self._key)


class RulesField(QWidget):
    """总则 as a text of lines, as the workbook has it; 填写 asks for the same in tables."""

    def __init__(self, items: Callable[[], Sequence[ItemEntry]], units: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self._items, self._units = items, units
        self._text = ProseField(3)
        self._text.setToolTip(_RULES)
        self._text.setPlaceholderText(_RULES_HINT)
        self.setFocusProxy(self._text)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._text, 1, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # the items take what room there is
        fill = button("填写…", self.fill, hint="单位分类、各类分值、大项和限分，在表格里填写")
        layout.addWidget(fill, 0, Qt.AlignmentFlag.AlignTop)

    def show_value(self, text: str) -> None:
        """Shows the rules of a scheme."""
        self._text.show_value(text)

    def value(self) -> str:
        """The lines as they are now."""
        return self._text.value()

    def fill(self) -> None:
        """Opens the rules as tables; what they hold that is no longer in the scheme is left out."""
        form = SchemeRulesForm(read_whole(self.value()), self._items(), self._units(), self)
        if form.exec():
            self.show_value(form.saved)


class UnitsField(QListWidget):
    """Units to be checked; its value is their names."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.setFlow(QListWidget.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setSpacing(4)
        for name in names:
            item = QListWidgetItem(name, self)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as its units need, up to a limit from which it scrolls: the items below need the room."""
        super().resizeEvent(event)
        last = self.visualItemRect(self.item(self.count() - 1)) if self.count() else QRect()
        self.setFixedHeight(max(_LEAST_PX, min(_UNITS_PX, last.bottom() + self.verticalOffset() + _MARGIN_PX)))

    def show_value(self, names: Sequence[str]) -> None:
        """Checks these and no others."""
        for place in range(self.count()):
            item = self.item(place)
            item.setCheckState(Qt.CheckState.Checked if item.text() in names else Qt.CheckState.Unchecked)

    def value(self) -> tuple[str, ...]:
        """The checked names in the office's own order."""
        items = (self.item(place) for place in range(self.count()))
        return tuple(item.text() for item in items if item.checkState() == Qt.CheckState.Checked)


class ItemsField(QWidget):
    """The items of a scheme in their order; each opens in a form of its own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._items: list[ItemEntry] = []
        self._list = QListWidget()
        self._list.setMinimumHeight(_ITEMS_PX)
        self._list.setSpacing(2)
        self._sum = soft_label()
        self._build()
        self._list.itemDoubleClicked.connect(lambda _: self.change())

    def show_value(self, items: Sequence[ItemEntry]) -> None:
        """Shows these items."""
        self._items = list(items)
        self._show(0)

    def value(self) -> tuple[ItemEntry, ...]:
        """The items as they are now."""
        return tuple(self._items)

    def add(self) -> None:
        """Opens an empty item and puts it last."""
        form = SchemeItemForm(self._desk, None, self)
        if form.exec():
            self._items.append(form.saved)
            self._show(len(self._items) - 1)

    def change(self) -> None:
        """Opens the chosen item."""
        place = self._list.currentRow()
        if place < 0:
            return
        form = SchemeItemForm(self._desk, self._items[place], self)
        if form.exec():
            self._items[place] = replace(form.saved, id=self._items[place].id)
            self._show(place)

    def take_out(self) -> None:
        """Removes the chosen item."""
        place = self._list.currentRow()
        if place >= 0:
            del self._items[place]
            self._show(min(place, len(self._items) - 1))

    def shift(self, step: int) -> None:
        """Moves the chosen item up (-1) or down (1)."""
        place = self._list.currentRow()
        if place >= 0 and 0 <= place + step < len(self._items):
            self._items.insert(place + step, self._items.pop(place))
            self._show(place + step)

    def _show(self, place: int) -> None:
        methods = {code: title for code, (title, _) in schemes.shape_titles().items()}
        self._list.clear()
        for item in self._items:
            self._list.addItem(f"{item.title}　{grouped(item.points)}分　{methods[item.shape]}")
        self._list.setCurrentRow(place)
        total = grouped(sum(item.points for item in self._items))
        self._sum.setText(f"共{len(self._items)}项，分值合计{total}分" if self._items else "还没有考核项目")

    def _build(self) -> None:
        column = QVBoxLayout()
        for widget in (
            button("增加…", self.add),
            button("修改…", self.change),
            button("上移", lambda: self.shift(-1)),
            button("下移", lambda: self.shift(1)),
            button("去掉", self.take_out),
        ):
            column.addWidget(widget)
        column.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        listed = QVBoxLayout()
        listed.setSpacing(4)
        listed.addWidget(self._list, 1)
        listed.addWidget(self._sum)
        layout.addLayout(listed, 1)
        layout.addLayout(column)
