"""Faces as reportlab draws them: each character found in the first face of a chain that has it."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, cast
from unicodedata import normalize

from app.errors import Refused

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

INVISIBLE = dict.fromkeys(
    [0x00AD, *range(0x200B, 0x2010), 0x2060, 0xFEFF, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]
)
BLANKS = {ord(blank): " " for blank in "\t\n\r\v\f\u00a0\u2028\u2029"}


def visible(text: str) -> str:
    """``text`` as it prints: marks without a shape dropped, every kind of break and tab a space."""
    shown = text.translate(INVISIBLE).translate(BLANKS)
    return shown if shown.isascii() else _MARKED.sub(lambda found: normalize("NFC", found[0]), shown)


def is_joined(char: str) -> bool:
    """Whether letters of its script join or change beside others (维吾尔文、藏文、蒙古文), which is not drawn here."""
    return _JOINED.match(char) is not None


DASH = "—"
DOUBLE_REACH = 1.12  # em; how wide the first of two narrow dashes is drawn in its cell of one, so that they join
MOST_REMEMBERED = 20_000  # lines whose runs are kept; letters and ledgers repeat most of theirs
_MARKED = re.compile(r"\w[\u0300-\u036f]+")  # a letter with accents of their own, which most faces have as one
_JOINED = re.compile("[\u0590-\u109f\u1780-\u18af\ua840-\ua87f\ufb1d-\ufdff\ufe70-\ufefe\U00010a00-\U00011fff]")
WORD = re.compile(r"[!-~]{2,}")


@dataclass(frozen=True)
class Run:
    """Characters drawn alike in the registered ``face``.

    ``stretch`` widens a dash narrower than a character, to ``reach`` em. ``tight``: the inside of a Latin word or
    number, whose letters are not spread when a line is justified.
    """

    face: str
    text: str
    tight: bool = False
    stretch: float = 1.0
    reach: float = 1.0


class Typeface:
    """One role's face and what stands in for the characters it lacks.

    ``chain`` are names given by `registered`; ``latin``, where given, comes first for ASCII letters and digits.
    Advances are in em; characters that no face has are refused (callers ask `missing` before they draw), or take one
    em where a ``lenient`` one only measures.
    """

    def __init__(self, chain: tuple[str, ...], latin: str | None = None, *, lenient: bool = False) -> None:
        self._chain, self._lenient = chain, lenient
        self._latin = (latin, *chain) if latin else chain
        self._glyphs: dict[str, tuple[str, float]] = {}
        self._runs: dict[str, tuple[Run, ...]] = {}

    def glyph(self, char: str) -> tuple[str, float]:
        """The registered face that draws ``char`` and the advance of its cell in em; a dash always takes one."""
        found = self._glyphs.get(char)
        if found is None:
            found = self._found(char)
            if found is None and not self._lenient:
                raise Refused(f"以下字无法打印：{char}")
            found = found or (self._chain[0], 1.0)
            self._glyphs[char] = found = (found[0], 1.0 if char == DASH else found[1])
        return found

    def _found(self, char: str) -> tuple[str, float] | None:
        """The face that has ``char`` and the advance that it gives it."""
        code = ord(char)
        if is_joined(char):
            return None  # drawn one by one the letters would say something else
        for name in self._latin if char.isascii() and char.isalnum() else self._chain:
            face = _loaded(name).face
            if code in face.charToGlyph:
                return name, face.charWidths.get(code, face.defaultWidth) / 1000
        return None

    def missing(self, texts: Iterable[str]) -> list[str]:
        """The characters that no face of the chain has, each once, in the order met; blanks never count."""
        met = dict.fromkeys(char for text in texts for char in visible(text) if not char.isspace())
        return [char for char in met if char not in self._glyphs and self._found(char) is None]

    def width(self, text: str) -> float:
        """The advance of ``text`` in em, without tracking."""
        return sum(self.glyph(char)[1] for char in text)

    def runs(self, text: str) -> tuple[Run, ...]:
        """``text`` cut into runs."""
        runs = self._runs.get(text)
        if runs is None:
            if len(self._runs) > MOST_REMEMBERED:
                self._runs.clear()
            runs = self._runs[text] = tuple(self._cut(text))
        return runs

    def _cut(self, text: str) -> Iterator[Run]:
        inside = {place for word in WORD.finditer(text) for place in range(word.start(), word.end() - 1)}
        kinds = [self._kind(text, place, tight=place in inside) for place in range(len(text))]
        for kind, places in groupby(range(len(text)), key=kinds.__getitem__):
            yield replace(kind, text="".join(text[place] for place in places))

    def _kind(self, text: str, place: int, *, tight: bool) -> Run:
        """How the character at ``place`` is drawn, without it."""
        face, advance = self.glyph(text[place])
        if text[place] == DASH:
            advance = (self._found(DASH) or (face, 1.0))[1]
        if text[place] != DASH or advance > 0.99:
            return Run(face, "", tight)
        reach = DOUBLE_REACH if text[place + 1 : place + 2] == DASH else 1.0  # the second stays within the line
        return Run(face, "", tight, reach / advance, reach)


@lru_cache(maxsize=64)
def registered(path: Path, index: int) -> str:
    """Load a face into reportlab and return the name it is drawn by; TTFError for what cannot be embedded."""
    from reportlab.pdfbase import pdfmetrics, ttfonts

    _mend_text_extraction()
    name = f"{path}#{index}"
    pdfmetrics.registerFont(ttfonts.TTFont(name, str(path), subfontIndex=index, shapable=False))
    return name


def _loaded(name: str) -> "TTFont":
    from reportlab.pdfbase import pdfmetrics

    return cast("TTFont", pdfmetrics.getFont(name))


def _mend_text_extraction() -> None:
    """Let text copied from the PDF read right beyond U+FFFF, where reportlab writes five digits for UTF-16."""
    from reportlab.pdfbase import ttfonts

    original: Callable[[str, list[int]], str] = ttfonts.makeToUnicodeCMap
    if getattr(original, "writes_surrogates", False):
        return

    def mended(fontname: str, subset: list[int]) -> str:
        written = original(fontname, subset)
        for code in {code for code in subset if code > 0xFFFF}:
            pair = chr(code).encode("utf-16-be").hex().upper()
            written = written.replace(f" <{code:04X}>", f" <{pair}>")
        return written

    mended.writes_surrogates = True  # type: ignore[attr-defined]
    ttfonts.makeToUnicodeCMap = mended
