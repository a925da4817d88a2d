"""The columns of schemes and scores: the items of a scheme as they travel, and results for a group of units."""

from app.columns.column import Column, ColumnsOf, Kind
from app.fields import RECORDS

_of = ColumnsOf(RECORDS["scheme_items"])

ITEMS = (
    _of("title", 150),
    _of("indicator", 130),
    _of("shape", 190),
    _of("points", 60, total=True),
    _of("cap", 70),
    _of("floor", 70),
    _of("basis", 56),
    _of("against", 56),
    _of("parameters", 250, wraps=True),
    _of("evidence", 180),
)
UNITS = (Column("unit", "单位名称", Kind.TEXT, 200),)
HEAD = {"title": "考核办法", "year": "年度", "group_name": "考核组别", "note": "说明", "rules": "总则"}

WORKINGS = (
    Column("unit", "单位", Kind.TEXT, 110),
    Column("item", "考核项目", Kind.TEXT, 140),
    Column("points", "分值", Kind.QUANTITY, 56),
    Column("working", "计分过程", Kind.LONG, 420),
    Column("score", "得分", Kind.QUANTITY, 56),
)


def result_columns(items: tuple[tuple[str, str, str], ...], score_kind: Kind) -> tuple[Column, ...]:
    """The columns of a ranking: a pair for each item (title, full marks, what its figure is called), total and place.

    An item whose figure has no name shows its score alone. ``score_kind`` is CODE on paper, where scores are rounded
    texts, and QUANTITY in a workbook.
    """
    pairs: list[Column] = []
    for number, (title, full, figure) in enumerate(items):
        if figure:
            pairs.append(Column(f"figure{number}", figure, Kind.CODE, 76, title))
        pairs.append(Column(f"score{number}", f"得分\n满分{full}" if full != "0" else "得分", score_kind, 70, title))
    return (
        Column("unit", "单位", Kind.TEXT, 120),
        *pairs,
        Column("total", "总分", score_kind, 64),
        Column("rank", "名次", Kind.CODE, 50),
        Column("note", "备注", Kind.LONG, 160),
    )
