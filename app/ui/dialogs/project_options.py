"""数据—项目规则: what a review looks at, which formalities a project needs, and when its agreement may be ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QWidget

from app.errors import Refused
from app.services.projects import deadlines, gates, procedures
from app.services.projects.deadlines import ExitTerms
from app.ui.buttons import ButtonRow, button
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import NumberField, ProseField
from app.ui.widgets.form_dialog import FormDialog

if TYPE_CHECKING:
    from app.ui.desk import Desk

_POINTS = "事前评估逐项评这里的内容，一行一项；已经登记的评审不变。"
_TITLES = "项目“进程—手续”里点“列出常用手续”，就加入这里的手续，一行一项；项目已有的手续不变。"
_TERMS = "过了约定的日期先催办；超过宽限的天数可以发限期通知书，限期满仍未履约的可以发项目退出函。"
_DAYS = {
    "start_grace": "约定开工日过后宽限（天）",
    "bond_grace": "保证金到期后宽限（天）",
    "notice_days": "限期通知书给的期限（天）",
}
_LINES = 12
_ROOM = 2000  # px


class ProjectOptions(FormDialog):
    """The office's own rules for projects; they travel with its records."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("项目规则", parent)
        self._desk = desk
        with desk.read() as session:
            points, titles = gates.points(session), procedures.titles(session)
            self._terms = deadlines.terms(session)
        self._points = self._list_page("points", "评审内容", _POINTS, points, gates.POINTS)
        self._titles = self._list_page("titles", "手续清单", _TITLES, titles, procedures.USUAL)
        page = self.page("退出期限")
        page.addRow(soft_label(_TERMS))
        for name, title in _DAYS.items():
            self.add(name, title, NumberField(), page)
        self.show_entry(self._terms)
        self.on_save(self._keep)

    def _list_page(
        self, field: str, title: str, told: str, now: tuple[str, ...], usual: tuple[str, ...]
    ) -> Callable[[], tuple[str, ...]]:
        """A page of one line each, with the way back to the usual ones; returns how it is read."""
        page, lines = self.page(title), ProseField(_LINES)
        lines.setMaximumHeight(_ROOM)  # takes what the page has
        lines.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        page.addRow(soft_label(told))
        self.add(field, title, lines, page)
        lines.show_value("\n".join(now))
        page.addRow(ButtonRow((), (button("恢复默认", lambda: lines.show_value("\n".join(usual))),)))
        return lambda: tuple(lines.value().splitlines())

    def _keep(self) -> None:
        terms: ExitTerms = self.collect(self._terms)
        for name in _DAYS:
            if getattr(terms, name) is None:
                raise Refused("请填写天数。", field=name)
        with self._desk.work("修改项目规则") as session:
            gates.set_points(session, self._points())
            procedures.set_titles(session, self._titles())
            deadlines.set_terms(session, terms)


def change_project_options(desk: Desk, parent: QWidget) -> None:
    """Opens the form."""
    ProjectOptions(desk, parent).exec()
