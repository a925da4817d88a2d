"""Papers of deposits and rewards: the deposit ledger, and 兑现表 that recipients sign for their money."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.columns import deposits as deposit_columns
from app.columns import rewards as reward_columns
from app.columns.column import Column
from app.database.engine import Database
from app.errors import Refused
from app.services import offices
from app.services.consequences import deposits, rewards
from app.services.consequences.switch import must_be_kept
from app.values.money import MoneyUnit, money_text, rmb_capitals

_SIGNED = "制表人：　　　　　　　　　审核人：　　　　　　　　　单位负责人：　　　　　　　　　制表日期："
_REFUNDED = "返还"
_ROOM = "　" * 9


def print_deposits(database: Database, year: int, out: Path, ids: Sequence[str] | None = None) -> int:
    """Writes the year's deposit ledger, or the chosen deposits, to ``out`` (.pdf or .xlsx); returns how many."""
    rows, office = _deposits(database, year, ids)
    if not rows:
        raise Refused(f"{year}年还没有登记抵押金。")
    totals = {"amount": sum(row.amount for row in rows), "bonus": sum(row.bonus or 0 for row in rows)}
    title = f"{office}{year}年招商引资风险抵押金台账"
    _write(out, title, f"共{len(rows)}笔", deposit_columns.PAPER, rows, totals)
    return len(rows)


def print_refunds(database: Database, year: int, out: Path, ids: Sequence[str] | None = None) -> int:
    """Writes the 兑现表 of refunded deposits and their bonus, to be signed; returns how many.

    Of the chosen deposits those that are not 返还 refuse the paper; without a choice it holds all that are.
    """
    rows, office = _deposits(database, year, ids)
    others = [row for row in rows if row.state != _REFUNDED]
    if ids is not None and others:
        raise Refused(f"{others[0].unit}{others[0].person}的抵押金是“{others[0].state}”，登记返还以后才能打印兑现表。")
    rows = [row for row in rows if row.state == _REFUNDED]
    if not rows:
        raise Refused(f"{year}年还没有返还的抵押金，登记返还以后才能打印兑现表。")
    totals = {name: sum(getattr(row, name) or 0 for row in rows) for name in ("amount", "bonus", "returned")}
    lines = [_signed(row, deposit_columns.CASHING) for row in rows]
    title = f"{office}{year}年招商引资风险抵押金返还及奖励兑现表"
    _write(out, title, _sum_line(len(rows), totals["returned"]), deposit_columns.CASHING, lines, totals)
    return len(rows)


def print_rewards(database: Database, out: Path, ids: Sequence[str] | None = None, year: int | None = None) -> int:
    """Writes the 兑现表 of rewards to be signed: the chosen steps, else those paid in ``year``; returns how many."""
    with database.read() as session:
        must_be_kept(session)
        listing, office = rewards.listing(), offices.current(session)
        rows = listing.rows(session, listing.ids(session) if ids is None else list(ids))
    if ids is None:
        rows = [row for row in rows if row.paid_on is not None and year in (None, row.paid_on.year)]
    if not rows:
        raise Refused("没有可以打印的奖励，请先选择要兑现的发放步骤。")
    if unread := next((row for row in rows if not row.review_number), None):
        raise Refused(f"{unread.introducer}的奖励还没有审查文号，请先填写再打印兑现表。", field="review_number")
    total = sum(row.amount for row in rows)
    lines = [_signed(row, reward_columns.CASHING) for row in rows]
    title = f"{office.name if office else ''}招商引资奖励兑现表"
    _write(out, title, _sum_line(len(rows), total), reward_columns.CASHING, lines, {"amount": total})
    return len(rows)


def _deposits(database: Database, year: int, ids: Sequence[str] | None) -> tuple[list[deposits.DepositRow], str]:
    with database.read() as session:
        must_be_kept(session)
        listing, office = deposits.listing(year), offices.current(session)
        rows = listing.rows(session, listing.ids(session) if ids is None else list(ids))
    return rows, office.name if office else ""


def _signed(row: object, shown: Sequence[Column]) -> dict[str, Any]:
    """A line with empty cells for the signature and for remarks by hand."""
    return {column.field: getattr(row, column.field, "") for column in shown} | {"note": ""}


def _with_room(row: object) -> object:
    """The same with room to sign in: an empty cell would be as narrow as its heading."""
    return {**row, "signature": _ROOM} if isinstance(row, dict) else row


def _sum_line(count: int, total: int) -> str:
    """How many payments, and their sum in digits and capitals, as a treasurer checks it."""
    return f"共{count}笔，合计{money_text(total, MoneyUnit.YUAN)}元（{rmb_capitals(total)}）\t单位：元"


def _write(
    out: Path,
    title: str,
    line: str,
    shown: tuple[Column, ...],
    rows: Sequence[object],
    totals: dict[str, object] | dict[str, int],
) -> None:
    ending = out.suffix.lower()
    if ending == ".xlsx":
        from app.documents.sheet.ledgers import write_sheet

        write_sheet(out, title, line, shown, rows, MoneyUnit.YUAN, totals, _SIGNED)
    elif ending == ".pdf":
        from app.documents.fonts import installed
        from app.documents.pdf.ledgers import draw_ledger

        draw_ledger(
            out, title, line, shown, [_with_room(row) for row in rows],
            money_unit=MoneyUnit.YUAN, totals=totals, filler=_SIGNED, paper="A4", faces=installed(),
        )  # fmt: skip
    else:
        raise Refused("文件的名字应以 .pdf 或 .xlsx 结尾。", field="out")
