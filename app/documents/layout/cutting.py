"""What must stand on one page: how long its texts may be so that they do, and the words that say they were cut."""

from collections.abc import Callable, Iterable

_LONGEST = 20_000  # characters that a record's text may have
_SHORTEST_LINE = 8  # characters: a text that may have so many may have one line
_CHARACTERS, _LINES = 8_000, 120  # more than an A4 page in 小五 takes, Latin letters included


def longest(holds: Callable[[int], bool], fewest: int) -> int:
    """The most characters for which ``holds`` is true, found by halving; ``fewest`` is taken for granted."""
    good, bad = fewest, _LONGEST + 1
    while bad - good > 1:
        middle = (good + bad) // 2
        good, bad = (middle, bad) if holds(middle) else (good, middle)
    return good


def cut(text: str, most: int, mark: str) -> str:
    """``text`` of at most so many characters, on few enough lines for them, with ``mark`` where more was said."""
    lines = text.splitlines()[: max(most // _SHORTEST_LINE, 1)]
    kept = "\n".join(lines)
    if len(kept) <= most and len(kept) >= len(text.rstrip()):
        return text
    return kept[: max(most - len(mark), 1)].rstrip() + mark


def may_fit(texts: Iterable[str]) -> bool:
    """Whether a page can hold them at all: so that what never will is not set in type to find out."""
    several = list(texts)
    return sum(map(len, several)) <= _CHARACTERS and sum(text.count("\n") for text in several) <= _LINES
