"""What the clerk (or the terminal's options) answers where a ledger leaves a question open."""

from dataclasses import dataclass

from app.errors import Refused
from app.values.money import MoneyUnit
from app.values.stages import Stage


@dataclass(frozen=True)
class Answers:
    """Answers for a whole import; each may be left open.

    ``money_unit`` holds where the sheet names none; ``replace_vouchers`` lets a voucher's new sum or date take the
    place of the old; ``stage`` is that of new projects of which nothing says how far they are.
    """

    money_unit: MoneyUnit | None = None
    replace_vouchers: bool = False
    stage: Stage | None = None


def stage_named(word: str | None) -> Stage | None:
    """The stage of a word; Refused for words that are none."""
    if not word:
        return None
    if word not in list(Stage):
        raise Refused(f"没有“{word}”这个阶段，可用的有：{'、'.join(Stage)}。", field="stage")
    return Stage(word)


NO_ANSWERS = Answers()
