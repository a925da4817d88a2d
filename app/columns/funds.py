"""The columns of the funds ledger; amounts in the workbook stand in the currency of their entry."""

from app.columns.column import Column, Kind

COLUMNS = (
    Column("received_on", "到账日期", Kind.DATE, 96),
    Column("project", "项目名称", Kind.TEXT, 220),
    Column("yuan", "金额", Kind.MONEY, 90, total=True),
    Column("source", "资金来源", Kind.TEXT, 84),
    Column("status", "认定状态", Kind.TEXT, 72),
    Column("recognised_yuan", "认定金额", Kind.MONEY, 90, total=True),
    Column("voucher_kind", "凭证类型", Kind.TEXT, 96),
    Column("voucher_number", "凭证号", Kind.CODE, 120),
    Column("use", "用途", Kind.TEXT, 110),
    Column("verified_by", "核实人", Kind.TEXT, 72),
    Column("unit", "责任单位", Kind.TEXT, 96),
    Column("currency", "币种", Kind.TEXT, 60),
)
