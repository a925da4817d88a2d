"""考核: the year's schemes, each unit's scores with how they came about, and the order of the units."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.errors import Refused
from app.jobs.scores import print_decision_sheet, print_results, print_unit_sheets
from app.services import offices, schemes
from app.ui.buttons import button, menu_button
from app.ui.tabs.letters.mark_form import MarkForm
from app.ui.tabs.letters.schemes.menu import SchemeMenu
from app.ui.tabs.letters.score_panel import ScorePanel
from app.ui.tabs.letters.scores_model import ScoresModel
from app.ui.tabs.letters.unit_page import UnitPage
from app.ui.widgets.chooser import Chooser
from app.ui.widgets.paper_preview import preview

if TYPE_CHECKING:
    from app.services.schemes import SchemeResult
    from app.ui.desk import Desk

_SIDE, _HEADER, _CHOOSER = 380, 46, 240
_WIDTHS = (52, 124, 80)  # place, unit, total; an item is as wide as its title
_ROOM = 22
_DOUBTS = 3  # lines above the table; the card beside it says of each unit what it lacks


class ScoresPage(UnitPage):
    """Computed anew for the end of the chosen month each time it is shown."""

    def __init__(self, desk: Desk) -> None:
        model, panel = ScoresModel(), ScorePanel()
        super().__init__(model, panel)
        self.model, self.panel = model, panel
        self._desk = desk
        self._results: tuple[SchemeResult, ...] = ()
        self._scheme, self._month = Chooser(), Chooser()
        self.schemes = SchemeMenu(desk, self, lambda: self.result)
        self._print = button("打印排名", self.print_ranking)
        self._build()
        self._connect()
        self._month.setCurrentIndex(_last_month(desk) - 1)
        self.refresh()

    @property
    def month(self) -> int:
        """The month at whose end the scores stand."""
        return self._month.currentIndex() + 1

    @property
    def result(self) -> SchemeResult | None:
        """The scheme that is shown, computed."""
        place = self._scheme.currentIndex()
        return self._results[place] if 0 <= place < len(self._results) else None

    def refresh(self) -> None:
        """Computes all schemes of the year."""
        with self._desk.read() as session:
            found = schemes.results(session, self._desk.year, self.month)
            cautious = offices.is_cautious(session)
        self._results = tuple(each.unranked() for each in found) if cautious else found
        self._print.setText("打印得分表" if cautious else "打印排名")
        kept = self._scheme.currentText()
        self._scheme.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self._scheme.clear()
        self._scheme.addItems([result.title for result in self._results])
        self._scheme.setCurrentIndex(max(self._scheme.findText(kept), 0 if self._results else -1))
        self._scheme.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._show()

    def print_ranking(self) -> None:
        """Shows the group's ranking as it will print."""
        shown = self.result
        self._preview("考核排名" if shown is None or shown.is_ranked else "考核得分表", print_results)

    def print_sheets(self) -> None:
        """Shows each unit's sheet as it will print."""
        self._preview("评分表", print_unit_sheets)

    def print_decision_sheet(self) -> None:
        """Shows the sheet for the meeting as it will print."""
        self._preview("考核结果审议表", print_decision_sheet)

    def mark(self) -> None:
        """Opens the form of marks by hand for the unit under the cursor."""
        result, row = self.result, self.view.row()
        if result is None or row < 0:
            raise Refused("请先在得分表中选中一个单位。")
        MarkForm(self._desk, result, self.model.rows[row].unit, self).exec()

    def _preview(self, word: str, write: Callable[..., object]) -> None:
        database, found = self._desk.database, self.schemes.needed()
        if found.problem:
            raise Refused(found.problem)
        title = f"{found.said_title}{word}（{found.month}月）"
        preview(
            self._desk,
            self,
            title,
            lambda path: write(database, found.year, found.month, path, found.title),
            other=".xlsx",
        )

    def _show(self) -> None:
        result, unit = self.result, self._unit()
        self.model.show_result(result)
        wide = self.view.horizontalHeader().fontMetrics().horizontalAdvance
        items = (max(_WIDTHS[-1], wide(head.title) + _ROOM) for head in (result.heads if result else ()))
        self.view.widen((*_WIDTHS, *items))
        self.view.setColumnHidden(0, result is not None and not result.is_ranked)
        missing = f"{self._desk.year}年还没有考核办法，请在“考核办法”中新建、导入或从上年复制。"
        self.say(missing if result is None else _doubts(result))
        # A mark may move the ranking: the cursor stays with the unit, not with the place.
        places = (place for place, row in enumerate(self.model.rows) if row.unit == unit)
        self.view.go_to(next(places, 0))
        self._follow()

    def _unit(self) -> str:
        row = self.view.row()
        return self.model.rows[row].unit if 0 <= row < len(self.model.rows) else ""

    def _follow(self) -> None:
        row = self.view.row()
        found, result = self.model.rows[row] if 0 <= row < len(self.model.rows) else None, self.result
        self.panel.show_row(found, is_ranked=result is None or result.is_ranked)

    def _build(self) -> None:
        for month in range(1, 13):
            self._month.addItem("1月" if month == 1 else f"1—{month}月")
        self._scheme.setMinimumWidth(_CHOOSER)
        self.view.horizontalHeader().setFixedHeight(_HEADER)
        left = (
            button("手工评分", self.mark, hint="填写手工评分的项目，或更正得分并写明原因"),
            menu_button("考核办法", self.schemes),
        )
        right = (
            self._print,
            button("打印评分表", self.print_sheets, hint="每个单位一张，逐项写明得分怎样得来"),
            button("打印审议表", self.print_decision_sheet, hint="供会议审议：各单位得分、目标完成、抵押金和兑现建议"),
        )
        choosers = (("考核办法", self._scheme), ("截至", self._month))
        self.lay_out(choosers, left, right, words="warning", side=_SIDE)

    def _connect(self) -> None:
        self._scheme.activated.connect(lambda _: self._show())
        self._month.activated.connect(lambda _: self.refresh())
        self.view.moved.connect(self._follow)
        self.view.opened.connect(self.mark)


def _doubts(result: SchemeResult) -> str:
    """What keeps the scheme, or some of its items, from being computed."""
    if result.problem:
        return result.problem
    more = len(result.gaps) - _DOUBTS
    return "\n".join((*result.gaps[:_DOUBTS], *([f"另有{more}项无法计分。"] if more > 0 else [])))


def _last_month(desk: Desk) -> int:
    """The last month of the ledger year that is over, 1 in its first."""
    if desk.year != desk.today.year:
        return 12
    return max(desk.today.month - 1, 1)
