"""The papers of a made-up project: decisions, agreement, formalities, tracking notes, problems."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from app.demo import words
from app.demo.life import Life
from app.demo.place import Place
from app.demo.rows import new_id
from app.models.agreements import Agreement, AgreementKind
from app.models.gates import Gate, GateKind, GateResult
from app.models.problems import Problem, ProblemKind, Procedure, ProcedureState
from app.models.projects import ProgressNote
from app.services.projects.gates import POINTS, Verdict
from app.services.projects.procedures import USUAL
from app.values.dates import PartialDate
from app.values.stages import MilestoneKind, Stage

_ROUND, _LATE_NOTE = 14, 28  # days between two notes; days after the last one where the next was forgotten
FOLLOWED = (Stage.NEGOTIATING, Stage.REVIEWED, Stage.APPROVED, Stage.SIGNED, Stage.LANDED, Stage.STARTED)
_FIRST = ("公司注册", "项目备案（核准）", "用地预审与选址意见书", "环境影响评价")
_LARGE = 3000 * 1_000_000  # fen: from here on the 常委会 decides as well


def progress_lines(stage: str, industry: str) -> tuple[str, ...]:
    """What a project of that industry may report at a stage; empty for events that are no stage."""
    return words.PROGRESS_ELSEWHERE.get(industry, {}).get(stage) or words.PROGRESS.get(stage, ())


@dataclass(frozen=True)
class Told:
    """What the project's own line says of its papers: the latest note, and the problem that is open."""

    progress: str
    problem: str


def papers(place: Place, key: str, life: Life, contract: int | None, industry: str) -> Told:
    """Everything kept beside the project's own line; ``contract`` in fen where it is signed."""
    # What is made of the project's own key leaves the other records of a seed as they are.
    own = Random(key)  # noqa: S311 - a play, no secret
    _gates(place, key, life, own, contract or 0)
    _framework(place, key, life, own)
    signed = life.on(Stage.SIGNED)
    if signed is not None and contract:
        _agreement(place, key, life, signed, contract)
        _procedures(place, key, life, signed, own)
    _notes_of_before(place, key, life, industry)
    progress = _notes_of_now(place, key, life, industry)
    has_problem = life.stage not in {Stage.RESERVED, Stage.PUBLISHED} and place.rows.rng.random() < 0.25
    return Told(progress, _problem(place, key, life) if has_problem else "")


def _gates(place: Place, key: str, life: Life, own: Random, contract: int) -> None:
    reviewed, approved = life.on(Stage.REVIEWED), life.on(Stage.APPROVED)
    if reviewed is not None:
        _refused_before(place, key, life, own, reviewed)
        opinions = {point: [str(Verdict.PASSED), words.REVIEW_WORDS.get(point, "")] for point in POINTS}
        _gate(place, key, GateKind.REVIEW, reviewed, opinions=opinions)
    if approved is not None:
        legal = max(approved - timedelta(days=2), reviewed or approved)
        _gate(place, key, GateKind.LEGALITY, legal)
        if own.random() < 0.5:
            _gate(place, key, GateKind.FAIR_COMPETITION, legal, id=new_id(own))
        meeting = f"〔{approved.year}〕{place.rows.rng.randint(1, 30)}号"
        _gate(place, key, GateKind.EXECUTIVE_MEETING, approved, document_number=meeting)
        if contract >= _LARGE:
            number = f"常〔{approved.year}〕{own.randint(1, 20)}号"
            _gate(place, key, GateKind.STANDING_COMMITTEE, approved, id=new_id(own), document_number=number)


def _refused_before(place: Place, key: str, life: Life, own: Random, reviewed: date) -> None:
    """A few projects were sent back once before they passed."""
    earlier = reviewed - timedelta(days=own.randint(10, 20))
    if earlier <= life.begun or own.random() > 0.15:
        return
    point, said = own.choice(words.REVIEW_REFUSALS)
    opinions = {each: [str(Verdict.REFUSED if each == point else Verdict.PASSED), ""] for each in POINTS}
    opinions[point][1] = said
    refused = {"result": GateResult.REFUSED, "note": "补正后再审。"}
    _gate(place, key, GateKind.REVIEW, earlier, id=new_id(own), opinions=opinions, **refused)


def _gate(place: Place, key: str, kind: GateKind, day: date, **values: object) -> None:
    values = {"result": GateResult.PASSED, "document_number": "", "opinions": None, "note": "", **values}
    place.rows.add(Gate, project_id=key, kind=kind, decided_on=PartialDate.of(day), **values)


def _framework(place: Place, key: str, life: Life, own: Random) -> None:
    """Some who are still talking have put their intention on paper, which is no signature."""
    talking = life.on(Stage.NEGOTIATING)
    if talking is None or own.random() > 0.2:
        return
    day = talking + timedelta(days=own.randint(3, 15))
    if day > min(place.rows.today, life.on(Stage.SIGNED) or place.rows.today):
        return
    _paper(place, key, AgreementKind.FRAMEWORK, day, id=new_id(own), our_promises="协助选址，提供政策咨询。")


def _paper(place: Place, key: str, kind: AgreementKind, signed: date, **values: object) -> None:
    number = sum(1 for row in place.rows.of(Agreement) if row["signed_on"].year == signed.year) + 1
    unsaid = dict.fromkeys(("amount", "bond_due", "bond_due_on", "bond_paid", "bond_paid_on"))
    place.rows.add(
        Agreement,
        project_id=key,
        kind=kind,
        number=f"{place.name[:1]}招协〔{signed.year}〕{number}号",
        signed_on=PartialDate.of(signed),
        **{**unsaid, "our_promises": "", "their_promises": "", **values},
    )


