"""The look: Fusion, one palette, one face, some forty lines of style sheet."""

import sys

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from app.paths import RESOURCES
from app.ui.plain_text import keep_names_as_typed
from app.ui.qt_words import MissingWords

GROUND = "#f4f6f8"  # behind the papers
PAPER = "#ffffff"
STRIPE = "#fafbfc"
INK = "#1b2733"
SOFT_INK = "#5b6875"
HAIRLINE = "#dde3e9"
BLUE = "#1f5fa9"  # what can be acted on
PALE_BLUE = "#e8f0fa"
CHOSEN = "#d3e3f6"  # cells under the selection
RED = "#b3261e"  # late
AMBER = "#b8640f"  # soon late
GREEN = "#1f7a45"  # ahead
TEXT_PX = 13
ROW_PX = 30


def dress(application: QApplication) -> None:
    """Gives the application its palette, face and style sheet."""
    keep_names_as_typed(application)
    application.setPalette(palette())
    sheet = (RESOURCES / "style.qss").read_text(encoding="utf-8")
    application.setStyleSheet(sheet.replace("ICONS/", f"{(RESOURCES / 'icons').as_posix()}/"))
    application.setFont(face())  # after the sheet, with which menus, lists and boxes take the fonts of Windows again


def speak_chinese(application: QApplication) -> None:
    """Chinese in Qt's own dialogs, dates and figures; after the first paint, which needs none of it."""
    # QLocale's long lists cost a sixth of the window
    from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QTranslator

    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    application.installTranslator(MissingWords(application))
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    # Word of the new language is posted; a form made before it arrives would lose the words of its own buttons.
    application.sendPostedEvents(None, QEvent.Type.LanguageChange)


def face() -> QFont:
    """The window's face: the system's own on Windows, where it is hinted for the screen, else the bundled one."""
    family = "Microsoft YaHei UI"
    if sys.platform != "win32" or not QFontDatabase.hasFamily(family):
        number = QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / "zhaoshang-sans.ttf"))
        families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
        family = families[0] if families else QFont().family()
    font = QFont(family)
    font.setPixelSize(TEXT_PX)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font


def palette() -> QPalette:
    """White paper on a pale ground, dark ink, one blue."""
    colours = QPalette()
    role = QPalette.ColorRole
    for name, value in {
        role.Window: GROUND,
        role.WindowText: INK,
        role.Base: PAPER,
        role.AlternateBase: STRIPE,
        role.Text: INK,
        role.Button: PAPER,
        role.ButtonText: INK,
        role.ToolTipBase: PAPER,
        role.ToolTipText: INK,
        role.Highlight: BLUE,
        role.HighlightedText: PAPER,
        role.Link: BLUE,
        role.PlaceholderText: "#97a3ae",
        role.Light: PAPER,
        role.Midlight: "#eef1f4",
        role.Mid: HAIRLINE,
        role.Dark: "#c3ccd5",
        role.Shadow: "#aab4be",
    }.items():
        colours.setColor(name, QColor(value))
    for name in (role.Text, role.WindowText, role.ButtonText):
        colours.setColor(QPalette.ColorGroup.Disabled, name, QColor("#a3adb7"))
    return colours


def prepare() -> None:
    """Fusion; called before the application object is made.

    Qt 6 scales 125 % and 150 % screens exactly by itself. Nothing before the first paint names the class ``Qt``: its
    hundred enumerations cost a tenth of the window.
    """
    QApplication.setStyle("Fusion")


def mark(widget: QWidget, name: str, *, on: bool = True) -> None:
    """Gives the widget a mark of the style sheet (button, card, chip, heading, late, primary, refused, soft)."""
    widget.setProperty(name, on)
    if widget.parentWidget() is not None or widget.isVisible():  # a new widget is polished when it is shown
        widget.style().unpolish(widget)
        widget.style().polish(widget)
