"""The columns of the funds ledger; amounts in the workbook stand in the currency of their entry."""

from app.columns.column import Column, ColumnsOf, Kind
from app.fields import RECORDS

_of = ColumnsOf(RECORDS["funds"])

COLUMNS = (
    _of("received_on", 96),
    Column("project", "项目名称", Kind.TEXT, 220),
    Column("yuan", "金额", Kind.MONEY, 90, total=True),
    _of("source", 84),
    _of("status", 72),
    Column("recognised_yuan", "认定金额", Kind.MONEY, 90, total=True),
    _of("voucher_kind", 96),
    _of("voucher_number", 120),
    _of("use", 110),
    _of("verified_by", 72),
    Column("unit", "责任单位", Kind.TEXT, 96),
    _of("currency", 60),
)

ALL = (
    *COLUMNS,
    Column("vouchers", "凭证件数", Kind.COUNT, 72),
    Column("is_closed", "已结账", Kind.FLAG, 64),
    _of("correction_reason", 140, wraps=True),
)

# Shown when they are asked for.
FURTHER = (
    Column("project_code", "项目编号", Kind.CODE, 90),
    Column("investor", "投资方", Kind.TEXT, 150),
    _of("rate", 76),
    _of("verified_on", 96),
    _of("note", 160),
)

LEDGER = (
    Column("project", "项目名称", Kind.TEXT, 200),
    Column("project_code", "项目编号", Kind.CODE, 90),
    _of("received_on", 90),
    # A quantity: 万元 or 万美元, as the line's own 币种 says.
    _of("amount", 90),
    _of("currency", 60),
    _of("source", 80),
    _of("voucher_kind", 90),
    _of("voucher_number", 110),
    _of("status", 72),
    _of("recognised_amount", 90),
    _of("rate", 60),
    _of("use", 100),
    _of("verified_by", 72),
    _of("verified_on", 90),
    _of("note", 120),
)

# Beside one project.
OF_PROJECT = (
    _of("received_on", 88),
    Column("yuan", "金额", Kind.MONEY, 84, total=True),
    _of("source", 72, title="来源", why="屏幕上要短"),
    _of("status", 68),
    Column("recognised_yuan", "认定金额", Kind.MONEY, 84, total=True),
    Column("vouchers", "凭证件数", Kind.COUNT, 68),
    Column("is_closed", "已结账", Kind.FLAG, 60),
    _of("voucher_kind", 90),
    _of("voucher_number", 110),
    _of("use", 100),
    _of("correction_reason", 140, wraps=True),
)
