"""数据—外观: light or dark and the size of type, for this seat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from app.ui import look, theme
from app.ui.files import say
from app.ui.look import Look, Scheme, Size
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import WordField
from app.ui.widgets.form_dialog import FormDialog

if TYPE_CHECKING:
    from app.ui.desk import Desk


def change_appearance(desk: Desk, parent: QWidget) -> None:
    """Opens the form."""
    AppearanceForm(desk, parent).exec()


class AppearanceForm(FormDialog):
    """Colours change at once; the size of type with the next start, since Qt measures its window only then."""

    chapter = "外观"

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("外观", parent)
        self._desk, self._before = desk, look.chosen()
        page = self.page("外观")
        self._scheme, self._size = WordField(tuple(Scheme)), WordField(tuple(Size))
        self.add("scheme", "颜色", self._scheme, page)
        self.add("size", "字号", self._size, page)
        self._scheme.show_value(str(self._before.scheme))
        self._size.show_value(str(self._before.size))
        page.addRow(soft_label("颜色保存后马上生效；字号在下次打开程序时生效。\n只管这台电脑，打印出来的纸不变。"))
        self.on_save(self._keep)

    def _keep(self) -> None:
        chosen = Look(Scheme(self._scheme.value()), Size(self._size.value()))
        look.keep(chosen)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.put_on(application, chosen)
        self._desk.changed.emit()  # charts and written panels are drawn anew
        if chosen.size is not self._before.size:
            say(self, f"字号“{chosen.size}”在下次打开程序时生效。")
