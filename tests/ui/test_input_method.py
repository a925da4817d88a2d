"""Which door to the input method Qt is sent to."""

import pytest

from app.ui import input_method

PORTAL = {"IBUS_USE_PORTAL": "1"}


@pytest.mark.parametrize(
    ("desktop", "added"),
    [
        ({"QT_IM_MODULE": "fcitx"}, {"QT_IM_MODULE": "ibus", **PORTAL}),
        ({"QT_IM_MODULE": "fcitx5"}, {"QT_IM_MODULE": "ibus", **PORTAL}),
        ({"XMODIFIERS": "@im=fcitx"}, {"QT_IM_MODULE": "ibus", **PORTAL}),
        ({"QT_IM_MODULES": "wayland;fcitx"}, {"QT_IM_MODULES": "wayland;fcitx;ibus", **PORTAL}),
        ({"QT_IM_MODULES": "fcitx;ibus"}, PORTAL),
    ],
)
def test_a_desktop_with_fcitx_is_reached_through_the_portal(desktop: dict[str, str], added: dict[str, str]) -> None:
    environment = dict(desktop)
    input_method.prepare(environment, "linux")
    assert environment == {**desktop, **added}


@pytest.mark.parametrize(
    "desktop",
    [
        {},
        {"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=fcitx"},
        {"XMODIFIERS": "@im=ibus"},
        {"QT_IM_MODULES": "ibus"},
    ],
)
def test_another_input_method_is_left_alone(desktop: dict[str, str]) -> None:
    environment = dict(desktop)
    input_method.prepare(environment, "linux")
    assert environment == desktop


def test_windows_needs_no_preparation() -> None:
    environment = {"QT_IM_MODULE": "fcitx"}
    input_method.prepare(environment, "win32")
    assert environment == {"QT_IM_MODULE": "fcitx"}
