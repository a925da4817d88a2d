"""目标任务分解表: the year's targets of all units on one table, for an office that signs no letters."""

from collections.abc import Mapping
from pathlib import Path

from app.columns.column import Column, Kind
from app.database.engine import Database
from app.errors import Refused
from app.services import offices, targets
from app.services.targets import IndicatorName, TargetGrid

_WIDTH = 92
_FOOT = "签发人：　　　　　　　　　审核人：　　　　　　　　　制表人：　　　　　　　　　下达日期："


def print_breakdown(database: Database, year: int, out: Path) -> int:
    """Writes the year's targets, units down and indicators across, to ``out`` (.pdf or .xlsx).

    Returns how many units have some. Refused where no unit has any.
    """
    with database.read() as session:
        grid, office = targets.grid(session, year), offices.required(session)
    rows = [_row(grid, key, name) for key, name in grid.units if any(unit == key for unit, _ in grid.cells)]
    if not rows:
        raise Refused(f"{year}年度还没有给各单位下达目标，请先填写或导入目标任务。")
    own = [_row(grid, None, office.name)] if any(unit is None for unit, _ in grid.cells) else []
    title, line = f"{office.name}{year}年度招商引资目标任务分解表", f"下达单位（盖章）：{office.government}"
    _write(out, title, line, _columns(grid), [*own, *rows], _sums(grid))
    return len(rows)


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


def _write(
    out: Path,
    title: str,
    line: str,
    columns: tuple[Column, ...],
    rows: list[dict[str, object]],
    sums: Mapping[str, object],
) -> None:
    ending = out.suffix.lower()
    if ending == ".xlsx":
        from app.documents.sheet.ledgers import write_sheet

        write_sheet(out, title, line, columns, rows, totals=sums, filler=_FOOT)
    elif ending == ".pdf":
        from app.documents.fonts import installed
        from app.documents.pdf.ledgers import draw_ledger

        draw_ledger(out, title, line, columns, rows, totals=sums, filler=_FOOT, faces=installed())
    else:
        raise Refused("文件的名字应以 .pdf 或 .xlsx 结尾。", field="out")
