"""Who signs: two parties side by side with room for a seal of 42 mm over each name, or one office with its date."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.documents.layout.flow import Flowable, Pen, space
from app.documents.layout.pages import MM, OFFICIAL, PITCH
from app.documents.layout.text import Setting, text_line
from app.documents.layout.type import ASCENT, BODY, THIRD, TRACKING, Style, Type
from app.reports.blocks import Issuer, Signature

SEAL_ROOM = 45 * MM  # a 乡镇 seal is 42 mm across
DATE = "　　　　年　　月　　日"
COLUMN = OFFICIAL.inner_width / 2
INDENT = PITCH
WIDTH = COLUMN - 2 * INDENT
_SIZES = (THIRD, 14.0, 12.0, 10.5)
_CLOSER = (-1.0, -2.0)  # points between characters of a line that must not break
TEXT_ABOVE = 2  # lines of text that a signature takes with it to the next page
MOST_HELD = OFFICIAL.inner_height * 0.7  # what stands above it; more would not fit on one page with it


@dataclass(frozen=True)
class SetParty:
    """One party's half, broken to its column: the lines under the seal, the one signed by hand, what follows it.

    Who has no seal has no lines under it.
    """

    sealed: tuple[str, ...]
    signer: str
    below: tuple[str, ...] = ()


def pairs(parties: Sequence[Signature]) -> list[Sequence[Signature]]:
    """The parties two by two, as they stand side by side."""
    return [parties[begin : begin + 2] for begin in range(0, len(parties), 2)]


def set_party(kind: Type, signature: Signature) -> SetParty:
    """A party's lines in its half of the page."""
    lines = [signature.seal] if signature.seal else []
    if signature.name and signature.seal:
        lines += [line.text for line in kind.lines(signature.name, BODY, WIDTH)]
    below = tuple(line for text in signature.below for line in _whole(kind, text))
    if signature.name and not signature.seal:
        below = (f"姓名：{signature.name}", *below)
    return SetParty(tuple(lines), signature.signer, below)


def _whole(kind: Type, text: str) -> list[str]:
    """A line that stands whole; one that cannot even small has what is in its brackets below it."""
    words, bracket, rest = text.partition("（")
    fits = kind.width(text, unbroken(kind, text)) <= WIDTH + TRACKING
    return [text] if fits or not bracket else [words, bracket + rest]


def unbroken(kind: Type, text: str) -> Style:
    """The style in which a line stands whole in its half: closer characters first, then smaller ones."""
    for size in _SIZES:
        for tracking in (TRACKING, *_CLOSER):
            style = replace(BODY, size=size, tracking=tracking)
            if kind.width(text, style) <= WIDTH + TRACKING:
                return style
    return style


def lines_to_signer(parties: Sequence[SetParty], pitch: float) -> int:
    """How many lines below the seal line a pair signs by hand: a seal's room, and below the longest name."""
    if not any(party.sealed for party in parties):
        return 0
    return max(math.ceil(SEAL_ROOM / pitch), *(len(party.sealed) + 1 for party in parties))


def lines_below(parties: Sequence[SetParty]) -> int:
    """How many lines stand between who signs and the date."""
    return max(len(party.below) for party in parties)


def signature_block(kind: Type, parties: Sequence[Signature], setting: Setting) -> list[Flowable]:
    """One flowable for each pair, all on one page; each party has a square of 45 mm clear of its signature.

    Where a page cannot hold all of them below the text, they begin under it and go on to the next. Who signs alone
    stands on the right, where an office's name stands under its papers.
    """
    first = 1 if len(parties) == 1 else 0
    made = [_pair(kind, pair, setting, first) for pair in pairs(parties)]
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


def _pair(kind: Type, pair: Sequence[Signature], setting: Setting, first: int) -> Flowable:
    parties, pitch = [set_party(kind, signature) for signature in pair], setting.pitch
    sealed = lines_to_signer(parties, pitch)
    date = sealed + 1 + lines_below(parties)

    def draw(pen: Pen, left: float, top: float) -> None:
        for number, party in enumerate(parties, start=first):
            edge = left + number * COLUMN + INDENT
            lines = dict(enumerate(party.sealed))
            lines |= dict(enumerate((party.signer, *party.below), start=sealed)) | {date: DATE}
            for line, text in lines.items():
                baseline = top + (setting.above_signature + line) * pitch + ASCENT * BODY.size
                pen.text(edge, baseline, text, unbroken(kind, text))

    return Flowable(pitch * (setting.above_signature + date + 1), draw)
