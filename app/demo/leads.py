"""Made-up leads with their follow-ups, and the activities that brought some of them."""

from datetime import date, timedelta

from app.demo import names, words
from app.demo.place import Firm, Held, Place, Seat, firm
from app.models.activities import Activity, ActivityFirm
from app.models.leads import FollowUpKind, Judgement, Lead, LeadAction, LeadFollowUp, LeadSource, LeadState
from app.values.activities import ActivityKind
from app.values.dates import PartialDate
from app.values.words import search_text

_LATE, _MOST_ROUNDS = 26, 12  # days since the last contact that should have been; contacts told of one lead
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
_LIVING = {LeadState.FOLLOWED: 40, LeadState.NEGOTIATING: 30, LeadState.SHELVED: 12, LeadState.FAILED: 8}
_OLD = {LeadState.NEGOTIATING: 2, LeadState.SHELVED: 10, LeadState.FAILED: 7}
_OLD_AFTER = 150  # days: by then most have become projects or nothing
_BROUGHT = {  # the activities that leads of a source come from
    LeadSource.STATIONED: (ActivityKind.OUT,),
    LeadSource.EVENT: (ActivityKind.FAIR, ActivityKind.PROMOTION),
    LeadSource.ENTERPRISE: (ActivityKind.OUT, ActivityKind.IN),
    LeadSource.WALK_IN: (ActivityKind.IN,),
}


def gather(place: Place, count: int) -> None:
    """``count`` leads of last year and this one, more of late; two or three activities a month brought many of them."""
    rng, today = place.rows.rng, place.rows.today
    first = date(today.year - 1, 1, 1)
    place.activities += _activities(place, first)
    span = (today - first).days
    days = [today - timedelta(days=round(span * rng.random() ** 2)) for _ in range(max(0, count - 2))]
    for made in sorted([*days, *(today - timedelta(days=each) for each in (1, 0)[:count])]):
        _lead(place, made)


def _activities(place: Place, first: date) -> list[Held]:
    made: list[Held] = []
    month = first
    while month <= place.rows.today:
        following = (month + timedelta(days=32)).replace(day=1)
        more = {3: ActivityKind.FAIR, 6: ActivityKind.PROMOTION, 9: ActivityKind.FAIR, 11: ActivityKind.PROMOTION}
        kinds = (ActivityKind.OUT, ActivityKind.IN, *filter(None, (more.get(month.month),)))
        made += [_activity(place, kind, place.between(month, following - timedelta(days=1))) for kind in kinds]
        month = following
    return made


def _activity(place: Place, kind: ActivityKind, day: date) -> Held:
    rng = place.rows.rng
    is_out, receives = kind is ActivityKind.OUT, kind is ActivityKind.IN
    days = rng.randint(2, 5) if is_out else 1
    met = rng.sample(place.firms, min(len(place.firms), rng.randint(1, 3)))
    where = place.name if receives or not met else met[0].place
    visited, guest = f"赴{where}招商", met[0].name if met else "客商"
    titles = {ActivityKind.IN: f"接待{guest}考察", ActivityKind.FAIR: f"参加{where}产业对接会"}
    ours = [names.person(rng) for _ in range(rng.randint(2, 4))]
    key = place.rows.add(
        Activity,
        kind=kind,
        name=titles.get(kind, f"{where}招商推介会" if kind is ActivityKind.PROMOTION else visited),
        held_on=PartialDate.of(day),
        ended_on=PartialDate.of(min(day + timedelta(days=days - 1), place.rows.today)),
        place=where,
        area=rng.choice(words.AREAS) if not receives else "",
        days=days,
        people=len(ours) + 1,
        visitors=rng.randint(2, 9) if receives else None,
        team=rng.choice(("招商一分队", "招商二分队", "招商三分队")) if is_out else "",
        leader=rng.choice(place.leaders),
        unit_id=rng.choice(place.units).id,
        participants="、".join(ours),
        firms="、".join(one.name for one in met),
        dealings=rng.choice(words.FOLLOW_UPS)[1],
        outcome=rng.choice(("企业有扩产打算。", "达成初步合作意向。", "企业将派人来镇考察。", "暂无成果，保持联系。")),
        follow_up=rng.choice(words.FOLLOW_UPS)[2],
        cost=rng.randint(2, 30) * 50_000 if not receives else None,
    )
    for one in met:
        place.rows.add(ActivityFirm, activity_id=key, enterprise_id=one.id, outcome="已对接")
    return Held(key, kind, day, tuple(met))


def converted(place: Place, investor: Firm, made: date) -> str:
    """The lead that a project came from; returns its id."""
    rng = place.rows.rng
    facts = _lead_facts(place, investor, made) | _followed(place, LeadState.CONVERTED, made, made)
    found = {"judgement": Judgement.VALID, "judged_on": PartialDate.of(place.between(made, made + timedelta(days=3)))}
    source = rng.choice((LeadSource.ENTERPRISE, LeadSource.EVENT, LeadSource.ASSIGNED, LeadSource.WALK_IN))
    held = _brought_by(place, source, made)
    came = {"activity_id": held.id if held else None, "source": source, "state": LeadState.CONVERTED}
    return place.rows.add(Lead, **facts, **found, **came)


