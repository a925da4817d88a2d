"""What a clerk says about a sheet before it is read; every answer may be left open."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.values.kinds import LedgerKind


class Scaled(StrEnum):
    """Which of the two is meant where a number format shows an amount by a power of ten differently."""

    SHOWN = "shown"
    STORED = "stored"


@dataclass(frozen=True)
class Choices:
    """The clerk's answers for one sheet.

    ``header_row`` counts from 1. ``as_of`` is (year, month), the months up to which the sums of the sheet count.
    ``columns`` says by column from 0 what it is read as; ``keep_unknown`` whether columns of
    no field go into the remark.
    """

    kind: LedgerKind | None = None
    header_row: int | None = None
    as_of: tuple[int, int] | None = None
    columns: Mapping[int, str] = field(default_factory=dict)
    keep_unknown: bool = True
    scaled: Scaled | None = None


NO_CHOICES = Choices()
