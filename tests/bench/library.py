"""A library of 10,000 projects, each step as the window takes it, against a tenth of a second."""

from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import Table, Text, func, insert, literal, select

from app.clock import fixed
from app.database.engine import Database, open_database
from app.demo import make_demo
from app.models.base import Base
from app.services import attachments, projects
from app.services.funds import of_project as project_funds
from app.services.lists import Filter, Query
from app.services.projects import succession
from app.ui.desk import Desk, ListSource
from tests.bench.lists import TODAY
from tests.bench.row import Row, seconds

_LIMIT = 0.1  # a tenth of a second a step: what a hand feels
_MADE, _TIMES = 2_000, 5
_SCREEN = 48  # rows that a table fetches at once
_COPIED = ("projects", "milestones", "funds")  # what a list asks of
_STEPS = {
    "all": Query(),
    "chip": Query(chip="签约"),
    "words": Query(words="lenglian"),
    "unit and stage": Query(filters=(Filter("industry", frozenset({"工业"})), Filter("stage", frozenset({"开工"})))),
    "signed this year": Query(filters=(Filter("signed_on", low=str(TODAY.year)),)),
    "sort by 本年到位": Query(sort=(("received_year", True),)),
    "sort by 完成率, 总投资": Query(sort=(("completion", True), ("total_investment", True))),
    "sort by 停留天数": Query(sort=(("days_in_stage", True),)),
}


def rows(database: Path, folder: Path) -> Sequence[Row]:
    """Listing (ids, a screen of rows, sums, chips), filter, sort, choices of a filter, sums of all, and the detail."""
    opened = open_database(_library(folder), fixed(TODAY))
    source = ListSource(cast("Desk", SimpleNamespace(read=opened.read)), lambda: projects.listing(TODAY.year, TODAY))
    everything = source.ids(Query())

    def ask(query: Query) -> None:
        source.rows(source.ids(query)[:_SCREEN])
        source.total(query)
        source.chip_counts(query)

    steps: dict[str, Callable[[], object]] = {name: lambda asked=query: ask(asked) for name, query in _STEPS.items()}  # type: ignore[misc]
    steps["a filter's choices"] = lambda: source.choices("unit", Query())
    steps["sums of all selected"] = lambda: source.total_of(everything)
    steps["detail"] = lambda: _look(opened, everything[len(everything) // 2])
    made = [
        Row(f"10,000 projects: {name}", seconds(step), _LIMIT, "a tenth of a second", 1.0)
        for name, step in steps.items()
    ]
    opened.close()
    return made


def _look(database: Database, key: str) -> None:
    """What the panel beside the list reads when the cursor rests on a project."""
    with database.read() as session:
        projects.detail(session, key)
        succession.links(session, key)
        project_funds.figures(session, key, TODAY.year, TODAY.month)
        attachments.of_project(session, key)


def _library(folder: Path) -> Path:
    """Sample projects with their dates and money, each there five times under ids and codes of its own."""
    path = folder / "项目库一万个.db"
    make_demo(path, today=TODAY, projects=_MADE, seed=2)
    opened = open_database(path, fixed(TODAY))
    with opened.work("抄写项目") as session:
        for sign in "ghij"[: _TIMES - 1]:  # no id of the sample begins with one of these
            for name in _COPIED:
                session.execute(_copy(Base.metadata.tables[name], sign))
    opened.close()
    return path


def _copy(table: Table, sign: str) -> Any:
    columns = {column.name: column for column in table.c}
    of_the_sample = columns["id"].op("GLOB")("[0-9a-f]*")
    changed = {"id": literal(sign) + _tail(columns["id"])}
    if "project_id" in columns:
        changed["project_id"] = literal(sign) + _tail(columns["project_id"])
    if "code" in columns:
        changed["code"] = columns["code"] + literal(sign)
    taken = [changed.get(name, column) for name, column in columns.items()]
    return insert(table).from_select(list(columns), select(*taken).where(of_the_sample))


def _tail(column: Any) -> Any:
    return func.substr(column, 2, type_=Text)
