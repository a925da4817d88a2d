"""Ruled tables and grids of facts as WordprocessingML; written as markup at once, since cell by cell takes minutes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from app.documents.fonts.typefaces import visible
from app.documents.layout.facts import SetFacts, fact_heights
from app.documents.layout.tables import SetTable, heading_lines, row_heights
from app.documents.layout.type import BODY, Style, Type
from app.documents.layout.widths import TableStyle
from app.documents.word import styles

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

TWIPS = 20  # in a point
THICK, THIN = 8, 4  # eighths of a point
_ROUNDED = 0.05  # points that a width may have lost in twips
_SIDES = {"left": "left", "right": "right", "centre": "center"}
Names = Mapping[str, str]  # the ids of styles by their names


def table(kind: Type, made: SetTable, names: Names) -> "BaseOxmlElement":
    """A ruled table whose head of one or two rows repeats and whose rows do not split; heads have their lines."""
    return _element("".join(_table_xml(kind, made, names)))


def facts(kind: Type, made: SetFacts, names: Names) -> "BaseOxmlElement":
    """Labels and values, one or two of them to a row, on four columns."""
    return _element("".join(_facts_xml(kind, made, names)))


def side_by_side(
    halves: Sequence[Sequence[str]],
    width: float,
    style: styles.WordStyle,
    names: Names,
    pitch: float,
    styled: Callable[[str], Style],
) -> "BaseOxmlElement":
    """Texts side by side without rules, on one page: each half's lines one under the other, as ``styled`` says."""
    half = round(width * TWIPS / len(halves))
    texts = ["\n".join(lines) for lines in halves]
    cells = "".join(
        _cell_xml(text, half, "left", names[style.name], leading=pitch, styled=lambda text: _run_xml(styled(text)))
        for text in texts
    )
    begin = "".join(_frame_xml([half] * len(halves), padding=0, ruled=False))
    return _element(f"{begin}<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr></w:tbl>")


def _element(text: str) -> "BaseOxmlElement":
    from docx.oxml.parser import parse_xml

    return parse_xml(text)


def _faces(style: TableStyle, names: Names) -> tuple[str, str]:
    return names[styles.cells(style.size).name], names[styles.heads(style.size).name]


def _table_xml(kind: Type, made: SetTable, names: Names) -> Iterator[str]:
    cell, head = _faces(made.style, names)
    widths = [round(width * TWIPS) for width in made.widths]
    yield from _frame_xml(widths, padding=round(made.style.padding * TWIPS))
    heads, rows = row_heights(kind, made)
    yield from _heads_xml(kind, made, widths, heads, head)
    for number, (row, height) in enumerate(zip(made.table.rows, rows, strict=True)):
        face = head if number in made.table.bold else cell
        leading = made.style.leading
        kept = number in made.held
        cells = (
            _cell_xml(*each, face, leading=leading, kept=kept) for each in zip(row, widths, made.aligns, strict=True)
        )
        yield f"<w:tr><w:trPr><w:cantSplit/>{_height_xml(height)}</w:trPr>{''.join(cells)}</w:tr>"
    yield "</w:tbl>"


def _height_xml(height: float) -> str:
    """A row as high as it is printed, so that every program has the same rows on a page; it grows with its text."""
    return f'<w:trHeight w:val="{round(height * TWIPS)}" w:hRule="atLeast"/>'


