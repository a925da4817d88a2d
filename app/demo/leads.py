"""Made-up leads with their follow-ups, and the activities that brought some of them."""

from datetime import date, timedelta

from app.demo import names, words
from app.demo.place import Firm, Place, Seat, firm
from app.models.activities import Activity, ActivityFirm, ActivityKind
from app.models.leads import FollowUpKind, Judgement, Lead, LeadAction, LeadFollowUp, LeadSource, LeadState
from app.values.dates import PartialDate
from app.values.words import search_text

WAN = 1_000_000  # fen in 万元
_SOURCES = {
    LeadSource.FELLOW: 26,
    LeadSource.ENTERPRISE: 18,
    LeadSource.STATIONED: 12,
    LeadSource.EVENT: 14,
    LeadSource.AGENCY: 8,
    LeadSource.ASSIGNED: 8,
    LeadSource.WALK_IN: 10,
    LeadSource.NETWORK: 4,
}
_STATES = {
    LeadState.NEW: 10,
    LeadState.JUDGING: 12,
    LeadState.FOLLOWED: 40,
    LeadState.NEGOTIATING: 22,
    LeadState.SHELVED: 10,
    LeadState.FAILED: 6,
}


def gather(place: Place, count: int) -> None:
    """``count`` leads of last year and this one, two activities a month."""
    first = date(place.rows.today.year - 1, 1, 1)
    activities = _activities(place, first)
    for made in sorted(place.between(first, place.rows.today) for _ in range(count)):
        _lead(place, made, activities)


def _activities(place: Place, first: date) -> list[tuple[str, date]]:
    made = []
    month = first
    while month <= place.rows.today:
        following = (month + timedelta(days=32)).replace(day=1)
        for kind in (ActivityKind.OUT, ActivityKind.IN, *((ActivityKind.PROMOTION,) if month.month % 4 == 0 else ())):
            day = place.between(month, following - timedelta(days=1))
            made.append((_activity(place, kind, day), day))
        month = following
    return made


def _activity(place: Place, kind: ActivityKind, day: date) -> str:
    rng = place.rows.rng
    goes_out = kind is not ActivityKind.IN
    days = rng.randint(2, 5) if kind is ActivityKind.OUT else 1
    met = rng.sample(place.firms, min(len(place.firms), rng.randint(1, 3)))
    where = met[0].place if goes_out and met else place.name
    key = place.rows.add(
        Activity,
        kind=kind,
        name=f"赴{where}招商" if goes_out else f"接待{met[0].name if met else '客商'}考察",
        held_on=PartialDate.of(day),
        ended_on=PartialDate.of(min(day + timedelta(days=days - 1), place.rows.today)),
        place=where,
        area=rng.choice(words.AREAS) if goes_out else "",
        days=days,
        leader=rng.choice(place.leaders),
        unit_id=rng.choice(place.units).id,
        participants="、".join(names.person(rng) for _ in range(rng.randint(2, 4))),
        firms="、".join(one.name for one in met),
        dealings=rng.choice(words.FOLLOW_UPS)[1],
        outcome=rng.choice(("企业有扩产打算。", "达成初步合作意向。", "企业将派人来镇考察。", "暂无成果，保持联系。")),
        follow_up=rng.choice(words.FOLLOW_UPS)[2],
        cost=rng.randint(2, 30) * 50_000 if goes_out else None,
    )
    for one in met:
        place.rows.add(ActivityFirm, activity_id=key, enterprise_id=one.id, outcome="已对接")
    return key


def converted(place: Place, investor: Firm, made: date) -> str:
    """The lead that a project grew from, registered on ``made``; returns its id."""
    found = {"judgement": Judgement.VALID, "judged_on": PartialDate.of(made), "judged_by": place.leaders[4]}
    source = place.rows.rng.choice((LeadSource.ENTERPRISE, LeadSource.EVENT, LeadSource.ASSIGNED, LeadSource.WALK_IN))
    facts = _lead_facts(place, investor, made) | _followed(place, LeadState.CONVERTED, made) | found
    return place.rows.add(Lead, **facts, source=source, state=LeadState.CONVERTED)


