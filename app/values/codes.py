"""Credit codes, phone numbers and office codes: text made of digits, never numbers."""

import re

from app.values.words import clean

_CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
_IN_CREDIT_CODE = re.compile(r"[\s\-－]")
_ORGANISATION_SIGNS = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(0\d{2,3}-?)?\d{7,8}(-\d{1,6})?")
_SERVICE = re.compile(r"[48]00-?\d{3}-?\d{4}")
_BETWEEN_PHONES = re.compile(r"[、，,；;/\\|\n]+|\s{2,}|\s+(?=1[3-9]\d{9}\b)|(?<=\d{11})\s+|(?<=\d)或(?=\d)")
_COUNTRY = re.compile(r"^\(?(\+|00)?86\)?[\s-]*(?=1[3-9]|0\d{2})")
_COUNTRY_ALONE = re.compile(r"(?<!\d)(\+|00)?86\)?[\s-]+(?=1[3-9]\d)")
_SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+?\d+")


def normal_credit_code(text: object) -> str:
    """A 统一社会信用代码 trimmed, half width, upper case, without the blanks and hyphens people put in."""
    words = clean(text)
    return _IN_CREDIT_CODE.sub("", words).upper() if words else ""


def credit_code_problem(text: str) -> str | None:
    """What is wrong with a credit code (GB 32100-2015), or None; empty and old 15-digit ones pass."""
    code = normal_credit_code(text)
    if not code or re.fullmatch(r"\d{15}", code):
        return None
    from stdnum.cn import uscc

    if _SCIENTIFIC.fullmatch(clean(text)) or re.fullmatch(r"\d{15}000", code):
        return "信用代码的末几位已被表格软件改成0，请按执照重新填写。"
    if len(code) != 18:
        return f"信用代码应为18位，现在是{len(code)}位，请核对。"
    if not _CREDIT_CODE.fullmatch(code):
        return "信用代码里有不该出现的字符，请核对（没有字母I、O、S、V、Z）。"
    if uscc.calc_check_digit(code[:17]) != code[17]:
        return "信用代码的校验位不对，可能抄错了一位，请核对。"
    return None


def organisation_code_problem(text: str) -> str | None:
    """What is unusual about the nine characters within a credit code (GB 11714), or None; no reason to refuse it."""
    code = normal_credit_code(text)
    if len(code) != 18:
        return None
    body, check = code[8:16], code[16]
    values = [int(sign, 36) for sign in body if sign in _ORGANISATION_SIGNS]
    if len(values) < len(body):
        return None
    rest = -sum(value * weight for value, weight in zip(values, _ORGANISATION_WEIGHTS, strict=True)) % 11
    if check == ("X" if rest == 10 else str(rest)):
        return None
    return "信用代码里的组织机构代码（第9到17位）校验位不对，请按执照核对。"


def normal_phones(text: object) -> str:
    """Phone numbers of a cell, joined by "、"; +86, blanks and the hyphens of mobiles stripped."""
    words = clean(text)
    if _MOBILE.fullmatch(words):
        return words
    if re.fullmatch(r"\d+\.0+", words):
        words = words.partition(".")[0]
    words = _COUNTRY_ALONE.sub("", words)
    return "、".join(phone for part in _BETWEEN_PHONES.split(words) if (phone := _normal_phone(part)))


def _normal_phone(text: str) -> str:
    phone = re.sub(r"[\s()（）]+", "", _COUNTRY.sub("", text.strip()).replace("—", "-").replace("－", "-"))
    mobile = re.sub(r"-", "", phone)
    return mobile if _MOBILE.fullmatch(mobile) else phone


def phone_problem(text: str) -> str | None:
    """What is unusual about the phone numbers, as a sentence, or None; several numbers are joined by "、"."""
    for phone in filter(None, normal_phones(text).split("、")):
        if not (_MOBILE.fullmatch(phone) or _LANDLINE.fullmatch(phone) or _SERVICE.fullmatch(phone)):
            return f"电话“{phone}”不像手机号，也不像座机号，请核对。"
    return None


def office_code_problem(text: str) -> str | None:
    """What is wrong with the office's nine-digit code (区划代码 to the township), as a sentence, or None."""
    if not re.fullmatch(r"[0-9]{9}", text):
        return "单位代码应为9位数字（6位县代码加3位乡镇代码）。"
    return None


def masked_phone(text: str) -> str:
    """Phone numbers with the middle hidden: 138****0000, 0811-****567."""
    return "、".join(_masked(phone) for phone in normal_phones(text).split("、"))


def _masked(phone: str) -> str:
    if _MOBILE.fullmatch(phone):
        return f"{phone[:3]}****{phone[-4:]}"
    return phone if len(phone) < 5 else f"{phone[:-7]}****{phone[-3:]}"
