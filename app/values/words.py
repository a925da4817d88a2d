"""The text of a cell or an entry, cleaned without changing what it says, and the words it is found by."""

import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from string import ascii_letters, digits
from unicodedata import normalize

_FULL_WIDTH = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_SPACES = dict.fromkeys([0x00A0, 0x2002, 0x2003, 0x2007, 0x2009, 0x202F, 0x3000, 0x0009], " ")
# Widths and directions that telephones and web pages leave around a number: nobody sees them, nothing is found by them.
_TURNING = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_HIDDEN = [*range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080)]  # annotations, and letters that no face draws
_NEVER = [*_TURNING, *_HIDDEN]
_UNSEEN = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD, *_NEVER])
_BREAKS = dict.fromkeys([0x000B, 0x000C, 0x0085, 0x2028, 0x2029], "\n")  # line breaks of word processors
# Radicals and compatibility signs look like the characters they stand for: texts copied out of a PDF hold them.
_RADICALS = {code: normalize("NFKC", chr(code)) for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFADA))}
_RADICALS |= dict(
    zip(
        map(ord, "⺟⺠⺢⺫⻁⻄⻅⻆⻇⻈⻉⻋⻑⻒⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"),
        "母民氺罒虎西见角角讠贝车長镸长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齐齿齿竜龙龜龟龟",
        strict=True,
    )
)
_RUN = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")  # of letters and digits, or of characters
_EXACT = 1e15  # below it a float that is whole says each of its digits
_TRANSLATION = {**_FULL_WIDTH, **_SPACES, **_UNSEEN, **_BREAKS, **_RADICALS}
# What no record holds: control signs but tab and line breaks, signs that turn the reading direction or hide words,
# halves of signs.
_STRAY = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{''.join(map(chr, _NEVER))}\u2028\u2029\ud800-\udfff\ufffe\uffff]"
)
_REMARK = re.compile(r"(?<=\S)\s*[（(\[【]([^（）()\[\]【】]*)[)）\]】]$")
# A full-width comma between words is Chinese punctuation and stays; inside a number it is a slip.
_COMMA_IN_NUMBER = re.compile(r"(?<=[0-9])，(?=[0-9]{3}(?![0-9]))")
_SIGN_IN_CODE = re.compile(r"(?<=[0-9A-Za-z])([．－])(?=[0-9A-Za-z])|^([．－])(?=[0-9])")
_MENDED = re.compile(f"[{re.escape(''.join(map(chr, _TRANSLATION)))}，．－\r]|_x000D_")  # most cells have none of these
_HALF_SIGN = {"．": ".", "－": "-"}
_BLANK = re.compile(
    r"[-—–−－_/／\\、.。…·\s]*|[(（]?(无|暂无|空|空白|待定|未定|暂未确定|待补充?|待填|未填|未填写|未知|不详|略|年\s*月\s*日?|N/?A|#N/A|null|None|nan)[)）]?",
    re.IGNORECASE,
)
_BEGINS_NOTHING = frozenset("无暂空待未不略年同上如")  # of all that _BLANK and _DITTO know in Chinese
_BEGINS_A_VALUE = frozenset(ascii_letters + digits) - frozenset("NnDdEe")  # N/A, null, ditto, Err:502
_ERROR = re.compile(r"#(DIV/0!|N/A|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)|Err:\d{3}")
_DITTO = re.compile(
    r"[-－—–\s]*(?:[〃″\"＂“”〞〝]+|''|,,|，，|[↑↓←→⇧⇩]+|同|[上如]同|如[上前]|[同如]\s*[上前左右下](?:[格栏行述文]|一[格栏行])?"
    r"|同第?\s*\d{1,4}\s*[行号项]?|do\.?|ditto)[-－—–\s]*",
    re.IGNORECASE,
)


def is_error(text: str) -> bool:
    """Whether a cell holds what a spreadsheet writes for a formula that came to nothing: #REF!, Err:502."""
    return _ERROR.fullmatch(text.strip()) is not None


def clean(value: object) -> str:
    """The text of a cell's value; full-width digits and letters become half width, other signs stay."""
    if isinstance(value, str):
        return _plain(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float | Decimal):
        return _number_text(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else _plain(str(value))


def _number_text(value: float | Decimal) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float) and not isfinite(value):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if exact == exact.to_integral_value():
        return str(int(exact))
    return format(exact.normalize(), "f")


@lru_cache(maxsize=65_536)
def _plain(text: str) -> str:
    if not _MENDED.search(text):
        return text.strip()
    text = text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").translate(_TRANSLATION)
    text = _COMMA_IN_NUMBER.sub(",", text)
    text = _SIGN_IN_CODE.sub(lambda found: _HALF_SIGN[found.group()], text)
    return text.strip()


