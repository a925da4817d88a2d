"""A clerk's days with kills: random actions on the real services, killed again and again, against a model in memory.

The model is written down here once more, and knows nothing of tables: what stands, what lies in the bin, which months
are closed, what undo would bring back, what each backup holds. After every action, and after every kill at a random
moment of one, the file must say what the model says: the state before the action or after it, and the one after it
where the clerk had been told that it was done.
"""

import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from app.database.checks import inspect_database, inspect_submission
from app.database.engine import open_database
from app.database.manifest import NAME
from app.jobs.submitted import submissions_under
from app.services import offices
from tests.faults import records
from tests.faults.clerk import Clerk
from tests.faults.row import Row

_MONTHS = (1, 2, 3)
_MOST_MS = 150  # until a kill: longer than most actions take
_STEPS = 60
_KILL = st.none() | st.none() | st.integers(0, _MOST_MS)


@dataclass(frozen=True)
class State:
    """What a ledger says; each record by what nobody else is called: a name, or the amount of a payment."""

    projects: frozenset[tuple[str, bool]] = frozenset()  # name, whether in the bin
    leads: frozenset[tuple[str, bool]] = frozenset()
    funds: frozenset[tuple[int, str, int, bool]] = frozenset()  # amount, project, month, whether in the bin
    closed: frozenset[int] = frozenset()

    def standing(self) -> "State":
        """What a submission holds of it."""
        return State(
            frozenset(one for one in self.projects if not one[1]),
            frozenset(one for one in self.leads if not one[1]),
            frozenset(one for one in self.funds if not one[3]),
            self.closed,
        )


@dataclass(frozen=True)
class Model:
    """A state, and those that undo and redo lead to, the next one last."""

    state: State = State()
    undo: tuple[State, ...] = ()
    redo: tuple[State, ...] = ()

    def after(self, state: State) -> "Model":
        """After an action that history keeps."""
        return Model(state, (*self.undo, self.state), ())


