"""稳妥口径: the words that no paper carries under it, and how a text says the same without them."""

import re

_PLACES = r"[一二三四五六七八九十百\d]+(?:名|位)"
# What a sentence may still say, in milder words. Longer words stand before the shorter ones that they hold.
_SAID = {
    "责任状|军令状": "目标任务书",
    "一票否决|否决": "前置条件",
    "不参加排名": "不参加比较",
    "排名次|排名|名次|位次": "比较",
    "奖励分|奖励": "加分",
}
# What a sentence is left out for. A name that must stay (of a scheme, of an item) has the word that follows.
_LEFT_OUT = {
    # A firm's own security under its agreement is no deposit of officials: a notice must name it as the agreement does.
    "(?:风险)?抵押金|(?<!履约)保证金|风险金|押金": "约定款项",
    "评先评优|评优评先|评先|评优|评奖|先进(?:单位|集体|个人)": "综合评价",
    "奖优罚劣|奖惩": "结果运用",
    "奖金|嘉奖|重奖|记功|表彰": "肯定",
    f"(?:前|第){_PLACES}": "靠前",
    f"末位|末尾|倒数(?:第?{_PLACES})?|后{_PLACES}": "靠后",
    "红黑榜|红榜|黑榜": "进度表",
    "流动红旗|黄牌": "提醒",
    "问责|诫勉": "督促",
    "扣发": "核定",
    "立状": "签订",
    "取消[^，。；]*资格": "另行研究",
}
_STERN = re.compile("|".join(_LEFT_OUT))


def is_stern(text: str) -> bool:
    """Whether a text speaks of deposits, honours, sanctions or places, which no other word says more mildly."""
    return _STERN.search(text) is not None


def milder(text: str) -> str:
    """A text that must stay, without a stern word: names of letters, of items, of methods; how a score came about."""
    for table in (_SAID, _LEFT_OUT):
        for stern, mild in table.items():
            text = re.sub(stern, mild, text)
    return text