def _brought_by(place: Place, source: LeadSource, made: date) -> Held | None:
    """The latest activity of the right kind in the two months before, for four of five leads of such a source."""
    kinds = _BROUGHT.get(source, ())
    recent = [one for one in place.activities if one.kind in kinds and 0 <= (made - one.on).days <= 60]
    return recent[-1] if recent and place.rows.rng.random() < 0.8 else None


def _lead(place: Place, made: date) -> None:
    rng = place.rows.rng
    source = rng.choices(tuple(_SOURCES), weights=tuple(_SOURCES.values()))[0]
    state = _state(place, made)
    held = _brought_by(place, source, made)
    fellow = rng.choice(place.fellows) if source is LeadSource.FELLOW else None
    judged, judgement = _judged(place, state, made)
    place.rows.add(
        Lead,
        **_lead_facts(place, _investor(place, held), made),
        **_followed(place, state, made, judged or made),
        **judgement,
        source=source,
        fellow_id=fellow[0] if fellow else None,
        introducer=fellow[1] if fellow else "",
        activity_id=held.id if held else None,
        state=state,
        end_reason="企业已在外地落户" if state is LeadState.FAILED else "",
    )


def _state(place: Place, made: date) -> LeadState:
    age = (place.rows.today - made).days
    if age <= 2:
        return LeadState.JUDGING if age else LeadState.NEW
    weights = _OLD if age > _OLD_AFTER else _LIVING
    return place.rows.rng.choices(tuple(weights), weights=tuple(weights.values()))[0]


def _investor(place: Place, held: Held | None) -> Firm:
    rng = place.rows.rng
    if held is not None and held.met and rng.random() < 0.7:
        return rng.choice(held.met)
    return rng.choice(place.firms) if rng.random() < 0.6 else firm(place, known=False)


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


def _followed(place: Place, state: LeadState, made: date, judged: date) -> dict[str, object]:
    """The follow-ups as rows of their own; returns what the lead shows of the last one."""
    rng, today = place.rows.rng, place.rows.today
    key = place.rows.fresh()
    lives = state in {LeadState.FOLLOWED, LeadState.NEGOTIATING}
    late = lives and (today - judged).days > _LATE and place.slips.take("lead")
    days = _rounds(place, judged, late=late) if lives else _talks(place, state, made)
    last: tuple[date, str, str, date] | None = None
    begins = rng.randrange(len(words.FOLLOW_UPS))
    for step, day in enumerate(days):
        kind, content, promise = words.FOLLOW_UPS[(begins + step) % len(words.FOLLOW_UPS)]
        last = (day, content, promise, day + timedelta(days=rng.randint(8, 13)))
        place.rows.add(
            LeadFollowUp,
            lead_id=key,
            happened_on=PartialDate.of(day),
            kind=FollowUpKind(kind),
            people=rng.choice(place.leaders),
            content=content,
            next_step=promise,
            next_on=PartialDate.of(last[3]),
        )
    if state is LeadState.NEGOTIATING and last is not None and not late and rng.random() < 0.3:
        _action(place, key, last[0])
    if last is None:
        return {"id": key}
    return {
        "id": key,
        "dealings": last[1],
        "last_followed_on": PartialDate.of(last[0]),
        "next_step": last[2],
        "next_on": PartialDate.of(last[3]) if lives else None,
    }


def _rounds(place: Place, judged: date, *, late: bool) -> list[date]:
    """One contact in less than a fortnight, up to these days; ``late``: the last of them was three weeks ago."""
    rng, today = place.rows.rng, place.rows.today
    last = max(judged, today - timedelta(days=rng.randint(17, _LATE) if late else rng.randint(0, 4)))
    days = [last]
    while (day := days[-1] - timedelta(days=rng.randint(7, 13))) > judged and len(days) < _MOST_ROUNDS:
        days.append(day)
    return days[::-1]


def _talks(place: Place, state: LeadState, made: date) -> list[date]:
    """The few contacts with a lead that is new, became a project or nothing."""
    rng = place.rows.rng
    count = {LeadState.NEW: 0, LeadState.JUDGING: 1}.get(state, rng.randint(1, 4))
    days = [made]
    for _ in range(count):
        days.append(place.between(days[-1], days[-1] + timedelta(days=12)))
    return days[1:]


def _action(place: Place, lead_id: str, day: date) -> None:
    rng = place.rows.rng
    action = rng.choice(("协调供电部门核实增容方案", "请规划部门答复用地位置", "联系银行对接授信"))
    due = PartialDate.of(day + timedelta(days=30))
    place.rows.add(LeadAction, lead_id=lead_id, action=action, person=rng.choice(place.units).head, due_on=due)


def _judged(place: Place, state: LeadState, made: date) -> tuple[date | None, dict[str, object]]:
    """When it was judged, within three days, and what was found."""
    rng = place.rows.rng
    if state in {LeadState.NEW, LeadState.JUDGING}:
        return None, {"judgement": Judgement.PENDING}
    lives = state in {LeadState.FOLLOWED, LeadState.NEGOTIATING}
    valid = lives or (state is LeadState.SHELVED and rng.random() < 0.5)
    on = place.between(made + timedelta(days=1), made + timedelta(days=3))
    return on, {
        "judgement": Judgement.VALID if valid else Judgement.INVALID,
        "judged_on": PartialDate.of(on),
        "judged_by": place.leaders[4],
        "judgement_note": "有商业计划书，决策人已见面" if valid else "与产业规划不符",
    }
