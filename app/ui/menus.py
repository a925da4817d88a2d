"""The menu bar, made from the table of commands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from app.ui.commands import MENUS, Command, Submenu
from app.ui.window import Window


class Menus:
    """Builds the menus at once, grey until there is something to act on."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._actions: list[tuple[Command, QAction]] = []
        for menu in MENUS:
            self._build(window.menuBar().addMenu(menu.words), menu.entries)
        self.suit()

    def set_keys(self) -> None:
        """Gives the commands their keys; behind the first list, since they cost too much before."""
        for command, action in self._actions:
            action.setShortcut(QKeySequence(command.key))

    def suit(self) -> None:
        """Greys the commands that have nothing to act on now."""
        for command, action in self._actions:
            action.setEnabled(command.can(self._window))

    def _build(self, menu: QMenu, entries: tuple[Command | Submenu | None, ...]) -> None:
        for entry in entries:
            if entry is None:
                menu.addSeparator()
            elif isinstance(entry, Submenu):
                below = menu.addMenu(entry.words)
                below.aboutToShow.connect(partial(self._fill, below, entry.commands))
            else:
                self._actions.append((entry, self._add(menu, entry)))
        menu.aboutToShow.connect(self._name)

    def _add(self, menu: QMenu, command: Command) -> QAction:
        words = f"{command.words}\t{command.list_key}" if command.list_key else command.words
        return menu.addAction(words, lambda: command.run(self._window))

    def _fill(self, menu: QMenu, commands: Callable[[Window], tuple[Command, ...]]) -> None:
        menu.clear()
        for command in commands(self._window):
            self._add(menu, command).setEnabled(command.can(self._window))

    def _name(self) -> None:
        for command, action in self._actions:
            if command.words_now is not None:
                action.setText(command.words_now(self._window))