def _agreement(place: Place, key: str, life: Life, signed: date, contract: int) -> None:
    rng = place.rows.rng
    has_bond = rng.random() < 0.4
    paid = has_bond and life.stage not in {Stage.SIGNED, Stage.ENDED}
    bond = contract // 50 if has_bond else None
    due = PartialDate.of(signed + timedelta(days=30))
    _paper(
        place,
        key,
        AgreementKind.INVESTMENT,
        signed,
        amount=contract,
        bond_due=bond,
        bond_due_on=due if has_bond else None,
        bond_paid=bond if paid else None,
        bond_paid_on=PartialDate.of(place.between(signed, signed + timedelta(days=20))) if paid else None,
        our_promises="协调用地和水电接入，专人代办手续。",
        their_promises="按期开工投产，依法用工纳税。",
    )


def _procedures(place: Place, key: str, life: Life, signed: date, own: Random) -> None:
    """The first formalities follow the signature; what is built had all its permits, what produces its acceptance."""
    rng = place.rows.rng
    landed, started, produced = (life.on(each) for each in (Stage.LANDED, Stage.STARTED, Stage.IN_PRODUCTION))
    first = _FIRST[: rng.randint(2, 4)]
    for step, title in enumerate(first, start=1):
        unit, done = rng.choice(place.units).id, signed + timedelta(days=12 * step)
        due = signed + timedelta(days=15 * step)
        if started is not None:
            done = min(done, started)
        _procedure(place, key, title, unit, due, done if landed is not None and done <= place.rows.today else None)
    further = [title for title in USUAL[:-1] if title not in first] if started is not None else []
    for title in further:
        done = max(signed, started - timedelta(days=own.randint(2, 25))) if started else signed
        _procedure(place, key, title, own.choice(place.units).id, done + timedelta(days=5), done, id=new_id(own))
    if produced is not None:
        _procedure(place, key, USUAL[-1], own.choice(place.units).id, produced, produced, id=new_id(own))
    elif started is None and own.random() < 0.1:
        blocked = {"state": ProcedureState.IMPOSSIBLE, "note": "地块尚未调规，暂不能办理。", "id": new_id(own)}
        unit = own.choice(place.units).id
        _procedure(place, key, "建设用地规划许可", unit, signed + timedelta(days=60), None, **blocked)


def _procedure(place: Place, key: str, title: str, unit: str, due: date, done: date | None, **values: object) -> None:
    state = ProcedureState.IN_HAND if done is None else ProcedureState.DONE
    values = {"state": state, "note": "", **values}
    days = {"due_on": PartialDate.of(due), "done_on": PartialDate.of(done) if done else None}
    place.rows.add(Procedure, project_id=key, title=title, unit_id=unit, **days, **values)


def _notes_of_before(place: Place, key: str, life: Life, industry: str) -> None:
    """One note on most of the stages that it has left."""
    for kind, day in life.events.items():
        lines = progress_lines(kind.value, industry)
        if kind.value != life.stage.value and lines and place.rows.rng.random() < 0.6:
            _note(place, key, place.between(day, day + timedelta(days=14)), place.rows.rng.choice(lines))


def _notes_of_now(place: Place, key: str, life: Life, industry: str) -> str:
    """What was noted at its stage, every fortnight up to this week where it is followed; returns the latest."""
    rng, today = place.rows.rng, place.rows.today
    lines = progress_lines(life.stage.value, industry)
    since = life.events[MilestoneKind(life.stage.value)]
    if life.stage not in FOLLOWED:
        return rng.choice(lines)
    late = (today - since).days > _LATE_NOTE and place.slips.take("note")
    last = max(since, today - timedelta(days=rng.randint(18, _LATE_NOTE) if late else rng.randint(0, 6)))
    count = min(len(lines), 1 + (last - since).days // _ROUND)
    for step, line in enumerate(lines[:count]):
        _note(place, key, last - timedelta(days=_ROUND * (count - 1 - step)), line)
    return lines[count - 1]


def _note(place: Place, key: str, day: date, content: str) -> None:
    person, noted_on = place.rows.rng.choice(place.units).head, PartialDate.of(day)
    place.rows.add(ProgressNote, project_id=key, noted_on=noted_on, content=content, person=person)


def _problem(place: Place, key: str, life: Life) -> str:
    """A problem, solved within its promise or still in time but for the few that slipped; returns an open one."""
    rng, today = place.rows.rng, place.rows.today
    kind, text, origin = rng.choice(words.PROBLEMS)
    since, last = max(life.events.values()), today
    if life.stage not in FOLLOWED:  # nothing is in the way any more
        since, last = life.begun, max(life.begun, since - timedelta(days=1))
    slipped = life.stage in FOLLOWED and place.slips.take("problem")
    raised = place.between(max(since, last - timedelta(days=30)), last)
    promised = timedelta(
        days=max(3, (today - raised).days - rng.randint(2, 9)) if slipped else rng.choice((15, 30, 45))
    )
    due = raised + promised
    in_time = due > today + timedelta(days=7)
    is_open = life.stage in FOLLOWED and (slipped or (in_time and (rng.random() < 0.7 or (today - raised).days < 3)))
    closed = place.between(raised + timedelta(days=min(3, (today - raised).days)), due)
    place.rows.add(
        Problem,
        project_id=key,
        kind=ProblemKind(kind),
        description=text,
        origin=origin,
        raised_on=PartialDate.of(raised),
        unit_id=rng.choice(place.units).id,
        due_on=PartialDate.of(due),
        progress="已与有关部门对接。",
        closed_on=None if is_open else PartialDate.of(closed),
        outcome="" if is_open else "已解决",
    )
    return text if is_open else ""
