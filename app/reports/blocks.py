"""The one vocabulary of paper: what a document is made of, in words that PDF, Word and workbook render alike.

Blocks say what a piece is and what it says; where it stands, how large it is set and where pages break is decided once
for both kinds of paper by ``documents.layout``. Texts are as they print, numbers of headings included.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any, Literal

from app.columns.column import Column
from app.values.money import MoneyUnit
from app.values.page_numbers import PageNumbers

Align = Literal["left", "centre", "right"]
Paper = Literal["A3", "A4"]


class Layout(StrEnum):
    """The kind of page that a part stands on."""

    OFFICIAL = "official"  # the page of GB/T 9704: 三号仿宋 on 22 lines of 28 characters
    FORM = "form"  # an upright A4 sheet in small type: cards, registration forms
    LEDGER = "ledger"  # a page on its side, A4 or A3, filled by a ruled table


@dataclass(frozen=True)
class Title:
    """The title of a document or an annex, in the middle, broken to a 梯形 or 菱形 where it needs several lines."""

    text: str


@dataclass(frozen=True)
class Centred:
    """A line in the middle: a document's number, a period in brackets."""

    text: str


@dataclass(frozen=True)
class Heading:
    """A heading with its number: level 1 一、 in 黑体, 2 （一） in 楷体; it never ends a page."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or a numbered clause of running text, its first line indented by two characters."""

    text: str


@dataclass(frozen=True)
class Flush:
    """A line from the left edge: 主送机关, 甲方：…; ``hanging`` characters indent the lines after its first."""

    text: str
    hanging: int = 0


@dataclass(frozen=True)
class Note:
    """What stands small under a table or a form."""

    text: str


@dataclass(frozen=True)
class Blank:
    """Empty lines; ``keep`` holds them to what follows."""

    lines: float = 1
    keep: bool = True


@dataclass(frozen=True)
class Sides:
    """Two texts on one line, at its left and its right edge; ``last`` ends what is held together above a table."""

    left: str
    right: str = ""
    last: bool = False


@dataclass(frozen=True)
class TableColumn:
    """One column of a table: its heading, the heading over it and its neighbours, how its cells stand.

    Without ``align`` it stands left where a text is long, else centred. A text that ``wraps`` should hold ``least``
    characters on a line, one that goes ``by_clause`` breaks after clauses rather than within one. Numbers and dates do
    not wrap; a code that ``breaks`` does so at 、 and, where it is longer than most, within. A break in ``title`` is
    kept. ``column`` is the list's column whose values the table holds.
    """

    title: str
    align: Align | None = None
    group: str = ""
    wraps: bool = True
    least: float = 4
    by_clause: bool = False
    breaks: bool = False
    column: Column | None = None


@dataclass(frozen=True)
class Table:
    """A ruled table whose head repeats on every page; ``bold`` are the numbers of the rows that are sums.

    ``title`` is its name where it stands in the text or on a form; an annex has a title of its own.
    ``fixed`` columns are repeated where the others do not fit beside each other. ``largest`` is the type in points that
    it is set in where there is room, ``close`` sets it in narrow lines. ``values`` are what the rows' cells were made
    of, for a workbook that must hold real numbers and dates; money in ``money_unit``.
    """

    columns: tuple[TableColumn, ...]
    rows: Sequence[Sequence[str]]
    bold: Collection[int] = ()
    title: str = ""
    fixed: int = 0
    largest: float = 12
    close: bool = False
    values: Sequence[Sequence[Any]] = ()
    money_unit: MoneyUnit = MoneyUnit.WAN


@dataclass(frozen=True)
class Facts:
    """A ruled grid of (label, value): two to a row where both are short, a row of its own for a long text.

    ``texts`` of them, from the end, are long ones that may be cut where all must stand on one page.
    """

    facts: tuple[tuple[str, str], ...]
    texts: int = 0


@dataclass(frozen=True)
class Signature:
    """One party that signs: its seal line, the office's name under it, the line signed by hand.

    A person who only signs has no seal line, and a name that is printed beside the hand's. ``below`` are lines between
    that and the date; none of them is broken.
    """

    seal: str  # 甲方（盖章）：
    signer: str  # 代表人（签字）：
    name: str = ""
    below: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signatures:
    """The parties side by side, two by two, each with room for its seal; never alone on a page."""

    parties: tuple[Signature, ...]


@dataclass(frozen=True)
class Issuer:
    """Who issues a document and when (落款), the date written out; never alone on a page.

    Where it is ``sealed``, a seal of 42 to 45 mm has room over both, and the name stands in the middle over the date.
    """

    name: str
    date: str
    sealed: bool = True


@dataclass(frozen=True)
class AnnexNote:
    """附件说明 under the text: the annexes by their titles, numbered where they are several."""

    titles: tuple[str, ...]

    def lines(self) -> list[tuple[str, int, int]]:
        """Each paragraph as it prints, with the characters by which its first and its further lines are indented."""
        if len(self.titles) == 1:
            return [(f"附件：{self.titles[0]}", 2, 5)]
        first, *rest = (f"{number}.{title}" for number, title in enumerate(self.titles, start=1))
        return [(f"附件：{first}", 2, 6), *((line, 5, 6) for line in rest)]


