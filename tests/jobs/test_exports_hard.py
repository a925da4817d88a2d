"""Records that are hard to write down, exported and imported again: into the same file, and into an empty one."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.clock import fixed
from app.database.engine import Database, open_database
from app.documents import ledgers
from app.documents.ledgers.workbook import read_here
from app.jobs import imports
from app.jobs.exports import export
from app.jobs.imports import import_ledger
from app.models.leads import Judgement, LeadSource
from app.models.problems import ProblemKind
from app.reports.ledger_views import Span, ledger
from app.services import activities, enterprises, fellows, funds, leads, problems, projects, units
from app.services.activities import ActivityEntry
from app.services.enterprises import EnterpriseEntry
from app.services.fellows import FellowEntry
from app.services.funds import FundsForm
from app.services.leads import LeadEntry
from app.services.problems import ProblemEntry
from app.services.projects import MilestoneLine, ProjectEntry, shares
from app.services.projects.shares import ShareLine
from app.values.activities import ActivityKind
from app.values.capital import CapitalNature, Currency, FundsSource, FundsStatus
from app.values.dates import PartialDate
from app.values.kinds import LedgerKind
from app.values.words import clean, is_blank

TODAY = date(2026, 11, 22)
ORDER = (
    LedgerKind.PROJECTS, LedgerKind.FUNDS, LedgerKind.LEADS, LedgerKind.ENTERPRISES, LedgerKind.FELLOWS,
    LedgerKind.ACTIVITIES, LedgerKind.PROBLEMS,
)  # fmt: skip
# Signs that sheets, readers or this program might take for something else.
SIGNS = "=+-@'\"\t,;%￥〇龘𠮷ホ𬭊①㎡，。（）·—0123456789.年月日合计元万Aa \n"


def _is_steady(text: str) -> bool:
    return clean(text) == text and not is_blank(text) and "_x" not in text


def words(most: int = 12, *, lines: bool = False) -> st.SearchStrategy[str]:
    signs = SIGNS if lines else SIGNS.replace("\n", "").replace("\t", "")
    text = st.text(st.sampled_from(signs) | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=most)
    return text.map(clean).filter(_is_steady)


def maybe(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.just("") | strategy


DAYS = st.dates(date(1950, 1, 1), date(2027, 12, 31)).flatmap(
    lambda day: st.sampled_from(
        [PartialDate.of(day), PartialDate(f"{day.year}-{day.month:02d}"), PartialDate(str(day.year))]
    )
)
PAST = DAYS.filter(lambda day: day.first <= TODAY)
AMOUNTS = st.none() | st.integers(0, 10**15)
POSITIVE = st.integers(1, 10**11)


@st.composite
def project_entries(draw: st.DrawFn, at: int) -> ProjectEntry:
    return ProjectEntry(
        name=f"项目{at}{draw(words(30))}",
        investor=draw(maybe(words(20))),
        site=draw(maybe(words())),
        nature=draw(st.sampled_from(CapitalNature)),
        content=draw(maybe(words(60, lines=True))),
        total_investment=draw(AMOUNTS),
        contract_fdi=draw(AMOUNTS),
        progress=draw(maybe(words(400, lines=True))),
        problem=draw(maybe(words(40, lines=True))),
        leader=draw(maybe(words(4))),
        unit=draw(st.sampled_from(["", "法中村", "经济发展办公室（招商）"])),
        phone=draw(st.sampled_from(["", "13800001111、0755-88886666", "00852-21234567"])),
        note=draw(maybe(words(60, lines=True))),
    )


@st.composite
def milestones(draw: st.DrawFn) -> list[MilestoneLine]:
    kinds = ["储备", "评审", "签约", "落地", "开工", "投产", "入统"]
    planned = {"开工", "投产"}
    found = []
    for kind in draw(st.lists(st.sampled_from(kinds), unique=True)):
        # What happened has a day that has come: of any other, a ledger makes a plan.
        actual, plan = draw(st.none() | PAST), draw(st.none() | DAYS) if kind in planned else None
        if actual or plan:
            found.append(MilestoneLine(kind, plan, actual))
    return found


@st.composite
def funds_forms(draw: st.DrawFn) -> FundsForm:
    amount, currency = draw(POSITIVE), draw(st.sampled_from(Currency))
    return FundsForm(
        received_on=draw(PAST),
        amount=amount,
        currency=currency,
        rate=draw(st.integers(1, 9_999_999)) if currency is Currency.DOLLAR else None,
        source=draw(st.sampled_from(FundsSource)),
        use=draw(maybe(words())),
        voucher_number=draw(st.sampled_from(["", "000123", "6222021234567890123", "=1+1", "A-1/2"])),
        status=draw(st.sampled_from(FundsStatus)),
        recognised_amount=draw(st.none() | st.integers(0, amount)),
        verified_on=draw(st.none() | DAYS),
        note=draw(maybe(words(30, lines=True))),
    )


@st.composite
def others(draw: st.DrawFn) -> dict[str, Any]:
    phone = st.sampled_from(["13800001111", "0811-5556667、13900002222", "021-55556666-12"])
    return {
        "lead": LeadEntry(
            name=f"线索{draw(words(20))}", investor=draw(maybe(words())), phone=draw(phone),
            contact=draw(maybe(words(3))), contact_title=draw(maybe(words(4))),
            source=draw(st.sampled_from(LeadSource)),
            judgement=draw(st.sampled_from(Judgement)), intended_amount=draw(AMOUNTS), registered_on=draw(DAYS),
            next_on=draw(st.none() | DAYS), dealings=draw(maybe(words(60, lines=True))), unit="法中村",
        ),
        "firm": EnterpriseEntry(
            name=f"企业{draw(words())}", credit_code=draw(st.sampled_from(["", "91350100M000100Y43"])),
            place=draw(maybe(words())), phone=draw(phone), note=draw(maybe(words(40, lines=True))),
        ),
        "person": FellowEntry(
            name=f"周{draw(words(3))}", phone=draw(st.just("") | phone), employer=draw(maybe(words())),
            born_on=draw(st.none() | DAYS), is_ambassador=draw(st.booleans()), wechat=draw(maybe(words(6))),
            resources=draw(maybe(words(40, lines=True))), last_contact_on=draw(st.none() | DAYS),
        ),
        "activity": ActivityEntry(
            kind=draw(st.sampled_from(ActivityKind)), held_on=draw(DAYS), place=draw(maybe(words())),
            firms=draw(maybe(words(30, lines=True))), dealings=draw(maybe(words(60, lines=True))), unit="法中村",
        ),
        "problem": ProblemEntry(
            description=f"问题{draw(words(40, lines=True))}", kind=draw(st.sampled_from(ProblemKind)),
            raised_on=draw(st.none() | DAYS), progress=draw(maybe(words(40, lines=True))),
        ),
    }  # fmt: skip


@st.composite
def townships(draw: st.DrawFn) -> dict[str, Any]:
    count = draw(st.integers(1, 3))
    return {
        "projects": [draw(project_entries(at)) for at in range(count)],
        "milestones": [draw(milestones()) for _ in range(count)],
        "funds": [draw(st.lists(funds_forms(), max_size=3)) for _ in range(count)],
        "ended": draw(st.booleans()),
        **draw(others()),
    }


def fill(session: Session, made: dict[str, Any]) -> None:
    """The records of one township."""
    for name in ("法中村", "经济发展办公室（招商）"):
        units.find_or_make(session, name)
    for entry, lines, forms in zip(made["projects"], made["milestones"], made["funds"], strict=True):
        key = projects.save(session, entry, year=2026, milestones=lines)
        for form in forms:
            funds.save(session, replace(form, project_id=key))
    if made["ended"]:
        projects.set_milestones(session, key, [], "终止")
    shares.save(session, key, [ShareLine("法中村", 400_000), ShareLine("经济发展办公室（招商）", 600_000)])
    leads.keep(session, made["lead"], year=2026)
    enterprises.keep(session, made["firm"])
    fellows.keep(session, made["person"])
    activities.save(session, made["activity"])
    problems.save(session, replace(made["problem"], project_id=key))


def shown(database: Database, kind: LedgerKind) -> list[list[Any]]:
    """A ledger's rows as values, whatever their ids."""
    with database.read() as session:
        view = ledger(session, kind, Span(None, None, TODAY))
        return sorted([str(getattr(row, column.field)) for column in view.columns] for row in view.rows)


