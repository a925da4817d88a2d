"""What travels inside the executable, and what stays out of it because the program never loads it."""

import re
import sqlite3
import sys
from collections.abc import Iterable
from pathlib import Path

Entry = tuple[str, str, str]  # name inside the executable, path here, kind: as PyInstaller has it

# Modules that some library would load in a case that never comes here.
UNUSED_MODULES = [
    *("IPython", "matplotlib", "pytest", "setuptools", "pip", "tkinter", "fontTools", "doctest", "lib2to3"),
    *("PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtTest", "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets"),
    *("PIL.ImageTk", "PIL._imagingtk", "PIL._avif", "PIL._webp", "PIL._imagingcms"),
    *("lxml.html", "lxml.objectify", "lxml.sax", "lxml.builder", "lxml.isoschematron", "lxml.cssselect"),
    *("numpy.f2py", "numpy.testing", "numpy.random", "numpy.fft", "numpy.polynomial", "numpy.ctypeslib"),
    *("pyqtgraph.opengl", "pyqtgraph.examples", "pyqtgraph.canvas", "pyqtgraph.console", "pyqtgraph.jupyter"),
    *("pysqlite2", "MySQLdb", "psycopg2"),
]

# Files that PyInstaller collects with Qt: another program's hands, screens and languages.
LEFT_OUT = re.compile(
    r"VirtualKeyboard|virtualkeyboard"  # under other terms
    r"|Qt6(Quick|Qml|Labs|Wayland\w*Quick|EglFS|WebSockets|ShaderTools)|[/\\]qml[/\\]"
    r"|opengl32sw"  # drawing without a graphics card
    r"|plugins[/\\](platforms[/\\](?!\w*(xcb|wayland|windows|offscreen|minimal\.|cocoa))"
    r"|imageformats[/\\](?!\w*(jpeg|svg|ico))"  # PNG is in Qt itself
    r"|generic|egldeviceintegrations|networkinformation|qmltooling|tls|styles|platformthemes[/\\]libqgtk)"
    # Part of every desktop, and newer there than here: its messages and its faces, with what only they need.
    r"|lib(systemd|dbus-1|fontconfig|freetype|png16|brotli\w+|gcrypt|gpg-error|lz4|cap)\.so"
    r"|libgtk-3|libgdk-3|translations[/\\](?!qtbase_zh_CN)"
)

_NEEDED = [
    "resources/style.qss",
    "resources/fonts/zhaoshang-sans.ttf",
    "resources/fonts/zhaoshang-serif.ttf",
    "resources/fonts/OFL.txt",
    "qtbase_zh_CN.qm",
    "app/database/migrations/env.py",
    "pypinyin/pinyin_dict.json",
    "docx/templates/default.docx",
    "docx/parts/default-footer.xml",
    "resources/licences/libraries/",
]
_NEEDED_ON = {
    "linux": [
        *("libqxcb", "libqoffscreen", "libibusplatforminputcontextplugin", "libcupsprintersupport", "libQt6Pdf"),
        *("libxcb-cursor", "libxcb-icccm", "libxcb-image", "libxcb-keysyms", "libxcb-render-util", "libxcb-shape"),
        *("libxcb-xkb", "libxkbcommon-x11"),
    ],
    "win32": ["qwindows", "qoffscreen", "Qt6Pdf", "vcruntime140_1"],
}
_STRICT_SINCE = (3, 37, 0)  # SQLite's STRICT tables, of which every ledger is made


def travelling(entries: Iterable[Entry]) -> list[Entry]:
    """The entries without what is left out."""
    return [entry for entry in entries if not LEFT_OUT.search(entry[0])]


def must_be_whole(entries: Iterable[Entry]) -> None:
    """Stops the build where a piece is missing without which the window, printing or typing would not work."""
    held = tuple(entries)
    names = "\n".join(entry[0].replace("\\", "/") for entry in held).lower()
    if missing := [name for name in _NEEDED + _NEEDED_ON.get(sys.platform, []) if name.lower() not in names]:
        raise SystemExit("The executable would lack: " + ", ".join(missing))
    _must_know_strict_tables(held)


def _must_know_strict_tables(entries: Iterable[Entry]) -> None:
    """An SQLite that is too old, or another than the one that was asked here, makes no ledger."""
    if sqlite3.sqlite_version_info < _STRICT_SINCE:
        raise SystemExit(f"SQLite {sqlite3.sqlite_version} is too old: 3.37 is the first with STRICT tables.")
    mark = sqlite3.connect(":memory:").execute("SELECT sqlite_source_id()").fetchone()[0].encode()
    engines = [Path(entry[1]) for entry in entries if "sqlite3" in Path(entry[0]).name and Path(entry[1]).is_file()]
    if not any(mark in engine.read_bytes() for engine in engines):
        raise SystemExit(f"The executable would carry another SQLite than {sqlite3.sqlite_version}.")
