"""What every circular says alike: who issues it, when, and its head words."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from app.indicators.doubts import Doubt
from app.reports.blocks import Table
from app.reports.bulletins import BulletinSheet
from app.reports.circulars.annexes import Annexes
from app.reports.tables import filled
from app.services.letters.sheet import Clause, Section
from app.services.offices import OfficeInfo
from app.services.report_facts import StandingProject
from app.values.dates import PartialDate


def sheet(
    office: OfficeInfo,
    title: str,
    opening: str,
    parts: Iterable[tuple[str, Sequence[Clause]]],
    annexes: Annexes,
    today: date,
    *,
    nothing: str,
    addressee: str = "",
    doubts: tuple[Doubt, ...] = (),
) -> BulletinSheet:
    """The circular with those parts that have something to say; where none has, it says ``nothing`` and no more."""
    told = [Section(heading, tuple(clauses)) for heading, clauses in parts if clauses]
    if len(told) == 1:
        told = [replace(told[0], heading="")]  # there is no 一、 without a 二、
    return BulletinSheet(
        title=f"{office.name}{title}",
        addressee=addressee,
        opening=opening if told else nothing,
        sections=annexes.all_named(told),
        issuer=office.government,
        date=PartialDate.of(today).text(),
        tables=tuple(map(filled, annexes.tables.values())) if told else (),
        doubts=doubts,
    )


def annexes_of(word: str, **several: Table | None) -> Annexes:
    """The tables that there are, by the keys under which the text names them."""
    return Annexes(word, {key: table for key, table in several.items() if table is not None and table.rows})


def ids(found: Iterable[StandingProject]) -> tuple[str, ...]:
    """The ids of projects."""
    return tuple(each.row.id for each in found)
