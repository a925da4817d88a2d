"""The two doors to the file: ``read()`` looks, ``work("…")`` changes; nothing else opens a session."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.orm import Session

from app.clock import Clock
from app.database.connection import BEGIN, connect, engine_for, is_whole
from app.database.faults import told
from app.database.header import must_be_ours, read_header
from app.database.history import Recorder
from app.database.manifest import must_not_be_submitted
from app.database.schema import SCHEMA
from app.database.seal import is_broken, seal
from app.database.sidecars import settle, unfinished
from app.database.upgrade import create, upgrade
from app.errors import Refused
from app.paths import behind

__all__ = ["Database", "Session", "open_database"]


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, _previous: object) -> None:
    """What a session remembered of records may have been taken back with them, if only with a savepoint."""
    session.info.clear()


class Database:
    """An open file. Sessions are short: rows are taken out at once, since an open cursor blocks another's commit."""

    def __init__(self, path: Path, clock: Clock, *, read_only: bool = False) -> None:
        self.path = path
        self.clock = clock
        self.read_only = read_only
        self._is_closed = False
        self._opened_at = read_header(path).change_counter
        self._engine = engine_for(path, read_only=read_only)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session on one consistent state; what it changes is thrown away."""
        with told(), Session(self._engine, expire_on_commit=False) as session:
            yield session
            session.rollback()

    @contextmanager
    def work(self, title: str) -> Iterator[Session]:
        """A session that holds the only right to write; all it did is committed as one change, or nothing is.

        ``title`` is what the user would call the change: 登记到位资金.
        """
        if self.read_only:
            raise Refused("文件以只读方式打开，不能修改。")
        with told(), self._engine.connect().execution_options(**{BEGIN: "BEGIN IMMEDIATE"}) as connection:
            with Session(connection, expire_on_commit=False) as session:
                recorder = Recorder(session, title, self.clock)
                yield session
                recorder.close(session)
                session.commit()
            if not recorder.is_kept(connection.execution_options(**{BEGIN: "BEGIN"})):
                raise Refused("保存没有成功，请检查磁盘后再试一次。")

    @contextmanager
    def trial(self) -> Iterator[Session]:
        """A session that writes as ``work`` would and then takes all of it back: a rehearsal."""
        with told(), self._engine.connect().execution_options(**{BEGIN: "BEGIN IMMEDIATE"}) as connection:
            with Session(connection, expire_on_commit=False) as session:
                yield session
                session.rollback()

    @property
    def has_changed(self) -> bool:
        """Whether anything was written since it was opened: every commit moves the counter in the header."""
        return read_header(self.path).change_counter != self._opened_at

    def close(self) -> None:
        """Lets go of the file and leaves no journal beside it."""
        self._engine.dispose()
        if self.read_only or self._is_closed or not self.path.exists():
            return
        self._is_closed = True
        with told():
            connection = connect(self.path)
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.close()
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
    header = must_be_ours(path)
    if not read_only:
        must_not_be_submitted(path)
    thorough = unfinished(path)
    if thorough or header.uses_wal:
        settle(path)
    elif is_broken(path):
        raise Refused(f"数据文件“{path.name}”在关闭之后被损坏，没有打开；请用“还原备份”恢复。")
    if header.schema < SCHEMA:
        if read_only:
            raise Refused("文件由较早版本建立，请先用本程序打开一次完成升级。")
        upgrade(path, clock.now())
    _must_be_whole(path, thorough=thorough)
    return Database(path, clock, read_only=read_only)


def _must_be_whole(path: Path, *, thorough: bool) -> None:
    """The whole check after an abnormal end, the quick one else: 5 ms for 5 MB."""
    with told():
        connection = connect(path, read_only=True)
        try:
            whole = is_whole(connection, "integrity_check" if thorough else "quick_check")
            orphans = connection.execute("PRAGMA foreign_key_check").fetchone() if thorough else None
        finally:
            connection.close()
    if not whole or orphans is not None:
        raise Refused(f"数据文件“{path.name}”已损坏，没有打开；请用“还原备份”恢复。")
