"""迎检: what stands behind each item of a scheme, what is missing by name, as a volume, a folder and a draft."""

import re
from pathlib import Path

import pdfplumber
import pytest
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import select, update

from app import cli
from app.database.engine import Database
from app.errors import Refused
from app.jobs import inspections
from app.jobs.attachments import attach
from app.models.activities import Activity
from app.models.agreements import Agreement
from app.models.attachments import AttachmentContent
from app.models.funds import FundsEntry
from app.models.gates import Gate, GateKind, GateResult
from app.models.projects import Milestone, Project
from app.models.schemes import Scheme, SchemeItem, SchemeUnit, Shape
from app.models.targets import Achievement, Target
from app.models.units import Unit
from app.services import offices
from app.services.evidence import proofs
from app.values.activities import ActivityKind
from app.values.stages import MilestoneKind, Stage
from tests.builders import build
from tests.documents.pages import texts_of
from tests.jobs.evidence.files import photo, scan, stamped

WAN = 1_000_000
MILLION = 1_000_000  # millionths of a point, or of a target's measure


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Database:
    """A township with a scheme of five items: proven, half proven, by hand, without a record, rated by hand."""
    with database.work("登记") as session:
        offices.establish(session, name="清溪镇", code="510101101")
        unit = build(session, Unit, name="上河村")
        one = build(session, Project, name="冷链物流项目", unit_id=unit.id, stage=Stage.STARTED)
        other = build(session, Project, name="农机零件项目", unit_id=unit.id, stage=Stage.SIGNED)
        for project in (one, other):
            build(session, Milestone, project_id=project.id, kind=MilestoneKind.SIGNED)
        build(session, Gate, project_id=other.id, kind=GateKind.EXECUTIVE_MEETING, result=GateResult.PASSED,
              document_number="〔2026〕3号")  # fmt: skip
        paid = build(session, FundsEntry, project_id=one.id, amount=300 * WAN, voucher_number="0012")
        build(session, FundsEntry, project_id=one.id, amount=200 * WAN, voucher_number="")
        held = build(session, Activity, kind=ActivityKind.OUT, name="赴东莞招商", unit_id=unit.id)
        build(session, Achievement, indicator="labour_export", unit_id=unit.id)
        agreement = build(session, Agreement, project_id=one.id, number="招协1号")
        scheme = build(session, Scheme, title="年度考核办法")
        items = (
            ("到位资金", "funds_received"), ("新签约项目", "projects_signed"), ("外出招商", "visits_out"),
            ("劳务输出", "labour_export"), ("接待来访", "visitors_in"), ("基础工作", ""),
        )  # fmt: skip
        for place, (title, indicator) in enumerate(items):
            values = {"title": title, "indicator": indicator, "position": place, "points": 20 * MILLION}
            build(session, SchemeItem, scheme_id=scheme.id, shape=Shape.P1, **values)
        build(session, SchemeUnit, scheme_id=scheme.id, unit_id=unit.id)
        for unit_id in (None, unit.id):
            build(session, Target, indicator="funds_received", amount=1000 * MILLION, unit_id=unit_id)
        keys = (paid.id, agreement.id, held.id, one.id)
    attach(database, "funds", keys[0], [scan(tmp_path / "进账单.pdf", "voucher", size=(400, 250))])
    attach(database, "agreements", keys[1], [scan(tmp_path / "投资协议.pdf", "contract", 3, turn=90)])
    attach(database, "activities", keys[2], [photo(tmp_path / "洽谈.jpg"), photo(tmp_path / "座谈会.jpg")])
    return database


def test_every_item_has_its_figure_its_records_and_what_they_lack_by_name(office: Database) -> None:
    seen = inspections.look(office, 2026, 10)
    by_title = {item.title: item for item in seen.items}
    funds = by_title["到位资金"]
    assert (funds.figures[0].value, len(funds.records), len(funds.proofs)) == (500, 2, 1)
    assert {gap.lack for gap in funds.gaps} == {"凭证号", "凭证扫描件"}
    signed = by_title["新签约项目"]
    assert sorted((gap.record, gap.lack) for gap in signed.gaps) == [
        ("项目“农机零件项目”", "常务会〔2026〕3号会议纪要扫描件"),
        ("项目“农机零件项目”", "投资协议扫描件"),
    ]
    assert by_title["外出招商"].gaps == ()
    assert [gap.lack for gap in by_title["接待来访"].gaps] == ["没有登记记录"]
    assert "手工登记" in by_title["劳务输出"].gaps[0].lack
    assert "手工评分" in by_title["基础工作"].gaps[0].lack
    assert [item.title for item in seen.most_lacking][:2] == ["接待来访", "基础工作"]
    assert funds.score == 10  # 500 of 1000 万元, of 20 points


