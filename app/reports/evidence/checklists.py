"""The tables of an inspection: what is missing, all items at a glance, and one item with its records."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from app.indicators.scoring.words import number
from app.reports import blocks, tables
from app.reports.blocks import Block, Table
from app.reports.evidence.materials import Register
from app.reports.phrases import plain
from app.services.evidence.inspection import InspectedFigure, InspectedItem, Inspection
from app.services.evidence.records import Evidence
from app.values.figures import UNDEFINED, percent, rounded


def gaps_table(items: Sequence[InspectedItem]) -> Table | None:
    """What is missing by name, one row for each record; None where everything is there."""
    rows = []
    for item in items:
        lacks: dict[str, list[str]] = {}
        for gap in item.gaps:
            lacks.setdefault(gap.record, []).append(gap.lack)
        rows += [(f"{item.number}. {item.title}", record or "—", "、".join(found)) for record, found in lacks.items()]
    if not rows:
        return None
    numbered = [(str(place), *row) for place, row in enumerate(rows, start=1)]
    columns = (tables.short("序号"), tables.text("考核项目", 7), tables.text("记录", 9), tables.text("缺少的材料", 9))
    return Table(columns, numbered, largest=10.5)


def overview_table(seen: Inspection) -> Table:
    """Every item with its figures, how much stands behind it, what is missing, and its score."""
    columns = (
        tables.short("序号"), tables.text("考核项目", 5), tables.short("分值"), tables.text("完成数", 5),
        tables.text("目标（标准）", 5), tables.short("完成率"), tables.number("记录"), tables.number("材料"),
        tables.number("缺项"), tables.number("自评分"),
    )  # fmt: skip
    rows: list[tuple[str, ...]] = [
        (
            str(item.number),
            item.title,
            _points(item.points),
            "\n".join(figure_words(figure) for figure in item.figures) or UNDEFINED,
            "\n".join(target_words(figure) for figure in item.figures) or UNDEFINED,
            "\n".join(completion(figure) for figure in item.figures) or UNDEFINED,
            str(len(item.records)),
            str(len(item.proofs)),
            str(len(item.gaps)),
            score_words(item.score),
        )
        for item in seen.items
    ]
    together = sum((item.points for item in seen.items), Fraction(0))
    counts = (len(each) for each in (_all(seen, "records"), _all(seen, "proofs")))
    total = rounded(seen.row.total, 2) if seen.row.is_scored else UNDEFINED
    rows.append(("", "合计", _points(together), "", "", "", *map(str, counts), str(seen.gaps), total))
    return Table(columns, rows, (len(rows) - 1,), largest=10.5)


def item_blocks(item: InspectedItem, register: Register) -> Iterator[Block]:
    """One item: what it asks and what was done, then every record with its files and what it lacks."""
    yield blocks.Title(f"{item.number}. {item.title}")
    facts = [
        ("分值", _points(item.points)),
        ("自评分", score_words(item.score)),
        ("口径", item.basis),
        ("佐证要求", item.asked),
        ("计分过程", item.working),
    ]
    for figure in item.figures:
        facts.append((figure.title, figure_words(figure)))
        if figure.target is not None:
            facts.append((figure.target_word or "目标", f"{target_words(figure)}，完成{completion(figure)}"))
        if figure.short:
            facts.append(("未达到的项目", "、".join(figure.short)))
    yield blocks.Facts(tuple(fact for fact in facts if fact[1]))
    for figure in item.figures:
        yield blocks.Blank(0.4)
        yield _records_table(figure, register, titled=len(item.figures) > 1)
    for gap in item.gaps:
        if gap.shown_at is None:
            yield blocks.Note(f"缺：{gap.record}{'：' if gap.record else ''}{gap.lack}。")


def _records_table(figure: InspectedFigure, register: Register, *, titled: bool) -> Table:
    counted = f"计入数\n（{_unit(figure)}）"
    columns = (
        tables.short("序号"), tables.short("时间"), tables.text("记录", 7), tables.number(counted),
        tables.text("主要内容", 9), tables.short("材料编号"), tables.text("缺", 4),
    )  # fmt: skip
    rows = [_record_row(place, each, register) for place, each in enumerate(figure.records, start=1)]
    title = f"“{figure.title}”的记录和材料" if titled else "记录和材料"
    return Table(columns, rows or [("", "", "没有登记记录", "", "", "", "")], title=title, largest=10.5)


def _record_row(place: int, record: Evidence, register: Register) -> tuple[str, ...]:
    numbers = register.words(record.proofs).split("、")
    return (
        str(place),
        record.on.iso if record.on else "",
        record.name,
        part_words(record.part),
        record.said,
        "\n".join(numbers),
        "、".join(record.missing),
    )


def figure_words(figure: InspectedFigure) -> str:
    """A figure with its measure: 12个, 8300万元, 91.3%."""
    return _with_measure(figure.value, figure.measure)


def completion(figure: InspectedFigure) -> str:
    """What part of its target or standard a figure is."""
    if figure.value is None or not figure.target:
        return UNDEFINED
    return percent(figure.value / figure.target)


def score_words(score: Fraction | None) -> str:
    """A score with two decimals, a dash where there is none."""
    return UNDEFINED if score is None else rounded(score, 2)


def target_words(figure: InspectedFigure) -> str:
    """Its target or standard, a dash where there is none."""
    return _with_measure(figure.target, figure.measure)


def _with_measure(value: Fraction | None, measure: str) -> str:
    if value is None:
        return UNDEFINED
    return percent(value) if measure == "%" else f"{plain(value)}{measure}"


def part_words(part: Fraction) -> str:
    """What a record adds to a figure."""
    return plain(part)


def _unit(figure: InspectedFigure) -> str:
    if figure.measure != "%":
        return figure.measure
    return "万元" if any(record.source[0] == "funds" for record in figure.records) else "个"


def _points(value: Fraction) -> str:
    return number(value, 6)


def _all(seen: Inspection, name: str) -> set[object]:
    """What stands behind the scheme, each record or file once though several items rest on it."""
    keys = {"records": lambda each: each.source, "proofs": lambda each: each.file.id}
    return {keys[name](each) for item in seen.items for each in getattr(item, name)}
