"""A card with one chart, or with several to choose from; what it shows can be copied and saved as a picture."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QTextDocument
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QToolButton,
)

from app.errors import Refused
from app.paths import whole_file
from app.ui import theme
from app.ui.colours import colours
from app.ui.plain_text import written_in_markup
from app.ui.widgets.card import Card
from app.ui.widgets.chart import Chart
from app.ui.widgets.elided import ElidedLabel

_PICTURE_SCALE = 2  # sharp on paper and on a projector
_PICTURE_MARGIN = 16
_NARROWEST = 320


@dataclass(frozen=True)
class Caption:
    """What stands over a chart: its title with the unit, and its colours as (colour, meaning)."""

    title: str
    legend: tuple[tuple[str, str], ...] = ()

    @property
    def legend_text(self) -> str:
        """The colours as rich text."""
        dots = (f'<span style="color:{colour}">■</span> {escape(words)}' for colour, words in self.legend)
        return "&nbsp;&nbsp;".join(dots)


@dataclass(frozen=True)
class ChartView:
    """One chart of a card; ``fill`` draws it anew and returns its caption."""

    name: str
    chart: Chart
    fill: Callable[[], Caption]


class ChartCard(Card):
    """Shows one of its views at a time; only what is seen is filled."""

    opened = Signal(object)  # the key of a bar that was clicked

    def __init__(self, views: Sequence[ChartView]) -> None:
        super().__init__()
        self._views = tuple(views)
        self._said = Caption("")
        self._title = ElidedLabel()
        self._legend = written_in_markup(QLabel())
        self._switches = QButtonGroup(self)
        self._charts = QStackedWidget()
        self._build()
        self._connect()

    @property
    def view(self) -> ChartView:
        """The view that is shown."""
        return self._views[self._charts.currentIndex()]

    def refresh(self) -> None:
        """Draws what is shown anew."""
        self._said = self.view.fill()
        self._title.setText(self._said.title)
        self._legend.setText(self._said.legend_text)

    def choose(self, name: str) -> None:
        """Shows the view of that name."""
        index = next(number for number, view in enumerate(self._views) if view.name == name)
        self._charts.setCurrentIndex(index)
        if button := self._switches.button(index):
            button.setChecked(True)
        self.refresh()

    def picture(self) -> QImage:
        """The chart with its title, twice as fine as on the screen."""
        chart, edge = self.view.chart, _PICTURE_MARGIN
        words = QTextDocument()
        words.setDefaultFont(self.font())
        words.setHtml(
            f'<span style="color:{colours().ink}"><b>{escape(self._said.title)}</b></span>&nbsp;&nbsp;&nbsp;'
            f'<span style="color:{colours().soft_ink}">{self._said.legend_text}</span>'
        )
        over = round(words.size().height())
        width, height = chart.width() + 2 * edge, chart.height() + over + 2 * edge
        image = QImage(width * _PICTURE_SCALE, height * _PICTURE_SCALE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_PICTURE_SCALE)
        image.fill(colours().paper)
        painter = QPainter(image)
        painter.translate(edge, edge)
        words.drawContents(painter)
        chart.render(painter, QPoint(edge, edge + over))
        painter.end()
        return image

    def copy(self) -> None:
        """Puts the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(self.picture())

    def save_picture(self, path: Path) -> None:
        """Writes the picture as PNG, whole or not at all."""
        with whole_file(path) as part:
            if not self.picture().save(str(part), "PNG"):  # type: ignore[call-overload]
                raise Refused(f"图片没有写成“{path.name}”，请换一个文件夹再试。")

    def _build(self) -> None:
        bold = self._title.font()
        bold.setBold(True)
        self._title.setFont(bold)
        theme.mark(self._legend, "soft")
        self.setMinimumWidth(_NARROWEST)  # long titles must not push the other cards aside
        over = QHBoxLayout()
        over.setSpacing(2)
        over.addWidget(self._title)
        over.addSpacing(8)
        over.addWidget(self._legend)
        over.addStretch(1)
        for number, view in enumerate(self._views):
            self._charts.addWidget(_scrolled(view.chart))
            if len(self._views) > 1:
                over.addWidget(self._switch(number, view.name))
        over.addWidget(self._menu_button())
        self.body.setContentsMargins(12, 6, 8, 6)
        self.body.setSpacing(2)
        self.body.addLayout(over)
        self.body.addWidget(self._charts, 1)

    def _connect(self) -> None:
        self._switches.idClicked.connect(lambda number: self.choose(self._views[number].name))
        for view in self._views:
            view.chart.opened.connect(self.opened)

    def _switch(self, number: int, name: str) -> QToolButton:
        switch = QToolButton()
        switch.setText(name)
        switch.setCheckable(True)
        switch.setChecked(number == 0)
        theme.mark(switch, "quiet")
        self._switches.addButton(switch, number)
        return switch

    def _menu_button(self) -> QToolButton:
        menu = QMenu(self)
        menu.addAction("复制图片", self.copy)
        menu.addAction("另存为图片…", self._save_where_asked)
        button = QToolButton()
        button.setText("⋯")
        button.setToolTip("复制或保存这张图")
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        theme.mark(button, "quiet")
        return button

    def _save_where_asked(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "另存为图片", f"{self._title.text()}.png", "图片 (*.png)")
        if name:
            self.save_picture(Path(name).with_suffix(".png"))


def _scrolled(chart: Chart) -> QScrollArea:
    """A chart with many rows scrolls in its card and is still drawn whole."""
    area = QScrollArea()
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(chart)
    return area
