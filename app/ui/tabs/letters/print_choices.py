"""How letters are printed at this seat: both sides of the sheet, the originals agreed on, an office's own styles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.documents.printing import Printing
from app.services import offices
from app.ui.buttons import literal
from app.ui.files import ask_open

if TYPE_CHECKING:
    from app.ui.desk import Desk
    from app.values.page_numbers import PageNumbers

_KEY = "letters/"
_ON = "是"
_CHOICES = (("duplex", "双面打印时每份从正面开始"), ("originals", "按一式份数打印原件"))


class PrintChoices:
    """Kept with the seat, except where page numbers stand: that is the office's own."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk, self._parent = desk, parent

    def for_printer(self) -> Printing:
        """How the preview is drawn, which goes to the printer."""
        return Printing(self._numbers(), self._is_on("duplex"), self._is_on("originals"), self.template)

    def for_files(self) -> Printing:
        """How files are written: each letter once, without empty backs."""
        return Printing(self._numbers(), template=self.template)

    @property
    def template(self) -> Path | None:
        """The office's own .docx that gives the styles; None where there is none or it is gone."""
        kept = str(self._desk.settings.value(f"{_KEY}template", ""))
        return Path(kept) if kept and Path(kept).is_file() else None

    def offer(self, menu: QMenu) -> None:
        """Adds the choices to a menu."""
        for name, title in _CHOICES:
            action = QAction(title, menu, checkable=True, checked=self._is_on(name))
            action.toggled.connect(lambda on, key=name: self._keep(key, _ON if on else ""))
            menu.addAction(action)
        menu.addSeparator()
        styles = menu.addAction("Word 样式取自…", self.choose_template)
        usual = menu.addAction("Word 用程序自带的样式", lambda: self._keep("template", ""))

        def show() -> None:
            styles.setText(f"Word 样式取自“{literal(self.template.name)}”…" if self.template else "Word 样式取自…")
            usual.setEnabled(self.template is not None)

        menu.aboutToShow.connect(show)

    def choose_template(self) -> None:
        """Asks for a .docx of the office whose styles letters take over."""
        path = ask_open(self._desk, self._parent, "选择带有本单位样式的 Word 文档", "Word 文档或模板 (*.docx *.dotx)")
        if path is not None:
            self._keep("template", str(path))

    def _keep(self, name: str, value: str) -> None:
        self._desk.settings.setValue(f"{_KEY}{name}", value)

    def _is_on(self, name: str) -> bool:
        return str(self._desk.settings.value(f"{_KEY}{name}", "")) == _ON

    def _numbers(self) -> PageNumbers:
        with self._desk.read() as session:
            return offices.page_numbers(session)
