"""自定指标: an indicator of the office's own, whose figures are kept by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.fields import RECORDS
from app.services import targets
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import LineField, SuggestField
from app.ui.widgets.form_dialog import FormDialog

if TYPE_CHECKING:
    from app.ui.desk import Desk

_MEASURES = ("万元", "个", "条", "次", "人", "万平方米", "亩", "户")


class IndicatorForm(FormDialog):
    """Adds an indicator; ``saved_key`` is its key after it was saved."""

    record = RECORDS["own_indicators"]

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("自定指标", parent)
        self._desk = desk
        self.saved_key = ""
        self.setMinimumWidth(400)
        self.form.addRow(soft_label("程序不从记录中计算自定指标，完成数用“手工完成数”台账登记或导入。"))
        self.add_field("title", LineField("如 招商专题会议"))
        self.add_field("measure", SuggestField(_MEASURES))
        self.on_save(self._keep)

    def _keep(self) -> None:
        title, measure = self.read("title"), self.read("measure")
        for field, text, word in (("title", title, "指标名称"), ("measure", measure, "计量单位")):
            if not text:
                raise Refused(f"请填写{word}。", field=field)
        with self._desk.read() as session:
            if targets.find_indicator(session, title) is not None:
                raise Refused(f"已经有“{title}”这个指标了，请直接选用。", field="title")
        with self._desk.work("添加自定指标") as session:
            self.saved_key = targets.make_indicator(session, title, measure).key
