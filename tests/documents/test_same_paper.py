"""Every kind of document says the same as PDF and as Word: each paragraph and each cell, read back from both."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from importlib import import_module
from inspect import getmembers, isfunction, signature
from pathlib import Path
from pkgutil import walk_packages

import pytest
from sqlalchemy.orm import Session

import app.reports
from app.clock import fixed
from app.database.engine import Database, open_database
from app.demo import make_demo
from app.documents.fonts import bundled
from app.documents.writing import write
from app.indicators.facts import Period
from app.models.problems import Problem
from app.models.projects import Project
from app.reports import (
    bulletins,
    carriers,
    comparisons,
    consequences,
    decision_sheet,
    due_lists,
    funds_sheets,
    handover,
    ledger_book,
    ledger_views,
    ledgers,
    letters,
    monthly_returns,
    scores,
    target_tables,
)
from app.reports.blocks import Document, KeepTogether
from app.reports.circulars.month import bulletin
from app.reports.evidence import indexes, inspections, project_volumes, self_check
from app.reports.evidence.inspections import Compiled
from app.reports.evidence.project_volumes import CompiledProject
from app.reports.handover import Places
from app.reports.leads import bulletins as lead_bulletins
from app.reports.leads import ledgers as lead_ledgers
from app.reports.ledger_views import Span
from app.reports.notices import supervision_sheet
from app.reports.official_page import page_of
from app.reports.projects import books, cards, lists
from app.reports.summary import summary
from app.services import (
    activities,
    funds,
    monthly_reports,
    official_pages,
    problems,
    projects,
    reminders,
    schemes,
    units,
)
from app.services import handover as handover_records
from app.services.consequences import deposits, rewards, switch
from app.services.consequences.deposits import DepositEntry
from app.services.consequences.rewards import RewardEntry
from app.services.evidence import inspection, project_files
from app.services.official_pages import PageRule
from app.values.dates import PartialDate
from app.values.kinds import LedgerKind
from app.values.papers import HeadStyle, PaperKind, Seal
from tests.builders import build
from tests.documents.reading import said_in_pdf, said_in_word

TODAY = date(2026, 9, 15)
DAY = PartialDate.of(TODAY)
Compose = Callable[[Session], Document]


def first(session: Session, listing) -> str:
    """The id of a list's first record."""
    return listing.ids(session)[0]


def ledger(kind: LedgerKind) -> Compose:
    """One kind of ledger as it goes to paper."""

    def compose(session: Session) -> Document:
        view = ledger_views.on_pages(session, kind, ledger_views.ledger(session, kind, Span(2026, 9, TODAY)))
        return ledgers.document(replace(view, rows=view.rows[:40]), ledger_views.unit_line(kind, "清溪镇"))

    return compose


def scored(session: Session) -> schemes.SchemeResult:
    """The result of the first scheme of the year."""
    return schemes.result(session, schemes.listing(session, 2026)[0].id, 9)


def month(session: Session) -> monthly_reports.MonthSheet:
    """What the units returned for August."""
    return monthly_reports.month_sheet(session, 2026, 8, TODAY)


def supervised(session: Session) -> Document:
    """A supervision notice on the open problems of one unit."""
    rows = [row for row in problems.listing().rows(session, problems.listing().ids(session)) if row.closed_on is None]
    unit = next(row.unit for row in rows if row.unit)
    sheet = supervision_sheet(session, [row for row in rows if row.unit == unit], DAY, "清招督〔2026〕1号")
    return bulletins.document(sheet)


def official(session: Session, *, printed: bool = True, **rule: object) -> Document:
    """The month's bulletin on an official page with all that it may bear."""
    head = HeadStyle.PRINTED if printed else HeadStyle.ROOM
    full = {"numbered": True, "upward": True, "signer": "王建国", "annex_note": True, "imprint": True}
    copies = "县委办公室，县政府办公室，县商务局，县投资促进中心，县发展和改革局，各村（社区）"
    official_pages.set_rule(session, PaperKind.MONTH, PageRule(head, **{**full, "copies": copies, **rule}))
    page = page_of(session, PaperKind.MONTH, 2026, "2026-08", TODAY)
    return bulletins.document(bulletin(session, Period(2026, 8), TODAY), page=page)


