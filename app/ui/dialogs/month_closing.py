"""数据—结账: the months of a year with what came in them; one that was reported is closed, and rarely opened again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.columns.cells import cell_text
from app.columns.column import Column, Kind
from app.errors import Refused
from app.services.funds import closed_months
from app.services.funds.closed_months import MonthRow
from app.ui.buttons import ButtonRow, button
from app.ui.dialog import Dialog
from app.ui.widgets.card import soft_label
from app.ui.widgets.chooser import Chooser
from app.ui.widgets.field_edits import LineField, ProseField
from app.ui.widgets.form_dialog import FormDialog
from app.ui.widgets.line_table import Line, LineTable

if TYPE_CHECKING:
    from app.ui.desk import Desk

_YEARS = 6
_TOLD = (
    "月报报出以后把这个月结账：这个月的到位资金不能再直接改动，发现差错时登记更正并写明原因。"
    "凭证和认定情况结账后仍可补填。"
)
_MONEY = Column("yuan", "到位资金", Kind.MONEY, 110)


class MonthClosing(Dialog):
    """One line for each month of the year chosen above."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("结账", parent, (720, 560))
        self._desk = desk
        self._months: tuple[MonthRow, ...] = ()
        self._year = Chooser()
        self._year.addItems([str(desk.today.year - back) for back in range(_YEARS)])
        self._year.setCurrentText(str(desk.year))
        heads = (
            ("月份", 72),
            ("笔数", 56),
            (f"到位资金（{desk.money_unit}）", 130),
            ("未核实", 64),
            ("缺凭证号", 76),
            ("状态", 76),
            ("说明", 0),
        )
        self.table = LineTable(heads, frozenset({1, 2, 3, 4}))
        self._build()
        self._year.currentTextChanged.connect(lambda _: self.refresh())
        desk.changed.connect(self.refresh)
        self.refresh()
        self.table.selectRow(max(desk.today.month - 2, 0))

    def refresh(self) -> None:
        """Reads the year's months anew."""
        with self._desk.read() as session:
            self._months = closed_months.months(session, int(self._year.currentText()))
        self.table.show_lines([self._line(row) for row in self._months])

    def close_month(self) -> None:
        """Asks what the chosen months are closed for; several may be closed at once."""
        rows = [self._months[int(key) - 1] for key in self.table.chosen_ids()]
        if not rows:
            raise Refused("请先选中要结账的月份。")
        still_open = [row for row in rows if not row.is_closed]
        if not still_open:
            raise Refused(f"{rows[0].year}年{rows[0].month}月已经结账。")
        CloseForm(self._desk, still_open, self).exec()

    def open_again(self) -> None:
        """Asks why the chosen month is opened again."""
        row = self._chosen()
        if not row.is_closed:
            raise Refused(f"{row.year}年{row.month}月没有结账，不用重新打开。")
        ReopenForm(self._desk, row, self).exec()

    def _build(self) -> None:
        actions = (button("结账…", self.close_month, primary=True), button("重新打开…", self.open_again))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.addWidget(soft_label(_TOLD))
        layout.addWidget(ButtonRow((soft_label("年度"), self._year, *actions), (button("关闭", self.accept),)))
        layout.addWidget(self.table, 1)

    def _line(self, row: MonthRow) -> Line:
        money = cell_text(_MONEY, row.yuan, self._desk.money_unit, self._desk.today)
        state = "已结账" if row.is_closed else "重新打开" if row.closed_for else ""
        counts = [str(count) if count else "" for count in (row.entries, row.unchecked, row.without_voucher)]
        words = [f"{row.month}月", counts[0], money if row.entries else "", *counts[1:], state, row.closed_for]
        return Line(str(row.month), tuple(words))

    def _chosen(self) -> MonthRow:
        key = self.table.current_id()
        if not key:
            raise Refused("请先选中一个月份。")
        return self._months[int(key) - 1]


class CloseForm(FormDialog):
    """Closes months of one year; what looks unfinished in them is told once."""

    def __init__(self, desk: Desk, rows: Sequence[MonthRow], parent: QWidget) -> None:
        self._named = f"{rows[0].year}年{'、'.join(str(row.month) for row in rows)}月"
        super().__init__(f"{self._named}结账", parent, save_text="结账")
        self._desk, self._rows = desk, tuple(rows)
        self.setMinimumWidth(420)
        self.form.addRow(soft_label(f"{self._named}共 {sum(row.entries for row in rows)} 笔到位资金。"))
        self.add("reason", "说明", LineField("如 月报已报县商务局，可以不填"))
        self.on_save(self._close)

    def _close(self) -> None:
        reason = self.read("reason")
        unchecked, unproved = (sum(getattr(row, n) for row in self._rows) for n in ("unchecked", "without_voucher"))
        loose = ((unchecked, "笔还没有核实"), (unproved, "笔没有凭证号"))
        if found := "，".join(f"{count} {words}" for count, words in loose if count):
            self.warn([("reason", f"有 {found}，结账后仍可补填。")])
        with self._desk.work(f"{self._named}结账") as session:
            for row in self._rows:
                closed_months.close(session, row.year, row.month, self._desk.today, reason)


class ReopenForm(FormDialog):
    """Opens one month again, with the reason."""

    def __init__(self, desk: Desk, row: MonthRow, parent: QWidget) -> None:
        super().__init__(f"重新打开{row.year}年{row.month}月", parent, save_text="重新打开")
        self._desk, self._row = desk, row
        self.setMinimumWidth(420)
        self.form.addRow(soft_label("重新打开后，这个月的资金又可以直接改动。已报出的数字有差错，一般登记更正即可。"))
        self.add("reason", "原因", ProseField(2))
        self.on_save(self._open)

    def _open(self) -> None:
        row = self._row
        reason = self.read("reason")
        with self._desk.work(f"重新打开{row.year}年{row.month}月") as session:
            closed_months.reopen(session, row.year, row.month, reason, self._desk.clock.now())


def close_months(desk: Desk, parent: QWidget) -> None:
    """Opens the months."""
    dialog = MonthClosing(desk, parent)
    dialog.exec()
    desk.changed.disconnect(dialog.refresh)
    dialog.deleteLater()
