"""What ledgers write where the records know a closed set of words."""

from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar

from app.models.leads import Judgement, LeadSource, LeadState
from app.models.problems import ProblemKind
from app.models.units import UnitKind
from app.values.activities import ActivityKind
from app.values.capital import CapitalNature, Currency, FundsSource, FundsStatus
from app.values.phrases import Vocabulary, is_said, word_in
from app.values.stages import Stage
from app.values.words import clean

Word = TypeVar("Word", bound=StrEnum)
VOCABULARIES: dict[type[StrEnum], Vocabulary[Any]] = {
    Stage: Vocabulary(
        {
            Stage.RESERVED: "策划 谋划 包装 入库",
            Stage.PUBLISHED: "推介",
            Stage.NEGOTIATING: "洽谈 对接 考察 意向 跟踪 接洽 磋商",
            Stage.REVIEWED: "论证",
            Stage.APPROVED: "审定",
            Stage.SIGNED: "履约 签订 已签约 已签 签署 签协议 签合同",
            Stage.LANDED: "注册 落户 前期 报批 入驻",
            Stage.STARTED: "动工 在建 建设 施工 续建 启动 设备安装 主体封顶 "
            "建成未投产 竣工未投产 完工未投产 建成尚未投产 竣工尚未投产 完工尚未投产",
            Stage.IN_PRODUCTION: "竣工 建成 完工 运营 开业 生产 试产 试生产 试投产 试运行 投运 投用",
            Stage.FULL_CAPACITY: "达产 达标",
            Stage.ENDED: "退库 清退 关闭 停止 退出 取消项目",
        },
        order=tuple(Stage),
        planned={
            Stage.SIGNED: Stage.NEGOTIATING,
            Stage.LANDED: Stage.SIGNED,
            Stage.STARTED: Stage.LANDED,
            Stage.IN_PRODUCTION: Stage.STARTED,
            Stage.FULL_CAPACITY: Stage.IN_PRODUCTION,
        },
        not_yet={
            Stage.SIGNED: Stage.NEGOTIATING,
            Stage.LANDED: Stage.SIGNED,
            Stage.STARTED: Stage.SIGNED,
            Stage.IN_PRODUCTION: Stage.STARTED,
            Stage.FULL_CAPACITY: Stage.IN_PRODUCTION,
        },
        is_strict=True,
        beside="仪式 合同 协议书 协议 一期 二期 三期 集中 破土 奠基 重点 库 续 "
        "停建 停工 复工 工商 登记 手续 厂房 验收 效",
        lasting="在谈 洽谈 对接 考察 跟踪 接洽 磋商 在建 建设 施工 续建 前期 生产 运营 报批 论证 设备安装",
    ),
    FundsStatus: Vocabulary(
        {
            FundsStatus.REPORTED: "上报 已报",
            FundsStatus.TOWNSHIP_CHECKED: "镇审核 镇核实 镇核定 已核",
            FundsStatus.RECOGNISED: "认定 县认可 确认认定 核准认定",
            FundsStatus.REJECTED: "不认定 不予认定 剔除",
        },
        order=tuple(FundsStatus),
        planned={
            FundsStatus.RECOGNISED: FundsStatus.REPORTED,
            FundsStatus.TOWNSHIP_CHECKED: FundsStatus.REPORTED,
            FundsStatus.REPORTED: FundsStatus.REPORTED,
        },
        not_yet={FundsStatus.RECOGNISED: FundsStatus.REPORTED, FundsStatus.TOWNSHIP_CHECKED: FundsStatus.REPORTED},
        refused={FundsStatus.RECOGNISED: FundsStatus.REJECTED},
        is_strict=True,
    ),
    Judgement: Vocabulary(
        {
            Judgement.VALID: "可行 通过 成立 具备条件",
            Judgement.INVALID: "不可行 不成立 不通过 未通过",
            Judgement.PENDING: "研判",
        },
        planned={Judgement.PENDING: Judgement.PENDING, Judgement.VALID: Judgement.PENDING},
        not_yet={Judgement.PENDING: Judgement.PENDING, Judgement.VALID: Judgement.PENDING},
        refused={Judgement.VALID: Judgement.INVALID},
        is_strict=True,
    ),
    LeadState: Vocabulary(
        {
            LeadState.NEW: "新增 新登记",
            LeadState.FOLLOWED: "跟进 对接",
            LeadState.JUDGING: "待研判 未研判",
            LeadState.NEGOTIATING: "洽谈 磋商",
            LeadState.SHELVED: "暂缓 暂停",
            LeadState.FAILED: "终止 流失 放弃",
            LeadState.CONVERTED: "已转 签约 转为项目 转入项目库 落地",
        },
        order=tuple(LeadState),
        planned={LeadState.CONVERTED: LeadState.NEGOTIATING},
        not_yet={LeadState.CONVERTED: LeadState.NEGOTIATING},
        is_strict=True,
        beside="合同 协议 事项 商务 初步 重点 持续 继续 保持 入 库",
        lasting="研判 跟踪 在谈 洽谈 磋商 跟进 对接",
    ),
    CapitalNature: Vocabulary(
        {
            # 省外资金 holds the letters of 外资 and is domestic.
            CapitalNature.DOMESTIC: "省外资金 省外 市外资金 市外 县外资金 县外 省内 市内 国内 民营 国有 国企 民企 央企",
            CapitalNature.FOREIGN: "境外 国外 港澳台 中外合资 外商独资 外商",
        }
    ),
    FundsSource: Vocabulary(
        {
            FundsSource.OTHER_PROVINCE: "外省 省外资金 省外境内",
            FundsSource.OTHER_CITY: "省内市外 市外 省内市外资金 市外资金",
            FundsSource.OTHER_COUNTY: "市内县外 县外 县外资金 市内县外资金",
            FundsSource.ABROAD: "国外 港澳台 外资 外商",
            FundsSource.UNKNOWN: "内资 国内",
        },
        is_strict=True,
    ),
    Currency: Vocabulary({Currency.DOLLAR: "美金 USD US$ $", Currency.YUAN: "CNY RMB 元 ¥ ￥"}),
    LeadSource: Vocabulary(
        {
            LeadSource.FELLOW: "老乡 乡友",
            LeadSource.ENTERPRISE: "以商",
            LeadSource.STATIONED: "驻外",
            LeadSource.EVENT: "展会 活动 推介",
            LeadSource.AGENCY: "商会 协会",
            LeadSource.ASSIGNED: "上级 交办",
            LeadSource.WALK_IN: "来访 上门",
            LeadSource.NETWORK: "网 网上",
            LeadSource.FUND: "基金",
            LeadSource.OTHER: "其它",
        },
        order=tuple(reversed(LeadSource)),
    ),
    ActivityKind: Vocabulary(
        {
            ActivityKind.OUT: "走出去 小分队 敲门 上门 外出 拜访 走访 考察 出访",
            ActivityKind.IN: "请进来 来访 接待 邀请",
            ActivityKind.STATIONED: "驻点",
            ActivityKind.PROMOTION: "推介",
            ActivityKind.FAIR: "展览 博览 展",
            ActivityKind.FORUM: "论坛",
            ActivityKind.TRAINING: "培训",
            ActivityKind.JOINT_MEETING: "联席",
            ActivityKind.BANKING: "银企",
            ActivityKind.OTHER: "其它",
        },
        order=(
            ActivityKind.OTHER, ActivityKind.IN, ActivityKind.OUT, ActivityKind.BANKING, ActivityKind.JOINT_MEETING,
            ActivityKind.TRAINING, ActivityKind.FORUM, ActivityKind.FAIR, ActivityKind.PROMOTION,
            ActivityKind.STATIONED,
        ),
    ),
    ProblemKind: Vocabulary(
        {
            ProblemKind.MONEY: "融资",
            ProblemKind.LAND: "用地",
            ProblemKind.POLICY: "政策",
            ProblemKind.APPROVAL: "手续",
            ProblemKind.OTHER: "其它",
        },
        order=tuple(reversed(ProblemKind)),
    ),
    UnitKind: Vocabulary(
        {
            UnitKind.COMMUNITY: "居委会 居民委员会 居",
            UnitKind.VILLAGE: "村委会",
            UnitKind.OUTSIDE: "外单位",
            UnitKind.TEAM: "专班",
            UnitKind.ENTERPRISE: "企业",
            UnitKind.PARK: "园",
            UnitKind.PERSON: "个人",
            UnitKind.DEPARTMENT: "镇属 乡属 机关 机构 科室 站 局 单位 站所 办 中心",
            UnitKind.OTHER: "其它",
        },
        order=tuple(reversed(UnitKind)),
    ),
}  # fmt: skip
_YES = frozenset({"是", "已", "有", "对", "√", "✓", "✔", "☑", "是的", "y", "yes", "t", "1", "true"}) | {
    "已完成", "完成", "已入统", "入统", "已纳统",
}  # fmt: skip
_NO = frozenset({"否", "未", "无", "不是", "没有", "×", "✗", "✘", "✖", "☐", "x", "n", "no", "f", "0", "false"}) | {
    "未完成", "尚未", "未入统", "未纳统", "",
}  # fmt: skip


def word_for(choices: type[Word], text: str, today: date | None = None) -> Word | None:
    """The word of ``choices`` that a cell means; None where nobody can tell."""
    found = _word(choices, text, today)
    return found if isinstance(found, choices) else None


@lru_cache(maxsize=16_384)
def _word(choices: type[StrEnum], text: str, today: date | None) -> Any:
    return word_in(VOCABULARIES[choices], text, today)


@lru_cache(maxsize=16_384)
def says(word: Stage, text: str, today: date | None = None) -> bool:
    """Whether a text says itself that a stage is reached; see :func:`is_said`."""
    return is_said(VOCABULARIES[Stage], word, text, today)


def flag_for(text: str) -> bool | None:
    """Yes or no; None where nobody can tell."""
    words = clean(text).lower()
    return True if words in _YES else False if words in _NO else None
