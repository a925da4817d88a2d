"""Papers of projects: the project book (招商项目册) of what is on offer, and the card (项目卡) of a single one."""

from datetime import date
from fractions import Fraction
from pathlib import Path

from sqlalchemy.orm import Session

from app.database.engine import Database
from app.errors import Refused
from app.jobs import report_tables as tables
from app.jobs import report_wording as words
from app.services import funds, offices, problems, projects, report_facts, statistics
from app.services.project_sheets import ProjectBook, ProjectSheet
from app.services.projects import ProjectDetail, ProjectEntry
from app.services.report_sheets import SheetTable
from app.values.dates import PartialDate
from app.values.figures import percent

_OFFERED = "储备"  # the chip of 储备 and 发布
_LAST_ENTRIES = 6  # a card has room for so many; earlier money stands in one line


def project_book(database: Database, year: int, month: int, out: Path) -> None:
    """Writes the projects that stood in 储备 or 发布 at the end of the month to ``out`` (.pdf or .docx)."""
    with database.read() as session:
        book = book_of(session, year, month, database.clock.today())
    if out.suffix.lower() == ".docx":
        from app.documents.project_sheets_word import write_project_book

        write_project_book(out, book)
    else:
        from app.documents.fonts import installed
        from app.documents.project_sheets import draw_project_book

        draw_project_book(out, book, installed())


def project_card(database: Database, project_id: str, out: Path) -> None:
    """Writes everything about one project to ``out`` (.pdf or .docx), on one page where it fits."""
    if out.suffix.lower() not in {".pdf", ".docx"}:
        raise Refused("项目卡文件的名字应以 .pdf 或 .docx 结尾。", field="out")
    with database.read() as session:
        sheet = card_of(session, project_id, database.clock.today())
    if out.suffix.lower() == ".docx":
        from app.documents.project_sheets_word import write_project_card

        write_project_card(out, sheet)
    else:
        from app.documents.fonts import installed
        from app.documents.project_sheets import draw_project_card

        draw_project_card(out, sheet, installed())


def book_of(session: Session, year: int, month: int, today: date) -> ProjectBook:
    """The book; refused where nothing is on offer."""
    office = offices.required(session)
    library = report_facts.library(session, statistics.gather(session), year, month, today)
    offered = [project for project in library if project.chip == _OFFERED]
    if not offered:
        raise Refused(f"{year}年{month}月底项目库里没有储备或发布的项目，没有项目可以编入招商项目册。")
    groups = tuple(
        (industry, tuple(_page(projects.detail(session, project.row.id)) for project in found))
        for industry, found in report_facts.by_industry(offered).items()
    )
    return ProjectBook(
        title=f"{office.name}招商项目册", subtitle=f"（{year}年）", issuer=office.government,
        date=PartialDate.of(today).text(), groups=groups,
    )  # fmt: skip


def card_of(session: Session, project_id: str, today: date) -> ProjectSheet:
    """One project's card."""
    detail = projects.detail(session, project_id)
    entry = detail.entry
    facts = (("项目名称", entry.name), *_identity(entry), *_money(session, detail), *_people(entry))
    texts = [
        ("建设内容\n及规模", entry.content),
        ("项目进展", entry.progress),
        ("存在问题", entry.problem),
        ("终止原因", detail.end_reason),
        ("工作专班", entry.team),
        ("备注", entry.note),
    ]
    made = (_milestones(detail), _problems(session, project_id), _funds(session, project_id))
    return ProjectSheet(
        title="招商引资项目卡",
        subtitle=f"项目编号：{entry.code}　　当前阶段：{detail.stage}　　制表日期：{PartialDate.of(today).text()}",
        facts=tuple(fact for fact in facts if fact[1]),
        texts=tuple((name, text) for name, text in texts if text),
        tables=tuple(table for table in made if table is not None),
    )


def _page(detail: ProjectDetail) -> ProjectSheet:
    entry = detail.entry
    facts = [
        ("所属产业", entry.industry or "未注明"),
        ("建设性质", entry.construction_kind),
        ("建设地点", entry.site),
        ("总投资", words.money_words(entry.total_investment)),
        ("建设条件", entry.land_need),
    ]
    yields = [("年产值", entry.output_value), ("年税收", entry.tax)]
    expected = "，".join(f"预计{name}{words.money_words(fen)}" for name, fen in yields if fen)
    contact = [("联系单位", entry.unit), ("联系人", entry.person), ("联系电话", entry.phone)]
    texts = [
        ("建设内容及规模", entry.content),
        ("前期工作", entry.progress),
        ("效益预测", f"{expected}。" if expected else ""),
        ("联系方式", "\n".join(f"{name}：{text}" for name, text in contact if text)),
    ]
    return ProjectSheet(
        entry.name,
        facts=tuple((name, text) for name, text in facts if text),
        texts=tuple((name, text) for name, text in texts if text),
    )


