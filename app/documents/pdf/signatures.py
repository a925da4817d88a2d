"""Who signs: two parties side by side with room for a seal of 42 mm over each name, or one office with its date."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.documents.pdf.paper import BODY, LEADING, MM, OFFICIAL, PITCH, Strip, blank, text_strip
from app.documents.pdf.pen import ASCENT, Pen, Type
from app.services.letters.sheet import Signature

SEAL_ROOM = 45 * MM  # a 乡镇 seal is 42 mm across
SEAL_LINES = math.ceil(SEAL_ROOM / LEADING)  # from the seal line down to the line signed by hand
BLANK_LINES = 2  # between the text and the block
DATE = "　　　　年　　月　　日"
COLUMN = OFFICIAL.inner_width / 2
INDENT = PITCH
TEXT_ABOVE = 2  # lines of text that a signature takes with it to the next page


@dataclass(frozen=True)
class _Party:
    """One party's half, broken to its column: the lines under the seal, and those signed by hand."""

    sealed: tuple[str, ...]
    signer: str


def signature_block(kind: Type, signatures: Sequence[Signature]) -> list[Strip]:
    """One strip for each pair of parties, all on one page; each party has a square of 45 mm clear of its signature.

    Who signs alone stands on the right, where an office's name stands under its papers.
    """
    pairs = [signatures[begin : begin + 2] for begin in range(0, len(signatures), 2)]
    first = 1 if len(signatures) == 1 else 0
    return [_pair(kind, pair, first, keep=pair is not pairs[-1]) for pair in pairs]


def held_to_signature(strips: Sequence[Strip]) -> list[Strip]:
    """``strips`` with the last lines of text, and all below them, kept on the page of the signature that follows."""
    first, found = len(strips), 0
    while first and found < TEXT_ABOVE:
        first -= 1
        found += strips[first].body
    return [*strips[:first], *(replace(strip, keep=True, blank=False) for strip in strips[first:])]


def issuer_places(kind: Type, name: str, date: str) -> tuple[float, float]:
    """Where an office's name and the date under it begin, in points, when no seal is pressed.

    The name ends two characters from the right edge and the date begins two to the right of the name; where the
    date is the longer line, it keeps the distance from the edge instead.
    """
    edge = OFFICIAL.inner_width - 2 * PITCH
    name_left = edge - kind.width(name, BODY)
    date_width = kind.width(date, BODY)
    if name_left + 2 * PITCH + date_width <= OFFICIAL.inner_width:
        return name_left, name_left + 2 * PITCH
    return min(name_left, edge - date_width - 2 * PITCH), edge - date_width


def issuer_block(kind: Type, name: str, date: str) -> list[Strip]:
    """An office's name over the date, one line under the text and on one page with it."""
    places = issuer_places(kind, name, date)
    lines = [text_strip(text, BODY, left) for text, left in zip((name, date), places, strict=True) if text]
    strips = [replace(strip, keep=True, body=False, blank=False) for strip in (blank(), *lines)]
    return [*strips[:-1], replace(strips[-1], keep=False)]


def _pair(kind: Type, pair: Sequence[Signature], first: int, *, keep: bool) -> Strip:
    parties = [_party(kind, signature) for signature in pair]
    sealed = max(SEAL_LINES, *(len(party.sealed) + 1 for party in parties))

    def draw(pen: Pen, left: float, top: float) -> None:
        for number, party in enumerate(parties, start=first):
            edge = left + number * COLUMN + INDENT
            lines = dict(enumerate(party.sealed))
            lines |= {sealed: party.signer, sealed + 1: DATE}
            for line, text in lines.items():
                baseline = top + (BLANK_LINES + line) * LEADING + ASCENT * BODY.size
                pen.text(edge, baseline, text, BODY)

    return Strip(LEADING * (BLANK_LINES + sealed + 2), draw, keep=keep)


def _party(kind: Type, signature: Signature) -> _Party:
    measure = COLUMN - 2 * INDENT
    lines = [signature.seal]
    if signature.name:
        lines += [line.text for line in kind.lines(signature.name, BODY, measure)]
    return _Party(tuple(lines), signature.signer)
