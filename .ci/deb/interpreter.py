"""CPython and SQLite compiled in the old root: its own Python is too old, its own SQLite knows no STRICT tables."""

from pathlib import Path

from deb.places import MARKS, PYTHON, ROOT, SOURCES, inside
from machine.steps import step

_HERE = Path(__file__).resolve().parent
_OLD_SYMBOLS = _HERE / "old_symbols.h"
_FLAGS = "-O2 -include /old_symbols.h"
# What glibc got after 2.28 and CPython would use where it finds it.
_UNKNOWN = "ac_cv_func_gettid=no ac_cv_func_close_range=no ac_cv_func_sem_clockwait=no"
# Debian compiles this module into the interpreter, and its patch of it reads what only the interpreter may read.
_EXPAT = "LIBEXPAT_CFLAGS=-DPy_BUILD_CORE_MODULE"
_WITHOUT = "--without-ensurepip --disable-test-modules --enable-shared --with-system-expat"

_PROOF = "import bz2, ctypes, lzma, pyexpat, sqlite3, zlib, _hashlib; print(sqlite3.sqlite_version)"


def ready() -> None:
    """``PYTHON`` in the root is an interpreter whose SQLite is its own."""
    step(MARKS, "old-glibc interpreter", _compile, [_OLD_SYMBOLS], [ROOT / "opt/python/bin/python3.11"])


def _compile() -> None:
    (ROOT / "old_symbols.h").write_text(_OLD_SYMBOLS.read_text())
    flags = f'CFLAGS="{_FLAGS}" CPPFLAGS="-I{PYTHON}/include" LDFLAGS="-L{PYTHON}/lib -Wl,-rpath,{PYTHON}/lib"'
    inside(
        ROOT,
        f"rm -rf {PYTHON}; cd {SOURCES}/sqlite3-*; ./configure -q --prefix={PYTHON} --disable-tcl --disable-readline"
        f' CFLAGS="{_FLAGS} -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_DBSTAT_VTAB" >/dev/null;'
        " make -s sqlite3.c >/dev/null; make -s libsqlite3.la >/dev/null; make -s lib_install >/dev/null;"
        f" install -D -m 644 sqlite3.h -t {PYTHON}/include",
    )
    inside(
        ROOT,
        f"rm -rf /made; mkdir /made; cd /made; {flags} {_UNKNOWN} {_EXPAT}"
        f" {SOURCES}/python3.11-*/configure -q --prefix={PYTHON} {_WITHOUT} >/dev/null;"
        " make -s -j2 >/dev/null 2>&1; make -s install >/dev/null 2>&1;"
        f" strip --strip-debug {PYTHON}/lib/*.so.*.* {PYTHON}/lib/python3.11/lib-dynload/*.so;"
        f" {PYTHON}/bin/python3.11 -c '{_PROOF}'",
    )
