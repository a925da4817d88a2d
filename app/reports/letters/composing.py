"""A letter's terms as the sheet that prints: placeholders filled, clauses under their headings, annexes behind."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from app.models.letters import SchemeAnnex, TargetsPlace
from app.reports.letters import targets
from app.reports.letters.parties import is_handed_down, parties, signatures
from app.reports.letters.placeholders import values_of
from app.reports.letters.schemes import scheme_sheet
from app.services.letters.sheet import Clause, LetterSheet, Section, kept
from app.services.letters.templates import years_text
from app.services.letters.terms import LetterTerms
from app.services.letters.wording import HANDED_DOWN, OF_A_CONTRACT, OPENING, Wording, filled, is_stern
from app.values.mild import milder

_OLD_TERM = "{年度}年1月1日起至{年度}年12月31日"  # as templates of earlier years say it
_TERM = "{起始日}起至{截止日}"
_OF_THE_YEARS_OWN = frozenset({"deposit"})  # clauses that a further letter does not ask a second time


def sheet(terms: LetterTerms) -> LetterSheet:
    """The letter as it prints: as it was signed, else as records and template stand today."""
    if terms.as_signed:
        return kept(terms.as_signed)
    values = values_of(terms)

    def said(text: str, field: str = "text") -> str:
        words = filled(text, values, field)
        return milder(words) if terms.cautious else words

    place, years = targets.place_of(terms), years_text((terms.year, terms.last_year))
    annex_title = said(terms.template.annex_title) or f"{years}年度招商引资目标任务分解表"
    heading = said(terms.template.targets_heading)
    sections = [targets.section(terms, values["责任单位"], heading, annex_title)]
    if place is not TargetsPlace.ALONE:
        sections += _sections([(each, said(each.text)) for each in _printed(terms)])
    in_annex = place is TargetsPlace.ANNEX
    return LetterSheet(
        title=milder(terms.title) if terms.cautious else terms.title,
        number=terms.number,
        parties=parties(terms),
        opening=said(_opening(terms), "opening"),
        sections=tuple(sections),
        signatures=signatures(terms),
        annex_title=annex_title if in_annex else "",
        annex=targets.lines(terms) if in_annex else (),
        copies=terms.copies,
        unit=terms.unit,
        schemes=tuple(
            scheme_sheet(each, to_fill_in=terms.template.scheme_annex is SchemeAnnex.SHEET, cautious=terms.cautious)
            for each in terms.schemes
        ),
    )


def _printed(terms: LetterTerms) -> Iterator[Wording]:
    """The clauses that this letter has."""
    for clause in terms.wording:
        if is_handed_down(terms) and clause.key in OF_A_CONTRACT:
            continue  # what is handed down is not signed by two: nothing speaks of copies and successors
        if terms.occasion and clause.key in _OF_THE_YEARS_OWN:
            continue
        if terms.cautious and is_stern(clause):
            continue
        yield Wording(clause.key, clause.heading, clause.text.replace(_OLD_TERM, _TERM), level=clause.level)


def _sections(clauses: Sequence[tuple[Wording, str]]) -> Iterator[Section]:
    """Neighbours of one heading stand under it; what is the only one of its level there has no number."""
    for heading, several in groupby(clauses, key=lambda each: each[0].heading):
        yield Section(heading, tuple(_numbered(list(several))))


def _numbered(several: Sequence[tuple[Wording, str]]) -> Iterable[Clause]:
    alone = sum(clause.level == 2 for clause, _ in several) == 1
    return (Clause(text, 0 if alone and clause.level == 2 else clause.level) for clause, text in several)


def _opening(terms: LetterTerms) -> str:
    own = terms.opening or terms.template.opening
    return HANDED_DOWN if is_handed_down(terms) and own == OPENING else own
