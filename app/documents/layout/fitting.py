"""What is decided of a part before it is drawn or written: the sizes and widths of its tables, its type, its cuts."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from app.documents.layout.compose import SetBlock
from app.documents.layout.cutting import longest, may_fit
from app.documents.layout.facts import fitted_facts
from app.documents.layout.filling import filled, may_be_better
from app.documents.layout.pages import LEADING, Page, page_of
from app.documents.layout.parts import SetPart
from app.documents.layout.photographs import placed
from app.documents.layout.shortening import shortened
from app.documents.layout.spreading import CLOSER, closer, has_room, may_be_closer, wider
from app.documents.layout.tables import SetTable
from app.documents.layout.text import Setting
from app.documents.layout.type import BODY, Type
from app.documents.layout.widths import (
    FORM_STYLES,
    GRID,
    Need,
    TableStyle,
    column_needs,
    fits,
    fitted_widths,
    lines_of_rows,
    panels_across,
    part_of,
    styles_of,
)  # fmt: skip
from app.reports import blocks
from app.reports.blocks import Block, Layout, Part, Photographs, Table
from app.reports.texts import texts_of

# 三号 … 小五: size and line pitch of the text of a page that must hold all of it.
_SETTINGS = tuple(
    Setting(pitch, size) for size, pitch in ((BODY.size, LEADING), (14, 25), (12, 21), (10.5, 18), (9, 15))
)
# How many rows a table and how many characters a fact or a cell may keep, tried in turn.
_STEPS = ((15, 200), (15, 60), (8, 60), (5, 60), (8, 32), (5, 32), (3, 16))
_SQUEEZES = (1.0, 0.8, 0.65)  # of the room of texts, before columns go on to another page
_ABOVE_TABLE = 50.0  # points that heads, and titles on some pages, take
_FEWEST = {Layout.FORM: 24, Layout.OFFICIAL: 100}  # characters that a text keeps


def set_part(kind: Type, part: Part, largest: int | None = None) -> SetPart:
    """``part`` as it is set; one that must stand on a page is set in the type ``largest``, by its place.

    Photographs take what that leaves.
    """
    several = [block for block in part.blocks if isinstance(block, Photographs)]
    if not several:
        return _without_photographs(kind, part, largest)
    bare = replace(part, blocks=tuple(block for block in part.blocks if not isinstance(block, Photographs)))
    made = _without_photographs(kind, bare, largest)
    room = made.page.inner_height - sum(each.height for each in made.pages[-1])
    return replace(made, part=part, blocks=(*made.blocks, *(placed(kind, each, made.page, room) for each in several)))


def _without_photographs(kind: Type, part: Part, largest: int | None) -> SetPart:
    if part.one_page is not None:
        return _on_one_page(kind, part, largest)
    made = _set(kind, part)
    is_signed = any(isinstance(block, blocks.Signatures | blocks.Issuer) for block in part.blocks)
    set_full = filled(made) if is_signed and may_be_better(made.text_pages) else made
    return set_full if part.layout is Layout.FORM else _spread(set_full)


def common_size(kind: Type, parts: Sequence[Part]) -> int:
    """The type in which nearly all pages of a book hold their texts, so that all of them are set in one; its place.

    The few that say more than the others are cut and do not make the whole book small.
    """
    alone = [part for part in parts if part.one_page is not None and part.layout is Layout.OFFICIAL]
    places = sorted(_SETTINGS.index(set_part(kind, part).setting) for part in alone)
    return places[round(0.9 * (len(places) - 1))] if len(places) > 1 else 0


def _spread(made: SetPart) -> SetPart:
    """The rows of its tables so close that they take the fewest pages, then so wide that they fill them."""
    height, best = made.page.inner_height, made
    if may_be_closer(made.text_pages, height):
        for share in CLOSER:
            tried = replace(made, blocks=closer(made.blocks, share))
            if len(tried.text_pages) < len(best.text_pages) and has_room(tried.text_pages, height):
                best = tried
    wide = replace(best, blocks=wider(best.blocks, best.text_pages, height))
    return wide if len(wide.text_pages) == len(best.text_pages) else best


def _set(kind: Type, part: Part, setting: Setting | None = None, style: TableStyle = FORM_STYLES[0]) -> SetPart:
    page = page_of(part.layout, _most_columns(part.blocks), part.paper)
    made = tuple(_Fitter(kind, part.layout, page, style).all(part.blocks))
    return SetPart(part, kind, page, setting or Setting(), made)


def _most_columns(parts: Iterable[Block]) -> int:
    """The columns of the widest list, its number not counted."""
    return max((len(block.columns) - 1 for block in parts if isinstance(block, Table)), default=0)


def _on_one_page(kind: Type, part: Part, largest: int | None = None) -> SetPart:
    """The type as large, then the texts as long, as one page can hold; in one type where its ``largest`` is given."""
    tried = _forms(kind) if part.layout is Layout.FORM else _texts(kind)
    if largest is not None and part.layout is Layout.OFFICIAL:
        tried = tried[largest : largest + 1]
    for setter in tried:
        if made := _one_page(setter, part):
            return made
    fewest, least = _FEWEST[part.layout], tried[-1]
    for rows, others in _STEPS:
        shorter = partial(shortened, part, rows=rows, others=others)
        if _one_page(least, shorter(fewest)):
            most = longest(lambda length, shorter=shorter: bool(_one_page(least, shorter(length))), fewest)  # type: ignore[misc]
            return least(shorter(most))
    return least(shorter(fewest))


def _one_page(setter: Callable[[Part], SetPart], part: Part) -> SetPart | None:
    if not may_fit(texts_of(part)):
        return None
    made = setter(part)
    return made if len(made.pages) == 1 else None


def _forms(kind: Type) -> list[Callable[[Part], SetPart]]:
    return [partial(_set, kind, style=style) for style in FORM_STYLES]


def _texts(kind: Type) -> list[Callable[[Part], SetPart]]:
    return [partial(_set, kind, setting=setting) for setting in _SETTINGS]


@dataclass(frozen=True)
class _Fitter:
    """Decides tables and grids on one kind of page; ``form`` is the style of a form's."""

    kind: Type
    layout: Layout
    page: Page
    form: TableStyle

    def all(self, parts: Sequence[Block]) -> Iterator[SetBlock]:
        """Every block, with its tables and grids decided."""
        above: list[Block] = []
        for block in parts:
            if isinstance(block, Table):
                yield from self._table(block, above)
            elif isinstance(block, blocks.Facts):
                style = self.form if self.layout is Layout.FORM else GRID
                yield fitted_facts(self.kind, block.facts, style, self.page.inner_width)
            elif isinstance(block, blocks.KeepTogether):
                yield blocks.KeepTogether(tuple(self.all(block.blocks)))  # type: ignore[arg-type]
            else:
                yield block
            above = [*above, block]

    def _table(self, table: Table, above: Sequence[Block]) -> Iterator[SetBlock]:
        """The table across the page in the largest style that breaks no number, else in panels under its title."""
        width = self.page.inner_width
        if self.layout is Layout.FORM:
            yield self._on_form(table)
            return
        style, needs, panels = self._panels(table, width)
        for number, places in enumerate(panels):
            if number:
                yield from (blocks.PageBreak(), *above)
            widths = fitted_widths([needs[place] for place in places], style, width)
            part = table if len(panels) == 1 else part_of(table, places)
            yield SetTable(self._by_clauses(part, style, widths), style, tuple(widths))

    def _panels(self, table: Table, width: float) -> tuple[TableStyle, list[Need], list[tuple[int, ...]]]:
        """The style, what its columns ask for, and which of them stand beside one another on each page.

        Texts are pressed together, or columns go on to further pages, whichever takes fewer pages in all.
        """
        every = tuple(range(len(table.columns)))
        styles = styles_of(self.layout, table)
        for style in styles:
            needs = column_needs(self.kind, table, style)
            if fits(needs, style, width):
                return style, needs, [every]
        if self.layout is not Layout.LEDGER or not table.fixed:
            return style, column_needs(self.kind, table, style), [every]
        groups = [column.group for column in table.columns]
        fewest: tuple[float, float] = (math.inf, math.inf)
        best: tuple[list[Need], list[tuple[int, ...]]] = [], [every]
        for squeeze in _SQUEEZES:
            needs = column_needs(self.kind, table, style, squeeze)
            for panels in panels_across(needs, groups, table.fixed, style, width):
                pages = sum(self._pages([needs[place] for place in places], style, table) for places in panels)
                if (pages, len(panels)) < fewest:
                    best, fewest = (needs, panels), (pages, len(panels))
        return style, *best

    def _pages(self, needs: Sequence[Need], style: TableStyle, table: Table) -> int:
        """About how many pages a table of these columns takes, by some of its rows."""
        looked_at = lines_of_rows(needs, fitted_widths(needs, style, self.page.inner_width), style)
        each = sum(map(style.height, looked_at)) / max(len(looked_at), 1)
        return math.ceil(len(table.rows) * each / (self.page.inner_height - _ABOVE_TABLE))

    def _on_form(self, table: Table) -> SetTable:
        style = self.form
        needs = column_needs(self.kind, table, style)
        if not fits(needs, style, self.page.inner_width):
            style = replace(style, size=FORM_STYLES[-1].size)
            needs = column_needs(self.kind, table, style)
        return SetTable(table, style, tuple(fitted_widths(needs, style, self.page.inner_width)))

    def _by_clauses(self, table: Table, style: TableStyle, widths: Sequence[float]) -> Table:
        """The cells that are broken after clauses, as many of them on each line as it holds."""
        places = [place for place, column in enumerate(table.columns) if column.by_clause]
        if not places:
            return table
        rows = [list(row) for row in table.rows]
        for row in rows:
            for place in places:
                measure = widths[place] - 2 * style.padding
                row[place] = _clauses(row[place], lambda text, most=measure: self.kind.width(text, style.text) <= most)  # type: ignore[misc]
        return replace(table, rows=rows)


def _clauses(text: str, fit: Callable[[str], bool]) -> str:
    """As many clauses on each line as it holds; one longer than a line is left to break as it must."""
    lines = [""]
    for clause in re.findall(r"[^，；]+[，；]?", text):
        if lines[-1] and not fit(lines[-1] + clause):
            lines.append("")
        lines[-1] += clause
    return "\n".join(lines)
