"""What stands beside a paper on the screen: what to put right before it is printed, and what each sentence rests on.

Nothing of it is on the paper. A click on a doubt or a sentence lists its records, a click on a record shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListWidget, QListWidgetItem, QTabWidget, QVBoxLayout, QWidget

from app.services import record_names
from app.services.lists import Filter, Query
from app.ui.buttons import ButtonRow, button
from app.ui.widgets.card import soft_label
from app.values.kinds import TITLES, LedgerKind

if TYPE_CHECKING:
    from app.indicators.doubts import Doubt
    from app.reports.statements import Beside
    from app.services.record_names import NamedRecord
    from app.ui.desk import Desk

WIDTH = 320
_ITEM = Qt.ItemDataRole.UserRole
_LISTED = {  # the tab that lists them
    LedgerKind.PROJECTS: LedgerKind.PROJECTS.value,
    LedgerKind.FUNDS: LedgerKind.PROJECTS.value,
    LedgerKind.LEADS: LedgerKind.LEADS.value,
}
_PLACES = {  # where to look for what no single record says: the kind that the window shows, and what is there
    LedgerKind.TARGETS.value: "打开“责任书—目标分解”，查看目标任务",
    LedgerKind.ACHIEVEMENTS.value: "打开“责任书—目标分解”；手工数在“数据—导入台账”中用手工完成数台账更正",
    LedgerKind.MONTHLY.value: "打开“责任书—月报”，查看各单位月报",
    "carriers": "打开“载体”，补上厂房的日期",
}
_EMPTY = "点一句话，这里列出它依据的记录。"


class PaperSources(QWidget):
    """``renew_asked`` follows when the clerk has put something right and wants to see the paper anew."""

    renew_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: tuple[LedgerKind, tuple[str, ...]] | None = None
        self.doubts, self.sentences, self.records = _lines(), _lines(), _lines()
        self._tabs = QTabWidget()
        self._about = soft_label(_EMPTY)
        self._whole = button("在列表中查看", self._show_list, hint="在项目库或线索跟踪中只列出这些记录")
        self._build()
        self._connect()

    def show_beside(self, beside: Beside) -> None:
        """Shows what stands beside a paper in place of what stood beside the one before."""
        self.doubts.clear()
        for doubt in beside.doubts:
            self._add(self.doubts, doubt.sentence, (doubt.kind or _place_of(doubt), doubt.ids, ""))
        self.sentences.clear()
        for statement in beside.statements:
            origin = statement.origin
            self._add(self.sentences, statement.text, (origin.kind, origin.ids, origin.note) if origin else None)
        self._tabs.setTabText(0, f"打印前核对 {len(beside.doubts)}" if beside.doubts else "打印前核对")
        self._tabs.setTabText(1, f"每句的依据 {len(beside.statements)}")
        self._tabs.setTabVisible(1, bool(beside.statements))
        if not beside.doubts:
            self.doubts.addItem(_said("没有要核对的数据。"))
        self._tabs.setCurrentIndex(0 if beside.doubts or not beside.statements else 1)
        self._show_records(None)

    def _build(self) -> None:
        self.setFixedWidth(WIDTH)
        self._tabs.setDocumentMode(True)
        self._tabs.addTab(self.doubts, "打印前核对")
        self._tabs.addTab(self.sentences, "每句的依据")
        self._whole.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._tabs, 3)
        layout.addWidget(self._about)
        layout.addWidget(self.records, 2)
        renew = button("重新生成", self.renew_asked.emit, hint="数据改好后，按现在的数据重新生成这份文书")
        layout.addWidget(ButtonRow((renew, self._whole)))
        layout.addWidget(QLabel("这里的内容不会打印。"))

    def _connect(self) -> None:
        for several in (self.doubts, self.sentences):
            several.itemClicked.connect(self._line_chosen)
            several.itemActivated.connect(self._line_chosen)
        self.records.itemClicked.connect(self._record_chosen)
        self.records.itemActivated.connect(self._record_chosen)
        self._tabs.currentChanged.connect(lambda _: self._show_records(None))

    def _add(self, several: QListWidget, text: str, behind: tuple[str, Sequence[str], str] | None) -> None:
        item = _said(text)
        item.setData(_ITEM, behind)
        several.addItem(item)

    def _line_chosen(self, item: QListWidgetItem) -> None:
        self._show_records(item.data(_ITEM))

    def _show_records(self, behind: tuple[str, tuple[str, ...], str] | None) -> None:
        self.records.clear()
        self._shown = None
        self._whole.hide()
        self._about.setText(_EMPTY)
        if behind is None:
            return
        if not behind[1] and behind[0] in _PLACES:
            self._show_place(behind[0], behind[2])
            return
        kind, ids, note = LedgerKind(behind[0]), tuple(behind[1]), behind[2]
        with self._desk.read() as session:
            found = record_names.names(session, kind, ids)
        for record in found:
            self._add_record(record)
        self._about.setText(_about(kind, len(found), note))
        self._shown = (kind, tuple(record.id for record in found))
        self._whole.setVisible(kind in _LISTED and len(found) > 1)

    def _show_place(self, place: str, note: str) -> None:
        """Where to go for what no single record says."""
        item = _said(_PLACES[place])
        item.setData(_ITEM, (place, ""))
        self.records.addItem(item)
        self._about.setText(
            f"依据“{note}”，点下面一行去查看：" if note else "没有单独的记录可以打开，点下面一行去查看："
        )

    def _add_record(self, record: NamedRecord) -> None:
        item = _said(record.name)
        item.setData(_ITEM, (record.kind, record.id))
        self.records.addItem(item)

    def _record_chosen(self, item: QListWidgetItem) -> None:
        kind, key = item.data(_ITEM)
        self._desk.record_asked.emit(str(kind), key)

    def _show_list(self) -> None:
        if self._shown is not None:
            kind, ids = self._shown
            self._desk.asked.emit(_LISTED[kind], Query(filters=(Filter("id", frozenset(ids)),)))


def _place_of(doubt: Doubt) -> str:
    """Doubts about factories are put right where these stand, the others are about figures kept by hand."""
    is_of_factories = bool(doubt.about) and all(key.startswith("factory_area") for key in doubt.about)
    return "carriers" if is_of_factories and "厂房" in doubt.sentence else LedgerKind.ACHIEVEMENTS.value


def _about(kind: LedgerKind, count: int, note: str) -> str:
    told = f"“{note}”" if note else ""
    if count:
        what = TITLES[LedgerKind.PROJECTS if kind is LedgerKind.FUNDS else kind]
        return f"{told}依据{what}中的{count}条记录，点一条查看："
    return f"依据{TITLES[kind]}{told and f'中的{told}'}。"


def _lines() -> QListWidget:
    several = QListWidget()
    several.setWordWrap(True)
    several.setSpacing(2)
    several.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    several.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    several.setResizeMode(QListWidget.ResizeMode.Adjust)
    return several


def _said(text: str) -> QListWidgetItem:
    item = QListWidgetItem(text)
    item.setToolTip(text)
    return item
