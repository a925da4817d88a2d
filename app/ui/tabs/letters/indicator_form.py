"""自定指标: one indicator of the office's own, counted from the records by chosen filters, or kept by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.errors import Refused
from app.fields import RECORDS
from app.indicators.own import OFFERED, Counted, Definition, Subject
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
_LISTS = ("industries", "categories", "places", "marks", "kinds")
_BANDS = ("at_least", "below", "fixed_at_least", "fixed_below")


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
        self._rows_of_filters = [*_LISTS, "nature", "sources", "band", "fixed_band", "first_year"]
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
        self.add("nature", "内资/外资", WordField([str(each) for each in CapitalNature], optional=True))
        self.add("sources", "资金来源", WordField([str(each) for each in FundsSource], optional=True))
        self.add("places", "来源地", LineField("如 长三角、广东；几个用、隔开"))
        self.add("industries", "产业", LineField("产业里含有的字，如 制造、电子；几个用、隔开"))
        self.add("categories", "行业门类", LineField("门类字母，如 C、I"))
        self.add("kinds", "建设性质", LineField("如 新建、续建、技改"))
        self.add("marks", "企业标记", LineField("投资方、企业类别或备注里含有的字，如 500强、上市"))
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
        for name in (*_BANDS, "first_year", "nature"):
            self._edit(self._fields[name]).show_value(getattr(definition, name))
        for name in _LISTS:
            self._edit(self._fields[name]).show_value("、".join(getattr(definition, name)))
        self._edit(self._fields["sources"]).show_value("".join(definition.sources[:1]))
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
        projects = subject is not None and Definition(subject).counts_projects
        leads = subject in {Subject.LEADS, Subject.VALID_LEADS}
        asked = dict.fromkeys(self._rows_of_filters, projects)
        asked |= {"sources": subject is Subject.FUNDS, "industries": projects or leads, "band": projects or leads}
        asked |= dict.fromkeys(("part", "whole"), subject is Subject.RATIO)
        asked |= {"measure": subject is None, "counted": subject is not None and len(OFFERED[subject]) > 1}
        for name, shown in asked.items():
            self.form.setRowVisible(self._fields[name], shown)
        self._says.setText(
            "程序不从记录中计算，完成数用“手工完成数”台账登记或导入。"
            if subject is None
            else "按项目台账、到位资金、线索和活动登记自动统计；可以下达目标、上卡片、参加考核。"
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
        asked = {name: self._list(name) for name in _LISTS} if found.counts_projects else {}
        if not found.counts_projects and subject in {Subject.LEADS, Subject.VALID_LEADS}:
            asked = {"industries": self._list("industries")}
        found = replace(found, **asked)  # type: ignore[arg-type]
        if self.form.isRowVisible(self._fields["band"]):
            found = replace(found, at_least=self.read("at_least"), below=self.read("below"))
        if found.counts_projects:
            fixed = {name: self.read(name) for name in ("fixed_at_least", "fixed_below", "nature", "first_year")}
            found = replace(found, **fixed)
        source = self.read("sources") if subject is Subject.FUNDS else ""
        return replace(found, sources=(source,) if source else ())

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