@dataclass(frozen=True)
class AnnexMark:
    """附件 or 附表 in 黑体 at the left edge, where an annex begins; ``new_page`` begins it on a page of its own."""

    text: str
    new_page: bool = True


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a page."""


@dataclass(frozen=True)
class Picture:
    """A photo or scan as JPEG or PNG, as large as the page lets it be, its ``caption`` under it.

    So many of those that are broader than high stand on a page as ``per_page`` says.
    """

    content: bytes
    caption: tuple[str, ...] = ()
    per_page: int = 1


@dataclass(frozen=True)
class Photographs:
    """Pictures side by side in what the other blocks leave of a page, else on one behind it; a few words under each."""

    pictures: tuple[Picture, ...]


@dataclass(frozen=True)
class BoundPages:
    """Pages of a PDF file that are bound behind the document; a word processor shows their ``name`` alone.

    In a volume a part that is nothing else stands in its place among the others, its pages numbered with theirs.
    """

    name: str
    content: bytes


@dataclass(frozen=True)
class Head:
    """红头 on top of the first page: 机关标志, 发文字号 and (as it prints) 签发人 over a rule, mark and rule in red.

    Without a ``mark`` its room stays free, and the rule with it: the paper that it is printed on has them already.
    """

    mark: str
    number: str = ""
    signer: str = ""  # 签发人：王某某


@dataclass(frozen=True)
class LetterHead:
    """信函格式 on the first page: the office's full name over a red double rule, the 发文字号 at the right under it.

    Another double rule lies at the page's foot, and that page bears no number.
    """

    mark: str
    number: str = ""


@dataclass(frozen=True)
class Imprint:
    """版记 at the foot of the last page, wherever it stands among the blocks: 抄送, who prints it and when.

    Without an ``office`` it is 抄送 alone, without rules, as letters have it. ``on_back`` puts it on a page of an even
    number, as papers printed on both sides of the sheet have it.
    """

    copies: str
    office: str
    date: str
    on_back: bool = False


@dataclass(frozen=True)
class Series:
    """One row of figures of a chart, in its measure (a rate in percent); None where there is none to draw.

    ``texts`` are the same as they read.
    """

    name: str
    values: tuple[Fraction | None, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Chart:
    """Figures drawn: standing columns, or lying bars under long names; black on white, each series in its own hatch.

    ``mark`` is drawn as a stroke across each bar: where it should be by now. ``note`` stands small below.
    """

    title: str
    measure: str
    names: tuple[str, ...]
    series: tuple[Series, ...]
    lying: bool = False
    mark: Series | None = None
    note: str = ""


@dataclass(frozen=True)
class KeepTogether:
    """Blocks that share a page where a page can hold them, else begin together."""

    blocks: "tuple[Block, ...]"


Block = (
    Title | Centred | Heading | Paragraph | Flush | Note | Blank | Sides | Table | Facts | Signatures | Issuer
    | AnnexNote | AnnexMark | PageBreak | Picture | Photographs | BoundPages | Head | LetterHead | Imprint | Chart
    | KeepTogether
)  # fmt: skip


@dataclass(frozen=True)
class OnePage:
    """That a part must stand on one page: smaller type first, then texts cut at their end with the words ``cut``."""

    cut: str


@dataclass(frozen=True)
class Part:
    """Blocks on pages of one kind: a letter, a ledger, a project's page.

    ``name`` is its bookmark; in a volume's contents it stands as ``entry`` (else by its name) under ``group``, and
    without blocks it stands there alone, with the word ``absent`` where its page would be. ``paper`` forces a
    ledger's. ``copies`` are the originals that are signed.
    """

    blocks: tuple[Block, ...]
    layout: Layout = Layout.OFFICIAL
    name: str = ""
    entry: str = ""
    group: str = ""
    paper: Paper | None = None
    one_page: OnePage | None = None
    copies: int = 1
    absent: str = "没有记录"


@dataclass(frozen=True)
class Cover:
    """The front of a bound volume: what it is about, who issues it and when (written out)."""

    title: str
    subtitle: str
    issuer: str
    date: str


@dataclass(frozen=True)
class Volume:
    """What binds a document's parts: a cover, contents on pages of ``layout``, pages numbered through.

    ``counts`` says beside each group of the contents how many it has.
    """

    cover: Cover
    layout: Layout = Layout.OFFICIAL
    counts: bool = True


@dataclass(frozen=True)
class Document:
    """One document: its title and author as the file's properties have them, and its parts.

    Parts without a ``volume`` count their own pages. ``formats`` are the endings that it may be written to.
    ``workbook`` is what a workbook holds instead, where that differs from the paper.
    """

    title: str
    parts: tuple[Part, ...]
    author: str = ""
    volume: Volume | None = None
    numbers: PageNumbers = "outer"
    formats: tuple[str, ...] = (".pdf", ".docx")
    workbook: "Document | None" = field(default=None)
    made: datetime | None = None
