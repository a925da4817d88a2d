"""Lets Chinese input methods reach the window on Linux.

The Qt that travels with the program brings the ibus plug-in but none for fcitx. fcitx 5 also answers ibus
clients, at the portal's door; Qt knocks there only when told so before the application object is made.
"""

import sys
from collections.abc import MutableMapping


def prepare(environment: MutableMapping[str, str], platform: str = sys.platform) -> None:
    """Send Qt to fcitx through its ibus door; call it with `os.environ` before QApplication is made.

    Changes nothing away from Linux, or where the desktop names another input method. QT_IM_MODULES, a list in
    order of preference, outranks QT_IM_MODULE, and that the X server's XMODIFIERS.
    """
    if not platform.startswith("linux"):
        return
    preferred = [name for name in environment.get("QT_IM_MODULES", "").split(";") if name]
    chosen = " ".join(preferred) or environment.get("QT_IM_MODULE") or environment.get("XMODIFIERS", "")
    if "fcitx" not in chosen:
        return
    if not preferred:
        environment["QT_IM_MODULE"] = "ibus"
    elif "ibus" not in preferred:
        environment["QT_IM_MODULES"] = ";".join([*preferred, "ibus"])
    environment["IBUS_USE_PORTAL"] = "1"
