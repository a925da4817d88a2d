"""Reads an office's ledgers from a workbook, one way: cells, blocks, columns, lines, cells by field, records.

Each stage hands plain data to the next: ``sheets``, ``blocks``, ``columns``, ``lines``, ``cells``, ``records``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from app.documents.ledgers.blocks import Block, find_blocks
from app.documents.ledgers.choices import NO_CHOICES, Choices, Scaled
from app.documents.ledgers.columns import Layout, lacking, layout_of
from app.documents.ledgers.fields import SHAPES, fields_of
from app.documents.ledgers.layouts import Fit
from app.documents.ledgers.parts import LEFT_OUT, REMARK, Cell, Column, Ledger, LedgerRow, Note
from app.documents.ledgers.records import ledger_of
from app.documents.ledgers.sheets import Sheet
from app.documents.ledgers.statistics import counts_by_kind, refusal_of_statistics, sets_out_measures
from app.documents.ledgers.titles import Span
from app.documents.ledgers.uncollected import uncollected
from app.documents.ledgers.workbook import read_workbook
from app.errors import Refused
from app.values.kinds import TITLES, LedgerKind

__all__ = [
    "LEFT_OUT", "REMARK", "Cell", "Choices", "Column", "Ledger", "LedgerKind", "LedgerRow", "Note", "Scaled", "Sheet",
    "Span", "Undecided", "ledgers_of_sheet", "ledgers_of_sheets", "read_ledger", "read_ledgers", "read_workbook",
]  # fmt: skip

_MORE = 3  # headings that another kind must know better, to doubt one that has all it needs
_CLOSE = 0.5  # points: two kinds that fit a header so nearly alike are not told apart by it


class Undecided(Refused):
    """A table that two kinds fit alike: ``kinds`` are to be chosen from."""

    def __init__(self, message: str, kinds: Sequence[LedgerKind]) -> None:
        super().__init__(message, field="kind")
        self.kinds = tuple(kinds)


def read_ledgers(path: Path, choices: Choices = NO_CHOICES, sheet: str | None = None) -> tuple[Ledger, ...]:
    """The ledgers of a workbook, read in a guarded child process; see :func:`ledgers_of_sheets`."""
    return ledgers_of_sheets(read_workbook(path), choices, sheet)


def read_ledger(path: Path, kind: LedgerKind | None = None, sheet: str | None = None) -> Ledger:
    """The first ledger of a workbook; see :func:`read_ledgers`."""
    return read_ledgers(path, Choices(kind=kind), sheet)[0]


@uncollected()
def ledgers_of_sheets(
    sheets: Sequence[Sheet],
    choices: Choices = NO_CHOICES,
    sheet: str | None = None,
) -> tuple[Ledger, ...]:
    """The ledgers of the named sheet, else of the best-matching one and of those laid out as it is.

    Raises :class:`Refused` when no sheet holds a ledger, and :class:`Undecided` when two kinds fit.
    """
    wanted = _wanted(sheets, sheet)
    found = [blocks for one in wanted if (blocks := _known_blocks(one, choices))]
    if not found:
        raise Refused(_nothing_found(wanted, choices, sheet))
    best = max(found, key=lambda blocks: blocks[0].fits[0].score)
    alike = [blocks for blocks in found if blocks is best or _same_layout(blocks[0], best[0])]
    ledgers = [ledger for blocks in alike for ledger in _ledgers(blocks, choices)]
    read = {ledger.sheet for ledger in ledgers}
    others = "、".join(one.name for one in sheets if one.name not in read and one.rows)
    if others:
        note = Note(None, None, others, "工作簿里还有这些工作表，没有读入。")
        ledgers[0] = replace(ledgers[0], notes=(note, *ledgers[0].notes))
    return tuple(ledgers)


@uncollected()
def ledgers_of_sheet(sheet: Sheet, choices: Choices = NO_CHOICES) -> tuple[Ledger, ...]:
    """The ledgers of one sheet; raises as :func:`ledgers_of_sheets` does."""
    blocks = _known_blocks(sheet, choices)
    if not blocks:
        raise Refused(_nothing_found([sheet], choices, sheet.name))
    return tuple(_ledgers(blocks, choices))


def _wanted(sheets: Sequence[Sheet], name: str | None) -> list[Sheet]:
    if name is None:
        return [one for one in sheets if one.visible] or list(sheets)
    wanted = [one for one in sheets if one.name.strip() == name.strip()]
    if not wanted:
        names = "、".join(one.name for one in sheets)
        raise Refused(f"工作簿里没有名为“{name}”的工作表，现有：{names}。", field="sheet")
    return wanted


def _known_blocks(sheet: Sheet, choices: Choices) -> tuple[Block, ...]:
    """The blocks of a sheet, if the first of them is surely a ledger."""
    kinds = [choices.kind] if choices.kind else list(LedgerKind)
    row = choices.header_row - 1 if choices.header_row else None
    blocks = find_blocks(sheet, kinds, row)
    if not blocks or not blocks[0].fits:
        return ()
    sure = blocks[0].fits[0]
    is_known = sure.is_sure or (choices.kind is not None and (not sure.lacks or bool(choices.columns)))
    return blocks if is_known else ()


def _same_layout(one: Block, other: Block) -> bool:
    """Whether two sheets are the same form, filled by two units."""
    paths = [{path for path in block.header.paths if path} for block in (one, other)]
    same_kind = bool(one.fits and other.fits) and one.fits[0].kind is other.fits[0].kind
    return same_kind and 5 * len(paths[0] & paths[1]) >= 4 * max(map(len, paths))


def _ledgers(blocks: Iterable[Block], choices: Choices) -> list[Ledger]:
    ledgers: list[Ledger] = []
    for block in blocks:
        if not block.fits or (ledgers and not _goes_on(block.fits[0])):
            note = Note(block.header.top + 1, None, "", "这里像是另一张表，表头没有认出来，从这一行起没有读入。")
            ledgers[-1] = replace(ledgers[-1], notes=(*ledgers[-1].notes, note))
            continue
        layout = _layout(block, choices)
        if refusal := refusal_of_statistics(layout):
            raise Refused(refusal)
        ledger = ledger_of(layout, choices)
        if not ledgers:
            ledger = replace(ledger, notes=(*_notes_on_sheet(layout), *ledger.notes))
        ledgers.append(ledger)
    return ledgers


def _goes_on(fit: Fit) -> bool:
    return not fit.lacks and (fit.wide is not None or len(fit.matching.columns) >= 2)


def _layout(block: Block, choices: Choices) -> Layout:
    best, *others = block.fits
    rivals = [one for one in others if not one.lacks and best.score - one.score < _CLOSE]
    if choices.kind is None and rivals and best.kind is not rivals[0].kind:
        kinds = [best.kind, *(one.kind for one in rivals)]
        names = "、".join(f"{TITLES[kind]}（{kind}）" for kind in kinds)
        raise Undecided(f"这张表看不出是哪一种台账，可能是：{names}，请指明台账类型。", kinds)
    if choices.kind is None:
        better = max(others, key=lambda one: one.matching.exact, default=best)
        if better.lacks and better.matching.exact >= best.matching.exact + _MORE:
            raise Refused(
                f"表格{_lacking(block, better)}。要当作{TITLES[best.kind]}读入的话，请指明台账类型。", field="kind"
            )
    layout = layout_of(block, best, choices.columns, keep_unknown=choices.keep_unknown)
    if lacks := lacking(layout):
        needed = "、".join(f"“{title}”" for title in lacks)
        raise Refused(f"第{block.header.top + 1}行的表头里没有认出{needed}栏，请指明是哪一栏。", field="columns")
    return layout


def _nothing_found(sheets: Sequence[Sheet], choices: Choices, sheet: str | None) -> str:
    where = f"工作表“{sheet}”" if sheet else "表格"
    if choices.kind is not None:
        titles = {one.name: one.words[0] for one in fields_of(choices.kind)}
        needed = "、".join(f"“{titles[name]}”" for name in SHAPES[choices.kind].needs)
        return f"{where}里没有找到{needed}这样的栏目，请检查前15行的表头，或者换一种台账导入。"
    for one in sheets:
        for block in find_blocks(one, LedgerKind)[:1]:
            if sets_out_measures(block):
                return f"{where}是统计表，栏目是指标的本月、累计、增幅等，不是台账，不能导入。"
            if counts_by_kind(block):
                return f"{where}是分类汇总的统计表，没有一行一个项目的名称，不能当作台账导入。"
            best = min(block.fits, key=lambda fit: (len(fit.lacks), -fit.score), default=None)
            if best is not None and best.lacks:
                return f"{where}{_lacking(block, best)}。"
    return f"{where}里没有认出台账的表头，请检查前15行是否有项目名称、责任单位等栏目名称。"


def _lacking(block: Block, fit: Fit) -> str:
    words = {field.name: field.words[0] for field in fields_of(fit.kind)}
    needed = "、".join(f"“{words[name]}”" for name in fit.lacks)
    lacks = f"第{block.header.top + 1}行的表头里没有认出{needed}栏"
    return f"像是{TITLES[fit.kind]}，但{lacks}，请改用这个栏目名称，或在导入时指明是哪一栏"


def _notes_on_sheet(layout: Layout) -> list[Note]:
    grid = layout.block.grid
    notes = [Note(None, None, "", warning) for warning in grid.sheet.warnings]
    if hidden := [str(row + 1) for row in sorted(grid.sheet.hidden_rows) if row >= layout.block.first]:
        shown = f"第{'、'.join(hidden[:5])}{'等' if len(hidden) > 5 else ''}行"
        notes.append(Note(None, None, "", f"{shown}是隐藏的，也读入了。"))
    fields = set(layout.matching.columns.values())
    pictures = [place for place, look in grid.looks.items() if look.is_picture and place[1] not in fields]
    if pictures:
        notes.append(Note(pictures[0][0] + 1, None, "图片", f"表里有{len(pictures)}张单元格图片没有导入。"))
    return notes
