"""No window is larger than its screen; nothing in it stands outside or is cut, on every screen that offices have."""

import importlib
import pkgutil
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QComboBox, QSplitter, QWidget
from pytestqt.qtbot import QtBot

import app.ui
from app.clock import FixedClock
from app.ui.dialog import Dialog, fit
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


def test_every_tab_fits_every_screen_and_facts_beside_a_list_roll_in_one_place(pictures: Pictures) -> None:
    found, rolling = [], []
    for name in pictures.tabs():
        found += _found(name, pictures.window)
        if name in {"项目库", "线索跟踪-线索", "责任书-责任书"}:  # what is fixed on the others may need more
            rolling += [f"{name}: {inner}" for inner in _rolls_within(pictures.window)]
    assert not found, "\n".join(found)
    assert not rolling


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


def test_the_inside_of_a_window_that_has_a_frame_lies_in_its_room(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(2000, 2000)
    window.show()
    qtbot.waitExposed(window)
    assert window.frameGeometry() != window.geometry(), "this platform draws no frames"
    fit(window, room_of("1366×768 100%"))
    assert room_of("1366×768 100%").contains(window.geometry())


def test_a_window_that_fills_the_screen_is_left_so(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMaximized()
    size = window.size()
    fit(window, QRect(0, 0, 300, 300))
    assert (window.isMaximized(), window.size()) == (True, size)


def _rolls_within(window: QWidget) -> list[str]:
    """What rolls inside something beside a list that rolls itself."""
    fit(window, room_of("1366×768 100%"))
    QApplication.processEvents()
    bars = [each for each in window.findChildren(QAbstractScrollArea) if _rolls(each)]
    return [type(inner).__name__ for outer in bars for inner in bars if outer.isAncestorOf(inner) and _is_side(outer)]


def _rolls(area: QAbstractScrollArea) -> bool:
    return area.isVisible() and area.verticalScrollBar().isVisible()


def _is_side(area: QAbstractScrollArea) -> bool:
    return isinstance(area.parentWidget(), QSplitter)
