"""外观: light or dark, and how large; chosen at this seat and kept with its widths and sizes."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QSettings

from app.paths import data_folder

_SCHEME, _SIZE = "look/scheme", "look/size"


class Scheme(StrEnum):
    """Which colours the window is painted in."""

    LIGHT = "浅色"
    DARK = "深色"
    SYSTEM = "跟随系统"


class Size(StrEnum):
    """How large the window's type is."""

    STANDARD = "标准"
    LARGE = "大"
    LARGEST = "特大"

    @property
    def factor(self) -> float:
        """By what everything is magnified, beyond what the screen itself is."""
        return {Size.STANDARD: 1, Size.LARGE: 1.2, Size.LARGEST: 1.4}[self]


@dataclass(frozen=True)
class Look:
    """What was chosen."""

    scheme: Scheme = Scheme.LIGHT
    size: Size = Size.STANDARD


def seat_settings() -> QSettings:
    """What this seat remembers (widths, sizes, last file), in a file of its own beside the log."""
    return QSettings(str(data_folder() / "窗口.ini"), QSettings.Format.IniFormat)


def chosen() -> Look:
    """The look of this seat; what a later program wrote and this one does not know is as it is at first."""
    settings = seat_settings()
    scheme, size = str(settings.value(_SCHEME, "")), str(settings.value(_SIZE, ""))
    return Look(
        Scheme(scheme) if scheme in set(Scheme) else Scheme.LIGHT, Size(size) if size in set(Size) else Size.STANDARD
    )


def keep(new: Look) -> None:
    """Remembers a look."""
    settings = seat_settings()
    settings.setValue(_SCHEME, str(new.scheme))
    settings.setValue(_SIZE, str(new.size))
    settings.sync()
