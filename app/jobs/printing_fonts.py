"""Which fonts paper is printed with at this seat: shown, chosen, and tried on a test page."""

from dataclasses import dataclass
from pathlib import Path

from app.documents.fonts import choose, installed, unchoose, was_chosen
from app.documents.fonts.choice import fonts_folder
from app.documents.pdf import ruler_page


@dataclass(frozen=True)
class PrintingFont:
    """What prints one role, as 仿宋: the font's name and file, and its place in that file.

    ``stands_in`` where the machine has no font of that role, ``chosen`` where its file was chosen at this seat.
    """

    role: str
    name: str
    stands_in: bool
    path: Path
    index: int = 0
    chosen: bool = False


def printing_fonts() -> tuple[PrintingFont, ...]:
    """The fonts of this machine by role; looks through its font folders the first time."""
    return tuple(
        PrintingFont(face.role.value, face.name, face.stand_in, face.path, face.index, was_chosen(face.role.value))
        for face in installed().of
    )


def choose_font(role: str, path: Path | None) -> None:
    """Prints that role with that file from now on; None finds a font by its name again. Refused where it cannot."""
    if path is None:
        unchoose(role)
    else:
        choose(role, path)


def draw_test_page(out: Path) -> None:
    """Writes the page that shows whether the printer keeps sizes, and what every font looks like."""
    ruler_page.draw_test_page(out, installed())


def advice(fonts: tuple[PrintingFont, ...]) -> str:
    """What to do about fonts that the machine lacks; empty where it has them all."""
    missing = [each.role for each in fonts if each.stands_in]
    if not missing:
        return ""
    words = "、".join(missing)
    return f"电脑上没有{words}字体，打印时用自带字体代替。有字体文件的请在下面选择，或放到“{fonts_folder()}”。"
