"""Rows of 目标任务 and of figures kept by hand: units against indicators, in the indicator's own measure."""

import re

from sqlalchemy.orm import Session

from app.errors import Refused
from app.jobs.imports.answers import Answers
from app.jobs.imports.counts import Outcome, outcome
from app.jobs.imports.periods import period_of, year_of
from app.jobs.imports.rows import ImportRow
from app.jobs.imports.units import unit_named
from app.services import achievements, targets
from app.services.achievements import AchievementEntry
from app.services.targets import IndicatorName, TargetCell, TargetEntry
from app.values.money import MoneyUnit, read_money
from app.values.quantities import quantity_text, read_quantity

_PARTS = {"funds_received": "funds_", "projects_signed": "projects_signed_"}  # what a group's columns are parts of
_REASON = "由目标任务台账导入"  # where a target was another before
_MEASURE_BEHIND = re.compile(
    r"(.+?)\s*[（(]\s*(?:单位[:：])?((?:[万亿]?(?:美?元|平方米|㎡)|人次?|[个条家项次场户亩件宗]|%))\s*[)）]"
)
_MONEY = {unit.value: unit for unit in MoneyUnit}


class TargetImporter:
    """Targets, one for each year, unit and indicator."""

    def __init__(self, session: Session, year: int, answers: Answers) -> None:  # noqa: ARG002 - all are made alike
        self._session = session
        self._year = year
        self._grids: dict[int, targets.TargetGrid] = {}
        self._taken: dict[tuple[int, str, str], TargetCell] = {}

    def load(self, row: ImportRow) -> Outcome:
        """Makes or changes the row's target."""
        year = year_of(row)
        if year is None:
            raise row.reject("year", "看不出是哪一年的目标，请在“年度”栏写上年份。")
        indicator = _indicator(self._session, row)
        amount = _must(row, indicator, "没有写目标数，这一行没有读入。")
        unit = _unit(self._session, row)
        row.must_be_first((year, unit, indicator.key), "amount")
        there = self._there(year, unit, indicator.key)
        entry = TargetEntry(
            year,
            indicator.key,
            amount,
            unit,
            self._stretch(row, indicator, amount, there),
            plan=there.plan if there else (),
            note=row.text("note") if row.has("note") or there is None else there.note,
            reason=_REASON,
        )
        try:
            key, changed = targets.save(self._session, entry)
        except Refused as refused:
            raise row.reject(refused.field, refused.message) from refused
        self._taken[year, unit, indicator.key] = TargetCell(key, amount, entry.stretch, entry.plan, entry.note)
        row.claim((year, unit, indicator.key), "amount")
        return outcome(is_new=there is None, changed=changed)

    def _stretch(self, row: ImportRow, indicator: IndicatorName, amount: int, there: TargetCell | None) -> int | None:
        """The row's 奋斗目标; without such a column the one there is, unless the new target is above it."""
        if row.has("stretch"):
            return _quantity(row, "stretch", indicator)
        kept = there.stretch if there else None
        if kept is not None and kept < amount:
            row.warn("amount", f"原来的奋斗目标{quantity_text(kept)}{indicator.measure}低于新的目标，已取消。")
            return None
        return kept

    def _there(self, year: int, unit: str, key: str) -> TargetCell | None:
        """The target that stood before this row; the records are read once a year, and what rows add is kept."""
        if year not in self._grids:
            grid = self._grids[year] = targets.grid(self._session, year)
            names: dict[str | None, str] = {None: "", **dict(grid.units)}
            for (unit_id, indicator), cell in grid.cells.items():
                self._taken.setdefault((year, names[unit_id], indicator), cell)
        return self._taken.get((year, unit, key))


class AchievementImporter:
    """Figures kept by hand, one for each month, unit and indicator."""

    def __init__(self, session: Session, year: int, answers: Answers) -> None:  # noqa: ARG002 - all are made alike
        self._session = session

    def load(self, row: ImportRow) -> Outcome:
        """Makes or changes the row's figure."""
        year, month = period_of(row)
        if year is None or month is None:
            raise row.reject("month", "看不出是哪一年哪一月，这一行没有读入，请在“年度”“月份”栏写上。")
        indicator = _indicator(self._session, row)
        amount = _must(row, indicator, "没有写完成数，这一行没有读入。")
        unit = _unit(self._session, row)
        row.must_be_first((year, month, unit, indicator.key), "amount")
        note = (
            row.text("note")
            if row.has("note")
            else achievements.note_of(self._session, year, month, indicator.key, unit)
        )
        entry = AchievementEntry(year, month, indicator.key, amount, unit, note)
        try:
            is_new, changed = achievements.save(self._session, entry)
        except Refused as refused:
            raise row.reject(refused.field, refused.message) from refused
        row.claim((year, month, entry.unit, indicator.key), "amount")
        return outcome(is_new=is_new, changed=changed)


