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
        # What has stopped was under way once, and may go on; what is signed is talked of no longer.
        unsure=r"(?:停止|暂停|暂缓)(?:建设|施工|生产|运营|试产)|(?:建设|施工|生产|运营)已?(?:停止|暂停|中止)"
        r"|签约[、和及]?在谈|在谈[、和及]?签约",
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
        unsure=r"[省市]级?[已]?(?:核准)?认定",  # another level's word is not the county's
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
        acts="研判",
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
        unsure=r"已经?研判|研判(?:已|后|完|结束|通过)",  # how it was judged stands in another column
    ),
    CapitalNature: Vocabulary(
        {
            # 省外资金 holds the letters of 外资 and is domestic.
            CapitalNature.DOMESTIC: "省外资金 省外 市外资金 市外 县外资金 县外 省内 市内 县内 国内 境内 "
            "民营 民资 民企 私营 私企 个体 国有控股 国有 国资 国企 央企",
            CapitalNature.FOREIGN: "境外 国外 海外 港澳台资 港澳台商 港澳台 港资 台资 澳资 侨资 港商 台商 "
            "中外合资 中外合作 外商独资 外商 外企",
        },
        is_strict=True,
        beside="投资 独资 性质 类型 经营 境内",
    ),
    FundsSource: Vocabulary(
        {
            FundsSource.OTHER_PROVINCE: "外省 外省资金 省外资金 省外境内 境内省外 省际 跨省",
            FundsSource.OTHER_CITY: "省内市外 市外 省内市外资金 市外资金",
            FundsSource.OTHER_COUNTY: "市内县外 县外 县外资金 市内县外资金",
            FundsSource.ABROAD: "国外 海外 港澳台 港资 台资 外资 外商",
            FundsSource.UNKNOWN: "内资 国内",
        },
        is_strict=True,
    ),
    # 港元 and 欧元 hold the letter of 元, and so does 日元 that of 日.
    Currency: Vocabulary(
        {Currency.DOLLAR: "美金 USD US$ $", Currency.YUAN: "CNY RMB 元 ¥ ￥"},
        is_strict=True,
        beside="万 亿 单位 现汇",
        unsure="日[元圆]",
    ),
    LeadSource: Vocabulary(
        {
            LeadSource.FELLOW: "老乡 乡友",
            LeadSource.ENTERPRISE: "以商",
            LeadSource.STATIONED: "驻外",
            LeadSource.EVENT: "展会 活动 推介",
            LeadSource.AGENCY: "商会 协会",
            LeadSource.ASSIGNED: "上级 交办",
            LeadSource.WALK_IN: "来访 上门",
            LeadSource.NETWORK: "网上 网站 网络平台",
            LeadSource.FUND: "基金",
            LeadSource.OTHER: "其它",
        },
        order=tuple(reversed(LeadSource)),
        is_kind=True,
    ),
    ActivityKind: Vocabulary(
        {
            ActivityKind.OUT: "走出去 小分队 敲门 上门 外出 拜访 走访 考察 出访 赴",
            # Who comes to us comes to look round, too: 来访考察, 客商上门, 陪同考察.
            ActivityKind.IN: "请进来 来访 来镇 来乡 来村 来我 来县 来考察 到我 到镇 到访 莅临 回乡 返乡 "
            "客商考察 客商上门 企业上门 接待 邀请 陪同",
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
            ActivityKind.OTHER, ActivityKind.OUT, ActivityKind.IN, ActivityKind.BANKING, ActivityKind.JOINT_MEETING,
            ActivityKind.TRAINING, ActivityKind.FORUM, ActivityKind.FAIR, ActivityKind.PROMOTION,
            ActivityKind.STATIONED,
        ),
        unsure=r"(?:走出去|外出|赴|小分队|出访).*(?:请进来|接待|来访|邀请)|(?:请进来|接待|来访|邀请).*(?:走出去|外出|小分队|出访)"
        r"|取消|改期|因故",
        is_kind=True,
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
        is_kind=True,
    ),
    UnitKind: Vocabulary(
        {
            UnitKind.TOWNSHIP: "乡镇街道 镇街 镇 乡 街道 街道办 街道办事处",
            UnitKind.COMMUNITY: "居委会 居民委员会 居 社",
            UnitKind.VILLAGE: "村委会 村民委员会 行政村 村级",
            UnitKind.OUTSIDE: "外单位 外部单位 县外单位 镇外单位",
            UnitKind.TEAM: "专班 工作组 小组",
            UnitKind.ENTERPRISE: "企业 公司 国企",
            UnitKind.PARK: "园 开发区",
            UnitKind.PERSON: "个人",
            UnitKind.DEPARTMENT: "镇属 乡属 机关 机构 科室 站 所 局 单位 站所 办 办公室 中心",
            UnitKind.OTHER: "其它",
        },
        order=tuple(reversed(UnitKind)),
        is_strict=True,
        is_kind=True,
        beside="镇属 乡属 镇直 乡直 县直 事业 内设 工作 七 八 类",
        unsure=r"村.*(?:企业|公司)|[驻包]村",
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
