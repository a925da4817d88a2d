"""Which charts the office wants in its bulletins and summaries: ticked once, kept with the records."""

from collections.abc import Iterable, Mapping

from sqlalchemy.orm import Session

from app.errors import Refused
from app.services import offices

_SETTING = "paper_charts"
OFFERED: Mapping[str, str] = {
    "plan": "主要指标完成率（对照序时进度）",
    "units": "各责任单位完成率（对照序时进度）",
    "months": "逐月到位资金（与上年对比）",
    "industries": "签约项目产业构成",
    "bands": "签约项目规模构成",
}


def chosen(session: Session) -> tuple[str, ...]:
    """The charts that are ticked, in the order in which they print."""
    kept = offices.value(session, _SETTING, [])
    return tuple(key for key in OFFERED if key in kept)


def choose(session: Session, keys: Iterable[str]) -> None:
    """Keeps the office's ticks; none for papers without charts."""
    wanted = set(keys)
    if unknown := wanted - set(OFFERED):
        raise Refused(f"没有“{unknown.pop()}”这种图，可用的有：{'、'.join(OFFERED)}。", field="charts")
    offices.set_value(session, _SETTING, [key for key in OFFERED if key in wanted])
