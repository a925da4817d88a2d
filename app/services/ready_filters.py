"""常用: what clerks ask of a list again and again, ready to be chosen; each reckoned from the day it is asked."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from app.services.leads import LATE, LIVING
from app.services.lists import Filter, Query
from app.values.dates import PartialDate
from app.values.stages import Stage
from app.values.weeks import week_of

_LONG_DAYS = 30
_NOTHING = frozenset({None})


def of(list_name: str, today: date, year: int) -> Mapping[str, Query]:
    """The ready queries of a list by their names; none where it has none. Days in a stage are counted in days."""
    return _READY[list_name](today, year) if list_name in _READY else {}


def _projects(today: date, year: int) -> Mapping[str, Query]:
    signed = frozenset({Stage.SIGNED.value, Stage.LANDED.value})
    return {
        "本年签约": Query(filters=(_in_year("signed_on", year),)),
        "本年开工": Query(filters=(_in_year("started_on", year),)),
        "签约未开工": Query(filters=(Filter("stage", signed),)),
        "超期未签约": Query(
            filters=(
                Filter("stage", frozenset({Stage.NEGOTIATING.value, Stage.REVIEWED.value, Stage.APPROVED.value})),
                Filter("days_in_stage", low=_LONG_DAYS),
            )
        ),
        "到期未开工": Query(
            filters=(
                Filter("start_planned_on", high=PartialDate.of(today)),
                Filter("started_on", _NOTHING),
                Filter("stage", signed),
            )
        ),
        "签约后本年没有到位资金": Query(
            filters=(
                Filter("stage", signed | {Stage.STARTED.value}),
                Filter("received_year", frozenset({0})),
            )
        ),
    }


def _leads(today: date, year: int) -> Mapping[str, Query]:
    monday, sunday = week_of(today)
    return {
        "本周需跟进": Query(filters=(_between("next_on", monday, sunday),)),
        "超期未跟进": Query(chip=LATE),
        "本月新登记": Query(filters=(_between("registered_on", today.replace(day=1), today),)),
        "本年有效线索": Query(filters=(Filter("judgement", frozenset({"有效"})), _in_year("registered_on", year))),
        "30天没有跟进": Query(
            filters=(
                Filter("last_followed_on", high=PartialDate.of(today - timedelta(days=_LONG_DAYS))),
                Filter("state", frozenset(LIVING)),
            )
        ),
    }


def _funds(today: date, year: int) -> Mapping[str, Query]:
    return {
        "本月到位": Query(filters=(_between("received_on", today.replace(day=1), today),)),
        "本年到位": Query(filters=(_in_year("received_on", year),)),
        "缺凭证号": Query(chip="缺凭证号"),
        "还没有认定": Query(filters=(Filter("recognised_amount", _NOTHING),)),
        "外币资金": Query(filters=(Filter("currency", frozenset({"美元"})),)),
    }


def _in_year(field: str, year: int) -> Filter:
    return Filter(field, low=PartialDate(f"{year}"), high=PartialDate(f"{year}-12-31"))


def _between(field: str, first: date, last: date) -> Filter:
    return Filter(field, low=PartialDate.of(first), high=PartialDate.of(last))


_READY: Mapping[str, Callable[[date, int], Mapping[str, Query]]] = {
    "projects": _projects,
    "leads": _leads,
    "funds": _funds,
}
