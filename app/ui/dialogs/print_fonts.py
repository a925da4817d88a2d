"""打印—字体: which font prints each role, how it looks, and the way to choose another file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.jobs.printing_fonts import PrintingFont, advice, choose_font, draw_test_page, printing_fonts
from app.ui.buttons import ButtonRow, button
from app.ui.dialog import Dialog
from app.ui.files import ask_open
from app.ui.theme import mark
from app.ui.widgets.card import Card, soft_label
from app.ui.widgets.paper_preview import preview

if TYPE_CHECKING:
    from app.ui.desk import Desk

_FILES = "字体文件 (*.ttf *.ttc);;所有文件 (*)"
_SAMPLE, _LATIN_SAMPLE, _SAMPLE_PX = "招商引资目标责任书 2026", "Abc 1234567890", 21
_USES = {
    "小标宋": "标题",
    "仿宋": "正文",
    "黑体": "一级标题",
    "楷体": "二级标题",
    "宋体": "表格、页码",
    "西文": "字母、数字",
}


def show_fonts(desk: Desk, parent: QWidget) -> None:
    """Opens the page."""
    PrintFonts(desk, parent).exec()


def print_test_page(desk: Desk, parent: QWidget) -> None:
    """Shows the page with ruler marks, to be printed and measured."""
    preview(desk, parent, "打印测试页", draw_test_page, other="")


class PrintFonts(Dialog):
    """One line for each role; what is chosen here holds for this computer."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("字体", parent, (820, 470))
        self._desk = desk
        self._warning = QLabel()
        self._warning.setWordWrap(True)
        mark(self._warning, "late")
        self._card = Card(14)
        self._lines = QWidget()
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Looks anew which fonts print."""
        fonts = printing_fonts()
        self._warning.setText(advice(fonts))
        self._warning.setVisible(any(font.stands_in for font in fonts))
        self._lines.deleteLater()
        self._lines = QWidget()
        grid = QGridLayout(self._lines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        for row, font in enumerate(fonts):
            self._lay(grid, row, font)
        self._card.body.addWidget(self._lines)

    def choose(self, role: str, path: Path | None) -> None:
        """Prints that role with a file, or as before."""
        choose_font(role, path)
        self.refresh()

    def _lay(self, grid: QGridLayout, row: int, font: PrintingFont) -> None:
        face = QLabel(f"{font.name}{'（代替）' if font.stands_in else ''}")
        face.setToolTip(str(font.path))
        mark(face, "soft")
        sample = QLabel(_LATIN_SAMPLE if font.role == "西文" else _SAMPLE)
        sample.setStyleSheet(f"font-size: {_SAMPLE_PX}px; font-family: '{_family(font)}'")
        back = button("恢复", lambda: self.choose(font.role, None), hint="按名称重新找字体")
        back.setVisible(font.chosen)
        grid.addWidget(QLabel(f"{font.role}（{_USES.get(font.role, '')}）"), row, 0)
        grid.addWidget(face, row, 1)
        grid.addWidget(sample, row, 2)
        grid.addWidget(button("选择字体文件…", lambda: self._ask(font.role)), row, 3)
        grid.addWidget(back, row, 4)

    def _ask(self, role: str) -> None:
        path = ask_open(self._desk, self, f"选择{role}字体文件", _FILES)
        if path is not None:
            self.choose(role, path)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(soft_label("打印公文和表格用的字体。电脑上装了方正小标宋、仿宋_GB2312 等字体的，会自动选用。"))
        layout.addWidget(self._warning)
        layout.addWidget(self._card)
        layout.addStretch(1)
        page = button("打印测试页…", lambda: print_test_page(self._desk, self), hint="带刻度，可用直尺核对打印大小")
        layout.addWidget(ButtonRow((page,), (button("关闭", self.accept, primary=True),)))


def _family(font: PrintingFont) -> str:
    """The name by which the screen knows the font; Qt keeps each file that it was given once."""
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(font.path)))
    return families[min(font.index, len(families) - 1)] if families else ""