@pytest.fixture
def no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files are the program's own: no process of its own has to read them."""
    monkeypatch.setattr(ledgers, "read_workbook", read_here)
    monkeypatch.setattr(imports, "back_up_now", lambda *_: None)


# Without shrinking: each try takes a second, and the records of a failure can be read as they are.
@settings(max_examples=12, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=townships())
@pytest.mark.usefixtures("no_child")
def test_hard_records_come_back_as_they_were(blank_file: Path, made: dict[str, Any]) -> None:
    with TemporaryDirectory() as folder:
        first, second = (_copy(blank_file, Path(folder) / name) for name in ("甲.db", "乙.db"))
        with first.work("登记") as session:
            fill(session, made)
        for kind in ORDER:
            out, before = Path(folder) / f"{kind}.xlsx", shown(first, kind)
            count = export(first, kind, out)
            again = import_ledger(first, out)
            assert (again.created, again.updated, again.skipped, again.rejected) == (0, 0, count, [])
            assert shown(first, kind) == before
            anew = import_ledger(second, out)
            assert (anew.created, anew.rejected) == (count, [])
        for kind in ORDER:
            assert shown(second, kind) == shown(first, kind)
        first.close()
        second.close()


def _copy(blank: Path, path: Path) -> Database:
    shutil.copy(blank, path)
    return open_database(path, fixed(TODAY))
