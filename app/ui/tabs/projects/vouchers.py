"""凭证: the files behind one entry of 到位资金, which print behind its sheet."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.services import attachments, funds, projects
from app.ui.buttons import ButtonRow, button
from app.ui.desk import Desk
from app.ui.lists.attachment_list import AttachmentList
from app.ui.widgets.card import heading, soft_label
from app.values.money import MoneyUnit, money_text

_HINT = "把进账单、发票、验资报告的照片或扫描件拖到这里，或点“添加”；它们附在登记表后面一起打印。"


class Vouchers(QDialog):
    """Stays open while files come and go."""

    def __init__(self, desk: Desk, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("凭证")
        self.resize(560, 460)
        self._desk, self._key = desk, key
        self.shelf = AttachmentList(desk, _HINT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        with desk.read() as session:
            entry = funds.form(session, key)
            layout.addWidget(heading(projects.detail(session, entry.project_id).entry.name))
        unit = desk.money_unit if entry.currency == funds.CHOICES["currency"][0] else MoneyUnit.WAN_USD
        day = entry.received_on.text() if entry.received_on else "到账日期不详"
        number = f"凭证号 {entry.voucher_number}" if entry.voucher_number else "没有凭证号"
        layout.addWidget(soft_label(f"{day} · {money_text(entry.amount, unit)}{unit} · {number}"))
        layout.addWidget(self.shelf, 1)
        sheet = button("打印登记表", lambda: print_sheet(desk, key, self))
        layout.addWidget(ButtonRow((), (sheet, button("关闭", self.accept))))
        desk.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Shows the entry's files anew."""
        with self._desk.read() as session:
            rows = attachments.lines(session, "funds", self._key)
        self.shelf.show_files("funds", self._key, rows)


def show_vouchers(desk: Desk, key: str, parent: QWidget) -> None:
    """Opens the files behind an entry."""
    dialog = Vouchers(desk, key, parent)
    dialog.exec()
    desk.changed.disconnect(dialog.refresh)


def print_sheet(desk: Desk, key: str, parent: QWidget) -> None:
    """Shows the entry's sheet with its vouchers behind it as it will print."""
    from app.jobs.attachments import print_funds_sheet
    from app.ui.widgets.paper_preview import preview

    database = desk.database
    preview(desk, parent, "到位资金登记表", lambda out: print_funds_sheet(database, key, out), other="")
