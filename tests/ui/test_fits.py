"""No window is larger than its screen; nothing in it stands outside or is cut, on every screen that offices have."""

import importlib
import pkgutil
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

import app.ui
from app.clock import FixedClock
from app.ui.dialog import Dialog
from tests.pictures import Pictures
from tests.ui.fits import SCREENS, faults, room_of

# Frames that other dialogs fill; and those that need records which no sample township has: built like their neighbours.
_FRAMES = {"Dialog", "FormDialog", "_LeadDialog", "StepForm", "ReasonedStepForm", "DeductingForm"}
_RARE = {
    *("CaptionForm", "ContactForm", "FilesDialog", "MarkForm", "MonthlyForm", "NoticeForm", "OutcomeForm"),
    *("ReviveDialog", "TargetForm", "TripFigures"),
}


@pytest.fixture
def pictures(dressed: QApplication, demo_file: Path, tmp_path: Path, clock: FixedClock) -> Pictures:
    path = tmp_path / "台账.db"
    path.write_bytes(demo_file.read_bytes())
    return Pictures(path, tmp_path, clock)


def _found(name: str, window: QWidget) -> list[str]:
    size, found = window.size(), []
    for screen in SCREENS:
        window.resize(size)
        found += [f"{name} at {screen}: {fault}" for fault in faults(window, room_of(screen))]
    window.resize(size)
    return found


def _kinds(of: type) -> set[type]:
    return {each for kind in of.__subclasses__() for each in (kind, *_kinds(kind))}


def test_every_tab_fits_every_screen(pictures: Pictures) -> None:
    found = [fault for name in pictures.tabs() for fault in _found(name, pictures.window)]
    assert not found, "\n".join(found)


def _is_settled(window: QWidget) -> bool:
    """Whether nothing is going to be counted or shown by a timer of the window any more."""
    return not any(timer.isActive() and timer.isSingleShot() for timer in window.findChildren(QTimer))


def test_every_dialog_fits_every_screen(pictures: Pictures, qtbot: QtBot) -> None:
    found, opened = [], set()
    for name, make in pictures.dialogs():
        dialog = make()
        dialog.show()
        qtbot.waitUntil(lambda shown=dialog: _is_settled(shown))
        found += _found(name, dialog)
        opened.add(type(dialog))
        dialog.close()
    assert not found, "\n".join(found)
    for module in pkgutil.walk_packages(app.ui.__path__, "app.ui."):
        importlib.import_module(module.name)
    ours = {
        kind for kind in _kinds(Dialog) if kind.__module__.startswith("app.")
    }  # other tests have forms of their own
    assert {kind.__name__ for kind in ours - opened} - _FRAMES - _RARE == set()


def test_the_item_under_the_mouse_is_seen(dressed: QApplication, qtbot: QtBot) -> None:
    box = QComboBox()
    box.addItems(["自报", "县认定"])
    box.show()
    box.showPopup()
    box.view().setCurrentIndex(box.model().index(1, 0))
    image = box.view().viewport().grab().toImage()
    place = box.view().visualRect(box.model().index(1, 0))
    seen = {image.pixelColor(x, y).name() for x in range(place.width()) for y in range(place.top(), place.bottom())}
    box.hidePopup()
    assert len(seen) > 2, "the words do not stand out from their ground"
