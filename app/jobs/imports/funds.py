"""Rows of a 到位资金统计表: matched by project, date, amount and voucher as a multiset."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from app.errors import Refused
from app.jobs.imports.answers import Answers
from app.jobs.imports.counts import Outcome
from app.jobs.imports.likely import Passed
from app.jobs.imports.notes import Decision, Likely, RowKey
from app.jobs.imports.opening import Openings, compare_year
from app.jobs.imports.rows import ImportRow, changes
from app.jobs.imports.words import word_for
from app.models.types import Rate
from app.services import funds, projects
from app.services.funds import FundsForm, FundsRow
from app.services.funds.money import RATE
from app.services.matching import Duplicate, Level
from app.values.capital import Currency, FundsSource, FundsStatus
from app.values.dates import PartialDate
from app.values.money import MoneyUnit, money_text
from app.values.words import clean

Mark = tuple[str, str, int, str]  # project id, date, amount, currency; the voucher's number stands beside it
_VOUCHERS = (
    "银行进账单",
    "进账单",
    "验资报告",
    "设备发票",
    "发票",
    "工程结算单",
    "结算单",
    "完税凭证",
    "转账凭证",
    "合同",
)


class Importer:
    """Takes the rows of a funds ledger."""

    def __init__(self, session: Session, year: int, answers: Answers) -> None:  # noqa: ARG002 - all are made alike
        self._session = session
        self._codes, self._pairs, self._named = projects.index(session)
        self._of_firm: dict[str, list[str]] = {}
        for (_, firm), keys in self._pairs.items():
            self._of_firm.setdefault(firm, []).extend(keys)
        self._openings = Openings(session)
        self._answers = answers
        self._ids: dict[Mark, list[tuple[str, str]]] = {}
        self._vouchers: dict[tuple[str, str], list[tuple[str, FundsRow]]] = {}
        self._borne: set[tuple[str, str]] = set()  # project id and voucher of the rows so far
        self._months: dict[tuple[str, str], list[FundsRow]] = {}
        self._told: dict[tuple[RowKey, str], ImportRow] = {}  # rows with a 累计, by their place and project
        listing = funds.listing()
        for entry in listing.rows(session, listing.ids(session)):
            mark = _mark(entry.project_id, entry.received_on, entry.amount, entry.currency)
            number = clean(entry.voucher_number)
            self._ids.setdefault(mark, []).append((number, entry.id))
            if entry.received_on and entry.received_on.month and entry.id not in self._openings:
                self._months.setdefault((entry.project_id, entry.received_on.iso[:7]), []).append(entry)
            if number and entry.amount:
                self._vouchers.setdefault((entry.project_id, number), []).append((entry.id, entry))

    def load(self, row: ImportRow) -> Outcome:
        """Makes the row's entry, or changes the one that it already is."""
        project_id = self._project(row)
        if row.text("received_year"):
            self._told[row.key, project_id] = row
        currency = _currency(row)
        if self._is_nothing_this_month(row):
            return Outcome.SKIPPED
        amount = row.must_money("amount", dollars=currency is Currency.DOLLAR)
        when = row.date("received_on")
        key = self._known(row, _mark(project_id, when, amount, currency))
        if key is None:
            when = self._must_be_whole(row, when, amount)
            key = self._known(row, _mark(project_id, when, amount, currency)) or self._of_voucher(row, project_id)
            if key is None and self._is_in_the_month(row, project_id, when, amount, currency):
                return Outcome.SKIPPED
        before = funds.form(self._session, key) if key else FundsForm(project_id=project_id)
        entry = self._entry(row, before, when, amount, currency)
        if key is not None:
            row.notes.claimed.setdefault(key, (row.key, row.row))
        if key is not None and entry == before:
            self._bear(row, project_id)
            return Outcome.SKIPPED
        try:
            place = key or self._openings.give_way(row, entry)
            for field, sentence in funds.warnings(self._session, entry, place, row.today):
                if field != "voucher_number":
                    row.warn(field, sentence)
            saved = funds.save(self._session, entry, place)
            row.notes.claimed.setdefault(saved, (row.key, row.row))
            self._bear(row, project_id)
        except Refused as refused:
            raise row.reject(refused.field, refused.message) from refused
        return Outcome.CREATED if key is None else Outcome.UPDATED

    def finish(self) -> None:
        """Compares each 累计 with what is on record then: a difference means a payment that nobody entered."""
        received = funds.received(self._session) if self._told else {}
        for (_, project_id), row in self._told.items():
            compare_year(row, received.get(project_id, []), row.peek_money("received_year"))
        self._told = {}

    def _is_in_the_month(
        self, row: ImportRow, project_id: str, when: PartialDate, amount: int, currency: Currency
    ) -> bool:
        """Whether a table of the months' figures tells what entries of that month add up to already.

        Refused where they add up to something else: the figure corrects them, or is one more payment; nobody can tell.
        """
        if "received_on" in row.ledger.columns or not when.month:
            return False
        of_month = self._months.get((project_id, when.iso[:7]), [])
        there = [each for each in of_month if each.id not in row.notes.claimed and each.currency == currency]
        if not there:
            return False
        known = sum(each.amount for each in there)
        if known != amount:
            raise row.reject(
                "amount",
                f"库里{when.year}年{when.month}月已登记{_in_wan(known, currency)}，表里是{_in_wan(amount, currency)}，"
                "看不出是更正还是又一笔，没有读入；请在“到位资金”里更正或补登。",
            )
        for each in there:
            row.notes.claimed.setdefault(each.id, (row.key, row.row))
        return True

    def _known(self, row: ImportRow, mark: Mark) -> str | None:
        """The entry of this mark that no earlier row was; without a column of vouchers any of them."""
        there = self._ids.get(mark, [])
        said = [number for number, _ in there]
        _, number = _voucher(row)
        if number in said or (there and not _has_voucher(row)):
            return there.pop(said.index(number) if number in said else 0)[1]
        if "" in said and number:
            row.warn("voucher_number", "同一天有一笔同样金额、没有凭证号的记录；如果是同一笔，请删除其中一笔。")
        return None

    def _of_voucher(self, row: ImportRow, project_id: str) -> str | None:
        """The entry whose voucher the row bears with another sum or date, once somebody has said that it replaces it.

        Refused until then: one voucher proves one payment, and nobody can tell which of the two is right.
        """
        _, number = _voucher(row)
        there = [each for each in self._vouchers.get((project_id, number), ()) if each[0] not in row.notes.claimed]
        if (project_id, number) in self._borne:
            row.warn("voucher_number", f"凭证号{number}在表里不止一行，金额或日期不同，各记一笔，请核对。")
        if not number or not there:
            return None
        key, before = there[0]
        when = before.received_on.text() if before.received_on else "日期不详"
        was = f"{when}、{_in_wan(before.amount, before.currency)}"
        decision = row.notes.decisions.get(row.key)
        if decision is Decision.MERGE or (decision is None and self._answers.replace_vouchers):
            row.warn("amount", f"凭证号{number}原来登记的是{was}，已改为这一行的内容。")
            self._forget(key)
            return key
        if decision is Decision.NEW:
            return None
        same = Duplicate("funds", key, f"{before.project}{number}", Level.LIKELY, ("凭证号相同", f"原来是{was}"))
        row.notes.likely.append(
            Likely(row.row.number, number, same, may_merge=True, sheet=row.ledger.sheet, is_made=False)
        )
        if decision is Decision.SKIP:
            raise Passed
        raise row.reject("amount", f"凭证号{number}已经登记过（{was}），金额或日期不同，没有读入；确要更正请选择替换。")

    def _bear(self, row: ImportRow, project_id: str) -> None:
        if number := _voucher(row)[1]:
            self._borne.add((project_id, number))

    def _forget(self, key: str) -> None:
        for mark, there in self._ids.items():
            self._ids[mark] = [each for each in there if each[1] != key]

    def _project(self, row: ImportRow) -> str:
        name, code = row.name("project"), row.text("project_code")
        investor = projects.matching(row.line("investor"))
        if key := self._codes.get(code):
            if name and key not in self._named.get(projects.matching(name), []):
                row.warn("project", f"与编号{code}的项目名称不同，按编号记入，请核对。")
            return key
        if not name:
            return self._project_of(row, code, investor)
        exact = self._pairs.get((projects.matching(name), investor), []) if investor else []
        same = exact or self._named.get(projects.matching(name), [])
        if not same:
            raise row.reject("project", f"项目库里没有“{name}”，请先登记或导入这个项目再导入资金。")
        if len(same) > 1:
            wanted = "项目编号" if exact else "项目编号或投资方"
            raise row.reject("project", f"有{len(same)}个项目都叫“{name}”，请在表里加上{wanted}。")
        return same[0]

    def _project_of(self, row: ImportRow, code: str, investor: str) -> str:
        """The project of a row without a name of one: of a firm that has one project only, its own."""
        if code:
            raise row.reject("project_code", f"项目库里没有编号“{code}”，请先登记或导入这个项目再导入资金。")
        if not investor:
            raise row.reject("project", "没有项目名称，这一行没有读入。")
        found = self._of_firm.get(investor, [])
        if len(found) == 1:
            return found[0]
        reason = f"这一家有{len(found)}个项目" if found else "项目库里没有这一家的项目"
        raise row.reject("investor", f"没有写项目名称，{reason}，这一行没有读入；请写明项目名称或编号。")

    @staticmethod
    def _must_be_whole(row: ImportRow, when: PartialDate | None, amount: int) -> PartialDate:
        """The day of a new entry; an entry of nothing, or of an unknown day, can only be one that is there."""
        if amount == 0:
            raise row.reject("amount", "到位金额是0，这一行没有读入。")
        if when is not None:
            return when
        if row.text("received_on"):
            raise row.reject("received_on", "到账日期看不出是哪一天，这一行没有读入，请改正后重新导入。")
        if row.ledger.year and row.ledger.month:
            row.warn("received_on", f"没有到账日期，按表题记为{row.ledger.year}年{row.ledger.month}月。")
            return PartialDate(f"{row.ledger.year}-{row.ledger.month:02d}")
        raise row.reject("received_on", "没有到账日期，这一行没有读入。")

    @staticmethod
    def _is_nothing_this_month(row: ImportRow) -> bool:
        """A month's table lists projects to which nothing came: no entry, and no fault."""
        title = row.ledger.columns.get("amount", "")
        return ("本月" in title or "当月" in title) and row.text("amount") in {"", "0", "0.0", "0.00"}

    def _entry(
        self, row: ImportRow, before: FundsForm, when: PartialDate | None, amount: int, currency: Currency
    ) -> FundsForm:
        readers: dict[str, Callable[[], Any]] = {
            name: partial(row.text, name) for name in ("use", "verified_by", "note")
        }
        dollars = currency is Currency.DOLLAR
        readers |= {
            "recognised_amount": lambda: (
                row.dollars("recognised_amount") if dollars else row.money("recognised_amount")
            ),
            "status": lambda: row.word("status", FundsStatus) or FundsStatus.REPORTED,
            "source": lambda: row.word("source", FundsSource) or FundsSource.UNKNOWN,
            "rate": lambda: _rate(row),
            "verified_on": lambda: row.date("verified_on"),
        }
        new = changes(row, readers)
        kind, number = _voucher(row)
        if row.has("voucher_kind") or row.has("voucher"):
            new["voucher_kind"] = kind
        if _has_voucher(row):
            new["voucher_number"] = number
        entry = replace(before, received_on=when, amount=amount, currency=currency, **new)
        return replace(entry, note=row.with_leftovers(entry.note))


