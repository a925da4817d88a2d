"""Finding one of 50,000 leads while typing, and what is due among them, against what a hand feels."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import insert

from app.clock import fixed
from app.database.engine import Database, open_database
from app.models.base import new_id
from app.models.leads import Judgement, Lead, LeadState
from app.services import leads, offices, workdays
from app.services.leads.terms import TermDays
from app.services.lists import Query
from app.values.dates import PartialDate
from app.values.words import search_text
from tests.bench.row import Row, seconds

TODAY = date(2026, 11, 22)
_COUNT = 50_000
_KEYSTROKE = 0.05  # seconds
_SAVE = 0.2
_NAMES = "宏远天明华金盛泰和兴安新联创中海星光绿源顺达"
_TRADES = ("机械", "电子", "食品", "纺织", "建材", "茶业", "物流", "药业")
_PLANS = ("拟投资建厂", "拟扩大产能", "拟建配送中心", "拟租用标准厂房")
_FAMILIES = "王李张刘陈杨赵黄周吴"


def rows(database: Path, folder: Path) -> Sequence[Row]:
    """One keystroke by name, initials and a piece of a phone; and looking for duplicates before a save."""
    opened = open_database(folder / "五万条线索.db", fixed(TODAY))
    _fill(opened)
    listing = leads.listing_by(TODAY, workdays.published(), TermDays())

    def find(words: str) -> None:
        with opened.read() as session:
            listing.rows(session, listing.ids(session, Query(words=words))[:40])

    def compare() -> None:
        with opened.read() as session:
            entry = leads.detail(session, listing.ids(session, Query(words="宏远"))[0]).entry
            leads.duplicates(session, entry)

    keys = {"by name": "宏远机械", "by initials": "hyjx", "by a piece of a phone": "8013"}
    made = [
        Row(f"50,000 leads: {how}", seconds(lambda w=words: find(w)), _KEYSTROKE, "a keystroke", 1.0)  # type: ignore[misc]
        for how, words in keys.items()
    ]
    made.append(Row("50,000 leads: duplicates before a save", seconds(compare), _SAVE, "a fifth of a second", 1.0))
    opened.close()
    return made


def _fill(database: Database) -> None:
    rng = random.Random(1)
    with database.work("造线索") as session:
        office_id = offices.own_id(session)
        session.execute(insert(Lead), [_lead(rng, number, office_id) for number in range(_COUNT)])


def _lead(rng: random.Random, number: int, office_id: str) -> dict[str, object]:
    firm = "".join(rng.choices(_NAMES, k=2)) + rng.choice(_TRADES) + "有限公司"
    name, code = f"{firm}{rng.choice(_PLANS)}{rng.randint(1, 999)}", f"XS-{number:05d}"
    person = rng.choice(_FAMILIES) + rng.choice(_NAMES)
    phone = f"1{rng.randint(3, 9)}{rng.randint(0, 999_999_999):09d}"
    return {
        "id": new_id(),
        "office_id": office_id,
        "code": code,
        "name": name,
        "investor": firm,
        "contact": person,
        "phone": phone,
        "registered_on": PartialDate.of(TODAY - timedelta(days=rng.randint(0, 900))),
        "intended_amount": rng.randint(1, 999) * 10_000_000,
        "state": rng.choice(list(LeadState)),
        "judgement": rng.choice(list(Judgement)),
        "search": search_text(name, firm, person, phone, code),
    }
