"""A document as it will stand on paper: look through it, print it at its true size, keep it, or open it outside."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.errors import Refused
from app.ui.desk import Desk
from app.ui.dialogs.files import ask_save, open_outside, told
from app.ui.widgets.buttons import ButtonRow, button

_DPI = 300


class PaperPreview(QDialog):
    """Shows the PDF at ``path``; what is printed is that very file."""

    def __init__(self, desk: Desk, path: Path, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"打印预览 — {title}")
        self.resize(980, 680)
        self._desk, self._path, self._title = desk, path, title
        self._document = QPdfDocument(self)
        self._document.load(str(path))
        self._view = QPdfView(self)
        self._view.setDocument(self._document)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        actions = (
            button("打印", self.print_out, primary=True),
            button("另存为 PDF", self._keep),
            button("用其他程序打开", lambda: open_outside(self._path)),
        )
        zooms = (button("整页", self._whole), button("页宽", self._wide), button("关闭", self.accept))
        layout = QVBoxLayout(self)
        layout.addWidget(ButtonRow(actions, zooms))
        layout.addWidget(self._view, 1)

    def print_out(self) -> None:
        """Asks for the printer and prints every page at its own size."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(_DPI)
        printer.setDocName(self._title)
        dialog = QPrintDialog(printer, self)
        if dialog.exec():
            paint_pages(self._document, printer)

    def _keep(self) -> None:
        out = ask_save(self._desk, self, f"{self._title}.pdf", "PDF 文件 (*.pdf)")
        if out is not None:
            shutil.copyfile(self._path, out)
            told(self, out)

    def _whole(self) -> None:
        self._view.setZoomMode(QPdfView.ZoomMode.FitInView)

    def _wide(self) -> None:
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)


def paint_pages(document: QPdfDocument, printer: QPrinter) -> None:
    """Paints the pages onto the full sheet without scaling; each sheet takes the size of its page."""
    printer.setFullPage(True)
    first, last = printer.fromPage() or 1, printer.toPage() or document.pageCount()
    painter: QPainter | None = None
    for number in range(first - 1, min(last, document.pageCount())):
        _fit_paper(document, number, printer)
        if painter is None:
            painter = QPainter(printer)
            if not painter.isActive():
                raise Refused("打印机没有响应，请检查打印机是否开机、是否联机。")
        else:
            printer.newPage()
        points = document.pagePointSize(number)
        pixels = QSize(round(points.width() / 72 * _DPI), round(points.height() / 72 * _DPI))
        picture: QImage = document.render(number, pixels, QPdfDocumentRenderOptions())
        paper = printer.paperRect(QPrinter.Unit.DevicePixel)
        painter.drawImage(QRectF(0, 0, paper.width(), paper.height()), picture)
    if painter is not None:
        painter.end()


def _fit_paper(document: QPdfDocument, number: int, printer: QPrinter) -> None:
    points = document.pagePointSize(number)
    lying = points.width() > points.height()
    size = points.transposed() if lying else points
    orientation = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    printer.setPageSize(QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch))
    printer.setPageOrientation(orientation)
