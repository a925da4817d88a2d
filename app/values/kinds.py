"""The kinds of ledger that can be read and written."""

from enum import StrEnum


class LedgerKind(StrEnum):
    """One kind of ledger; the value is the word used on the command line."""

    UNITS = "units"
    PROJECTS = "projects"
    LEADS = "leads"
    FUNDS = "funds"
    ENTERPRISES = "enterprises"
    FELLOWS = "fellows"
    ACTIVITIES = "activities"
    PROBLEMS = "problems"
    TARGETS = "targets"
    ACHIEVEMENTS = "achievements"
    MONTHLY = "monthly"


TITLES = {
    LedgerKind.UNITS: "责任单位",
    LedgerKind.PROJECTS: "项目台账",
    LedgerKind.LEADS: "线索台账",
    LedgerKind.FUNDS: "到位资金",
    LedgerKind.ENTERPRISES: "客商企业",
    LedgerKind.FELLOWS: "在外乡贤",
    LedgerKind.ACTIVITIES: "招商活动",
    LedgerKind.PROBLEMS: "项目问题",
    LedgerKind.TARGETS: "目标任务",
    LedgerKind.ACHIEVEMENTS: "手工完成数",
    LedgerKind.MONTHLY: "月报",
}