def stray_sign_in(text: str) -> str | None:
    """What is wrong with a text that holds a sign which no record may hold, else None."""
    if text.isprintable() or (found := _STRAY.search(text)) is None:
        return None
    at = found.start()
    excerpt = _STRAY.sub("□", text[max(at - 6, 0) : at + 7]).replace("\n", " ")
    return f"“{excerpt}”里有看不见的控制符（方框处），请删去后重新输入。"


def visible(text: str) -> str:
    """A text from elsewhere as it may be shown on one line: what nobody sees, or what turns it round, is a □."""
    return "".join(sign if sign.isprintable() else "□" for sign in text)


def without_unseen(text: str) -> str:
    """A text as typed, without the unseen signs that came along with a paste."""
    return text if text.isprintable() else text.translate({**_UNSEEN, **_BREAKS})


def is_blank(text: str) -> bool:
    """Whether an office wrote "nothing here": empty, a dash, 无, 待定, the form's own 年 月 日."""
    return not surely_says(text) and _BLANK.fullmatch(text.strip()) is not None


def surely_says(text: str) -> bool:
    """Whether the first sign alone shows that a text says something of its own: it is neither blank nor a ditto.

    Most cells pass; what does not may say something all the same and has to be looked at.
    """
    first = text[:1]
    return ("一" <= first < "\ua000" and first not in _BEGINS_NOTHING) or first in _BEGINS_A_VALUE


def remark_in(text: str) -> str:
    """What stands in brackets behind a value: 5000（其中设备3000） → 其中设备3000; "" where nothing does."""
    found = _REMARK.search(clean(text))
    return found[1].strip() if found else ""


def without_remark(text: str) -> str:
    """A value's words without what stands in brackets behind it: 2026.3.5（奠基） → 2026.3.5."""
    return _REMARK.sub("", clean(text))


def is_ditto(text: str) -> bool:
    """Whether a cell says only that it is as another (above, mostly): 同上, 如上, 〃, ″, ↓."""
    return len(text) < 12 and not surely_says(text) and _DITTO.fullmatch(text.strip()) is not None


def first_sentence(text: str) -> str:
    """What an office wrote, up to its first full stop, on one line: a progress column may hold a page."""
    return text.replace("\n", "，").split("。")[0].strip("，； ")


@lru_cache(maxsize=4096)
def initials(text: str) -> str:
    """Lower-case pinyin initials; each reading of the first character gives a variant (单 → "d c s").

    ASCII letters and digits are kept, signs are dropped.
    """
    text = "".join(filter(str.isalnum, clean(text)))
    if text.isascii():
        return text.lower()
    found = [_initials_of_run(run) for run in _RUN.findall(text)]
    usual = "".join(letters for letters, _ in found)
    if text[0].isascii() or all(is_sure for _, is_sure in found):
        return usual
    variants = [usual, *(reading + usual[1:] for reading in _readings(text[0]))]
    return " ".join(dict.fromkeys(variants))


def _initials_of_run(run: str) -> tuple[str, bool]:
    """Its letters, and whether no reading of any character begins with another: then no phrase need be asked."""
    letters = "".join(map(_only_initial, run))
    if len(letters) == len(run):
        return letters, True
    from pypinyin.seg.mmseg import seg

    return "".join(map(_initials_of_phrase, seg.cut(run))), False


@lru_cache(maxsize=32_768)
def _initials_of_phrase(phrase: str) -> str:
    """The initials of words that are read together: 有限公司 stands in every firm's name, and is asked for once."""
    from pypinyin import Style, pinyin

    return "".join(part[0] for part in pinyin(phrase, style=Style.FIRST_LETTER)).lower()


@lru_cache(maxsize=32_768)
def _readings(char: str) -> tuple[str, ...]:
    """The letters with which the readings of a character begin."""
    from pypinyin import Style, pinyin

    return tuple(reading.lower() for reading in pinyin(char, style=Style.FIRST_LETTER, heteronym=True)[0])


@lru_cache(maxsize=32_768)
def _only_initial(char: str) -> str:
    """The letter with which every reading of a character begins; "" where they differ, or where it has none."""
    if char.isascii():
        return char.lower()
    from pypinyin import Style, pinyin

    found = {reading.lower() for reading in pinyin(char, style=Style.FIRST_LETTER, heteronym=True)[0]}
    letter = found.pop() if len(found) == 1 else ""
    return letter if letter.isascii() else ""


def search_text(*parts: str) -> str:
    """What the one stored search column of a record holds: its words in lower case, and their initials."""
    words = [clean(part).lower() for part in parts if part]
    return " ".join(dict.fromkeys([*words, *(letters for word in words if (letters := initials(word)))]))
