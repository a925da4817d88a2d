"""The files of one record that no tab shows (a voucher's, an agreement's) in a window of their own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.services import attachments
from app.ui.buttons import ButtonRow, button
from app.ui.desk import Desk
from app.ui.dialog import Dialog
from app.ui.lists.attachment_list import HINT, AttachmentList
from app.ui.widgets.card import heading, soft_label


class FilesDialog(Dialog):
    """Stays open while files come and go; ``owner`` is the record's list (funds, agreements) and its id."""

    def __init__(self, desk: Desk, title: str, owner: tuple[str, str], parent: QWidget, hint: str = HINT) -> None:
        super().__init__(title, parent, (560, 460))
        self.desk, self._owner = desk, owner
        self.shelf = AttachmentList(desk, hint)
        self._name, self._under = heading(), soft_label()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        for widget in (self._name, self._under):
            layout.addWidget(widget)
        layout.addWidget(self.shelf, 1)
        layout.addWidget(ButtonRow((), (*self.more_buttons(), button("关闭", self.accept))))
        desk.changed.connect(self.refresh)
        self.refresh()

    def tell(self, name: str, under: str) -> None:
        """Says whose files these are."""
        self._name.setText(name)
        self._under.setText(under)

    def more_buttons(self) -> Sequence[QPushButton]:
        """Buttons of this kind of record alone."""
        return ()

    def refresh(self) -> None:
        """Shows the record's files anew."""
        with self.desk.read() as session:
            rows = attachments.lines(session, *self._owner)
        self.shelf.show_files(*self._owner, rows)

    def show_and_leave(self) -> None:
        """Opens it until it is closed, and lets go of the desk."""
        self.exec()
        self.desk.changed.disconnect(self.refresh)
        self.deleteLater()
