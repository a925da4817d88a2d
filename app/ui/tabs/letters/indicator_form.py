"""自定指标: one indicator of the office's own, counted from the records by chosen filters, or kept by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.errors import Refused
from app.fields import RECORDS
from app.indicators.own import ACTIVITIES, CARRIERS, FELLOWS, FILTERS, LEADS, OFFERED, Counted, Definition, Subject
from app.services import own_indicators, targets
from app.services.own_indicators import BY_HAND, OwnEntry
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import FlagField, LineField, MoneyField, SuggestField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.values.capital import CapitalNature, FundsSource
from app.values.money import MoneyUnit

if TYPE_CHECKING:
    from app.ui.desk import Desk

_MEASURES = ("万元", "个", "条", "次", "人", "万平方米", "亩", "户")
_SIGNS = str.maketrans("，,；;", "、、、、")
_LISTS = ("industries", "categories", "places", "sources", "marks", "kinds")
_BANDS = {"band": ("at_least", "below"), "fixed_band": ("fixed_at_least", "fixed_below")}
_PLAIN = ("nature", "first_year", "by_fellow")
# What a filter is called and how it is filled in, where the subject's records have another word for it.
_USUAL_WORDS: Mapping[str, tuple[str, str]] = {
    "band": ("总投资", ""),
    "industries": ("产业", "产业里含有的字，如 制造、电子；几个用、隔开"),
    "places": ("来源地", "如 长三角、广东；几个用、隔开"),
    "kinds": ("建设性质", "如 新建、续建、技改"),
    "marks": ("企业标记", "投资方、企业类别或备注里含有的字，如 500强、上市"),
}
_OF_FELLOWS: Mapping[str, tuple[str, str]] = {
    "industries": ("从事行业", "行业里含有的字，如 电子、餐饮；几个用、隔开"),
    "places": ("现居住地", "如 珠三角、上海；几个用、隔开"),
    "marks": ("标记", "如 招商大使、规模以上"),
}
_OTHER_WORDS: Mapping[Subject, Mapping[str, tuple[str, str]]] = {
    **{each: {"band": ("意向投资额", "")} for each in LEADS},
    **{each: {"places": ("地点", "如 长三角、东莞；几个用、隔开")} for each in ACTIVITIES},
    **{each: {"kinds": ("载体类别", "标准厂房或土地，不填都计")} for each in CARRIERS},
    **dict.fromkeys(FELLOWS, _OF_FELLOWS),
}
_SAYS: Mapping[Subject, str] = {
    Subject.RATIO: "由两项指标算出，不下达目标，不登记手工数；可以上卡片、参加考核。",
    **dict.fromkeys(FELLOWS, "按乡贤名录自动统计；籍贯里写有哪个单位的名称，就计入哪个单位。"),
}
_NO_WORDS: Mapping[str, tuple[str, str]] = {}


class IndicatorForm(FormDialog):
    """Adds or changes an indicator; ``saved_key`` is its key after it was saved."""

    record = RECORDS["own_indicators"]

    def __init__(self, desk: Desk, parent: QWidget | None = None, key: str | None = None) -> None:
        super().__init__("自定指标", parent)
        self._desk, self._key = desk, key
        self.saved_key = ""
        self.setMinimumWidth(560)
        with desk.read() as session:
            self._names = {name.title: name.key for name in targets.indicators(session)}
            entry = OwnEntry("") if key is None else own_indicators.entry(session, key)
        self._build()
        self._subject.currentTextChanged.connect(lambda _text: self._follow_subject())
        self._show(entry)
        self.on_save(self._keep)

    def _build(self) -> None:
        self._subject = WordField([BY_HAND, *Subject])
        self._counted = WordField([str(each) for each in Counted])
        self._says = soft_label("")
        self.add_field("title", LineField("如 5000万元以上签约项目"))
        self.add("subject", "统计什么", self._subject)
        self.add("counted", "按什么统计", self._counted)
        self.add_field("measure", SuggestField(_MEASURES))
        self.add("part", "分子", WordField(list(self._names)))
        self.add("whole", "分母", WordField(list(self._names)))
        self._band("band", "总投资", "at_least", "below")
        self._band("fixed_band", "固定资产投资", "fixed_at_least", "fixed_below")
        self.add("first_year", "", FlagField("只计当年签约的项目"))
        self.add("by_fellow", "", FlagField("只计在外乡贤引荐的"))
        self.add("nature", "内资/外资", WordField([str(each) for each in CapitalNature], optional=True))
        self.add("sources", "资金来源", LineField(f"{'、'.join(FundsSource)}；几个用、隔开"))
        self.add("categories", "行业门类", LineField("门类字母，如 C、I"))
        for name in ("places", "industries", "kinds", "marks"):
            self.add(name, _USUAL_WORDS[name][0], LineField(_USUAL_WORDS[name][1]))
        self.form.addRow(self._says)

    def _band(self, name: str, label: str, low: str, high: str) -> None:
        holder, layout = QWidget(), QHBoxLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        for field, words in ((low, "不低于"), (high, "万元，低于")):
            edit = MoneyField(MoneyUnit.WAN, "不限")
            self.know(field, edit)
            layout.addWidget(QLabel(words))
            layout.addWidget(edit, 1)
        layout.addWidget(QLabel("万元"))
        holder.setLayout(layout)
        self.add(name, label, holder)

    def _show(self, entry: OwnEntry) -> None:
        definition = entry.definition or Definition()
        self._edit(self._fields["title"]).show_value(entry.title)
        self._edit(self._fields["measure"]).show_value(entry.measure)
        if entry.definition is None:
            self._subject.show_value(BY_HAND if entry.title else str(Subject.SIGNED))
        else:
            self._subject.show_value(str(definition.subject))
        self._follow_subject()
        self._counted.show_value(str(definition.counted))
        for name in (*_BANDS["band"], *_BANDS["fixed_band"], *_PLAIN):
            self._edit(self._fields[name]).show_value(getattr(definition, name))
        for name in _LISTS:
            self._edit(self._fields[name]).show_value("、".join(getattr(definition, name)))
        titles = {key: title for title, key in self._names.items()}
        for name in ("part", "whole"):
            if key := getattr(definition, name):
                self._edit(self._fields[name]).show_value(titles.get(key, key))

    def _follow_subject(self) -> None:
        """Asks only what the chosen subject can be narrowed by."""
        word = self._subject.value()
        subject = None if word == BY_HAND else Subject(word)
        chosen = self._counted.value()
        self._counted.clear()
        self._counted.addItems([str(each) for each in OFFERED[subject]] if subject else [])
        if self._counted.findText(chosen) >= 0:
            self._counted.setCurrentText(chosen)
        filters = set(FILTERS[subject]) if subject else set()
        asked = {name: name in filters for name in (*_LISTS, *_PLAIN)}
        asked |= {row: set(bounds) <= filters for row, bounds in _BANDS.items()}
        asked |= dict.fromkeys(("part", "whole"), subject is Subject.RATIO)
        asked |= {"measure": subject is None, "counted": subject is not None and len(OFFERED[subject]) > 1}
        for name, shown in asked.items():
            self.form.setRowVisible(self._fields[name], shown)
        for name, usual in _USUAL_WORDS.items():
            self._call(name, *(_OTHER_WORDS.get(subject, _NO_WORDS) if subject else _NO_WORDS).get(name, usual))
        self._says.setText(
            "程序不从记录中计算，完成数用“手工完成数”台账登记或导入。"
            if subject is None
            else _SAYS.get(subject, "按登记的记录自动统计；可以下达目标、上卡片、参加考核。")
        )
        self.adjustSize()

    def _definition(self) -> Definition | None:
        word = self._subject.value()
        if word == BY_HAND:
            return None
        subject = Subject(word)
        found = Definition(subject, Counted(self._counted.value() or OFFERED[subject][0]))
        if subject is Subject.RATIO:
            return replace(found, part=self._names[self.read("part")], whole=self._names[self.read("whole")])
        known = FILTERS[subject]
        asked: dict[str, Any] = {name: self._list(name) for name in _LISTS if name in known}
        asked |= {name: self.read(name) for name in (*_BANDS["band"], *_BANDS["fixed_band"], *_PLAIN) if name in known}
        return replace(found, **asked)

    def _call(self, name: str, title: str, hint: str) -> None:
        """Names a filter as the subject's records have it."""
        label = self.form.labelForField(self._fields[name])
        if isinstance(label, QLabel):
            label.setText(title)
        edit = self._fields[name]
        if isinstance(edit, LineField):
            edit.setPlaceholderText(hint)

    def _list(self, name: str) -> tuple[str, ...]:
        words = self.read(name).translate(_SIGNS).split("、")
        return tuple(dict.fromkeys(filter(None, (word.strip() for word in words))))

    def _keep(self) -> None:
        title = self.read("title")
        if not title:
            raise Refused("请填写指标名称。", field="title")
        entry = OwnEntry(title, self.read("measure"), self._definition())
        with self._desk.work("保存自定指标") as session:
            saved = own_indicators.save(session, entry, self._key)
            self.saved_key = next(row.key for row in own_indicators.rows(session) if row.id == saved)
