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

LEDGER = (
    Column("project", "项目名称", Kind.TEXT, 200),
    Column("project_code", "项目编号", Kind.CODE, 90),
    Column("received_on", "到账日期", Kind.DATE, 90),
    # A quantity: 万元 or 万美元, as the line's own 币种 says.
    Column("amount", "金额", Kind.QUANTITY, 90),
    Column("currency", "币种", Kind.TEXT, 60),
    Column("source", "资金来源", Kind.TEXT, 80),
    Column("voucher_kind", "凭证类型", Kind.TEXT, 90),
    Column("voucher_number", "凭证号", Kind.CODE, 110),
    Column("status", "认定状态", Kind.TEXT, 72),
    Column("recognised_amount", "认定金额", Kind.QUANTITY, 90),
    Column("rate", "汇率", Kind.QUANTITY, 60),
    Column("use", "用途", Kind.TEXT, 100),
    Column("verified_by", "核实人", Kind.TEXT, 72),
    Column("verified_on", "核实日期", Kind.DATE, 90),
    Column("note", "备注", Kind.LONG, 120),
)