def inspected(session: Session) -> Compiled:
    """What stands behind the items of the year's first scheme."""
    return inspections.compiled(inspection.of_scheme(session, schemes.listing(session, 2026)[0].id, 8))


def without_charts(document: Document) -> Document:
    """Its text and tables: a chart is drawn in a PDF and a picture in Word."""
    kept = (
        replace(part, blocks=tuple(b for b in part.blocks if not isinstance(b, KeepTogether)))
        for part in document.parts
    )
    return replace(document, parts=tuple(kept))


def filed(session: Session) -> CompiledProject:
    """Everything that is kept of the first project."""
    key = first(session, projects.listing(2026, TODAY))
    return project_volumes.compiled(project_files.of_project(session, key, TODAY))


PAPERS: dict[str, Compose] = {
    "letters.document": lambda s: letters.document(letters.sheets(s, 2026)[:4]),
    "bulletins.document": lambda s: bulletins.document(bulletin(s, Period(2026, 8), TODAY)),
    "bulletins.document of an official page": official,
    "bulletins.document of a page without a signer": lambda s: official(s, upward=False, copies="", seal=Seal.PLAIN),
    "bulletins.document of a page for red-headed paper": lambda s: official(s, printed=False, annex_note=False),
    "bulletins.document of a summary": lambda s: bulletins.document(summary(s, Period(2026, 8), TODAY)),
    "bulletins.document of a notice": supervised,
    "bulletins.document of a sheet": lambda s: bulletins.document(
        replace(bulletin(s, Period(2026, 8), TODAY), sections=(), issuer="", date="")
    ),
    "leads.bulletins.week": lambda s: lead_bulletins.week(s, TODAY, TODAY),
    "leads.bulletins.week_table": lambda s: lead_bulletins.week_table(s, TODAY, TODAY),
    "leads.bulletins.trip": lambda s: lead_bulletins.trip(s, first(s, activities.listing()), TODAY),
    "leads.ledgers.lead_ledger": lambda s: lead_ledgers.lead_ledger(s, TODAY),
    "leads.ledgers.major_leads": lead_ledgers.major_leads,
    "leads.ledgers.key_firms": lead_ledgers.key_firms,
    "leads.ledgers.firm_list": lead_ledgers.firm_list,
    "leads.ledgers.fellow_list": lead_ledgers.fellow_list,
    "leads.ledgers.fellow_groups": lead_ledgers.fellow_groups,
    "leads.ledgers.trip_figures": lambda s: lead_ledgers.trip_figures(s, date(2026, 1, 1), date(2026, 12, 31)),
    "leads.ledgers.attendance": lambda s: lead_ledgers.attendance(s, 2026, 8),
    "leads.ledgers.document": lead_ledgers.firm_list,
    **{f"ledgers.document of {kind}": ledger(kind) for kind in LedgerKind},
    "ledger_book.document": lambda s: ledger_book.document(s, Span(2026, 8, TODAY)),
    "projects.books.document": lambda s: books.document(s, 2026, 8, TODAY),
    "projects.cards.document": lambda s: cards.document(s, first(s, projects.listing(2026, TODAY)), TODAY),
    "projects.lists.open_problems": lambda s: lists.open_problems(s, 2026, 8),
    "projects.lists.monthly_funds": lambda s: lists.monthly_funds(s, 2026, 8),
    "funds_sheets.document": lambda s: funds_sheets.document(s, first(s, funds.listing())),
    "scores.ranking": lambda s: scores.ranking(scored(s), "清溪镇"),
    "scores.unit_sheets": lambda s: scores.unit_sheets(scored(s), "清溪镇", scored(s).rows[:5]),
    "decision_sheet.decision_sheet": lambda s: decision_sheet.decision_sheet(s, scored(s)),
    "consequences.deposit_ledger": lambda s: consequences.deposit_ledger(s, 2026),
    "consequences.refunds": lambda s: consequences.refunds(s, 2026),
    "consequences.reward_list": consequences.reward_list,
    "monthly_returns.returned": lambda s: monthly_returns.returned(s, month(s)),
    "monthly_returns.missing": lambda s: monthly_returns.missing(s, month(s)),
    "target_tables.document": lambda s: target_tables.document(s, 2026),
    "due_lists.due_list": lambda s: due_lists.due_list(s, reminders.due(s, TODAY, TODAY), TODAY, TODAY),
    "carriers.register": lambda s: carriers.register(s, TODAY),
    "carriers.summary": lambda s: carriers.summary(s, TODAY),
    "evidence.inspections.volume": lambda s: inspections.volume(s, inspected(s), TODAY),
    "evidence.self_check.report": lambda s: self_check.report(inspected(s).seen, TODAY),
    "evidence.project_volumes.volume": lambda s: project_volumes.volume(s, filed(s), TODAY),
    "evidence.project_volumes.index": lambda s: project_volumes.index(filed(s), (), "清溪镇"),
    "comparisons.document": lambda s: without_charts(comparisons.document(s, "plan", "", Period(2026, 8))),
    "comparisons.years": lambda s: without_charts(comparisons.years(s, "funds_received", Period(2026, 8))),
    "comparisons.units": lambda s: without_charts(comparisons.units(s, "funds_received", Period(2026, 8))),
    "comparisons.plan": lambda s: without_charts(comparisons.plan(s, Period(2026, 8))),
    "handover.document": lambda s: handover.document(
        handover_records.of_office(s, TODAY), Places((("数据文件", "镇.db"),), (("县级公钥", "没有"),)), TODAY
    ),
    "evidence.indexes.of_inspection": lambda s: indexes.of_inspection(inspected(s), ()),
    "evidence.indexes.document": lambda s: indexes.of_inspection(inspected(s), ()),
}


