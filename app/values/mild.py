"""稳妥口径: the words that no paper carries under it, and how a text says the same without them."""

import re

_STERN = re.compile(
    r"抵押金|保证金|否决|评先评优|评先|评优|奖励|奖金|奖惩|嘉奖|排名|名次|末位|红黑榜|问责|扣发|责任状|军令状|立状|取消[^，。；]*资格"
)
# Longer words before the shorter ones that they hold.
_MILDER = (
    ("责任状", "目标任务书"),
    ("军令状", "目标任务书"),
    ("一票否决", "前置条件"),
    ("否决", "前置条件"),
    ("不参加排名", "不参加比较"),
    ("排名次", "比较"),
    ("排名", "比较"),
    ("名次", "比较"),
    ("奖励分", "加分"),
    ("奖励", "加分"),
)


def is_stern(text: str) -> bool:
    """Whether a text speaks of deposits, vetoes, rewards, honours or rankings."""
    return _STERN.search(text) is not None


def milder(text: str) -> str:
    """A text that must stay, without the stern words that it has: names of letters, of items, of methods."""
    for stern, mild in _MILDER:
        text = text.replace(stern, mild)
    return text
