"""A PDF's pages onto a printer at their true size: each page a 300 dpi picture over the whole sheet of paper."""

from PySide6.QtCore import QMarginsF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from app.errors import Refused

_DPI = 300  # sharper pictures cost hundreds of megabytes and no laser printer shows it


def true_size_printer(document: QPdfDocument) -> QPrinter:
    """A printer set to the document's paper, without the driver's margins, in the document's direction."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(_DPI)
    set_paper(printer, document, 0)
    printer.setPrintRange(QPrinter.PrintRange.AllPages)
    printer.setFromTo(1, document.pageCount())
    return printer


def set_paper(printer: QPrinter, document: QPdfDocument, page: int) -> None:
    """Sets the size and direction of one page; nothing is scaled and nothing is kept clear."""
    size = document.pagePointSize(page)
    portrait = size.width() <= size.height()
    paper = QPageSize(size if portrait else size.transposed(), QPageSize.Unit.Point)
    direction = QPageLayout.Orientation.Portrait if portrait else QPageLayout.Orientation.Landscape
    layout = QPageLayout(paper, direction, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setFullPage(True)


def print_pages(document: QPdfDocument, printer: QPrinter) -> int:
    """Prints the pages that the printer's range asks for; returns how many. Refuses when the printer does not start."""
    pages = chosen_pages(document, printer)
    set_paper(printer, document, pages[0])
    painter = QPainter()
    if not painter.begin(printer):
        raise Refused("打印机没有响应，请检查打印机后再试，或先另存为 PDF。")
    try:
        for number, page in enumerate(pages):
            if number:
                set_paper(printer, document, page)
                printer.newPage()
            sheet = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
            painter.drawImage(QRectF(0, 0, sheet.width(), sheet.height()), _picture(document, page, sheet))
    finally:
        painter.end()
    return len(pages)


def chosen_pages(document: QPdfDocument, printer: QPrinter) -> list[int]:
    """The pages of the printer's range, counted from 0, in the order asked for."""
    first, last = 1, document.pageCount()
    if printer.printRange() is QPrinter.PrintRange.PageRange and printer.fromPage():
        first, last = max(printer.fromPage(), 1), min(printer.toPage() or last, last)
    pages = list(range(first - 1, last))
    return pages[::-1] if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst else pages


def _picture(document: QPdfDocument, page: int, sheet: QRectF) -> QImage:
    size = QSize(round(sheet.width()), round(sheet.height()))
    paper = QImage(size, QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)  # a PDF's own ground is transparent, and would print black
    painter = QPainter(paper)
    painter.drawImage(0, 0, document.render(page, size))
    painter.end()
    return paper
