"""目标任务分解表: the year's targets of all units on one table, for an office that signs no letters."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.columns.column import Column, Kind
from app.errors import Refused
from app.reports import ledgers
from app.reports.blocks import Document
from app.reports.ledgers import LedgerView
from app.services import offices, targets
from app.services.targets import IndicatorName, TargetGrid

_WIDTH = 92
_FOOT = "签发人：　　　　　　　　　审核人：　　　　　　　　　制表人：　　　　　　　　　下达日期："


def document(session: Session, year: int) -> Document:
    """The table, units down and indicators across; refused where none has targets."""
    grid, office = targets.grid(session, year), offices.required(session)
    rows = [_row(grid, key, name) for key, name in grid.units if any(unit == key for unit, _ in grid.cells)]
    if not rows:
        raise Refused(f"{year}年度还没有给各单位下达目标，请先填写或导入目标任务。")
    own = [_row(grid, None, office.name)] if any(unit is None for unit, _ in grid.cells) else []
    title, line = f"{office.name}{year}年度招商引资目标任务分解表", f"下达单位（盖章）：{office.government}"
    view = LedgerView(title, _columns(grid), [*own, *rows], _sums(grid))
    return ledgers.document(view, line, filler=_FOOT, whole=True)


def _columns(grid: TargetGrid) -> tuple[Column, ...]:
    """Where some target has a 奋斗目标, its indicator has two columns under one head."""
    made = [Column("unit", "责任单位", Kind.TEXT, 110)]
    for indicator in grid.indicators:
        title = f"{indicator.title}（{indicator.measure}）"
        if _stretches(grid, indicator):
            made.append(Column(indicator.key, "确保目标", Kind.QUANTITY, _WIDTH, group=title))
            made.append(Column(f"{indicator.key} stretch", "奋斗目标", Kind.QUANTITY, _WIDTH, group=title))
        else:
            made.append(Column(indicator.key, title, Kind.QUANTITY, _WIDTH))
    return tuple(made)


def _row(grid: TargetGrid, unit: str | None, name: str) -> dict[str, object]:
    row: dict[str, object] = {"unit": name}
    for indicator in grid.indicators:
        cell = grid.cells.get((unit, indicator.key))
        row[indicator.key] = cell.amount if cell else None
        row[f"{indicator.key} stretch"] = cell.stretch if cell else None
    return row


def _sums(grid: TargetGrid) -> Mapping[str, object]:
    """What was handed out; percentages are not added up, and 奋斗目标 only where every unit has one."""
    sums: dict[str, object] = {}
    for indicator in grid.indicators:
        if indicator.is_rate:
            continue
        handed = [cell for (unit, key), cell in grid.cells.items() if unit and key == indicator.key]
        stretches = [cell.stretch for cell in handed if cell.stretch is not None]
        if handed:
            sums[indicator.key] = sum(cell.amount for cell in handed)
        if stretches and len(stretches) == len(handed):
            sums[f"{indicator.key} stretch"] = sum(stretches)
    return sums


def _stretches(grid: TargetGrid, indicator: IndicatorName) -> bool:
    return any(cell.stretch is not None for (_, key), cell in grid.cells.items() if key == indicator.key)
