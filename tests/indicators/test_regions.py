"""Which places a 来源地 holds: those that say a word of it, but for roads and districts elsewhere called after it."""

import pytest

from app.indicators.own import Region

PEARL_RIVER = Region("珠三角", ("广州", "深圳", "中山"), coarse=("广东",))
ABROAD = Region("港澳台", ("香港", "澳门", "台湾"))
ISLAND = Region("海南", ("海南",))


@pytest.mark.parametrize(
    ("region", "place", "held"),
    [
        (PEARL_RIVER, "广东省中山市", True),
        (PEARL_RIVER, "中山", True),
        (PEARL_RIVER, "辽宁省大连市中山区", False),
        (PEARL_RIVER, "大连市中山区深圳路8号", False),
        (PEARL_RIVER, "深圳路桥大厦，深圳", True),
        (ABROAD, "青岛市香港中路76号", False),
        (ABROAD, "上海市香港路，总部在香港", True),
        (ABROAD, "台湾台中", True),
        (ISLAND, "海南省海口市", True),
        (ISLAND, "青海省海南藏族自治州", False),
        (Region("主城区", ("渝中", "江北")), "重庆市渝中区", True),
        (Region("省外", ("湖南",), apart=True), "浙江省杭州市湖南路", True),
    ],
)
def test_a_place_lies_where_it_says_and_not_where_its_road_is_called_after(
    region: Region, place: str, *, held: bool
) -> None:
    assert region.holds(place) is held


def test_a_province_alone_leaves_open_whether_it_is_the_part_that_counts() -> None:
    assert PEARL_RIVER.leaves_open("广东省")
    assert not PEARL_RIVER.leaves_open("广东省中山市")
