"""Projects that a ledger makes: each is checked at once, and all are written together."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from functools import cache
from typing import Any

from sqlalchemy import insert, inspect, select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.base import new_id
from app.models.projects import Milestone, Project, stage_reached
from app.models.types import Words, problem_of
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
        self.waiting: set[str] = set()  # ids of those not written yet

    def check(self, entered: ProjectEntry) -> dict[str, Any]:
        """The columns that an entry would fill; refuses what a form would refuse of it, its units apart."""
        if not clean(entered.name):
            raise Refused("请填写项目名称。", field="name")
        values = _values(entered)
        kinds, room = _kinds(), _least_room()
        for name, value in values.items():
            is_plain = not value or (value.__class__ is str and len(value) <= room and value.isprintable())
            if not is_plain and (problem := problem_of(kinds[name], value)):
                raise Refused(problem, field=name)
        if (other := self._codes.get(clean(entered.code))) is not None:
            sentence = f"项目编号{clean(entered.code)}已经用于“{other}”，请换一个编号或留空自动编号。"
            raise Refused(sentence, field="code")
        return values

    def keep(self, entered: ProjectEntry, lines: Iterable[MilestoneLine], stage: str | None) -> ProjectDetail:
        """The project as it will stand; refuses as :meth:`check` and for units that are not there."""
        values = self.check(entered)
        unit_id, lead_id = units.find(self._session, entered.unit), units.find(self._session, entered.lead_unit)
        code = clean(entered.code) or next_code(self._session, self._year, taken=self._codes)
        milestones, reached = settled((), lines, Stage.RESERVED, stage)
        key = new_id()
        self._codes[code] = entered.name
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
            {"id": new_id(), "project_id": key, **{name: getattr(line, name) for name in _LINE}} for line in milestones
        ]
        self.waiting.add(key)
        kept = replace(entered, **values, code=code)
        return ProjectDetail(key, reached, kept, milestones, "")

    def write(self) -> None:
        """Writes what was gathered, each table in one go."""
        for model, rows in ((Project, self._projects), (Milestone, self._milestones)):
            if rows:
                self._session.execute(insert(model), rows)
        self._projects, self._milestones = [], []
        self.waiting.clear()


_LINE = ("kind", "planned_on", "actual_on", "evidence")


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
        name: without_unseen(value).strip() if value and isinstance(value, str) else value
        for name, value in vars(entered).items()
        if name not in _ELSEWHERE
    }
    values["nature"] = entered.nature
    values["phone"] = normal_phones(entered.phone)
    values["credit_code"] = normal_credit_code(entered.credit_code)
    return values


@cache
def _kinds() -> Mapping[str, Any]:
    """The type of each column of a project."""
    return {column.name: column.type for column in Project.__table__.columns}


@cache
def _least_room() -> int:
    """The characters for which every column of an entry has room."""
    columns = (_kinds().get(each.name) for each in fields(ProjectEntry))
    return min(column.most for column in columns if isinstance(column, Words))


@cache
def _blank(model: type[Any]) -> Mapping[str, Any]:
    """Every column of a table with the value that it has unless something is said."""
    found = {}
    for attribute in inspect(model).mapper.column_attrs:
        default = attribute.columns[0].default
        found[attribute.key] = default.arg if default is not None and default.is_scalar else None
    return found
