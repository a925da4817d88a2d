"""The first start: whose records these will be, or sample records to look around in; never a word of databases."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app import TITLE
from app.clock import Clock
from app.database.engine import open_database
from app.paths import data_folder, default_database
from app.services import offices
from app.ui.buttons import ButtonRow, button
from app.ui.files import DATABASES
from app.ui.widgets.card import heading, soft_label
from app.ui.widgets.field_edits import LineField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.values.money import MoneyUnit

SAMPLE = "示例台账.db"


class FirstStart(FormDialog):
    """``path`` is the file to open when the dialog was accepted."""

    def __init__(self, clock: Clock, parent: QWidget | None) -> None:
        super().__init__(TITLE, parent, save_text="开始使用")
        self._clock = clock
        self.path: Path | None = None
        self.setMinimumWidth(480)
        self.form.addRow(heading("欢迎使用"))
        self.form.addRow(soft_label("先填写本单位的名称和代码，以后可以在“数据—单位设置”中修改。"))
        self._name, self._code = LineField("如 清溪镇"), LineField("9 位数字，统计用区划代码")
        self._county = LineField("如 安和县")
        self._unit = WordField((str(MoneyUnit.WAN), str(MoneyUnit.YI)))
        self.add("name", "单位名称", self._name)
        self.add("code", "单位代码", self._code)
        self.add("county", "所在县（区）", self._county)
        self.add("money_unit", "金额显示", self._unit)
        other = (button("先看示例数据", self._look_around), button("打开已有的台账…", self._open))
        self.form.addRow(ButtonRow(other))
        self.on_save(self._begin)

    def _begin(self) -> None:
        path = default_database()
        is_new = not path.exists()
        database = open_database(path, self._clock)
        try:
            with database.work("单位设置") as session:
                name, code, county = self._name.value(), self._code.value(), self._county.value()
                offices.establish(session, name=name, code=code, county=county)
                offices.set_value(session, "money_unit", self._unit.value())
        except Exception:
            database.close()
            if is_new:
                path.unlink(missing_ok=True)
            raise
        database.close()
        self.path = path

    def _look_around(self) -> None:
        path = data_folder() / SAMPLE
        if not path.exists():
            from app.jobs.demo import make_demo

            make_demo(path, today=self._clock.today())
        self._done(path)

    def _open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "打开台账", str(Path.home()), DATABASES)
        if name:
            self._done(Path(name))

    def _done(self, path: Path) -> None:
        self.path = path
        self.done(self.DialogCode.Accepted)
