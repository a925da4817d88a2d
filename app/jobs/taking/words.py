"""What ledgers write where the records know a closed set of words."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from app.models.activities import ActivityKind
from app.models.funds import Currency, FundsSource, FundsStatus
from app.models.leads import Judgement, LeadSource, LeadState
from app.models.problems import ProblemKind
from app.models.projects import CapitalNature, Stage
from app.models.units import UnitKind
from app.values.words import clean

Word = TypeVar("Word", bound=StrEnum)
# For each enum: what to look for in the cell, in order; the first that is found decides.
_SEEN: Mapping[type[StrEnum], tuple[tuple[str, StrEnum], ...]] = {
    Stage: (
        ("未签约", Stage.NEGOTIATING), ("拟签约", Stage.NEGOTIATING), ("待签约", Stage.NEGOTIATING),
        ("未开工", Stage.SIGNED), ("拟开工", Stage.LANDED), ("待开工", Stage.LANDED), ("未落地", Stage.SIGNED),
        ("未投产", Stage.STARTED), ("拟投产", Stage.STARTED),
        ("退库", Stage.ENDED), ("终止", Stage.ENDED), ("清退", Stage.ENDED), ("取消", Stage.ENDED), ("关闭", Stage.ENDED),
        ("达效", Stage.FULL_CAPACITY), ("达产", Stage.FULL_CAPACITY), ("达标", Stage.FULL_CAPACITY),
        ("投产", Stage.IN_PRODUCTION), ("竣工", Stage.IN_PRODUCTION), ("建成", Stage.IN_PRODUCTION),
        ("完工", Stage.IN_PRODUCTION), ("运营", Stage.IN_PRODUCTION), ("开业", Stage.IN_PRODUCTION),
        ("生产", Stage.IN_PRODUCTION),
        ("开工", Stage.STARTED), ("在建", Stage.STARTED), ("建设", Stage.STARTED), ("施工", Stage.STARTED),
        ("续建", Stage.STARTED), ("启动", Stage.STARTED),
        ("落地", Stage.LANDED), ("注册", Stage.LANDED), ("前期", Stage.LANDED), ("报批", Stage.LANDED),
        ("履约", Stage.SIGNED), ("签约", Stage.SIGNED), ("签订", Stage.SIGNED), ("已签", Stage.SIGNED),
        ("协议审定", Stage.APPROVED), ("审定", Stage.APPROVED),
        ("评审", Stage.REVIEWED), ("论证", Stage.REVIEWED),
        ("在谈", Stage.NEGOTIATING), ("洽谈", Stage.NEGOTIATING), ("对接", Stage.NEGOTIATING),
        ("考察", Stage.NEGOTIATING), ("意向", Stage.NEGOTIATING), ("跟踪", Stage.NEGOTIATING),
        ("发布", Stage.PUBLISHED), ("推介", Stage.PUBLISHED),
        ("储备", Stage.RESERVED), ("策划", Stage.RESERVED), ("谋划", Stage.RESERVED), ("包装", Stage.RESERVED),
    ),
    CapitalNature: (("外资", CapitalNature.FOREIGN), ("内资", CapitalNature.DOMESTIC)),
    FundsSource: (
        ("境外", FundsSource.ABROAD), ("外资", FundsSource.ABROAD), ("国外", FundsSource.ABROAD),
        ("港澳台", FundsSource.ABROAD),
        ("县外市内", FundsSource.OTHER_COUNTY), ("市内县外", FundsSource.OTHER_COUNTY),
        ("市外省内", FundsSource.OTHER_CITY), ("省内市外", FundsSource.OTHER_CITY),
        ("省外", FundsSource.OTHER_PROVINCE), ("市外", FundsSource.OTHER_CITY), ("县外", FundsSource.OTHER_COUNTY),
        ("未注明", FundsSource.UNKNOWN),
    ),
    FundsStatus: (
        ("不认定", FundsStatus.REJECTED), ("未认定", FundsStatus.REPORTED), ("不予认定", FundsStatus.REJECTED),
        ("待认定", FundsStatus.REPORTED),
        ("县认定", FundsStatus.RECOGNISED), ("已认定", FundsStatus.RECOGNISED), ("县级认定", FundsStatus.RECOGNISED),
        ("认定", FundsStatus.RECOGNISED),
        ("镇核", FundsStatus.TOWNSHIP_CHECKED), ("已核", FundsStatus.TOWNSHIP_CHECKED),
        ("自报", FundsStatus.REPORTED), ("上报", FundsStatus.REPORTED),
    ),
    Currency: (
        ("美元", Currency.DOLLAR), ("美金", Currency.DOLLAR), ("USD", Currency.DOLLAR), ("$", Currency.DOLLAR),
        ("人民币", Currency.YUAN), ("CNY", Currency.YUAN), ("RMB", Currency.YUAN), ("元", Currency.YUAN),
    ),
    LeadSource: (
        ("乡贤", LeadSource.FELLOW), ("老乡", LeadSource.FELLOW), ("以商招商", LeadSource.ENTERPRISE),
        ("以商", LeadSource.ENTERPRISE), ("驻点", LeadSource.STATIONED), ("驻外", LeadSource.STATIONED),
        ("展会", LeadSource.EVENT), ("活动", LeadSource.EVENT), ("推介", LeadSource.EVENT), ("中介", LeadSource.AGENCY),
        ("商会", LeadSource.AGENCY), ("上级", LeadSource.ASSIGNED), ("交办", LeadSource.ASSIGNED),
        ("来访", LeadSource.WALK_IN), ("上门", LeadSource.WALK_IN), ("网", LeadSource.NETWORK), ("基金", LeadSource.FUND),
        ("其他", LeadSource.OTHER),
    ),
    Judgement: (
        ("无效", Judgement.INVALID), ("不可行", Judgement.INVALID), ("不通过", Judgement.INVALID),
        ("未研判", Judgement.PENDING), ("待研判", Judgement.PENDING), ("有效", Judgement.VALID), ("可行", Judgement.VALID),
        ("通过", Judgement.VALID),
    ),
    LeadState: (
        ("转项目", LeadState.CONVERTED), ("已转", LeadState.CONVERTED), ("已签约", LeadState.CONVERTED),
        ("转为项目", LeadState.CONVERTED), ("搁置", LeadState.SHELVED), ("暂缓", LeadState.SHELVED),
        ("失败", LeadState.FAILED), ("终止", LeadState.FAILED), ("流失", LeadState.FAILED), ("放弃", LeadState.FAILED),
        ("在谈", LeadState.NEGOTIATING), ("洽谈", LeadState.NEGOTIATING), ("研判", LeadState.JUDGING),
        ("跟踪", LeadState.FOLLOWED), ("跟进", LeadState.FOLLOWED), ("对接", LeadState.FOLLOWED), ("新", LeadState.NEW),
    ),
    ActivityKind: (
        ("走出去", ActivityKind.OUT), ("请进来", ActivityKind.IN), ("驻外", ActivityKind.STATIONED),
        ("驻点", ActivityKind.STATIONED), ("推介", ActivityKind.PROMOTION), ("展", ActivityKind.FAIR),
        ("论坛", ActivityKind.FORUM), ("培训", ActivityKind.TRAINING), ("联席", ActivityKind.JOINT_MEETING),
        ("银企", ActivityKind.BANKING), ("外出", ActivityKind.OUT), ("拜访", ActivityKind.OUT), ("考察", ActivityKind.OUT),
        ("来访", ActivityKind.IN), ("接待", ActivityKind.IN), ("邀", ActivityKind.IN), ("其他", ActivityKind.OTHER),
    ),
    ProblemKind: (
        ("资金", ProblemKind.MONEY), ("融资", ProblemKind.MONEY), ("土地", ProblemKind.LAND), ("用地", ProblemKind.LAND),
        ("政策", ProblemKind.POLICY), ("审批", ProblemKind.APPROVAL), ("手续", ProblemKind.APPROVAL),
        ("其他", ProblemKind.OTHER),
    ),
    UnitKind: (
        ("社区", UnitKind.COMMUNITY), ("居", UnitKind.COMMUNITY), ("外单位", UnitKind.OUTSIDE), ("村", UnitKind.VILLAGE),
        ("专班", UnitKind.TEAM), ("企业", UnitKind.ENTERPRISE), ("园", UnitKind.PARK), ("个人", UnitKind.PERSON),
        ("部门", UnitKind.DEPARTMENT), ("站所", UnitKind.DEPARTMENT), ("办", UnitKind.DEPARTMENT),
        ("中心", UnitKind.DEPARTMENT), ("其他", UnitKind.OTHER),
    ),
}  # fmt: skip
_YES = frozenset({"是", "已", "有", "√", "✓", "☑", "对", "y", "yes", "1", "true", "已入统", "入统"})
_NO = frozenset({"否", "未", "无", "×", "✗", "☐", "x", "n", "no", "0", "false", "未入统", ""})


def word_for(choices: type[Word], text: str) -> Word | None:
    """The word of ``choices`` that a cell means; None where nobody can tell."""
    words = clean(text)
    for choice in choices:
        if words == choice.value:
            return choice
    return next((found for seen, found in _SEEN[choices] if seen in words and isinstance(found, choices)), None)


def flag_for(text: str) -> bool | None:
    """Yes or no; None where nobody can tell."""
    words = clean(text).lower()
    return True if words in _YES else False if words in _NO else None