def _in_wan(minor: int, currency: str) -> str:
    unit = MoneyUnit.WAN_USD if currency == Currency.DOLLAR else MoneyUnit.WAN
    return f"{money_text(minor, unit)}{unit}"


def _mark(project_id: str, when: PartialDate | None, amount: int, currency: str) -> Mark:
    return project_id, when.iso if when else "", amount, str(currency)


def _has_voucher(row: ImportRow) -> bool:
    return row.has("voucher_number") or row.has("voucher")


def _voucher(row: ImportRow) -> tuple[str, str]:
    """Kind and number; a cell that holds both is parted at the kind's own words."""
    kind, number, both = row.text("voucher_kind"), row.text("voucher_number"), row.text("voucher")
    if both and not number:
        found = next((word for word in _VOUCHERS if word in both), "")
        rest = both.replace(found, "", 1).strip(" ：:、，,（）()编号No.") if found else both
        return kind or found, rest
    return kind, number


def _currency(row: ImportRow) -> Currency:
    """The currency of 币种; without one the amount's own words and heading decide. Rejected for any other."""
    if words := row.text("currency"):
        said = word_for(Currency, words)
        if said is None:
            raise row.reject("currency", f"币种“{words}”不是人民币也不是美元，这一行没有读入，请折算后填写。")
        row.stored["currency"] = said
        return said
    cell = row.row.cells.get("amount")
    if cell is not None and ((cell.unit and cell.unit.is_dollars) or "美" in cell.text):
        return Currency.DOLLAR
    return Currency.YUAN


def _rate(row: ImportRow) -> int | None:
    text = row.text("rate")
    if not text:
        return None
    try:
        rate = Decimal(text.replace(",", ""))
    except InvalidOperation:
        row.warn("rate", "汇率看不懂，请填写数字，如7.12。")
        row.unread.add("rate")
        return None
    rate = rate / 100 if rate > 100 else rate  # some offices quote a hundred dollars, as banks do
    kept = int(rate * RATE)
    if problem := Rate().problem(kept):
        row.warn("rate", f"“{text}”没有读入：{problem}")
        row.unread.add("rate")
        return None
    return kept
