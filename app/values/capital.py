"""The words of money that comes: domestic or foreign, its currency, its source, how far it is recognised."""

from enum import StrEnum


class CapitalNature(StrEnum):
    """Domestic or foreign capital."""

    DOMESTIC = "内资"
    FOREIGN = "外资"


class Currency(StrEnum):
    """The money of an entry."""

    YUAN = "人民币"
    DOLLAR = "美元"


class FundsSource(StrEnum):
    """Where the money came from; 境外 is foreign capital, the rest domestic."""

    OTHER_PROVINCE = "省外"
    OTHER_CITY = "市外省内"
    OTHER_COUNTY = "县外市内"
    ABROAD = "境外"
    UNKNOWN = "未注明"


class FundsStatus(StrEnum):
    """How far an entry has been recognised."""

    REPORTED = "自报"
    TOWNSHIP_CHECKED = "镇核"
    RECOGNISED = "县认定"
    REJECTED = "不认定"
