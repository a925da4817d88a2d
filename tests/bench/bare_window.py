"""Four empty tabs and nothing else, saved as a picture: what any program of this kind costs when it is packaged."""

import sys

from PySide6 import QtPdf, QtPdfWidgets, QtPrintSupport, QtSvg  # noqa: F401 - a program that previews and prints has them
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTabWidget, QWidget


def main(out: str) -> None:
    """Shows the window, saves it to ``out`` and leaves."""
    QApplication.setStyle("Fusion")
    application = QApplication(sys.argv[:1])
    window, tabs = QMainWindow(), QTabWidget()
    for title in ("项目库", "线索跟踪", "责任书", "统计图表"):
        tabs.addTab(QWidget(), title)
    window.setCentralWidget(tabs)
    window.resize(1366, 768)
    window.show()
    QTimer.singleShot(0, lambda: (window.grab().save(out), application.quit()))
    application.exec()


if __name__ == "__main__":
    main(sys.argv[1])
