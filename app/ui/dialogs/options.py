"""数据—选项: how long things may stand, how strict the gates are, how figures are shown, how paper is printed."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.services import offices, reminder_terms
from app.services.projects import rules as project_rules
from app.services.projects.rules import GateRules, Strictness
from app.services.reminder_terms import ReminderTerms
from app.ui.buttons import ButtonRow, button
from app.ui.dialogs.appearance import change_appearance
from app.ui.dialogs.print_fonts import print_test_page, show_fonts
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import FlagField, NumberField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.values.money import MoneyUnit
from app.values.page_numbers import WORDS as PAGE_NUMBERS

if TYPE_CHECKING:
    from app.ui.desk import Desk

__all__ = ["OptionsForm", "change_appearance", "change_options"]

_DAYS = {
    "reserved": "储备阶段不超过（天）",
    "negotiating": "在谈阶段不超过（天）",
    "signed": "签约后落地不超过（天）",
    "landed": "落地后开工不超过（天）",
    "follow": "项目跟踪间隔（天）",
    "voucher_days": "到位资金补凭证（天内）",
    "backup_days": "备份间隔（天）",
}
_DATES = {
    "report_day": "月报截止（每月几日）",
    "submission_day": "提交截止（每月几日）",
    "letters_month": "责任书签订截止（几月）",
    "letters_day": "责任书签订截止（几日）",
}
DECIMALS = {"按实际": None, "不留小数": 0, "1 位": 1, "2 位": 2, "4 位": 4}
ZERO_WORDS = {"印 0": "0", "印“—”": "—", "空着": ""}
PLACES = {"不留小数": 0, "1 位": 1, "2 位": 2}


def change_options(desk: Desk, parent: QWidget) -> None:
    """Opens the form."""
    OptionsForm(desk, parent).exec()


class OptionsForm(FormDialog):
    """The office's own terms and rules; they travel with its records."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("选项", parent)
        self._desk = desk
        with desk.read() as session:
            self._terms, self._rules = reminder_terms.terms(session), project_rules.rules(session)
        self._build_terms()
        self._build_rules()
        self._build_looks()
        self._build_paper()
        self.show_entry(self._terms)
        self.show_entry(self._rules)
        self.on_save(self._keep)

    def _build_terms(self) -> None:
        page = self.page("待办期限")
        page.addRow(soft_label("超过这里的天数或日期就列入待办；项目列表按同样的天数标黄、标红。"))
        for name, title in {**_DAYS, **_DATES}.items():
            self.add(name, title, NumberField(), page)

    def _build_rules(self) -> None:
        page = self.page("项目把关")
        page.addRow(soft_label("“必须”：不满足就不能推进；“提醒”：推进时提示一次；“不要求”：不检查。"))
        for rule in fields(GateRules):
            field = WordField(tuple(map(str, Strictness)))
            self.add(rule.name, project_rules.TITLES[rule.name], field, page)

    def _build_looks(self) -> None:
        page = self.page("数字显示")
        self._unit, self._decimals = WordField((str(MoneyUnit.WAN), str(MoneyUnit.YI))), WordField(tuple(DECIMALS))
        self.add("money_unit", "列表和图表的金额单位", self._unit, page)
        self.add("decimals", "列表金额的小数位", self._decimals, page)
        self._unit.show_value(str(self._desk.money_unit))
        shown = {digits: words for words, digits in DECIMALS.items()}
        self._decimals.show_value(shown.get(self._desk.decimals, "按实际"))
        page.addRow(soft_label("只影响屏幕显示；打印和导出的金额按各表的规定。"))
        self._places = WordField(tuple(PLACES))
        self.add("percent_places", "百分比的小数位", self._places, page)
        with self._desk.read() as session:
            self._places.show_value(list(PLACES)[offices.percent_places(session)])
        page.addRow(soft_label("屏幕、通报和台账上的完成率、同比和百分点都按这里显示；计算始终用未取舍的数。"))

    def _build_paper(self) -> None:
        page = self.page("打印")
        self._page_numbers = WordField(tuple(PAGE_NUMBERS.values()))
        self.add("page_numbers", "责任书和通报的页码", self._page_numbers, page)
        with self._desk.read() as session:
            self._page_numbers.show_value(PAGE_NUMBERS[offices.page_numbers(session)])
        self._zeros = WordField(tuple(ZERO_WORDS))
        self.add("zeros", "表格里数为零的", self._zeros, page)
        with self._desk.read() as session:
            shown = {kept: words for words, kept in ZERO_WORDS.items()}
            self._zeros.show_value(shown[offices.zeros(session)])
        self._cautious = FlagField("稳妥口径")
        self._cautious.setToolTip("通报、考核结果和责任书上不印排名、一票否决、抵押金、奖励，也不用“责任状”字样")
        self.add("cautious", "", self._cautious, page)
        with self._desk.read() as session:
            self._cautious.show_value(offices.is_cautious(session))
        page.addRow(soft_label("打印时不带排名、一票否决、抵押金、奖励和“责任状”字样；登记的数据不变。"))
        fonts = button("字体…", lambda: show_fonts(self._desk, self), hint="打印用的字体，每台电脑各自选择")
        test = button("打印测试页…", lambda: print_test_page(self._desk, self), hint="带刻度，可用直尺核对打印大小")
        page.addRow("", ButtonRow((fonts, test)))

    def _keep(self) -> None:
        terms, rules = self.collect(self._terms), self.collect(self._rules)
        for each in fields(ReminderTerms):
            if getattr(terms, each.name) is None:
                raise Refused("请填写数字。", field=each.name)
        with self._desk.work("修改选项") as session:
            reminder_terms.set_terms(session, terms)
            project_rules.set_rules(session, rules)
            offices.set_value(session, "money_unit", self._unit.value())
            offices.set_value(session, "decimals", DECIMALS[self._decimals.value()])
            offices.set_value(session, "percent_places", PLACES[self._places.value()])
            chosen = {words: numbers for numbers, words in PAGE_NUMBERS.items()}[self._page_numbers.value()]
            offices.set_value(session, "page_numbers", chosen)
            offices.set_value(session, "zeros", ZERO_WORDS[self._zeros.value()])
            offices.set_value(session, "cautious", self._cautious.value())
