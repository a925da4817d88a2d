"""The fields of each kind of ledger, with the headings that offices give them, from resources/ledgers/*.toml."""

import re
import tomllib
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from app.paths import RESOURCES
from app.values.kinds import LedgerKind


class Sort(StrEnum):
    """What a field's cells hold, as far as reading must know."""

    TEXT = "text"
    MONEY = "money"
    DOLLARS = "dollars"
    DATE = "date"
    CODE = "code"  # digits that are a name and not a number
    NUMBER = "number"


@dataclass(frozen=True)
class Field:
    """One field: its name in the row, what it holds, its headings (best first), and words that rule a heading out."""

    name: str
    sort: Sort
    words: tuple[str, ...]
    never: re.Pattern[str] | None


@dataclass(frozen=True)
class Shape:
    """What makes a row of a kind: fields without which it is no such ledger, and the one each record has its own of.

    ``record`` decides which rows belong together where cells are merged downwards; ``titles`` are the words of a
    title or a sheet's name that speak for the kind. ``filled_down`` fields may stand only in a group's first row;
    ``by_number`` ones among them only where the rows below have no 序号 of their own. Where the record has no column,
    that of ``stand_in`` gives its name too, if the title or two of the ``telling`` fields speak for the kind. Each of
    the fields ``instead`` of a needed one says as well what it would say.
    """

    needs: tuple[str, ...]
    record: str
    titles: str
    filled_down: tuple[str, ...] = ()
    by_number: tuple[str, ...] = ()
    stand_in: str = ""
    telling: frozenset[str] = frozenset()
    instead: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def lacks(self, columns: Container[str]) -> tuple[str, ...]:
        """The needed fields that none of a sheet's columns holds, nor says otherwise."""
        return tuple(name for name in self.needs if not self.says(name, columns))

    def says(self, name: str, columns: Container[str]) -> bool:
        """Whether a column holds the field, or another that says the same."""
        return any(each in columns for each in (name, *self.instead.get(name, ())))


SHAPES = {
    LedgerKind.PROJECTS: Shape(
        ("name",),
        "name",
        "(?<!在谈)(?<!洽谈)(?<!意向)(?<!线索)项目(台账|库|一览表|进展|清单|推进|汇总)",
        ("unit", "industry", "stage", "leader", "lead_unit"),
    ),
    LedgerKind.LEADS: Shape(
        ("name",),
        "name",
        "线索|(?:在谈|洽谈|意向)项目",
        ("unit", "industry", "leader", "source"),
        stand_in="investor",
        telling=frozenset(("source", "intended_amount", "judgement", "judged_on", "next_step", "next_on", "state")),
    ),
    LedgerKind.FUNDS: Shape(
        ("project", "amount"),
        "amount",
        "到位资金|资金到位|到资|进账",
        ("project", "investor"),
        ("project", "investor"),
        instead={"project": ("project_code", "investor")},
    ),
    LedgerKind.ENTERPRISES: Shape(
        ("name",), "name", "企业(名录|库|名单|一览|信息|台账)", ("industry", "kind", "place")
    ),
    LedgerKind.FELLOWS: Shape(("name",), "name", "乡贤|老乡|乡友|在外(人士|人员|人才)|名人", ("origin", "leader")),
    LedgerKind.ACTIVITIES: Shape(("date",), "dealings", "活动|拜访|走访|接待|外出招商|走出去", ("kind", "unit")),
    LedgerKind.PROBLEMS: Shape(("description",), "description", "问题", ("unit", "kind")),
    LedgerKind.UNITS: Shape(("name",), "name", "责任单位|单位(名录|名单|信息|一览)", ("kind", "parent")),
    LedgerKind.TARGETS: Shape(("unit", "indicator", "amount"), "amount", "目标|任务", ("unit", "indicator")),
    LedgerKind.ACHIEVEMENTS: Shape(
        ("indicator", "amount"), "amount", "完成数|完成情况登记|业绩|手工", ("unit", "indicator")
    ),
    LedgerKind.MONTHLY: Shape(("unit", "done"), "unit", "月报|月度(工作)?(报告|情况)|按月报送"),
}


def field_named(kind: LedgerKind, heading: str) -> str | None:
    """The field of a kind that a heading names, best words first; None for none."""
    named = [(one.words.index(heading), one.name) for one in fields_of(kind) if heading in one.words]
    return min(named)[1] if named else None


@cache
def fields_of(kind: LedgerKind) -> tuple[Field, ...]:
    """The fields of a kind, in the order its file gives."""
    with (RESOURCES / "ledgers" / f"{kind}.toml").open("rb") as file:
        entries: dict[str, dict[str, str]] = tomllib.load(file)
    return tuple(
        Field(
            name,
            Sort(entry.get("sort", "text")),
            tuple(entry["words"].split()),
            re.compile(entry["never"]) if "never" in entry else None,
        )
        for name, entry in entries.items()
    )
