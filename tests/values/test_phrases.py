"""What words say of a state: each vocabulary in both directions, what is reached and what is not."""

from datetime import date
from enum import StrEnum

import pytest

from app.jobs.imports.words import VOCABULARIES, flag_for, word_for
from app.models.leads import Judgement, LeadState
from app.models.problems import ProblemKind
from app.models.units import UnitKind
from app.values.activities import ActivityKind
from app.values.capital import CapitalNature, Currency, FundsSource, FundsStatus
from app.values.phrases import Mood, says_that_it_stopped, states_in
from app.values.stages import Stage

TODAY = date(2026, 11, 30)
SAID: dict[type[StrEnum], dict[StrEnum | None, str]] = {
    Stage: {
        Stage.NEGOTIATING: "拟签约 未签约 待签约 即将签约 准备签约 力争年底签约 洽谈中 没有签约 考察洽谈 "
        "签订意向书 签署战略合作协议 签订投资框架协议 框架签约 签约在即 签约（框架协议） 签约（意向） 储备（在谈）",
        Stage.SIGNED: "签约 已签约 正式签约 签约未落地 未开工 尚未开工 拟落地 注册中 已签约正在办理前期手续 "
        "正在办理公司注册 正在办理工商登记注册",
        Stage.LANDED: "落地 已完成注册 拟开工 即将开工 计划开工 推迟开工 开工推迟 开工（计划） 2027年3月开工 "
        "开工（2026.12） 26年12月开工 后期开工",
        Stage.STARTED: "开工 在建 建设中 正在施工 已开工建设 "
        "开工（2026.3） 未投产 预计投产 计划2026年12月投产 一期完工，二期在建 建成未投产 竣工尚未投产 "
        "竣工待投产 已竣工，拟投产 建成即将投产 2026/12投产 竣工（2027.3） 投产（2027年） 开工（停工）",
        Stage.IN_PRODUCTION: "投产 竣工 已建成投产 一期投产",
        Stage.ENDED: "终止 已终止 退库 签约（已终止） 签约后终止",
        None: "未终止 不再推进 推进中 停滞 搁置 正在办理手续 签约失败 可能签约 "
        "可开工 具备开工条件 完成开工前准备 开工率80% "
        "未全面开工 没有完全投产 开工/投产 签约或落地 "
        "12月投产 签约在谈 在谈签约 暂停建设 停止运营 暂停生产 投产（已停产） 在建（烂尾） 签约【作废】 即开工",
    },
    FundsStatus: {
        FundsStatus.RECOGNISED: "县认定 已认定 认定 县级认定 已通过县认定 县认定通过 县里已认定",
        FundsStatus.REPORTED: "自报 上报 未认定 待认定 待县认定 未经县认定 拟上报县认定 县未认定 认定中 申请认定",
        FundsStatus.REJECTED: "不认定 不予认定 县级不认定 县认定未通过 不符合认定条件 认定未通过",
        FundsStatus.TOWNSHIP_CHECKED: "镇核 已核 镇核待县认定",
        None: "基本认定 部分认定 认定500万 退回 是 无需认定 市认定 省级认定 县认定（部分）",
    },
    Judgement: {
        Judgement.VALID: "有效 可行 有效线索 通过 研判有效 研判通过",
        Judgement.INVALID: "研判后无效 研判不通过 无效 非有效线索 不是有效线索 不成立 不可行 未通过 不通过",
        Judgement.PENDING: "待研判 未研判 研判中 有效性待核实 暂不具备条件",
        None: "基本有效 否 待核实 已研判 研判完成",
    },
    LeadState: {
        LeadState.CONVERTED: "转项目 已转项目 已签约",
        LeadState.NEGOTIATING: "在谈 洽谈中 未签约 拟签约 拟转项目",
        LeadState.SHELVED: "搁置 暂缓",
        LeadState.FAILED: "失败 终止",
        None: "未终止 洽谈签约事宜 讨论落地条件 签约未落地 已研判 研判通过 在邻县签约",
    },
    FundsSource: {
        FundsSource.OTHER_PROVINCE: "省外 外省 省外（浙江） 省外资金 省际",
        FundsSource.OTHER_CITY: "市外省内 市外",
        FundsSource.ABROAD: "境外 外资 港澳台",
        None: "非省外 省内 本地 浙江 省外、市外 省外（含境外）",
    },
    CapitalNature: {
        CapitalNature.DOMESTIC: "内资 省外资金 民营 内资企业 内资（省外） 国有企业",
        CapitalNature.FOREIGN: "外资 中外合资 外资（港资） 台资企业 外商投资企业",
        None: "非外资 内外资 含外资 原外资 外资占30% 不是外资 外资转内资",
    },
    Currency: {
        Currency.YUAN: "人民币 RMB 元 万元 人民币（万元） ¥",
        Currency.DOLLAR: "美元 美金 万美元 USD US$ $",
        None: "港元 港币 欧元 日元 英镑 HK$ 非美元 人民币（折美元） 人民币/美元 台币",
    },
    ActivityKind: {
        ActivityKind.OUT: "走出去 外出考察 考察 赴浙江考察 上门拜访 外出招商",
        ActivityKind.IN: "请进来 来访考察 客商来镇考察 到我镇考察 邀请考察 陪同考察 客商上门 "
        "企业上门洽谈 接待考察 回乡考察",
        None: "走出去、请进来 外出邀请客商 取消外出 拟外出 推介会、展会",
    },
    ProblemKind: {ProblemKind.LAND: "土地 用地手续", None: "土地、资金 资金和土地"},
    UnitKind: {
        UnitKind.VILLAGE: "村 村委会 行政村",
        UnitKind.DEPARTMENT: "部门 镇属部门 事业单位 站所",
        UnitKind.OUTSIDE: "外单位 外部单位",
        None: "村（社区） 村办企业 驻村工作队",
    },
}
CASES = [
    (choices, text, word) for choices, said in SAID.items() for word, texts in said.items() for text in texts.split()
]