def _identity(entry: ProjectEntry) -> list[tuple[str, str]]:
    return [
        ("投资方", entry.investor),
        ("投资方所在地", entry.investor_place),
        ("内资/外资", str(entry.nature)),
        ("产业类别", entry.industry),
        ("建设性质", entry.construction_kind),
        ("建设地点", entry.site),
        ("用地（厂房）", entry.land_need),
        ("统一社会\n信用代码", entry.credit_code),
    ]


def _money(session: Session, detail: ProjectDetail) -> list[tuple[str, str]]:
    entry, received = detail.entry, funds.listing(detail.id).total(session)["yuan"]
    foreign = Fraction(entry.contract_fdi, 1_000_000) if entry.contract_fdi is not None else None
    done = f"，占合同{percent(Fraction(received, entry.contract_amount))}" if entry.contract_amount else ""
    return [
        ("总投资", _known(entry.total_investment)),
        ("固定资产投资", _known(entry.fixed_investment)),
        ("合同引资额", _known(entry.contract_amount)),
        *([("合同外资", words.figure_words(foreign, "万美元"))] if foreign is not None else []),
        ("累计到位资金", f"{words.money_words(received)}{done}"),
        ("预计年产值", _known(entry.output_value)),
        ("预计年税收", _known(entry.tax)),
    ]


def _people(entry: ProjectEntry) -> list[tuple[str, str]]:
    return [
        ("包抓领导", entry.leader),
        ("责任单位", entry.unit),
        ("牵头单位", entry.lead_unit),
        ("责任人", entry.person),
        ("联系电话", entry.phone),
        ("引资人", entry.introducer),
    ]


def _known(fen: int | None) -> str:
    return "" if fen is None else words.money_words(fen)


def _milestones(detail: ProjectDetail) -> SheetTable | None:
    columns = (tables.short("节点"), tables.short("计划时间"), tables.short("实际时间"), tables.text("佐证材料", 8))
    rows = tuple((line.kind, _iso(line.planned_on), _iso(line.actual_on), line.evidence) for line in detail.milestones)
    return SheetTable("项目进程", columns, rows) if rows else None


def _funds(session: Session, project_id: str) -> SheetTable | None:
    """The latest entries, what came before them in one line, and the sum."""
    listing = funds.listing(project_id)
    entries = listing.rows(session, listing.ids(session))
    if not entries:
        return None
    columns = (
        tables.short("到账日期"), tables.number("金额（万元）"), tables.short("资金来源"), tables.text("凭证", 6),
        tables.short("认定状态"), tables.number("认定金额（万元）"),
    )  # fmt: skip
    shown, earlier = entries[:_LAST_ENTRIES], entries[_LAST_ENTRIES:]
    rows = [
        (
            _iso(row.received_on),
            tables.wan(row.yuan),
            row.source,
            f"{row.voucher_kind}{row.voucher_number}",
            row.status,
            tables.wan(row.recognised_yuan),
        )
        for row in shown
    ]
    for name, found in ((f"此前{len(earlier)}笔", earlier), (tables.SUM, entries)):
        if found:
            sums = (sum(row.yuan or 0 for row in found), sum(row.recognised_yuan or 0 for row in found))
            rows.append((name, tables.wan(sums[0]), "", "", "", tables.wan(sums[1])))
    return SheetTable("到位资金", columns, tuple(rows), (len(rows) - 1,))


def _problems(session: Session, project_id: str) -> SheetTable | None:
    listing = problems.listing(project_id)
    found = listing.rows(session, listing.ids(session))
    columns = (
        tables.text("问题", 10), tables.short("类别"), tables.text("责任单位", 4), tables.short("解决时限"),
        tables.short("销号日期"),
    )  # fmt: skip
    rows = tuple((row.description, row.kind, row.unit or "", _iso(row.due_on), _iso(row.closed_on)) for row in found)
    return SheetTable("问题及解决情况", columns, rows) if rows else None


def _iso(when: PartialDate | None) -> str:
    return when.iso if when else ""
