"""What will be printed, as it will be printed: the PDF itself, with printing, saving and opening elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.database.private import lasting_folder, let_go
from app.errors import Refused
from app.file_names import file_name
from app.reports.statements import Beside
from app.ui.buttons import button
from app.ui.dialog import Dialog
from app.ui.files import ask_save, told
from app.ui.theme import mark
from app.ui.widgets.paper_printing import print_pages, true_size_printer
from app.ui.widgets.paper_sources import WIDTH, PaperSources

if TYPE_CHECKING:
    from app.ui.desk import Desk

# Writes .pdf, or .docx or .xlsx as the name's ending says; what it returns as Beside is shown beside the paper.
Writer = Callable[[Path], object]
_OTHERS = {".docx": ("另存 Word…", "Word 文件 (*.docx)"), ".xlsx": ("另存 Excel…", "Excel 工作簿 (*.xlsx)")}
_ZOOMS = (("整页", 0.0), ("适合宽度", -1.0), ("75%", 0.75), ("100%", 1.0), ("150%", 1.5))


class PaperPreview(Dialog):
    """Shows a finished PDF; ``printed`` follows when it went to a printer.

    With something ``beside`` the paper the clerk may go to the records behind it while the preview stays.
    """

    chapter = "打印、导出和报送"

    printed = Signal()

    def __init__(
        self,
        desk: Desk,
        title: str,
        write: Writer,
        folder: Path,
        parent: QWidget,
        *,
        other: str = ".docx",
        beside: Beside | None = None,
    ) -> None:
        super().__init__(f"打印预览 — {title}", parent, (900 + (WIDTH if beside else 0), 690))
        self._desk, self._title, self._write, self._folder, self._other = desk, title, write, folder, other
        self._path = paper_path(folder, title)
        self._shown_elsewhere, self._times = False, 1
        self.document = QPdfDocument(self)
        self._view = QPdfView(self)
        self._zoom, self._pages = QComboBox(), QLabel()
        self._filled = ""  # how the pages were filled
        self.sources = PaperSources(desk) if beside is not None else None
        self._build()
        self._load()
        if self.sources is not None and beside is not None:
            self.sources.show_beside(beside)
            self.sources.renew_asked.connect(self.renew)

    def save_as(self, path: Path) -> None:
        """Writes the papers once more, as the ending of the name says."""
        self._desk.background.run(
            f"保存“{path.name}”", lambda _: self._write(path), lambda _: told(self, path), self, writes_only_files=True
        )

    def renew(self) -> None:
        """Writes the paper once more from the records as they are now, and shows it in place of the one before."""
        self._times += 1
        path = paper_path(self._folder, f"{self._title}（{self._times}）")

        def show(beside: object) -> None:
            self.document.close()
            self._path = path
            self._load()
            if self.sources is not None and isinstance(beside, Beside):
                self.sources.show_beside(beside)

        self._desk.background.run(
            f"生成“{self._title}”", lambda _: self._write(path), show, self, writes_only_files=True
        )

    def print(self) -> None:
        """Asks for the printer and prints at 100 %, over the full sheet."""
        printer = true_size_printer(self.document)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle("打印")
        dialog.setMinMax(1, self.document.pageCount())
        if dialog.exec():
            print_pages(self.document, printer)
            self.printed.emit()

    def open_elsewhere(self) -> None:
        """Hands the PDF to the program that the computer opens PDF files with."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path))):
            raise Refused("电脑上没有能打开 PDF 的程序，请另存 PDF 后用 WPS 或浏览器打开。")
        self._shown_elsewhere = True

    def done(self, result: int) -> None:
        """Lets go of the paper: Windows removes no file that is still open."""
        self.document.close()
        if not self._shown_elsewhere:
            let_go(self._folder)
        super().done(result)

    def _build(self) -> None:
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        for name, _ in _ZOOMS:
            self._zoom.addItem(name)
        self._zoom.currentIndexChanged.connect(self._set_zoom)
        mark(self._pages, "soft")
        above = QHBoxLayout()
        for widget in (
            button("打印…", self.print, primary=True),
            button("另存 PDF…", lambda: self._ask_where("PDF 文件 (*.pdf)", ".pdf")),
            *self._second_kind(),
            button("用其他程序打开", self.open_elsewhere, hint="用 WPS 或浏览器打开并打印"),
        ):
            above.addWidget(widget)
        above.addStretch(1)
        above.addWidget(self._pages)
        above.addWidget(self._zoom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.addLayout(above)
        inside = QHBoxLayout()
        inside.setSpacing(12)
        inside.addWidget(self._view, 1)
        if self.sources is not None:
            inside.addWidget(self.sources)
        layout.addLayout(inside, 1)

    def _second_kind(self) -> tuple[QPushButton, ...]:
        """The button of the other kind of file, where there is one."""
        if not self._other:
            return ()
        title, kinds = _OTHERS[self._other]
        return (button(title, lambda: self._ask_where(kinds, self._other)),)

    def _load(self) -> None:
        if self.document.load(str(self._path)) is not QPdfDocument.Error.None_:
            raise Refused("预览没有打开，请另存 PDF 后用其他程序查看。")
        note = self.document.metaData(QPdfDocument.MetaDataField.Keywords)  # how the pages were filled
        self._filled = note
        self._view.setDocument(self.document)
        self._view.pageNavigator().currentPageChanged.connect(self._say_page)
        self._say_page(0)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._set_zoom(0)

    def _say_page(self, page: int) -> None:
        place = f"第 {page + 1} 页 / 共 {self.document.pageCount()} 页"
        self._pages.setText("　".join(filter(None, (self._filled, place))))

    def _set_zoom(self, place: int) -> None:
        factor = _ZOOMS[place][1]
        modes = QPdfView.ZoomMode
        mode = {0.0: modes.FitInView, -1.0: modes.FitToWidth}.get(factor, modes.Custom)
        self._view.setZoomMode(mode)
        if mode is modes.Custom:
            self._view.setZoomFactor(factor)

    def _ask_where(self, kinds: str, ending: str) -> None:
        out = ask_save(self._desk, self, f"{self._title}{ending}", kinds)
        if out is not None:
            self.save_as(out)


def preview(
    desk: Desk,
    parent: QWidget,
    title: str,
    write: Writer,
    printed: Callable[[], object] | None = None,
    *,
    other: str = ".docx",
) -> None:
    """Writes the papers in the background and shows them; ``printed`` is told when they went to a printer.

    ``other`` is the second kind of file (.docx, .xlsx) that ``write`` can make, "" where there is none.
    """
    folder = lasting_folder()  # a program that shows the paper may keep it longer than the preview

    def show(made: object) -> None:
        beside = made if isinstance(made, Beside) and (made.doubts or made.statements) else None
        dialog = PaperPreview(desk, title, write, folder, parent, other=other, beside=beside)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if printed is not None:
            dialog.printed.connect(printed)
        if beside is None:
            dialog.open()
        else:
            dialog.show()  # the records behind it are looked at and put right meanwhile

    def make(progress: Callable[[int, int], None]) -> object:
        made = write(paper_path(folder, title))
        progress(1, 1)  # a clerk who has cancelled meanwhile wants to see no paper
        return made

    desk.background.run(f"生成“{title}”", make, show, parent, writes_only_files=True)


def paper_path(folder: Path, title: str) -> Path:
    """Where the preview's own PDF lies, until the preview is closed."""
    return folder / file_name(f"{title}.pdf")
