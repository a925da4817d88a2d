"""Which records are taken for the same, and which are not."""

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
from app.services import enterprises, fellows, leads, matching, projects
from app.services.enterprises import EnterpriseEntry
from app.services.fellows import FellowEntry
from app.services.leads import LeadEntry
from app.services.matching import Firm, Level, Person, Prospect
from app.services.matching.levels import compare_firms, compare_people, compare_prospects
from app.services.matching.names import firm_core, like_firm, same_firm, similar
from app.services.projects import ProjectEntry

YI = 10_000_000_000
HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=12)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("matching") / "空.db"
    open_database(path, fixed(date(2026, 11, 1))).close()
    return path


@pytest.fixture
def session(file: Path) -> Iterator[Session]:
    database = open_database(file, fixed(date(2026, 11, 1)))
    with database.trial() as session:
        yield session
    database.close()


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("浙江省杭州市宏达机械（集团）有限公司", "宏达机械"),
        ("宏达机械有限公司", "宏达机械"),
        ("广东明华电子股份有限公司", "明华电子"),
        ("ＡＢＣ　科技 有限公司", "abc科技"),
        ("江口县兴农养殖专业合作社", "兴农养殖"),
        ("公司", "公司"),
        ("", ""),
    ],
)
def test_a_firms_core_leaves_place_and_legal_form_out(name: str, core: str) -> None:
    assert firm_core(name) == core


@given(HAN)
def test_a_named_firm_always_has_a_core_and_is_itself(name: str) -> None:
    assert firm_core(name)
    assert same_firm(name, f"{name}有限公司") or firm_core(name) != firm_core(f"{name}有限公司")
    assert same_firm(name, name)


def test_a_shorter_name_may_be_the_same_firm_but_two_characters_are_too_few() -> None:
    assert like_firm("杭州宏达机械", "宏达机械有限公司")
    assert not like_firm("宏达", "宏达机械有限公司")
    assert not like_firm("", "宏达机械有限公司")


def test_another_phase_is_another_project() -> None:
    assert not similar("智能家居产业园二期", "智能家居产业园三期")
    assert not similar("年产5000吨饲料", "年产8000吨饲料")
    assert similar("智能家居制造中心", "智能家具制造中心")


@pytest.mark.parametrize(
    ("other", "level"),
    [
        (Prospect("宏达机械配件生产项目", "浙江宏达机械有限公司", YI), Level.SAME),
        (Prospect("宏达机械配件 生产项目", "宏达机械", None), Level.SAME),
        (Prospect("宏达机械配件加工", "宏达机械有限公司", 2 * YI), Level.LIKELY),
        (Prospect("宏达机械配件生产项目", "明华电子有限公司", YI), Level.LIKELY),
        (Prospect("纸箱厂", "宏达机械有限公司", YI), Level.POSSIBLE),
        (Prospect("纸箱厂", "宏达机械有限公司", 3 * YI), Level.HINT),
        (Prospect("宏达机械配件生产项目", "明华电子有限公司", None), Level.HINT),
        (Prospect("茶叶加工", "绿源茶业", YI, "13800000001"), Level.HINT),
        (Prospect("茶叶加工", "绿源茶业", YI, "13800000002"), None),
    ],
)
def test_prospects_are_told_apart_by_level(other: Prospect, level: Level | None) -> None:
    one = Prospect("宏达机械配件生产项目", "宏达机械有限公司", YI, "+86 138 0000 0001")
    verdict = compare_prospects(one, other)
    assert (verdict[0] if verdict else None) == level
    assert (compare_prospects(other, one) or (None,))[0] == level


def test_unknown_investors_and_amounts_prove_nothing() -> None:
    assert compare_prospects(Prospect("甲厂", "", None), Prospect("乙园", "", None)) is None
    verdict = compare_prospects(Prospect("标准厂房"), Prospect("标准厂房"))
    assert verdict is not None
    assert verdict[0] is Level.HINT


