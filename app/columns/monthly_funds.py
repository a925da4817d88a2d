"""The columns of the month's funds table (到位资金统计表), one line for each project that money came to."""

from app.columns.column import Column, Kind

LEDGER = (
    Column("project", "项目名称", Kind.TEXT, 180),
    Column("investor", "投资方", Kind.TEXT, 150),
    Column("source", "资金性质", Kind.TEXT, 72),
    Column("this_month", "本月到位", Kind.MONEY, 84, total=True),
    Column("this_year", "本年累计", Kind.MONEY, 84, total=True),
    Column("last_year", "上年同期", Kind.MONEY, 84, total=True),
    Column("growth", "同比", Kind.SHARE, 66),
    Column("vouchers", "凭证类型及编号", Kind.LONG, 160),
    Column("received_on", "到账日期", Kind.TEXT, 90),
    Column("verified_by", "核实人", Kind.TEXT, 72),
    Column("recognised", "认定金额", Kind.MONEY, 84, total=True),
    Column("note", "备注", Kind.TEXT, 90),
)
