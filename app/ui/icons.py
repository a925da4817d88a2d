"""Icons from resources/icons in the colour that is asked for: no mark of the window hangs on what a face draws."""

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QObject
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.paths import RESOURCES
from app.ui.colours import colours

_DRAWN_PX = 48  # of the pixmap; shown smaller, it stays sharp on a magnified screen


def icon(name: str, colour: str = "") -> QIcon:
    """The icon of that name, its lines in a colour; soft ink where none is named."""
    return _made(name, colour or colours().soft_ink)


def put_on(button: QAbstractButton, name: str) -> None:
    """Gives a button the icon of that name, in the soft ink of the look that the window wears now and later."""
    in_each_look(button, lambda: button.setIcon(icon(name)))


def in_each_look(widget: QWidget, draw: Callable[[], None]) -> None:
    """Draws what a widget holds as pixels, now and each time the window turns light or dark."""
    draw()
    _Redrawn(widget, draw)


class _Redrawn(QObject):
    def __init__(self, widget: QWidget, draw: Callable[[], None]) -> None:
        super().__init__(widget)
        self._draw = draw
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()
        return super().eventFilter(watched, event)


@cache
def _made(name: str, colour: str) -> QIcon:
    return QIcon(_drawn(name, colour))


@cache
def inline(name: str, colour: str, size: int = 14) -> str:
    """The icon as a word of rich text."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    _drawn(name, colour).save(buffer, "PNG")
    data = bytes(buffer.data().toBase64().data()).decode("ascii")
    return f'<img src="data:image/png;base64,{data}" width="{size}" height="{size}">'


def _drawn(name: str, colour: str) -> QPixmap:
    lines = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    picture = QPixmap()
    picture.loadFromData(
        lines.replace('width="24"', f'width="{_DRAWN_PX}"', 1)
        .replace('height="24"', f'height="{_DRAWN_PX}"', 1)
        .encode()
    )
    return picture
