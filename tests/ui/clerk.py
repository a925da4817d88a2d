"""What a clerk does before the window: presses a button by its words, types into fields, answers what opens."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QToolButton, QWidget

from tests.ui.parts import field_of, fields_of, sentence

_LOOK_MS, _PATIENCE = 20, 30_000  # ten minutes: only a dialog that never opens takes them


def press(inside: QWidget, words: str) -> None:
    """Clicks the visible button with these words."""
    found = [each for each in inside.findChildren(QAbstractButton) if each.text() == words and each.isVisible()]
    assert found, f"no button {words}"
    assert found[0].isEnabled(), f"{words} is grey"
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def click(inside: QWidget, words: str) -> None:
    """Clicks the button with these words in a window that need not be shown."""
    found = next(each for each in inside.findChildren(QAbstractButton) if each.text() == words)
    assert found.isEnabled(), f"{words} is grey"
    found.click()


def choose(inside: QWidget, button: str, words: str) -> None:
    """Chooses from the menu of a button."""
    menus = [each.menu() for each in inside.findChildren(QToolButton) if each.text().startswith(button)]
    assert menus, f"no menu {button}"
    menu: QMenu = menus[0]
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text().partition("\t")[0] == words).trigger()


def fill(form: Any, **words: str) -> None:
    """Types into the fields of a form by their names."""
    for field, text in words.items():
        widget = field_of(form, field)
        setter = getattr(widget, "setPlainText", None) or getattr(widget, "setCurrentText", None) or widget.setText
        setter(text)


def names(form: Any) -> set[str]:
    """The names of all fields that a form asks for."""
    return set(fields_of(form))


def refused(form: Any, field: str) -> str:
    """The sentence of a form that was refused at a field and is still open with the cursor there."""
    assert form.isVisible(), "the form was taken"
    said: str = sentence(form).text()
    assert field_of(form, field).property("refused") is True, f"not refused at {field}: {said}"
    assert said.endswith(("。", "？"))
    return said


@contextmanager
def opens(*acts: Callable[[Any], object]) -> Iterator[None]:
    """Hands the dialogs that open, one after the other, to ``acts``; what stays open after one is closed unsaved."""
    seen: list[QWidget | None] = [QApplication.activeModalWidget()]
    errors: list[BaseException] = []
    waiting = list(acts)

    def look(left: int = _PATIENCE) -> None:
        box = QApplication.activeModalWidget()
        if box is None or box in seen:
            if left:
                QTimer.singleShot(_LOOK_MS, lambda: look(left - 1))
            return
        seen.append(box)
        try:
            waiting.pop(0)(box)
        except BaseException as error:  # noqa: BLE001 - carried out of Qt's loop
            errors.append(error)
            waiting.clear()
        if waiting:
            QTimer.singleShot(_LOOK_MS, look)
        if box.isVisible():
            box.close()

    QTimer.singleShot(0, look)
    yield
    for _ in range(_PATIENCE):  # a refusal's box opens at the next turn of the loop
        if not waiting:
            break
        QTest.qWait(_LOOK_MS)
    if errors:
        raise errors[0]
    assert len(seen) > len(acts), f"{len(acts) - len(seen) + 1} of {len(acts)} dialogs did not open"


def saves(button: str = "保存", **words: str) -> Callable[[Any], None]:
    """Fills the form that opens and presses its button; the form must take it."""

    def act(form: Any) -> None:
        fill(form, **words)
        press(form, button)
        assert not form.isVisible(), sentence(form).text()

    return act


def answers(words: str) -> Callable[[Any], None]:
    """Presses one button of the question that opens."""
    return lambda box: press(box, words)
