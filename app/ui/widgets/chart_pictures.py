"""A chart with its title as it leaves the window: PNG for screens, SVG and PDF for paper, its figures as a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QMimeData, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter, QTextDocument
from PySide6.QtSvg import QSvgGenerator

from app.errors import Refused
from app.paths import whole_file
from app.ui.colours import colours

if TYPE_CHECKING:
    from app.ui.widgets.chart import Chart

_SCALE = 2  # sharp on paper and on a projector
_MARGIN = 16
_DOTS = 96  # to an inch, as the window counts
KINDS = "PNG 图片 (*.png);;SVG 矢量图 (*.svg);;PDF 文件 (*.pdf)"


@dataclass(frozen=True)
class Caption:
    """What stands over a chart: its title with the unit, and its colours as (colour, meaning)."""

    title: str
    legend: tuple[tuple[str, str], ...] = ()
    table: tuple[tuple[str, ...], ...] = ()  # the figures behind it, their heads first

    @property
    def legend_text(self) -> str:
        """The colours as rich text."""
        dots = (f'<span style="color:{colour}">■</span> {escape(words)}' for colour, words in self.legend)
        return "&nbsp;&nbsp;".join(dots)


class ChartPicture:
    """One chart under its title and legend."""

    def __init__(self, caption: Caption, chart: Chart) -> None:
        self._caption, self._chart = caption, chart
        self._words = QTextDocument()
        self._words.setDefaultFont(chart.font())
        self._words.setHtml(
            f'<span style="color:{colours().ink}"><b>{escape(caption.title)}</b></span>&nbsp;&nbsp;&nbsp;'
            f'<span style="color:{colours().soft_ink}">{caption.legend_text}</span>'
        )

    @property
    def size(self) -> QSize:
        """Its size in the window's pixels."""
        over = round(self._words.size().height())
        return QSize(self._chart.width() + 2 * _MARGIN, self._chart.height() + over + 2 * _MARGIN)

    def image(self) -> QImage:
        """The picture, twice as fine as on the screen."""
        image = QImage(self.size * _SCALE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_SCALE)
        image.fill(colours().paper)
        painter = QPainter(image)
        self._paint(painter)
        painter.end()
        return image

    def save(self, path: Path) -> None:
        """Writes it as the name's ending says, whole or not at all."""
        writers: Mapping[str, Callable[[Path], bool]] = {".png": self._png, ".svg": self._svg, ".pdf": self._pdf}
        write = writers.get(path.suffix.lower())
        if write is None:
            raise Refused(f"图片的名字应以{'、'.join(writers)}结尾。", field="out")
        with whole_file(path) as part:
            if not write(part):
                raise Refused(f"图片没有写成“{path.name}”，请换一个文件夹再试。")

    def _png(self, part: Path) -> bool:
        done: bool = self.image().save(str(part), "PNG")  # type: ignore[call-overload]
        return done

    def _svg(self, part: Path) -> bool:
        made = QSvgGenerator()
        made.setFileName(str(part))
        made.setSize(self.size)
        made.setViewBox(QRectF(0, 0, self.size.width(), self.size.height()))
        made.setResolution(_DOTS)
        made.setTitle(self._caption.title)
        return self._painted(made)

    def _pdf(self, part: Path) -> bool:
        made = QPdfWriter(str(part))
        made.setResolution(_DOTS)
        made.setTitle(self._caption.title)
        points = QSizeF(self.size.width() * 72 / _DOTS, self.size.height() * 72 / _DOTS)
        made.setPageSize(QPageSize(points, QPageSize.Unit.Point))
        made.setPageMargins(QMarginsF(0, 0, 0, 0))
        return self._painted(made)

    def _painted(self, device: QSvgGenerator | QPdfWriter) -> bool:
        painter = QPainter()
        if not painter.begin(device):
            return False
        self._paint(painter)
        return painter.end()

    def _paint(self, painter: QPainter) -> None:
        painter.translate(_MARGIN, _MARGIN)
        self._words.drawContents(painter)
        over = self._words.size().height()
        self._chart.draw(painter, QRectF(0, over, self._chart.width(), self._chart.height()))


def table_data(rows: Sequence[Sequence[str]]) -> QMimeData:
    """A table for the clipboard: as a spreadsheet takes it, and as a word processor does."""
    data = QMimeData()
    data.setText("\n".join("\t".join(row) for row in rows))
    cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    data.setHtml(f'<table border="1">{"".join(f"<tr>{row}</tr>" for row in cells)}</table>')
    return data
