"""稳妥口径: a name keeps no stern word, whichever way an office writes it; what is neutral stays as it is."""

import pytest

from app.values.mild import is_stern, milder

SAID = ("责任状", "军令状", "一票否决", "否决", "不参加排名", "排名次", "排名", "名次", "位次", "奖励分", "奖励")
LEFT_OUT = (
    "风险抵押金", "抵押金", "保证金", "风险金", "风险押金", "评先评优", "评优评先", "评先", "评优", "先进单位",
    "先进个人", "奖优罚劣", "奖惩", "奖金", "嘉奖", "重奖", "记功", "表彰", "第一名", "第3名", "前三名",
    "前10位", "后三位", "末位", "末尾", "倒数第二名", "倒数", "红黑榜", "黑榜", "流动红旗", "黄牌", "问责",
    "诫勉", "扣发", "立状", "取消当年评优资格",
)  # fmt: skip
NEUTRAL = (
    "企业应于3月1日前缴清履约保证金。",
    "考核结果纳入年度综合考核。", "先进制造业项目", "红旗村", "第一责任人", "前期工作经费", "三名以上工作人员",
    "状元路", "位于园区东侧", "实名登记", "后续跟踪服务",
)  # fmt: skip


@pytest.mark.parametrize("word", [*SAID, *LEFT_OUT])
def test_a_name_has_nothing_stern_left(word: str) -> None:
    said = milder(f"年度{word}办法（{word}）")
    assert not any(stern in said for stern in (*SAID, *LEFT_OUT))
    assert not is_stern(said)


@pytest.mark.parametrize("word", LEFT_OUT)
def test_a_sentence_that_no_other_word_says_more_mildly_is_left_out(word: str) -> None:
    assert is_stern(f"年终按总分{word}的，按规定办理。")


@pytest.mark.parametrize("text", NEUTRAL)
def test_what_is_neutral_stays(text: str) -> None:
    assert not is_stern(text)
    assert milder(text) == text
