"""客商企业: firms that invest, or may."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from app.columns import enterprises as columns
from app.services import enterprises, projects
from app.services.enterprises import EnterpriseEntry
from app.services.lists import RecordList
from app.ui.desk import Desk
from app.ui.tabs.leads.enterprise_panel import EnterprisePanel
from app.ui.tabs.leads.register_page import RegisterPage
from app.ui.widgets.field_edits import LineField, ProseField, SuggestField
from app.ui.widgets.form_dialog import FormDialog
from app.ui.widgets.likeness import likely


class EnterprisesPage(RegisterPage):
    """The list of firms."""

    kind = "enterprises"
    noun = "企业"
    measure = "家"
    columns = columns.COLUMNS
    chips = (enterprises.LED,)

    def listing(self) -> RecordList[Any]:
        """All firms."""
        return enterprises.listing()

    def form(self, key: str | None) -> QDialog:
        """The form of a firm."""
        return EnterpriseForm(self.desk, key, self)

    def make_panel(self) -> QWidget:
        """The chosen one and what came of it."""
        return EnterprisePanel(self.desk)

    def remove_ids(self, ids: list[str]) -> None:
        """Puts firms into the recycle bin."""
        with self.desk.work("删除企业") as session:
            enterprises.remove(session, ids, self.desk.clock.now())


class EnterpriseForm(FormDialog):
    """Enters a firm, or changes the one of ``key``; ``saved_id`` is its id after saving."""

    def __init__(self, desk: Desk, key: str | None, parent: QWidget) -> None:
        super().__init__("修改企业" if key else "新增企业", parent)
        self._desk, self._key = desk, key
        self.saved_id = key or ""
        self.setMinimumWidth(460)
        with desk.read() as session:
            self._before = enterprises.entry(session, key) if key else EnterpriseEntry()
        self.add("name", "企业名称", LineField())
        self.add("credit_code", "统一社会信用代码", LineField())
        self.add("place", "所在地", LineField("如 浙江省杭州市"))
        self.add("industry", "产业", SuggestField(projects.CHOICES["industry"]))
        self.add("kind", "企业类别", SuggestField(enterprises.CHOICES["kind"]))
        self.add("size", "企业规模", LineField())
        self.add("contact", "联系人", LineField())
        self.add("contact_title", "职务", LineField())
        self.add("phone", "联系电话", LineField("多个电话用顿号隔开"))
        self.add("leader", "联系领导", LineField())
        self.add("note", "备注", ProseField(2))
        self.show_entry(self._before)
        self.on_save(self._keep)

    def _keep(self) -> None:
        entered = self.collect(self._before)
        with self._desk.read() as session:
            found = likely(enterprises.duplicates(session, entered, self._key))
        self.warn([*enterprises.warnings(entered), *found])
        with self._desk.work("修改企业" if self._key else "新增企业") as session:
            self.saved_id = enterprises.save(session, entered, self._key)
