"""Letters for the tests of paper: one with everything in it, and parts to change."""

from itertools import groupby

from app.services.letters.sheet import Clause, LetterSheet, Section, Signature, TargetLine
from app.services.letters.wording import DEFAULTS, PLACEHOLDERS, filled

RARE = "陈喆、王堃、䶮子、㛃儿、𬭊元素"
HAN = "清溪镇坚持项目为王把招商引资作为经济工作的生命线全面落实责任分解任务逐级压实定期通报"
PARTIES = (("甲方", "清溪镇人民政府"), ("乙方", "经济发展办公室"))
SIGNATURES = (
    Signature("甲方（盖章）：", "代表人（签字）：", "清溪镇人民政府"),
    Signature("乙方（盖章）：", "责任人（签字）：", "经济发展办公室"),
)
TARGETS = (
    TargetLine("到位资金", "万元", "12000.00", "15000.00"),
    TargetLine("其中：省外到位资金", "万元", "8000.50", "9000.00", "以县认定为准"),
    TargetLine("新签约亿元以上工业项目（固定资产投资不含土地费用）", "个", "2", "3"),
    TargetLine("标准厂房", "万平方米", "3.5", "4"),
)


def letter(**changes) -> LetterSheet:
    """A letter of two parties with headings of every level and rare characters."""
    values = {
        "title": "清溪镇2026年度招商引资工作目标责任书",
        "number": "清招责〔2026〕1号",
        "parties": PARTIES,
        "opening": "为落实全县2026年度招商引资目标任务，压实工作责任，经镇党委、政府研究，甲方与乙方签订本责任书。",
        "sections": (
            Section(
                "目标任务",
                (
                    Clause("2026年度，乙方完成下列目标任务：", 0),
                    Clause("引进到位资金12000万元，其中省外资金8000.50万元。"),
                    Clause(f"更新在外乡贤名录50人（含{RARE}）。"),
                ),
            ),
            Section(
                "工作要求",
                (
                    Clause("强化服务"),
                    Clause("建立专班，“一个项目、一名领导、一套班子、一抓到底”。", 3),
                    Clause("主要领导每月调度1次。", 4),
                    Clause("如实填报，不得虚报、瞒报、重复统计。"),
                ),
            ),
            Section("其他", (Clause("本责任书一式叁份，自双方签字盖章之日起生效。", 0),)),
        ),
        "signatures": SIGNATURES,
    }
    return LetterSheet(**(values | changes))


def long_letter(clauses: int, length: int = 60, **changes) -> LetterSheet:
    """A letter whose text runs to about ``clauses`` × ``length`` characters."""
    text = (HAN * (length // len(HAN) + 1))[:length] + "。"
    return letter(sections=(Section("工作要求", tuple(Clause(text) for _ in range(clauses))),), **changes)


def four_sign(clauses: int) -> LetterSheet:
    """A letter of so many clauses, one to three lines each, with two rows of seals."""
    third = Signature("丙方（盖章）：", "代表人（签字）：", "中共清溪镇委员会")
    fourth = Signature("监督方（盖章）：", "负责人（签字）：", "镇纪委")
    several = tuple(Clause((HAN * 3)[: 20 + place * 37 % 80] + "。") for place in range(clauses))
    sections = (Section("目标任务", several[:4]), Section("工作要求", several[4:]))
    return letter(sections=sections, signatures=(*SIGNATURES, third, fourth))


_STATED = (
    "实际到位内资500万元，奋斗目标600万元",
    "新签约项目3个",
    "新签约亿元以上工业项目（固定资产投资不含土地费用、不含房地产）2个，奋斗目标3个",
    "有效线索4条",
    "外出招商2次",
    "实际利用外资100万美元，奋斗目标120万美元",
)
_FURTHER = (
    "引进项目亩均投资不低于300万元、亩均税收不低于15万元，投资强度不达标的不计入任务完成数。",
    "每季度外出招商不少于1次。",
    "对落户企业实行“一个项目、一名领导、一套班子、一抓到底”，主要领导每月到现场调度1次，问题清单按月销号。",
    "配合做好标准厂房招商和劳务输出工作。",
)


def office_letter(targets: int, more: int, signing: int, *, in_table: bool = False) -> LetterSheet:
    """A letter in the program's own wording: 1 to 6 ``targets``, 0 to 4 clauses ``more``, 1 to 4 ``signing``."""
    words = dict.fromkeys(PLACEHOLDERS, "2026年度招商引资") | {"联络员": "宋晓静", "报送日": "25日", "责任单位": "乙方"}
    lead = Clause("2026年度，乙方完成下列目标任务：", 0)
    stated = () if in_table else tuple(Clause(f"{each}。") for each in _STATED[:targets])
    lines = (TARGETS * 2)[:targets] if in_table else ()
    sections = [Section("目标任务", (lead, *stated), lines)]
    for heading, several in groupby((each for each in DEFAULTS if each.is_on), key=lambda each: each.heading):
        texts = [filled(each.text, words) for each in several] + list(_FURTHER[:more] if len(sections) == 1 else ())
        sections.append(Section(heading, tuple(Clause(text, 0 if len(texts) == 1 else 2) for text in texts)))
    third = Signature("丙方（盖章）：", "代表人（签字）：", "中共清溪镇委员会")
    fourth = Signature("监督方（盖章）：", "负责人（签字）：", "镇纪委")
    return letter(sections=tuple(sections), signatures=(*SIGNATURES, third, fourth)[:signing])
