"""Names in running text: which words are people's names, and how they are hidden."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

Hide = Callable[[str], str]
_SOMEBODY = "某人"
_KIN = "堂表弟兄哥姐妹父母爸妈叔伯舅姑姨侄儿子女婿媳嫂岳"
BETWEEN = re.compile(r"[、，,；;/／\s（）()：:\d-]+")
# Most of the country's people bear one of these; what begins otherwise, such as 招商部, is taken for no name.
_FAMILIES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴"
    "霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚"
    "岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑"
    "迟邝"
)
_TWO_SIGN_FAMILIES = frozenset(
    {"欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "端木", "南宫", "司徒"}
)
_FOREIGN = re.compile(r"[A-Z][A-Za-z.'-]+(?: [A-Z][A-Za-z.'-]+){1,3}")
_ROLES = frozenset(
    {
        "无",
        "暂无",
        "待定",
        "本人",
        "企业",
        "公司",
        "政府",
        "老板",
        "经理",
        "总经理",
        "主任",
        "负责人",
        "董事长",
        "联系人",
        "法人",
    }
    | {
        "老乡",
        "乡贤",
        "商会",
        "朋友",
        "同学",
        "战友",
        "亲戚",
        "熟人",
        "自行",
        "网络",
        "其他",
        "本地",
        "外地",
        "客商",
        "投资人",
    }
)
_ENDINGS_OF_ROLES = ("经理", "主任", "书记", "镇长", "局长", "老板", "董事", "商会", "介绍", "招商", "推荐")
_SAID_OF_PEOPLE = re.compile(r"介绍|推荐|引荐|先生|女士|老板|总(?![部成])|经理|夫妇|等人|(?=的项目)")
_OF_OFFICES = frozenset("局部办会所委站室处院厂店组队司行员镇村乡县市区省街州园校馆")  # 林业局, 管委会, 项目部


def names(lines: Iterable[str]) -> set[str]:
    """The words of ``lines`` that look like people's names: 宋岩石 in 弟宋岩石13800000000.

    What stands first in a field of people is taken for a name whatever its family: 阿布都·买买提, 佟一, John Smith.
    """
    found: set[str] = set()
    for line in lines:
        parts = [part for part in BETWEEN.split(line) if part]
        found |= {name for part in parts for name in (part, part.lstrip(_KIN)) if _is_a_name(name)}
        if parts and _may_be_a_name(parts[0]):
            found.add(parts[0])
        if _FOREIGN.fullmatch(line.strip()):
            found.add(line.strip())
    return found


def _may_be_a_name(text: str) -> bool:
    if text in _ROLES or text[-1] in _OF_OFFICES or text.endswith(_ENDINGS_OF_ROLES):
        return False
    return 2 <= len(text.replace("·", "")) <= (20 if "·" in text else 3) and all(
        "一" <= sign <= "鿿" or sign == "·" for sign in text
    )


def _is_a_name(text: str) -> bool:
    family = 2 if text[:2] in _TWO_SIGN_FAMILIES else int(text[:1] in _FAMILIES)
    if not family or text[-1] in _OF_OFFICES or text in _ROLES:
        return False
    return 1 <= len(text) - family <= 2 and all("一" <= sign <= "鿿" for sign in text)


def replacer(words: Iterable[str], among_people: Iterable[str] = ()) -> Hide:
    """Puts 某人 for each of many words, the longest first; quick for thousands, since few begin with the same sign.

    ``among_people`` are names that are words too: they are hidden only where something follows that is said of people.
    """
    doubtful = frozenset(among_people) - (words := frozenset(words))
    words |= doubtful
    begins: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=len, reverse=True):
        begins[word[0]].append(word)
    if not begins:
        return lambda text: text
    starts = re.compile("[" + re.escape("".join(begins)) + "]")

    def hide(text: str) -> str:
        parts, done = [], 0
        while found := starts.search(text, done):
            at = found.start()
            word = next((word for word in begins[text[at]] if _stands_at(text, at, word)), None)
            if word in doubtful and not _SAID_OF_PEOPLE.match(text, at + len(word or "")):
                word = None
            parts.append(text[done:at] + (_SOMEBODY if word else text[at]))
            done = at + len(word or text[at])
        return "".join(parts) + text[done:]

    return hide


def _stands_at(text: str, at: int, word: str) -> bool:
    """Whether the word begins there; a number within a longer one is another number."""
    if not text.startswith(word, at):
        return False
    within = text[at - 1 : at].isdigit() or text[at + len(word) :][:1].isdigit()
    return not (within and word.isdigit())
