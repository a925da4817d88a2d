"""By what people can be reached or told apart, however it is written into running text: hidden there.

Full-width digits, blanks, dots and hyphens between them, unseen signs, country codes: all are read as digits.
"""

import re
from collections.abc import Callable

from app.values.codes import masked_phone

_HALF = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0x2014: "-", 0x2013: "-"}
_UNSEEN = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\u202d\u202c\u200e\u200f")
_GONE = "＊＊＊"
_GAP = r"[\s.\-·_]{0,2}"
_NOT_MONEY = r"(?!\d|[.,]\d|\s*(?:[万亿]?[元亩]|平方|吨|千瓦|台|套|件|人))"
_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])[1-9]\d{5}[\s-]?(?:19|20)\d{2}[\s-]?(?:0\d|1[0-2])(?:[0-2]\d|3[01])[\s-]?\d{3}[\dXx](?!\d)"
)
_MAIL = re.compile(r"[A-Za-z0-9._%+-]+\s?@\s?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_COUNTRY = r"(?:\(?(?:\+|00)?\s?86\)?[\s-]?)?"
_MOBILE = re.compile(rf"(?<![0-9A-Za-z.]){_COUNTRY}1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}{_NOT_MONEY}")
_MOBILE_IN_PIECES = re.compile(rf"(?<![0-9A-Za-z.]){_COUNTRY}1[3-9](?:[\s.\-·_]?\d){{9}}{_NOT_MONEY}")
_LANDLINE = re.compile(
    rf"(?<![0-9A-Za-z.-]){_COUNTRY}\(?0[1-9]\d{{1,2}}\)?[\s-]{{0,2}}\d{{3,4}}[\s-]?\d{{4}}(?:[转\-]\d{{1,6}})?{_NOT_MONEY}"
)
_SERVICE = re.compile(rf"(?<![0-9A-Za-z.-])[48]00[\s-]?\d{{3}}[\s-]?\d{{4}}{_NOT_MONEY}")
_SAID_PHONE = re.compile(
    r"((?:电话|座机|手机|传真|[Tt][Ee][Ll]|联系方式)[号码]{0,2}[：:\s是为]{0,3})(\d{3,4}[\s-]?\d{4})(?!\d)"
)
_QQ = re.compile(r"((?<![A-Za-z])(?:[Qq]{2}[号群]?|[Qq]群)[：:\s是为]{0,3})\d{5,11}(?!\d)")
_WECHAT = re.compile(
    r"((?:微信|(?<![A-Za-z])(?:[Ww]e[Cc]hat|[Vv][Xx]|[Ww][Xx]|[Vv]信))(?:[号名Ii][Dd]?)?(?:[：:\s是为]{1,3}|(?=[A-Za-z])))"
    r"[A-Za-z0-9][-_A-Za-z0-9]{4,19}"
)


def without_numbers(text: str) -> str:
    """A text with phone numbers masked, and numbers of identity cards, QQ, WeChat names and mail addresses gone."""
    for pattern, hidden in _PATTERNS:
        text = _replaced(text, pattern, hidden)
    return text


def _phone(found: re.Match[str]) -> str:
    number = re.sub(r"[^\d-]", "", found.group().partition("转")[0])
    digits = re.sub(r"^(?:00)?86(?=1[3-9]\d{9}$)", "", number.replace("-", ""))
    return masked_phone(number if digits.startswith("0") else digits)


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_MAIL, lambda _: _GONE),
    (_IDENTITY, lambda _: _GONE),
    (_WECHAT, lambda found: found[1]),
    (_QQ, lambda found: found[1] + _GONE),
    (_MOBILE, _phone),
    (_MOBILE_IN_PIECES, _phone),
    (_LANDLINE, _phone),
    (_SERVICE, _phone),
    (_SAID_PHONE, lambda found: found[1] + masked_phone(re.sub(r"[\s-]", "", found[2]))),
)


def _replaced(text: str, pattern: re.Pattern[str], hidden: Callable[[re.Match[str]], str]) -> str:
    """Found in the plain reading of the text, replaced where it stands in the text itself."""
    places = [at for at, sign in enumerate(text) if sign not in _UNSEEN]
    plain = "".join(text[at] for at in places).translate(_HALF)
    parts, done = [], 0
    for found in pattern.finditer(plain):
        begin, end = places[found.start()], places[found.end() - 1] + 1
        parts += [text[done:begin], hidden(found)]
        done = end
    return "".join(parts) + text[done:] if parts else text
