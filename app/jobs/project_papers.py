"""Papers of projects: the project book (招商项目册) of what is on offer, and the card (项目卡) of a single one."""

from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from app.database.engine import Database
from app.errors import Refused
from app.indicators.facts import Period
from app.jobs import report_wording as words
from app.jobs.project_cards import card_of
from app.services import offices, projects, report_facts, statistics
from app.services.projects import ProjectDetail
from app.services.projects.sheets import ProjectBook, ProjectSheet
from app.values.dates import PartialDate
from app.values.stages import Chip

_LAST_ENTRIES = 6  # a card has room for so many; earlier money stands in one line


def project_book(database: Database, year: int, month: int, out: Path) -> None:
    """Writes the projects that stood in 储备 or 发布 at the end of the month to ``out`` (.pdf or .docx)."""
    with database.read() as session:
        book, numbers = book_of(session, year, month, database.clock.today()), offices.page_numbers(session)
    if out.suffix.lower() == ".docx":
        from app.documents.word.project_sheets import write_project_book

        write_project_book(out, book)
    else:
        from app.documents.fonts import installed
        from app.documents.pdf.project_sheets import draw_project_book

        draw_project_book(out, book, installed(), numbers)


def project_card(database: Database, project_id: str, out: Path) -> None:
    """Writes everything about one project to ``out`` (.pdf or .docx), on one page."""
    if out.suffix.lower() not in {".pdf", ".docx"}:
        raise Refused("项目卡文件的名字应以 .pdf 或 .docx 结尾。", field="out")
    with database.read() as session:
        sheet = card_of(session, project_id, database.clock.today())
    if out.suffix.lower() == ".docx":
        from app.documents.word.project_sheets import write_project_card

        write_project_card(out, sheet)
    else:
        from app.documents.fonts import installed
        from app.documents.pdf.project_cards import draw_project_card

        draw_project_card(out, sheet, installed())


def book_of(session: Session, year: int, month: int, today: date) -> ProjectBook:
    """The book; refused where nothing is on offer."""
    office = offices.required(session)
    library = report_facts.library(session, statistics.gather(session), Period(year, month), today)
    offered = [project for project in library if project.chip == Chip.RESERVED]
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
