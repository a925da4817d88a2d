"""Numbering of headings and clauses as official papers do: 一、 （一） 1. （1）."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.reports.blocks import Heading, Paragraph
from app.services.letters.sheet import Clause, Section

DIGITS = "零一二三四五六七八九"
END_MARKS = "。；;：:！？!?…，,、"


def chinese_number(number: int) -> str:
    """1 to 99 as headings count: 一, 十, 十二, 二十, 九十九."""
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def numbered(sections: Sequence[Section], begun: int = 0) -> Iterator[Heading | Paragraph]:
    """Every paragraph of ``sections`` in order, after ``begun`` headings; one that is empty takes no number."""
    count = begun
    for section in sections:
        if section.heading.strip():
            count += 1
            yield Heading(f"{chinese_number(count)}、{section.heading.strip()}")
        yield from _clauses(section.clauses)


def unnumbered_alone(sections: Sequence[Section]) -> Iterator[Section]:
    """The sections in which a clause that is alone on its level has no number: there is no （一） without a （二）.

    A lone clause of the second level becomes a plain paragraph and those under it go up by one; a lone one under
    another is said in its paragraph.
    """
    for section in sections:
        clauses = _drawn_up(section.clauses)
        if sum(clause.level == 2 for clause in clauses) == 1 and clauses[-1].level and _is_said(clauses):
            clauses = [replace(clause, level={2: 0, 3: 2, 4: 3}.get(clause.level, clause.level)) for clause in clauses]
        yield replace(section, clauses=tuple(clauses))


def _is_said(clauses: Sequence[Clause]) -> bool:
    """Whether the one clause of the second level is a sentence and no heading of those under it."""
    text = next(clause.text for clause in clauses if clause.level == 2).strip()
    return text[-1:] in END_MARKS


def _drawn_up(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses, each lone one of the third level in the paragraph above it."""
    drawn: list[Clause] = []
    for place, clause in enumerate(clauses):
        after = clauses[place + 1].level if place + 1 < len(clauses) else 0
        is_alone = clause.level == 3 and bool(drawn) and drawn[-1].level == 2 and after < 3
        if is_alone and drawn[-1].text.rstrip()[-1:] in "。：":
            drawn[-1] = replace(drawn[-1], text=drawn[-1].text.rstrip() + clause.text.strip())
        else:
            drawn.append(clause)
    return drawn


def _clauses(clauses: Sequence[Clause]) -> Iterator[Heading | Paragraph]:
    counts = {2: 0, 3: 0, 4: 0}
    for place, clause in enumerate(clauses):
        first, *more = paragraphs(clause.text) or [""]
        if clause.level in counts:
            counts[clause.level] += 1
            counts.update(dict.fromkeys(range(clause.level + 1, 5), 0))
        text = _number(clause.level, counts) + first
        yield Heading(text, 2) if _is_heading(clauses, place) else Paragraph(text)
        yield from (Paragraph(each) for each in more)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text that was typed with line breaks, without the blanks around them."""
    return [line.strip(" \t\u3000") for line in text.splitlines() if line.strip()]


def _number(level: int, counts: dict[int, int]) -> str:
    number = counts.get(level, 0)
    return {2: f"（{chinese_number(number)}）", 3: f"{number}.", 4: f"（{number}）"}.get(level, "")


def _is_heading(clauses: Sequence[Clause], place: int) -> bool:
    """A clause of the second level that only announces those under it: no end mark, deeper clauses follow."""
    clause = clauses[place]
    deeper = place + 1 < len(clauses) and clauses[place + 1].level > max(clause.level, 2)
    plain_follows = place + 1 < len(clauses) and clauses[place + 1].level == 0
    text = clause.text.strip()
    return clause.level == 2 and (deeper or plain_follows) and bool(text) and text[-1] not in END_MARKS
