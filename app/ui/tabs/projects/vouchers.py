"""凭证: the files behind one entry of 到位资金, which print behind its sheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from app.jobs.attachments import print_funds_sheet
from app.services import funds, projects
from app.ui.buttons import button
from app.ui.desk import Desk
from app.ui.lists.files_dialog import FilesDialog
from app.ui.widgets.paper_preview import preview
from app.values.money import MoneyUnit, money_text

_HINT = "把进账单、发票、验资报告的照片或扫描件拖到这里，或点“添加”；它们附在登记表后面一起打印。"


class Vouchers(FilesDialog):
    """The vouchers, with the entry they prove above them."""

    def __init__(self, desk: Desk, key: str, parent: QWidget) -> None:
        self._key = key
        super().__init__(desk, "凭证", ("funds", key), parent, _HINT)
        with desk.read() as session:
            entry = funds.form(session, key)
            name = projects.detail(session, entry.project_id).entry.name
        unit = desk.money_unit if entry.currency == funds.CHOICES["currency"][0] else MoneyUnit.WAN_USD
        day = entry.received_on.text() if entry.received_on else "到账日期不详"
        number = f"凭证号 {entry.voucher_number}" if entry.voucher_number else "没有凭证号"
        self.tell(name, f"{day} · {money_text(entry.amount, unit)}{unit} · {number}")

    def more_buttons(self) -> Sequence[QPushButton]:
        """The sheet that they print behind."""
        return (button("打印登记表", lambda: print_sheet(self.desk, self._key, self)),)


def show_vouchers(desk: Desk, key: str, parent: QWidget) -> None:
    """Opens the files behind an entry."""
    Vouchers(desk, key, parent).show_and_leave()


def print_sheet(desk: Desk, key: str, parent: QWidget) -> None:
    """Shows the entry's sheet with its vouchers behind it as it will print."""
    database = desk.database
    preview(desk, parent, "到位资金登记表", lambda out: print_funds_sheet(database, key, out), other="")
