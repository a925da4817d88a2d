"""附件 of one record: photos and scans as thumbnails; files are dragged in or chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QIcon, QPixmap
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.errors import Refused
from app.jobs.attachments import AttachReport, attach, copy_to_open, save_copy
from app.services import attachments
from app.services.attachments import AttachmentRow
from app.services.attachments.names import plain_name
from app.ui.buttons import ButtonRow, button
from app.ui.confirm import sure
from app.ui.desk import Desk
from app.ui.dialogs.caption_form import CaptionForm
from app.ui.files import ask_save, folder, open_outside, say
from app.ui.widgets.card import soft_label
from app.ui.widgets.paper_icon import paper_icon

_THUMB = QSize(104, 78)
_CELL = QSize(118, 118)
_KINDS = "照片和扫描件 (*.jpg *.jpeg *.png *.pdf)"
HINT = "把照片、扫描件拖到这里，或点“添加”。照片会自动缩小；可用 JPG、PNG、PDF。"


class AttachmentList(QWidget):
    """The thumbnails, and what can be done with them."""

    def __init__(self, desk: Desk, hint: str = HINT) -> None:
        super().__init__()
        self.desk = desk
        self._owner = ("", "")  # the list of the record, and its id
        self._rows: dict[str, AttachmentRow] = {}
        self.setAcceptDrops(True)
        self._hint = soft_label(hint)
        self.files = QListWidget()
        self.files.setViewMode(QListWidget.ViewMode.IconMode)
        self.files.setIconSize(_THUMB)
        self.files.setGridSize(_CELL)
        self.files.setMovement(QListWidget.Movement.Static)
        self.files.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.files.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.files.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.files.setFrameShape(QListWidget.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        actions = (button("添加…", self._choose), button("说明", self._describe), button("另存…", self._save))
        layout.addWidget(ButtonRow((*actions, button("删除", self._remove))))
        layout.addWidget(self._hint)
        layout.addWidget(self.files, 1)
        self.files.itemActivated.connect(lambda _item: self._open())

    def show_files(self, owner_kind: str, owner_id: str, rows: Sequence[AttachmentRow]) -> None:
        """Shows these attachments; what is added goes to that record (``owner_kind`` is its list: projects, leads)."""
        self._owner = (owner_kind, owner_id)
        self.files.clear()
        with self.desk.read() as session:
            pictures = {row.id: attachments.thumbnail(session, row.id) for row in rows if row.is_picture}
        self._rows = {row.id: row for row in rows}
        for row in rows:
            item = QListWidgetItem(_icon(pictures.get(row.id)), row.caption.words or row.name)
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            item.setToolTip(_told(row))
            item.setSizeHint(_CELL)
            self.files.addItem(item)

    def add_files(self, paths: Iterable[Path]) -> None:
        """Looks into the files in the background and keeps those that may be kept."""
        database, (kind, key), several = self.desk.database, self._owner, list(paths)
        if key and several:
            self.desk.background.run(
                "添加附件",
                lambda progress: attach(database, kind, key, several, progress=progress),
                self._added,
                self,
            )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes files and nothing else."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Wherever on the page."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Adds what was dropped."""
        event.acceptProposedAction()
        self.add_files([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def _added(self, report: AttachReport) -> None:
        if report.kept:
            self.desk.note_saved()
        told = [sentence for _, sentence in report.refused] + list(report.warnings)
        if told:
            head = f"已添加 {len(report.kept)} 个。" if report.kept else ""
            say(self, "\n".join(filter(None, (head, *told))))

    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "添加附件", folder(self.desk), _KINDS)
        if names:
            self.desk.settings.setValue("files/folder", str(Path(names[0]).parent))
        self.add_files([Path(name) for name in names])

    def _describe(self) -> None:
        CaptionForm(self.desk, self._chosen(), self).exec()

    def _save(self) -> None:
        row = self._chosen()
        name = plain_name(row.name, row.media_type)
        out = ask_save(self.desk, self, name, f"附件 (*{Path(name).suffix})")
        if out is not None:
            save_copy(self.desk.database, row.id, out)

    def _open(self) -> None:
        open_outside(copy_to_open(self.desk.database, self._chosen().id))

    def _remove(self) -> None:
        ids = [item.data(Qt.ItemDataRole.UserRole) for item in self.files.selectedItems()]
        if ids and sure(self, f"删除选中的 {len(ids)} 个附件？", "删除"):
            with self.desk.work("删除附件") as session:
                attachments.remove(session, ids, self.desk.clock.now())

    def _chosen(self) -> AttachmentRow:
        item = self.files.currentItem()
        if item is None:
            raise Refused("请先选中一个附件。")
        return self._rows[item.data(Qt.ItemDataRole.UserRole)]


def _icon(jpeg: bytes | None) -> QIcon:
    picture = QPixmap()
    if jpeg and picture.loadFromData(jpeg, "JPG"):
        return QIcon(picture)
    return paper_icon(_THUMB)


def _told(row: AttachmentRow) -> str:
    taken = f"拍摄于 {row.taken_on.text()}" if row.taken_on else ""
    return "\n".join(filter(None, (row.name, f"{max(row.size // 1024, 1)} KB", taken, row.caption.place)))
