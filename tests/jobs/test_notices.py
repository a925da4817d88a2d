"""限期通知书, 项目退出函 and 督办单 as they come out of the records."""

from datetime import date
from pathlib import Path

import pytest

from app.database.engine import Database
from app.documents.writing import write
from app.errors import Refused
from app.jobs import notices
from app.models.agreements import AgreementKind
from app.services import offices, problems, projects, units
from app.services.problems import ProblemEntry
from app.services.projects import MilestoneLine, ProjectEntry, agreements, deadlines
from app.services.projects.agreements import AgreementEntry
from app.services.units import UnitEntry
from app.values.dates import PartialDate
from tests.documents.pages import texts_of

DAY = PartialDate


@pytest.fixture
def project(database: Database) -> str:
    with database.work("准备") as session:
        offices.establish(session, name="清溪镇", code="519900101", county="云岭县")
        for name in ("法中村", "经发办"):
            units.save(session, UnitEntry(name=name))
        entry = ProjectEntry(name="农机零件项目", investor="恒信机械有限公司", unit="法中村", person="张丽")
        key = projects.save(session, entry)
        dates = [MilestoneLine("签约", None, DAY("2026-01-05")), MilestoneLine("开工", DAY("2026-03"))]
        projects.set_milestones(session, key, dates)
        signed = AgreementEntry(number="清招协〔2026〕1号", signed_on=DAY("2026-01-05"), bond_due=5_000_000,
                                bond_due_on=DAY("2026-02-28"))  # fmt: skip
        agreements.save(session, key, signed)
    return key


def words(path: Path) -> str:
    return "".join(texts_of(path)).replace("\n", "")


def problem(database: Database, key: str, unit: str = "法中村", **more: object) -> str:
    entry = ProblemEntry(key, **{"description": "用地指标未落实", "unit": unit, **more})  # type: ignore[arg-type]
    with database.work("新增问题") as session:
        return problems.save(session, entry)


def issue(
    database: Database,
    project: str,
    matter: str,
    out: Path,
    number: str = "",
    on: str = "2026-11-22",
    due_on: str = "2026-12-22",
) -> None:
    """Lets a notice go out, as its form does."""
    with database.work("发出通知书") as session:
        (late,) = (each for each in deadlines.overdue(session, DAY(on).last, project) if each.matter == matter)
        document = notices.notice(session, late, DAY(on), DAY(due_on), number)
        deadlines.issue(session, project, late.matter, DAY(on), DAY(due_on), number)
    write(out, document)


def test_a_notice_says_what_was_agreed_how_late_it_is_and_until_when(
    database: Database, project: str, tmp_path: Path
) -> None:
    issue(database, project, "开工", tmp_path / "通知.pdf", number="清政函〔2026〕9号")
    text = words(tmp_path / "通知.pdf")
    for said in ("限期开工通知书", "清政函〔2026〕9号", "恒信机械有限公司：", "清招协〔2026〕1号", "2026年3月底前",
                 "逾期236天", "2026年12月22日前开工建设", "清溪镇人民政府", "2026年11月22日", "张丽"):  # fmt: skip
        assert said in text


def test_a_notice_names_the_agreement_that_binds_and_not_the_last_paper(
    database: Database, project: str, tmp_path: Path
) -> None:
    with database.work("登记协议") as session:
        later = AgreementEntry(AgreementKind.FRAMEWORK, "清框〔2026〕2号", DAY("2026-02-05"))
        agreements.save(session, project, later)
    for matter in ("开工", "保证金"):
        issue(database, project, matter, tmp_path / f"{matter}.pdf")
        text = words(tmp_path / f"{matter}.pdf")
        assert "《投资协议》（清招协〔2026〕1号）" in text
        assert "清框" not in text


def test_an_exit_letter_names_the_notices_that_ran_out(database: Database, project: str, tmp_path: Path) -> None:
    out = tmp_path / "退出.pdf"
    with pytest.raises(Refused, match="没有发过"):
        notices.print_exit(database, project, out)
    issue(database, project, "保证金", tmp_path / "保证金.pdf", "清政函〔2026〕7号", "2026-10-01", "2026-10-31")
    assert "尚欠保证金5.00万元" in words(tmp_path / "保证金.pdf")
    notices.print_exit(database, project, out)
    text = words(out)
    for said in ("项目退出函", "尚欠5.00万元", "清政函〔2026〕7号", "限2026年10月31日前履约", "终止该项目的合作"):
        assert said in text


def test_problems_of_one_unit_go_out_on_one_sheet(database: Database, project: str, tmp_path: Path) -> None:
    ids = [problem(database, project, due_on=DAY("2026-09-30")), problem(database, project, description="用电不足")]
    notices.print_supervision(database, ids, tmp_path / "督办.pdf", number="清招督〔2026〕3号")
    text = words(tmp_path / "督办.pdf")
    for said in ("项目问题督办单", "法中村：", "用地指标未落实", "已超期53天", "用电不足", "反馈表"):
        assert said in text


def test_a_sheet_goes_to_one_unit_about_what_is_open(database: Database, project: str, tmp_path: Path) -> None:
    out = tmp_path / "督办.pdf"
    mixed = [problem(database, project), problem(database, project, "经发办", description="甲")]
    nobody = problem(database, project, "", description="乙")
    solved = problem(database, project, description="丙", closed_on=DAY("2026-10-01"))
    for ids, said in ((mixed, "只发给一个单位"), ([nobody], "责任单位"), ([solved], "已经销号"), ([], "请先选中")):
        with pytest.raises(Refused, match=said):
            notices.print_supervision(database, ids, out)
    assert not out.exists()


def test_problems_are_closed_with_their_outcome_and_extended_with_a_reason(database: Database, project: str) -> None:
    key = problem(database, project, due_on=DAY("2026-09-30"))
    with database.work("延期") as session:
        with pytest.raises(Refused, match="原因"):
            problems.extend(session, key, DAY("2026-12-31"), "")
        with pytest.raises(Refused, match="晚于"):
            problems.extend(session, key, DAY("2026-09"), "等批复")
        problems.extend(session, key, DAY("2026-12-31"), "等省里批复")
        entry = problems.entry(session, key)
        assert (entry.due_on, "原时限2026年9月30日" in entry.progress) == (DAY("2026-12-31"), True)
        with pytest.raises(Refused, match="解决情况"):
            problems.close(session, key, DAY("2026-11-20"), " ")
        problems.close(session, key, DAY("2026-11-20"), "指标已下达")
        with pytest.raises(Refused, match="已于2026年11月20日销号"):
            problems.close(session, key, DAY("2026-11-21"), "再销")


@pytest.mark.parametrize(("due", "late"), [("2026-11-21", 1), ("2026-11-22", 0), ("2026-11", 0), ("2026-10", 1)])
def test_a_promise_known_to_the_month_is_late_when_the_month_has_ended(
    database: Database, project: str, due: str, late: int
) -> None:
    problem(database, project, due_on=DAY(due))
    problem(database, project, description="没有时限")
    with database.read() as session:
        assert problems.listing(project, date(2026, 11, 22)).chip_counts(session)["已超期"] == late
