"""The project book (招商项目册): what is on offer, its contents by 产业, a page for each project."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from app.errors import Refused
from app.indicators.facts import Period
from app.reports import blocks
from app.reports import wording as words
from app.reports.blocks import Block, Cover, Document, Part, Volume
from app.reports.numbering import chinese_number, paragraphs
from app.reports.projects import photographs
from app.services import offices, projects, report_facts, statistics
from app.services.projects import ProjectDetail
from app.values.dates import PartialDate
from app.values.stages import Chip

_CUT = "……（详情请与联系单位联系）"


def document(session: Session, year: int, month: int, today: date) -> Document:
    """The projects that stood in 储备 or 发布 at the end of the month, by 产业; refused where nothing is on offer."""
    office = offices.required(session)
    library = report_facts.library(session, statistics.gather(session), Period(year, month), today)
    offered = [project for project in library if project.chip is Chip.RESERVED]
    if not offered:
        raise Refused(f"{year}年{month}月底项目库里没有储备或发布的项目，没有项目可以编入招商项目册。")
    title = f"{office.name}招商项目册"
    return Document(
        title=title,
        parts=tuple(
            replace(
                _page(projects.detail(session, project.row.id), photographs.of_project(session, project.row.id)),
                group=industry,
            )
            for industry, found in report_facts.by_industry(offered).items()
            for project in found
        ),
        author=office.government,
        volume=Volume(Cover(title, f"（{year}年）", office.government, PartialDate.of(today).text())),
        numbers=offices.page_numbers(session),
    )


def _page(detail: ProjectDetail, photographs: list[blocks.Photographs]) -> Part:
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
    known = tuple((name, text) for name, text in facts if text)
    said = [(name, text) for name, text in texts if text]
    page: list[Block] = [blocks.Title(entry.name), blocks.Blank(), blocks.Facts(known), blocks.Blank(0.5, keep=False)]
    for number, (name, text) in enumerate(said, start=1):
        page.append(blocks.Heading(f"{chinese_number(number)}、{name}"))
        page += [blocks.Paragraph(each) for each in paragraphs(text)]
    page += photographs
    return Part(tuple(page), name=entry.name, one_page=blocks.OnePage(_CUT))
