"""Numbering of headings and clauses as official papers do: 一、 （一） 1. （1）."""

from collections.abc import Iterator, Sequence

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
