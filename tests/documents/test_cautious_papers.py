"""稳妥口径: no paper that the program can write speaks of places, vetoes, deposits, rewards or 责任状, read back."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import fixed
from app.database.engine import Database, open_database
from app.demo import make_demo
from app.errors import Refused
from app.jobs.letters import print_letters
from app.jobs.reports import REPORTS, report
from app.jobs.scores import print_decision_sheet, print_results, print_unit_sheets
from app.models.activities import Activity
from app.models.letters import Letter, LetterStatus, SchemeAnnex
from app.models.projects import Project
from app.services import letters, offices, schemes, units
from app.services.consequences import deposits, rewards, switch
from app.services.consequences.deposits import DepositEntry
from app.services.consequences.rewards import RewardEntry
from app.services.schemes import ItemEntry, SchemeEntry
from app.values.dates import PartialDate
from app.values.pinyin import sort_key
from app.values.quantities import MICRO
from tests.builders import build
from tests.documents.blocks import tables_in
from tests.documents.test_same_paper import PAPERS, TODAY

STERN = re.compile(r"排名|名次|第\d+名|末位|否决|评先|评优|抵押金|奖励|奖金|责任状|军令状|红黑榜|兑现建议")
OF_RESULTS = ("scores.ranking", "scores.unit_sheets", "decision_sheet.decision_sheet")  # read back by their jobs below
OF_CONSEQUENCES = ("consequences.deposit_ledger", "consequences.refunds", "consequences.reward_list")
NOW = datetime(2026, 9, 1, 9)  # noqa: DTZ001 - an office lives in its local time
SCHEME = "一票否决和排名奖励办法"


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A sample township that has everything stern that there is, and chose 稳妥口径."""
    folder = tmp_path_factory.mktemp("cautious")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHAOSHANG_DATA", str(folder / "data"))
        make_demo(folder / "镇.db", today=TODAY, projects=20)
        database = open_database(folder / "镇.db", fixed(TODAY))
        with database.work("各样都有") as session:
            _be_stern(session)
            offices.set_value(session, "cautious", True)
        yield database
        database.close()


def _be_stern(session: Session) -> None:
    switch.keep(session, on=True)
    names = units.names(session)
    ids = [
        deposits.save(session, DepositEntry(2026, name, "王建国", 300_000, PartialDate("2026-04-15"))) for name in names
    ]
    deposits.pay(session, ids[:2], PartialDate("2026-04-15"), TODAY)
    project = build(session, Project, name="农机零件项目")
    rewards.grant(session, RewardEntry(project.id, "李明", 2_000_000, review_number="清招审〔2026〕3号"), NOW)
    for letter in session.scalars(select(Letter)):  # one that is signed stays as it was signed
        letter.status, letter.as_signed = LetterStatus.DRAFT, None
    words = letters.template(session, 2026)
    clauses = tuple(replace(clause, is_on=True) for clause in words.clauses)
    due = PartialDate("2026-04-15")
    stern = replace(
        words, title_word="责任状", clauses=clauses, deposit=300_000, deposit_due_on=due, scheme_annex=SchemeAnnex.RULES
    )
    letters.save_template(session, 2026, stern)
    for row in schemes.listing(session, 2026):
        schemes.remove(session, [row.id], NOW)
    items = (
        ItemEntry("名次分", "K1", 10 * MICRO, "funds_received"),
        ItemEntry("一票否决", "V1", 0, "projects_signed", parameters={"least": 99, "unranked": True}),
        ItemEntry("奖励分", "B1", 10 * MICRO, "projects_signed", evidence="奖励文件"),
    )
    rules = "大项 奖励项=奖励分\n最高 奖励项=5"
    note = "年终按总分排名，末位约谈。\n报表每月5日前报送。"
    schemes.save(session, SchemeEntry(2026, SCHEME, "", note, items, tuple(names), rules))


_UNSEEN = {"workbook", "formats", "column", "kind", "key", "field", "align"}  # of a block, but not on the paper


def _words(value: Any) -> Iterator[str]:
    """Every text that a document's blocks hold."""
    if isinstance(value, str):
        yield value
        return
    within: Iterable[Any] = ()
    if is_dataclass(value) and not isinstance(value, type):
        within = (getattr(value, each.name) for each in fields(value) if each.name not in _UNSEEN)
    elif isinstance(value, Mapping):
        within = value.values()
    elif isinstance(value, tuple | list):
        within = value
    for each in within:
        yield from _words(each)


def _pdf(path: Path) -> str:
    return re.sub(r"\s", "", "".join(page.extract_text() for page in PdfReader(path).pages))


def _word(path: Path) -> str:
    return "".join(node.text or "" for node in docx.Document(str(path)).element.body.iter() if node.tag.endswith("}t"))


def test_no_paper_has_a_stern_word(records: Database) -> None:
    found = {}
    with records.work("公文格式") as session:
        for name, compose in PAPERS.items():
            if name in OF_CONSEQUENCES:
                with pytest.raises(Refused, match="稳妥口径"):
                    compose(session)
            elif name not in OF_RESULTS:
                found[name] = sorted({word for text in _words(compose(session)) for word in STERN.findall(text)})
    assert not {name: words for name, words in found.items() if words}


def test_no_tables_order_gives_units_and_teams_places(records: Database) -> None:
    found, seen = [], set()
    with records.work("公文格式") as session:
        listed = units.names(session)
        teams = sorted({each for (each,) in session.execute(select(Activity.team).distinct()) if each}, key=sort_key)
        for name, compose in PAPERS.items():
            if name in OF_CONSEQUENCES:
                continue
            for table in tables_in(compose(session)):
                for column in range(min(2, len(table.columns))):
                    cells = [row[column] for row in table.rows if len(row) > column]
                    for order in (listed, teams):
                        named = [cell for cell in cells if cell in order]
                        if len(set(named)) == len(named) > 1:
                            seen.add(table.title or name)
                            if named != [each for each in order if each in named]:
                                found.append((name, table.title, named))
    assert not found
    assert len(seen) > 5


@pytest.mark.parametrize("end", [".pdf", ".docx"])
def test_what_is_written_says_so_when_it_is_read_back(records: Database, tmp_path: Path, end: str) -> None:
    said = {}
    read = _pdf if end == ".pdf" else _word
    for kind in REPORTS:
        out = tmp_path / f"{kind}{end}"
        if kind == "board":
            with pytest.raises(Refused, match="稳妥口径"):
                report(records, kind, 2026, 8, out)
            continue
        report(records, kind, 2026, 8, out)
        said[kind] = read(out)
    print_letters(records, 2026, tmp_path / f"书{end}")
    said["letters"] = read(tmp_path / f"书{end}")
    assert "目标任务书" in said["letters"]
    assert "报表每月5日前报送" in said["letters"]
    if end == ".pdf":
        for name, act in (("名", print_results), ("分", print_unit_sheets), ("议", print_decision_sheet)):
            act(records, 2026, 8, tmp_path / f"{name}.pdf")
            said[name] = _pdf(tmp_path / f"{name}.pdf")
        assert "与组内单位比较" in said["分"]
    assert all(len(text) > 50 for text in said.values())
    found = {name: sorted(set(STERN.findall(text))) for name, text in said.items()}
    assert not {name: words for name, words in found.items() if words}
