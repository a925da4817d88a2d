"""The kinds of 载体."""

from enum import StrEnum


class CarrierKind(StrEnum):
    """What can be let."""

    FACTORY = "标准厂房"
    LAND = "土地"
