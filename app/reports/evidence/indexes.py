"""索引: the workbook that lies in a folder of proofs and names each file, each record, each item and each gap."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from app.columns import evidence as columns
from app.columns.column import Column
from app.reports import ledgers
from app.reports.blocks import Document, Part
from app.reports.evidence import checklists
from app.reports.evidence.inspections import Compiled
from app.reports.evidence.materials import Material
from app.reports.ledgers import LedgerView
from app.services.schemes.rows import millionths
from app.values.figures import UNDEFINED

Rows = Sequence[Mapping[str, Any]]
Placed = tuple[Material, str, str]  # a file, where it lies within the folder, what is to be said of it


def of_inspection(made: Compiled, placed: Iterable[Placed]) -> Document:
    """Items, gaps, records and files of an inspection, a sheet each."""
    seen = made.seen
    line = f"单位：{seen.unit or seen.office}　　考核办法：{seen.scheme}\t截至{seen.year}年{seen.month}月"
    items = [
        {
            "item": f"{item.number}. {item.title}",
            "points": millionths(item.points),
            "done": "；".join(checklists.figure_words(figure) for figure in item.figures),
            "target": "；".join(checklists.target_words(figure) for figure in item.figures),
            "completion": "；".join(checklists.completion(figure) for figure in item.figures),
            "records": len(item.records),
            "proofs": len(item.proofs),
            "gaps": len(item.gaps),
            "score": UNDEFINED if item.score is None else millionths(item.score),
            "working": item.working,
        }
        for item in seen.items
    ]
    records = [
        {
            "group": f"{item.number}. {item.title}",
            "what": record.what,
            "record": record.name,
            "on": record.on,
            "unit": record.unit,
            "part": checklists.part_words(record.part),
            "said": record.said,
            "materials": made.register.words(record.proofs),
            "missing": "、".join(record.missing),
        }
        for item in seen.items
        for figure in item.figures
        for record in figure.records
    ]
    gaps = [
        {"group": f"{item.number}. {item.title}", "record": gap.record or "—", "lack": gap.lack}
        for item in seen.most_lacking
        for gap in item.gaps
    ]
    sums = {"points": sum(millionths(item.points) for item in seen.items)}
    if seen.row.is_scored:
        sums["score"] = millionths(Fraction(seen.row.total))
    return document(
        "迎检材料索引",
        line,
        (
            ("考核项目", columns.ITEMS, items, sums),
            ("缺项清单", columns.GAPS, gaps, None),
            ("记录清单", columns.RECORDS, records, None),
            ("材料清单", columns.FILES, files(placed), None),
        ),
    )


def document(
    title: str, line: str, sheets: Iterable[tuple[str, Sequence[Column], Rows, Mapping[str, Any] | None]]
) -> Document:
    """A workbook of one sheet for each (name, columns, rows, sums)."""
    made: list[Part] = []
    for name, several, rows, sums in sheets:
        made.append(ledgers.part(LedgerView(name, several, rows, sums), line, filler="", whole=True))
    return Document(title, tuple(made), formats=(".xlsx",))


def files(placed: Iterable[Placed]) -> Rows:
    """A line for each file."""
    return [
        {
            "number": each.number,
            "group": each.group,
            "record": each.record,
            "kept_with": each.proof.of,
            "name": each.file.name,
            "path": path,
            "note": note,
        }
        for each, path, note in placed
    ]
