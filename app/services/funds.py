"""到位资金: dated entries of money that arrived, with voucher and recognition."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from app.errors import Refused
from app.models.funds import ClosedMonth, Currency, FundsEntry, FundsSource, FundsStatus
from app.models.projects import Project
from app.models.units import Unit
from app.services import offices
from app.services.entries import mark_removed, must_exist, put, taken, words_of
from app.services.funds_money import in_yuan
from app.services.lists import RecordList
from app.values.dates import PartialDate

CHOICES = words_of(
    {
        "currency": Currency,
        "source": FundsSource,
        "status": FundsStatus,
        "voucher_kind": ("银行进账单", "验资报告", "设备发票", "工程结算单", "完税凭证", "土地款凭证", "其他"),
    }
)


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


def listing(project_id: str | None = None) -> RecordList[FundsRow]:
    """All entries, or one project's, the latest first."""
    unit = aliased(Unit)
    names = (
        "id project_id received_on amount currency rate source use voucher_kind voucher_number status "
        "recognised_amount verified_by verified_on note"
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
            "recognised_yuan": in_yuan(FundsEntry.recognised_amount),
        },
        search=(Project.search, FundsEntry.voucher_number),
        order=(FundsEntry.received_on.desc(),),
        totals=("yuan", "recognised_yuan"),
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
    """Keeps an entry and returns its id; refuses a closed month, no amount, and dollars without a rate."""
    _must_be_complete(entered)
    must_exist(session, Project, entered.project_id)
    entry = must_exist(session, FundsEntry, key) if key else FundsEntry(office_id=offices.own_id(session))
    for when in {entry.received_on, entered.received_on}:
        _must_be_open(session, when)
    put(entry, entered)
    session.add(entry)
    session.flush()
    return entry.id


def remove(session: Session, ids: Iterable[str], now: datetime) -> int:
    """Takes entries away by a mark; those of a closed month stay."""
    keys = list(ids)
    for key in keys:
        _must_be_open(session, must_exist(session, FundsEntry, key).received_on)
    return mark_removed(session, FundsEntry, keys, now)


def warnings(session: Session, entered: FundsForm, key: str | None = None) -> list[tuple[str, str]]:
    """What looks wrong in an entry but does not stop it: (field, sentence)."""
    found = []
    project = session.get(Project, entered.project_id)
    if project is not None and project.contract_amount and entered.currency is Currency.YUAN:
        rows = listing(project.id).rows(session, listing(project.id).ids(session))
        before = sum(row.yuan or 0 for row in rows if row.id != key)
        if before + entered.amount > project.contract_amount:
            found.append(("amount", "累计到位资金超过合同引资额，请核对。"))
    if entered.received_on is not None and entered.received_on.month is None:
        found.append(("received_on", "到账日期只有年份，不计入任何月份，请补上月份。"))
    if not entered.voucher_number:
        found.append(("voucher_number", "没有凭证号，认定时需要补上。"))
    return found


def _must_be_complete(entered: FundsForm) -> None:
    if entered.amount <= 0:
        raise Refused("请填写到位金额，金额应大于0。", field="amount")
    if entered.received_on is None and not entered.is_opening:
        raise Refused("请填写到账日期。", field="received_on")
    if entered.currency is Currency.DOLLAR and not entered.rate:
        raise Refused("美元资金请填写汇率（1美元合多少元人民币）。", field="rate")
    if entered.rate is not None and entered.rate <= 0:
        raise Refused("汇率应大于0。", field="rate")
    if entered.recognised_amount is not None and entered.recognised_amount > entered.amount:
        raise Refused("认定金额不能大于到位金额。", field="recognised_amount")


def _must_be_open(session: Session, when: PartialDate | None) -> None:
    if when is None or when.month is None:
        return
    closed = session.scalar(
        select(ClosedMonth.id).where(
            ClosedMonth.year == when.year, ClosedMonth.month == when.month, ClosedMonth.deleted_at.is_(None)
        )
    )
    if closed is not None:
        raise Refused(f"{when.year}年{when.month}月已经结账，不能改动；请登记更正记录并写明原因。", field="received_on")
