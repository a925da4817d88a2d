"""What the registers of firms, people and activities print comes back from the workbook without a difference."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.clock import fixed
from app.database.engine import Database, open_database
from app.jobs.exports import export
from app.jobs.imports import import_ledger
from app.services import activities, enterprises, fellows, offices, units
from app.services.activities import ActivityEntry
from app.services.enterprises import EnterpriseEntry
from app.services.fellows import FellowEntry
from app.services.units import UnitEntry
from app.values.activities import ActivityKind
from app.values.dates import PartialDate
from app.values.kinds import LedgerKind
from tests.documents.pages import texts_of

DAY = PartialDate
FIRM = EnterpriseEntry(
    "宏达机械有限公司", "91350100M000100Y43", "浙江省杭州市", "工业", "专精特新", "员工300人", "王伟", "总经理",
    "13812345678、0571-88886666", "李镇长", "=1+1",
)  # fmt: skip
PERSON = FellowEntry(
    "龘小明", "男", DAY("1970-05"), "石桥村3组", "浙江杭州", "宏达机械有限公司", "董事长", "机械", "300人",
    "13812345678", "wx-001", "父亲 龘大山 13900001111", "可引荐上下游\n企业", "李镇长", DAY("2026-03-05"),
    DAY("2026-12"), True, "健谈",
)  # fmt: skip
TRIP = ActivityEntry(
    ActivityKind.STATIONED, DAY("2026-03-02"), DAY("2026-03-20"), "驻杭州招商", "杭州", "长三角", 15, "李镇长",
    "法中村", "王强、陈静", "宏达机械有限公司、绿源茶业", "谈用地", "线索2条", "邀请来镇", 12_345_67, "第一批", 3,
    12, "一分队",
)  # fmt: skip


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(tmp_path / "镇.db", fixed(date(2026, 11, 1)))
    with database.work("登记") as session:
        offices.establish(session, name="清溪镇", code="510922101")
        units.save(session, UnitEntry(name="法中村"))
        enterprises.save(session, FIRM)
        fellows.save(session, PERSON)
        activities.save(session, TRIP)
    yield database
    database.close()


def test_on_paper_every_number_of_a_person_is_half_hidden(database: Database, tmp_path: Path) -> None:
    export(database, LedgerKind.FELLOWS, tmp_path / "名录.pdf")
    text = "".join(page.replace("\n", "") for page in texts_of(tmp_path / "名录.pdf"))
    assert "138****5678" in text
    assert "13900001111" not in text


@pytest.mark.parametrize("kind", [LedgerKind.ENTERPRISES, LedgerKind.FELLOWS, LedgerKind.ACTIVITIES])
def test_a_register_comes_back_as_it_went(database: Database, tmp_path: Path, kind: LedgerKind) -> None:
    out = tmp_path / "册.xlsx"
    export(database, kind, out)
    again = import_ledger(database, out, kind=kind)
    assert (again.created, again.updated, again.skipped, again.rejected) == (0, 0, 1, [])
    other = open_database(tmp_path / "别处.db", fixed(date(2026, 11, 1)))
    taken = import_ledger(other, out)
    assert (taken.kind, taken.created, taken.rejected) == (kind, 1, [])
    with other.read() as session:
        service, entry = {
            LedgerKind.ENTERPRISES: (enterprises, FIRM),
            LedgerKind.FELLOWS: (fellows, PERSON),
            LedgerKind.ACTIVITIES: (activities, TRIP),
        }[kind]
        (key,) = service.listing().ids(session)  # type: ignore[attr-defined]
        assert service.entry(session, key) == entry  # type: ignore[attr-defined]
    other.close()
