"""Rows of a 到位资金统计表: matched by project, date, amount and voucher as a multiset."""

from decimal import Decimal, InvalidOperation

from sqlalchemy.orm import Session

from app.errors import Refused
from app.jobs.taking.counts import Outcome
from app.jobs.taking.rows import TakenRow
from app.models.funds import Currency, FundsSource, FundsStatus
from app.services import funds, projects
from app.services.funds import FundsForm
from app.services.funds_money import RATE
from app.values.dates import PartialDate
from app.values.words import clean

Mark = tuple[str, str, int, str]  # project id, date, amount, voucher number
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


class Taker:
    """Takes the rows of a funds ledger."""

    def __init__(self, session: Session, year: int) -> None:  # noqa: ARG002 - every taker is made alike
        self._session = session
        self._codes, self._pairs, self._named = projects.index(session)
        self._ids: dict[Mark, list[str]] = {}
        listing = funds.listing()
        for entry in listing.rows(session, listing.ids(session)):
            mark = _mark(entry.project_id, entry.received_on, entry.amount, entry.voucher_number)
            self._ids.setdefault(mark, []).append(entry.id)

    def take(self, row: TakenRow) -> Outcome:
        """Makes the row's entry, or changes the one that it already is."""
        project_id = self._project(row)
        currency = row.word("currency", Currency) or _currency_of(row)
        if self._is_nothing_this_month(row):
            return Outcome.SKIPPED
        amount = self._amount(row, currency)
        when = self._when(row)
        kind, number = _voucher(row)
        mark = _mark(project_id, when, amount, number)
        known = self._ids.get(mark)
        key = known.pop(0) if known else None
        before = funds.form(self._session, key) if key else FundsForm(project_id=project_id)
        entry = self._entry(row, before, when, amount, currency, (kind, number))
        if key is not None and entry == before:
            return Outcome.SKIPPED
        for field, sentence in funds.warnings(self._session, entry, key):
            if field != "voucher_number":
                row.warn(field, sentence)
        try:
            funds.save(self._session, entry, key)
        except Refused as refused:
            raise row.reject(refused.field, refused.message) from refused
        return Outcome.CREATED if key is None else Outcome.UPDATED

    def _project(self, row: TakenRow) -> str:
        name, code = row.text("project"), row.text("project_code")
        if not name and not code:
            raise row.reject("project", "没有项目名称，这一行没有读入。")
        if code in self._codes:
            return self._codes[code]
        investor = projects.matching(row.text("investor"))
        exact = self._pairs.get((projects.matching(name), investor))
        same = self._named.get(projects.matching(name), [])
        if exact is None and not same:
            raise row.reject("project", f"项目库里没有“{name}”，请先登记或导入这个项目再导入资金。")
        if exact is None and len(same) > 1:
            raise row.reject("project", f"有{len(same)}个项目都叫“{name}”，请在表里加上项目编号或投资方。")
        return exact or same[0]

    def _when(self, row: TakenRow) -> PartialDate:
        when = row.date("received_on") if row.has("received_on") else None
        if when is not None:
            return when
        if row.text("received_on"):
            raise row.reject("received_on", "到账日期看不出是哪一天，这一行没有读入，请改正后重新导入。")
        if row.ledger.year and row.ledger.month:
            row.warn("received_on", f"没有到账日期，按表题记为{row.ledger.year}年{row.ledger.month}月。")
            return PartialDate(f"{row.ledger.year}-{row.ledger.month:02d}")
        raise row.reject("received_on", "没有到账日期，这一行没有读入。")

    @staticmethod
    def _is_nothing_this_month(row: TakenRow) -> bool:
        """A month's table lists projects to which nothing came: no entry, and no fault."""
        title = row.ledger.columns.get("amount", "")
        return ("本月" in title or "当月" in title) and row.text("amount") in {"", "0", "0.0", "0.00"}

    def _amount(self, row: TakenRow, currency: Currency) -> int:
        amount = row.must_money("amount", dollars=currency is Currency.DOLLAR)
        if amount == 0:
            raise row.reject("amount", "到位金额是0，这一行没有读入。")
        return amount

    def _entry(
        self,
        row: TakenRow,
        before: FundsForm,
        when: PartialDate,
        amount: int,
        currency: Currency,
        voucher: tuple[str, str],
    ) -> FundsForm:
        recognised = before.recognised_amount
        if row.has("recognised_amount"):
            dollars = currency is Currency.DOLLAR
            recognised = row.dollars("recognised_amount") if dollars else row.money("recognised_amount")
        status = (row.word("status", FundsStatus) or FundsStatus.REPORTED) if row.has("status") else before.status
        source = (row.word("source", FundsSource) or FundsSource.UNKNOWN) if row.has("source") else before.source
        return FundsForm(
            project_id=before.project_id,
            received_on=when,
            amount=amount,
            currency=currency,
            rate=_rate(row) if row.has("rate") else before.rate,
            source=source,
            use=row.text("use") if row.has("use") else before.use,
            voucher_kind=voucher[0] or before.voucher_kind,
            voucher_number=voucher[1],
            status=status,
            recognised_amount=recognised,
            verified_by=row.text("verified_by") if row.has("verified_by") else before.verified_by,
            verified_on=row.date("verified_on") if row.has("verified_on") else before.verified_on,
            note=row.with_leftovers(row.text("note") if row.has("note") else before.note),
            is_opening=before.is_opening,
        )


def _mark(project_id: str, when: PartialDate | None, amount: int, voucher: str) -> Mark:
    return project_id, when.iso if when else "", amount, clean(voucher)


def _voucher(row: TakenRow) -> tuple[str, str]:
    """Kind and number; a cell that holds both is parted at the kind's own words."""
    kind, number, both = row.text("voucher_kind"), row.text("voucher_number"), row.text("voucher")
    if both and not number:
        found = next((word for word in _VOUCHERS if word in both), "")
        rest = both.replace(found, "", 1).strip(" ：:、，,（）()编号No.") if found else both
        return kind or found, rest
    return kind, number


def _currency_of(row: TakenRow) -> Currency:
    """Without a 币种 the amount's own words and heading decide."""
    cell = row.row.cells.get("amount")
    if cell is not None and ((cell.unit and cell.unit.is_dollars) or "美" in cell.text):
        return Currency.DOLLAR
    return Currency.YUAN


def _rate(row: TakenRow) -> int | None:
    text = row.text("rate")
    if not text:
        return None
    try:
        rate = Decimal(text.replace(",", ""))
    except InvalidOperation:
        row.warn("rate", "汇率看不懂，请填写数字，如7.12。")
        return None
    # Some offices quote a hundred dollars, as banks do.
    return int((rate / 100 if rate > 100 else rate) * RATE)
