"""The look: Fusion, one palette, one face, some forty lines of style sheet."""

import os
import sys
from dataclasses import fields

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from app.paths import RESOURCES
from app.ui import look
from app.ui.colours import DARK, LIGHT, Colours, colours, show
from app.ui.qt_words import OwnWords

TEXT_PX = 13
ROW_PX = 30


def dress(application: QApplication) -> None:
    """Gives the application its face, and the look that was chosen at this seat."""
    put_on(application, look.chosen())
    application.styleHints().colorSchemeChanged.connect(lambda _: put_on(application, look.chosen()))


def put_on(application: QApplication, chosen: look.Look) -> None:
    """Paints everything light or dark, at once; the size of type is the next start's (:func:`prepare`)."""
    show(DARK if is_dark(application, chosen.scheme) else LIGHT)
    application.setPalette(palette())
    application.setStyleSheet(style_sheet(colours()))
    application.setFont(face())  # after the sheet, with which menus, lists and boxes take the fonts of Windows again


def is_dark(application: QApplication, scheme: look.Scheme) -> bool:
    """Whether a choice is dark now, where it follows the system as well."""
    if scheme is not look.Scheme.SYSTEM:
        return scheme is look.Scheme.DARK
    return application.styleHints().colorScheme().name == "Dark"


def style_sheet(inks: Colours) -> str:
    """The style sheet in some colours; the longest names first, since one may begin with another."""
    sheet = (RESOURCES / "style.qss").read_text(encoding="utf-8")
    for name in sorted((each.name for each in fields(Colours)), key=len, reverse=True):
        sheet = sheet.replace(f"@{name}", getattr(inks, name))
    arrow = "chevron-down-light" if inks is DARK else "chevron-down"
    return sheet.replace("ICONS/ARROW", f"{(RESOURCES / 'icons' / arrow).as_posix()}.svg")


def speak_chinese(application: QApplication) -> None:
    """Chinese in Qt's own dialogs, dates and figures; after the first paint, which needs none of it."""
    # QLocale's long lists cost a sixth of the window
    from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QTranslator

    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    application.installTranslator(OwnWords(application))
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
    """White paper on a pale ground, dark ink, one blue; or the same in the dark."""
    inks, made = colours(), QPalette()
    role = QPalette.ColorRole
    for name, value in {
        role.Window: inks.ground,
        role.WindowText: inks.ink,
        role.Base: inks.paper,
        role.AlternateBase: inks.stripe,
        role.Text: inks.ink,
        role.Button: inks.paper,
        role.ButtonText: inks.ink,
        role.ToolTipBase: inks.paper,
        role.ToolTipText: inks.ink,
        role.Highlight: inks.blue,
        role.HighlightedText: inks.on_blue,
        role.Link: inks.blue,
        role.PlaceholderText: inks.faint_ink,
        role.Light: inks.paper,
        role.Midlight: inks.side,
        role.Mid: inks.hairline,
        role.Dark: inks.edge,
        role.Shadow: inks.grip,
    }.items():
        made.setColor(name, QColor(value))
    for name in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(inks.faint_ink))
    return made


def prepare() -> list[str]:
    """The words with which the application object is made: Fusion; called before.

    Qt 6 scales 125 % and 150 % screens exactly by itself. Nothing before the first paint names the class ``Qt``, whose
    hundred enumerations cost a tenth of the window, nor ``QStyle``, which setting a style by a call brings.
    """
    magnified = look.chosen().size.factor
    if magnified != 1:  # all of the window grows with its type, so that nothing is cut
        os.environ.setdefault("QT_SCALE_FACTOR", str(magnified))
    return [*sys.argv[:1], "-style", "Fusion"]


def mark(widget: QWidget, name: str, *, on: bool = True) -> None:
    """Gives the widget a mark of the style sheet (button, card, chip, heading, late, primary, refused, soft)."""
    widget.setProperty(name, on)
    if widget.parentWidget() is not None or widget.isVisible():  # a new widget is polished when it is shown
        widget.style().unpolish(widget)
        widget.style().polish(widget)
