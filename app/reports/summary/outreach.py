"""招商活动和线索: trips, receptions and fairs with what came of each; leads, townspeople and ambassadors."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from app.reports import phrases
from app.reports.statements import Statement, said
from app.reports.summary.scene import Scene
from app.reports.wording import away_words
from app.services.activities.outcomes import TRIPS, Held
from app.values.activities import ActivityKind
from app.values.kinds import LedgerKind

_KINDS = (
    (ActivityKind.OUT, "外出招商"),
    (ActivityKind.IN, "接待来访客商"),
    (ActivityKind.FAIR, "参加展会"),
    (ActivityKind.PROMOTION, "举办推介会"),
    (ActivityKind.FORUM, "参加论坛"),
    (ActivityKind.BANKING, "开展银企对接"),
    (ActivityKind.TRAINING, "举办招商培训"),
)
_NAMED = {ActivityKind.FAIR, ActivityKind.PROMOTION, ActivityKind.FORUM, ActivityKind.TRAINING}
_SITES = 6
_WRITTEN = re.compile(r"签约(?:项目)?(\d+)个")
_FIRMS = 2  # so few firms are named
_A_SENTENCE = 4  # characters from which an outcome says something: 签约1个, not 选址
_NOTHING = re.compile(r"(?:暂时?|尚|还|目前)?(?:无|没有?|未)")  # how an outcome begins that there was none


def statements(scene: Scene) -> Iterator[Statement]:
    """Activities by kind, stationed work by 片区, leads and what became of them, townspeople."""
    held = scene.review.activities
    for kind, words in _KINDS:
        found = [each for each in held if each.kind is kind]
        yield from said(_activities(scene, words, found), LedgerKind.ACTIVITIES, (each.id for each in found))
        yield from _came_of(found)
    away = (each.id for each in held if each.kind in TRIPS)
    yield from said(_away(scene), LedgerKind.ACTIVITIES, away, note="外出招商考勤")
    stationed = [each for each in held if each.kind is ActivityKind.STATIONED]
    yield from said(_stationed(stationed), LedgerKind.ACTIVITIES, (each.id for each in stationed))
    yield from said(_leads(scene), LedgerKind.LEADS, scene.review.leads)
    yield from said(_policies(scene), LedgerKind.LEADS, scene.review.planned_leads)
    yield from said(_fellows(scene), LedgerKind.FELLOWS, scene.review.fellows)


def _activities(scene: Scene, words: str, found: Sequence[Held]) -> str:
    if not found:
        return ""
    firms = list(dict.fromkeys(firm.name for each in found for firm in each.came.firms))
    leads = {lead.id for each in found for lead in each.came.leads}
    valid = {lead.id for each in found for lead in each.came.leads if lead.is_valid}
    places = list(dict.fromkeys(each.place for each in found if each.place))
    kind = found[0].kind
    only = found[0].title if len(found) == 1 and kind in _NAMED else ""
    trained = sum(each.people for each in found) if kind is ActivityKind.TRAINING else 0
    more = (
        f"{'先后' if len(places) > 1 else ''}赴{phrases.people(places, most=_SITES)}"
        if places and kind is ActivityKind.OUT
        else "",
        f"参训{trained}人" if trained else "",
        f"对接{phrases.people(firms)}" if 0 < len(firms) <= _FIRMS else f"对接企业{len(firms)}家" if firms else "",
        _leads_found(len(leads), len(valid)),
        _told(found[0]) if len(found) == 1 and not leads else "",
    )
    if kind is ActivityKind.TRAINING and not any(more):
        return ""  # that one was held is no achievement of the year
    return phrases.joined(f"{scene.so_far}{words}{len(found)}次" + (f"（{only}）" if only else ""), *more)


def _told(held: Held) -> str:
    """What the office wrote of an activity's outcome, where it says more than a word and no record says it."""
    says_something = len(held.outcome) >= _A_SENTENCE and not _NOTHING.match(held.outcome)
    return held.outcome if says_something and not held.came.on_site else ""


