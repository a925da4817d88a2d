"""帮助: the page that F1 opens, at the chapter of what is in front and searchable; and what this program is."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QLineEdit, QListWidget, QMessageBox, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from app import TITLE, __version__
from app.paths import RESOURCES, data_folder
from app.ui.dialog import Dialog


class HelpPages(Dialog):
    """Chapters at the left, the text at the right; it stays open beside the window while work goes on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("使用说明", parent, (900, 640))
        self._asked, self._chapters, self._page = QLineEdit(), QListWidget(), QTextBrowser()
        self._asked.setPlaceholderText("在说明里查找，回车找下一处")
        self._asked.setClearButtonEnabled(True)
        self._page.setOpenExternalLinks(False)
        self._page.setSearchPaths([str(RESOURCES)])  # where the pictures lie
        self._page.setMarkdown((RESOURCES / "help.md").read_text(encoding="utf-8"))
        self._headings = [block for block in _blocks(self._page.document()) if block.blockFormat().headingLevel() == 2]
        self._chapters.addItems([block.text() for block in self._headings])
        parts = QSplitter()
        parts.addWidget(self._chapters)
        parts.addWidget(self._page)
        parts.setSizes([200, 700])
        layout = QVBoxLayout(self)
        layout.addWidget(self._asked)
        layout.addWidget(parts, 1)
        self._chapters.currentRowChanged.connect(self._show)
        self._asked.returnPressed.connect(self.find_next)
        self._asked.textChanged.connect(lambda _: self._find_from_the_start())

    def show_chapter(self, title: str) -> None:
        """Brings a chapter to the top; the beginning where there is none of that title."""
        row = next((row for row, block in enumerate(self._headings) if block.text() == title), 0)
        self._chapters.setCurrentRow(row)

    def find_next(self) -> None:
        """Goes to the next place with these words, from the end on to the first."""
        words = self._asked.text().strip()
        if words and not self._page.find(words):
            self._find_from_the_start()

    def _find_from_the_start(self) -> None:
        self._page.moveCursor(QTextCursor.MoveOperation.Start)
        words = self._asked.text().strip()
        if words:
            self._page.find(words)

    def _show(self, row: int) -> None:
        if row >= 0:
            self._page.setTextCursor(QTextCursor(self._page.document().lastBlock()))
            self._page.setTextCursor(QTextCursor(self._headings[row]))  # from below, so that it stands at the top


def show_help(parent: QWidget, chapter: str) -> None:
    """Opens the help at a chapter, or brings it to the front."""
    shown = parent.findChild(HelpPages) or HelpPages(parent)
    shown.show_chapter(chapter)
    shown.show()
    shown.raise_()
    shown.activateWindow()


def about(parent: QWidget) -> None:
    """Says the version, and where the records and the log lie."""
    text = f"{TITLE} {__version__}\n\n不联网，数据都在本机的一个文件里。\n程序资料夹：{data_folder()}"
    QMessageBox(QMessageBox.Icon.NoIcon, "关于", text, QMessageBox.StandardButton.Ok, parent).exec()


def _blocks(document: QTextDocument) -> list[QTextBlock]:
    found, block = [], document.firstBlock()
    while block.isValid():
        found.append(block)
        block = block.next()
    return found
