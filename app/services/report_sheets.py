"""A bulletin, a summary or an indicator sheet as it will stand on paper: plain values between figures and printers."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from app.services.indicators import IndicatorRow
from app.services.letters.sheet import Section


@dataclass(frozen=True)
class RankLine:
    """One unit's place in the ranking; ``rank`` is empty for a unit outside it, ``score`` None where none is kept.

    ``ahead`` is in percentage points, None where it is undefined.
    """

    rank: str
    unit: str
    target: Fraction | None
    actual: Fraction | None
    completion: Fraction | None
    score: Fraction | None = None
    ahead: Fraction | None = None


@dataclass(frozen=True)
class SheetColumn:
    """One column of a table of texts; ``group`` is the heading over it and its neighbours.

    Without ``align`` it stands left where a text is long, else centred. ``least`` is how many characters a line of
    a wrapping text should hold.
    """

    title: str
    align: Literal["left", "centre", "right"] | None = None
    group: str = ""
    wraps: bool = True
    least: float = 4


@dataclass(frozen=True)
class SheetTable:
    """A table under its title, in words as they print; ``bold`` are the numbers of the rows that are sums."""

    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    bold: tuple[int, ...] = ()


@dataclass(frozen=True)
class BulletinSheet:
    """One bulletin in the order in which it prints: text, who issues it and when, then its tables.

    ``date`` is written out (2026年11月30日). Without ``sections`` the tables follow the opening on the same page.
    ``ranking_measure`` is the measure of the ranking's amounts, ``whole`` the township below it. ``tables`` follow the
    indicators and the ranking.
    """

    title: str
    opening: str = ""
    sections: tuple[Section, ...] = ()
    issuer: str = ""
    date: str = ""
    number: str = ""
    addressee: str = ""
    indicators_title: str = "主要指标完成情况表"
    indicators: tuple[IndicatorRow, ...] = field(default=())
    ranking_title: str = "各单位完成情况排名表"
    ranking_measure: str = "万元"
    ranking: tuple[RankLine, ...] = field(default=())
    whole: RankLine | None = None
    note: str = ""
    tables: tuple[SheetTable, ...] = field(default=())
