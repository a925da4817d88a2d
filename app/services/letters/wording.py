"""The wording that a letter starts from, and the placeholders that it may hold. The office changes both."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from app.errors import Refused
from app.services import rules
from app.values import mild

TARGETS = "目标任务"  # the section that lists the unit's targets; its text is made from them
PLACEHOLDERS = (
    "镇名",
    "镇政府",
    "县",
    "年度",
    "文种",
    "责任单位",
    "责任人",
    "联络员",
    "报送日",
    "考核组织",
    "考核办法",
    "认定时限",
    "抵押金",
    "缴纳期限",
    "份数",
    "每方份数",
    "分执",
    "备案单位",
    "起始日",
    "截止日",
    "事项",
    "签订方",
)
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Wording:
    """One clause: the heading it stands under, its text, whether the office may drop it and has it on.

    ``level`` is that of its number: 2 （一）, 3 1., 4 （1）; 0 has none.
    """

    key: str
    heading: str
    text: str
    is_optional: bool = False
    is_on: bool = True
    reminder: str = ""
    level: int = 2


class OwnClause(NamedTuple):
    """A clause as one letter words it, whatever the template says."""

    heading: str
    text: str
    level: int = 2


OPENING = (
    "为落实{县}{年度}年度招商引资目标任务，压实工作责任，经{镇名}党委、政府研究，{镇政府}与{责任单位}签订本{文种}。"
)

HANDED_DOWN = (
    "为落实{县}{年度}年度招商引资目标任务，压实工作责任，经{镇名}党委、政府研究，现将{责任单位}承担的目标任务下达如下。"
)
LEVELS = (2, 3, 4, 0)  # （一） 1. （1） and none, as forms offer them
OF_A_CONTRACT = frozenset({"term", "copies"})  # clauses that only two parties agree on

DEFAULTS: tuple[Wording, ...] = (
    Wording("duty_head", "工作要求", "主要负责人为招商引资工作第一责任人，明确{联络员}为联络员，负责日常联系。"),
    Wording(
        "duty_monthly",
        "工作要求",
        "实行台账管理，每月{报送日}前报送项目进展、到位资金及佐证材料（进账单、证明、现场照片）。",
    ),
    Wording("duty_follow", "工作要求", "对签约项目每半月跟踪一次，遇到问题及时报告，配合做好落地服务。"),
    Wording(
        "duty_review",
        "工作要求",
        "引进项目须符合产业政策、国土空间规划和环保、安全要求；未经评审的项目，不得对外签约和承诺。",
    ),
    Wording("duty_honest", "工作要求", "如实填报各项数据，不得虚报、瞒报和重复统计。"),
    Wording(
        "assessment",
        "考核办法",
        "由{考核组织}按照{考核办法}组织考核，实行月统计、季通报、年考核，以{认定时限}县级认定数据为准。",
    ),
    Wording("result_use", "结果运用", "考核结果纳入年度综合考核，作为评先评优的参考。"),
    Wording(
        "deposit",
        "结果运用",
        "{责任单位}于{缴纳期限}前缴纳招商引资风险抵押金{抵押金}；完成年度目标任务的，如数返还。",
        is_optional=True,
        is_on=False,
        reminder=rules.reminder("deposit"),
    ),
    Wording(
        "veto",
        "结果运用",
        "未完成年度确保目标的，取消{责任单位}当年招商引资工作评先评优资格。",
        is_optional=True,
        is_on=False,
        reminder=rules.reminder("veto"),
    ),
    Wording(
        "reward",
        "结果运用",
        "超额完成年度目标任务的，按照有关规定给予奖励；公职人员不领取引荐奖励。",
        is_optional=True,
        is_on=False,
        reminder=rules.reminder("reward"),
    ),
    Wording(
        "term",
        "责任期限",
        "自{起始日}起至{截止日}止。责任期内责任人变动的，由继任者承接本{文种}各项任务。",
    ),
    Wording(
        "copies",
        "其他",
        "本{文种}一式{份数}份，{分执}，自{签订方}签字盖章之日起生效。",
    ),
)


_STERN_KEYS = frozenset({"deposit", "veto", "reward", "result_use"})


def is_stern(clause: Wording) -> bool:
    """Whether 稳妥口径 leaves a clause out: it speaks of deposits, vetoes, rewards, honours or rankings.

    What a clause calls the letter itself (责任状) is said in milder words instead.
    """
    return clause.key in _STERN_KEYS or mild.is_stern(clause.text)


def filled(text: str, values: Mapping[str, str], field: str = "text") -> str:
    """The text with its placeholders filled; :class:`Refused` names one that nobody knows."""

    def fill(found: re.Match[str]) -> str:
        name = found[1]
        if name not in values:
            known = "、".join(f"{{{each}}}" for each in PLACEHOLDERS)
            raise Refused(f"条款里的“{{{name}}}”不是可用的占位词，可用的有：{known}。", field=field)
        return values[name]

    return _PLACEHOLDER.sub(fill, text)


def must_be_known(text: str, field: str = "text") -> None:
    """Refuses a text with a placeholder that nobody knows, or with a brace that belongs to none."""
    left = filled(text, dict.fromkeys(PLACEHOLDERS, ""), field)
    if "{" in left or "}" in left:
        raise Refused("花括号没有成对，占位词应写成“{责任单位}”这样。", field=field)


def must_be_a_level(level: int, field: str = "clauses") -> None:
    """Refuses a level for which official papers have no number."""
    if level not in LEVELS:
        raise Refused("条款的层级只有“（一）”“1.”“（1）”和不编号。", field=field)
