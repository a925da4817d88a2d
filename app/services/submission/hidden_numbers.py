"""By what people can be reached or told apart, however it is written into running text: hidden there.

Digits of every script and in circles, blanks and signs between them, unseen signs, country codes: all are read as plain
digits. What stands behind 手机, 微信 or 身份证 is taken at that word; what stands alone must look like such a number.
"""

import re
import unicodedata
from collections.abc import Callable

from app.values.codes import masked_phone

_GONE = "＊＊＊"
_HAN = {**dict(zip("〇一二三四五六七八九", "0123456789", strict=True)), "零": "0", "幺": "1", "两": "2"}
_HAN |= dict(zip("壹贰叁肆伍陆柒捌玖", "123456789", strict=True))


class _Reading(dict[int, str]):
    """How each sign is read, for ``str.translate``: one plain sign, or none where nobody sees it."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        if 0xFF01 <= code <= 0xFF5E:
            read = chr(code - 0xFEE0)
        elif (digit := unicodedata.digit(sign, None)) is not None:
            read = str(digit)
        else:
            kind = unicodedata.category(sign)
            unseen, dash, blank = kind in {"Cf", "Mn", "Me"}, kind == "Pd" or sign == "−", kind == "Zs"
            read = "" if unseen else "-" if dash else " " if blank else sign
        self[code] = read
        return read


_PLAIN = _Reading()
_WITH_HAN = _Reading({ord(sign): digit for sign, digit in _HAN.items()})
_WORTH = re.compile(r"[0-9A-Za-z]")
_IS = r"[：:\s是为（(\[【“\"/、]{0,4}"  # what stands between a word and its number
_ENDS = r"(?![0-9A-Za-z])"
_BEGINS = r"(?<![0-9A-Za-z.])"
_GAP = r"[\s.\-·•_/、,*~|。()]{0,3}"
# A count or a sum of what the number measures; 元旦, 人员 and 台办 are none.
_MEASURE = (
    r"\s*(?:[万亿]*(?:美|欧|港)?(?:元(?![旦宵月])|亩|平方|平米|㎡|千瓦|吨|人次|人(?![员事民大])|户)"
    r"|台(?![办商湾胞])|套|件)"
)
_NOT_MONEY = rf"(?!\d|[.,]\d|{_MEASURE})"
_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])[1-9]\d{5}[\s-]?(?:19|20)\d{2}[\s-]?(?:0\d|1[0-2])(?:[0-2]\d|3[01])[\s-]?\d{3}[\dXx](?!\d)"
)
_PAPER = re.compile(
    r"((?:身份证|护照|通行证|回乡证|台胞证|军官证|驾驶证|驾照|社保卡|银行卡|卡号|[账帐]号|[账帐]户)[号码]{0,2}"
    rf"{_IS})(?:[A-Za-z]{{1,2}}\d{{7,10}}|\d[\d\s-]{{12,28}}\d[Xx]?){_ENDS}"
)
_MAIL = re.compile(  # bounded at both ends: a text of one long word must not be tried from each of its letters
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}\s?(?:@|#|[(\[]\s?at\s?[)\]])\s?[A-Za-z0-9-]{1,63}"
    r"(?:\s?[.。]\s?[A-Za-z][A-Za-z0-9-]{1,62}){1,8}"
)
_COUNTRY = r"(?:\(?(?:\+|00)?\s?86\)?[\s-]?)?"
_MOBILE = re.compile(rf"{_BEGINS}{_COUNTRY}\(?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}{_NOT_MONEY}")
_MOBILE_IN_PIECES = re.compile(rf"{_BEGINS}{_COUNTRY}(?:1[3-9](?:[\s.\-·_]?\d){{9}}|1\s[3-9](?:\s\d){{9}}){_NOT_MONEY}")
_TWO_MOBILES = re.compile(r"(?<![0-9A-Za-z.])1[3-9]\d{9}1[3-9]\d{9}(?!\d)")
_LANDLINE = re.compile(
    rf"(?<![0-9A-Za-z.-])(?:{_COUNTRY}\(?0[1-9]\d{{1,2}}\)?|\+86[\s-]?[1-9]\d{{1,2}})[\s./-]{{0,2}}\d{{3,4}}[\s-]?\d{{4}}"
    rf"(?:[转\-]\d{{1,6}})?{_NOT_MONEY}"
)
_ABROAD = re.compile(rf"(?<![0-9A-Za-z.])(?:\+\s?|00(?=\d{{1,3}}[\s-]))\d{{1,3}}(?:[\s()-]*\d){{7,12}}{_NOT_MONEY}")
_SERVICE = re.compile(rf"(?<![0-9A-Za-z.-])[48]00(?:[\s-]?\d{{3}}[\s-]?\d{{4}}|[\s-]?\d{{4}}[\s-]?\d{{3}}){_NOT_MONEY}")
_PHONE_WORDS = (
    r"(?:电话|座机|手机|传真|联系方式|联系人|号码|热线"
    r"|(?<![A-Za-z])(?:[Tt][Ee][Ll]|[Mm]obile|[Mm]ob|[Cc]ell|[Pp]hone|MOBILE))"
)
_SHORT = r"\d{3,4}[\s-]?\d{4}(?!\d)"
_SAID_PHONES = re.compile(rf"({_PHONE_WORDS}[号码]{{0,2}}\.?{_IS})({_SHORT}(?:\s?[、,/;；或和及]\s?{_SHORT})*)")
_SAID_LONG = re.compile(rf"({_PHONE_WORDS}[号码]{{0,2}}\.?{_IS})(1[3-9]\d{{8,11}})(?!\d)")
_QQ = re.compile(
    r"((?<![A-Za-z])(?:[Qq]\s?[Qq]|[Qq](?=群)|扣扣|企鹅号?)\s?(?:号码|[账帐]号|邮箱|[号群])?" + _IS + r")\d{5,11}(?!\d)"
)
_PLACES = (
    r"微\s?信|薇信|威信|加微|(?<=加)[Vv]|[Vv]信|(?<![A-Za-z])(?:[Ww]e[Cc]hat|[Vv][Xx]|[Ww][Xx]|[Ss]kype|[Ww]hats[Aa]pp|[Ll]ine)"
    r"|钉钉|抖音|快手|微博|小红书|陌陌|飞书|领英"
)
_NAMED = re.compile(
    rf"((?:{_PLACES})\s?(?:号码|[账帐]号|昵称|名称|[号名]|[Ii][Dd])?(?:[：:\s是为（(\[【“\"/、@❤♥]{{1,4}}|(?=[A-Za-z])))"
    r"[A-Za-z0-9][-_A-Za-z0-9]{4,19}"
)
_NAME_ALONE = re.compile(r"(?<![A-Za-z])wxid_[-_A-Za-z0-9]+")


def without_numbers(text: str) -> str:
    """A text with phones masked; numbers of papers, cards and QQ, names of WeChat and its like, and mail are gone."""
    for reading, patterns in ((_PLAIN, _PATTERNS), (_WITH_HAN, _IN_WORDS)):
        plain = text.translate(reading)
        for pattern, hidden in patterns if _WORTH.search(plain) else ():
            if pattern.search(plain):
                text = _replaced(text, plain, reading, pattern, hidden)
                plain = text.translate(reading)
    return text


def _phone(found: re.Match[str]) -> str:
    number = re.sub(r"[^\d-]", "", found.group().partition("转")[0]).strip("-")
    digits = re.sub(r"^(?:00)?86(?=1[3-9]\d{9}$)", "", number.replace("-", ""))
    return masked_phone(number if digits.startswith("0") else digits)


def _each_phone(found: re.Match[str]) -> str:
    return found[1] + re.sub(_SHORT, lambda one: masked_phone(re.sub(r"[\s-]", "", one.group())), found[2])


def _after_the_word(found: re.Match[str]) -> str:
    return found[1] + _GONE


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_MAIL, lambda _: _GONE),
    (_IDENTITY, lambda _: _GONE),
    (_PAPER, _after_the_word),
    (_NAME_ALONE, lambda _: _GONE),
    (_NAMED, lambda found: found[1]),
    (_QQ, _after_the_word),
    (_SAID_LONG, lambda found: found[1] + masked_phone(found[2])),
    (_TWO_MOBILES, lambda found: f"{masked_phone(found.group()[:11])}、{masked_phone(found.group()[11:])}"),
    (_MOBILE, _phone),
    (_MOBILE_IN_PIECES, _phone),
    (_LANDLINE, _phone),
    (_ABROAD, lambda _: _GONE),
    (_SERVICE, _phone),
    (_SAID_PHONES, _each_phone),
)
# With 一三八 read as digits too: a run of eleven that begins so is nothing else.
_IN_WORDS = ((_MOBILE, _phone), (_MOBILE_IN_PIECES, _phone), (_IDENTITY, lambda _: _GONE))


def _replaced(
    text: str, plain: str, reading: _Reading, pattern: re.Pattern[str], hidden: Callable[[re.Match[str]], str]
) -> str:
    """Found in the plain reading of the text, replaced where it stands in the text itself."""
    places = [at for at, sign in enumerate(text) if reading[ord(sign)]]
    parts, done = [], 0
    for found in pattern.finditer(plain):
        begin, end = places[found.start()], places[found.end() - 1] + 1
        parts += [text[done:begin], hidden(found)]
        done = end
    return "".join(parts) + text[done:]
