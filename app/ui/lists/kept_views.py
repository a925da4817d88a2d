"""我的筛选: queries of a list kept under a name, for the whole office or at this seat, and shown again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from app.errors import Refused
from app.services import ready_filters, saved_filters
from app.services.lists import Query
from app.ui.buttons import literal
from app.ui.confirm import sure
from app.ui.desk import Desk
from app.ui.record_table import RecordTable
from app.ui.saved_views import SavedViews
from app.ui.widgets.field_edits import LineField, WordField
from app.ui.widgets.form_dialog import FormDialog

OFFICE, SEAT, READY = "全单位共用（随台账走）", "只在这台电脑", "常用"
_HEADS = {READY: READY, OFFICE: "全单位共用", SEAT: "这台电脑"}


class KeptViews:
    """The named queries of one list: ready ones, the office's, which travel with its records, and the seat's own."""

    def __init__(self, desk: Desk, table: RecordTable) -> None:
        self._desk, self._table = desk, table
        self._seat = SavedViews(table.name, desk.settings)

    def names(self) -> dict[str, list[str]]:
        """The names by where they are kept."""
        with self._desk.read() as session:
            office = [row.name for row in saved_filters.rows(session, self._table.name)]
        return {OFFICE: office, SEAT: self._seat.names()}

    def ready_names(self) -> list[str]:
        """The names of the queries that every clerk asks."""
        return list(self._ready())

    def keep(self, place: str, name: str) -> None:
        """Keeps what is shown now; raises Refused where nothing is filtered or the name will not do."""
        query = self._table.lasting(self._table.query)
        if place == SEAT:
            if not name or query == Query(sort=query.sort):
                raise Refused("现在没有筛选条件，没有可以保存的。" if name else "请给筛选起个名字。", field="name")
            self._seat.keep(name, query)
            return
        with self._desk.work(f"保存筛选“{name}”") as session:
            saved_filters.save(session, self._table.name, name, query)

    def show(self, place: str, name: str) -> None:
        """Shows a kept query, without what this list does not know."""
        if place == SEAT:
            query = self._seat.query(name)
        elif place == READY:
            query = self._ready()[name]
        else:
            query = next((row.query for row in self._rows() if row.name == name), Query())
        self._table.ask(self._table.as_of_today(_known(query, self._table)))

    def rename(self, place: str, name: str, new: str) -> None:
        """Gives a kept query another name."""
        if place == SEAT:
            if new in self._seat.names():
                raise Refused(f"已经有叫“{new}”的筛选了。")
            query = self._seat.query(name)
            self._seat.drop(name)
            self._seat.keep(new, query)
            return
        with self._desk.work(f"筛选“{name}”改名") as session:
            saved_filters.rename(session, self._id_of(name), new)

    def drop(self, place: str, name: str) -> None:
        """Forgets a kept query."""
        if place == SEAT:
            self._seat.drop(name)
            return
        with self._desk.work(f"删除筛选“{name}”") as session:
            saved_filters.remove(session, [self._id_of(name)])

    def _ready(self) -> Mapping[str, Query]:
        return ready_filters.of(self._table.name, self._desk.today, self._desk.year)

    def _id_of(self, name: str) -> str:
        return next(row.id for row in self._rows() if row.name == name)

    def _rows(self) -> tuple[saved_filters.SavedQuery, ...]:
        with self._desk.read() as session:
            return saved_filters.rows(session, self._table.name)


class KeepForm(FormDialog):
    """Asks for a name, and for whom."""

    def __init__(self, kept: KeptViews, parent: QWidget) -> None:
        super().__init__("保存现在的筛选", parent)
        self.setMinimumWidth(360)
        self.add("name", "名字", LineField("如 签约未开工"))
        self.add("place", "给谁用", WordField((OFFICE, SEAT)))
        self.on_save(lambda: kept.keep(self.read("place"), self.read("name")))


def fill(menu: QMenu, kept: KeptViews, parent: QWidget) -> None:
    """The kept queries by where they are kept, and what can be done with them."""
    menu.clear()
    names = {place: found for place, found in kept.names().items() if found}
    for place, found in {READY: kept.ready_names(), **names}.items():
        if not found:
            continue
        menu.addAction(_HEADS[place]).setEnabled(False)
        for name in found:
            menu.addAction(f"　{literal(name)}", partial(kept.show, place, name))
        menu.addSeparator()
    menu.addAction("保存现在的筛选…", lambda: KeepForm(kept, parent).exec())
    if names:
        _fill_side(menu.addMenu("改名"), names, lambda place, name: _rename(kept, place, name, parent))
        _fill_side(menu.addMenu("删除"), names, lambda place, name: _drop(kept, place, name, parent))


def _fill_side(menu: QMenu, names: dict[str, list[str]], act: Callable[[str, str], None]) -> None:
    for place, found in names.items():
        for name in found:
            menu.addAction(f"{literal(name)}（{_HEADS[place]}）", partial(act, place, name))


def _rename(kept: KeptViews, place: str, name: str, parent: QWidget) -> None:
    new, given = QInputDialog.getText(parent, "我的筛选", f"“{name}”改名为：", text=name)
    if given and new.strip() and new.strip() != name:
        kept.rename(place, name, new.strip())


def _drop(kept: KeptViews, place: str, name: str, parent: QWidget) -> None:
    if place == SEAT or sure(parent, f"删除全单位共用的筛选“{name}”？", "删除"):
        kept.drop(place, name)


def _known(query: Query, table: RecordTable) -> Query:
    fields = {column.field for column in table.model.columns}
    chip = query.chip if query.chip in table.model.source.chip_counts(Query()) else ""
    return replace(
        query,
        filters=tuple(each for each in query.filters if each.field in fields),
        sort=tuple(key for key in query.sort if key[0] in fields),
        chip=chip,
    )
