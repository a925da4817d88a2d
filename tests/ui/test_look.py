"""外观: light and dark are legible, put on at once and remembered; larger type magnifies the whole window."""

import os
import re
from dataclasses import fields

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from app.paths import RESOURCES
from app.ui import icons, look, theme
from app.ui.colours import DARK, LIGHT, Colours, colours
from app.ui.desk import Desk
from app.ui.dialogs import appearance
from app.ui.dialogs.appearance import AppearanceForm
from app.ui.look import Look, Scheme, Size
from tests.ui.parts import field_of

INKS = ("ink", "mid_ink", "soft_ink", "blue", "red", "amber", "green")
GROUNDS = ("paper", "ground", "stripe")
UNDER_INK = (
    "chosen",
    "filled",
    "pale_blue",
    "pale_red",
    "pale_amber",
    "pale_yellow",
    "pale_green",
    "group",
    "subgroup",
)


def _light_of(colour: str) -> float:
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """As WCAG counts it: 4.5 is what text needs."""
    dark, light = sorted((_light_of(first), _light_of(second)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def light_again(dressed: QApplication) -> object:
    yield dressed
    theme.put_on(dressed, Look())


@pytest.mark.parametrize("inks", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out_from_every_ground(inks: Colours) -> None:
    pairs = [(ink, ground) for ink in INKS for ground in GROUNDS]
    pairs += [("ink", ground) for ground in UNDER_INK] + [("on_blue", "blue"), ("mid_ink", "heading"), ("red", "note")]
    faint = {pair: contrast(*(getattr(inks, name) for name in pair)) for pair in pairs}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("inks", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_names_colours_of_the_look_alone(inks: Colours) -> None:
    sheet = theme.style_sheet(inks)
    assert "@" not in sheet
    assert set(re.findall(r"#[0-9a-f]{6}", sheet)) <= {getattr(inks, each.name) for each in fields(Colours)}
    for picture in re.findall(r'url\("(.+?)"\)', sheet):
        assert (RESOURCES / "icons" / picture.rpartition("/")[2]).is_file()


def test_a_look_is_put_on_at_once_and_remembered(
    light_again: QApplication, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(appearance, "say", lambda _parent, sentence: said.append(sentence))
    form = AppearanceForm(desk, None)  # type: ignore[arg-type]
    field_of(form, "scheme").show_value("深色")
    field_of(form, "size").show_value("特大")
    form.accept()
    assert colours() is DARK
    assert light_again.palette().color(QPalette.ColorRole.Base).name() == DARK.paper
    assert look.chosen() == Look(Scheme.DARK, Size.LARGEST)
    assert said == ["字号“特大”在下次打开程序时生效。"]


def test_icons_of_buttons_change_with_the_look(light_again: QApplication, qtbot: QtBot) -> None:
    made = QToolButton()
    qtbot.addWidget(made)
    icons.put_on(made, "x")
    made.show()
    for chosen, inks in ((Scheme.LIGHT, LIGHT), (Scheme.DARK, DARK), (Scheme.LIGHT, LIGHT)):
        theme.put_on(light_again, Look(chosen))
        picture = made.icon().pixmap(48, 48).toImage()
        places = [(x, y) for x in range(picture.width()) for y in range(picture.height())]
        seen = {picture.pixelColor(*each).name() for each in places if picture.pixelColor(*each).alpha() == 255}
        assert seen == {inks.soft_ink}


def test_what_follows_the_system_is_what_the_system_says(dressed: QApplication) -> None:
    assert theme.is_dark(dressed, Scheme.DARK)
    assert not theme.is_dark(dressed, Scheme.LIGHT)
    assert theme.is_dark(dressed, Scheme.SYSTEM) == (dressed.styleHints().colorScheme().name == "Dark")


def test_larger_type_magnifies_the_window_of_the_next_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_SCALE_FACTOR", raising=False)
    theme.prepare()
    assert "QT_SCALE_FACTOR" not in os.environ
    look.keep(Look(size=Size.LARGEST))
    monkeypatch.setenv("QT_SCALE_FACTOR", "")  # so that it is taken away again
    del os.environ["QT_SCALE_FACTOR"]
    theme.prepare()
    assert os.environ["QT_SCALE_FACTOR"] == "1.4"


def test_a_look_of_a_later_program_is_as_at_first() -> None:
    settings = look.seat_settings()
    settings.setValue("look/scheme", "高对比度")
    settings.sync()
    assert look.chosen() == Look()