def test_the_records_of_an_item_add_up_to_its_figure(office: Database) -> None:
    for item in inspections.look(office, 2026, 10).items:
        for figure in item.figures:
            assert sum(record.part for record in figure.records) == figure.value


def test_one_unit_is_seen_as_its_scheme_scores_it(office: Database) -> None:
    seen = inspections.look(office, 2026, 10, unit="上河村")
    assert seen.items[0].score == 10
    with office.work("登记") as session:
        build(session, Unit, name="下河村")
    with pytest.raises(Refused, match="不在"):
        inspections.look(office, 2026, 10, unit="下河村")


def test_the_volume_binds_every_page_where_its_contents_say(office: Database, tmp_path: Path) -> None:
    bundle = inspections.inspection_volume(office, 2026, 10, tmp_path / "册.pdf")
    assert (bundle.files, bundle.left_out) == (4, ())
    cover, *pages = texts_of(tmp_path / "册.pdf")
    assert "清溪镇招商引资" in cover
    assert all(re.search(rf"— {number} —$", page) for number, page in enumerate(pages, start=1))
    contents = pages[0]
    for entry, words in (
        ("缺项清单（7处）", "缺少的材料"),
        ("材料1-1　冷链物流项目：0012", "voucher 1"),
        ("材料2-1　冷链物流项目：投资协议招协1号", "contract 1"),
        ("材料3-1至3-2　赴东莞招商：照片2张", "座谈会.jpg"),
    ):
        found = re.search(rf"{re.escape(entry)}\W*(\d+)$", contents.replace(" ", "　"), re.MULTILINE)
        found = found or re.search(rf"{re.escape(entry.replace('　', ' '))}\W*(\d+)$", contents, re.MULTILINE)
        assert found, (entry, contents)
        assert words in pages[int(found[1]) - 1]
    text = "\n".join(pages)
    assert all(f"contract {number}" in text for number in (1, 2, 3))
    assert text.index("缺项清单") < text.index("考核项目一览表") < text.index("voucher 1")


def test_a_turned_scan_stands_upright_and_clear_of_the_page_number(office: Database, tmp_path: Path) -> None:
    inspections.inspection_volume(office, 2026, 10, tmp_path / "册.pdf")
    with pdfplumber.open(tmp_path / "册.pdf") as pdf:
        page = next(page for page in pdf.pages if "contract 1" in page.extract_text())
        assert page.width > page.height
        word = next(word for word in page.extract_words() if word["text"] == "contract")
        number = next(word for word in page.extract_words() if word["text"] == "—")
    assert 0 < word["x0"] < word["x1"] < page.width
    assert word["bottom"] < number["top"]


def test_the_seal_of_a_signature_program_is_bound_with_its_page(office: Database, tmp_path: Path) -> None:
    with office.read() as session:
        key = session.scalars(select(Agreement.id)).one()
    attach(office, "agreements", key, [stamped(tmp_path / "补充协议.pdf", "SEALED")])
    inspections.inspection_volume(office, 2026, 10, tmp_path / "册.pdf")
    assert "SEALED" in "".join(texts_of(tmp_path / "册.pdf"))


def test_a_name_that_no_face_has_does_not_stop_the_volume(office: Database, tmp_path: Path) -> None:
    with office.read() as session:
        key = session.scalars(select(Activity.id)).one()
    attach(office, "activities", key, [scan(tmp_path / "签到\U0001f600表.pdf", "names")])
    inspections.inspection_volume(office, 2026, 10, tmp_path / "册.pdf")
    assert "签到＿表.pdf" in "".join(texts_of(tmp_path / "册.pdf"))


def test_a_damaged_file_is_named_and_stops_nothing(office: Database, tmp_path: Path) -> None:
    with office.work("损坏") as session:
        session.execute(update(AttachmentContent).values(content=b"%PDF-1.4 nothing"))
    bundle = inspections.inspection_folder(office, 2026, 10, tmp_path / "迎检")
    assert bundle.files == 0
    assert len(bundle.left_out) == 4
    assert "已损坏" in texts_of(tmp_path / "迎检" / "迎检材料汇编.pdf")[1]


