"""What is typed into a form, whatever its fields are: read as words, put back as words, and word of changes."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

Editor = QLineEdit | QPlainTextEdit | QComboBox | QCheckBox


def editors(form: QWidget) -> list[Editor]:
    """All that can be typed or chosen in a form, in the order in which it was made."""
    found = [each for each in form.findChildren(QWidget) if isinstance(each, Editor)]
    return [each for each in found if not isinstance(each.parent(), QComboBox | QAbstractSpinBox)]


def words(editor: Editor) -> str:
    """What one editor holds; a checked box holds 是."""
    if isinstance(editor, QCheckBox):
        return "是" if editor.isChecked() else ""
    if isinstance(editor, QComboBox):
        return editor.currentText()
    return editor.toPlainText() if isinstance(editor, QPlainTextEdit) else editor.text()


def put(editor: Editor, text: str) -> None:
    """Lets an editor hold what :func:`words` said; a word that is not among its choices is passed over."""
    if isinstance(editor, QCheckBox):
        editor.setChecked(bool(text))
    elif isinstance(editor, QComboBox):
        editor.setCurrentText(text)
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(text)
    else:
        editor.setText(text)


def on_change(found: Sequence[Editor], tell: Callable[[Editor], None]) -> None:
    """Calls ``tell(editor)`` whenever one of them holds something else."""
    for editor in found:
        if isinstance(editor, QCheckBox):
            editor.toggled.connect(lambda _, editor=editor: tell(editor))
        elif isinstance(editor, QComboBox):
            editor.currentTextChanged.connect(lambda _, editor=editor: tell(editor))
        elif isinstance(editor, QPlainTextEdit):
            editor.textChanged.connect(lambda editor=editor: tell(editor))
        else:
            editor.textChanged.connect(lambda _, editor=editor: tell(editor))
