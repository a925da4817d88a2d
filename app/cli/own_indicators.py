"""自定指标 from a terminal: made, changed, taken away; what each counts is listed."""

import argparse
from typing import Any

from app.cli.opened import opened
from app.cli.own_indicator_arguments import LISTS
from app.cli.status import DONE
from app.clock import Clock
from app.errors import Refused
from app.indicators.own import OFFERED, Counted, Definition, Subject
from app.services import own_indicators
from app.services.own_indicators import OwnEntry
from app.values.money import MoneyUnit, read_money


def own_indicator(asked: argparse.Namespace, clock: Clock) -> int:
    """Keeps the indicator of that title, or takes it away; without a title lists all."""
    with opened(asked.database, clock, to_write=bool(asked.title)) as database:
        if asked.title:
            with database.work("保存自定指标") as session:
                key = next((row.id for row in own_indicators.rows(session) if row.title == asked.title), None)
                if not asked.remove:
                    entry = OwnEntry(asked.title, asked.measure, _definition(asked))
                    own_indicators.save(session, entry, key)
                elif key is None:
                    raise Refused(f"没有“{asked.title}”这个自定指标。")
                else:
                    own_indicators.remove(session, key)
        with database.read() as session:
            for row in own_indicators.rows(session):
                print(f"{row.title}\t{row.measure}\t{row.says}")
    return DONE


def _definition(asked: argparse.Namespace) -> "Definition | None":
    if not asked.subject:
        return None
    try:
        subject = Subject(asked.subject)
        counted = Counted(asked.counted) if asked.counted else OFFERED[subject][0]
    except ValueError as error:
        raise Refused(f"统计什么可以写：{'、'.join(Subject)}；按什么统计可以写：{'、'.join(Counted)}。") from error
    bounds = ("at_least", "below", "fixed_at_least", "fixed_below")
    said: dict[str, Any] = {
        **{name: read_money(value, MoneyUnit.WAN) for name in bounds if (value := getattr(asked, name)) is not None},
        **{name: tuple(getattr(asked, name) or ()) for name in LISTS.values()},
        **{name: getattr(asked, name) or "" for name in ("nature", "part", "whole")},
    }
    return Definition(subject, counted, first_year=asked.first_year, by_fellow=asked.by_fellow, **said)