def state_of(path: Path) -> State:
    """What the file says, read without the program."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        ask: Callable[[str], list[Any]] = lambda words: connection.execute(words).fetchall()  # noqa: E731
        return State(
            frozenset((name, bool(gone)) for name, gone in ask("SELECT name, deleted_at IS NOT NULL FROM projects")),
            frozenset((name, bool(gone)) for name, gone in ask("SELECT name, deleted_at IS NOT NULL FROM leads")),
            frozenset(
                (amount, name, int(day[5:7]), bool(gone))
                for amount, name, day, gone in ask(
                    "SELECT amount, projects.name, received_on, funds.deleted_at IS NOT NULL"
                    " FROM funds JOIN projects ON projects.id = project_id"
                )
            ),
            frozenset(month for (month,) in ask("SELECT month FROM closed_months WHERE deleted_at IS NULL")),
        )
    finally:
        connection.close()


class Days(RuleBasedStateMachine):
    """One file, one clerk after the other; ``seen`` counts over all runs."""

    empty: Path  # a ledger with an office and nothing else, made before
    seen: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="days-"))
        self.path = records.fresh(self.empty, self.folder / "台账.db")
        self.model, self.copies = Model(state_of(self.path)), dict[str, Model]()
        self.numbers = iter(range(1, 10**6))
        self.handed_in: list[Path] = []
        self.clerk = Clerk(self.path)

    def teardown(self) -> None:
        """A last look through the whole file."""
        self.clerk.stand_up()
        findings = inspect_database(self.path) if not self.path.with_name("台账.db-journal").exists() else None
        assert findings is None or not findings.problems, findings.problems
        shutil.rmtree(self.folder, ignore_errors=True)

    # what is drawn from

    def _some(self, draw: Any, kind: str, *, gone: bool) -> Any:
        found = sorted(one[0] for one in getattr(self.model.state, kind) if one[-1] is gone)
        return draw.draw(st.sampled_from(found)) if found else None

    def _name(self) -> str:
        return f"第{next(self.numbers)}号"

    # how it is done and judged

    def _do(self, after: Model, kill: int | None, action: str, *facts: Any) -> str:
        """One action that must come to ``after``, or, killed, to nothing."""
        self.seen[action] += 1
        if kill is None:
            said = self.clerk.do(action, *facts)
            assert said.startswith("done"), f"{action}{facts}: {said}"
            allowed = [after]
        else:
            said = self.clerk.be_killed_at(action, facts, kill / 1000)
            assert not said or said.startswith("done"), f"{action}{facts}: {said}"
            self.seen["killed"] += 1
            allowed = [after] if said else [self.model, after]
        found = state_of(self.path)
        fitting = [one for one in allowed if one.state == found]
        assert fitting, f"{action}{facts} {said or 'killed'}: {_difference(allowed[-1].state, found)}"
        # Where the records do not tell before from after, undo is asked of neither.
        self.model = fitting[0] if len(fitting) == 1 else Model(found)
        return said

    def _changed(self, kill: int | None, state: State, action: str, *facts: Any) -> None:
        self._do(self.model.after(state), kill, action, *facts)

    # the actions

    @initialize(kill=_KILL)
    def begin(self, kill: int | None) -> None:
        self.enter_project(kill)

    @rule(kill=_KILL)
    def enter_project(self, kill: int | None) -> None:
        name, now = self._name(), self.model.state
        self._changed(kill, replace(now, projects=now.projects | {(name, False)}), "enter_project", name)

    @rule(kill=_KILL)
    def enter_lead(self, kill: int | None) -> None:
        name, now = self._name(), self.model.state
        self._changed(kill, replace(now, leads=now.leads | {(name, False)}), "enter_lead", name)

    @rule(draw=st.data(), kill=_KILL)
    def rename_project(self, draw: Any, kill: int | None) -> None:
        if (name := self._some(draw, "projects", gone=False)) is None:
            return
        new, now = self._name(), self.model.state
        named = frozenset((new if one == name else one, gone) for one, gone in now.projects)
        paid = frozenset((amount, new if one == name else one, *rest) for amount, one, *rest in now.funds)
        self._changed(kill, replace(now, projects=named, funds=paid), "rename_project", name, new)

    @rule(draw=st.data(), month=st.sampled_from(_MONTHS), kill=_KILL)
    def enter_funds(self, draw: Any, month: int, kill: int | None) -> None:
        if (project := self._some(draw, "projects", gone=False)) is None:
            return
        amount, now, day = next(self.numbers) * 100, self.model.state, f"2026-{month:02d}-15"
        if month in now.closed:
            self._is_refused("enter_funds", project, day, amount)
            return
        paid = now.funds | {(amount, project, month, False)}
        self._changed(kill, replace(now, funds=paid), "enter_funds", project, day, amount)

    @rule(draw=st.data(), kill=_KILL)
    def change_funds(self, draw: Any, kill: int | None) -> None:
        if (amount := self._some(draw, "funds", gone=False)) is None:
            return
        new, now = next(self.numbers) * 100, self.model.state
        (old,) = (one for one in now.funds if one[0] == amount)
        if old[2] in now.closed:
            self._is_refused("change_funds", amount, new)
            return
        self._changed(kill, replace(now, funds=now.funds - {old} | {(new, *old[1:])}), "change_funds", amount, new)

    @rule(draw=st.data(), kind=st.sampled_from(("projects", "leads", "funds")), kill=_KILL)
    def remove(self, draw: Any, kind: str, kill: int | None) -> None:
        if (name := self._some(draw, kind, gone=False)) is None:
            return
        now = self.model.state
        (old,) = (one for one in getattr(now, kind) if one[0] == name)
        holds_money = kind == "projects" and any(one[1] == name and not one[3] for one in now.funds)
        if holds_money or (kind == "funds" and old[2] in now.closed):
            self._is_refused("remove", kind, name)
            return
        after = replace(now, **{kind: getattr(now, kind) - {old} | {(*old[:-1], True)}})
        self._changed(kill, after, "remove", kind, name)

    @rule(draw=st.data(), kind=st.sampled_from(("projects", "leads", "funds")), kill=_KILL)
    def bring_back(self, draw: Any, kind: str, kill: int | None) -> None:
        if (name := self._some(draw, kind, gone=True)) is None:
            return
        now = self.model.state
        (old,) = (one for one in getattr(now, kind) if one[0] == name)
        if kind == "funds" and (old[2] in now.closed or (old[1], True) in now.projects):
            self._is_refused("bring_back", kind, name)
            return
        after = replace(now, **{kind: getattr(now, kind) - {old} | {(*old[:-1], False)}})
        self._changed(kill, after, "bring_back", kind, name)

    @rule(month=st.sampled_from(_MONTHS), kill=_KILL)
    def close_month(self, month: int, kill: int | None) -> None:
        now = self.model.state
        if month in now.closed:
            self._is_refused("close_month", month)
            return
        self._changed(kill, replace(now, closed=now.closed | {month}), "close_month", month)

    @rule(kill=_KILL)
    @precondition(lambda self: self.model.undo)
    def undo(self, kill: int | None) -> None:
        model = self.model
        self._do(Model(model.undo[-1], model.undo[:-1], (*model.redo, model.state)), kill, "undo")

    @rule(kill=_KILL)
    @precondition(lambda self: self.model.redo)
    def redo(self, kill: int | None) -> None:
        model = self.model
        self._do(Model(model.redo[-1], (*model.undo, model.state), model.redo[:-1]), kill, "redo")

    @rule(kill=_KILL)
    def empty_bin(self, kill: int | None) -> None:
        # What is forgotten cannot be undone: from here on undo goes back no further.
        now = self.model.state
        kept = frozenset(one for one in now.funds if not one[3])
        self._do(Model(replace(now.standing(), funds=kept)), kill, "empty_bin")

    @rule(count=st.sampled_from((1, 3, 25)), kill=_KILL)
    def take_in(self, count: int, kill: int | None) -> None:
        names, now = [self._name() for _ in range(count)], self.model.state
        projects = now.projects | {(name, False) for name in names}
        self._changed(kill, replace(now, projects=projects), "take_in", names)

    @rule(kill=_KILL)
    def back_up(self, kill: int | None) -> None:
        out = self.folder / f"备份{next(self.numbers)}.db"
        before = self.model
        self._do(before, kill, "back_up", str(out))
        if out.exists():
            assert state_of(out) == before.state
            assert not inspect_database(out).problems
            self.copies[str(out)] = before
        self.model = before

    @rule(draw=st.data(), kill=_KILL)
    @precondition(lambda self: self.copies)
    def restore(self, draw: Any, kill: int | None) -> None:
        copy = draw.draw(st.sampled_from(sorted(self.copies)))
        self._do(self.copies[copy], kill, "restore", copy)

    @rule(kill=_KILL)
    def submit(self, kill: int | None) -> None:
        stick, before = self.folder / "U盘", self.model
        said = self._do(before, kill, "submit", str(stick))
        self.model = before
        for one in submissions_under(stick) if stick.exists() else ():
            if one in self.handed_in:
                continue
            if (one / NAME).exists():
                manifest, findings = inspect_submission(one)
                assert manifest is not None, findings.problems
                assert not findings.problems, findings.problems
                assert state_of(one / manifest.file) == before.state.standing()
                self.handed_in.append(one)
        assert not said or Path(said.removeprefix("done ")) in self.handed_in, f"{said} is not on the stick"

    @rule(kill=_KILL)
    def go_home(self, kill: int | None) -> None:
        before = self.model
        self._do(before, kill, "go_home")
        self.model = before

    def _is_refused(self, action: str, *facts: Any) -> None:
        """An action that the rules do not allow: a sentence, and nothing changed."""
        self.seen[f"{action} refused"] += 1
        said = self.clerk.do(action, *facts)
        assert said.startswith("refused"), f"{action}{facts}: {said}"
        assert said.endswith("。"), said
        assert state_of(self.path) == self.model.state, f"{action}{facts} was refused and changed something"


def _difference(wanted: State, found: State) -> str:
    return "; ".join(
        f"{kind}: missing {sorted(getattr(wanted, kind) - getattr(found, kind))[:3]}"
        f" unasked {sorted(getattr(found, kind) - getattr(wanted, kind))[:3]}"
        for kind in ("projects", "leads", "funds", "closed")
        if getattr(wanted, kind) != getattr(found, kind)
    )


def _an_office_alone(folder: Path) -> Path:
    """A ledger without a record: two of the sample's leads may bear one name, and the model knows each by its own."""
    path = folder / "空.db"
    database = open_database(path, records.CLOCK)
    with database.work("建账") as session:
        offices.establish(session, name="清溪镇", code="519900101")
    database.close()
    return path


def days(folder: Path, runs: int, steps: int = _STEPS, *, shrink: bool = False) -> Counter[str]:
    """``runs`` files with ``steps`` actions each; raises where a file does not say what the model says."""
    Days.empty, Days.seen = _an_office_alone(folder), Counter()
    run_state_machine_as_test(
        Days,
        settings=settings(
            max_examples=runs,
            stateful_step_count=steps,
            derandomize=True,
            database=None,
            deadline=None,
            phases=(Phase.generate, Phase.shrink) if shrink else (Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
    return Days.seen


def with_kills(folder: Path, n: int) -> Row:
    """``n`` days of sixty actions, one in three killed; the trials are the actions, each with its look at the file."""
    row = Row("a clerk's actions with kills against a model")
    try:
        seen = days(folder, n)
    except AssertionError as error:
        row.judge(f"wrong: {error}")
        seen = Days.seen
    row.trials += sum(seen.values()) - seen["killed"]
    row.seen.update({"killed": seen["killed"], "undone": seen["undo"], "restored": seen["restore"]})
    return row
