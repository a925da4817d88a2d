"""A card for one indicator: done and target, completion as a bar with the 序时 mark, ahead or behind, 同比."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.ui import theme
from app.ui.colours import colours
from app.ui.widgets.card import Card
from app.ui.widgets.elided import ElidedLabel

_BAR_PX, _MARK_PX = 6, 12


@dataclass(frozen=True)
class CardFigures:
    """What a card says, as it is written; ``completion`` and ``schedule`` are parts of 1 or None."""

    key: str
    title: str
    done: str
    measure: str
    target: str
    completion_text: str
    ahead_text: str
    growth_text: str
    completion: float | None = None
    schedule: float | None = None
    tone: str = ""  # of the bar and of what is ahead or behind
    note: str = ""  # what the figure does not say by itself, in few words
    doubts: tuple[str, ...] = ()  # the same in sentences


class IndicatorCard(Card):
    """Shows :class:`CardFigures`; a click asks to rank the units by this indicator."""

    chosen = Signal(str)  # the indicator's key

    def __init__(self) -> None:
        super().__init__()
        self._key = ""
        self._title, self._growth = ElidedLabel(), QLabel()
        self._done, self._rest = QLabel(), QLabel()
        self._completion, self._ahead = QLabel(), QLabel()
        self._bar, self._note = _ScheduleBar(), QLabel()
        self._build()

    @property
    def figures_text(self) -> tuple[str, ...]:
        """Everything written on the card, in reading order."""
        labels = [self._title, self._growth, self._done, self._rest, self._completion, self._ahead]
        return (*(label.text() for label in labels), *filter(None, (self._note.text(),)))

    def show_figures(self, figures: CardFigures) -> None:
        """Writes another indicator on the card."""
        self._key = figures.key
        self._title.setText(figures.title)
        self._growth.setText(figures.growth_text)
        self._done.setText(figures.done)
        self._rest.setText(" / ".join(part for part in (figures.measure, figures.target) if part))
        self._completion.setText(figures.completion_text)
        self._ahead.setText(figures.ahead_text)
        weight = "normal" if figures.tone in {"", colours().soft_ink} else "bold"
        self._ahead.setStyleSheet(f"color: {figures.tone or colours().soft_ink}; font-weight: {weight};")
        self._bar.set(figures.completion, figures.schedule, figures.tone or colours().soft_ink)
        self._note.setText(figures.note)
        self._note.setVisible(bool(figures.note))
        self._note.setToolTip("\n".join(figures.doubts))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click anywhere on the card chooses it."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self._key)

    def _build(self) -> None:
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("单击：按这项指标排列各单位")
        self.body.setContentsMargins(14, 8, 14, 9)
        self.body.setSpacing(5)
        large = self._done.font()
        large.setPixelSize(24)
        large.setBold(True)
        self._done.setFont(large)
        for label in (self._growth, self._rest, self._completion):
            theme.mark(label, "soft")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # the figures come first
        self.body.addLayout(_row(self._title, self._growth, left_grows=True))
        self.body.addLayout(_row(self._done, self._rest))
        self.body.addWidget(self._bar)
        self.body.addLayout(_row(self._completion, self._ahead, apart=True))
        theme.mark(self._note, "warning")
        self._note.setWordWrap(True)
        self.body.addWidget(self._note)


class _ScheduleBar(QWidget):
    """A thin bar of the completion, with a stroke where the schedule stands."""

    def __init__(self) -> None:
        super().__init__()
        self._completion: float | None = None
        self._schedule: float | None = None
        self._tone = colours().soft_ink
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set(self, completion: float | None, schedule: float | None, tone: str) -> None:
        self._completion, self._schedule, self._tone = completion, schedule, tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, _MARK_PX)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - always drawn whole
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        top = (self.height() - _BAR_PX) / 2
        self._lay(painter, colours().grid, top, self.width())
        if self._completion:
            self._lay(painter, self._tone, top, self.width() * min(max(self._completion, 0), 1))
        if self._schedule is not None and self._schedule < 1:
            painter.setBrush(QColor(colours().ink))
            painter.drawRect(QRectF(self.width() * self._schedule - 0.75, 0, 1.5, self.height()))

    def _lay(self, painter: QPainter, colour: str, top: float, width: float) -> None:
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(QRectF(0, top, width, _BAR_PX), _BAR_PX / 2, _BAR_PX / 2)


def _row(left: QLabel, right: QLabel, *, apart: bool = False, left_grows: bool = False) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    row.addWidget(left, 1 if left_grows else 0)
    if apart:
        row.addStretch(1)
    row.addWidget(right, 0, Qt.AlignmentFlag.AlignBottom)
    if not apart and not left_grows:
        row.addStretch(1)
    return row
