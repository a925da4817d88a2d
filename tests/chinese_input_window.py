"""A window with one line to type in, started the way the program starts: the other end of test_chinese_input.

Prints what was typed and ends when it reads the text named as argument, or with status 1 after 20 seconds.
"""

import os
import sys

from app.ui import input_method

TITLE = "zhaoshang-input"


def main(expected: str) -> int:
    input_method.prepare(os.environ)
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QLineEdit

    application = QApplication([])
    line = QLineEdit(windowTitle=TITLE)
    line.textChanged.connect(lambda text: application.exit(0) if text == expected else None)
    QTimer.singleShot(20_000, lambda: application.exit(1))
    line.show()
    status = application.exec()
    sys.stdout.buffer.write(line.text().encode())
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
