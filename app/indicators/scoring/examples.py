"""A worked example of each shape, worked out by the shape itself: what a workbook shows beside its parameters."""

from collections.abc import Mapping
from fractions import Fraction

from app.indicators.scoring import rule_from_words, score
from app.indicators.scoring.shape import Case, Figure
from app.indicators.scoring.words import number

_FULL = Fraction(10)
# The parameters of an example, where the usual ones show too little.
_WORDS: Mapping[str, str] = {
    "P1": "起评完成率=60%",
    "P2": "封顶完成率=120%",
    "P3": "本项权重=50%\n并列指标=签约金额:50%",
    "T1": "档次=100%:10、80%:7、60%:4",
    "D1": "每少一项扣分=0.5",
    "D2": "每件扣分=1\n其他事件=弄虚作假:2",
    "D3": "每个百分点扣分=0.2",
    "D4": "最低个数=100000:1:1、30000:3:0.5",
    "B1": "规模档次=100000:4、50000:2",
    "B2": "目标档次=5000:0.2、0:0.1",
    "E1": "每件加分=2\n其他事件=现场签约:1、弄虚作假:-3",
    "K1": "每后一名减=1.5\n计分名次=5",
    "M1": "最低数=1\n每少一项扣分=0.5",
    "V1": "最低要求=10\n达不到的后果=取消评先评优资格",
}


def example(code: str) -> tuple[str, str]:
    """An example's parameters and its working with the score, of an item of ten points."""
    words = _WORDS.get(code, "")
    outcome = score(rule_from_words(code, words, str), _FULL, _case(code))
    shown = "—" if outcome.score is None else number(outcome.score)
    return words, f"分值10分：{outcome.working}（得分{shown}）"


def _case(code: str) -> Case:
    done = Fraction(12 if code in {"P2", "B2", "T2"} else 9)
    main = Figure("新签约项目", "个", done, Fraction(10), ratings=(Fraction(92), Fraction(88)))
    if code in {"B1", "D2", "E1"}:
        main = Figure("新签约项目", "个", Fraction(3), Fraction(10))
    others = {
        "签约金额": Figure("签约金额", "万元", Fraction(8000), Fraction(10_000)),
        "弄虚作假": Figure("弄虚作假", "件", Fraction(1)),
        "现场签约": Figure("现场签约", "个", Fraction(2)),
    }
    group = tuple(Figure("新签约项目", "个", Fraction(value), Fraction(10)) for value in (12, 9, 4))
    sizes = {Fraction(size): Fraction(count) for size, count in ((100_000, 1), (50_000, 2), (30_000, 3))}
    return Case(main, others, group, sizes, tuple(map(Fraction, (1, 0, 2, 1))))
