"""A card with one chart, or with several to choose from; what it shows can be copied and saved as a picture."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
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
from app.file_names import file_name
from app.ui import theme
from app.ui.plain_text import written_in_markup
from app.ui.widgets.card import Card
from app.ui.widgets.chart import Chart
from app.ui.widgets.chart_pictures import KINDS, Caption, ChartPicture, table_data
from app.ui.widgets.elided import ElidedLabel

_NARROWEST = 320


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

    def picture(self) -> ChartPicture:
        """The chart with its title, to be copied or saved."""
        return ChartPicture(self._said, self.view.chart)

    def copy(self) -> None:
        """Puts the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(self.picture().image())

    def copy_table(self) -> None:
        """Puts the figures on the clipboard, for a workbook or a text."""
        if len(self._said.table) < 2:
            raise Refused("这张图没有数据，没有复制。")
        QGuiApplication.clipboard().setMimeData(table_data(self._said.table))

    def save_picture(self, path: Path) -> None:
        """Writes the picture as PNG, SVG or PDF, whole or not at all."""
        self.picture().save(path)

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
        menu.addAction("复制数据表", self.copy_table)
        menu.addAction("另存为图片（PNG、SVG、PDF）…", self._save_where_asked)
        button = QToolButton()
        button.setText("⋯")
        button.setToolTip("复制或保存这张图")
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        theme.mark(button, "quiet")
        return button

    def _save_where_asked(self) -> None:
        name, kind = QFileDialog.getSaveFileName(self, "另存为图片", file_name(f"{self._title.text()}.png"), KINDS)
        if name:
            path = Path(name)
            ending = kind.partition("(*")[2].rstrip(")") or ".png"
            self.save_picture(path if path.suffix.lower() in {".png", ".svg", ".pdf"} else Path(f"{name}{ending}"))


def _scrolled(chart: Chart) -> QScrollArea:
    """A chart with many rows scrolls in its card and is still drawn whole."""
    area = QScrollArea()
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(chart)
    return area
