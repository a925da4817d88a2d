"""One entry of 到位资金 as it stands on paper: its facts, and its vouchers behind it."""

from sqlalchemy.orm import Session

from app.models.funds import FundsEntry
from app.models.projects import Project
from app.models.units import Unit
from app.reports.blocks import BoundPages, Centred, Document, Facts, Layout, Note, Part, Picture, Title
from app.services import attachments, offices
from app.services.attachments import AttachmentRow, captions
from app.services.entries import must_exist
from app.services.funds.money import fen_of
from app.values.capital import Currency
from app.values.dates import PartialDate
from app.values.money import MoneyUnit, money_text
from app.values.quantities import quantity_text

_SIGNED = "填表人：　　　　　　　　审核人：　　　　　　　　单位（盖章）：　　　　　　　　"


def document(session: Session, key: str) -> Document:
    """The sheet of one entry, then each photo of a voucher on a page with its caption, the scanned PDFs behind."""
    entry = must_exist(session, FundsEntry, key)
    project = must_exist(session, Project, entry.project_id)
    office = offices.current(session)
    rows = attachments.lines(session, "funds", key)
    title = "到位资金登记表"
    sheet = (
        Title(title),
        Centred(f"项目编号：{project.code}　　附凭证{len(rows)}份"),
        Facts(tuple(fact for fact in _facts(session, entry, project) if fact[1])),
        Note(_SIGNED),
    )
    pictures = [_picture(session, project.id, row) for row in rows if row.is_picture]
    scans = [BoundPages(row.name, attachments.content(session, row.id)) for row in rows if not row.is_picture]
    return Document(
        title,
        (Part((*sheet, *scans), Layout.FORM), *(Part((each,), Layout.FORM) for each in pictures)),
        office.government if office else "",
        formats=(".pdf",),
    )


def _facts(session: Session, entry: FundsEntry, project: Project) -> list[tuple[str, str]]:
    unit = session.get(Unit, project.unit_id) if project.unit_id else None
    yuan = fen_of(entry.amount, entry.currency, entry.rate)
    in_yuan = f"{money_text(yuan)}万元" if yuan is not None and entry.currency is Currency.DOLLAR else ""
    return [
        ("项目名称", project.name),
        ("投资方", project.investor),
        ("责任单位", unit.name if unit else ""),
        ("到账日期", _day(entry.received_on)),
        ("金额", _amount(entry.amount, entry.currency)),
        ("汇率", quantity_text(entry.rate) if entry.rate else ""),
        ("折合人民币", in_yuan),
        ("资金来源", str(entry.source)),
        ("用途", entry.use),
        ("凭证类型", entry.voucher_kind),
        ("凭证号", entry.voucher_number),
        ("认定状态", str(entry.status)),
        ("认定金额", "" if entry.recognised_amount is None else _amount(entry.recognised_amount, entry.currency)),
        ("核实人", entry.verified_by),
        ("核实日期", _day(entry.verified_on)),
        ("更正原因", entry.correction_reason),
        ("备注", entry.note),
    ]


def _amount(amount: int, currency: Currency) -> str:
    unit = MoneyUnit.WAN_USD if currency is Currency.DOLLAR else MoneyUnit.WAN
    return f"{money_text(amount, unit)}{unit}"


def _day(day: PartialDate | None) -> str:
    return day.text() if day else ""


def _picture(session: Session, project_id: str, row: AttachmentRow) -> Picture:
    said = captions.lines(session, project_id, row.caption)
    return Picture(attachments.content(session, row.id), tuple(f"{label}：{text}" for label, text in said))
