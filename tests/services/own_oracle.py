"""The second reckoning of indicators of the office's own: plain rows, plain loops, filters as the form says them."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.services.oracle import Counted, Oracle, Row, by

PLACES = {
    "长三角": ("上海", "江苏", "浙江", "安徽"),
    "珠三角": ("广东", "深圳"),
    "广东": ("广东",),
}
APART = {"省外": ("湖南", "长沙")}
EVENTS = {"签约项目": "签约", "落地项目": "落地", "开工项目": "开工", "投产项目": "投产", "入统项目": "入统"}
SUMS = {"总投资": "total_investment", "固定资产投资": "fixed_investment", "合同外资": "contract_fdi"}
STOCKS = {"储备项目", "建成载体", "在外乡贤"}
_ONE = Fraction(1)


class OwnOracle(Oracle):
    """All records that own indicators look at, read once."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        every = session.execute(text("SELECT * FROM fellows WHERE deleted_at IS NULL")).mappings()
        self.fellows = [dict(row) for row in every]
        self.enterprises = {
            row["id"]: dict(row) for row in session.execute(text("SELECT * FROM enterprises")).mappings()
        }

    def own(self, asked: dict[str, Any], year: int, month: int, unit: str | None, basis: str) -> Fraction:
        """The figure of a definition as the records keep it (its JSON); a stock's at the end of the month."""
        total = Fraction(0)
        is_stock = asked["subject"] in STOCKS
        for when, worth, parts in self._records(asked, year, month, basis):
            if is_stock or (when and int(when[:4]) == year and by(when, year, month)):
                total += worth * (sum(parts.values(), Fraction(0)) if unit is None else parts.get(unit, Fraction(0)))
        return total

    def _records(self, asked: dict[str, Any], year: int, month: int, basis: str) -> Iterator[Counted]:
        subject = asked["subject"]
        if subject in EVENTS or subject == "储备项目":
            yield from self._projects(asked, year, month)
        elif subject == "到位资金":
            for row in self.funds:
                worth = self._worth("funds_received", row, basis)
                of_source = not asked.get("sources") or row["source"] in asked["sources"]
                if worth is not None and of_source and self._suits(self.projects[row["project_id"]], asked, year):
                    yield row["received_on"], worth, self._parts(row["project_id"], "金额")
        elif subject in {"登记线索", "有效线索"}:
            yield from self._leads(asked)
        elif subject in {"外出招商", "接待来访"}:
            yield from self._activities(asked)
        elif "载体" in subject:
            yield from self._carriers(asked, year, month)
        else:
            yield from self._fellows(asked, year, month)

    def _projects(self, asked: dict[str, Any], year: int, month: int) -> Iterator[Counted]:
        counted = asked["counted"]
        for project, row in self.projects.items():
            if asked["subject"] == "储备项目":
                ended = by(self.dates[project].get("终止"), year, month)
                when = f"{year}-{month:02d}" if not ended and self._furthest(project, year, month) in (0, 1) else None
                if when is None:
                    continue
            else:
                when = self.dates[project].get(EVENTS[asked["subject"]])
            if not self._suits(row, asked, year):
                continue
            if counted == "个数":
                yield when, _ONE, self._parts(project, "个数")
            elif counted == "合同引资额":
                agreed = row["contract_amount"] if row["contract_amount"] is not None else row["total_investment"]
                yield when, Fraction(agreed or 0, 10**6), self._parts(project, "金额")
            else:
                yield when, Fraction(row[SUMS[counted]] or 0, 10**6), self._parts(project, "金额")

    def _suits(self, row: Row, asked: dict[str, Any], year: int) -> bool:
        firm = self.enterprises.get(row["enterprise_id"] or "", {"kind": "", "note": ""})
        written = "\n".join((row["investor"], row["note"], firm["kind"], firm["note"]))
        signed = self.dates[row["id"]].get("签约")
        asks = (
            _lies(row["total_investment"], asked.get("at_least"), asked.get("below")),
            _lies(row["fixed_investment"], asked.get("fixed_at_least"), asked.get("fixed_below")),
            _says(row["industry"], asked.get("industries")),
            not asked.get("categories") or row["category"] in asked["categories"],
            not asked.get("nature") or row["nature"] == asked["nature"],
            _from(row["investor_place"], asked.get("places")),
            _says(row["construction_kind"], asked.get("kinds")),
            _says(written, asked.get("marks")),
            not asked.get("first_year") or bool(signed and int(signed[:4]) == year),
            not asked.get("by_fellow") or row["fellow_id"] is not None,
        )
        return all(asks)

    def _leads(self, asked: dict[str, Any]) -> Iterator[Counted]:
        for row in self.leads:
            registered = asked["subject"] == "登记线索"
            when = row["registered_on"] if registered else row["judged_on"] or row["registered_on"]
            asks = (
                registered or row["judgement"] == "有效",
                _says(row["industry"], asked.get("industries")),
                _lies(row["intended_amount"], asked.get("at_least"), asked.get("below")),
                not asked.get("by_fellow") or row["fellow_id"] is not None,
            )
            if all(asks):
                yield when, _ONE, {row["unit_id"]: _ONE}

    def _activities(self, asked: dict[str, Any]) -> Iterator[Counted]:
        for row in self.activities:
            if row["kind"] != asked["subject"] or not _from(row["place"], asked.get("places")):
                continue
            worth = 1
            if asked["counted"] == "天数":
                worth = row["days"] or 1
            elif asked["counted"] == "人次":
                named = len(set(filter(None, re.split("、", f"{row['leader']}、{row['participants']}"))))
                worth = row["visitors"] or 0 if row["kind"] == "接待来访" else row["people"] or named
            yield row["held_on"], Fraction(worth), {row["unit_id"]: _ONE}

    def _carriers(self, asked: dict[str, Any], year: int, month: int) -> Iterator[Counted]:
        for row in self.carriers:
            when = row["started_on"] if asked["subject"] == "载体开工" else row["completed_on"]
            if asked["subject"] == "建成载体" and not by(when, year, month):
                continue
            if not asked.get("kinds") or row["kind"] in asked["kinds"]:
                worth = Fraction(row["area"], 10**6) if asked["counted"] == "面积" else _ONE
                yield when, worth, {row["unit_id"]: _ONE}

    def _fellows(self, asked: dict[str, Any], year: int, month: int) -> Iterator[Counted]:
        named = {row["name"]: key for key, row in self.units.items()}
        for row in self.fellows:
            entered = (row["created_at"] or "")[:10]
            when = row["last_contact_on"] if asked["subject"] == "联系乡贤" else entered
            if asked["subject"] == "在外乡贤" and entered and not by(entered, year, month):
                continue
            home = max((name for name in named if name in row["origin"]), key=len, default="")
            marks = f"{row['employer_size']}\n{'招商大使' if row['is_ambassador'] else ''}"
            asks = (
                _says(row["trade"], asked.get("industries")),
                _from(row["residence"], asked.get("places")),
                _says(marks, asked.get("marks")),
            )
            if all(asks):
                yield when, _ONE, {named.get(home): _ONE}


def _lies(value: int | None, low: int | None, high: int | None) -> bool:
    if low is None and high is None:
        return True
    return value is not None and (low is None or low <= value) and (high is None or value < high)


def _says(said: str, words: list[str] | None) -> bool:
    return not words or any(word in said for word in words)


def _from(place: str, areas: list[str] | None) -> bool:
    if not areas:
        return True
    for area in areas:
        if place and area in APART and not any(word in place for word in APART[area]):
            return True
        if any(word in place for word in PLACES.get(area, () if area in APART else (area,))):
            return True
    return False
