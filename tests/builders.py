"""Valid records by default, one builder for each table: a test names only what it is about.

``build(session, Project, stage=Stage.SIGNED)`` adds and flushes a project; what it must point at is built as well.
"""

from datetime import datetime
from itertools import count
from typing import Any, TypeVar

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from app.models import Base
from app.models.activities import Activity, ActivityFirm
from app.models.agreements import Agreement
from app.models.attachments import Attachment, AttachmentContent
from app.models.carriers import Carrier
from app.models.enterprises import Enterprise
from app.models.fellows import Fellow
from app.models.funds import ClosedMonth, FundsEntry
from app.models.gates import Gate, GateKind
from app.models.history import Change, ChangeSet
from app.models.leads import Lead, LeadAction, LeadFollowUp
from app.models.letters import (
    Letter,
    LetterClause,
    LetterTarget,
    LetterTemplate,
    Responsibility,
    TemplateClause,
)
from app.models.offices import DayKind, Holiday, ImportMapping, Meta, Office, SavedFilter, Setting
from app.models.problems import Problem, Procedure
from app.models.projects import Milestone, ProgressNote, Project
from app.models.schemes import Deposit, Mark, Reward, Scheme, SchemeItem, SchemeUnit, Shape
from app.models.shares import WHOLE, Share
from app.models.submissions import Intake, Submission
from app.models.targets import Achievement, MonthlyReport, OwnIndicator, Target
from app.models.units import Person, Unit
from app.services import offices
from app.values.capital import FundsSource
from app.values.dates import PartialDate
from app.values.stages import MilestoneKind

Record = TypeVar("Record", bound=Base)
_NUMBERS = count(1)
_MOMENT = datetime(2026, 3, 5, 9)  # noqa: DTZ001 - an office lives in its local time
_DAY = PartialDate("2026-03-05")

# What each record needs besides what it points at; {n} is a number that no other record has.
DEFAULTS: dict[type[Base], dict[str, Any]] = {
    Achievement: {"year": 2026, "month": 3, "indicator": "labour_export", "amount": 12_000_000},
    Activity: {"name": "外出招商{n}", "held_on": _DAY},
    ActivityFirm: {},
    Agreement: {"number": "招协{n}号", "signed_on": _DAY, "amount": 100_000_000},
    Attachment: {"owner_kind": "projects", "owner_id": "{n}", "name": "照片{n}.jpg", "size": 3},
    AttachmentContent: {"content": b"\xff\xd8\xff"},
    Carrier: {"name": "标准厂房{n}"},
    Change: {"table_name": "projects", "record_id": "{n}"},
    ChangeSet: {"title": "登记项目", "happened_at": _MOMENT},
    ClosedMonth: {"year": "#year", "month": 3},
    Deposit: {"year": 2026, "amount": 300_000},
    Enterprise: {"name": "恒信机械有限公司{n}"},
    Fellow: {"name": "王建国{n}", "phone": "13800000001"},
    FundsEntry: {"received_on": _DAY, "amount": 50_000_000, "source": FundsSource.OTHER_PROVINCE},
    Gate: {"kind": GateKind.REVIEW, "decided_on": _DAY},
    Holiday: {"day": "2026-10-{n02}", "kind": DayKind.OFF},
    ImportMapping: {"kind": "projects", "signature": "{n}", "mapping": {"项目名称": "name"}},
    Intake: {"office_code": "519900101", "sequence": "#", "taken_at": _MOMENT},
    Lead: {"code": "XS2026-{n}", "name": "线索{n}", "registered_on": _DAY},
    LeadAction: {"action": "协调供电"},
    LeadFollowUp: {"happened_on": _DAY, "content": "电话了解投资打算"},
    Letter: {"year": 2026, "serial": "#", "title": "目标责任书", "number": "清招责〔2026〕{n}号"},
    LetterClause: {"position": 1, "heading": "目标任务"},
    LetterTarget: {
        "position": 1,
        "indicator": "funds_domestic",
        "title": "到位内资",
        "measure": "万元",
        "amount": 5_000_000_000,
    },
    LetterTemplate: {"year": "#year"},
    Mark: {"month": 3},
    Meta: {"key": "fact{n}", "value": "1"},
    Milestone: {"kind": MilestoneKind.SIGNED, "actual_on": _DAY},
    MonthlyReport: {"year": 2026, "month": 3},
    Office: {"code": "{n09}", "name": "清溪镇{n}"},
    OwnIndicator: {"key": "own{n}", "title": "自设指标{n}", "measure": "个"},
    Person: {"name": "李明{n}"},
    Problem: {"description": "用地指标未落实"},
    Procedure: {"title": "项目备案"},
    ProgressNote: {"noted_on": _DAY, "content": "主体封顶"},
    Project: {"code": "2026-{n}", "name": "农机零件项目{n}", "total_investment": 100_000_000},
    Responsibility: {"name": "张丽"},
    Reward: {"amount": 10_000},
    SavedFilter: {"list_name": "projects", "name": "筛选{n}", "query": {"words": "农机"}},
    Scheme: {"year": 2026, "title": "考核办法{n}"},
    SchemeItem: {"position": 1, "title": "到位内资", "shape": Shape.P1, "points": 30_000_000},
    SchemeUnit: {},
    Setting: {"key": "setting{n}", "value": "万元"},
    Share: {"part": WHOLE},
    Submission: {"sequence": "#", "written_at": _MOMENT, "size": 4096},
    Target: {"year": 2026, "indicator": "funds_domestic", "amount": 5_000_000_000},
    TemplateClause: {"position": 1, "key": "targets", "heading": "目标任务"},
    Unit: {"name": "上河村{n}"},
}


def build(session: Session, record: type[Record], **values: Any) -> Record:
    """A valid ``record``, flushed; ``values`` go before its defaults, and what it must belong to is built."""
    number = next(_NUMBERS)
    given = {name: _filled(value, number) for name, value in DEFAULTS[record].items()} | values
    for column in inspect(record).local_table.c:
        must_be_known = not column.nullable and column.name not in given and column.foreign_keys
        if must_be_known:
            given[column.name] = _owner(session, column)
    made = record(**given)
    session.add(made)
    session.flush()
    return made


def _owner(session: Session, column: Any) -> Any:
    if column.name == "office_id":
        return offices.own_id(session)
    (key,) = column.foreign_keys
    owner = next(
        mapper.class_ for mapper in Base.registry.mappers if mapper.class_.__tablename__ == key.column.table.name
    )
    return getattr(build(session, owner), key.column.name)


def _filled(value: Any, number: int) -> Any:
    if value == "#":
        return number
    if value == "#year":
        return 1990 + number % 100
    if isinstance(value, str):
        day = number % 28 + 1
        return value.replace("{n09}", f"{number:09d}").replace("{n02}", f"{day:02d}").replace("{n}", str(number))
    return value
