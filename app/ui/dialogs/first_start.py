"""The first start: whose records these will be, or sample records to look around in; never a word of databases."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app import TITLE
from app.clock import Clock
from app.database.engine import open_database
from app.demo import make_demo
from app.errors import Refused
from app.paths import data_folder, default_database
from app.services import offices
from app.services.units import typed
from app.ui.background import Background
from app.ui.buttons import ButtonRow, button
from app.ui.files import DATABASES
from app.ui.look import seat_settings
from app.ui.widgets.card import heading, soft_label
from app.ui.widgets.field_edits import LineField, NumberField, ProseField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.values.money import MoneyUnit

SAMPLE = "示例台账.db"
_YEARS = (2000, 2100)


class FirstStart(FormDialog):
    """``path`` is the file to open when the dialog was accepted."""

    def __init__(self, clock: Clock, parent: QWidget | None) -> None:
        super().__init__(TITLE, parent, save_text="开始使用")
        self._clock = clock
        self._background = Background(self)
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
        self._year, self._units = NumberField(), ProseField(4)
        self.add("year", "台账年度", self._year)
        self._year.show_value(clock.today().year)
        self.add("units", "责任单位", self._units)
        self._units.setPlaceholderText("各村、各部门，每行一个；可以从 Excel 复制粘贴，也可以以后再填或导入")
        other = (button("先看示例数据", self._look_around), button("打开已有的台账…", self._open))
        self.form.addRow(ButtonRow(other))
        self.on_save(self._begin)

    def _begin(self) -> None:
        year = self._asked_year()
        path = default_database()
        is_new = not path.exists()
        database = open_database(path, self._clock)
        try:
            with database.work("单位设置") as session:
                name, code, county = self._name.value(), self._code.value(), self._county.value()
                offices.establish(session, name=name, code=code, county=county)
                offices.set_value(session, "money_unit", self._unit.value())
                typed.enter(session, self._units.value())
        except Exception:
            database.close()
            if is_new:
                path.unlink(missing_ok=True)
            raise
        database.close()
        seat_settings().setValue("year", 0 if year == self._clock.today().year else year)
        self.path = path

    def _asked_year(self) -> int:
        year: int | None = self.read("year")
        if year is None or not _YEARS[0] <= year <= _YEARS[1]:
            raise Refused("请填写台账年度，如 2026。", field="year")
        return year

    def _look_around(self) -> None:
        path, today = data_folder() / SAMPLE, self._clock.today()
        if path.exists():
            self._done(path)
            return

        def make(_progress: object) -> Path:
            try:
                make_demo(path, today=today)
            except BaseException:
                path.unlink(missing_ok=True)  # half a sample would open the next time
                raise
            return path

        self._background.run("准备示例数据", make, self._done, self)

    def _open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "打开台账", str(Path.home()), DATABASES)
        if name:
            self._done(Path(name))

    def _done(self, path: Path) -> None:
        self.path = path
        self.done(self.DialogCode.Accepted)
