"""What pasted or filled cells will make, shown before anything is kept: new records, changes, and what is refused."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.fields import RECORDS
from app.services.cells import Outcome
from app.ui.colours import colours
from app.ui.dialog import Dialog
from app.ui.widgets.card import soft_label

_HEADS = ("", "记录", "内容")
_WORDS = {"new": "新增", "changed": "修改", "same": "不变", "refused": "不能保存"}
_INKS = {"new": "green", "refused": "red"}
_SHORT = 24


class CellsPreview(Dialog):
    """One line a record; 确定 keeps all that can be kept, as one change."""

    def __init__(self, list_name: str, outcomes: Sequence[Outcome], parent: QWidget) -> None:
        super().__init__("粘贴预览", parent, (760, 460))
        self._outcomes = outcomes
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        self.summary = soft_label(self._summary(RECORDS[list_name].noun))
        layout.addWidget(self.summary)
        layout.addWidget(self._table(), 1)
        layout.addWidget(self._buttons())

    def _summary(self, noun: str) -> str:
        counts = {state: sum(_state(each) == state for each in self._outcomes) for state in _WORDS}
        parts = [f"新增 {counts['new']} 条{noun}"] if counts["new"] else []
        if counts["changed"]:
            cells = sum(len(each.changes) for each in self._outcomes if _state(each) == "changed")
            parts.append(f"修改 {counts['changed']} 条{noun}的 {cells} 个单元格")
        parts += [f"{counts['same']} 条没有变化"] if counts["same"] else []
        if not parts:
            return f"{counts['refused']} 条都不能保存，原因见下；改好后再粘贴。"
        refused = f"{counts['refused']} 条不能保存，原因见下，其余照常保存。" if counts["refused"] else ""
        doubted = sum(bool(each.doubts) and not each.problem for each in self._outcomes)
        told = f"其中 {doubted} 条有要核对的，写在内容最前面。" if doubted else ""
        return f"{'，'.join(parts)}。{told}{refused}改错了可以一次撤销。"

    def _table(self) -> QTableWidget:
        table = QTableWidget(len(self._outcomes), len(_HEADS))
        table.setHorizontalHeaderLabels(list(_HEADS))
        table.verticalHeader().hide()
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        first = sorted(range(len(self._outcomes)), key=lambda place: _state(self._outcomes[place]) != "refused")
        for row, place in enumerate(first):
            outcome = self._outcomes[place]
            state = _state(outcome)
            ink = "amber" if outcome.doubts and not outcome.problem else _INKS.get(state, "")
            for column, text in enumerate((_WORDS[state], outcome.name, _content(outcome))):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if ink and column != 1:
                    item.setForeground(QColor(getattr(colours(), ink)))
                table.setItem(row, column, item)
        table.setColumnWidth(0, 76)
        table.setColumnWidth(1, 210)
        table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return table

    def _buttons(self) -> QDialogButtonBox:
        roles = QDialogButtonBox.StandardButton
        box = QDialogButtonBox(roles.Ok | roles.Cancel)
        box.button(roles.Ok).setText("确定")
        box.button(roles.Ok).setEnabled(any(not each.problem for each in self._outcomes))
        box.button(roles.Ok).setDefault(True)
        box.button(roles.Cancel).setText("取消")
        box.button(roles.Cancel).setAutoDefault(False)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box


def _state(outcome: Outcome) -> str:
    if outcome.problem:
        return "refused"
    if outcome.is_new:
        return "new"
    return "changed" if outcome.changes else "same"


def _content(outcome: Outcome) -> str:
    if outcome.problem:
        return outcome.problem
    if outcome.is_new:
        parts = [f"{title} {_brief(after)}" for title, _, after in outcome.changes if after]
    else:
        parts = [
            f"{title}：{_brief(before) or '空'} → {_brief(after) or '空'}" for title, before, after in outcome.changes
        ]
    return "；".join([*(doubt.rstrip("。") for doubt in outcome.doubts), *parts])  # what to look at is seen first


def _brief(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHORT else f"{plain[:_SHORT]}…"
