"""What a clerk looks for again comes back as it was kept."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QSettings

from app.services.lists import Filter, Query
from app.ui.saved_views import SavedViews, as_json, query_of
from app.values.dates import PartialDate

VALUES = st.none() | st.text(max_size=5) | st.integers() | st.booleans() | st.just(PartialDate("2026-03"))
FILTERS = st.builds(
    Filter, st.text(min_size=1, max_size=8), st.none() | st.frozensets(VALUES, max_size=4), VALUES, VALUES
)
QUERIES = st.builds(
    Query,
    st.text(max_size=6),
    st.lists(FILTERS, max_size=3).map(tuple),
    st.lists(st.tuples(st.text(min_size=1, max_size=6), st.booleans()), max_size=3).map(tuple),
    st.sampled_from(["", "签约"]),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(QUERIES)
def test_any_query_reads_back_as_it_was(query: Query) -> None:
    assert query_of(as_json(query)) == query


def test_views_are_kept_replaced_and_dropped(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "窗口.ini"), QSettings.Format.IniFormat)
    views = SavedViews("projects", settings)
    views.keep("本年签约未开工", Query(chip="签约"))
    views.keep("超期", Query(filters=(Filter("due_on", high=PartialDate("2026-10-30")),)))
    views.keep("本年签约未开工", Query(chip="在建"))
    assert views.names() == ["本年签约未开工", "超期"]
    assert views.query("本年签约未开工") == Query(chip="在建")
    views.drop("超期")
    assert SavedViews("projects", settings).names() == ["本年签约未开工"]


def test_a_view_that_cannot_be_read_shows_everything(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "窗口.ini"), QSettings.Format.IniFormat)
    settings.setValue("views/projects", '{"坏": {"filters": [{"field": 3}]}}')
    assert SavedViews("projects", settings).query("坏") == Query()
    settings.setValue("views/projects", "不是")
    assert SavedViews("projects", settings).names() == []
