"""奖励标准: the office's own table of rewards by size; nothing stands in it until the office writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.services import rules
from app.services.consequences import rates as rewards_rates
from app.services.consequences.rates import RateTable
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import FlagField, LineField, MoneyField, ProseField
from app.ui.widgets.form_dialog import FormDialog
from app.values.money import MoneyUnit

if TYPE_CHECKING:
    from app.ui.desk import Desk

_WIDTH = 520
_HOW = (
    "一行写一档，如“2亿元以上 每亿元1万元”“10亿元以上 定额100万元”。"
    "达到哪一档，全部基数按那一档计算；勾选分段累计的，各段分别计算再相加。"
)


class RewardRatesForm(FormDialog):
    """Changes the office's table of rates."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("奖励标准", parent)
        self._desk = desk
        self.setMinimumWidth(_WIDTH)
        with desk.read() as session:
            kept = rewards_rates.table(session)
        self.form.addRow(soft_label(rules.reminder("reward")))
        self.form.addRow(soft_label(_HOW))
        self._rates, self._by_parts = ProseField(5), FlagField("分段累计")
        self._most, self._paper = MoneyField(MoneyUnit.WAN, "没有上限的留空"), LineField("标准所在的文件和文号")
        self.add("rates", "各档标准", self._rates)
        self.add("by_parts", "", self._by_parts)
        self.add("most", "最高奖励（万元）", self._most)
        self.add("paper", "文件依据", self._paper)
        self._rates.show_value(rewards_rates.rates_text(kept.rates))
        self._by_parts.show_value(kept.by_parts)
        self._most.show_value(kept.most)
        self._paper.show_value(kept.paper)
        self.on_save(self._keep)

    def _keep(self) -> None:
        entered = RateTable(
            rates=rewards_rates.rates_from(self._rates.value()),
            by_parts=self._by_parts.value(),
            most=self.read("most"),
            paper=self._paper.value(),
        )
        with self._desk.work("修改奖励标准") as session:
            rewards_rates.keep(session, entered)