def test_a_page_that_trips_its_reader_is_named_and_stops_nothing(office: Database, tmp_path: Path) -> None:
    with office.read() as session:
        key = session.scalars(select(Activity.id)).one()
    attach(office, "activities", key, [scan(tmp_path / "空页.pdf", "nothing", size=(0, 0))])
    bundle = inspections.inspection_folder(office, 2026, 10, tmp_path / "迎检")
    assert [told for told in bundle.left_out if "空页" in told and "没有装订" in told]
    assert "voucher 1" in "".join(texts_of(tmp_path / "迎检" / "迎检材料汇编.pdf"))


def test_the_folder_holds_every_file_and_an_index_that_names_it(office: Database, tmp_path: Path) -> None:
    out = tmp_path / "迎检"
    bundle = inspections.inspection_folder(office, 2026, 10, out)
    assert bundle.files == 4
    book = load_workbook(out / "索引.xlsx")
    assert [sheet.title for sheet in book.worksheets] == ["考核项目", "缺项清单", "记录清单", "材料清单"]
    heads = [cell.value for cell in book["材料清单"][3]]
    rows = [[cell.value for cell in row] for row in book["材料清单"].iter_rows(min_row=4)]
    paths = [row[heads.index("所在文件")] for row in rows if row[heads.index("所在文件")]]
    assert sorted(paths) == sorted(str(each.relative_to(out)) for each in out.glob("*/*"))
    assert paths[0].startswith("01 到位资金/1-1 冷链物流项目 进账单")
    assert {each.name for each in out.iterdir() if each.is_file()} == {"索引.xlsx", "自查报告.docx", "迎检材料汇编.pdf"}
    gaps = [[cell.value for cell in row][1:4] for row in book["缺项清单"].iter_rows(min_row=4)]
    assert ["2. 新签约项目", "项目“农机零件项目”", "投资协议扫描件"] in gaps
    with pytest.raises(Refused, match="已经有内容"):
        inspections.inspection_folder(office, 2026, 10, out)


def test_the_draft_says_figures_evidence_scores_and_gaps_item_by_item(office: Database, tmp_path: Path) -> None:
    inspections.self_check_report(office, 2026, 10, tmp_path / "自查.docx")
    text = "\n".join(paragraph.text for paragraph in Document(str(tmp_path / "自查.docx")).paragraphs)
    assert "实际到位资金500万元，年度目标1000万元，完成50.0%。有台账记录2条、证明材料1份。自评10分。" in text
    assert "2026年签约项目2个，已开工1个，开工率50.0%。" in text
    assert "没有台账记录的考核项目2个：接待来访、基础工作。" in text
    assert "“到位资金”有1条记录缺凭证号：“冷链物流项目”。" in text
    assert text.count("〔") >= 3  # what no record says is a marked blank


def test_the_same_from_a_terminal(office: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(office.path)
    office.close()
    period = ["--year", "2026", "--month", "10"]
    assert cli.run(["report", path, "inspection", str(tmp_path / "册.pdf"), *period]) == 0
    assert cli.run(["report", path, "inspection", str(tmp_path / "夹"), *period, "--unit", "上河村"]) == 0
    assert cli.run(["report", path, "selfcheck", str(tmp_path / "自查.pdf"), *period]) == 0
    assert "证明材料4份" in capsys.readouterr().out
    with pytest.raises(SystemExit) as left:
        cli.run(["report", path, "inspection", str(tmp_path / "册2.pdf"), "--year", "2026"])
    assert left.value.code == 2


def test_what_proves_a_milestone_is_as_the_office_says(office: Database) -> None:
    def lacks() -> set[str]:
        signed = next(item for item in inspections.look(office, 2026, 10).items if item.title == "新签约项目")
        return {gap.lack for gap in signed.gaps}

    minutes = "常务会〔2026〕3号会议纪要扫描件"
    with office.work("修改佐证要求") as session:
        usual = proofs.needs(session)[MilestoneKind.SIGNED]
        proofs.set_need(session, MilestoneKind.SIGNED, proofs.Need("备案证", named=("备案",)))
    assert lacks() == {"备案证", minutes}
    with office.work("修改佐证要求") as session:
        proofs.set_need(session, MilestoneKind.SIGNED, None)
    assert lacks() == {minutes}
    with office.work("修改佐证要求") as session:
        proofs.set_need(session, MilestoneKind.SIGNED, usual)
        assert proofs.needs(session) == dict(proofs.USUAL)
        with pytest.raises(Refused, match="认不出"):
            proofs.set_need(session, MilestoneKind.LANDED, proofs.Need("营业执照"))
    assert lacks() == {"投资协议扫描件", minutes}
