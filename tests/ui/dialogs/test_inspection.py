"""迎检材料 in the window: what is missing stands first, and a double click goes where it is put right."""

from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from app.services.evidence import proofs
from app.ui.desk import Desk
from app.ui.dialogs.inspection import InspectionDialog
from app.ui.dialogs.proofs import ProofsForm
from app.ui.main_window import MainWindow
from app.ui.widgets.paper_preview import PaperPreview
from app.values.stages import MilestoneKind
from tests.ui.clerk import fill, refused
from tests.ui.parts import field_of


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


def test_what_proves_a_milestone_is_said_in_its_form(window: MainWindow, desk: Desk) -> None:
    form = ProofsForm(desk, window)
    form.show()
    fill(form, kind="落地", title="备案证", named="备案 ，登记表")
    fill(form, kind="进规")
    field_of(form, "is_asked").setChecked(True)
    fill(form, title="进规批复")
    form.accept()
    assert "认不出佐证" in refused(form, "named")
    fill(form, named="进规、批复")
    form.accept()
    assert not form.isVisible()
    with desk.read() as session:
        needs = proofs.needs(session)
    assert needs[MilestoneKind.LANDED] == proofs.Need("备案证", named=("备案", "登记表"))
    assert needs[MilestoneKind.ABOVE_SCALE].named == ("进规", "批复")
    assert needs[MilestoneKind.SIGNED] == proofs.USUAL[MilestoneKind.SIGNED]
