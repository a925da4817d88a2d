"""What can be done with chosen problems, from one project's page and from the list of all: 销号, 延期, 督办单."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.fields import RECORDS
from app.jobs.notices import print_supervision
from app.services import problems
from app.ui.desk import Desk
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import DateField, ProseField
from app.ui.widgets.form_dialog import FormDialog
from app.ui.widgets.paper_preview import preview
from app.values.dates import PartialDate


def close(desk: Desk, key: str, parent: QWidget) -> None:
    """Asks when a problem was solved and how."""
    CloseForm(desk, _chosen(key), parent).exec()


def extend(desk: Desk, key: str, parent: QWidget) -> None:
    """Asks for a later day and why."""
    ExtendForm(desk, _chosen(key), parent).exec()


def press(desk: Desk, ids: Sequence[str], parent: QWidget) -> None:
    """Shows the 督办单 of problems of one unit."""
    database, keys = desk.database, list(ids)
    if not keys:
        raise Refused("请先选中要督办的问题。")
    preview(desk, parent, "项目问题督办单", lambda out: print_supervision(database, keys, out))


class CloseForm(FormDialog):
    """销号 of one problem."""

    record = RECORDS["problems"]

    def __init__(self, desk: Desk, key: str, parent: QWidget) -> None:
        super().__init__("销号", parent, save_text="销号")
        self._desk, self._key = desk, key
        self.setMinimumWidth(440)
        with desk.read() as session:
            before = problems.entry(session, key)
        if before.closed_on is not None:
            raise Refused(f"这个问题已于{before.closed_on.text()}销号。")
        self.form.addRow(soft_label(before.description))
        day = DateField(lambda: PartialDate.of(desk.today))
        self.add_field("closed_on", day)
        self.add_field("outcome", ProseField(3))
        day.show_value(PartialDate.of(desk.today))
        self.on_save(self._close)

    def _close(self) -> None:
        on = self.read("closed_on")
        if on is None:
            raise Refused("请填写销号日期。", field="closed_on")
        with self._desk.work("问题销号") as session:
            problems.close(session, self._key, on, self.read("outcome"))


class ExtendForm(FormDialog):
    """延期 of one problem; the promise before and the reason stay in its progress."""

    def __init__(self, desk: Desk, key: str, parent: QWidget) -> None:
        super().__init__("延期", parent, save_text="延期")
        self._desk, self._key = desk, key
        self.setMinimumWidth(440)
        with desk.read() as session:
            before = problems.entry(session, key)
        if before.closed_on is not None:
            raise Refused("问题已经销号，不能再延期。")
        promised = f"原时限 {before.due_on.text()}" if before.due_on else "原来没有写时限"
        self.form.addRow(soft_label(f"{before.description}\n{promised}；延期的经过记入进展。"))
        self.add("due_on", "延期到", DateField(lambda: PartialDate.of(desk.today)))
        self.add("reason", "原因", ProseField(2))
        self.on_save(self._extend)

    def _extend(self) -> None:
        due_on = self.read("due_on")
        if due_on is None:
            raise Refused("请填写新的时限。", field="due_on")
        with self._desk.work("问题延期") as session:
            problems.extend(session, self._key, due_on, self.read("reason"))


def _chosen(key: str) -> str:
    if not key:
        raise Refused("请先选中一个问题。")
    return key
