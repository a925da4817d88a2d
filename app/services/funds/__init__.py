"""到位资金: dated entries of money that arrived, with voucher and recognition."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from app.errors import Refused
from app.models.funds import FundsEntry
from app.models.projects import Project
from app.models.types import MOST_PRODUCT
from app.models.units import Unit
from app.services import attachments, choices, offices
from app.services.entries import mark_removed, must_exist, put, taken
from app.services.funds import closed_months
from app.services.funds.money import RATE, cents_of, fen_of, in_yuan, recognised_in_yuan
from app.services.lists import RecordList
from app.values.capital import Currency, FundsSource, FundsStatus
from app.values.dates import PartialDate
from app.values.words import clean

CHOICES = choices.of("funds")

_FIGURES = ("project_id", "received_on", "amount", "currency", "rate", "source", "is_opening")  # what a month reports


@dataclass(frozen=True)
class FundsRow:
    """One line of the funds ledger; ``amount`` is in the minor unit of its currency, ``yuan`` in fen."""

    id: str
    project_id: str
    project: str
    project_code: str
    investor: str
    unit: str | None
    received_on: PartialDate | None
    amount: int
    currency: str
    rate: int | None
    yuan: int | None
    source: str
    use: str
    voucher_kind: str
    voucher_number: str
    status: str
    recognised_amount: int | None
    recognised_yuan: int | None
    verified_by: str
    verified_on: PartialDate | None
    note: str
    correction_reason: str = ""
    vouchers: int = 0
    is_closed: bool = False


@dataclass(frozen=True)
class FundsForm:
    """What is entered of a funds entry; amounts in the minor unit of ``currency``, ``rate`` in millionths of a yuan."""

    project_id: str = ""
    received_on: PartialDate | None = None
    amount: int = 0
    currency: Currency = Currency.YUAN
    rate: int | None = None
    source: FundsSource = FundsSource.UNKNOWN
    use: str = ""
    voucher_kind: str = ""
    voucher_number: str = ""
    status: FundsStatus = FundsStatus.REPORTED
    recognised_amount: int | None = None
    verified_by: str = ""
    verified_on: PartialDate | None = None
    note: str = ""
    is_opening: bool = False


@dataclass(frozen=True)
class Verification:
    """What a check of entries found; ``recognised_amount`` in the minor unit of the entry's currency."""

    status: FundsStatus = FundsStatus.TOWNSHIP_CHECKED
    recognised_amount: int | None = None
    verified_by: str = ""
    verified_on: PartialDate | None = None
    note: str = ""


def listing(project_id: str | None = None) -> RecordList[FundsRow]:
    """All entries, or one project's, the latest first."""
    unit = aliased(Unit)
    names = (
        "id project_id received_on amount currency rate source use voucher_kind voucher_number status "
        "recognised_amount verified_by verified_on note correction_reason"
    )
    conditions: list[ColumnElement[bool]] = [FundsEntry.deleted_at.is_(None), Project.deleted_at.is_(None)]
    if project_id is not None:
        conditions.append(FundsEntry.project_id == project_id)
    return RecordList(
        row=FundsRow,
        source=lambda: (
            select(FundsEntry)
            .join(Project, FundsEntry.project_id == Project.id)
            .outerjoin(unit, Project.unit_id == unit.id)
            .where(*conditions)
        ),
        key=FundsEntry.id,
        fields={
            **{name: getattr(FundsEntry, name) for name in names.split()},
            "project": Project.name,
            "project_code": Project.code,
            "investor": Project.investor,
            "unit": unit.name,
            "yuan": in_yuan(FundsEntry.amount),
            "recognised_yuan": recognised_in_yuan(),
            "vouchers": attachments.how_many(FundsEntry),
            "is_closed": closed_months.in_closed_month(),
        },
        search=(Project.search, FundsEntry.voucher_number),
        order=(FundsEntry.received_on.desc(),),
        totals=("yuan", "recognised_yuan"),
        chips={
            **{str(status): FundsEntry.status == status for status in FundsStatus},
            "缺凭证号": FundsEntry.voucher_number == "",
            "更正": FundsEntry.correction_reason != "",
        },
    )


