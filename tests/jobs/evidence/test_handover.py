"""交接清单: what there is, what is under way, where it lies, and room for those who sign."""

from pathlib import Path

import pytest
from docx import Document

from app import cli
from app.database.engine import Database
from app.jobs.backups import back_up_now
from app.jobs.handover import print_handover
from app.models.funds import FundsEntry
from app.models.leads import Lead, LeadState
from app.models.letters import Letter, LetterStatus
from app.models.problems import Problem
from app.models.projects import Project
from app.models.units import Unit
from app.services import offices
from app.services.funds import closed_months
from app.values.dates import PartialDate
from app.values.stages import Stage
from tests.builders import build
from tests.documents.pages import texts_of


@pytest.fixture
def office(database: Database) -> Database:
    with database.work("登记") as session:
        offices.establish(session, name="清溪镇", code="510101101")
        unit = build(session, Unit, name="上河村")
        project = build(session, Project, name="冷链物流项目", stage=Stage.SIGNED)
        build(session, Project, name="农机零件项目", stage=Stage.NEGOTIATING)
        for month in (1, 2, 3):
            build(session, FundsEntry, project_id=project.id, received_on=PartialDate(f"2026-{month:02d}-05"))
        closed_months.close(session, 2026, 2, database.clock.today())
        step = {"next_step": "邀请来镇考察", "next_on": PartialDate("2026-12-05"), "person": "李明"}
        build(session, Lead, name="光伏线索", state=LeadState.FOLLOWED, **step)
        build(session, Lead, name="没有下步的线索", state=LeadState.NEW)
        build(session, Lead, name="放弃的线索", state=LeadState.FAILED)
        build(session, Problem, project_id=project.id, description="用电容量不足", due_on=PartialDate("2026-12-01"))
        build(session, Problem, project_id=project.id, description="早已解决", closed_on=PartialDate("2026-06-01"))
        build(session, Letter, unit_id=unit.id, status=LetterStatus.PRINTED)
        offices.set_value(session, "cautious", True)
    return database


def _text(path: Path) -> str:
    return "\n".join(texts_of(path))


def test_the_list_says_what_there_is_and_what_is_under_way(office: Database, tmp_path: Path) -> None:
    back_up_now(office.path, None, office.clock)
    print_handover(office, tmp_path / "清单.docx", "王小明", "李红", 2)
    tables = Document(str(tmp_path / "清单.docx")).tables
    rows = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    assert ["1", "项目", "2", "在谈1、签约1"] in rows
    assert ["1", "光伏线索", "", "跟踪", "邀请来镇考察", "2026-12-05", "李明"] in rows
    assert any(row[1:2] == ["没有下步的线索"] and "没有登记下步措施" in row[4] for row in rows)
    assert not any("放弃的线索" in cell or "早已解决" in cell for row in rows for cell in row)
    assert any(row[2:3] == ["用电容量不足"] for row in rows)
    assert any(row[2:3] == ["上河村"] and row[4] == "已打印" for row in rows)
    assert ["1", "2026年1、3月", "2"] in rows
    assert any(row[1:2] == ["自动备份"] and "1份，最近一份" in row[2] for row in rows)
    assert any(row[1:2] == ["没有保存的草稿"] and "2份" in row[2] for row in rows)
    assert any(row[1:] == ["稳妥口径", "开"] for row in rows)
    assert any(row[1:2] == ["本单位签名密钥"] and "没有装入" in row[2] for row in rows)
    cells = [cell for row in rows for cell in row]
    assert {"移交人\n（签字）", "接收人\n（签字）", "监交人\n（签字）", "王小明", "李红"} <= set(cells)


def test_an_office_that_has_nothing_is_told_so(database: Database, tmp_path: Path) -> None:
    with database.work("填写单位") as session:
        offices.establish(session, name="清溪镇", code="510101101")
    print_handover(database, tmp_path / "清单.pdf")
    text = _text(tmp_path / "清单.pdf")
    assert text.count("没有。") >= 4
    assert "移交前请备份一次" in "".join(text.split())


def test_the_same_from_a_terminal(office: Database, tmp_path: Path) -> None:
    path = str(office.path)
    office.close()
    out = tmp_path / "清单.pdf"
    assert cli.run(["report", path, "handover", str(out), "--leaving", "王小明"]) == 0
    assert "王小明" in _text(out)