def _unit(session: Session, row: ImportRow) -> str:
    """The row's unit, "" for the township; nobody can tell whose an empty cell under another unit's is."""
    if row.has("unit") and not row.text("unit") and _names_a_unit_above(row):
        raise row.reject("unit", "没有写责任单位，这一行没有读入；与上一行同一单位的请补上名称，全镇的请写“全镇”。")
    return unit_named(session, row, "unit")


def _names_a_unit_above(row: ImportRow) -> bool:
    above = (one.cells["unit"] for one in row.ledger.rows if one.number < row.row.number and "unit" in one.cells)
    return any(cell.text for cell in above)


def _indicator(session: Session, row: ImportRow) -> IndicatorName:
    words = row.text("indicator")
    if not words:
        raise row.reject("indicator", "没有写明指标，这一行没有读入。")
    found = _known_indicator(session, words)
    if found is None and (behind := _MEASURE_BEHIND.fullmatch(words)):
        words = behind[1]
        found = _known_indicator(session, words)
    if found is None:
        measure = _measure(row)
        row.warn("indicator", f"指标目录里没有“{words}”，已作为自定指标新建，完成数需手工登记。")
        found = targets.make_indicator(session, words, measure)
    return found


def _measure(row: ImportRow) -> str:
    """The measure that the row names: its 计量单位, else what stands in brackets behind the indicator."""
    behind = _MEASURE_BEHIND.fullmatch(row.text("indicator"))
    return row.text("measure") or (behind[2] if behind else "")


def _known_indicator(session: Session, words: str) -> IndicatorName | None:
    """The indicator of a heading; 新签约项目/金额 and 到位资金/省外 mean one only together."""
    upper, slash, lower = words.rpartition("/")
    if found := targets.find_indicator(session, words):
        return found
    if not slash:
        return None
    for joined in (f"{upper}{lower}", f"{upper.removesuffix('项目')}{lower}", f"{lower}{upper}"):
        if found := targets.find_indicator(session, joined):
            return found
    whole, part = targets.find_indicator(session, upper), targets.find_indicator(session, lower)
    is_part = whole and part and part.key.startswith(_PARTS.get(whole.key, "-"))
    return part if is_part else None


def _must(row: ImportRow, indicator: IndicatorName, nothing: str) -> int:
    """The amount, or :class:`Rejected` with what is wrong with it."""
    if not row.text("amount"):
        raise row.reject("amount", nothing)
    try:
        return _read_quantity(row, "amount", indicator)
    except Refused as refused:
        raise row.reject("amount", refused.message) from refused


def _quantity(row: ImportRow, name: str, indicator: IndicatorName) -> int | None:
    """An amount that the row can do without; what is wrong with it is noted."""
    if not row.text(name):
        return None
    try:
        return _read_quantity(row, name, indicator)
    except Refused as refused:
        row.warn(name, refused.message)
        return None


def _read_quantity(row: ImportRow, name: str, indicator: IndicatorName) -> int:
    """The cell in millionths of the indicator's measure; the row's 计量单位 or the heading's unit says its scale."""
    if indicator.measure in {"万元", "万美元"}:
        return _money_quantity(row, name, indicator)
    text, measure = row.row.cells[name].text, _measure(row)
    is_bare = all(c.isdigit() or c in ".,-" for c in text)
    return read_quantity(f"{text}{measure}" if is_bare else text, indicator.measure)


def _money_quantity(row: ImportRow, name: str, indicator: IndicatorName) -> int:
    """Money in 分 (or cents): a million of them make the measure, as a million millionths do."""
    cell = row.row.cells[name]
    own = _MONEY.get(_measure(row)) or cell.unit
    dollars = indicator.measure == "万美元"
    if own is not None and own.is_dollars is not dollars:
        raise Refused(f"“{indicator.title}”按{indicator.measure}填写，这里写的单位是{own.value}，请折算后填写。")
    stated = own or row.unit or row.ledger.money_unit
    if stated is None or stated.is_dollars is not dollars:
        stated = MoneyUnit.WAN_USD if dollars else stated
    if stated is None and not any(sign in cell.text for sign in "元万亿"):
        raise Refused("没有写明金额单位，请在表头或“计量单位”栏写上万元或亿元，或指明是元、万元还是亿元。")
    return read_money(cell.value, stated)
