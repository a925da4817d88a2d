"""The first table of an HTML text as spreadsheets copy it: line breaks, exact numbers and merged cells are kept."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass
class HtmlCell:
    """One cell; a merged one stands in its first place, the others are empty and those below know its text."""

    text: str = ""
    number: str = ""
    above: str = ""


def read_table(html: str) -> list[list[HtmlCell]]:
    """Rows of cells; nothing where there is no table."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.rows


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[HtmlCell]] = []
        self._cell: HtmlCell | None = None
        self._across = 1
        self._covered: dict[int, tuple[int, HtmlCell]] = {}  # columns covered from above: for how many rows, by what
        self._ended = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._ended:
            return
        told = dict(attrs)
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"} and self.rows:
            self._fill_covered()
            self._cell = HtmlCell(number=told.get("x:num") or told.get("data-number") or "")
            self._across = _count(told.get("colspan"))
            if (down := _count(told.get("rowspan"))) > 1:
                place = len(self.rows[-1])
                beside = ((column, HtmlCell()) for column in range(place + 1, place + self._across))
                self._covered |= {column: (down - 1, cell) for column, cell in ((place, self._cell), *beside)}
            self.rows[-1].append(self._cell)
        elif tag == "br" and self._cell is not None:
            self._cell.text += "\n"

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"} and self._cell is not None and self.rows:
            self._cell.text = "\n".join(" ".join(line.split()) for line in self._cell.text.split("\n")).strip()
            self.rows[-1] += [HtmlCell() for _ in range(self._across - 1)]
            self._cell = None
        elif tag == "tr" and self.rows:
            self._fill_covered()
        elif tag == "table":
            self._ended = True

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._ended:
            self._cell.text += data.replace("\n", " ")

    def _fill_covered(self) -> None:
        line = self.rows[-1]
        while len(line) in self._covered and len(self.rows) > 1:
            left, by = self._covered.pop(place := len(line))
            line.append(HtmlCell(above=by.text))
            if left > 1:
                self._covered[place] = (left - 1, by)


def _count(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and 0 < int(text) < 1000 else 1
