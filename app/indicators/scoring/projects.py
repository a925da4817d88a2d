"""What the shapes that count projects share: only those of a size and of an industry, and how both are written."""

from fractions import Fraction

from app.indicators.scoring.parameter import Meaning, Sort
from app.indicators.scoring.shape import CannotScore, Case
from app.indicators.scoring.words import number

INDUSTRIES = Meaning("产业", Sort.WORDS, "只计产业栏写有这些字的项目，如工业；几个用顿号隔开，不填则都计")


def industries_of(words: str) -> tuple[str, ...]:
    """The industries that a parameter names."""
    return tuple(each for each in words.replace(",", "、").replace("，", "、").split("、") if each)


def pieces_of(case: Case, size: Fraction) -> Fraction:
    """How many of the counted projects are at least so large; :class:`CannotScore` where no projects are counted."""
    if size not in case.sizes:
        raise CannotScore(f"“{case.main.title}”不按项目统计，不能按规模或产业计分")
    return case.sizes[size]


def described(size: Fraction, industries: tuple[str, ...]) -> str:
    """Which projects alone count: 工业类总投资300万元以上的."""
    of_industry = f"{'、'.join(industries)}类" if industries else ""
    of_size = f"总投资{number(size)}万元以上" if size else ""
    return f"{of_industry}{of_size}的" if of_industry or of_size else ""
