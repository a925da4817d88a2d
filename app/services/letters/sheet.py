"""An accountability letter (责任书) as it will stand on paper: plain values between the records and the printers."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Clause:
    """One numbered paragraph; ``level`` 2 prints （一）, 3 prints 1., 4 prints （1）; 0 is a plain paragraph."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class TargetLine:
    """One indicator in a table: number, title, measure and amounts as they print; ``year`` where there are several."""

    title: str
    measure: str
    target: str
    stretch: str = ""
    note: str = ""
    year: str = ""


@dataclass(frozen=True)
class Section:
    """A part under its heading; the number 一、 is the printer's, from its place. ``lines`` are a table below."""

    heading: str
    clauses: tuple[Clause, ...]
    lines: tuple[TargetLine, ...] = ()


@dataclass(frozen=True)
class Signature:
    """One party's half of the signature block: its seal line and the lines to be signed by hand.

    A person who only signs has no seal line. ``below`` stands between who signs and the date.
    """

    seal: str  # 甲方（盖章）：
    signer: str  # 代表人（签字）：
    name: str = ""  # the office's name, printed under the seal line
    below: tuple[str, ...] = ()  # 联络员：李四


@dataclass(frozen=True)
class SchemeSheet:
    """The year's scheme as an annex: its items in a table, and what holds across them below."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class LetterSheet:
    """One letter, in the order in which it prints; ``parties`` are empty where the style names them at the end only.

    ``unit`` is whom it binds, by whose name it is found.
    """

    title: str
    number: str
    parties: tuple[tuple[str, str], ...]  # (甲方, 清溪镇人民政府)
    opening: str
    sections: tuple[Section, ...]
    signatures: tuple[Signature, ...]
    annex_title: str = ""
    annex: tuple[TargetLine, ...] = field(default=())
    copies: int = 1
    unit: str = ""
    schemes: tuple[SchemeSheet, ...] = ()


def plain(sheet: LetterSheet) -> dict[str, Any]:
    """The letter as lists and words that a record can keep."""
    return asdict(sheet)


def kept(values: Mapping[str, Any]) -> LetterSheet:
    """The letter that :func:`plain` made those values of, also where an older program did."""
    return LetterSheet(
        title=values["title"],
        number=values["number"],
        parties=tuple((role, name) for role, name in values["parties"]),
        opening=values["opening"],
        sections=tuple(_section(each) for each in values["sections"]),
        signatures=tuple(_signature(each) for each in values["signatures"]),
        annex_title=values["annex_title"],
        annex=_lines(values["annex"]),
        copies=values["copies"],
        unit=values.get("unit", ""),
        schemes=tuple(_scheme(each) for each in values.get("schemes", ())),
    )


def _section(values: Mapping[str, Any]) -> Section:
    clauses = tuple(Clause(**clause) for clause in values["clauses"])
    return Section(values["heading"], clauses, _lines(values.get("lines", ())))


def _lines(several: Iterable[Mapping[str, Any]]) -> tuple[TargetLine, ...]:
    return tuple(TargetLine(**each) for each in several)


def _signature(values: Mapping[str, Any]) -> Signature:
    return Signature(values["seal"], values["signer"], values["name"], tuple(values.get("below", ())))


def _scheme(values: Mapping[str, Any]) -> SchemeSheet:
    rows = tuple(tuple(row) for row in values["rows"])
    return SchemeSheet(values["title"], tuple(values["columns"]), rows, tuple(values["notes"]))
