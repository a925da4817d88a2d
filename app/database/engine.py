"""The two doors to the file: ``read()`` looks, ``work("…")`` changes; nothing else opens a session."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from app.clock import Clock
from app.database import page_sums
from app.database.connection import BEGIN, connect, engine_for, identity, is_whole
from app.database.faults import BUSY, told
from app.database.header import must_be_ours, read_header
from app.database.history import Recorder
from app.database.manifest import must_not_be_submitted
from app.database.page_sums import PageSums
from app.database.schema import SCHEMA
from app.database.seal import break_seal, is_broken, is_check_due, note_check, seal
from app.database.sidecars import unfinished
from app.database.stamp import is_as_stamped
from app.database.upgrade import create, upgrade
from app.errors import DAMAGED, Refused
from app.log import note
from app.paths import behind

__all__ = ["Database", "Session", "open_database"]

_PATIENCE_SECONDS = 5


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, _previous: object) -> None:
    """What a session remembered of records may have been taken back with them, if only with a savepoint."""
    session.info.clear()


class Database:
    """An open file. Sessions are short: rows are taken out at once, since an open cursor blocks another's commit.

    ``sums`` are the file's page sums, renewed with each change; a working copy needs none.
    """

    def __init__(self, path: Path, clock: Clock, *, read_only: bool = False, sums: PageSums | None = None) -> None:
        self.path = path
        self.clock = clock
        self.read_only = read_only
        self._is_closed = False
        self._opened_at = self._last_seen = read_header(path).change_counter
        self._is = identity(path)
        self._engine = engine_for(path, read_only=read_only)  # to write with: nothing is left over from before
        self._looking = engine_for(path, read_only=read_only, keeps_one=True)
        self._sums = sums
        self._writing = Lock()  # for threads of this program: other programs are kept out by the file's own lock

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session on one consistent state; what it changes is thrown away."""
        with told(), Session(self._looking, expire_on_commit=False) as session:
            yield session
            session.rollback()

    @contextmanager
    def work(self, title: str) -> Iterator[Session]:
        """A session that holds the only right to write; all it did is committed as one change, or nothing is.

        ``title`` is what the user would call the change: 登记到位资金.
        """
        if self.read_only:
            raise Refused("文件以只读方式打开，不能修改。")
        with self._alone(), told(), self._begun() as connection:
            if self._sums is not None:
                self._sums.begin()
            with Session(connection, expire_on_commit=False) as session:
                recorder = Recorder(session, title, self.clock)
                yield session
                recorder.close(session)
                if self._sums is not None:
                    self._sums.before_commit(session.connection().exec_driver_sql("PRAGMA page_count").scalar_one())
                session.commit()
            self._last_seen = read_header(self.path).change_counter
            if self._sums is not None:
                self._sums.after_commit()
            if not recorder.is_kept(connection.execution_options(**{BEGIN: "BEGIN"})):
                raise Refused("保存没有成功，请检查磁盘后再试一次。")

    @contextmanager
    def trial(self) -> Iterator[Session]:
        """A session that writes as ``work`` would and then takes all of it back: a rehearsal."""
        with self._alone(), told(), self._begun() as connection:
            with Session(connection, expire_on_commit=False) as session:
                yield session
                session.rollback()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """The one writer of this program, in a file that is still the one that was opened."""
        if not self._writing.acquire(timeout=_PATIENCE_SECONDS):
            raise Refused(BUSY)
        try:
            self._must_be_in_place()
            yield
        finally:
            self._writing.release()

    def _begun(self) -> Connection:
        return self._engine.connect().execution_options(**{BEGIN: "BEGIN IMMEDIATE"})

    def _must_be_in_place(self) -> None:
        """Nothing may be written into another file that has taken the name, nor into one that nobody will find."""
        try:
            is_now = identity(self.path)
        except FileNotFoundError as error:
            raise Refused(f"数据文件“{self.path}”被移走或删除了，没有保存；请关闭程序，找回文件后再打开。") from error
        except OSError as error:
            raise Refused(f"数据文件“{self.path}”读不到，没有保存；请检查磁盘后再试。") from error
        if is_now != self._is or read_header(self.path).change_counter < self._last_seen:
            raise Refused(
                f"数据文件“{self.path.name}”在打开期间被别的文件替换了，没有保存；请关闭程序再打开，并核对记录。"
            )

    @property
    def has_changed(self) -> bool:
        """Whether anything was written since it was opened: every commit moves the counter in the header."""
        return read_header(self.path).change_counter != self._opened_at

    def close(self) -> None:
        """Lets go of the file and leaves no journal beside it."""
        self._looking.dispose()
        self._engine.dispose()
        if self.read_only or self._is_closed or not self.path.exists():
            return
        self._is_closed = True
        with told():
            connection = connect(self.path)
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.close()
        if self._sums is not None:
            seal(self.path)


def open_database(path: Path, clock: Clock, *, read_only: bool = False) -> Database:
    """Opens ``path``, making it if it is missing and upgrading it if it is older.

    Raises :class:`Refused` for a file that is not ours, is newer, or is damaged.
    """
    path = behind(path)
    if not path.exists():
        if read_only:
            raise Refused(f"没有找到数据文件“{path}”。")
        create(path)
    read_header(path)
    is_known = _must_be_as_it_was(path)
    header = must_be_ours(path)
    if not read_only:
        must_not_be_submitted(path)
    was_cut_short = unfinished(path)
    if was_cut_short or header.uses_wal:
        page_sums.settle(path)
        is_known = _must_be_as_it_was(path)
    if header.schema < SCHEMA:
        if read_only:
            raise Refused("文件由较早版本建立，请先用本程序打开一次完成升级。")
        upgrade(path, clock.now())
    _must_be_whole(path, clock, thorough=was_cut_short or not is_known)
    if read_only and not was_cut_short:
        return Database(path, clock, read_only=True)
    sums = PageSums(path)
    if read_only:
        return Database(path, clock, read_only=True)
    break_seal(path)
    return Database(path, clock, sums=sums)


def _must_be_as_it_was(path: Path) -> bool:
    """Whether it is known what the file was when it was last written; :class:`Refused` where it is not that."""
    if unfinished(path):
        return False
    found = page_sums.compare(path)
    if found.damaged:
        pages = "、".join(map(str, found.damaged[:5]))
        note(f"damaged pages of {path.name}: {pages} of {len(found.damaged)}")
        raise Refused(
            f"数据文件“{path.name}”在保存之后被{DAMAGED}（{len(found.damaged)}处），没有打开；请用“还原备份”恢复。"
        )
    if is_broken(path) or not is_as_stamped(path):
        raise Refused(f"数据文件“{path.name}”在关闭之后被{DAMAGED}，没有打开；请用“还原备份”恢复。")
    return found.is_known


def _must_be_whole(path: Path, clock: Clock, *, thorough: bool) -> None:
    """The whole check after an abnormal end and once a week, the quick one else: 5 ms for 5 MB."""
    thorough = thorough or is_check_due(path, clock.today())
    with told():
        connection = connect(path, read_only=True)
        try:
            whole = is_whole(connection, "integrity_check" if thorough else "quick_check")
            orphans = connection.execute("PRAGMA foreign_key_check").fetchone() if thorough else None
        finally:
            connection.close()
    if not whole or orphans is not None:
        raise Refused(f"数据文件“{path.name}”已{DAMAGED}，没有打开；请用“还原备份”恢复。")
    if thorough:
        note_check(path, clock.today())
