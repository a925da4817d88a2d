"""Decisions on a project: 评审 on its six points, 合法性审查, meetings with the numbers of their minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.gates import Gate, GateKind, GateResult
from app.models.projects import Project
from app.services import choices, offices
from app.services.entries import as_entered, must_exist, put, set_where_new, taken
from app.values.dates import PartialDate
from app.values.words import clean

CHOICES = choices.of("gates")
POINTS = ("法律法规", "产业政策", "行业准入", "城乡规划", "环境保护", "经济效益")
MEETINGS = (GateKind.EXECUTIVE_MEETING, GateKind.STANDING_COMMITTEE)
_POINTS_SETTING = "review_points"


class Verdict(StrEnum):
    """What a review says of one point."""

    PASSED = "符合"
    REFUSED = "不符合"
    OPEN = "未评"


@dataclass(frozen=True)
class Opinion:
    """One point of a 评审 with its verdict and, where there is more to say, the words."""

    point: str
    verdict: Verdict = Verdict.OPEN
    words: str = ""


@dataclass(frozen=True)
class GateEntry:
    """What is entered of a decision; ``opinions`` only of a 评审."""

    kind: GateKind = GateKind.REVIEW
    decided_on: PartialDate | None = None
    result: GateResult = GateResult.PENDING
    document_number: str = ""
    opinions: tuple[Opinion, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class GateLine:
    """A decision in the project's list."""

    id: str
    entry: GateEntry


def points(session: Session) -> tuple[str, ...]:
    """The points that this office's review looks at."""
    return tuple(offices.value(session, _POINTS_SETTING, POINTS))


def set_points(session: Session, new: tuple[str, ...]) -> None:
    """Keeps the office's own points; at least one, none twice."""
    kept = [clean(point) for point in new if clean(point)]
    if not kept or len(set(kept)) < len(kept):
        raise Refused("评审内容至少写一项，不能重复。", field="points")
    offices.set_value(session, _POINTS_SETTING, kept)


def blank_review(session: Session) -> GateEntry:
    """A review of the office's points, to be filled in."""
    return GateEntry(opinions=tuple(Opinion(point) for point in points(session)))


def lines(session: Session, project_id: str) -> tuple[GateLine, ...]:
    """A project's decisions, the earliest first, those without a day last."""
    found = session.scalars(select(Gate).where(Gate.project_id == project_id).order_by(as_entered(Gate))).all()
    order = [*points(session), *POINTS] if found else []
    made = [GateLine(gate.id, taken(gate, GateEntry, opinions=_ordered(gate.opinions, order))) for gate in found]
    return tuple(sorted(made, key=lambda line: (_day(line.entry), line.entry.kind)))


def latest(found: tuple[GateLine, ...], *kinds: GateKind) -> GateEntry | None:
    """The last decision of these kinds: a second review stands for the first."""
    of_kind = [line.entry for line in found if line.entry.kind in kinds]
    return of_kind[-1] if of_kind else None


def save(session: Session, project_id: str, entered: GateEntry, key: str | None = None) -> str:
    """Keeps a decision and returns its id.

    A result needs its day; a meeting that passed a project needs the number of its minutes; a 评审 passes only where
    every point was judged and none was found wanting. The points are the office's; a review that is changed keeps
    those that it looked at.
    """
    must_exist(session, Project, project_id)
    gate = must_exist(session, Gate, key) if key else Gate(project_id=project_id)
    _must_be_whole(entered, [each.point for each in read_opinions(gate.opinions)] or points(session))
    put(gate, entered, without=("opinions",))
    opinions = {each.point: [str(each.verdict), clean(each.words)] for each in entered.opinions}
    set_where_new(gate, "opinions", opinions or None)
    session.add(gate)
    session.flush()
    return gate.id


def remove(session: Session, keys: list[str]) -> None:
    """Takes decisions out; the history keeps them."""
    for key in keys:
        session.delete(must_exist(session, Gate, key))
    session.flush()


def _must_be_whole(entered: GateEntry, wanted: Sequence[str]) -> None:
    if entered.result is not GateResult.PENDING and entered.decided_on is None:
        raise Refused(f"请填写{entered.kind}的日期。", field="decided_on")
    if entered.result is not GateResult.PASSED:
        return
    if entered.kind in MEETINGS and not clean(entered.document_number):
        raise Refused(f"请填写{entered.kind}的会议纪要号。", field="document_number")
    if entered.kind is GateKind.REVIEW:
        _must_pass_every_point(entered.opinions, wanted)


def _must_pass_every_point(opinions: tuple[Opinion, ...], wanted: Sequence[str]) -> None:
    refused = [each.point for each in opinions if each.verdict is Verdict.REFUSED]
    if refused:
        raise Refused(f"{'、'.join(refused)}不符合，评审结果不能是“通过”。", field="result")
    judged = {each.point for each in opinions if each.verdict is Verdict.PASSED}
    asked = dict.fromkeys([*wanted, *(each.point for each in opinions)])
    unjudged = [point for point in asked if point not in judged]
    if unjudged:
        raise Refused(f"还没有评{'、'.join(unjudged)}，逐项评完才能通过。", field="opinions")


def read_opinions(stored: Any) -> tuple[Opinion, ...]:
    """The opinions of the stored map; plain words are one as well, 不… being against."""
    found = []
    for point, said in (stored or {}).items():
        if isinstance(said, str):
            against = said.startswith(("不", "未"))
            found.append(Opinion(point, Verdict.REFUSED if against else Verdict.PASSED, said))
        else:
            found.append(Opinion(point, Verdict(said[0]), said[1]))
    return tuple(found)


def _ordered(stored: Any, order: Sequence[str]) -> tuple[Opinion, ...]:
    """The same in the order of the form."""
    found = read_opinions(stored)
    return tuple(sorted(found, key=lambda each: order.index(each.point) if each.point in order else len(order)))


def _day(entry: GateEntry) -> str:
    return entry.decided_on.iso if entry.decided_on else "9999"