def _keep_consequences(session: Session) -> None:
    """Two deposits, one of them refunded, and a reward whose first step was paid."""
    switch.keep(session, on=True)
    ids = []
    for name, person in (("上河村", "王建国"), ("下河村", "赵强")):
        units.find_or_make(session, name)
        ids.append(deposits.save(session, DepositEntry(2026, name, person, 300_000, PartialDate("2026-04-15"))))
    deposits.pay(session, ids, PartialDate("2026-04-15"), TODAY)
    deposits.refund(session, ids[:1], PartialDate("2026-09-10"), TODAY)
    project = build(session, Project, name="农机零件项目")
    entry = RewardEntry(project.id, "李明", 2_000_000, review_number="清招审〔2026〕3号")
    steps = rewards.grant(session, entry, datetime(2026, 9, 1, 9))  # noqa: DTZ001 - an office lives in its local time
    rewards.pay(session, steps[:1], PartialDate("2026-09-10"), TODAY)


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A small sample township that also keeps deposits and rewards."""
    folder = tmp_path_factory.mktemp("papers")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHAOSHANG_DATA", str(folder / "data"))
        make_demo(folder / "镇.db", today=TODAY, projects=20)
        database = open_database(folder / "镇.db", fixed(TODAY))
        with database.work("登记抵押金、奖励和问题") as session:
            build(session, Problem, unit_id=first(session, units.listing()), due_on=DAY)
            _keep_consequences(session)
        yield database
        database.close()


@pytest.mark.parametrize("name", PAPERS)
def test_pdf_and_word_say_the_same(name: str, records: Database, tmp_path: Path) -> None:
    with records.work("公文格式") as session:
        document = replace(PAPERS[name](session), formats=(".pdf", ".docx"))
    write(tmp_path / "纸.pdf", document, faces=bundled())
    write(tmp_path / "纸.docx", document, faces=bundled())
    (text, rows), heads = said_in_word(tmp_path / "纸.docx")
    drawn_text, drawn_rows = said_in_pdf(tmp_path / "纸.pdf", heads)
    assert drawn_rows == rows
    assert drawn_text == text
    assert text


def test_no_document_is_left_out() -> None:
    found = {
        f"{module.name.removeprefix('app.reports.')}.{name}"
        for module in walk_packages(app.reports.__path__, "app.reports.")
        for name, function in getmembers(import_module(module.name), isfunction)
        if function.__module__ == module.name and not name.startswith("_")
        if signature(function).return_annotation is Document
    }
    assert found == {name.partition(" of ")[0] for name in PAPERS}
