"""迎检材料 in the window: what is missing stands first, and a double click goes where it is put right."""

from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from app.ui.desk import Desk
from app.ui.dialogs.inspection import InspectionDialog
from app.ui.main_window import MainWindow
from app.ui.widgets.paper_preview import PaperPreview


def test_what_is_missing_is_listed_and_can_be_gone_to(window: MainWindow, desk: Desk) -> None:
    gone: list[tuple[str, str]] = []
    dialog = InspectionDialog(desk, lambda kind, key: gone.append((kind, key)), window)
    dialog.show()
    keys = dialog.table.model.source.ids(dialog.table.query)
    row = next(row for row in dialog.table.model.source.rows(keys) if row.shown_at)
    dialog.table.select(row.id)
    dialog.visit()
    assert gone == [row.shown_at]
    dialog.close()


def test_the_volume_is_shown_as_it_will_print(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    dialog = InspectionDialog(desk, lambda _kind, _key: None, window)
    dialog.show()
    dialog.show_volume()
    qtbot.waitUntil(lambda: dialog.findChild(PaperPreview) is not None)
    preview = dialog.findChild(PaperPreview)
    assert preview is not None
    assert preview.document.status() is QPdfDocument.Status.Ready
    assert preview.document.pageCount() > 8
    preview.close()
    dialog.close()
