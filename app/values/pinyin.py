"""Chinese in the order of its pinyin, as spreadsheets sort it: signs and digits, then letters, then characters."""

from functools import lru_cache

_BEHIND_LETTERS = "\x7f"


@lru_cache(maxsize=65_536)
def sort_key(text: str | None) -> str | None:
    """A text that sorts as ``text`` reads; nothing stays nothing."""
    if text is None or text == "":
        return None
    return text.lower() if text.isascii() else "".join(map(_key_of, text))


@lru_cache(maxsize=32_768)
def _key_of(char: str) -> str:
    """One character's key: its reading ends before any longer one goes on, and namesakes of one sound stay together."""
    if char.isascii():
        return char.lower()
    from pypinyin import Style, lazy_pinyin

    (reading,) = lazy_pinyin(char, style=Style.TONE3)
    return char if reading == char else f"{_BEHIND_LETTERS}{reading}\x01{char}"