def test_firms_with_one_credit_code_are_one_firm_and_namesakes_are_not() -> None:
    code, other = "91350100M000100Y43", "91330100MA27XYZ123"
    assert compare_firms(Firm("甲公司", code), Firm("乙公司", code)) == (Level.SAME, ("信用代码相同",))
    namesakes = compare_firms(Firm("宏达机械有限公司", code), Firm("宏达机械有限公司", other))
    assert namesakes is not None
    assert namesakes[0] is Level.POSSIBLE
    half_known = compare_firms(Firm("宏达机械有限公司", code), Firm("宏达机械有限公司", ""))
    assert half_known is not None
    assert half_known[0] is Level.LIKELY


def test_people_are_never_the_same_by_name_alone() -> None:
    assert compare_people(Person("张伟"), Person("张伟")) is None
    assert compare_people(Person("张伟", "13800000001"), Person("张伟", "13900000001")) is None
    same = compare_people(Person("张伟", "13800000001"), Person("张 伟", "13900000001、13800000001"))
    assert same is not None
    assert same[0] is Level.SAME
    likely = compare_people(Person("张伟", employer="宏达机械有限公司"), Person("张伟", employer="宏达机械"))
    assert likely is not None
    assert likely[0] is Level.LIKELY


@given(HAN, HAN)
def test_comparing_is_the_same_both_ways(one: str, other: str) -> None:
    a, b = Prospect(one, other, YI), Prospect(other, one, YI)
    assert compare_prospects(a, b) == compare_prospects(b, a)


def test_a_lead_that_is_there_already_is_refused_and_the_rest_is_left_to_the_clerk(session: Session) -> None:
    first = leads.save(session, LeadEntry(name="宏达机械配件生产项目", investor="宏达机械有限公司", intended_amount=YI))
    again = LeadEntry(name="宏达机械配件生产项目", investor="浙江宏达机械有限公司")
    with pytest.raises(Refused, match="已经登记过"):
        leads.save(session, again)
    other = LeadEntry(name="五金冲压车间", investor="宏达机械有限公司", intended_amount=YI)
    (found,) = leads.duplicates(session, other)
    assert (found.kind, found.id, found.level) == ("leads", first, Level.POSSIBLE)
    assert found.sentence == "与线索“宏达机械配件生产项目”投资方相同、金额相同"
    leads.save(session, other)


def test_changing_a_lead_does_not_find_itself_or_its_own_project(session: Session) -> None:
    entry = LeadEntry(name="宏达机械配件生产项目", investor="宏达机械有限公司")
    key = leads.save(session, entry)
    assert leads.duplicates(session, entry, key) == ()
    from app.values.dates import PartialDate

    leads.convert(session, key, PartialDate("2026-03-02"))
    assert leads.duplicates(session, entry, key) == ()


def test_a_new_lead_is_compared_with_the_projects_too(session: Session) -> None:
    projects.save(session, ProjectEntry(name="宏达机械配件生产项目", investor="宏达机械有限公司", phone="13811112222"))
    (found,) = leads.duplicates(session, LeadEntry(name="宏达机械配件生产项目", investor="宏达机械"))
    assert (found.kind, found.level) == ("projects", Level.LIKELY)
    assert leads.duplicates(session, LeadEntry(name="绿源茶业", phone="13811112222")) == ()


def test_what_was_removed_is_no_duplicate(session: Session) -> None:
    key = leads.save(session, LeadEntry(name="甲厂", investor="宏达机械有限公司"))
    leads.remove(session, [key], fixed(date(2026, 3, 1)).now())
    assert leads.duplicates(session, LeadEntry(name="甲厂", investor="宏达机械有限公司")) == ()


def test_firms_and_people_are_found_among_the_records(session: Session) -> None:
    firm = enterprises.save(session, EnterpriseEntry(name="浙江宏达机械有限公司", phone="0571-88886666"))
    (like,) = enterprises.duplicates(session, EnterpriseEntry(name="宏达机械", phone="057188886666"))
    assert (like.id, like.level) == (firm, Level.LIKELY)
    person = fellows.save(session, FellowEntry(name="张伟", phone="13800000001", employer="宏达机械"))
    assert fellows.duplicates(session, FellowEntry(name="张伟", phone="13700000001")) == ()
    (same,) = fellows.duplicates(session, FellowEntry(name="张伟", phone="138 0000 0001"))
    assert (same.id, same.level) == (person, Level.SAME)
    assert matching.people_like(session, Person("张伟", "13800000001"), person) == ()
