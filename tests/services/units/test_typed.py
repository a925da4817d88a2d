"""Units typed or pasted at the first start."""

import pytest

from app.database.engine import Database
from app.services import offices, units
from app.services.units import typed


@pytest.mark.parametrize(
    "text",
    [
        "石桥村\n柳湾村\n经济发展办",
        "石桥村、柳湾村、经济发展办",
        "石桥村，柳湾村；经济发展办",
        "1.石桥村\n2.柳湾村\n3、经济发展办",
        "（一）石桥村\n（二）柳湾村\n（三） 经济发展办",
        "序号\t单位名称\t负责人\n1\t石桥村\t张三\n2\t柳湾村\t李四\n3\t经济发展办\t王五\n合计\t\t",
        "责任单位\n石桥村\n\n 柳湾村 \n石桥村\n经济发展办\n",
    ],
)
def test_names_are_found_however_they_are_written(text: str) -> None:
    assert typed.names_in(text) == ("石桥村", "柳湾村", "经济发展办")


@pytest.mark.parametrize("name", ["三里村", "一中", "五七干校", "十里铺村", "八一农场", "3D打印产业园"])
def test_a_name_that_begins_with_a_number_stays_whole(name: str) -> None:
    assert typed.names_in(name) == (name,)
    assert typed.names_in(f"1、{name}") == (name,)


def test_nothing_is_found_in_nothing() -> None:
    assert typed.names_in("") == typed.names_in(" \n\t\n12\n合计") == ()


def test_each_is_made_once(database: Database) -> None:
    with database.work("单位") as session:
        offices.establish(session, name="清溪镇", code="330127101")
        assert typed.enter(session, "石桥村、柳湾村") == 2
        assert typed.enter(session, "石 桥 村\n柳湾村\n三里村") == 1
        assert units.names(session) == ["石桥村", "柳湾村", "三里村"]
