"""Which fonts paper is printed with on this machine, in words for the window."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class PrintingFont:
    """What prints one role, as 仿宋; ``stands_in`` where the machine has no font of that role."""

    role: str
    name: str
    stands_in: bool


def printing_fonts() -> tuple[PrintingFont, ...]:
    """The fonts of this machine by role; looks through its font folders the first time."""
    from app.documents.fonts import in_use, installed

    return tuple(PrintingFont(role, name, stands_in) for role, name, _, stands_in in in_use(installed()))


def folder() -> Path:
    """Where an office puts font files of its own."""
    from app.paths import data_folder

    return data_folder() / "fonts"


def told(fonts: tuple[PrintingFont, ...]) -> str:
    """The fonts in a few lines, and what to do about those that are missing."""
    lines = [f"{each.role}：{each.name}" + ("，代替" if each.stands_in else "") for each in fonts]
    missing = [each.role for each in fonts if each.stands_in]
    advice = f"电脑上没有{'、'.join(missing)}，用自带字体代替。有字体文件的，放到“{folder()}”后重新打开程序。"
    return "\n".join([*lines, *([advice] if missing else [])])
