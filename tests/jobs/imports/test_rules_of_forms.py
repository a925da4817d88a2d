"""One rule for form and ledger: what a form refuses, a ledger does not bring in, and its row says why."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.database.engine import Database
from app.errors import Refused
from app.jobs.imports import import_ledger
from app.models.enterprises import Enterprise
from app.models.fellows import Fellow
from app.models.funds import FundsEntry
from app.models.leads import Lead, LeadState
from app.models.problems import Problem
from app.models.projects import Milestone, Project
from app.models.targets import Achievement, MonthlyReport, Target
from app.models.units import Unit
from app.services import achievements, enterprises, fellows, funds, leads, monthly_reports, problems, projects
from app.services import targets as services_targets
from app.services import units as services_units
from app.services.achievements import AchievementEntry
from app.services.enterprises import EnterpriseEntry
from app.services.fellows import FellowEntry
from app.services.funds import FundsForm
from app.services.leads import LeadEntry
from app.services.monthly_reports import MonthEntry
from app.services.problems import ProblemEntry
from app.services.projects import MilestoneLine, ProjectEntry
from app.services.targets import TargetEntry
from app.services.units import UnitEntry
from app.values.capital import Currency
from app.values.dates import PartialDate
from app.values.kinds import LedgerKind
from app.values.stages import MilestoneKind
from tests.jobs.ledger_files import workbook

TODAY, WAN = date(2026, 11, 30), 1_000_000
FUTURE, LONG_AGO, LONG = PartialDate("2099-01-01"), PartialDate("1926-03-05"), "长" * 201
PROJECTS = ("项目名称", "投资方", "总投资（万元）", "阶段", "签约时间")
FUNDS = ("项目名称", "到账日期", "金额（万元）", "资金来源", "认定状态", "认定金额（万元）")
FUNDS_ABROAD = ("项目名称", "到账日期", "金额（万美元）", "币种", "汇率")
LEADS = ("线索名称", "企业名称", "线索来源", "线索状态", "下次跟进时间")
PROBLEMS = ("项目名称", "存在问题", "提出日期", "销号日期")
FELLOWS = ("姓名", "户籍地", "现居住地", "联系电话", "上次联系时间", "下次联系时间", "备注")
TARGETS = ("年度", "责任单位", "指标", "年度目标", "计量单位")
ACHIEVED = ("年度", "月份", "责任单位", "指标", "完成数", "计量单位")
MONTHLY = ("年度", "月份", "责任单位", "本月完成情况", "报送日期")
UNITS = ("单位名称", "单位类别", "上级单位", "负责人")
FIRMS = ("企业名称", "统一社会信用代码", "所在地", "备注")


@dataclass(frozen=True)
class Rule:
    """A rule broken once in a form and once in the row of a ledger; ``stored`` finds what must not be there then."""

    name: str
    kind: LedgerKind
    head: tuple[str, ...]
    row: tuple[Any, ...]
    form: Callable[[Session, str], object]
    stored: Any
    where: Any = True


def _count(session: Session, rule: Rule) -> int:
    return session.scalar(select(func.count()).select_from(rule.stored).where(rule.where)) or 0


_PROJECT = ProjectEntry(name="某某加工项目", investor="甲公司")
_ENTRY = FundsForm(received_on=PartialDate("2026-03-05"), amount=500 * WAN)
_RULES = (
    Rule("a name", LedgerKind.PROJECTS, PROJECTS, ("", "甲公司", 5, "在谈", ""),
         lambda s, _: projects.save(s, replace(_PROJECT, name="")), Project, Project.investor == "甲公司"),
    Rule("no longer than its column", LedgerKind.PROJECTS, PROJECTS, (LONG, "甲公司", 5, "在谈", ""),
         lambda s, _: projects.save(s, replace(_PROJECT, name=LONG)), Project, func.length(Project.name) > 200),
    Rule("what happened has a day that has come", LedgerKind.PROJECTS, PROJECTS, ("乙厂", "乙", 5, "", "2099-01-01"),
         lambda s, key: projects.enter_dates(s, key, [MilestoneLine(MilestoneKind.SIGNED, actual_on=FUTURE)], TODAY),
         Milestone, Milestone.actual_on.is_not(None)),
    Rule("no less than nothing", LedgerKind.PROJECTS, PROJECTS, ("丙厂", "丙", -5, "在谈", ""),
         lambda s, _: projects.save(s, replace(_PROJECT, total_investment=-5)), Project, Project.total_investment < 0),
    Rule("a sum above nothing", LedgerKind.FUNDS, FUNDS, ("面粉厂", "2026-03-05", 0, "省外", "自报", ""),
         lambda s, key: funds.save(s, replace(_ENTRY, project_id=key, amount=0)), FundsEntry),
    Rule("the day of a sum", LedgerKind.FUNDS, FUNDS, ("面粉厂", "", 500, "省外", "自报", ""),
         lambda s, key: funds.save(s, replace(_ENTRY, project_id=key, received_on=None)), FundsEntry),
    Rule("no more recognised than arrived", LedgerKind.FUNDS, FUNDS, ("面粉厂", "2026-03-05", 500, "省外", "自报", 600),
         lambda s, key: funds.save(s, replace(_ENTRY, project_id=key, recognised_amount=600 * WAN)),
         FundsEntry, FundsEntry.recognised_amount > FundsEntry.amount),
    Rule("a price of one dollar", LedgerKind.FUNDS, FUNDS_ABROAD, ("面粉厂", "2026-03-05", 500, "美元", "71.2"),
         lambda s, key: funds.save(
             s, replace(_ENTRY, project_id=key, currency=Currency.DOLLAR, rate=71_200_000)
         ), FundsEntry, FundsEntry.rate.is_not(None)),
    Rule("a day of our time", LedgerKind.PROJECTS, PROJECTS, ("丁厂", "丁", 5, "", "1926-03-05"),
         lambda s, key: projects.enter_dates(s, key, [MilestoneLine(MilestoneKind.SIGNED, actual_on=LONG_AGO)], TODAY),
         Milestone, Milestone.actual_on.is_not(None)),
    Rule("a lead's name", LedgerKind.LEADS, LEADS, ("", "", "网络", "跟踪", ""),
         lambda s, _: leads.save(s, LeadEntry()), Lead),
    Rule("solved after it was raised", LedgerKind.PROBLEMS, PROBLEMS, ("面粉厂", "缺用地", "2026-03-05", "2026-02-01"),
         lambda s, key: problems.save(
             s, ProblemEntry(key, description="缺用地", raised_on=PartialDate("2026-03-05"),
                             closed_on=PartialDate("2026-02-01"))
         ), Problem, Problem.closed_on < Problem.raised_on),
    Rule("no identity card of a fellow", LedgerKind.FELLOWS, FELLOWS,
         ("王明", "南岭村", "杭州", "13800000001", "", "", "身份证110101199003071234"),
         lambda s, _: fellows.save(s, FellowEntry(name="王明", note="身份证110101199003071234")),
         Fellow, Fellow.note.contains("110101199003071234")),
    Rule("no target of a rate", LedgerKind.TARGETS, TARGETS, (2026, "", "落地率", 80, "%"),
         lambda s, _: services_targets.save(s, TargetEntry(2026, "landing_rate", 80)), Target),
    Rule("a year of four digits", LedgerKind.TARGETS, TARGETS, (26, "", "到位资金", 80, "万元"),
         lambda s, _: services_targets.save(s, TargetEntry(26, "funds_received", 80)), Target),
    Rule("no target below nothing", LedgerKind.TARGETS, TARGETS, (2026, "", "到位资金", -80, "万元"),
         lambda s, _: services_targets.save(s, TargetEntry(2026, "funds_received", -80)), Target),
    Rule("no rate kept by hand", LedgerKind.ACHIEVEMENTS, ACHIEVED, (2026, 3, "", "落地率", 80, "%"),
         lambda s, _: achievements.save(s, AchievementEntry(2026, 3, "landing_rate", 80)), Achievement),
    Rule("a month of the year", LedgerKind.ACHIEVEMENTS, ACHIEVED, (2026, 13, "", "标准厂房开工面积", 2, "万平方米"),
         lambda s, _: achievements.save(s, AchievementEntry(2026, 13, "factory_area_started", 2)), Achievement),
    Rule("a month that has begun", LedgerKind.MONTHLY, MONTHLY, (2099, 1, "东山村", "拜访企业", "2026-03-05"),
         lambda s, _: monthly_reports.save(s, MonthEntry(2099, 1, "东山村", "拜访企业"), TODAY), MonthlyReport),
    Rule("reported on a day that has come", LedgerKind.MONTHLY, MONTHLY, (2026, 3, "东山村", "拜访企业", "2099-01-01"),
         lambda s, _: monthly_reports.save(s, MonthEntry(2026, 3, "东山村", "拜访企业", reported_on=FUTURE), TODAY),
         MonthlyReport, MonthlyReport.reported_on == "2099-01-01"),
    Rule("no unit above itself", LedgerKind.UNITS, UNITS, ("西岭村", "村", "西岭村", "王明"),
         lambda s, _: services_units.save(s, UnitEntry("西岭村", parent="西岭村")), Unit, Unit.name == "西岭村"),
    Rule("a firm's name", LedgerKind.ENTERPRISES, FIRMS, ("", "91440300708461136T", "杭州", "无名"),
         lambda s, _: enterprises.save(s, EnterpriseEntry(note="无名")), Enterprise, Enterprise.note == "无名"),
)  # fmt: skip


@pytest.fixture
def filled(database: Database) -> tuple[Database, str]:
    with database.work("面粉厂") as session:
        services_units.save(session, UnitEntry("东山村"))
        return database, projects.save(session, ProjectEntry(name="面粉厂", investor="面粉公司"))


@pytest.mark.parametrize("rule", _RULES, ids=lambda rule: rule.name)
def test_what_a_form_refuses_no_ledger_brings_in(filled: tuple[Database, str], tmp_path: Path, rule: Rule) -> None:
    database, project = filled
    with pytest.raises(Refused) as refused, database.work("表单") as session:
        rule.form(session, project)
    assert refused.value.message.endswith(("。", "？"))
    report = import_ledger(database, workbook(tmp_path / "台账.xlsx", [rule.head, rule.row]), kind=rule.kind)
    assert [note for note in (*report.rejected, *report.warnings) if note.row == 2]
    with database.read() as session:
        assert _count(session, rule) == 0


def test_a_lead_that_a_ledger_calls_converted_is_told_for_it_has_no_project(database: Database, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="转为项目"), database.work("表单") as session:
        leads.save(session, LeadEntry(name="甲线索", state=LeadState.CONVERTED))
    report = import_ledger(database, workbook(tmp_path / "台账.xlsx", [LEADS, ("甲线索", "甲", "网络", "转项目", "")]))
    assert any("没有关联" in note.reason for note in report.warnings)
