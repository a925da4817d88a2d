"""The pages that documents stand on, in points: GB/T 9704's, the small form's, the ledgers' on their sides."""

from dataclasses import dataclass

from app.reports.blocks import Layout, Paper

MM = 72 / 25.4


@dataclass(frozen=True)
class Page:
    """A paper and its 版心, in points."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float

    @property
    def inner_width(self) -> float:
        """Width of the 版心."""
        return self.width - self.left - self.right

    @property
    def inner_height(self) -> float:
        """Height of the 版心."""
        return self.height - self.top - self.bottom


def page_in_mm(width: float, height: float, *, top: float, right: float, bottom: float, left: float) -> Page:
    """A page given in millimetres."""
    return Page(width * MM, height * MM, top * MM, right * MM, bottom * MM, left * MM)


OFFICIAL = page_in_mm(210, 297, top=37, right=26, bottom=35, left=28)
FORM = page_in_mm(210, 297, top=20, right=18, bottom=18, left=22)
LEDGERS: dict[Paper, Page] = {
    "A3": page_in_mm(420, 297, top=20, right=15, bottom=20, left=15),
    "A4": page_in_mm(297, 210, top=20, right=20, bottom=18, left=20),
}
LINES, CHARACTERS = 22, 28
LEADING = OFFICIAL.inner_height / LINES
PITCH = OFFICIAL.inner_width / CHARACTERS
MANY = 12  # columns of a list, its number not counted; more of them ask for A3


def page_of(layout: Layout, columns: int = 0, paper: Paper | None = None) -> Page:
    """The page of a kind; a ledger of so many columns lies on A3 where they are many and no ``paper`` is asked for."""
    if layout is Layout.LEDGER:
        return LEDGERS[paper or ("A3" if columns > MANY else "A4")]
    return FORM if layout is Layout.FORM else OFFICIAL
