"""一项目一册: one project's records in the order of an audit, each with its file or the name of what it lacks."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from app import cli
from app.database.engine import Database
from app.jobs import project_files as jobs
from app.jobs.attachments import attach
from app.models.agreements import Agreement
from app.models.funds import FundsEntry
from app.models.gates import Gate, GateKind, GateResult
from app.models.leads import Lead, LeadFollowUp
from app.models.problems import Problem, Procedure, ProcedureState
from app.models.projects import Milestone, ProgressNote, Project
from app.services import offices
from app.services.evidence import project_files
from app.values.dates import PartialDate
from app.values.stages import MilestoneKind, Stage
from tests.builders import build
from tests.documents.pages import texts_of
from tests.jobs.evidence.files import photo, scan


@pytest.fixture
def project(database: Database, tmp_path: Path) -> str:
    with database.work("登记") as session:
        offices.establish(session, name="清溪镇", code="510101101")
        lead = build(session, Lead, name="冷链线索")
        build(session, LeadFollowUp, lead_id=lead.id, content="来电询问用地")
        values = {"code": "2026-0007", "name": "冷链物流项目", "stage": Stage.STARTED, "lead_id": lead.id}
        key = build(session, Project, **values).id
        for kind in (MilestoneKind.SIGNED, MilestoneKind.STARTED, MilestoneKind.IN_STATISTICS):
            build(session, Milestone, project_id=key, kind=kind)
        gate = {"kind": GateKind.EXECUTIVE_MEETING, "result": GateResult.PASSED, "document_number": "〔2026〕3号"}
        minutes = build(session, Gate, project_id=key, **gate)
        done = {"state": ProcedureState.DONE, "done_on": PartialDate("2026-04-01")}
        build(session, Procedure, project_id=key, title="施工许可", **done)
        build(session, Procedure, project_id=key, title="节能审查")
        build(session, Agreement, project_id=key, number="招协1号")
        build(session, FundsEntry, project_id=key, voucher_number="0012")
        build(session, ProgressNote, project_id=key, content="主体封顶")
        build(session, Problem, project_id=key, description="用电容量不足")
        minutes_id = minutes.id
    attach(database, "gates", minutes_id, [scan(tmp_path / "纪要.pdf", "minutes", 2)])
    attach(database, "projects", key, [photo(tmp_path / "工地.jpg"), scan(tmp_path / "说明.pdf", "paper")])
    return key


def test_every_record_stands_in_its_section_with_its_file_or_its_gap(database: Database, project: str) -> None:
    with database.read() as session:
        seen = project_files.of_project(session, project, database.clock.today())
    said = {section.title: [record.name for record in section.records] for section in seen.sections}
    assert said["审批和决策"] == ["常务会〔2026〕3号", "施工许可"]  # a formality that nobody began proves nothing
    assert said["建设进程"] == ["签约", "开工", "入统"]
    assert {record.said for record in seen.sections[4].records} == {"主体封顶", "来电询问用地"}
    lacks = {(record, lack) for _, record, lack in seen.gaps}
    assert ("手续“施工许可”（2026-04-01）", "批复（证照）扫描件") in lacks
    assert ("投资协议“投资协议招协1号”（2026-03-05）", "协议扫描件") in lacks
    assert ("进程“入统”（2026-03-05）", "入统证明（入库截图等）") in lacks
    assert not any("常务会" in record or "开工" in record for record, _ in lacks)


def test_the_volume_has_the_card_the_gaps_and_every_file_once(database: Database, project: str, tmp_path: Path) -> None:
    bundle = jobs.project_volume(database, project, tmp_path / "册.pdf")
    assert (bundle.files, bundle.left_out) == (3, ())
    cover, *pages = texts_of(tmp_path / "册.pdf")
    text = "\n".join(pages)
    assert "冷链物流项目" in cover
    assert all(page.endswith(f"— {number} —") for number, page in enumerate(pages, start=1))
    assert [text.count(words) for words in ("minutes 1", "minutes 2", "paper 1")] == [1, 1, 1]
    assert text.index("招商引资项目卡") < text.index("缺项清单\n") < text.index("minutes 1")


def test_the_folder_and_the_terminal_give_the_same(database: Database, project: str, tmp_path: Path) -> None:
    path = str(database.path)
    database.close()
    call = ["report", path, "projectfile", str(tmp_path / "夹"), "--project", "2026-0007"]
    assert cli.run(call) == 0
    book = load_workbook(tmp_path / "夹" / "索引.xlsx")
    assert [sheet.title for sheet in book.worksheets] == ["缺项清单", "记录清单", "材料清单"]
    assert len(list((tmp_path / "夹").glob("*/*"))) == 3
    assert cli.run([*call[:3], str(tmp_path / "册.pdf"), "--project", "没有"]) == 1
    with pytest.raises(SystemExit):
        cli.run(call[:4])
