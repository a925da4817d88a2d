"""The records behind an indicator's figure: those that alone would already count something of it."""

from collections.abc import Iterable

from app.indicators.catalogue import Indicator
from app.indicators.facts import Facts, Period
from app.values.kinds import LedgerKind

Behind = tuple[LedgerKind | None, tuple[str, ...]]  # the kind of the records and their ids; money by its projects


def behind(indicator: Indicator, facts: Facts, period: Period) -> Behind:
    """What was counted; of a rate its base. (None, ()) where nothing was, or where a figure is kept by hand alone."""
    asked: tuple[tuple[LedgerKind, Iterable[tuple[str, Facts]]], ...] = (
        (LedgerKind.PROJECTS, ((each.id, Facts(projects=(each,))) for each in facts.projects)),
        (LedgerKind.FUNDS, ((each.project.id, Facts(funds=(each,))) for each in facts.funds)),
        (LedgerKind.LEADS, ((each.id, Facts(leads=(each,))) for each in facts.leads)),
        (LedgerKind.ACTIVITIES, ((each.id, Facts(activities=(each,))) for each in facts.activities)),
        (LedgerKind.FELLOWS, ((each.id, Facts(fellows=(each,))) for each in facts.fellows)),
    )
    for kind, alone in asked:
        ids = dict.fromkeys(key for key, one in alone if any(event.amount for event in indicator.count(one, period)))
        if ids:
            return kind, tuple(ids)
    return None, ()
