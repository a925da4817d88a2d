"""Schemes to begin with: common ways of assessing villages and departments, to be changed by the office as it likes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from app.errors import Refused
from app.services import schemes
from app.services.schemes.rows import SCHEDULE, ItemEntry, SchemeEntry

_POINT = 1_000_000


def _item(title: str, indicator: str, shape: str, points: int, **more: object) -> ItemEntry:
    return ItemEntry(title, shape, points * _POINT, indicator, **more)  # type: ignore[arg-type]


STARTS: Mapping[str, tuple[ItemEntry, ...]] = {
    "百分制": (
        _item("到位资金", "funds_domestic", "P1", 40, against=SCHEDULE, evidence="进账单、证明、实物照片"),
        _item("新签约项目", "projects_signed", "P1", 15, against=SCHEDULE, evidence="投资协议"),
        _item("新开工项目", "projects_started", "P1", 20, against=SCHEDULE, evidence="施工许可、现场照片"),
        _item("有效线索", "leads_valid", "P1", 10, against=SCHEDULE, evidence="线索登记表、研判记录"),
        _item("外出招商", "visits_out", "P1", 5, against=SCHEDULE, evidence="外出考察报告"),
        _item("基础工作", "", "J1", 10, parameters={"full": 10}, evidence="报表报送、台账档案"),
    ),
    "百分制加奖励分": (
        _item("到位资金", "funds_domestic", "P2", 50, against=SCHEDULE, evidence="进账单、证明、实物照片"),
        _item("新签约和新开工", "projects_signed", "P3", 30,
              evidence="投资协议、施工许可",
              parameters={"others": [{"indicator": "projects_started", "weight": "0.5"}]}),
        _item("月报报送", "monthly_reports", "D1", 10,
              against=SCHEDULE, parameters={"target": 12}, evidence="月报登记"),
        _item("基础工作", "", "J1", 10, parameters={"full": 10}, evidence="台账档案"),
        _item("大项目奖励", "projects_signed", "B1", 10, evidence="投资协议",
              parameters={"bands": [{"least": 100_000, "score": 5}, {"least": 10_000, "score": 2}]}),
        _item("弄虚作假", "", "D2", 0, floor=-10 * _POINT, parameters={"each": 2}, evidence="核查通报"),
    ),
}  # fmt: skip


def start(session: Session, name: str, year: int, title: str, group: str, judged: Sequence[str]) -> str:
    """Keeps a new scheme with the items of one of :data:`STARTS`; ``judged`` are units by name. Returns its id."""
    if name not in STARTS:
        raise Refused(f"没有“{name}”这个样例，可用的有：{'、'.join(STARTS)}。", field="start")
    empty = SchemeEntry(year, title, group, units=tuple(judged))
    return schemes.save(session, replace(empty, items=STARTS[name]))
