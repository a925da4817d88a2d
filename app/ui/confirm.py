"""The one question box: a sentence, the verb of what will happen, and the way out."""

from PySide6.QtWidgets import QMessageBox, QWidget

from app import TITLE


def sure(parent: QWidget, sentence: str, verb: str) -> bool:
    """Asks before something that is felt; the way out is the default."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, TITLE, sentence, QMessageBox.StandardButton.NoButton, parent)
    go = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
    stay = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.exec()
    return box.clickedButton() is go
