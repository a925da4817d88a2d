"""A letter's targets on paper: a sentence each, a table under the sentence that announces it, or an annex."""

from collections.abc import Iterator
from itertools import groupby

from app.models.letters import TargetsPlace
from app.reports.letters.parties import is_handed_down
from app.reports.letters.placeholders import first_day, last_day
from app.services.letters.sheet import Clause, Section, TargetLine
from app.services.letters.stated import StatedTarget
from app.services.letters.templates import years_text
from app.services.letters.terms import LetterTerms
from app.services.letters.wording import TARGETS
from app.values.quantities import quantity_text

_MOST_IN_TEXT = 6  # more targets than this read better as a table
_FEWEST_IN_ANNEX = 2  # one is said in the text: an annex of its own would be a nearly empty page


def place_of(terms: LetterTerms) -> TargetsPlace:
    """Where this letter's targets stand: in the text, in a table there, in an annex, or as the whole paper."""
    place = terms.template.targets_place
    if place is TargetsPlace.ALONE:
        return place
    if not terms.stated:
        return TargetsPlace.TEXT
    if is_handed_down(terms) and place is not TargetsPlace.TABLE:
        return TargetsPlace.ANNEX  # what is called a table is one
    if place is TargetsPlace.AUTO:
        return TargetsPlace.ANNEX if len(terms.stated) > _MOST_IN_TEXT else TargetsPlace.TEXT
    if place is TargetsPlace.ANNEX and len(terms.stated) < _FEWEST_IN_ANNEX:
        return TargetsPlace.TEXT
    return place


def section(terms: LetterTerms, party: str, heading: str, annex_title: str) -> Section:
    """The section of targets; ``party`` is what the text calls the unit."""
    place, stated, lead = place_of(terms), terms.stated, f"{_when(terms)}，{party}"
    heading = heading or TARGETS
    if place is TargetsPlace.ALONE:
        return Section("", (), lines(terms))
    if not stated:
        return Section(heading, (Clause(f"{lead}不承担量化指标，按以下要求做好招商引资工作。", 0),))
    if place is TargetsPlace.ANNEX:
        return Section(heading, (Clause(f"{lead}承担{len(stated)}项目标任务，详见附件《{annex_title}》。", 0),))
    if place is TargetsPlace.TABLE:
        return Section(heading, (Clause(f"{lead}完成下列目标任务：", 0),), lines(terms))
    sentences = list(_sentences(stated))
    if len(sentences) == 1:
        return Section(heading, (Clause(f"{lead}完成下列目标任务：{sentences[0]}。", 0),))
    return Section(heading, (Clause(f"{lead}完成下列目标任务：", 0), *(Clause(f"{each}。") for each in sentences)))


def lines(terms: LetterTerms) -> tuple[TargetLine, ...]:
    """The targets as lines of a table."""
    return tuple(
        TargetLine(
            target.title,
            target.measure,
            quantity_text(target.amount),
            "" if target.stretch is None else quantity_text(target.stretch),
            year="" if target.year is None else str(target.year),
        )
        for target in terms.stated
    )


def _when(terms: LetterTerms) -> str:
    """The time that the targets are for: 2026年度, “百日竞赛”期间（2026年9月1日至2026年12月9日）."""
    if not terms.occasion:
        return f"{years_text((terms.year, terms.last_year))}年度"
    named = terms.occasion if terms.occasion.startswith(("“", "《")) else f"“{terms.occasion}”"
    if terms.begins_on is None and terms.ends_on is None:
        return f"{named}期间"
    return f"{named}期间（{first_day(terms).text()}至{last_day(terms).text()}）"


def _sentences(stated: tuple[StatedTarget, ...]) -> Iterator[str]:
    """One for each indicator, with its years after one another."""
    for _, several in groupby(stated, key=lambda target: (target.indicator, target.title)):
        first, *rest = several
        yield "；".join([first.sentence, *(f"{each.year}年{each.quantity}" for each in rest)])
