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
