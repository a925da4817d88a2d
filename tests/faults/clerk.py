"""A clerk at the real services in a process of its own, which does what it is told and may be killed at it."""

import json
import os
import signal
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.database.engine import Database, open_database
from app.database.lock import held
from app.documents.ledgers import ledgers_of_sheets
from app.documents.ledgers.workbook import read_here
from app.errors import Refused
from app.jobs.backups import back_up_now, close_with_copy, restore
from app.jobs.imports import import_ledgers
from app.jobs.submission import submit
from app.models.funds import FundsEntry
from app.models.leads import Lead
from app.models.projects import Project
from app.services import clearing, funds, leads, projects, recycle_bin
from app.services.funds import FundsForm, closed_months
from app.services.history.undo import redo_last, undo_last
from app.services.leads import LeadEntry
from app.services.projects import ProjectEntry
from app.values.dates import PartialDate
from tests.faults.child import heard, started, wait_for
from tests.faults.records import CLOCK

_MODELS: dict[str, Any] = {"projects": Project, "leads": Lead, "funds": FundsEntry}


class Clerk:
    """Speaks to the process; after a kill a new one takes the seat, and opens the file as after any crash."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._sit_down()

    def do(self, action: str, *facts: Any) -> str:
        """Has an action done to its end; returns what was said of it: ``done …``, ``refused …`` or ``trace …``."""
        self._tell.send((action, facts))
        return str(wait_for(self._ear, 60))

    def be_killed_at(self, action: str, facts: tuple[Any, ...], delay: float) -> str:
        """Begins an action, is killed ``delay`` seconds later; returns what had been said of it by then, or nothing."""
        self._tell.send((action, facts))
        time.sleep(delay)
        said = heard(self._ear)
        self.stand_up()
        said += heard(self._ear)
        self._sit_down()
        return str(said[0]) if said else ""

    def stand_up(self) -> None:
        """The process is killed, whatever it is doing."""
        if self._process.pid is not None and self._process.exitcode is None:
            os.kill(self._process.pid, signal.SIGKILL)
        self._process.join()

    def _sit_down(self) -> None:
        read, write = os.pipe()
        self._tell = _Words(write)
        path = self.path
        self._process, self._ear = started(lambda say: _work(path, read, say))
        os.close(read)
        if (word := wait_for(self._ear, 60)) != "seated":
            raise AssertionError(f"the ledger did not open: {word}")


class _Words:
    """What is told to the process, one line each."""

    def __init__(self, descriptor: int) -> None:
        self._file = os.fdopen(descriptor, "w", encoding="utf-8")

    def send(self, order: object) -> None:
        self._file.write(f"{json.dumps(order)}\n")
        self._file.flush()


def _work(path: Path, orders: int, say: Callable[[Any], None]) -> None:
    with held(path), os.fdopen(orders, encoding="utf-8") as lines, ExitStack() as open_file:
        try:
            seat = _Seat(path, open_database(path, CLOCK))
        except Exception as error:  # noqa: BLE001 - what a clerk would see as a trace is what is looked for
            say(f"trace {error!r}")
            return
        open_file.callback(lambda: seat.database.close())  # noqa: PLW0108 - a restore puts another in its place
        say("seated")
        for line in lines:
            action, facts = json.loads(line)
            try:
                said = getattr(seat, action)(*facts)
            except Refused as refused:
                say(f"refused {refused.message}")
            except Exception as error:  # noqa: BLE001 - as above
                say(f"trace {error!r}")
            else:
                say(f"done {said or ''}".strip())


class _Seat:
    """The actions, each as the window does it: one piece of work on the services."""

    def __init__(self, path: Path, database: Database) -> None:
        self.path, self.database = path, database

    def enter_project(self, name: str) -> None:
        with self.database.work("登记项目") as session:
            projects.save(session, ProjectEntry(name=name, investor="恒信机械", phone="13800000001"), year=2026)

    def rename_project(self, name: str, new: str) -> None:
        with self.database.work("修改项目") as session:
            key = _key(session, "projects", name)
            projects.save(session, replace(projects.detail(session, key).entry, name=new), key)

    def enter_lead(self, name: str) -> None:
        with self.database.work("登记线索") as session:
            leads.keep(session, LeadEntry(name=name), year=2026)

    def enter_funds(self, project: str, day: str, amount: int) -> None:
        with self.database.work("登记到位资金") as session:
            key = _key(session, "projects", project)
            funds.save(session, FundsForm(project_id=key, received_on=PartialDate(day), amount=amount))

    def change_funds(self, amount: int, new: int) -> None:
        with self.database.work("修改到位资金") as session:
            key = _entry(session, amount)
            funds.save(session, replace(funds.form(session, key), amount=new), key)

    def remove(self, kind: str, name: Any) -> None:
        removes: dict[str, Callable[..., Any]] = {
            "projects": projects.remove,
            "leads": leads.remove,
            "funds": funds.remove,
        }
        with self.database.work("删除") as session:
            removes[kind](session, [_found(session, kind, name)], CLOCK.now())

    def bring_back(self, kind: str, name: Any) -> None:
        with self.database.work("还原记录") as session:
            recycle_bin.restore(session, kind, [_found(session, kind, name)])

    def close_month(self, month: int) -> None:
        with self.database.work("结账") as session:
            closed_months.close(session, 2026, month, CLOCK.today())

    def undo(self) -> None:
        with self.database.work("撤销") as session:
            undo_last(session, CLOCK.now())

    def redo(self) -> None:
        with self.database.work("重做") as session:
            redo_last(session, CLOCK.now())

    def empty_bin(self) -> None:
        with self.database.work("清空回收站") as session:
            clearing.empty_bin(session)

    def take_in(self, names: list[str]) -> str:
        sheet = self.path.with_name("导入.csv")
        sheet.write_text(
            "项目名称,投资方,总投资（万元）\n" + "".join(f"{name},乙公司,100\n" for name in names), "utf-8-sig"
        )
        report = import_ledgers(self.database, ledgers_of_sheets(read_here(sheet)), sheet.name)
        return str(report.created)

    def back_up(self, out: str) -> None:
        back_up_now(self.path, Path(out), CLOCK)

    def restore(self, copy: str) -> None:
        self.database.close()
        try:
            restore(Path(copy), self.path, CLOCK)
        finally:
            self.database = open_database(self.path, CLOCK)

    def submit(self, directory: str) -> str:
        return str(submit(self.database, Path(directory)).folder)

    def go_home(self) -> None:
        close_with_copy(self.database)
        self.database = open_database(self.path, CLOCK)


def _found(session: Any, kind: str, name: Any) -> str:
    return _entry(session, name) if kind == "funds" else _key(session, kind, name)


def _key(session: Any, kind: str, name: str) -> str:
    return str(session.scalars(select(_MODELS[kind].id).where(_MODELS[kind].name == name)).one())


def _entry(session: Any, amount: int) -> str:
    return str(session.scalars(select(FundsEntry.id).where(FundsEntry.amount == amount)).one())
