"""风险抵押金: what is due of each unit, what was paid, refunded with its equal bonus or less a deduction, or kept."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.letters import Letter
from app.models.schemes import Deposit, DepositState
from app.models.units import Unit
from app.services import choices, indicators, offices, units
from app.services.consequences.switch import must_be_believable
from app.services.entries import mark_removed, must_exist, put, record_for, standing, taken
from app.services.lists import RecordList
from app.values.dates import PartialDate
from app.values.money import MoneyUnit, money_text, rmb_capitals
from app.values.words import clean

CHOICES = choices.of("deposits")
_FEN_IN_MICRO_YUAN = 10_000


@dataclass(frozen=True)
class DepositRow:
    """One deposit; money in fen; ``bonus`` only where it was refunded with one, ``deducted`` where less was returned.

    ``yuan``, ``bonus_yuan`` and ``deducted_yuan`` are the same as quantities of 元, in millionths: too small for the
    office's 万元.
    """

    id: str
    unit: str
    person: str
    amount: int
    yuan: int
    due_on: PartialDate | None
    state: str
    paid_on: PartialDate | None
    settled_on: PartialDate | None
    bonus: int | None
    bonus_yuan: int | None
    deducted: int | None
    deducted_yuan: int | None
    note: str

    @property
    def capitals(self) -> str:
        """The amount in capitals: 人民币叁仟元整."""
        return rmb_capitals(self.amount)

    @property
    def refunded(self) -> int:
        """What goes back of the deposit itself, in fen."""
        return self.amount - (self.deducted or 0) if self.state == DepositState.REFUNDED else 0

    @property
    def returned(self) -> int:
        """What goes to the payer in fen: that and the bonus."""
        return self.refunded + (self.bonus or 0)

    @property
    def returned_capitals(self) -> str:
        """The same in capitals."""
        return rmb_capitals(self.returned)

    def is_late(self, today: date) -> bool:
        """Whether it should have been paid by now."""
        return self.state == DepositState.DUE and self.due_on is not None and self.due_on.last < today


@dataclass(frozen=True)
class DepositEntry:
    """What is entered of a deposit; ``unit`` by name, ``amount`` in fen."""

    year: int
    unit: str = ""
    person: str = ""
    amount: int | None = None
    due_on: PartialDate | None = None
    note: str = ""


def listing(year: int) -> RecordList[DepositRow]:
    """The year's deposits in the units' order."""
    joined: dict[str, Any] = {
        "unit": Unit.name,
        "yuan": Deposit.amount * _FEN_IN_MICRO_YUAN,
        "bonus_yuan": Deposit.bonus * _FEN_IN_MICRO_YUAN,
        "deducted_yuan": Deposit.deducted * _FEN_IN_MICRO_YUAN,
    }
    return RecordList(
        row=DepositRow,
        source=lambda: (
            select(Deposit)
            .join(Unit, Deposit.unit_id == Unit.id)
            .where(Deposit.deleted_at.is_(None), Deposit.year == year)
        ),
        key=Deposit.id,
        fields={
            name: joined[name] if name in joined else getattr(Deposit, name) for name in DepositRow.__dataclass_fields__
        },
        search=(Unit.name, Deposit.person, Deposit.note),
        order=(Unit.position, Unit.name, Deposit.person),
        totals=("yuan", "bonus_yuan", "deducted_yuan"),
        chips={str(state): Deposit.state == state for state in DepositState},
    )


def entry(session: Session, key: str) -> DepositEntry:
    """What the form shows of a deposit."""
    deposit = must_exist(session, Deposit, key)
    return taken(deposit, DepositEntry, unit=session.get_one(Unit, deposit.unit_id).name)


def save(session: Session, entered: DepositEntry, key: str | None = None) -> str:
    """Keeps a deposit; returns its id. Refuses a second one of the same payer, and another sum once it was paid."""
    unit_id = units.find(session, entered.unit)
    if unit_id is None:
        raise Refused("请选择责任单位。", field="unit")
    if not entered.amount or entered.amount < 0:
        raise Refused("请填写抵押金金额，应大于零。", field="amount")
    must_be_believable(entered.amount, "amount")
    entered = replace(entered, person=clean(entered.person))
    _must_be_only_one(session, entered, unit_id, key)
    deposit = record_for(session, Deposit, key)
    if key is not None and deposit.state is not DepositState.DUE:
        before = (deposit.amount, deposit.unit_id, deposit.person)
        if before != (entered.amount, unit_id, entered.person):
            raise Refused(f"这笔抵押金已经是“{deposit.state}”，单位、缴纳人和金额不能再改。", field="amount")
    deposit.unit_id = unit_id
    put(deposit, entered, without=("unit",))
    session.flush()
    return deposit.id


def draft_from_letters(session: Session, year: int, amount: int | None, due_on: PartialDate | None) -> int:
    """One deposit of ``amount`` fen for each letter of the year whose unit has none yet; returns how many."""
    have = set(session.scalars(standing(Deposit).with_only_columns(Deposit.unit_id).where(Deposit.year == year)))
    of_year = select(Letter, Unit).join(Unit, Letter.unit_id == Unit.id)
    of_year = of_year.where(Letter.deleted_at.is_(None), Letter.year == year, Letter.occasion == "")
    found = session.execute(of_year.order_by(Letter.serial))
    missing = [(letter, unit) for letter, unit in found.all() if unit.id not in have]
    for letter, unit in missing:
        save(session, DepositEntry(year, unit.name, letter.responsible or unit.head, amount, due_on))
    return len(missing)


def pay(session: Session, ids: Iterable[str], on: PartialDate, today: date) -> None:
    """应缴 becomes 已缴."""
    _must_have_been(on, today)
    for deposit in _in_state(session, ids, DepositState.DUE, "缴纳"):
        deposit.state, deposit.paid_on = DepositState.PAID, on


def refund(session: Session, ids: Iterable[str], on: PartialDate, today: date, *, bonus: bool = True) -> None:
    """已缴 becomes 返还, with a bonus of the same sum unless there is to be none."""
    _must_have_been(on, today)
    for deposit in _in_state(session, ids, DepositState.PAID, "返还"):
        _must_follow(deposit, on)
        deposit.state, deposit.settled_on = DepositState.REFUNDED, on
        deposit.bonus = deposit.amount if bonus else None


def refund_in_part(
    session: Session, ids: Iterable[str], on: PartialDate, today: date, deducted: int | None, reason: str
) -> None:
    """已缴 becomes 返还 less a deduction of ``deducted`` fen each, for a reason that is kept; without a bonus.

    Refused unless something is deducted and something is left to return.
    """
    if not deducted or deducted < 0:
        raise Refused("请填写扣减金额，应大于零。", field="deducted")
    if not clean(reason):
        raise Refused("请写明扣减的原因。", field="reason")
    _must_have_been(on, today)
    for deposit in _in_state(session, ids, DepositState.PAID, "扣减后返还"):
        if deducted >= deposit.amount:
            paid = money_text(deposit.amount, MoneyUnit.YUAN)
            raise Refused(
                f"{_name(session, deposit)}缴了{paid}元，扣减应小于这个数；全部扣下的请用“不予返还”。", field="deducted"
            )
        _must_follow(deposit, on)
        deposit.state, deposit.settled_on, deposit.deducted = DepositState.REFUNDED, on, deducted
        deposit.note = f"{deposit.note}；{reason.strip()}".lstrip("；")


def forfeit(session: Session, ids: Iterable[str], on: PartialDate, today: date, reason: str) -> None:
    """已缴 becomes 不予返还, for a reason that is kept with it."""
    if not clean(reason):
        raise Refused("请写明不予返还的原因。", field="reason")
    _must_have_been(on, today)
    for deposit in _in_state(session, ids, DepositState.PAID, "不予返还"):
        _must_follow(deposit, on)
        deposit.state, deposit.settled_on = DepositState.FORFEITED, on
        deposit.note = f"{deposit.note}；{reason.strip()}".lstrip("；")


def take_back(session: Session, ids: Iterable[str]) -> None:
    """One step back for what was registered by mistake: settled becomes 已缴, 已缴 becomes 应缴."""
    for deposit in _chosen(session, ids):
        if deposit.state is DepositState.DUE:
            raise Refused(f"{_name(session, deposit)}还没有缴纳，没有可以撤回的。")
        if deposit.state is DepositState.PAID:
            deposit.state, deposit.paid_on = DepositState.DUE, None
        else:
            deposit.state, deposit.settled_on = DepositState.PAID, None
            deposit.bonus, deposit.deducted = None, None
    session.flush()


def remove(session: Session, ids: Iterable[str], now: datetime) -> int:
    """Takes deposits away that nobody has paid; returns how many."""
    chosen = _in_state(session, ids, DepositState.DUE, "删除")
    return mark_removed(session, Deposit, [deposit.id for deposit in chosen], now)


def targets_met(session: Session, year: int, month: int) -> dict[str, tuple[int, int]]:
    """By unit's name: how many of its targets it has met by the end of the month, and how many it has."""
    found: dict[str, tuple[int, int]] = {}
    for row in indicators.report(session, year, month).rows:
        if row.unit is not None and row.target:
            met, all_of_them = found.get(row.unit, (0, 0))
            found[row.unit] = (met + (row.completion is not None and row.completion >= 1), all_of_them + 1)
    return found


