"""帮助: the pages that F1 opens, and what this program is."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QMessageBox, QTextBrowser, QVBoxLayout, QWidget

from app import TITLE, __version__
from app.paths import RESOURCES, data_folder


def show_help(parent: QWidget) -> None:
    """Opens the help beside the window; it may stay open while work goes on."""
    dialog = QDialog(parent)
    dialog.setWindowTitle("使用说明")
    dialog.resize(720, 600)
    page = QTextBrowser()
    page.setOpenExternalLinks(False)
    page.setMarkdown((RESOURCES / "help.md").read_text(encoding="utf-8"))
    layout = QVBoxLayout(dialog)
    layout.addWidget(page)
    dialog.show()


def about(parent: QWidget) -> None:
    """Says the version, and where the records and the log lie."""
    text = f"{TITLE} {__version__}\n\n不联网，数据都在本机的一个文件里。\n程序资料夹：{data_folder()}"
    QMessageBox(QMessageBox.Icon.NoIcon, "关于", text, QMessageBox.StandardButton.Ok, parent).exec()