def _away(scene: Scene) -> str:
    """外出招商考勤: teams, people and days of all trips, and who did not go."""
    return away_words(scene.review.away)


def _leads_found(found: int, valid: int) -> str:
    if not found:
        return ""
    if valid == found:
        return f"带回有效线索{valid}条"
    return f"带回线索{found}条" + (f"（有效{valid}条）" if valid else "")


def _came_of(found: Sequence[Held]) -> Iterator[Statement]:
    """What each activity brought: its on-site signings with their sums; of an event without, what the office wrote."""
    for each in found:
        where = f"“{each.title or each.place or each.held_on.text()}”"
        if each.came.on_site:
            keys = (signing.id for signing in each.came.on_site)
            yield from said(_signings(where, each), LedgerKind.PROJECTS, keys, level=3)
        elif len(found) > 1 and each.kind in _NAMED and _told(each):
            yield from said(f"{where}{_told(each)}。", LedgerKind.ACTIVITIES, (each.id,), level=3)


def _signings(where: str, held: Held) -> str:
    sums = [signing.amount for signing in held.came.on_site]
    known = [amount for amount in sums if amount]
    names = phrases.named(signing.name for signing in held.came.on_site)
    written = _WRITTEN.search(held.outcome)
    if written and int(written[1]) > len(sums):  # the office counts more than the library has
        return f"{where}{held.outcome}，其中有{names}。"
    return phrases.joined(
        f"{where}现场签约项目{len(sums)}个：{names}",
        f"签约金额{phrases.money(sum(known))}" if len(known) == len(sums) else "",
    )


def _stationed(found: Sequence[Held]) -> str:
    if not found:
        return ""
    areas: dict[str, list[Held]] = defaultdict(list)
    for each in found:
        areas[each.area or each.place or "未注明片区"].append(each)
    parts = [_area(area, of_area) for area, of_area in areas.items()]
    days = sum(each.came.days for each in found)
    return phrases.joined(f"驻外招商{days}天", f"其中{phrases.series(parts)}" if len(parts) > 1 else parts[0])


def _area(area: str, found: Sequence[Held]) -> str:
    firms = {firm.name for each in found for firm in each.came.firms}
    valid = {lead.id for each in found for lead in each.came.leads if lead.is_valid}
    signed = {signing.id for each in found for signing in each.came.signings}
    counts = [("拜访企业", len(firms), "家"), ("有效线索", len(valid), "条"), ("签约项目", len(signed), "个")]
    told = "、".join(f"{words}{count}{measure}" for words, count, measure in counts if count)
    return f"{area}{sum(each.came.days for each in found)}天" + (f"、{told}" if told else "")


def _leads(scene: Scene) -> str:
    review = scene.review
    if not review.leads:
        return ""
    return phrases.joined(
        f"{scene.so_far}登记招商线索{len(review.leads)}条",
        f"研判有效{len(review.valid)}条" if review.valid else "",
        f"转化为项目{len(review.converted)}条" if review.converted else "",
        f"搁置或终止{len(review.given_up)}条" if review.given_up else "",
    )


def _policies(scene: Scene) -> str:
    planned = scene.review.planned_leads
    return f"对推进困难的{len(planned)}条线索制定“一企一策”措施。" if planned else ""


def _fellows(scene: Scene) -> str:
    review = scene.review
    if not review.fellows:
        return ""
    return phrases.joined(
        f"建立在外乡贤名录{len(review.fellows)}人",
        f"聘请招商大使{len(review.ambassadors)}人" if review.ambassadors else "",
        f"{scene.so_far}联系乡贤{len(review.fellows_met)}人" if review.fellows_met else "",
        f"乡贤提供线索{len(review.fellow_leads)}条" if review.fellow_leads else "",
    )
