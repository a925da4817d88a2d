"""Firms, fellow townspeople and activities: what each has brought, and the figures of trips."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.clock import fixed
from app.database.engine import open_database
from app.errors import Refused
from app.models.leads import FollowUpKind, Judgement, LeadSource
from app.services import activities, enterprises, fellows, leads, projects
from app.services.activities import ActivityEntry
from app.services.activities.outcomes import names_in, people_in
from app.services.enterprises import EnterpriseEntry
from app.services.fellows import FellowEntry
from app.services.leads import FollowUpForm, LeadEntry, reports
from app.services.lists import Query
from app.services.projects import MilestoneLine, ProjectEntry
from app.values.activities import ActivityKind
from app.values.dates import PartialDate

DAY = PartialDate
WAN = 1_000_000
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("registers") / "空.db"
    open_database(path, fixed(date(2026, 11, 1))).close()
    return path


@pytest.fixture
def session(file: Path) -> Iterator[Session]:
    database = open_database(file, fixed(date(2026, 11, 1)))
    with database.trial() as session:
        yield session
    database.close()


def signed(session: Session, on: str, name: str = "配件项目", **entry: object) -> str:
    key = projects.save(session, ProjectEntry(name=name, **entry))  # type: ignore[arg-type]
    projects.set_milestones(session, key, [MilestoneLine("签约", None, DAY(on))])
    return key


# Firms


def test_a_firm_shows_all_its_leads_projects_and_activities(session: Session) -> None:
    firm = enterprises.save(session, EnterpriseEntry(name="宏达机械有限公司", leader="李镇长"))
    enterprises.save(session, EnterpriseEntry(name="绿源茶业有限公司"))
    lead = leads.save(session, LeadEntry(name="扩产", investor="宏达机械有限公司", registered_on=DAY("2026-01-05")))
    leads.follow_up(session, lead, FollowUpForm(DAY("2026-02-03"), content="看地"))
    leads.save(session, LeadEntry(name="别家", investor="明华电子有限公司"))
    signed(session, "2026-03-02", investor="宏达机械有限公司", total_investment=5000 * WAN)
    trip = ActivityEntry(ActivityKind.OUT, DAY("2026-02-01"), name="赴杭州", firms="宏达机械有限公司、明华电子")
    activities.save(session, trip)
    found = enterprises.records(session, firm)
    assert [(one.kind, one.name, one.state) for one in found] == [
        ("projects", "配件项目", "签约"),
        ("activities", "赴杭州", "外出招商"),
        ("leads", "扩产", "跟踪"),
    ]
    listing = enterprises.listing()
    rows = listing.rows(session, listing.ids(session))
    assert [(row.name, row.leads, row.projects, row.last_contact_on) for row in rows] == [
        ("宏达机械有限公司", 1, 1, DAY("2026-02-03")),
        ("绿源茶业有限公司", 0, 0, None),
    ]
    assert listing.chip_counts(session) == {"": 2, "领导联系": 1}
    assert listing.ids(session, Query(sort=(("leads", True),)))[0] == firm


def test_a_firm_was_last_met_at_an_activity_or_spoken_to_about_a_lead(session: Session) -> None:
    firm = enterprises.save(session, EnterpriseEntry(name="宏达机械有限公司", leader="李镇长"))
    out = ActivityEntry(ActivityKind.OUT, DAY("2026-02-01"), DAY("2026-02-03"), firms="宏达机械有限公司")
    trip = activities.save(session, out)

    def last() -> list[object]:
        (row,) = enterprises.listing().rows(session, [firm])
        (paper,) = reports.key_firms(session)
        return [row.last_contact_on, enterprises.last_contacts(session).get(firm), paper.last_contact_on]

    assert last() == [DAY("2026-02-03")] * 3
    lead = leads.save(session, LeadEntry(name="扩产", investor="宏达机械有限公司"))
    leads.follow_up(session, lead, FollowUpForm(DAY("2026-03-03"), content="看地"))
    assert last() == [DAY("2026-03-03")] * 3
    leads.remove(session, [lead], fixed(date(2026, 3, 4)).now())
    activities.remove(session, [trip], fixed(date(2026, 3, 4)).now())
    assert last() == [None] * 3


def test_two_firms_of_one_credit_code_are_refused_and_namesakes_are_not(session: Session) -> None:
    enterprises.save(session, EnterpriseEntry(name="甲公司", credit_code="91350100m000100y43"))
    with pytest.raises(Refused) as refusal:
        enterprises.save(session, EnterpriseEntry(name="乙公司", credit_code="91350100M000100Y43"))
    assert refusal.value.field == "credit_code"
    enterprises.save(session, EnterpriseEntry(name="甲公司", credit_code=""))
    with pytest.raises(Refused, match="已经有"):
        enterprises.save(session, EnterpriseEntry(name="甲公司"))


def test_a_firm_in_the_recycle_bin_is_named_as_such(session: Session) -> None:
    key = enterprises.save(session, EnterpriseEntry(name="甲公司"))
    enterprises.remove(session, [key], fixed(date(2026, 3, 1)).now())
    with pytest.raises(Refused, match="回收站"):
        enterprises.save(session, EnterpriseEntry(name="甲公司"))


def test_what_looks_wrong_in_a_firm_is_said_and_does_not_stop_it() -> None:
    entry = EnterpriseEntry(name="甲公司", credit_code="91350100M000100Y44", phone="12")
    assert [field for field, _ in enterprises.warnings(entry)] == ["credit_code", "phone"]


# Fellow townspeople


def test_each_person_shows_what_came_of_knowing_them(session: Session) -> None:
    key = fellows.save(session, FellowEntry(name="张伟", trade="机械", residence="杭州", is_ambassador=True))
    fellows.save(session, FellowEntry(name="张伟", trade="机械", residence="上海"))
    fellows.save(session, FellowEntry(name="李娜", trade="", residence="杭州"))
    entry = LeadEntry(name="扩产", source=LeadSource.FELLOW, introducer="张伟", fellow_id=key)
    lead = leads.save(session, entry)
    leads.save(session, LeadEntry(name="同名人引荐", introducer="张伟"))  # the name alone links nobody
    leads.follow_up(session, lead, FollowUpForm(DAY("2026-02-03"), FollowUpKind.VISITOR, content="来镇考察"))
    leads.follow_up(session, lead, FollowUpForm(DAY("2026-02-04"), FollowUpKind.PHONE, content="回电"))
    project = leads.convert(session, lead, DAY("2026-03-02"))
    found = fellows.brought(session, key)
    assert [(one.kind, one.id) for one in found] == [("projects", project), ("visits", lead), ("leads", lead)]
    listing = fellows.listing()
    rows = {row.residence + row.name: (row.leads, row.projects) for row in listing.rows(session, listing.ids(session))}
    assert rows == {"杭州张伟": (1, 1), "上海张伟": (0, 0), "杭州李娜": (0, 0)}
    by_trade = fellows.groups(session)
    assert [(g.title, g.people, g.ambassadors, g.leads, g.projects) for g in by_trade] == [
        ("机械", 2, 1, 1, 1),
        ("未注明", 1, 0, 0, 0),
    ]
    assert [(g.title, g.people) for g in fellows.groups(session, "residence")] == [("杭州", 2), ("上海", 1)]
    assert [words for _, words in fellows.named(session, "张伟")] == ["张伟　上海", "张伟　杭州"]


def test_every_number_of_a_person_is_masked_unless_asked_for(session: Session) -> None:
    entry = FellowEntry(
        name="张伟", phone="13812345678、0825-6543210", wechat="13812345678", relatives="父亲张大山 13987654321"
    )
    fellows.save(session, entry)
    listing = fellows.listing()
    (row,) = listing.rows(session, listing.ids(session))
    assert (row.phone, row.wechat, row.relatives) == (
        "138****5678、0825-****210", "138****5678", "父亲张大山 139****4321",
    )  # fmt: skip
    bare = fellows.listing(masked=False)
    (row,) = bare.rows(session, bare.ids(session, Query("1381234")))
    assert (row.phone, row.wechat) == (entry.phone, entry.wechat)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("note", "身份证510922197001011234"),
        ("relatives", "父亲 51092219700101123X"),
        ("resources", "农行6228480012345678901"),
        ("wechat", "6222021234567890"),
    ],
)
def test_numbers_of_identity_and_bank_cards_have_no_place(session: Session, field: str, words: str) -> None:
    with pytest.raises(Refused, match="身份证号和银行卡号") as refusal:
        fellows.save(session, FellowEntry(name="张伟", **{field: words}))  # type: ignore[arg-type]
    assert refusal.value.field == field
    for harmless in ("91350100M000100Y43", "13812345678、13912345678", "0825-6543210", "2026年10月"):
        fellows.save(session, FellowEntry(name="张伟", residence=harmless, **{field: harmless}))  # type: ignore[arg-type]


def test_the_same_person_is_not_entered_twice_but_a_namesake_is(session: Session) -> None:
    fellows.save(session, FellowEntry(name="张伟", phone="13812345678"))
    with pytest.raises(Refused) as refusal:
        fellows.save(session, FellowEntry(name="张伟", phone="138-1234-5678"))
    assert refusal.value.field == "phone"
    fellows.save(session, FellowEntry(name="张伟", phone="13912345678"))


def test_speaking_with_someone_moves_the_next_date(session: Session) -> None:
    key = fellows.save(session, FellowEntry(name="张伟", next_contact_on=DAY("2026-03-01")))
    fellows.contacted(session, key, DAY("2026-03-05"), DAY("2026-06-05"))
    entry = fellows.entry(session, key)
    assert (entry.last_contact_on, entry.next_contact_on) == (DAY("2026-03-05"), DAY("2026-06-05"))
    with pytest.raises(Refused):
        fellows.contacted(session, key, DAY("2026-03-05"), DAY("2026-03-04"))


# Activities


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("宏达机械、明华电子等5家企业", ("宏达机械", "明华电子")),
        ("宏达机械；明华电子\n宏达机械", ("宏达机械", "明华电子")),
        ("", ()),
        (" 、 ", ()),
    ],
)
def test_names_of_a_cell_are_told_apart(words: str, names: tuple[str, ...]) -> None:
    assert names_in(words) == names


def test_people_stand_without_their_titles() -> None:
    assert people_in("李强（镇长）", "王芳、李强") == ("李强", "王芳")


@given(st.text(max_size=30))
def test_any_cell_of_names_is_read(words: str) -> None:
    assert all(name.strip() for name in names_in(words))


def test_an_activity_gathers_firms_leads_and_what_was_signed_on_the_spot(session: Session) -> None:
    firm = enterprises.save(session, EnterpriseEntry(name="宏达机械有限公司"))
    fair = ActivityEntry(
        ActivityKind.FAIR, DAY("2026-04-10"), DAY("2026-04-12"), firms="宏达机械有限公司、绿源茶业等3家企业"
    )
    key = activities.save(session, fair)
    activities.set_outcome(session, key, firm, "达成意向")
    valid = LeadEntry(
        name="扩产", activity_id=key, judgement=Judgement.VALID, judged_on=DAY("2026-04-15"), judged_by="刘主任"
    )
    lead = leads.keep(session, valid)
    leads.save(session, LeadEntry(name="另一条", activity_id=key))
    later = leads.convert(session, lead, DAY("2026-05-06"))
    projects.set_milestones(session, later, [MilestoneLine("签约", None, DAY("2026-06-01"))])
    spot = signed(session, "2026-04-11", "茶叶精制", investor="绿源茶业有限公司", contract_amount=3000 * WAN)
    signed(session, "2026-04-13", "迟了一天", investor="绿源茶业有限公司")
    signed(session, "2026-04-11", "别家", investor="明华电子有限公司")
    found = activities.outcome(session, key)
    assert [(one.name, one.id, one.outcome) for one in found.firms] == [
        ("宏达机械有限公司", firm, "达成意向"),
        ("绿源茶业", "", ""),
    ]
    assert (found.days, len(found.leads), found.valid_leads) == (3, 2, 1)
    assert {one.id for one in found.signings} == {later, spot}
    assert [(one.id, one.amount) for one in found.on_site] == [(spot, 3000 * WAN)]
    listing = activities.listing()
    (row,) = listing.rows(session, listing.ids(session))
    assert (row.leads, row.valid_leads) == (2, 1)


def test_firms_follow_the_names_that_are_written(session: Session) -> None:
    firm = enterprises.save(session, EnterpriseEntry(name="宏达机械有限公司"))
    key = activities.save(session, ActivityEntry(ActivityKind.IN, DAY("2026-04-10"), firms="宏达机械有限公司"))
    assert len(enterprises.records(session, firm)) == 1
    activities.save(session, ActivityEntry(ActivityKind.IN, DAY("2026-04-10"), firms="别家"), key)
    assert enterprises.records(session, firm) == ()


def trip(session: Session, on: str, leader: str, **more: object) -> str:
    kind = more.pop("kind", ActivityKind.OUT)
    return activities.save(session, ActivityEntry(kind, DAY(on), leader=leader, **more))  # type: ignore[arg-type]


def test_trips_are_counted_by_leader_and_each_once_in_the_sum(session: Session) -> None:
    first = trip(session, "2026-02-02", "李强、王芳", days=3, firms="宏达机械、明华电子", cost=5000_00)
    trip(session, "2026-03-02", "李强", ended_on=DAY("2026-03-05"), firms="宏达机械有限公司", cost=1000_00)
    trip(session, "2026-03-09", "", kind=ActivityKind.STATIONED, area="长三角", days=20)
    trip(session, "2025-03-09", "李强")
    trip(session, "2026-03-09", "李强", kind=ActivityKind.IN)
    entry = LeadEntry(
        name="扩产", activity_id=first, judgement=Judgement.VALID, judged_on=DAY("2026-02-10"), judged_by="刘主任"
    )
    leads.keep(session, entry)
    rows, total = activities.figures(session, *YEAR)
    assert [(r.title, r.trips, r.days, r.firms, r.leads, r.valid_leads, r.cost) for r in rows] == [
        ("李强", 2, 7, 2, 1, 1, 6000_00),
        ("王芳", 1, 3, 2, 1, 1, 5000_00),
        ("未注明", 1, 20, 0, 0, 0, 0),
    ]
    assert (total.trips, total.days, total.firms, total.leads, total.cost) == (3, 27, 2, 1, 6000_00)


def test_stationed_work_is_counted_by_area_and_person(session: Session) -> None:
    trip(
        session, "2026-03-09", "李强", kind=ActivityKind.STATIONED, area="长三角", days=20,
        participants="陈静（科员）、赵六", firms="甲、乙",
    )  # fmt: skip
    trip(session, "2026-04-09", "陈静", kind=ActivityKind.STATIONED, area="长三角", days=10, firms="乙、丙")
    by_area, _ = activities.figures(session, *YEAR, "area")
    assert [(r.title, r.trips, r.days, r.firms) for r in by_area] == [("长三角", 2, 30, 3)]
    by_person, _ = activities.figures(session, *YEAR, "person")
    assert [(r.title, r.days, r.firms) for r in by_person] == [("陈静", 30, 3), ("李强", 20, 2), ("赵六", 20, 2)]


def test_a_date_known_to_the_month_counts_only_where_the_whole_month_does(session: Session) -> None:
    trip(session, "2026-03", "李强")
    assert activities.figures(session, date(2026, 3, 1), date(2026, 3, 31))[1].trips == 1
    assert activities.figures(session, date(2026, 3, 1), date(2026, 3, 30))[1].trips == 0


@pytest.mark.parametrize("days", [0, -1, 367])
def test_impossible_days_are_refused(session: Session, days: int) -> None:
    with pytest.raises(Refused) as refusal:
        trip(session, "2026-03-02", "李强", days=days)
    assert refusal.value.field == "days"