def received(session: Session) -> dict[str, list[tuple[PartialDate | None, int]]]:
    """(date, fen) of all entries by project id; what has no rate counts as nought."""
    found: dict[str, list[tuple[PartialDate | None, int]]] = {}
    columns = (FundsEntry.project_id, FundsEntry.received_on, in_yuan(FundsEntry.amount))
    for project_id, when, yuan in session.execute(select(*columns).where(FundsEntry.deleted_at.is_(None))):
        found.setdefault(project_id, []).append((when, yuan or 0))
    return found


def form(session: Session, key: str) -> FundsForm:
    """What the form shows of an entry."""
    return taken(must_exist(session, FundsEntry, key), FundsForm)


def save(session: Session, entered: FundsForm, key: str | None = None) -> str:
    """Keeps an entry and returns its id; refuses no amount, and figures of a closed month.

    What gives a closed month no figure (voucher, use, recognition) may still be filled in. A correction that took an
    entry back stays one of nothing.
    """
    must_exist(session, Project, entered.project_id)
    entry = must_exist(session, FundsEntry, key) if key else FundsEntry(office_id=offices.own_id(session))
    _must_be_complete(entered, may_be_nothing=bool(entry.correction_reason) and entry.amount == 0)
    for when in _days_counted(entry if key else None, entered):
        closed_months.must_be_open(session, when)
    put(entry, entered)
    session.add(entry)
    session.flush()
    return entry.id


def correct(session: Session, entered: FundsForm, reason: str, now: datetime, key: str | None = None) -> str:
    """Puts right what a closed month has: a correcting entry that says why takes the place of the one of ``key``.

    The entry before goes to the recycle bin, its vouchers to the one that stands. Without ``key`` it is one that the
    month missed; an amount of 0 takes an entry back.
    """
    if not clean(reason):
        raise Refused("请写明更正的原因。", field="correction_reason")
    _must_be_complete(entered, may_be_nothing=key is not None)
    must_exist(session, Project, entered.project_id)
    before = must_exist(session, FundsEntry, key) if key else None
    made = FundsEntry(office_id=offices.own_id(session), corrects_id=key, correction_reason=clean(reason))
    if before is not None:
        made.office_id, before.deleted_at = before.office_id, now
    put(made, entered)
    session.add(made)
    session.flush()
    if before is not None:
        attachments.hand_on(session, "funds", before.id, made.id)
    return made.id


def entering(session: Session, entered: FundsForm, reason: str, key: str | None = None) -> str:
    """What :func:`enter` will do, in the clerk's words; refuses a correction of a closed month without its reason."""
    if not corrects(session, entered, key):
        return "修改到位资金" if key else "登记到位资金"
    if not clean(reason):
        raise Refused("这个月已经结账，请写明更正的原因。", field="correction_reason")
    return "更正到位资金"


def enter(session: Session, entered: FundsForm, reason: str, now: datetime, key: str | None = None) -> str:
    """Keeps an entry and returns its id: by a correction with its ``reason`` where a closed month counted it."""
    if corrects(session, entered, key):
        return correct(session, entered, reason, now, key)
    return save(session, entered, key)


def corrects(session: Session, entered: FundsForm, key: str | None) -> bool:
    """Whether an entry would change what a closed month counted."""
    before = must_exist(session, FundsEntry, key) if key else None
    return any(closed_months.is_closed(session, when) for when in _days_counted(before, entered))


def remove(session: Session, ids: Iterable[str], now: datetime, reason: str = "") -> int:
    """Takes entries away by a mark; in the place of one of a closed month stays an entry of nothing that says why."""
    count, keys = 0, list(ids)
    for key in keys:
        entry = must_exist(session, FundsEntry, key)
        if closed_months.is_closed(session, entry.received_on) and clean(reason):
            nothing = replace(taken(entry, FundsForm), amount=0, recognised_amount=None)
            correct(session, nothing, reason, now, key)
            count += 1
        else:
            closed_months.must_be_open(session, entry.received_on)
    return count + mark_removed(session, FundsEntry, keys, now)


def verify(session: Session, ids: Iterable[str], checked: Verification) -> int:
    """Records who looked at entries when and with what result; returns how many.

    县认定 without an amount of its own recognises each entry whole; 不认定 recognises nothing and says why. The month
    may be closed: counties recognise later than townships report.
    """
    if checked.status is not FundsStatus.REPORTED and (not clean(checked.verified_by) or checked.verified_on is None):
        missing = "verified_by" if not clean(checked.verified_by) else "verified_on"
        raise Refused("请填写核实人和核实日期。", field=missing)
    if checked.status is FundsStatus.REJECTED and not clean(checked.note):
        raise Refused("不认定的请写明原因。", field="note")
    keys = list(ids)
    if len(keys) > 1 and checked.recognised_amount is not None:
        raise Refused("几笔一起认定时不能填一个认定金额，请逐笔认定。", field="recognised_amount")
    for key in keys:
        save(session, _verified(form(session, key), checked), key)
    return len(keys)


