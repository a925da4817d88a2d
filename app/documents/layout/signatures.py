"""Who signs: two or three parties side by side with room for a seal over each name, or one office with its date."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.documents.layout.flow import Flowable, Pen, space
from app.documents.layout.pages import MM, OFFICIAL, PITCH
from app.documents.layout.text import Setting, text_line
from app.documents.layout.type import ASCENT, BODY, THIRD, TRACKING, Style, Type
from app.reports.blocks import Issuer, Signature

PAIR, THREE = 2, 3  # parties side by side
SEAL_ROOM = 45 * MM  # a 乡镇 seal is 42 mm across
_DATES = {2: "　　　　年　　月　　日", 3: "　　　年　月　日"}
_INDENTS = {2: (PITCH, PITCH), 3: (PITCH / 2, 0.0)}  # of a party's lines in its part of the page: left, right
_SIZES = (THIRD, 14.0, 12.0, 10.5)
_CLOSER = (-1.0, -2.0)  # points between characters of a line that must not break
TEXT_ABOVE = 2  # lines of text that a signature takes with it to the next page
MOST_HELD = OFFICIAL.inner_height * 0.7  # what stands above it; more would not fit on one page with it


@dataclass(frozen=True)
class SetParty:
    """One party's part of the page, broken to its width: the lines under the seal, the one signed by hand, those below.

    Who has no seal has no lines under it.
    """

    sealed: tuple[str, ...]
    signer: str
    below: tuple[str, ...] = ()


def rows(parties: Sequence[Signature], abreast: int) -> list[Sequence[Signature]]:
    """The parties as they stand side by side, so many in a row."""
    return [parties[begin : begin + abreast] for begin in range(0, len(parties), abreast)]


def rows_above(setting: Setting, row: int) -> int:
    """The blank lines above a row of parties; the date of the row before takes the place of one."""
    return setting.above_signature - (row > 0)


def width_of(abreast: int) -> float:
    """The room of a line of one of so many parties side by side, in points."""
    return OFFICIAL.inner_width / abreast - sum(_INDENTS[abreast])


def date_line(abreast: int) -> str:
    """The line for a date that is written by hand, of one of so many parties side by side."""
    return _DATES[abreast]


def set_party(kind: Type, signature: Signature, abreast: int) -> SetParty:
    """A party's lines in its part of the page; of three abreast the hand signs on the line below."""
    lines = [signature.seal] if signature.seal else []
    if signature.name and signature.seal:
        lines += [line.text for line in kind.lines(signature.name, BODY, width_of(abreast))]
    below = tuple(line for text in signature.below for line in _whole(kind, text, width_of(abreast)))
    if signature.name and not signature.seal:
        below = (f"姓名：{signature.name}", *below)
    return SetParty(tuple(lines), signature.signer, below if abreast == PAIR else ("", *below))


def _whole(kind: Type, text: str, width: float) -> list[str]:
    """A line that stands whole; one that cannot even small has what is in its brackets below it."""
    words, bracket, rest = text.partition("（")
    fits = kind.width(text, unbroken(kind, text, width)) <= width + TRACKING
    return [text] if fits or not bracket else [words, bracket + rest]


def unbroken(kind: Type, text: str, width: float) -> Style:
    """The style in which a line stands whole in its width: closer characters first, then smaller ones."""
    for size in _SIZES:
        for tracking in (TRACKING, *_CLOSER):
            style = replace(BODY, size=size, tracking=tracking)
            if kind.width(text, style) <= width + TRACKING:
                return style
    return style


def lines_to_signer(parties: Sequence[SetParty], pitch: float) -> int:
    """How many lines below the seal line a row signs by hand: a seal's room, and below the longest name."""
    if not any(party.sealed for party in parties):
        return 0
    return max(math.ceil(SEAL_ROOM / pitch), *(len(party.sealed) + 1 for party in parties))


def lines_below(parties: Sequence[SetParty]) -> int:
    """How many lines stand between who signs and the date."""
    return max(len(party.below) for party in parties)