def _frame_xml(widths: Sequence[int], *, padding: int, ruled: bool = True) -> Iterator[str]:
    """A table's beginning: rules, spaces, the widths of its columns."""
    outer, inner = (("single", THICK), ("single", THIN)) if ruled else (("nil", 0), ("nil", 0))
    sides = [(side, outer) for side in ("top", "left", "bottom", "right")]
    sides += [(side, inner) for side in ("insideH", "insideV")]
    rules = "".join(f'<w:{side} w:val="{kind}" w:sz="{size}"/>' for side, (kind, size) in sides)
    inside = (("top", padding // 2), ("left", padding), ("bottom", padding // 2), ("right", padding))
    margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in inside)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield f'<w:tbl {styles.namespace()}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
    yield f'<w:tblBorders>{rules}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
    marked = '<w:tblLook w:val="0020" w:firstRow="1" w:noHBand="1" w:noVBand="1"/>' if ruled else ""
    yield f"{marked}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"


def _facts_xml(kind: Type, made: SetFacts, names: Names) -> Iterator[str]:
    cell, head = _faces(made.style, names)
    label, width = round(made.label * TWIPS), round(made.width * TWIPS)
    value = width // 2 - label
    yield from _frame_xml([label, value, label, value], padding=round(made.style.padding * TWIPS))
    for row, height in zip(made.rows, fact_heights(kind, made), strict=True):
        yield f"<w:tr><w:trPr><w:cantSplit/>{_height_xml(height)}</w:trPr>"
        for name, text in row:
            alone = len(row) == 1
            yield _cell_xml(name, label, "centre", head, leading=made.style.leading)
            room, spans = (width - label, '<w:gridSpan w:val="3"/>') if alone else (value, "")
            yield _cell_xml(text, room, "left", cell, spans, leading=made.style.leading)
        yield "</w:tr>"
    yield "</w:tbl>"


def _heads_xml(
    kind: Type, made: SetTable, widths: Sequence[int], heights: Sequence[float], style: str
) -> Iterator[str]:
    """One row of headings; two where some columns share one, the others standing in both."""
    columns = made.table.columns
    grouped = any(column.group for column in columns)
    begin, *rest = (f"<w:tr><w:trPr><w:cantSplit/>{_height_xml(each)}<w:tblHeader/></w:trPr>" for each in heights)

    def head(text: str, width: int, spans: str) -> str:
        lines = heading_lines(kind, text, made.style, width / TWIPS - 2 * made.style.padding + _ROUNDED)
        return _cell_xml("\n".join(lines), width, "centre", style, spans, leading=made.style.leading)

    if grouped:
        yield begin
        for group, members in groupby(range(len(widths)), key=lambda place: columns[place].group or place):
            places = list(members)
            width = sum(widths[place] for place in places)
            if isinstance(group, str):
                yield head(group, width, f'<w:gridSpan w:val="{len(places)}"/>')
            else:
                yield head(columns[group].title, width, '<w:vMerge w:val="restart"/>')
        yield "</w:tr>"
    yield rest[0] if grouped else begin
    for column, width in zip(columns, widths, strict=True):
        below = grouped and not column.group
        yield head("" if below else column.title, width, "<w:vMerge/>" if below else "")
    yield "</w:tr>"


def _run_xml(style: Style) -> str:
    """What a line's type differs by from its paragraph's style."""
    if style == BODY:
        return ""
    size = f'<w:sz w:val="{round(2 * style.size)}"/><w:szCs w:val="{round(2 * style.size)}"/>'
    return f'<w:rPr><w:spacing w:val="{round(style.tracking * TWIPS)}"/>{size}</w:rPr>'


def _cell_xml(
    text: str,
    width: int,
    side: str,
    style: str,
    spans: str = "",
    *,
    leading: float,
    kept: bool = False,
    styled: Callable[[str], str] = lambda _: "",
) -> str:
    """A cell; ``leading`` is the height of its lines in points, ``styled`` what a line's run says of its type.

    One that is ``kept`` stays on the page of the row below.
    """
    keep = "<w:keepNext/>" if kept else ""
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{int(leading * TWIPS)}" w:lineRule="exact"/>'
    lines = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{spacing}<w:jc w:val="{_SIDES[side]}"/></w:pPr>'
        f'<w:r>{styled(line)}<w:t xml:space="preserve">{escape(visible(line))}</w:t></w:r></w:p>'
        for line in text.split("\n")
    )
    box = f'<w:tcW w:w="{width}" w:type="dxa"/>{spans}<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{box}</w:tcPr>{lines}</w:tc>"
