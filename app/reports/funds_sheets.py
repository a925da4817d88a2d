"""One entry of 到位资金 as it stands on paper: its facts, and its vouchers behind it."""

from sqlalchemy.orm import Session

from app.errors import Refused
from app.reports.blocks import BoundPages, Centred, Document, Facts, Layout, Note, Part, Picture, Title
from app.services import attachments, funds, offices
from app.services.attachments import AttachmentRow, captions
from app.services.funds import FundsRow
from app.values.capital import Currency
from app.values.dates import PartialDate
from app.values.money import MoneyUnit, money_text
from app.values.quantities import quantity_text

_SIGNED = "填表人：　　　　　　　　审核人：　　　　　　　　单位（盖章）：　　　　　　　　"


def document(session: Session, key: str) -> Document:
    """The sheet of one entry, then each photo of a voucher on a page with its caption, the scanned PDFs behind."""
    found = funds.listing().rows(session, [key])
    if not found:
        raise Refused("这条记录已经删除，请刷新列表。")
    entry = found[0]
    office = offices.current(session)
    rows = attachments.lines(session, "funds", key)
    title = "到位资金登记表"
    sheet = (
        Title(title),
        Centred(f"项目编号：{entry.project_code}　　附凭证{len(rows)}份"),
        Facts(tuple(fact for fact in _facts(entry) if fact[1])),
        Note(_SIGNED),
    )
    pictures = [_picture(session, entry.project_id, row) for row in rows if row.is_picture]
    scans = [BoundPages(row.name, attachments.content(session, row.id)) for row in rows if not row.is_picture]
    return Document(
        title,
        (Part((*sheet, *scans), Layout.FORM), *(Part((each,), Layout.FORM) for each in pictures)),
        office.government if office else "",
        formats=(".pdf",),
    )


def _facts(entry: FundsRow) -> list[tuple[str, str]]:
    is_foreign = entry.currency == Currency.DOLLAR
    in_yuan = f"{money_text(entry.yuan)}万元" if entry.yuan is not None and is_foreign else ""
    return [
        ("项目名称", entry.project),
        ("投资方", entry.investor),
        ("责任单位", entry.unit or ""),
        ("到账日期", _day(entry.received_on)),
        ("金额", _amount(entry.amount, entry.currency)),
        ("汇率", quantity_text(entry.rate) if entry.rate else ""),
        ("折合人民币", in_yuan),
        ("资金来源", entry.source),
        ("用途", entry.use),
        ("凭证类型", entry.voucher_kind),
        ("凭证号", entry.voucher_number),
        ("认定状态", entry.status),
        ("认定金额", "" if entry.recognised_amount is None else _amount(entry.recognised_amount, entry.currency)),
        ("核实人", entry.verified_by),
        ("核实日期", _day(entry.verified_on)),
        ("更正原因", entry.correction_reason),
        ("备注", entry.note),
    ]


def _amount(amount: int, currency: str) -> str:
    unit = MoneyUnit.WAN_USD if currency == Currency.DOLLAR else MoneyUnit.WAN
    return f"{money_text(amount, unit)}{unit}"


def _day(day: PartialDate | None) -> str:
    return day.text() if day else ""


def _picture(session: Session, project_id: str, row: AttachmentRow) -> Picture:
    said = captions.lines(session, project_id, row.caption)
    return Picture(attachments.content(session, row.id), tuple(f"{label}：{text}" for label, text in said))
