"""The papers of a made-up project: decisions, agreement, formalities, tracking notes, problems."""

from datetime import date, timedelta

from app.jobs import demo_words as words
from app.jobs.demo_life import Life
from app.jobs.demo_place import Place
from app.models.agreements import Agreement, AgreementKind
from app.models.gates import Gate, GateKind, GateResult
from app.models.problems import Problem, ProblemKind, Procedure, ProcedureState
from app.models.projects import ProgressNote, Stage
from app.values.dates import PartialDate

_POINTS = ("选址", "规划", "环保", "用地", "能耗", "效益")
_PROCEDURES = ("项目备案", "环评批复", "用地预审", "施工许可")


def progress_lines(stage: str, industry: str) -> tuple[str, ...]:
    """What a project of that industry may report at a stage; empty for events that are no stage."""
    return words.PROGRESS_ELSEWHERE.get(industry, {}).get(stage) or words.PROGRESS.get(stage, ())


def papers(place: Place, key: str, life: Life, contract: int | None, industry: str) -> None:
    """Everything kept beside the project's own line; ``contract`` in fen where it is signed."""
    _gates(place, key, life)
    signed = life.on(Stage.SIGNED)
    if signed is not None and contract:
        _agreement(place, key, life, signed, contract)
        _procedures(place, key, life, signed)
    _notes(place, key, life, industry)
    if life.stage not in {Stage.RESERVED, Stage.PUBLISHED} and place.rows.rng.random() < 0.25:
        _problem(place, key, life)


def _gates(place: Place, key: str, life: Life) -> None:
    reviewed, approved = life.on(Stage.REVIEWED), life.on(Stage.APPROVED)
    if reviewed is not None:
        opinions = dict.fromkeys(_POINTS, "同意")
        _gate(place, key, GateKind.REVIEW, reviewed, opinions=opinions)
    if approved is not None:
        _gate(place, key, GateKind.LEGALITY, max(approved - timedelta(days=2), reviewed or approved))
        meeting = f"〔{approved.year}〕{place.rows.rng.randint(1, 30)}号"
        _gate(place, key, GateKind.EXECUTIVE_MEETING, approved, document_number=meeting)


def _gate(place: Place, key: str, kind: GateKind, day: date, **values: object) -> None:
    decided = PartialDate.of(day)
    place.rows.add(Gate, project_id=key, kind=kind, decided_on=decided, result=GateResult.PASSED, **values)


def _agreement(place: Place, key: str, life: Life, signed: date, contract: int) -> None:
    rng = place.rows.rng
    has_bond = rng.random() < 0.4
    paid = has_bond and life.stage not in {Stage.SIGNED, Stage.ENDED}
    bond = contract // 50 if has_bond else None
    due = PartialDate.of(signed + timedelta(days=30))
    number = len(place.rows.of(Agreement)) + 1
    place.rows.add(
        Agreement,
        project_id=key,
        kind=AgreementKind.INVESTMENT,
        number=f"{place.name[:1]}招协〔{signed.year}〕{number}号",
        signed_on=PartialDate.of(signed),
        amount=contract,
        bond_due=bond,
        bond_due_on=due if has_bond else None,
        bond_paid=bond if paid else None,
        bond_paid_on=PartialDate.of(place.between(signed, signed + timedelta(days=20))) if paid else None,
        our_promises="协调用地和水电接入，专人代办手续。",
        their_promises="按期开工投产，依法用工纳税。",
    )


def _procedures(place: Place, key: str, life: Life, signed: date) -> None:
    rng = place.rows.rng
    landed = life.on(Stage.LANDED)
    for step, title in enumerate(_PROCEDURES[: rng.randint(2, 4)], start=1):
        done = signed + timedelta(days=12 * step)
        is_done = landed is not None and done <= place.rows.today
        place.rows.add(
            Procedure,
            project_id=key,
            title=title,
            state=ProcedureState.DONE if is_done else ProcedureState.IN_HAND,
            unit_id=rng.choice(place.units).id,
            due_on=PartialDate.of(signed + timedelta(days=15 * step)),
            done_on=PartialDate.of(done) if is_done else None,
        )


def _notes(place: Place, key: str, life: Life, industry: str) -> None:
    for kind, day in life.events.items():
        lines = progress_lines(kind.value, industry)
        if not lines or place.rows.rng.random() < 0.4:
            continue
        noted = place.between(day, day + timedelta(days=14))
        content, person = place.rows.rng.choice(lines), place.rows.rng.choice(place.units).head
        noted_on = PartialDate.of(noted)
        place.rows.add(ProgressNote, project_id=key, noted_on=noted_on, content=content, person=person)


def _problem(place: Place, key: str, life: Life) -> None:
    rng = place.rows.rng
    kind, text, origin = rng.choice(words.PROBLEMS)
    raised = place.between(life.begun, max(life.events.values()) + timedelta(days=20))
    due = raised + timedelta(days=rng.choice((15, 30, 45)))
    closed = place.between(raised + timedelta(days=3), due + timedelta(days=10))
    is_closed = closed > raised and rng.random() < 0.6
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
        closed_on=PartialDate.of(closed) if is_closed else None,
        outcome="已解决" if is_closed else "",
    )
