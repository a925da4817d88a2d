"""PySide is spared its search for a switch that nobody turns."""

import importlib
import linecache
import sys
from pathlib import Path

from app.ui.unread_sources import leave_sources_unread


def test_a_module_imported_later_is_not_read_for_its_switch(tmp_path: Path, monkeypatch) -> None:
    source = tmp_path / "a_later_module.py"
    source.write_text("FIGURE = 1\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    leave_sources_unread()

    module = importlib.import_module("a_later_module")

    assert module.FIGURE == 1
    assert str(source) not in linecache.cache
    sys.modules.pop("a_later_module")
