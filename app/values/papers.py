"""The kinds of paper that an office issues on an official page, and what such a page may bear."""

from enum import StrEnum


class PaperKind(StrEnum):
    """One kind of paper; the value is the word used on the command line, where it has one."""

    MONTH = "bulletin"
    WEEK = "week"
    FLASH = "flash"
    QUARTER = "quarter"
    BOARD = "board"
    TRIPS = "trips"
    TEAMS = "teams"
    SUMMARY = "summary"
    PLAN = "plan"
    LEADS_WEEK = "leads-week"
    TRIP_REPORT = "trip-report"
    NOTICE = "notice"
    EXIT = "exit"
    SUPERVISION = "supervision"


TITLES = {
    PaperKind.MONTH: "月通报",
    PaperKind.WEEK: "一周通报",
    PaperKind.FLASH: "快报",
    PaperKind.QUARTER: "季度督查通报",
    PaperKind.BOARD: "红黑榜",
    PaperKind.TRIPS: "外出招商通报",
    PaperKind.TEAMS: "专班通报",
    PaperKind.SUMMARY: "工作总结",
    PaperKind.PLAN: "工作打算",
    PaperKind.LEADS_WEEK: "线索一周通报",
    PaperKind.TRIP_REPORT: "招商活动情况报告",
    PaperKind.NOTICE: "限期通知书",
    PaperKind.EXIT: "项目退出函",
    PaperKind.SUPERVISION: "问题督办单",
}


class HeadStyle(StrEnum):
    """红头: printed in red, left free for paper that has it already, the form of a letter, or none."""

    NONE = "不用红头"
    PRINTED = "印红头"
    ROOM = "留空（套印红头纸）"
    LETTER = "信函格式（红色双线）"


class Seal(StrEnum):
    """落款: the office's name and the date with room for its seal, without, or neither."""

    SEALED = "署名并盖章"
    PLAIN = "署名，不盖章"
    NONE = "不署名"
