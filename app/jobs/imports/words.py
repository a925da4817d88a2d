"""What ledgers write where the records know a closed set of words."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from app.models.activities import ActivityKind
from app.models.leads import Judgement, LeadSource, LeadState
from app.models.problems import ProblemKind
from app.models.units import UnitKind
from app.values.capital import CapitalNature, Currency, FundsSource, FundsStatus
from app.values.stages import Stage
from app.values.words import clean

Word = TypeVar("Word", bound=StrEnum)
# For each enum: what to look for in the cell, in order; the first word that is found decides.
_SEEN: Mapping[type[StrEnum], tuple[tuple[str, StrEnum], ...]] = {
    Stage: (
        ("未签约 拟签约 待签约 意向签约", Stage.NEGOTIATING),
        ("未开工", Stage.SIGNED),
        ("拟开工 待开工", Stage.LANDED),
        ("未落地", Stage.SIGNED),
        ("未投产 拟投产", Stage.STARTED),
        ("退库 终止 清退 取消 关闭", Stage.ENDED),
        ("达效 达产 达标", Stage.FULL_CAPACITY),
        ("投产 竣工 建成 完工 运营 开业 生产", Stage.IN_PRODUCTION),
        ("开工 在建 建设 施工 续建 启动", Stage.STARTED),
        ("落地 注册 前期 报批", Stage.LANDED),
        ("履约 签约 签订 已签", Stage.SIGNED),
        ("协议审定 审定", Stage.APPROVED),
        ("评审 论证", Stage.REVIEWED),
        ("在谈 洽谈 对接 考察 意向 跟踪", Stage.NEGOTIATING),
        ("发布 推介", Stage.PUBLISHED),
        ("储备 策划 谋划 包装", Stage.RESERVED),
    ),
    CapitalNature: (
        # 省外资金 holds the letters of 外资 and is domestic.
        ("境外 国外 港澳台 中外合资 外商", CapitalNature.FOREIGN),
        ("省外 市外 县外 省内 市内 国内 内资", CapitalNature.DOMESTIC),
        ("外资", CapitalNature.FOREIGN),
    ),
    FundsSource: (
        ("境外 国外 港澳台", FundsSource.ABROAD),
        ("县外市内 市内县外", FundsSource.OTHER_COUNTY),
        ("市外省内 省内市外", FundsSource.OTHER_CITY),
        ("省外", FundsSource.OTHER_PROVINCE),
        ("市外", FundsSource.OTHER_CITY),
        ("县外", FundsSource.OTHER_COUNTY),
        ("外资 外商", FundsSource.ABROAD),
        ("未注明 内资", FundsSource.UNKNOWN),
    ),
    FundsStatus: (
        ("不认定", FundsStatus.REJECTED),
        ("未认定", FundsStatus.REPORTED),
        ("不予认定", FundsStatus.REJECTED),
        ("待认定", FundsStatus.REPORTED),
        ("县认定 已认定 县级认定 认定", FundsStatus.RECOGNISED),
        ("镇核 已核", FundsStatus.TOWNSHIP_CHECKED),
        ("自报 上报", FundsStatus.REPORTED),
    ),
    Currency: (
        ("美元 美金 USD $", Currency.DOLLAR),
        ("人民币 CNY RMB 元", Currency.YUAN),
    ),
    LeadSource: (
        ("乡贤 老乡", LeadSource.FELLOW),
        ("以商招商 以商", LeadSource.ENTERPRISE),
        ("驻点 驻外", LeadSource.STATIONED),
        ("展会 活动 推介", LeadSource.EVENT),
        ("中介 商会", LeadSource.AGENCY),
        ("上级 交办", LeadSource.ASSIGNED),
        ("来访 上门", LeadSource.WALK_IN),
        ("网", LeadSource.NETWORK),
        ("基金", LeadSource.FUND),
        ("其他", LeadSource.OTHER),
    ),
    Judgement: (
        ("无效 不可行 不通过", Judgement.INVALID),
        ("未研判 待研判", Judgement.PENDING),
        ("有效 可行 通过", Judgement.VALID),
    ),
    LeadState: (
        ("转项目 已转 已签约 转为项目", LeadState.CONVERTED),
        ("搁置 暂缓", LeadState.SHELVED),
        ("失败 终止 流失 放弃", LeadState.FAILED),
        ("在谈 洽谈", LeadState.NEGOTIATING),
        ("研判", LeadState.JUDGING),
        ("跟踪 跟进 对接", LeadState.FOLLOWED),
        ("新", LeadState.NEW),
    ),
    ActivityKind: (
        ("走出去 小分队 敲门 上门", ActivityKind.OUT),
        ("请进来", ActivityKind.IN),
        ("驻外 驻点", ActivityKind.STATIONED),
        ("推介", ActivityKind.PROMOTION),
        ("展", ActivityKind.FAIR),
        ("论坛", ActivityKind.FORUM),
        ("培训", ActivityKind.TRAINING),
        ("联席", ActivityKind.JOINT_MEETING),
        ("银企", ActivityKind.BANKING),
        ("外出 拜访 走访 考察 出访", ActivityKind.OUT),
        ("来访 接待 邀", ActivityKind.IN),
        ("其他", ActivityKind.OTHER),
    ),
    ProblemKind: (
        ("资金 融资", ProblemKind.MONEY),
        ("土地 用地", ProblemKind.LAND),
        ("政策", ProblemKind.POLICY),
        ("审批 手续", ProblemKind.APPROVAL),
        ("其他", ProblemKind.OTHER),
    ),
    UnitKind: (
        ("社区 居", UnitKind.COMMUNITY),
        ("外单位", UnitKind.OUTSIDE),
        ("村", UnitKind.VILLAGE),
        ("专班", UnitKind.TEAM),
        ("企业", UnitKind.ENTERPRISE),
        ("园", UnitKind.PARK),
        ("个人", UnitKind.PERSON),
        ("部门 镇属 乡属 机关 机构 科室 站 局 单位 站所 办 中心", UnitKind.DEPARTMENT),
        ("其他", UnitKind.OTHER),
    ),
}
_YES = frozenset({"是", "已", "有", "√", "✓", "☑", "对", "y", "yes", "1", "true", "已入统", "入统"})
_NO = frozenset({"否", "未", "无", "×", "✗", "☐", "x", "n", "no", "0", "false", "未入统", ""})


def word_for(choices: type[Word], text: str) -> Word | None:
    """The word of ``choices`` that a cell means; None where nobody can tell."""
    words = clean(text)
    for choice in choices:
        if words == choice.value:
            return choice
    for seen, found in _SEEN[choices]:
        if isinstance(found, choices) and any(each in words for each in seen.split()):
            return found
    return None


def flag_for(text: str) -> bool | None:
    """Yes or no; None where nobody can tell."""
    words = clean(text).lower()
    return True if words in _YES else False if words in _NO else None
