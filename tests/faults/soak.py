"""A clerk's days with kills: random actions on the real services, killed again and again, against a model in memory."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.clock import FixedClock
from app.database.engine import open_database
from app.jobs.backups import back_up_now, restore, shelved
from app.models.funds import FundsEntry
from app.models.projects import Project
from app.services import clearing, projects, recycle_bin
from tests.builders import build
from tests.faults import records
from tests.faults.child import killed
from tests.faults.records import CLOCK
from tests.faults.row import Row

Model = dict[str, tuple[str, int, bool]]  # project: name, sum of its funds, whether it is in the bin
_ACTIONS = ("enter", "rename", "fund", "fund", "remove", "bring back", "clear", "back up", "close")


@dataclass
class Clerk:
    """What a clerk does next, the same for the same seed; the model follows, the file should too."""

    path: Path
    seed: int
    model: Model = field(default_factory=dict)

    def work(self, say: Callable[[Any], None]) -> None:
        """Action after action until killed; what is said is done."""
        rng, clock = random.Random(self.seed), FixedClock(CLOCK.now())
        database, model = open_database(self.path, clock), dict(self.model)
        say(("begun", model))
        while True:
            action = rng.choice(_ACTIONS)
            if action == "close":
                database.close()
                database = open_database(self.path, clock)
            elif action == "back up":
                back_up_now(self.path, None, clock)
            else:
                after, change = planned(action, model, rng)
                say(("will", after))
                with database.work(action) as session:
                    change(session)
                model = after
            say(("done", model))


def planned(action: str, model: Model, rng: random.Random) -> tuple[Model, Callable[[Any], Any]]:
    """The model after an action, and the action itself on the records."""
    standing = sorted(key for key, (_, _, gone) in model.items() if not gone)
    in_bin = sorted(key for key, (_, _, gone) in model.items() if gone)
    key = f"{rng.getrandbits(64):016x}"
    if action == "rename" and standing:
        chosen, name = rng.choice(standing), f"改名{key}"
        after = {**model, chosen: (name, *model[chosen][1:])}
        return after, lambda session: setattr(session.get(Project, chosen), "name", name)
    if action == "fund" and standing:
        chosen, amount = rng.choice(standing), rng.randrange(1, 10**9)
        name, total, _ = model[chosen]
        after = {**model, chosen: (name, total + amount, False)}
        return after, lambda session: build(session, FundsEntry, id=key, project_id=chosen, amount=amount)
    free = [one for one in standing if not model[one][1]]
    if action == "remove" and free:
        chosen = rng.choice(free)
        after = {**model, chosen: (*model[chosen][:2], True)}
        return after, lambda session: projects.remove(session, [chosen], CLOCK.now())
    if action == "bring back" and in_bin:
        chosen = rng.choice(in_bin)
        after = {**model, chosen: (*model[chosen][:2], False)}
        return after, lambda session: recycle_bin.restore(session, "projects", [chosen])
    if action == "clear" and in_bin:
        return {one: model[one] for one in standing}, clearing.empty_bin
    return {**model, key: (f"项目{key}", 0, False)}, lambda session: build(session, Project, id=key, name=f"项目{key}")


def with_kills(folder: Path, n: int) -> Row:
    """After each of ``n`` kills the file says what the model says, with the last action whole or not at all."""
    row, rng = Row("a clerk's actions with kills against a model"), random.Random(71)
    clerk = Clerk(records.fresh(records.township(folder, projects=0), folder / "日.db"), 0)
    clerk.model = state(clerk.path)
    for number in range(n):
        clerk.seed = number
        outcome = killed(clerk.work, rng.uniform(0.05, 0.6))
        allowed = [clerk.model, *(model for _, model in outcome.said[-2:])]
        if outcome.said and outcome.said[-1][0] != "will":
            allowed = [outcome.said[-1][1]]
        row.seen["actions"] += sum(1 for word, _ in outcome.said if word == "done")
        found = state(clerk.path)
        row.judge("" if found in allowed else "wrong: not what the model says")
        clerk.model = found
        if number % 25 == 24:  # an evening: the newest copy is really restored, and says what it said
            restore(shelved(clerk.path)[0].path, folder / "演练.db", CLOCK) if shelved(clerk.path) else None
    return row


def state(path: Path) -> Model:
    """What the file says, in the model's words."""
    database = open_database(path, CLOCK)
    with database.read() as session:
        sums: dict[str, int] = {}
        for key, amount in session.execute(select(FundsEntry.project_id, FundsEntry.amount)):
            sums[key] = sums.get(key, 0) + amount
        found = {
            each.id: (each.name, sums.get(each.id, 0), each.deleted_at is not None)
            for each in session.scalars(select(Project))
        }
    database.close()
    return found