def _verified(before: FundsForm, checked: Verification) -> FundsForm:
    recognised = None
    if checked.status is FundsStatus.RECOGNISED:
        recognised = before.amount if checked.recognised_amount is None else checked.recognised_amount
    return replace(
        before,
        status=checked.status,
        recognised_amount=recognised,
        verified_by=clean(checked.verified_by),
        verified_on=checked.verified_on,
        note="；".join(filter(None, (before.note, clean(checked.note)))),
    )


def warnings(
    session: Session, entered: FundsForm, key: str | None = None, today: date | None = None
) -> list[tuple[str, str]]:
    """What looks wrong in an entry but does not stop it: (field, sentence)."""
    found = _beyond_the_contract(session, entered, key)
    if entered.received_on is not None and entered.received_on.month is None:
        found.append(("received_on", "到账日期只有年份，各月和月度累计都不计入，请补上月份。"))
    if entered.received_on is not None and today is not None and entered.received_on.first > today:
        found.append(("received_on", "到账日期还没有到，请核对。"))
    if entered.currency is Currency.DOLLAR and not entered.rate:
        found.append(("rate", "美元资金没有汇率（1美元合多少元），不计入人民币合计，请补上。"))
    if entered.rate and entered.rate < RATE:  # 0.14 is the other way round
        found.append(("rate", "汇率不到1，不像1美元合多少元人民币，请核对。"))
    if not entered.voucher_number:
        found.append(("voucher_number", "没有凭证号，认定时需要补上。"))
    if entered.status is FundsStatus.RECOGNISED and entered.recognised_amount is None:
        found.append(("recognised_amount", "县认定的资金没有认定金额，按0计，请补上。"))
    return found


def _beyond_the_contract(session: Session, entered: FundsForm, key: str | None) -> list[tuple[str, str]]:
    """Yuan against 合同引资额, and what came from abroad in dollars against 合同外资."""
    project = session.get(Project, entered.project_id)
    if project is None:
        return []
    found = []
    others = [FundsEntry.project_id == project.id, FundsEntry.deleted_at.is_(None), FundsEntry.id != (key or "")]
    if project.contract_amount:
        before = session.scalar(select(func.sum(in_yuan(FundsEntry.amount))).where(*others)) or 0
        if before + (fen_of(entered.amount, entered.currency, entered.rate) or 0) > project.contract_amount:
            found.append(("amount", "累计到位资金超过合同引资额，请核对。"))
    if project.contract_fdi and entered.source is FundsSource.ABROAD:
        from_abroad = select(FundsEntry.amount, FundsEntry.currency, FundsEntry.rate)
        others.append(FundsEntry.source == FundsSource.ABROAD)
        came = [cents_of(*each) for each in session.execute(from_abroad.where(*others))]
        came.append(cents_of(entered.amount, entered.currency, entered.rate))
        if sum(cents for cents in came if cents is not None) > project.contract_fdi:
            found.append(("amount", "累计实际利用外资超过合同外资，请核对。"))
    return found


def _must_be_complete(entered: FundsForm, *, may_be_nothing: bool = False) -> None:
    if entered.amount < 0 or (entered.amount == 0 and not may_be_nothing):
        raise Refused("请填写到位金额，金额应大于0。", field="amount")
    if entered.received_on is None and not entered.is_opening:
        raise Refused("请填写到账日期。", field="received_on")
    if entered.amount * (entered.rate or 0) > MOST_PRODUCT:
        raise Refused("按汇率折算的数太大了，请核对金额、币种和汇率。", field="amount")
    if entered.recognised_amount is not None and entered.recognised_amount > entered.amount:
        raise Refused("认定金额不能大于到位金额。", field="recognised_amount")


def _days_counted(before: FundsEntry | None, entered: FundsForm) -> set[PartialDate | None]:
    """The days whose months an entry gives other figures; none where only voucher, use or recognition change."""
    if before is None:
        return {entered.received_on}
    changes = any(getattr(before, name) != getattr(entered, name) for name in _FIGURES)
    return {before.received_on, entered.received_on} if changes else set()
