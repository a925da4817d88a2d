"""What every tab is handed: the open file, the clock, the seat's settings, the worker, and word of changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSettings, Signal

from app.clock import Clock
from app.database.engine import Database, Session, open_database
from app.database.lock import held
from app.jobs.backups import close_with_copy
from app.services import offices
from app.services.history import undo
from app.ui.background import Background
from app.ui.look import seat_settings
from app.values import figures

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.lists import Group, Query, RecordList
    from app.services.offices import OfficeInfo
    from app.values.money import MoneyUnit

_LONG = 500  # changes from which on taking them back is worth a progress bar
_RECENT, _MOST_RECENT = "recent_files", 8


class Desk(QObject):
    """The clerk's desk. Reads are free; every change goes through :meth:`work`, which tells all tabs of it."""

    changed = Signal()  # records or the office's settings are not what they were: show them anew
    opened = Signal()  # another file was opened in place of the one before
    asked = Signal(str, object)  # (PROJECTS | LEADS | …, Query): show these records in that tab
    record_asked = Signal(str, str)  # (kind: projects | leads | enterprises | …, id): show this one record
    saved = Signal(object)  # datetime of the last commit

    def __init__(self, database: Database, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.database = database
        self.clock = clock
        self.settings = seat_settings()
        self.hold = ExitStack()  # the right to write to the file, let go of with it
        self.background = Background(self)
        self._money_unit: MoneyUnit | None = None
        self._decimals: tuple[int | None] | None = None
        self.changed.connect(self._forget)
        self._say_figures()

    @property
    def today(self) -> date:
        """The date at this desk."""
        return self.clock.today()

    @property
    def year(self) -> int:
        """The ledger year: the one chosen, else this one."""
        return int(str(self.settings.value("year", 0))) or self.today.year

    def choose_year(self, year: int) -> None:
        """Sets the ledger year for all tabs."""
        self.settings.setValue("year", 0 if year == self.today.year else year)
        self.changed.emit()

    @property
    def money_unit(self) -> MoneyUnit:
        """万元 or 亿元, as the office chose."""
        if self._money_unit is None:
            with self.read() as session:
                self._money_unit = offices.money_unit(session)
        return self._money_unit

    @property
    def decimals(self) -> int | None:
        """How many decimals lists show of money, as the office chose; None shows as many as there are."""
        if self._decimals is None:
            with self.read() as session:
                self._decimals = (offices.value(session, "decimals"),)
        return self._decimals[0]

    @property
    def office(self) -> OfficeInfo | None:
        """Whose records these are; None until it was said."""
        with self.read() as session:
            return offices.current(session)

    def read(self) -> AbstractContextManager[Session]:
        """A session to look with: ``with desk.read() as session``."""
        return self.database.read()

    @contextmanager
    def work(self, title: str) -> Iterator[Session]:
        """A session to change with, one change of that title; tells the tabs when it was committed."""
        with self.database.work(title) as session:
            yield session
        self.note_saved()

    def undo_titles(self) -> tuple[str, str]:
        """What would be taken back and what would be done again; empty where there is nothing."""
        with self.read() as session:
            undoable, redoable = undo.next_undo(session), undo.next_redo(session)
        return undoable.title if undoable else "", redoable.title if redoable else ""

    def undo(self) -> str:
        """Takes the last action back and says which."""
        return self._turn("撤销", undo.undo_last, self.undo_titles()[0])

    def redo(self) -> str:
        """Does again what was taken back last, and says which."""
        return self._turn("重做", undo.redo_last)

    def turn_back(self, told: Callable[[str], None], parent: QWidget, *, again: bool = False) -> None:
        """Undoes, or does again; what touched thousands of records in the background, with a way to cancel."""
        with self.read() as session:
            asked = undo.next_redo(session) if again else undo.next_undo(session)
            size = undo.size(session, asked)
        if size < _LONG:
            told(self.redo() if again else self.undo())
            return
        title, act = ("重做", undo.redo_last) if again else ("撤销", undo.undo_last)
        name = f"{title}{asked.title}" if asked and not again else title

        def done(words: str) -> None:
            self.note_saved()
            told(words)

        def job(progress: Callable[[int, int], None]) -> str:
            with self.database.work(name) as session:
                return act(session, self.clock.now(), progress)

        self.background.run(title, job, done, parent)

    def _turn(self, title: str, act: Callable[[Session, datetime], str], of: str = "") -> str:
        with self.work(f"{title}{of}") as session:
            return act(session, self.clock.now())

    def note_saved(self) -> None:
        """Says that something was committed, here or by a job."""
        self.saved.emit(self.clock.now())
        self.changed.emit()

    def source(self, listing: Callable[[], RecordList[Any]]) -> ListSource:
        """A table's source over a service's list, made anew at each question since it may know the year and date."""
        return ListSource(self, listing)

    def open(self, path: Path) -> None:
        """Opens another file, made if it is missing; the one before is let go of only when the new one is open."""
        with ExitStack() as opened:
            opened.enter_context(held(path))
            before, self.database = self.database, open_database(path, self.clock)
            before.close()
            self.hold.close()
            self.hold = opened.pop_all()
        self._has_opened()

    def reopen(self) -> None:
        """Opens the same file again after something else was put in its place; it stays held all the while."""
        self.database = open_database(self.database.path, self.clock)
        self._has_opened()

    def recent_files(self) -> list[Path]:
        """The files that were opened lately at this seat and are still there, without the one that is open."""
        kept = str(self.settings.value(_RECENT, "")).split("\n")
        return [Path(name) for name in kept if name and name != str(self.database.path) and Path(name).exists()]

    def note_opened(self) -> None:
        """Remembers which file is open now."""
        known = [str(self.database.path), *map(str, self.recent_files())]
        self.settings.setValue(_RECENT, "\n".join(known[:_MOST_RECENT]))

    def close(self) -> None:
        """Closes the file, with a copy among the backups where it was changed, and lets go of it."""
        close_with_copy(self.database)
        self.hold.close()

    def _has_opened(self) -> None:
        self.settings.setValue("last_file", str(self.database.path))
        self.note_opened()
        self._forget()
        self.opened.emit()
        self.changed.emit()

    def _forget(self) -> None:
        self._money_unit = None
        self._decimals = None
        self._say_figures()

    def _say_figures(self) -> None:
        with self.read() as session:
            figures.show_places(offices.percent_places(session))
            figures.show_zeros(offices.zeros(session))


class ListSource:
    """Asks a service's :class:`RecordList` through short reads of the desk's database."""

    def __init__(self, desk: Desk, listing: Callable[[], RecordList[Any]]) -> None:
        self._desk = desk
        self._listing = listing

    def ids(self, query: Query) -> list[str]:
        """The keys of all rows that match, in order."""
        with self._desk.read() as session:
            return self._listing().ids(session, query)

    def rows(self, ids: list[str]) -> list[Any]:
        """The rows of ``ids`` in that order, without those that are gone."""
        with self._desk.read() as session:
            return self._listing().rows(session, ids)

    def total(self, query: Query, names: Sequence[str] | None = None) -> dict[str, Any]:
        """``count`` and the sums over all that match."""
        with self._desk.read() as session:
            return self._listing().total(session, query, names)

    def total_of(self, ids: list[str], names: Sequence[str] | None = None) -> dict[str, Any]:
        """The same over chosen rows."""
        with self._desk.read() as session:
            return self._listing().total_of(session, ids, names)

    def grouped(self, query: Query) -> tuple[list[str], list[Group]]:
        """The keys of all rows that match, group by group, and the innermost groups with their counts."""
        with self._desk.read() as session:
            return self._listing().grouped(session, query)

    def groups(self, query: Query, names: Sequence[str] | None = None) -> list[Group]:
        """The innermost groups of a query with their counts and sums."""
        with self._desk.read() as session:
            return self._listing().groups(session, query, names)

    def choices(self, field: str, query: Query) -> list[tuple[Any, int]]:
        """The distinct values of a field with their counts."""
        with self._desk.read() as session:
            return self._listing().choices(session, field, query)

    def chip_counts(self, query: Query) -> dict[str, int]:
        """How many stand under each chip, ``""`` for all."""
        with self._desk.read() as session:
            return self._listing().chip_counts(session, query)


def last_file(settings: QSettings) -> Path | None:
    """The file that was open when the window was last closed, if it is still there."""
    name = str(settings.value("last_file", ""))
    return Path(name) if name and Path(name).exists() else None
