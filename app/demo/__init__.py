"""Sample records to look around in: a believable township of last year and this one, the same for the same seed."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.clock import fixed
from app.database.engine import Database
from app.database.lock import held
from app.database.private import private_folder
from app.database.upgrade import create
from app.demo import carriers, leads, names, targets
from app.demo import letters as demo_letters
from app.demo import place as demo_place
from app.demo import projects as demo_projects
from app.demo.place import Place
from app.demo.rows import Rows, new_id
from app.errors import Refused
from app.models.history import Change, ChangeSet
from app.models.offices import OWN_OFFICE, Meta, Office
from app.paths import whole_file
from app.services import offices


@dataclass(frozen=True)
class DemoReport:
    """What was made: the township, its code, and how many projects and letters."""

    office: str
    code: str
    projects: int
    letters: int


def make_demo(path: Path, *, today: date, projects: int = 200, seed: int = 1) -> DemoReport:
    """Makes a database of made-up records at ``path`` as they stand on ``today``.

    The same seed and day make the same records. Raises :class:`Refused` where there is a file already.
    """
    if projects < 0:
        raise Refused("项目个数应不小于0。")
    with held(path), private_folder() as folder:
        if path.exists():
            raise Refused(f"“{path.name}”已存在，示例数据请另起一个文件名。")
        # Made out of the way: a program that is killed leaves no half of it under the name.
        part = folder / "示例.db"
        create(part)
        database = Database(part, fixed(today))
        with database.work("生成示例数据") as session:
            report = _fill(session, today, projects, seed)
        database.close()
        with whole_file(path) as whole:
            whole.chmod(0o600)  # names and phone numbers are nobody else's
            shutil.copyfile(part, whole)
    return report


def _fill(session: Session, today: date, projects: int, seed: int) -> DemoReport:
    office = _office(session, seed)
    # The office follows from the seed alone: another day's records of the same seed are the same office's.
    rows = Rows(Random(f"{seed} {today} {projects}"), office.id, today)  # noqa: S311 - a play, no secret
    place = demo_place.settle(rows, office.name, projects)
    leads.gather(place, 12 + projects * 4 // 10)
    demo_projects.build(place, projects)
    carriers.settle_in(place, seed)
    targets.hand_out(place)
    rows.write(session)
    _count(session, place)
    drafted = demo_letters.hand_out(session, rows.rng, today)
    demo_letters.close_months(session, rows.rng, today)
    demo_letters.assess(session, rows.rng, today)
    for book in (Change, ChangeSet):  # nothing of this was an action of the user's
        session.execute(delete(book))
    return DemoReport(office.name, office.code, projects, drafted)


def _office(session: Session, seed: int) -> offices.OfficeInfo:
    name, county, code = names.township(seed)
    key = new_id(Random(f"office {seed}"))  # noqa: S311 - a play, no secret
    session.add_all([Office(id=key, code=code, name=name), Meta(key=OWN_OFFICE, value=key)])
    session.flush()
    return offices.establish(session, name=name, code=code, county=county)


def _count(session: Session, place: Place) -> None:
    """Tells the office's counters which numbers are taken."""
    taken = sorted(place.numbers.items())
    session.add_all(Meta(key=f"counter:{name}", value=str(number)) for name, number in taken)
    session.flush()
