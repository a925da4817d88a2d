"""Statistics tables, which look like ledgers and are none: indicators in several rows, sums of months, rates."""

import re

from app.documents.ledgers.blocks import Block
from app.documents.ledgers.columns import Layout
from app.documents.ledgers.words import bare
from app.values.kinds import LedgerKind
from app.values.words import clean

_MEASURES = frozenset(
    re.findall(
        r"\S+",
        """
        总量 总额 总数 绝对量 绝对值 绝对数 数值 本月 当月 本期 累计 本年累计 增幅 增长 增速 增长率 同比 环比 增减 增量
        占比 位次 排位 排名 上年同期 去年同期 同期
        """,
    )
)
_CUMULATIVE = re.compile(r"(?<!\d)1\s*月?\s*[-—–~～至到]+\s*\d{1,2}\s*月|累计|[上前].{0,2}半年|季度|截[至止]")
_SEVERAL = 2
_SAID_TWICE = "这是统计表：同一指标分几行写“{}”，不是台账，没有读入；请改成一行一个指标的数，或在“手工完成数”里登记。"
_SUM_OF_MONTHS = (
    "表里是几个月的累计数，手工完成数要按当月登记，照此读入会重复计算，没有读入；请改成当月数，或按月分别导入。"
)


def refusal_of_statistics(layout: Layout) -> str:
    """Why the figures of a table must not be taken as they stand; "" for a ledger."""
    if layout.kind not in {LedgerKind.TARGETS, LedgerKind.ACHIEVEMENTS}:
        return ""
    if words := _measures_in_rows(layout):
        return _SAID_TWICE.format("、".join(words))
    if layout.kind is LedgerKind.ACHIEVEMENTS and _is_cumulative(layout):
        return _SUM_OF_MONTHS
    return ""


def sets_out_measures(block: Block) -> bool:
    """Whether the headings are what is said of an indicator, or of two of them: 指标 | 本月 | 累计 | 增幅."""
    labels = [re.sub(r"[%％（）()±]", "", bare(path[-1])) for path in block.header.paths if path]
    needed = _SEVERAL if any("指标" in label for label in labels) else 2 * _SEVERAL
    return sum(label in _MEASURES for label in labels) >= needed


def counts_by_kind(block: Block) -> bool:
    """Whether a table without names counts its records: 项目类别 | 项目个数 | 到位资金."""
    labels = [bare(path[-1]) for path in block.header.paths if path]
    return any(re.search(r"(?:个|户|家|宗)数$|^数量$", label) for label in labels) and not any(
        fit.is_sure for fit in block.fits
    )


def _measures_in_rows(layout: Layout) -> list[str]:
    """The words of a column that tells the rows of one indicator apart: 总量 / 增幅%, 本月 / 累计."""
    grid, known = layout.block.grid, set(layout.matching.columns.values())
    for column in range(min(grid.width, 6)):
        if column in known and layout.matching.columns.get("indicator") == column:
            continue
        said = [bare(clean(value)) for row in layout.block.rows if isinstance(value := grid.own(row, column), str)]
        found = [re.sub(r"[%％（）()±]", "", word) for word in said]
        measures = [word for word in found if word in _MEASURES]
        if len(set(measures)) >= 2 and 2 * len(measures) > len(found):
            return list(dict.fromkeys(word for word in said))[:3]
    return []


def _is_cumulative(layout: Layout) -> bool:
    titles = [text for text in layout.block.titles if not re.search(r"填报|制表|单位[:：]", text)]
    read = layout.wide.read_columns() if layout.wide else {layout.matching.columns.get("amount", -1)}
    headings = [
        "".join(layout.block.header.paths[column]) for column in read if 0 <= column < len(layout.block.header.paths)
    ]
    months = any(_CUMULATIVE.search(text) for text in (*titles, layout.block.grid.sheet.name))
    return months or (bool(headings) and all("累计" in heading for heading in headings))
