"""A damaged file brought back: the newest sound copy, else an older one, else what can still be read of it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from app.clock import Clock
from app.database import backup as files
from app.database.engine import Database, open_database
from app.database.header import read_header
from app.database.lock import held
from app.database.salvage import rows_beyond, salvage
from app.database.shelf import Copy, copies, is_as_made
from app.database.sidecars import beside, settle, sweep, unfinished
from app.database.upgrade import create
from app.errors import DAMAGED, Refused
from app.paths import behind
from app.services.loose_ends import cut_loose


@dataclass(frozen=True)
class Recovery:
    """What became of a damaged file: the copy that took its place, or None where it was salvaged row by row.

    ``damaged`` is where it lies. ``newer`` rows could be read of it that the copy has not; they are in ``salvaged``.
    """

    used: Copy | None
    damaged: Path
    newer: int = 0
    salvaged: Path | None = None

    @property
    def text(self) -> str:
        """The sheet for the clerk."""
        if self.used is None:
            came = f"没有可用的备份，已从损坏的文件里抢救出{self.newer}条记录，请核对。"
        else:
            came = f"已用{self.used.made_at:%Y-%m-%d %H:%M}的备份恢复。"
        lines = [came, f"损坏的文件存放在：{self.damaged}"]
        if self.used is not None and self.salvaged is not None:
            lines.append(f"备份之后还有{self.newer}条记录不同，已抢救到：{self.salvaged}，可打开核对后补录。")
        elif self.used is not None:
            lines.append("损坏的文件里没有读出比备份更新的记录。")
        return "\n".join(lines)


@dataclass(frozen=True)
class Loss:
    """What a copy does not have: how often the file was saved after it (None where that cannot be told), and rows.

    The rows are kept in a file of their own beside the ledger.
    """

    copy: Copy
    saves: int | None
    newer: int

    @property
    def text(self) -> str:
        """What would be lost, for whoever decides."""
        after = f"，之后台账又保存过{self.saves}次" if self.saves else ""
        rows = f"从损坏的文件里读出{self.newer}条备份里没有或不同的记录，会另存成一个文件。" if self.newer else ""
        return f"完好的备份是{self.copy.made_at:%Y-%m-%d %H:%M}的{after}；用它恢复，之后登记的内容不在台账里。{rows}"


Agree = Callable[[Loss], bool]


def nobody(_loss: Loss) -> bool:
    """Nobody is there to agree to a loss."""
    return False


def recover(database: Path, clock: Clock, agree: Agree = nobody) -> Recovery:
    """Puts the newest sound copy in the place of a damaged file, which is kept beside it with what it still tells.

    A copy that is older than the file is used only where ``agree`` says so. Raises :class:`Refused` where it does not,
    where the file is not damaged, or nothing can be read of it and no copy is sound.
    """
    database = behind(database)
    with held(database):
        _must_be_damaged(database, clock)
        rest = _salvaged(database, clock)
        try:
            return _from_a_copy(database, rest, agree) or _from_itself(database, rest)
        finally:
            sweep(rest)


def _must_be_damaged(database: Path, clock: Clock) -> None:
    try:
        open_database(database, clock, read_only=True).close()
    except Refused as refused:
        if DAMAGED not in refused.message:
            raise
    else:
        raise Refused(f"“{database.name}”能正常打开，不需要恢复。")


def _salvaged(database: Path, clock: Clock) -> Path:
    """What can be read of the file, as a file of its own; it may be empty."""
    rest = database.with_name(f".{database.name}.{uuid4().hex[:8]}.salvaged")
    create(rest)
    with suppress(Refused), _settled(database) as source:
        salvage(source, rest)
    opened = Database(rest, clock)
    with opened.work("抢救") as session:
        cut_loose(session)
    settle(rest)
    return rest


@contextmanager
def _settled(database: Path) -> Iterator[Path]:
    """The damaged file without half a change in it; the file itself is left as it is."""
    if not unfinished(database):
        yield database
        return
    copy = database.with_name(f".{database.name}.{uuid4().hex[:8]}.settled")
    try:
        for one in (database, *beside(database)):
            shutil.copyfile(one, copy.with_name(copy.name + one.name.removeprefix(database.name)))
        with suppress(Refused):
            settle(copy)
        yield copy
    finally:
        sweep(copy)


def _from_a_copy(database: Path, rest: Path, agree: Agree) -> Recovery | None:
    for copy in reversed(copies(database)):
        if not is_as_made(copy.path):
            continue
        saves = _saves_after(database, copy.path)
        newer = 0 if saves == 0 else _newer(rest, copy.path)  # nothing was saved after it: what differs is damage
        loss = Loss(copy, saves, newer)
        if (saves or newer) and not agree(loss):
            raise Refused(f"没有恢复，原文件没有改动。{loss.text}确定要恢复的，请加 --accept-loss 再运行一次。")
        with suppress(Refused):
            damaged = files.restore(copy.path, database) or database
            return Recovery(copy, damaged, newer, _keep(rest, database) if newer else None)
    return None


def _saves_after(database: Path, copy: Path) -> int | None:
    """How often the file was saved after the copy was made, by the counter of its header as far as that is whole."""
    try:
        header, older = read_header(database), read_header(copy)
    except Refused:
        return None
    if header.change_counter != header.valid_for:
        return None
    return max(0, header.change_counter - older.change_counter)


def _from_itself(database: Path, rest: Path) -> Recovery:
    saved = _newer(rest, None)
    if not saved:
        raise Refused("没有可用的备份，也读不出记录；请找出以前的备份或报送副本来还原，不要删除原文件。")
    damaged = files.restore(rest, database) or database
    return Recovery(None, damaged, saved)


def _newer(rest: Path, backup: Path | None) -> int:
    """Rows that can be read of the damaged file and are not in the copy, or all of them; none where that fails."""
    empty = rest.with_name(f"{rest.name}.empty")
    try:
        if backup is None:
            create(empty)
        return rows_beyond(rest, backup or empty)
    except Exception:  # noqa: BLE001 - an older copy has other columns: then nothing is said of what is newer
        return 0
    finally:
        sweep(empty)


def _keep(rest: Path, database: Path) -> Path:
    number = 1
    while (kept := database.with_name(f"{database.stem}.抢救-{number}{database.suffix}")).exists():
        number += 1
    rest.rename(kept)
    return kept
