"""An accountability letter (责任书) as it will stand on paper: plain values between the records and the printers."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Clause:
    """One numbered paragraph; ``level`` 2 prints （一）, 3 prints 1., 4 prints （1）; 0 is a plain paragraph."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Section:
    """A part under its heading; the number 一、 is the printer's, from its place."""

    heading: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class TargetLine:
    """One indicator in the annex: number, title, measure and amounts as they print."""

    title: str
    measure: str
    target: str
    stretch: str = ""
    note: str = ""


@dataclass(frozen=True)
class Signature:
    """One party's half of the signature block: its seal line and the lines to be signed by hand."""

    seal: str  # 甲方（盖章）：
    signer: str  # 代表人（签字）：
    name: str = ""  # the office's name, printed under the seal line


@dataclass(frozen=True)
class LetterSheet:
    """One letter, in the order in which it prints; ``parties`` are empty where the style names them at the end only."""

    title: str
    number: str
    parties: tuple[tuple[str, str], ...]  # (甲方, 清溪镇人民政府)
    opening: str
    sections: tuple[Section, ...]
    signatures: tuple[Signature, ...]
    annex_title: str = ""
    annex: tuple[TargetLine, ...] = field(default=())
    copies: int = 1


def plain(sheet: LetterSheet) -> dict[str, Any]:
    """The letter as lists and words that a record can keep."""
    return asdict(sheet)


def kept(values: Mapping[str, Any]) -> LetterSheet:
    """The letter that :func:`plain` made those values of."""
    return LetterSheet(
        title=values["title"],
        number=values["number"],
        parties=tuple((role, name) for role, name in values["parties"]),
        opening=values["opening"],
        sections=tuple(
            Section(each["heading"], tuple(Clause(**clause) for clause in each["clauses"]))
            for each in values["sections"]
        ),
        signatures=tuple(Signature(**each) for each in values["signatures"]),
        annex_title=values["annex_title"],
        annex=tuple(TargetLine(**each) for each in values["annex"]),
        copies=values["copies"],
    )
