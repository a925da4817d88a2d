"""Papers of deposits and rewards: the deposit ledger, and 兑现表 that recipients sign for their money."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.columns import deposits as deposit_columns
from app.columns import rewards as reward_columns
from app.columns.column import Column
from app.errors import Refused
from app.reports import ledgers
from app.reports.blocks import Document
from app.reports.ledgers import LedgerView
from app.services import offices
from app.services.consequences import deposits, rewards
from app.services.consequences.switch import must_be_kept
from app.values.money import MoneyUnit, money_text, rmb_capitals

_SIGNED = "制表人：　　　　　　　　　审核人：　　　　　　　　　单位负责人：　　　　　　　　　制表日期："
_REFUNDED = "返还"
_CASHED = ("amount", "deducted", "refunded", "bonus", "returned")
_ROOM = "　" * 9
Chosen = Sequence[str] | None  # ids; None for all


def deposit_ledger(session: Session, year: int, ids: Chosen = None) -> Document:
    """The year's deposit ledger, or the chosen deposits; refused where there are none."""
    rows, office = _deposits(session, year, ids)
    if not rows:
        raise Refused(f"{year}年还没有登记抵押金。")
    totals = {name: sum(getattr(row, name) or 0 for row in rows) for name in ("amount", "bonus", "deducted")}
    title = f"{office}{year}年招商引资风险抵押金台账"
    return _document(LedgerView(title, deposit_columns.PAPER, rows, totals), f"共{len(rows)}笔")


def refunds(session: Session, year: int, ids: Chosen = None) -> Document:
    """The 兑现表 of refunded deposits and their bonus, to be signed.

    Of the chosen deposits those that are not 返还 refuse the paper; without a choice it holds all that are.
    """
    rows, office = _deposits(session, year, ids)
    others = [row for row in rows if row.state != _REFUNDED]
    if ids is not None and others:
        raise Refused(f"{others[0].unit}{others[0].person}的抵押金是“{others[0].state}”，登记返还以后才能打印兑现表。")
    rows = [row for row in rows if row.state == _REFUNDED]
    if not rows:
        raise Refused(f"{year}年还没有返还的抵押金，登记返还以后才能打印兑现表。")
    totals = {name: sum(getattr(row, name) or 0 for row in rows) for name in _CASHED}
    title = f"{office}{year}年招商引资风险抵押金返还及奖励兑现表"
    shown: tuple[Column, ...] = deposit_columns.CASHING
    if not totals["deducted"]:
        shown = tuple(column for column in shown if column.field not in {"amount", "deducted"})
    return _cashing(title, shown, rows, totals, totals["returned"])


def reward_list(session: Session, ids: Chosen = None, year: int | None = None) -> Document:
    """The 兑现表 of rewards to be signed: the chosen steps, else those paid in ``year``."""
    must_be_kept(session)
    _must_not_be_cautious(session)
    listing, office = rewards.listing(), offices.current(session)
    rows = listing.rows(session, listing.ids(session) if ids is None else list(ids))
    if ids is None:
        rows = [row for row in rows if row.paid_on is not None and year in (None, row.paid_on.year)]
    if not rows:
        raise Refused("没有可以打印的奖励，请先选择要兑现的发放步骤。")
    if unread := next((row for row in rows if not row.review_number), None):
        raise Refused(f"{unread.introducer}的奖励还没有审查文号，请先填写再打印兑现表。", field="review_number")
    total = sum(row.amount for row in rows)
    title = f"{office.name if office else ''}招商引资奖励兑现表"
    return _cashing(title, reward_columns.CASHING, rows, {"amount": total}, total)


def _must_not_be_cautious(session: Session) -> None:
    if offices.is_cautious(session):
        raise Refused("本单位选用了稳妥口径，不打印抵押金和奖励；要打印请在“数据—选项—打印”里改回。")


def _deposits(session: Session, year: int, ids: Chosen) -> tuple[list[deposits.DepositRow], str]:
    must_be_kept(session)
    _must_not_be_cautious(session)
    listing, office = deposits.listing(year), offices.current(session)
    rows = listing.rows(session, listing.ids(session) if ids is None else list(ids))
    return rows, office.name if office else ""


def _cashing(
    title: str, shown: tuple[Column, ...], rows: Sequence[object], totals: dict[str, int], total: int
) -> Document:
    """To be signed: on paper the cells for signatures are as wide as a hand needs."""
    lines, above = [_signed(row, shown) for row in rows], _sum_line(len(rows), total)
    workbook = _document(LedgerView(title, shown, lines, totals), above)
    with_room = [_with_room(line) for line in lines]
    return _document(LedgerView(title, shown, with_room, totals), above, workbook, whole=True)


def _document(view: LedgerView, line: str, workbook: Document | None = None, *, whole: bool = False) -> Document:
    return ledgers.document(
        view, line, money_unit=MoneyUnit.YUAN, filler=_SIGNED, paper="A4", workbook=workbook, whole=whole
    )


def _signed(row: object, shown: Sequence[Column]) -> dict[str, Any]:
    """A line with empty cells for the signature and for remarks by hand."""
    return {column.field: getattr(row, column.field, "") for column in shown} | {"note": ""}


def _with_room(row: object) -> object:
    """The same with room to sign in: an empty cell would be as narrow as its heading."""
    return {**row, "signature": _ROOM} if isinstance(row, dict) else row


def _sum_line(count: int, total: int) -> str:
    """How many payments, and their sum in digits and capitals, as a treasurer checks it."""
    return f"共{count}笔，合计{money_text(total, MoneyUnit.YUAN)}元（{rmb_capitals(total)}）\t单位：元"
