"""Projects that a ledger makes: each is checked at once, and all are written together."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from app.database.history import put_in
from app.errors import Refused
from app.models.base import Base, new_id, new_ids
from app.models.projects import Milestone, Project, stage_reached
from app.models.types import Words
from app.services import offices, units
from app.services.projects import MilestoneLine, ProjectDetail, ProjectEntry, next_code, search_words
from app.values.codes import normal_credit_code, normal_phones
from app.values.stages import STAGES, MilestoneKind, Stage
from app.values.words import clean, without_unseen

_ELSEWHERE = frozenset({"unit", "lead_unit", "code"})
_ORDER = {kind: place for place, kind in enumerate(MilestoneKind)}


class NewProjects:
    """Gathers new projects until :meth:`write`; what it refuses leaves no trace."""

    def __init__(self, session: Session, year: int | None) -> None:
        self._session, self._year = session, year
        self._office = offices.own_id(session)
        statement = select(Project.code, Project.name).where(Project.office_id == self._office)
        self._codes = {code: name for code, name in session.execute(statement)}  # noqa: C416 - rows are no pairs
        self._projects: list[dict[str, Any]] = []
        self._milestones: list[dict[str, Any]] = []
        self._checked: tuple[ProjectEntry, dict[str, Any]] | None = None
        self.waiting: set[str] = set()  # ids of those not written yet

    def check(self, entered: ProjectEntry) -> dict[str, Any]:
        """The columns that an entry would fill; refuses what a form would refuse of it, its units apart.

        An entry that differs from the last one only in its units is not looked at again.
        """
        if self._checked is not None and _same_but_units(entered, self._checked[0]):
            return self._checked[1]
        if not clean(entered.name):
            raise Refused("请填写项目名称。", field="name")
        values = _values(entered)
        rules, room = _rules(), _least_room()
        for name, value in values.items():
            is_plain = not value or (value.__class__ is str and len(value) <= room and value.isprintable())
            if not is_plain and name in rules and (problem := rules[name](value)):
                raise Refused(problem, field=name)
        if (other := self._codes.get(clean(entered.code))) is not None:
            sentence = f"项目编号{clean(entered.code)}已经用于“{other}”，请换一个编号或留空自动编号。"
            raise Refused(sentence, field="code")
        self._checked = entered, values
        return values

    def keep(self, entered: ProjectEntry, lines: Iterable[MilestoneLine], stage: str | None) -> ProjectDetail:
        """The project as it will stand; refuses as :meth:`check` and for units that are not there."""
        values = self.check(entered)
        unit_id, lead_id = units.find(self._session, entered.unit), units.find(self._session, entered.lead_unit)
        code = clean(entered.code) or next_code(self._session, self._year, taken=self._codes)
        milestones, reached = settled((), lines, Stage.RESERVED, stage)
        key = new_id()
        self._codes[code] = entered.name
        self._checked = None
        self._projects.append(
            {
                **_blank(Project),
                **values,
                "id": key,
                "office_id": self._office,
                "code": code,
                "stage": reached,
                "unit_id": unit_id,
                "lead_unit_id": lead_id,
                "search": search_words({**values, "code": code}),
            }
        )
        self._milestones += [
            {
                "project_id": key,
                "kind": line.kind,
                "planned_on": line.planned_on,
                "actual_on": line.actual_on,
                "evidence": line.evidence,
            }
            for line in milestones
        ]
        self.waiting.add(key)
        given = vars(entered)
        new = {name: value for name, value in {**values, "code": code}.items() if value != given[name]}
        kept = replace(entered, **new) if new else entered
        return ProjectDetail(key, reached, kept, milestones, "")

    def write(self) -> None:
        """Writes what was gathered, each table in one go."""
        self._milestones.sort(key=itemgetter("project_id"))
        for key, row in zip(new_ids(len(self._milestones)), self._milestones, strict=True):
            row["id"] = key
        made: tuple[tuple[type[Base], list[dict[str, Any]]], ...]
        made = ((Project, self._projects), (Milestone, self._milestones))
        for model, rows in made:
            if rows:
                put_in(self._session, model, rows)
        self._projects, self._milestones = [], []
        self.waiting.clear()


def _same_but_units(one: ProjectEntry, other: ProjectEntry) -> bool:
    return {**vars(one), "unit": other.unit, "lead_unit": other.lead_unit} == vars(other)


def settled(
    before: Iterable[MilestoneLine], lines: Iterable[MilestoneLine], stage: Stage, stated: str | None
) -> tuple[tuple[MilestoneLine, ...], Stage]:
    """The milestones and the stage after a ledger's row: named ones without any date go, the stage moves only on."""
    known = {line.kind: line for line in before}
    for line in lines:
        known[line.kind] = line
    kept = [line for line in known.values() if line.planned_on or line.actual_on or line.evidence]
    made: Any = kept
    reached = stage_reached(made, max((stage, Stage(stated) if stated else stage), key=STAGES.index))
    if stated and Stage(stated) is not stage:
        reached = stage_reached(made, Stage(stated))
    return tuple(sorted(kept, key=lambda line: _ORDER[line.kind])), reached


def _values(entered: ProjectEntry) -> dict[str, Any]:
    """The entry's own columns, as a form would leave them."""
    values = {
        name: without_unseen(value).strip() if value and value.__class__ is str else value
        for name, value in vars(entered).items()
        if name not in _ELSEWHERE
    }
    values["nature"] = entered.nature
    values["phone"] = normal_phones(entered.phone)
    values["credit_code"] = normal_credit_code(entered.credit_code)
    return values


@cache
def _rules() -> Mapping[str, Callable[[Any], str | None]]:
    """What the columns of a project that have a rule say of a value."""
    return {one.name: one.type.problem for one in Project.__table__.columns if hasattr(one.type, "problem")}


@cache
def _least_room() -> int:
    """The characters for which every column of an entry has room."""
    columns = (Project.__table__.columns.get(each.name) for each in fields(ProjectEntry))
    return min(one.type.most for one in columns if one is not None and isinstance(one.type, Words))


@cache
def _blank(model: type[Any]) -> Mapping[str, Any]:
    """Every column of a table with the value that it has unless something is said."""
    found = {}
    for attribute in inspect(model).mapper.column_attrs:
        default = attribute.columns[0].default
        found[attribute.key] = default.arg if default is not None and default.is_scalar else None
    return found
