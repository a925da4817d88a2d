"""A part made shorter so that a page can hold it: its texts cut at their end, its tables to their latest rows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.documents.layout.cutting import cut
from app.reports import blocks
from app.reports.blocks import Block, Part, Table


def shortened(part: Part, most: int, *, rows: int, others: int) -> Part:
    """Texts of at most ``most`` characters, facts and cells of ``others``, tables of their last ``rows``."""
    if part.one_page is None:
        return part
    return replace(part, blocks=tuple(_Shortening(part.one_page.cut, most, rows, others).all(part.blocks)))


class _Shortening:
    def __init__(self, mark: str, most: int, rows: int, others: int) -> None:
        self._mark, self._most, self._rows, self._others = mark, most, rows, others

    def all(self, parts: Sequence[Block]) -> Iterator[Block]:
        """Every block, shorter; paragraphs under one heading are one text."""
        waiting: list[str] = []
        for block in parts:
            if isinstance(block, blocks.Paragraph):
                waiting.append(block.text)
                continue
            yield from self._text(waiting)
            waiting = []
            yield self._one(block)
        yield from self._text(waiting)

    def _text(self, paragraphs: Sequence[str]) -> Iterator[Block]:
        if paragraphs:
            kept = cut("\n".join(paragraphs), self._most, self._mark)
            yield from (blocks.Paragraph(text) for text in kept.split("\n"))

    def _one(self, block: Block) -> Block:
        if isinstance(block, blocks.Facts):
            return replace(block, facts=tuple(self._facts(block)))
        if isinstance(block, Table):
            return self._table(block)
        return block

    def _facts(self, block: blocks.Facts) -> Iterator[tuple[str, str]]:
        first_text = len(block.facts) - block.texts
        for place, (name, value) in enumerate(block.facts):
            yield name, self._line(value) if place < first_text else cut(value, self._most, self._mark)

    def _table(self, table: Table) -> Table:
        left_out = max(len(table.rows) - self._rows, 0)
        kept = tuple(tuple(self._line(cell) for cell in row) for row in table.rows[left_out:])
        bold = tuple(number - left_out for number in table.bold if number >= left_out)
        title = f"{table.title}（前{left_out}行略）" if left_out and table.title else table.title
        return replace(table, rows=kept, bold=bold, title=title)

    def _line(self, text: str) -> str:
        return cut(" ".join(text.split()), self._others, "……")
