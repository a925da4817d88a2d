"""限期通知书: which promise was not kept, until when it is to be, and the paper that says so."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.documents import writing
from app.errors import Refused
from app.jobs import notices
from app.services.projects import deadlines
from app.services.projects.deadlines import NOTICES, Overdue
from app.ui.desk import Desk
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import DateField, LineField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.ui.widgets.paper_preview import preview
from app.values.dates import PartialDate

if TYPE_CHECKING:
    from pathlib import Path


class NoticeForm(FormDialog):
    """Records that a notice goes out and shows it; one that went out already is only shown again."""

    def __init__(self, desk: Desk, key: str, parent: QWidget) -> None:
        super().__init__("限期通知书", parent, save_text="登记并预览")
        self._desk, self._key, self._parent = desk, key, parent
        self.setMinimumWidth(460)
        with desk.read() as session:
            self._late = deadlines.overdue(session, desk.today, key)
            days = deadlines.terms(session).notice_days
        if not self._late:
            raise Refused("这个项目没有逾期未开工或欠缴的保证金，不用发通知书。")
        self._matters = {NOTICES[late.matter]: late for late in self._late}
        self._matter = WordField(tuple(self._matters))
        self.add("matter", "通知书", self._matter)
        self._state = soft_label()
        self.form.addRow(self._state)
        on, due_on = (DateField(lambda: PartialDate.of(desk.today)) for _ in range(2))
        on.show_value(PartialDate.of(desk.today))
        due_on.show_value(PartialDate.of(desk.today + timedelta(days=days)))
        self.add("on", "发文日期", on)
        self.add("due_on", "限期到", due_on)
        self.add("number", "文号", LineField("可以不填"))
        self._matter.currentTextChanged.connect(lambda _: self._follow_matter())
        self._follow_matter()
        self.on_save(self._issue)

    def _chosen(self) -> Overdue:
        return self._matters[self._matter.value()]

    def _follow_matter(self) -> None:
        late = self._chosen()
        words = f"约定日期 {late.due_on.text()}，已逾期 {late.days} 天。"
        if late.notice and late.notice.issued_on and late.notice.due_on:
            words += f"{late.notice.issued_on.text()}已经发过，限期到{late.notice.due_on.text()}，这里只再次打印。"
        self._state.setText(words)
        for field in ("on", "due_on", "number"):
            self._fields[field].setEnabled(late.notice is None)

    def _issue(self) -> None:
        late, title = self._chosen(), self._matter.value()
        on, due_on, number = self.read("on"), self.read("due_on"), self.read("number")
        for field, day in (("on", on), ("due_on", due_on)):
            if day is None:
                raise Refused("请填写日期。", field=field)
        if late.notice is not None:
            on, due_on = late.notice.issued_on or on, late.notice.due_on or due_on
            number = late.notice.number
        with self._desk.read() as session:
            document = notices.notice(session, late, on, due_on, number)
        if late.notice is None:
            with self._desk.work(f"发出{title}") as session:
                deadlines.issue(session, self._key, late.matter, on, due_on, number)

        def write(out: Path) -> None:
            writing.write(out, document)

        preview(self._desk, self._parent, f"{title}（{late.name}）", write)
