"""Assessment on paper: the group's ranking turned sideways, and a sheet for each unit with every item's working."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from app.documents.fonts import Faces, Role, bundled
from app.documents.pdf.paper import OFFICIAL, Strip, blank, draw_pages, paginate, pdf, strings_in, title
from app.documents.pdf.pen import ASCENT, Pen, Style, Type
from app.documents.pdf.tables import Table, TableColumn, TableLook, column_needs, fitted_widths, table_strips

LOOK = TableLook(10.5, 16, 4, 26)
LINE = Style(Role.BODY, 12)
COLUMNS = (
    TableColumn("序号", "centre", wraps=False),
    TableColumn("考核项目", "left", least=5),
    TableColumn("分值", "centre", wraps=False),
    TableColumn("计分过程", "left", least=16),
    TableColumn("得分", "centre", wraps=False),
)
WORKING = 3


@dataclass(frozen=True)
class UnitSheet:
    """One unit's sheet: items as (title, full marks, working, score), the sum, and lines under the table."""

    unit: str
    group: str
    items: tuple[tuple[str, str, str, str], ...]
    full: str
    total: str
    place: str
    notes: tuple[str, ...] = ()


def draw_unit_sheets(
    path: Path,
    heading: str,
    sheets: Sequence[UnitSheet],
    *,
    author: str = "",
    faces: Faces | None = None,
    made: datetime | None = None,
) -> None:
    """Writes ``sheets`` to one PDF, each from a page of its own; refused for characters that cannot be printed."""
    faces = faces or bundled()
    faces.require(strings_in([heading, author, *sheets]))
    kind = Type(faces)
    with pdf(path, OFFICIAL, faces, heading, author=author, made=made) as pen:
        for sheet in sheets:  # each sheet is handed out by itself: its pages are numbered from 1
            pages = paginate(list(_sheet(kind, heading, sheet)), OFFICIAL.inner_height)
            draw_pages(pen, pages, OFFICIAL, "centre")


def _sheet(kind: Type, heading: str, sheet: UnitSheet) -> list[Strip]:
    group = f"考核组别：{sheet.group}" if sheet.group else ""
    return [
        *title(kind, heading),
        blank(0.5),
        _line(f"被考核单位：{sheet.unit}", group, keep=True),
        *_table(kind, sheet),
        *(strip for note in sheet.notes for strip in _note(kind, note)),
        blank(0.5),
        _line("考核单位（盖章）：", "被考核单位（签字）：　　　　　　", keep=True),
        _line("", "　　　　年　　月　　日"),
    ]


def _table(kind: Type, sheet: UnitSheet) -> list[Strip]:
    """The items, their workings broken after clauses rather than within a figure."""
    rows = [[str(number), *item] for number, item in enumerate(sheet.items, start=1)]
    rows.append(["", "合计", sheet.full, sheet.place, sheet.total])
    table = Table(COLUMNS, rows, {len(rows) - 1})
    needs = column_needs(kind, table, LOOK)
    measure = fitted_widths(needs, LOOK, OFFICIAL.inner_width)[WORKING] - 2 * LOOK.padding
    for row in rows[:-1]:
        row[WORKING] = _clauses(row[WORKING], lambda text: kind.width(text, LOOK.text) <= measure)
    return table_strips(kind, table, LOOK, OFFICIAL.inner_width, OFFICIAL.inner_height, needs=needs)


def _clauses(text: str, fits: Callable[[str], bool]) -> str:
    """As many clauses on each line as it holds; one longer than a line is left to break as it must."""
    lines = [""]
    for clause in re.findall(r"[^，；]+[，；]?", text):
        if lines[-1] and not fits(lines[-1] + clause):
            lines.append("")
        lines[-1] += clause
    return "\n".join(lines)


def _line(left_text: str, right_text: str, *, keep: bool = False) -> Strip:
    def draw(pen: Pen, left: float, top: float) -> None:
        baseline = top + 6 + ASCENT * LINE.size
        pen.text(left, baseline, left_text, LINE)
        pen.right(left + OFFICIAL.inner_width, baseline, right_text, LINE)

    return Strip(26, draw, keep=keep)


def _note(kind: Type, note: str) -> list[Strip]:
    return [replace(_line(line.text, ""), height=20) for line in kind.lines(note, LINE, OFFICIAL.inner_width)]
