"""Charts of odd figures: one that dwarfs the rest, money taken back, narrow cards, nothing at all."""

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.widgets.chart import Chart
from app.ui.widgets.chart_bars import RankedBars, RankedRow
from app.ui.widgets.chart_columns import ColumnRow, Columns, PairedColumns, PairRow
from tests.ui.parts import bars_of, below_of, left_px_of, plot_of


def shown(qtbot: QtBot, chart: Chart, width: int = 340) -> Chart:
    qtbot.addWidget(chart)
    chart.resize(width, 180)
    chart.show()
    return chart


def ranked(*values: float) -> list[RankedRow]:
    return [RankedRow(f"单位{at}", value, f"{value}%", 75.0, key=f"单位{at}") for at, value in enumerate(values)]


def longest(chart: Chart, key: str) -> float:
    return max(bar.width for bar in bars_of(chart) if bar.key == key)


def test_one_that_dwarfs_the_rest_is_cut_so_that_the_rest_can_be_compared(dressed: QApplication, qtbot: QtBot) -> None:
    chart = RankedBars()
    shown(qtbot, chart)
    chart.show_rows(ranked(583.0, 94.0, 90.0, 40.0))
    assert longest(chart, "单位0") == pytest.approx(94.0 * 1.5)
    assert longest(chart, "单位1") == 94.0
    chart.show_rows(ranked(130.0, 94.0, 90.0))
    assert longest(chart, "单位0") == 130.0
    chart.show_rows(ranked(583.0))
    assert longest(chart, "单位0") == 583.0


def test_the_figure_behind_the_longest_bar_has_room_on_a_narrow_card(dressed: QApplication, qtbot: QtBot) -> None:
    chart = RankedBars()
    for width in (300, 420, 700):
        shown(qtbot, chart, width)
        chart.show_rows(ranked(133.33, 94.0))
        high = plot_of(chart).getViewBox().viewRange()[0][1]
        place = width - left_px_of(chart) - 22
        behind = place * (1 - 133.33 / high)
        assert behind >= QFontMetrics(QApplication.font()).horizontalAdvance("133.33%")


def test_money_taken_back_stands_below_the_line(dressed: QApplication, qtbot: QtBot) -> None:
    chart = PairedColumns()
    shown(qtbot, chart)
    chart.show_rows([PairRow("1月", 300.0, 100.0), PairRow("2月", -200.0, 0.0), PairRow("3月", None, 50.0)])
    low, high = plot_of(chart).getViewBox().viewRange()[1]
    assert low < -200 < 300 < high


def test_names_below_do_not_run_into_each_other(dressed: QApplication, qtbot: QtBot) -> None:
    months, kinds = PairedColumns(), Columns()
    shown(qtbot, months, 320)
    shown(qtbot, kinds, 320)
    months.show_rows([PairRow(f"{month}月", 1.0, 1.0) for month in range(1, 13)])
    kinds.show_rows([ColumnRow("战略性新兴产业", 1.0, "1\n14%") for _ in range(7)])
    metrics = QFontMetrics(QApplication.font())
    for chart in (months, kinds):
        ticks = plot_of(chart).getAxis("bottom")._tickLevels[0]
        step = (320 - 70) / len(below_of(chart)) * (ticks[1][0] - ticks[0][0])
        assert all(metrics.horizontalAdvance(name) <= step for _, name in ticks)
    assert "…" not in "".join(name for _, name in plot_of(months).getAxis("bottom")._tickLevels[0])


@pytest.mark.parametrize("chart", [RankedBars, Columns, PairedColumns])
def test_nothing_to_show_is_said(dressed: QApplication, qtbot: QtBot, chart: type) -> None:
    made = chart()
    shown(qtbot, made)
    made.show_rows([])
    assert bars_of(made) == []
