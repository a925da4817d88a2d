"""Made-up money that arrived: dated, vouched for, reported and recognised apart, never above the contract sum."""

from datetime import date, timedelta
from typing import Any

from app.demo import words
from app.demo.leads import WAN
from app.demo.life import Life
from app.demo.place import Firm, Place
from app.models.funds import FundsEntry
from app.values.capital import Currency, FundsSource, FundsStatus
from app.values.dates import PartialDate
from app.values.stages import MilestoneKind, Stage

_RATE = 7_100_000  # yuan per dollar in millionths, give or take


def arrivals(place: Place, project_id: str, life: Life, investor: Firm, contract: int) -> None:
    """Entries from the signature on, closer together once work has begun; ``contract`` in fen."""
    rng = place.rows.rng
    signed = life.on(Stage.SIGNED)
    if signed is None or life.on(Stage.LANDED) is None:
        return
    last = life.events.get(MilestoneKind.ENDED, place.rows.today)
    day, left = signed + timedelta(days=rng.randint(5, 40)), contract
    started = life.on(Stage.STARTED)
    while day <= last and left >= contract // 20:
        part = rng.randint(6, 18) if started and day >= started else rng.randint(2, 6)
        amount = min(left, max(10 * WAN, contract * part // 100 // WAN * WAN))
        _entry(place, project_id, day, investor, amount)
        left -= amount
        day += timedelta(days=rng.randint(20, 75))


def _entry(place: Place, project_id: str, day: date, investor: Firm, fen: int) -> None:
    rng = place.rows.rng
    foreign = investor.source == "境外"
    in_dollars = foreign and rng.random() < 0.7
    rate = _RATE + rng.randint(-8, 8) * 10_000 if foreign else None
    amount = fen * 1_000_000 // rate // 10_000 * 10_000 if in_dollars and rate else fen
    place.rows.add(
        FundsEntry,
        project_id=project_id,
        received_on=PartialDate.of(day),
        amount=amount,
        currency=Currency.DOLLAR if in_dollars else Currency.YUAN,
        rate=rate,
        source=FundsSource(investor.source),
        use=rng.choice(words.USES),
        voucher_kind=rng.choice(words.VOUCHERS),
        voucher_number=f"{day:%Y%m%d}{len(place.rows.of(FundsEntry)) + 1:05d}",
        **_recognition(place, day, amount),
    )


def _recognition(place: Place, day: date, amount: int) -> dict[str, Any]:
    """The county looks at an entry weeks later, and takes the whole, a part or nothing of it."""
    rng = place.rows.rng
    checked, recognised = day + timedelta(days=rng.randint(3, 15)), day + timedelta(days=rng.randint(25, 60))
    by = {"verified_by": place.leaders[5], "verified_on": PartialDate.of(min(checked, place.rows.today))}
    if recognised <= place.rows.today and rng.random() < 0.9:
        if rng.random() < 0.05:
            return {"status": FundsStatus.REJECTED, "recognised_amount": 0, "note": "凭证不全", **by}
        share = rng.choices((100, 80, 50), weights=(80, 15, 5))[0]
        return {"status": FundsStatus.RECOGNISED, "recognised_amount": amount * share // 100, **by}
    if checked <= place.rows.today:
        return {"status": FundsStatus.TOWNSHIP_CHECKED, **by}
    return {"status": FundsStatus.REPORTED}
