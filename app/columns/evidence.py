"""The columns of the index of a folder of proofs: its files, its items, and what is missing."""

from app.columns.column import Column, Kind

FILES = (
    Column("number", "材料编号", Kind.CODE, 70),
    Column("group", "归属", Kind.TEXT, 130),
    Column("record", "记录", Kind.TEXT, 160),
    Column("kept_with", "材料", Kind.TEXT, 130),
    Column("name", "原文件名", Kind.TEXT, 160),
    Column("path", "所在文件", Kind.LONG, 260),
    Column("note", "备注", Kind.TEXT, 120),
)
GAPS = (
    Column("group", "归属", Kind.TEXT, 150),
    Column("record", "记录", Kind.TEXT, 400),
    Column("lack", "缺少的材料", Kind.LONG, 260),
)
ITEMS = (
    Column("item", "考核项目", Kind.TEXT, 160),
    Column("points", "分值", Kind.QUANTITY, 60, total=True),
    Column("done", "完成数", Kind.TEXT, 110),
    Column("target", "目标（标准）", Kind.TEXT, 110),
    Column("completion", "完成率", Kind.CODE, 70),
    Column("records", "记录", Kind.COUNT, 56),
    Column("proofs", "材料", Kind.COUNT, 56),
    Column("gaps", "缺项", Kind.COUNT, 56),
    Column("score", "自评分", Kind.QUANTITY, 66, total=True),
    Column("working", "计分过程", Kind.LONG, 260),
)
RECORDS = (
    Column("group", "考核项目", Kind.TEXT, 130),
    Column("what", "种类", Kind.TEXT, 80),
    Column("record", "记录", Kind.TEXT, 180),
    Column("on", "时间", Kind.DATE, 90),
    Column("unit", "责任单位", Kind.TEXT, 100),
    Column("part", "计入数", Kind.CODE, 80),
    Column("said", "主要内容", Kind.LONG, 220),
    Column("materials", "材料编号", Kind.CODE, 90),
    Column("missing", "缺少的材料", Kind.LONG, 160),
)
