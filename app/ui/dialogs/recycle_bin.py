"""数据—回收站: what was deleted, and bringing it back."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.columns.column import Column, Kind
from app.errors import Refused
from app.jobs.backups import back_up_before_deletion
from app.services import clearing, recycle_bin
from app.services.recycle_bin import RemovedRow
from app.ui.buttons import ButtonRow, button
from app.ui.confirm import sure
from app.ui.desk import Desk
from app.ui.dialog import Dialog
from app.ui.record_table import RecordTable
from app.ui.record_table.memory_source import MemorySource
from app.ui.widgets.card import soft_label

if TYPE_CHECKING:
    from collections.abc import Sequence

_COLUMNS = (
    Column("title", "名称", Kind.TEXT, 300),
    Column("noun", "类别", Kind.TEXT, 90),
    Column("belongs_to", "所属项目", Kind.TEXT, 230),
    Column("removed_at", "删除日期", Kind.DATE, 100),
)


class RecycleBin(Dialog):
    """Everything deleted, the latest on top."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("回收站", parent, (800, 520))
        self._desk = desk
        self._source = MemorySource(self._read, [column.field for column in _COLUMNS])
        self.table = RecordTable("recycle_bin", _COLUMNS, self._source, desk, noun="条", frozen=0)
        actions = (button("还原", self.restore, primary=True), button("清空回收站…", self._empty))
        layout = QVBoxLayout(self)
        layout.addWidget(soft_label("删除的记录都在这里，选中后点“还原”。列表按删除时间排列。"))
        layout.addWidget(ButtonRow(actions, (button("关闭", self.accept),)))
        layout.addWidget(self.table, 1)
        desk.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Reads the bin anew."""
        self._source.read()
        self.table.ask(self.table.query, anew=True)

    def restore(self) -> None:
        """Brings the chosen records back, all or none."""
        rows: list[RemovedRow] = self._source.rows(self.table.selected_ids())
        if not rows:
            raise Refused("请先选中要还原的记录。")
        with self._desk.work("从回收站还原") as session:
            for kind, several in groupby(sorted(rows, key=_parts_last), key=lambda row: row.kind):
                recycle_bin.restore(session, kind, [row.id for row in several])

    def _empty(self) -> None:
        question = (
            "彻底清除回收站里的全部记录和附件，连同它们的修改历史？\n"
            "清除前会自动备份一次；清除后台账里不再留有这些内容，只能从备份找回。"
        )
        if sure(self, question, "清除"):
            back_up_before_deletion(self._desk.database)
            with self._desk.work("清空回收站") as session:
                clearing.empty_bin(session)

    def _read(self) -> Sequence[RemovedRow]:
        with self._desk.read() as session:
            return recycle_bin.rows(session)


def _parts_last(row: RemovedRow) -> tuple[bool, str]:
    """What belongs to a project comes back after the projects that are chosen with it."""
    return row.kind != "projects", row.kind


def show_bin(desk: Desk, parent: QWidget) -> None:
    """Opens the bin."""
    dialog = RecycleBin(desk, parent)
    dialog.exec()
    desk.changed.disconnect(dialog.refresh)
