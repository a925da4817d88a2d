"""Icons from resources/icons in the colour that is asked for: no mark of the window hangs on what a face draws."""

from functools import cache

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QIcon, QPixmap

from app.paths import RESOURCES
from app.ui.colours import colours

_DRAWN_PX = 48  # of the pixmap; shown smaller, it stays sharp on a magnified screen


def icon(name: str, colour: str = "") -> QIcon:
    """The icon of that name, its lines in a colour; soft ink where none is named."""
    return _made(name, colour or colours().soft_ink)


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