@pytest.mark.parametrize(("choices", "text", "word"), CASES)
def test_a_state_is_reached_only_where_the_words_say_so(
    choices: type[StrEnum], text: str, word: StrEnum | None
) -> None:
    assert word_for(choices, text, TODAY) == word


@pytest.mark.parametrize("choices", list(VOCABULARIES))
@pytest.mark.parametrize("around", ["{}", "已{}", "{}（2026年）"])
def test_every_member_is_understood_by_its_own_name(choices: type[StrEnum], around: str) -> None:
    for member in choices:
        said = around.format(member.value)
        assert word_for(choices, said, TODAY) in {member, None} if around != "{}" else member


@pytest.mark.parametrize(
    "modifier", ["未{}", "尚未{}", "待{}", "拟{}", "即将{}", "计划{}", "预计{}", "准备{}", "不予{}", "推迟{}"]
)
@pytest.mark.parametrize("choices", [Stage, FundsStatus, Judgement, LeadState])
def test_no_member_is_reached_under_a_negation_or_a_plan(choices: type[StrEnum], modifier: str) -> None:
    vocabulary = VOCABULARIES[choices]
    for member in set(choices) - {LeadState.JUDGING}:  # a lead waits for its judgement in that very state
        said = states_in(vocabulary, modifier.format(member.value), TODAY)
        assert all(
            one.mood is not Mood.REACHED for one in said if one.word is member and member.value[0] not in "待未不"
        )


@pytest.mark.parametrize(
    ("text", "has_stopped"),
    [
        ("该项目已终止，原签约协议解除", True),
        ("停工整改中", True),
        ("投资方已撤资", True),
        ("未停工", False),
        ("防止停工", False),
        ("计划退出", False),
        ("原项目终止后二次招商", False),
        ("曾停工，现正常建设", False),
    ],
)
def test_a_text_says_that_something_has_stopped(text: str, has_stopped: bool) -> None:
    assert says_that_it_stopped(text) is has_stopped


def test_ticks_say_yes_and_crosses_no_and_circles_nothing() -> None:
    assert [flag_for(sign) for sign in "√✔☑是×✗☐否○●"] == [True] * 4 + [False] * 4 + [None, None]
