"""工作机制和服务保障: who looks after what, letters signed, problems solved, what was admitted and what ended."""

from collections.abc import Iterator
from fractions import Fraction

from app.reports import phrases
from app.reports.statements import Statement, said
from app.reports.summary.scene import Scene, ids
from app.services.report_facts import StandingProject
from app.values.activities import ActivityKind
from app.values.kinds import LedgerKind
from app.values.stages import MilestoneKind

_WAN = 100 * 10_000  # hundredths of a square metre in 万平方米


def statements(scene: Scene) -> Iterator[Statement]:
    """Letters and leaders, admission, problems, ended agreements, factories."""
    review = scene.review
    led = [each for each in scene.living if each.row.leader]
    yield from said(_responsibility(scene), LedgerKind.PROJECTS, (*ids(led), *ids(_with_both(scene))))
    meetings = [each for each in review.activities if each.kind is ActivityKind.JOINT_MEETING]
    yield from said(_meetings(scene, len(meetings)), LedgerKind.ACTIVITIES, (each.id for each in meetings))
    yield from said(_admission(scene), LedgerKind.PROJECTS, (key for key, _ in (*review.passed, *review.refused)))
    yield from said(_problems(scene), LedgerKind.PROBLEMS, (*review.raised, *review.closed))
    ended = scene.came_to(MilestoneKind.ENDED)
    yield from said(_ended(scene), LedgerKind.PROJECTS, ids(ended))
    yield from said(_factories(scene), LedgerKind.PROJECTS)


def _responsibility(scene: Scene) -> str:
    review = scene.review
    led = [each for each in scene.living if each.row.leader]
    leaders = {each.row.leader for each in led}
    signed = len(review.letters_signed)
    return phrases.joined(
        f"与{signed}个责任单位签订目标责任书" if signed else "",
        f"另有{review.letters - signed}个单位尚未签订" if 0 < signed < review.letters else "",
        f"{len(leaders)}名领导包保项目{len(led)}个" if led else "",
        f"{len(both)}个项目由行业主管部门和属地共同牵头" if (both := _with_both(scene)) else "",
    )


def _with_both(scene: Scene) -> list[StandingProject]:
    """双牵头: projects that have a unit of their trade in the lead beside the one they lie in."""
    return [each for each in scene.living if each.row.lead_unit and each.row.lead_unit != each.row.unit]


def _admission(scene: Scene) -> str:
    passed, refused = set(scene.review.passed), set(scene.review.refused)
    if not passed and not refused:
        return ""
    mended, out = passed & refused, refused - passed
    return phrases.joined(
        f"{scene.so_far}组织评审项目{len(passed | refused)}个",
        f"通过{len(passed)}个" if passed and out else "均已通过" if len(passed) > 1 else "",
        f"其中{len(mended)}个经修改完善后通过" if mended else "",
        f"未通过{len(out)}个，不予引进" if out else "",
    )


def _problems(scene: Scene) -> str:
    """Raised and solved, each of its own set: what was solved may have been raised in an earlier year."""
    review = scene.review
    raised, closed = len(review.raised), len(review.closed)
    earlier = closed - len(set(review.closed) & set(review.raised))
    older = f"（含以前提出的{earlier}个）" if earlier and raised else ""
    return phrases.joined(
        f"{scene.so_far}收集项目问题{raised}个" if raised else "",
        (f"协调解决{closed}个" if raised else f"{scene.so_far}协调解决项目问题{closed}个") + older if closed else "",
        f"其中按时限办结{len(review.closed_in_time)}个" if review.closed_in_time else "",
    )


def _ended(scene: Scene) -> str:
    """Agreements that were ended, and what took their place."""
    ended = scene.came_to(MilestoneKind.ENDED)
    signed = set(ids(scene.came_to(MilestoneKind.SIGNED)))
    again = [name for key, name in scene.review.again if key in signed]
    return phrases.joined(
        f"终止项目{len(ended)}个（{phrases.named(each.row.name for each in ended)}）" if ended else "",
        f"通过二次招商引进{phrases.named(again)}" if again else "",
    )


def _meetings(scene: Scene, held: int) -> str:
    return f"{scene.so_far}召开招商引资联席会议{held}次。" if held else ""


def _factories(scene: Scene) -> str:
    done, area = scene.review.factories_done, scene.review.factories_area
    if not done or scene.month.figures.row("factory_area_completed").target is not None:
        return ""  # the target's own sentence says it
    return phrases.joined(f"建成标准厂房{phrases.plain(Fraction(area, _WAN))}万平方米")
