"""Cells that lead to a project: its name in a line of another list, and the dates of its course."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from app.errors import Refused
from app.services import projects
from app.services.cells.columns import MILESTONES, PROJECT
from app.services.cells.reading import Terms
from app.services.projects import MilestoneLine
from app.values.stages import MilestoneKind
from app.values.words import clean


def project_named(session: Session, text: str) -> str:
    """The id of the project of that name, or of its 名称（编号）; Refused where there is none, or more than one."""
    titles = projects.titles(session)
    asked = clean(text)
    found = [key for title, key in titles.items() if asked and (title == asked or title.rpartition("（")[0] == asked)]
    if len(found) != 1:
        problem = f"项目库里有{len(found)}个“{asked}”，请写成“名称（编号）”。" if found else f"项目库里没有“{asked}”。"
        raise Refused(problem if asked else "请填写项目名称。", field=PROJECT)
    return found[0]


def dates_of(session: Session, key: str) -> dict[str, Any]:
    """The dates of a project by the columns of its list."""
    lines = {line.kind: line for line in projects.detail(session, key).milestones}
    found = {}
    for column, (kind, is_planned) in MILESTONES.items():
        line = lines.get(kind)
        found[column] = None if line is None else line.planned_on if is_planned else line.actual_on
    return found


def keep_dates(
    session: Session, key: str, dates: Mapping[str, Any], terms: Terms, *, is_new: bool
) -> list[tuple[str, str]]:
    """Sets dates by their columns, held to the same rules as the form of dates; a new row is an old ledger's.

    Returns what looks wrong though it was taken: (field, sentence).
    """
    known = {line.kind: line for line in projects.detail(session, key).milestones}
    lines: dict[MilestoneKind, MilestoneLine] = {}
    for column, day in dates.items():
        kind, is_planned = MILESTONES[column]
        line = lines.get(kind) or known.get(kind) or MilestoneLine(kind)
        lines[kind] = replace(line, planned_on=day) if is_planned else replace(line, actual_on=day)
    return projects.enter_dates(session, key, lines.values(), terms.today, is_brought=is_new)