def _lead(place: Place, made: date, activities: list[tuple[str, date]]) -> None:
    rng = place.rows.rng
    source = rng.choices(tuple(_SOURCES), weights=tuple(_SOURCES.values()))[0]
    state = rng.choices(tuple(_STATES), weights=tuple(_STATES.values()))[0]
    investor = rng.choice(place.firms) if rng.random() < 0.6 else firm(place, known=False)
    fellow = rng.choice(place.fellows) if source is LeadSource.FELLOW else None
    earlier = [key for key, day in activities if day <= made]
    from_event = source in {LeadSource.EVENT, LeadSource.STATIONED} and earlier
    place.rows.add(
        Lead,
        **_lead_facts(place, investor, made),
        **_followed(place, state, made),
        **_judged(place, state, made),
        source=source,
        fellow_id=fellow[0] if fellow else None,
        introducer=fellow[1] if fellow else "",
        activity_id=earlier[-1] if from_event else None,
        state=state,
        end_reason="企业已在外地落户" if state is LeadState.FAILED else "",
    )


def _lead_facts(place: Place, investor: Firm, made: date) -> dict[str, object]:
    rng = place.rows.rng
    unit: Seat = rng.choice(place.units)
    name, code = (
        f"{investor.name}{rng.choice(words.INTENTIONS[investor.trade[0]])}",
        f"XS{made.year}-{place.number(f'lead:XS{made.year}'):04d}",
    )
    return {
        "code": code,
        "name": name,
        "registered_on": PartialDate.of(made),
        "investor": investor.name,
        "enterprise_id": investor.id or None,
        "contact": investor.contact,
        "contact_title": investor.title,
        "phone": investor.phone,
        "intended_amount": rng.choice((500, 800, 1000, 2000, 3000, 5000, 8000, 12000)) * WAN,
        "industry": investor.trade[0],
        "land_need": rng.choice(
            ("标准厂房2000平方米", "标准厂房5000平方米", "用地20亩", "用地50亩", "流转土地300亩", "")
        ),
        "leader": rng.choice(place.leaders),
        "unit_id": unit.id,
        "person": unit.head,
        "search": search_text(name, investor.name, investor.contact, investor.phone, unit.head, code),
    }


def _followed(place: Place, state: LeadState, made: date) -> dict[str, object]:
    """The follow-ups as rows of their own; returns what the lead shows of the last one."""
    rng, today = place.rows.rng, place.rows.today
    key = place.rows.fresh()
    count = 0 if state is LeadState.NEW else rng.randint(1, 4)
    day, last = made, None
    for _ in range(count):
        day = place.between(day + timedelta(days=1), day + timedelta(days=35)) if day < today else today
        kind, content, step = rng.choice(words.FOLLOW_UPS)
        last = (day, content, step, day + timedelta(days=rng.randint(7, 30)))
        place.rows.add(
            LeadFollowUp,
            lead_id=key,
            happened_on=PartialDate.of(day),
            kind=FollowUpKind(kind),
            people=rng.choice(place.leaders),
            content=content,
            next_step=step,
            next_on=PartialDate.of(last[3]),
        )
    if state is LeadState.SHELVED:
        _action(place, key, day)
    if last is None:
        return {"id": key}
    return {
        "id": key,
        "dealings": last[1],
        "last_followed_on": PartialDate.of(last[0]),
        "next_step": last[2],
        "next_on": PartialDate.of(last[3]),
    }


def _action(place: Place, lead_id: str, day: date) -> None:
    rng = place.rows.rng
    action = rng.choice(("协调供电部门核实增容方案", "请规划部门答复用地位置", "联系银行对接授信"))
    due = PartialDate.of(day + timedelta(days=30))
    place.rows.add(LeadAction, lead_id=lead_id, action=action, person=rng.choice(place.units).head, due_on=due)


def _judged(place: Place, state: LeadState, made: date) -> dict[str, object]:
    rng = place.rows.rng
    if state in {LeadState.NEW, LeadState.JUDGING}:
        return {"judgement": Judgement.PENDING}
    valid = state is not LeadState.FAILED and rng.random() < 0.8
    return {
        "judgement": Judgement.VALID if valid else Judgement.INVALID,
        "judged_on": PartialDate.of(place.between(made + timedelta(days=1), made + timedelta(days=7))),
        "judged_by": place.leaders[4],
        "judgement_note": "有商业计划书，决策人已见面" if valid else "与产业规划不符",
    }
