"""客商企业: firms that invest, or may."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from app.columns import enterprises as columns
from app.fields import RECORDS
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

    record = RECORDS["enterprises"]

    def __init__(self, desk: Desk, key: str | None, parent: QWidget) -> None:
        super().__init__("修改企业" if key else "新增企业", parent)
        self._desk, self._key = desk, key
        self.saved_id = key or ""
        self.setMinimumWidth(460)
        with desk.read() as session:
            self._before = enterprises.entry(session, key) if key else EnterpriseEntry()
        self.add_field("name", LineField())
        self.add_field("credit_code", LineField())
        self.add_field("place", LineField("如 浙江省杭州市"))
        self.add_field("industry", SuggestField(projects.CHOICES["industry"]))
        self.add_field("kind", SuggestField(enterprises.CHOICES["kind"]))
        self.add_field("size", LineField())
        self.add_field("contact", LineField())
        self.add_field("contact_title", LineField())
        self.add_field("phone", LineField("多个电话用顿号隔开"))
        self.add_field("leader", LineField())
        self.add_field("note", ProseField(2))
        self.show_entry(self._before)
        self.on_save(self._keep)
        if key is None:
            self.on_another(lambda: self.show_entry(self._before))

    def _keep(self) -> None:
        entered = self.collect(self._before)
        with self._desk.read() as session:
            found = likely(enterprises.duplicates(session, entered, self._key))
        self.warn([*enterprises.warnings(entered), *found])
        with self._desk.work("修改企业" if self._key else "新增企业") as session:
            self.saved_id = enterprises.save(session, entered, self._key)
