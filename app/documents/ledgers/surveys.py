"""What a workbook holds, sheet by sheet, before anything is taken from it: for the clerk who chooses."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.documents.ledgers import Undecided, ledgers_of_sheet
from app.documents.ledgers.blocks import find_blocks
from app.documents.ledgers.choices import NO_CHOICES, Choices
from app.documents.ledgers.columns import layout_of
from app.documents.ledgers.fields import fields_of
from app.documents.ledgers.parts import LEFT_OUT, REMARK, Column
from app.documents.ledgers.sheets import Sheet
from app.documents.ledgers.titles import Span
from app.errors import Refused
from app.values.kinds import LedgerKind
from app.values.money import MoneyUnit


@dataclass(frozen=True)
class Survey:
    """One sheet as it is recognised.

    ``kind`` is None where nobody can tell; ``said`` then says why. ``header_row`` counts from 1. ``has_sums`` says that
    sums of money received stand in it, which count up to a month.
    """

    sheet: str
    kind: LedgerKind | None
    said: str = ""
    header_row: int | None = None
    rows: int = 0
    fields: int = 0
    unit: str = ""
    money_unit: MoneyUnit | None = None
    has_money: bool = False
    has_sums: bool = False
    span: Span = field(default_factory=Span)
    is_visible: bool = True


def survey(sheet: Sheet, choices: Choices = NO_CHOICES) -> Survey:
    """What a sheet is, as recognised or as the clerk says."""
    try:
        ledgers = ledgers_of_sheet(sheet, choices)
    except Undecided as undecided:
        return Survey(sheet.name, None, undecided.message, is_visible=sheet.visible)
    except Refused as refused:
        kind = choices.kind if refused.field == "columns" else None
        return Survey(sheet.name, kind, refused.message, is_visible=sheet.visible)
    first = ledgers[0]
    names = {name for ledger in ledgers for name in ledger.columns}
    return Survey(
        sheet.name,
        first.kind,
        "",
        first.header_row,
        sum(len(ledger.rows) for ledger in ledgers),
        len(first.columns),
        first.unit,
        first.money_unit,
        any(ledger.money_columns for ledger in ledgers),
        any(name.startswith("received_") for name in names) and first.kind is LedgerKind.PROJECTS,
        first.span,
        sheet.visible,
    )


def columns_of(sheet: Sheet, choices: Choices) -> tuple[Column, ...]:
    """The columns of a sheet's first table, even where one is lacking without which it cannot be taken."""
    kinds: Sequence[LedgerKind] = [choices.kind] if choices.kind else list(LedgerKind)
    row = choices.header_row - 1 if choices.header_row else None
    for block in find_blocks(sheet, kinds, row)[:1]:
        for fit in block.fits[:1]:
            return layout_of(block, fit, choices.columns, keep_unknown=choices.keep_unknown).columns()
    return ()


def readings(kind: LedgerKind) -> tuple[tuple[str, str], ...]:
    """What a column of a kind of ledger can be read as: (field, its heading in our own words)."""
    fields = tuple((one.name, one.words[0]) for one in fields_of(kind))
    return (*fields, (REMARK, "记入备注（栏名：内容）"), (LEFT_OUT, LEFT_OUT))
