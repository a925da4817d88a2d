"""存在的问题: missed targets, late starts, money that stays away, promises past their day, what stands still."""

from collections.abc import Iterator

from app.reports import phrases
from app.reports.statements import Statement, said
from app.reports.summary.scene import Scene, ids
from app.reports.wording import ahead_words
from app.services import report_facts
from app.services.report_facts import StandingProject
from app.values.kinds import LedgerKind
from app.values.stages import Chip, MilestoneKind


def statements(scene: Scene) -> Iterator[Statement]:
    """Each shortfall that the records show."""
    month = scene.month
    yield from said(_targets(scene), LedgerKind.TARGETS)
    late = _late_starts(scene)
    yield from said(_starts(late), LedgerKind.PROJECTS, ids(late))
    waiting = [each for each in _not_started(scene) if each not in late]
    yield from said(_waiting(scene, waiting), LedgerKind.PROJECTS, ids(waiting))
    outside = _not_in_statistics(scene)
    yield from said(_statistics(outside), LedgerKind.PROJECTS, ids(outside))
    yield from said(_large(scene), LedgerKind.PROJECTS, ids(scene.came_to(MilestoneKind.SIGNED)))
    yield from said(_problems(scene), LedgerKind.PROBLEMS, (row.id for row in month.problems))
    silent = scene.review.silent
    yield from said(_silent(scene), LedgerKind.LEADS, (key for key, _ in silent))


def _targets(scene: Scene) -> str:
    if scene.is_whole_year:
        missed = [row for row in scene.month.targeted if row.completion is not None and row.completion < 1]
        parts = [
            f"{row.title}差{phrases.figure(row.target - row.actual, row.measure)}"
            for row in missed
            if row.target is not None and row.actual is not None and row.measure != "%"
        ]
        return f"{_of_all(len(missed), len(scene.month.targeted))}未完成，{'、'.join(parts)}。" if parts else ""
    behind = [row for row in scene.month.targeted if row.ahead is not None and row.ahead < 0]
    parts = [f"{row.title}{ahead_words(row.ahead)}" for row in behind if row.ahead is not None]
    some = "部分指标" if len(behind) < len(scene.month.targeted) else "各项指标都"
    return f"{some}未达到序时进度，{'、'.join(parts)}。" if parts else ""


def _of_all(missed: int, targets: int) -> str:
    if missed < targets:
        return "部分目标任务"
    return "各项目标任务均" if targets > 1 else "目标任务"


def _late_starts(scene: Scene) -> list[StandingProject]:
    """Signed projects whose planned start has passed without a start."""
    until = scene.month.until
    return [
        each
        for each in scene.at(Chip.SIGNED)
        if each.row.start_planned_on is not None and each.row.start_planned_on.last < until
    ]


def _starts(late: list[StandingProject]) -> str:
    if not late:
        return ""
    return f"{len(late)}个签约项目未按计划时间开工，{phrases.naming(each.row.name for each in late)}。"


def _not_started(scene: Scene) -> list[StandingProject]:
    """Projects signed in the period that have not started; only where the office records starts at all."""
    if "start_rate" in scene.month.figures.unrecorded:
        return []
    signed = ids(scene.came_to(MilestoneKind.SIGNED))
    return [each for each in scene.at(Chip.SIGNED) if each.row.id in signed]


def _waiting(scene: Scene, waiting: list[StandingProject]) -> str:
    if not waiting:
        return ""
    return (
        f"{scene.so_far}签约项目中还有{len(waiting)}个没有开工，{phrases.naming(each.row.name for each in waiting)}。"
    )


def _not_in_statistics(scene: Scene) -> list[StandingProject]:
    """Projects in production that never came into the statistics, where the office records 入统 at all."""
    period = scene.month.period
    if not any(MilestoneKind.IN_STATISTICS in each.dates for each in scene.living):
        return []
    return [
        each for each in scene.at(Chip.IN_PRODUCTION) if not period.is_past(each.dates.get(MilestoneKind.IN_STATISTICS))
    ]


def _statistics(outside: list[StandingProject]) -> str:
    if not outside:
        return ""
    return f"已投产项目中有{len(outside)}个尚未入统，{phrases.naming(each.row.name for each in outside)}。"


def _large(scene: Scene) -> str:
    """A year without one large project is a thin one; said only where something was signed at all."""
    signed = scene.came_to(MilestoneKind.SIGNED)
    if len(signed) < 3 or scene.month.figures.row("projects_signed_100m").actual:
        return ""
    return "新签约项目体量偏小，没有亿元以上项目。"


def _problems(scene: Scene) -> str:
    found, until = scene.month.problems, scene.month.until
    if not found:
        return ""
    late = [row for row in found if report_facts.is_overdue(row, until)]
    kinds = phrases.tallied((row.kind for row in found), "个")
    return phrases.joined(
        f"尚有{len(found)}个项目问题没有解决",
        f"其中{kinds}" if kinds else "",
        _past(len(late), len(found)),
        f"涉及{phrases.named(row.project for row in late)}" if late else "",
    )


def _past(late: int, of: int) -> str:
    if not late:
        return ""
    return f"{late}个已超过承诺时限" if late < of or of == 1 else "均已超过承诺时限"


def _silent(scene: Scene) -> str:
    silent = scene.review.silent
    if not silent:
        return ""
    return f"{len(silent)}条在跟线索三个月以上没有跟进，{phrases.naming(name for _, name in silent)}。"
