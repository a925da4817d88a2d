"""总则 without its grammar: which units are of which class, what an item is worth there, sections and their limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from app.indicators.scoring.parameter import read_plain
from app.indicators.scoring.whole import TOTAL, Whole, whole_words
from app.indicators.scoring.words import exact
from app.services.schemes.rows import fraction
from app.ui.tabs.letters.schemes.grid_field import GridField
from app.ui.widgets.card import soft_label
from app.ui.widgets.form_dialog import FormDialog
from app.values.words import clean

if TYPE_CHECKING:
    from fractions import Fraction

    from PySide6.QtWidgets import QWidget

    from app.services.schemes import ItemEntry

_CLASS, _SECTION, _USUAL = "类别", "大项", "分值"
_MOST, _LEAST, _FULL = "最高", "最低", "满分（核对用）"
_SIZE = (640, 560)


class SchemeRulesForm(FormDialog):
    """Of a scheme that is being written: its units, its items, its rules; ``saved`` is their text once it is kept."""

    def __init__(
        self, rules: Whole, items: Sequence[ItemEntry], units: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__("总则", parent, save_text="确定")
        self._items, self._units = {clean(item.title): fraction(item.points) for item in items}, tuple(units)
        self.saved = whole_words(rules)
        self.classes, self.points = GridField("单位", (150, 220), 11), GridField("考核项目", (200, 70, 90), 11)
        self.sections, self.limits = GridField("考核项目", (260, 220), 6), GridField(_SECTION, (200, 90), 4)
        self.resize(*_SIZE)
        self._build()
        self._show(rules)
        self.classes.changed.connect(lambda: self._show_points(self.points.texts()))
        self.sections.changed.connect(lambda: self._show_limits(self.limits.texts()))
        self.on_save(self._take)

    def _build(self) -> None:
        page = self.page("单位分类")
        page.addRow(soft_label("同一类的单位一起排名、一起比较；不分类就都空着。同类写同样的字，如 一类。"))
        page.addRow(self.classes)
        page = self.page("各类分值")
        page.addRow(soft_label("某类单位的分值与通用分值不同时填写，空着的按通用分值。"))
        page.addRow(self.points)
        page = self.page("大项和限分")
        page.addRow(soft_label("几个考核项目并成一行的，写同样的大项名称，如 加分项。"))
        page.addRow(self.sections)
        page.addRow(soft_label("各大项和总分的最高、最低得分；满分填写后，与各项分值之和核对。"))
        page.addRow(self.limits)
        for name in ("classes", "points", "sections", "limits"):
            self.know(name, getattr(self, name))

    def _show(self, rules: Whole) -> None:
        self.classes.show_rows(self._units, (_CLASS,), {(unit, _CLASS): rules.class_of(unit) for unit in self._units})
        of_item = {item: name for name, items in rules.sections.items() for item in items}
        self.sections.show_rows(
            tuple(self._items), (_SECTION,), {(item, _SECTION): name for item, name in of_item.items()}
        )
        self._show_points({(item, name): exact(worth) for (name, item), worth in rules.points.items()})
        limits = ((_MOST, rules.most), (_LEAST, rules.least), (_FULL, rules.full))
        self._show_limits({(name, word): exact(number) for word, by in limits for name, number in by.items()})

    def _show_points(self, entered: Mapping[tuple[str, str], str]) -> None:
        """A column for each class that the first page names."""
        usual = {(item, _USUAL): exact(points) for item, points in self._items.items()}
        named = tuple(_groups(self.classes.texts(), self._units, _CLASS))
        self.points.show_rows(tuple(self._items), (_USUAL, *named), {**entered, **usual}, fixed=(_USUAL,))

    def _show_limits(self, entered: Mapping[tuple[str, str], str]) -> None:
        named = tuple(_groups(self.sections.texts(), self._items, _SECTION))
        self.limits.show_rows((*named, TOTAL), (_MOST, _LEAST, _FULL), entered)

    def _take(self) -> None:
        classes = _groups(self.classes.texts(), self._units, _CLASS)
        limits = self.limits.texts()
        rules = Whole(
            sections=_groups(self.sections.texts(), self._items, _SECTION),
            most=_numbers(limits, _MOST),
            least=_numbers(limits, _LEAST),
            full=_numbers(limits, _FULL),
            classes=classes,
            points={
                (name, item): read_plain(text, f"{item}（{name}）", "points")
                for (item, name), text in self.points.texts().items()
                if name in classes and text
            },
        )
        rules.must_fit(self._items, self._units)
        self.saved = whole_words(rules)


def _groups(texts: Mapping[tuple[str, str], str], names: Iterable[str], column: str) -> dict[str, tuple[str, ...]]:
    """The rows by what their cell says, in the order in which the words first come."""
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        if word := texts.get((name, column), ""):
            found[word] = (*found.get(word, ()), name)
    return found


def _numbers(texts: Mapping[tuple[str, str], str], column: str) -> dict[str, Fraction]:
    title = column.partition("（")[0]
    return {name: read_plain(text, f"{name}的{title}", "limits") for (name, at), text in texts.items() if at == column}