def _must_be_only_one(session: Session, entered: DepositEntry, unit_id: str, key: str | None) -> None:
    same = standing(Deposit).where(
        Deposit.office_id == offices.own_id(session),
        Deposit.year == entered.year,
        Deposit.unit_id == unit_id,
        Deposit.person == entered.person,
    )
    other: Deposit | None = session.scalar(same)
    if other is not None and other.id != key:
        who = f"{clean(entered.unit)}{entered.person}"
        raise Refused(
            f"{who}{entered.year}年已经有一笔抵押金（{money_text(other.amount, MoneyUnit.YUAN)}元）。", field="unit"
        )


def _in_state(session: Session, ids: Iterable[str], needed: DepositState, verb: str) -> list[Deposit]:
    """The chosen deposits, all of them in the state that the step needs; one that is not refuses the whole step."""
    chosen = _chosen(session, ids)
    for deposit in chosen:
        if deposit.state is not needed:
            name = _name(session, deposit)
            raise Refused(f"{name}的抵押金是“{deposit.state}”，只有“{needed}”的才能{verb}。", field="state")
    return chosen


def _chosen(session: Session, ids: Iterable[str]) -> list[Deposit]:
    chosen = [must_exist(session, Deposit, key) for key in ids]
    if not chosen:
        raise Refused("请先在列表中选择抵押金。")
    return chosen


def _name(session: Session, deposit: Deposit) -> str:
    return f"{session.get_one(Unit, deposit.unit_id).name}{deposit.person}"


def _must_have_been(on: PartialDate, today: date) -> None:
    if on.first > today:
        raise Refused("日期晚于今天，请核对。", field="on")


def _must_follow(deposit: Deposit, on: PartialDate) -> None:
    if deposit.paid_on is not None and on.last < deposit.paid_on.first:
        raise Refused(f"日期早于缴纳日期（{deposit.paid_on.text()}），请核对。", field="on")
