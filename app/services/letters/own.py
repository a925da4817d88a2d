"""What stands in one letter alone: clauses in its own words, and targets that are no year's."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.letters import Letter, LetterClause, LetterTarget
from app.services import targets
from app.services.letters.stated import StatedTarget
from app.services.letters.wording import OwnClause
from app.values.quantities import quantity_text, read_quantity
from app.values.words import clean

_NUMBER = r"\d[\d,，]*(?:\.\d+)?"
_LINE = re.compile(rf"(?:\d+[.．、]\s*)?(?P<title>.+?)[\s:：]*(?P<amount>{_NUMBER})\s*(?P<measure>\D*)")
_STRETCH = re.compile(rf"[\s，,；;（(]*奋斗(?:目标)?[\s:：]*(?P<stretch>{_NUMBER})\s*\D*$")
_YEAR = re.compile(r"(?P<year>20\d\d)年(?:度)?\s*")


class OwnTarget(NamedTuple):
    """A target that stands in one letter alone, in millionths of the measure; ``year`` where it is over several."""

    title: str
    measure: str
    amount: int
    stretch: int | None = None
    year: int | None = None


def read_targets(text: str) -> tuple[OwnTarget, ...]:
    """Targets as they are typed, one a line: 新签约项目 2 个，奋斗目标 3 个. Refused names a line that says none."""
    return tuple(_target(line.strip(" \t\u3000。；;")) for line in text.splitlines() if line.strip())


def targets_text(own: Iterable[OwnTarget]) -> str:
    """The targets as :func:`read_targets` reads them."""
    lines = []
    for target in own:
        line = f"{target.year}年" if target.year else ""
        line += f"{target.title} {quantity_text(target.amount)} {target.measure}".rstrip()
        if target.stretch is not None:
            line += f"，奋斗目标 {quantity_text(target.stretch)} {target.measure}".rstrip()
        lines.append(line)
    return "\n".join(lines)


def _target(line: str) -> OwnTarget:
    stretched = _STRETCH.search(line)
    rest = line[: stretched.start()] if stretched else line
    dated = _YEAR.match(rest)
    found = _LINE.fullmatch(rest[dated.end() :] if dated else rest)
    if found is None:
        raise Refused(f"“{line[:20]}”没有看懂，请一行写一项，如“新签约项目 2 个”。", field="targets")
    return OwnTarget(
        clean(found["title"]).rstrip("：:，,"),
        clean(found["measure"]).strip("，,。；; "),
        _quantity(found["amount"]),
        _quantity(stretched["stretch"]) if stretched else None,
        int(dated["year"]) if dated else None,
    )


def _quantity(text: str) -> int:
    return read_quantity(text.replace(",", "").replace("，", ""))


def entered(letter: Letter) -> tuple[OwnTarget, ...]:
    """The targets that the letter keeps, as they were entered."""
    return tuple(OwnTarget(t.title, t.measure, t.amount, t.stretch, t.year) for t in letter.targets)


def own_targets(session: Session, typed: Iterable[OwnTarget], years: range) -> list[LetterTarget]:
    """Records of the targets; Refused for one without a name, of nothing, or of a year that the letter is not about."""
    made = []
    for position, own in enumerate(typed):
        title, measure = clean(own.title), clean(own.measure)
        if not title or own.amount <= 0:
            raise Refused("本份的每项目标都要有名称和大于零的数。", field="targets")
        if own.year is not None and own.year not in years:
            raise Refused(f"“{title}”写的是{own.year}年，不在这份责任书的责任期内。", field="targets")
        known = targets.find_indicator(session, title)
        made.append(
            LetterTarget(
                position=position,
                indicator=known.key if known else title,
                title=title,
                measure=measure or (known.measure if known else ""),
                amount=own.amount,
                stretch=own.stretch,
                year=own.year,
            )
        )
    return made


def kept_targets(stated: Iterable[StatedTarget]) -> list[LetterTarget]:
    """Records of the targets that a letter is signed with."""
    return [
        LetterTarget(
            position=position,
            indicator=target.indicator,
            title=target.title,
            measure=target.measure,
            amount=target.amount,
            stretch=target.stretch,
            year=target.year,
        )
        for position, target in enumerate(stated)
    ]


def stated_clauses(letter: Letter) -> tuple[OwnClause, ...]:
    """The letter's own clauses; none where it follows the template."""
    return tuple(OwnClause(clause.heading, clause.text, clause.level) for clause in letter.clauses)


def own_clauses(clauses: Iterable[OwnClause]) -> list[LetterClause]:
    """Records of the clauses, in order."""
    return [
        LetterClause(position=position, heading=clause.heading, text=clause.text.strip(), level=clause.level)
        for position, clause in enumerate(clauses)
    ]