def signature_block(kind: Type, parties: Sequence[Signature], setting: Setting) -> list[Flowable]:
    """One flowable for each row, all on one page; each party has a square of 45 mm clear of its signature.

    Where a page cannot hold all of them below the text, they begin under it and go on to the next. Who signs alone
    stands on the right, where an office's name stands under its papers.
    """
    first = 1 if len(parties) == 1 else 0
    made = [
        _row(kind, row, replace(setting, above_signature=rows_above(setting, place)), first)
        for place, row in enumerate(rows(parties, setting.abreast))
    ]
    share_a_page = sum(each.height for each in made) <= OFFICIAL.inner_height - TEXT_ABOVE * setting.pitch
    return [*(replace(each, keep=share_a_page) for each in made[:-1]), made[-1]]


def held_to_signature(flowables: Sequence[Flowable]) -> list[Flowable]:
    """The flowables with the last lines of text, and all below them, kept on the page of the signature that follows."""
    first, found = len(flowables), 0
    while first and found < TEXT_ABOVE:
        first -= 1
        found += flowables[first].body
    if sum(each.height for each in flowables[first:]) > MOST_HELD:
        first = max(len(flowables) - TEXT_ABOVE, 0)  # so many annexes that the end of their list must do
    return [*flowables[:first], *(replace(each, keep=True, blank=False) for each in flowables[first:])]


def issuer_places(kind: Type, issuer: Issuer) -> tuple[float, float]:
    """Where an office's name and the date under it begin, in points.

    Under a seal the date ends four characters from the right edge, and the name stands in the middle over it as far as
    the page lets it. Without one the name ends two characters from the edge and the date begins two to the right of
    the name; where the date is the longer line, it keeps the distance from the edge instead.
    """
    name, date, whole = kind.width(issuer.name, BODY), kind.width(issuer.date, BODY), OFFICIAL.inner_width
    if issuer.sealed:
        middle = whole - 4 * PITCH - date / 2
        return max(min(middle - name / 2, whole - name), 0.0), whole - 4 * PITCH - date
    edge = whole - 2 * PITCH
    if edge - name + 2 * PITCH + date <= whole:
        return edge - name, edge - name + 2 * PITCH
    return min(edge - name, edge - date - 2 * PITCH), edge - date


def issuer_lines(issuer: Issuer) -> tuple[int, int]:
    """Empty lines above the name, and below the date: a seal's top stays close under the text."""
    return (2, 1) if issuer.sealed else (1, 0)


def issuer_block(kind: Type, issuer: Issuer, setting: Setting) -> list[Flowable]:
    """An office's name over the date, on one page with the text above."""
    places, texts, (above, below) = issuer_places(kind, issuer), (issuer.name, issuer.date), issuer_lines(issuer)
    lines = [text_line(text, BODY, setting, left) for text, left in zip(texts, places, strict=True) if text]
    several = (space(setting.pitch * above), *lines, *[space(setting.pitch)] * below)
    flowables = [replace(each, keep=True, body=False, blank=False) for each in several]
    return [*flowables[:-1], replace(flowables[-1], keep=False)]


def _row(kind: Type, row: Sequence[Signature], setting: Setting, first: int) -> Flowable:
    abreast, pitch = setting.abreast, setting.pitch
    parties = [set_party(kind, signature, abreast) for signature in row]
    sealed = lines_to_signer(parties, pitch)
    date = sealed + 1 + lines_below(parties)
    indent, width = _INDENTS[abreast][0], width_of(abreast)

    def draw(pen: Pen, left: float, top: float) -> None:
        for number, party in enumerate(parties, start=first):
            edge = left + number * OFFICIAL.inner_width / abreast + indent
            lines = dict(enumerate(party.sealed))
            lines |= dict(enumerate((party.signer, *party.below), start=sealed)) | {date: date_line(abreast)}
            for line, text in lines.items():
                baseline = top + (setting.above_signature + line) * pitch + ASCENT * BODY.size
                pen.text(edge, baseline, text, unbroken(kind, text, width))

    return Flowable(pitch * (setting.above_signature + date + 1), draw)
