"""到位资金 columns of a 项目台账: compared with the entries, or an opening entry for a project that has none.

Entries that come later, one by one, take their part out of the opening entry, so that no money counts twice.
"""

from dataclasses import replace

from sqlalchemy.orm import Session

from app.indicators.standing import month_in
from app.jobs.imports.rows import ImportRow
from app.services import funds
from app.services.funds import FundsForm, closed_months, openings
from app.services.funds.money import fen_of
from app.values.capital import FundsSource
from app.values.dates import PartialDate
from app.values.money import MoneyUnit, money_text

Received = list[tuple[PartialDate | None, int]]  # (date, fen) of a project's entries
Opening = tuple[PartialDate | None, int, FundsSource]
_COLUMNS = ("received_total", "received_year", "received_before", "received_month", "received_outside")
_NOTE = "期初：由项目台账的到位资金栏转入"


def opening_sums(session: Session, row: ImportRow, entries: Received, contract: int | None = None) -> list[Opening]:
    """The opening entries that the row's sums make: (date, amount in fen, source); none where ``entries`` are there.

    ``contract`` is 合同引资额 in fen. Refused for sums of a month that is closed.
    """
    if not any(row.has(name) for name in _COLUMNS):
        return []
    before, year, total = (row.money(f"received_{part}") for part in ("before", "year", "total"))
    month = row.money("received_month")
    if entries:
        _compare(row, entries, year, total)
        _warn_of_excess(row, entries, contract)
        return []
    parts = _parts(row, before, year if year is not None else month, total)
    for when, _ in parts:
        closed_months.must_be_open(session, when)
    _warn_of_excess(row, parts, contract)
    return _by_source(row, parts)


def opening_form(project_id: str, when: PartialDate | None, amount: int, source: FundsSource) -> FundsForm:
    """The entry that stands for a sum of a ledger."""
    return FundsForm(project_id, when, amount, source=source, is_opening=True, note=_NOTE)


def _parts(
    row: ImportRow, before: int | None, year: int | None, total: int | None
) -> list[tuple[PartialDate | None, int]]:
    """(date, amount) of the opening entries: what came this year, and what came before it.

    A sum that is not parted counts up to the month that title, 填报时间 or the clerk names.
    """
    if total is None:
        total = (before or 0) + (year or 0)
    this_year = year if year is not None else (total - before if before is not None else None)
    if this_year is None:
        parts: list[tuple[PartialDate | None, int]] = [(_this(row), total)]
    else:
        parts = [(_before(row), max(total - this_year, 0)), (_this(row), this_year)]
    parts = [(when, amount) for when, amount in parts if amount > 0]
    name = next(name for name in _COLUMNS if row.has(name))
    if undated := sum(amount for when, amount in parts if when is None or when.month is None):
        what = f"{money_text(undated, MoneyUnit.WAN)}万元"
        row.warn(name, f"{what}作为期初到位资金转入，没有到账月份，不计入各月数；请在到位资金中逐笔登记。")
    elif this_year is None and parts:
        row.warn(
            name,
            f"累计数作为期初到位资金全部记在{parts[0][0].text() if parts[0][0] else ''}，以前年度到位的请改到当年。",
        )
    return parts


def _by_source(
    row: ImportRow, parts: list[tuple[PartialDate | None, int]]
) -> list[tuple[PartialDate | None, int, FundsSource]]:
    """The same with what 其中：省外 says of the last of them."""
    outside = row.money("received_outside") or 0
    whole = [(when, amount, FundsSource.UNKNOWN) for when, amount in parts]
    if not outside or not parts:
        return whole
    when, amount = parts[-1]
    if outside > amount:
        row.warn("received_outside", "其中省外的数大于到位资金，没有区分来源，请核对。")
        return whole
    split = [(when, outside, FundsSource.OTHER_PROVINCE), (when, amount - outside, FundsSource.UNKNOWN)]
    return [*whole[:-1], *(part for part in split if part[1] > 0)]


def _this(row: ImportRow) -> PartialDate | None:
    year, month = row.ledger.year, row.ledger.month
    if year is None:
        return None
    return PartialDate(f"{year}-{month:02d}" if month else f"{year}")


def _before(row: ImportRow) -> PartialDate | None:
    return PartialDate(f"{row.ledger.year - 1}") if row.ledger.year else None


def _compare(row: ImportRow, entries: Received, year: int | None, total: int | None) -> None:
    known = sum(amount for _, amount in entries)
    if total is not None and not _close(total, known):
        row.warn("received_total", _difference("累计到位资金", total, known))
    compare_year(row, entries, year)


def compare_year(row: ImportRow, entries: Received, year: int | None) -> None:
    """Tells where 本年累计 (fen), up to the title's month, is not what the entries add up to."""
    if year is None or row.ledger.year is None:
        return
    this_year = sum(
        amount for when, amount in entries if month_in(when, row.ledger.year, row.ledger.month or 12) is not None
    )
    if not _close(year, this_year):
        row.warn("received_year", _difference("本年到位资金", year, this_year))


class Openings:
    """The opening entries that entries of a funds ledger are parts of."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ids = openings.by_project(session)

    def __contains__(self, key: str) -> bool:
        """Whether an entry stood for a ledger's sum when the import began."""
        return any(key in ids for ids in self._ids.values())

    def give_way(self, row: ImportRow, entry: FundsForm) -> str | None:
        """Lessens the opening entry that ``entry`` is part of; its id where nothing is left of it, to be ``entry``."""
        amount = fen_of(entry.amount, entry.currency, entry.rate)
        forms = {key: funds.form(self._session, key) for key in self._ids.get(entry.project_id, ())}
        standing = (
            key for key, form in forms.items() if form.is_opening and _covers(form.received_on, entry.received_on)
        )
        of = next(standing, None)
        if amount is None or of is None:
            return None
        opening = forms[of]
        taken = money_text(min(amount, opening.amount))
        row.warn("amount", f"项目台账转入的期初到位资金已减去这一笔（{taken}万元），不重复计算。")
        if opening.amount <= amount:
            return of
        funds.save(self._session, replace(opening, amount=opening.amount - amount), of)
        return None


def _covers(opening: PartialDate | None, when: PartialDate | None) -> bool:
    """Whether a sum known up to ``opening`` holds what came on ``when``: a year alone sums up all until its end."""
    if opening is None or when is None:
        return opening is None
    if opening.month is None:
        return when.year <= opening.year
    return when.year == opening.year and when.first <= opening.last


def _warn_of_excess(row: ImportRow, entries: list[tuple[PartialDate | None, int]], contract: int | None) -> None:
    total = sum(amount for _, amount in entries)
    if contract and total > contract:
        came, agreed = money_text(total, MoneyUnit.WAN), money_text(contract, MoneyUnit.WAN)
        name = next(name for name in _COLUMNS if row.has(name))
        row.warn(name, f"累计到位资金{came}万元超过合同引资额{agreed}万元，请核对。")


def _close(written: int, known: int) -> bool:
    """Within half of the last digit that an office prints (0.01 万元)."""
    return abs(written - known) <= 5_000


def _difference(what: str, written: int, known: int) -> str:
    here, there = money_text(written, MoneyUnit.WAN), money_text(known, MoneyUnit.WAN)
    return f"{what}写的是{here}万元，与已登记的{there}万元不一致，以逐笔登记的为准。"
