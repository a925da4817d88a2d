"""Today's schema as the records describe it: a new file is made of it at once, without a walk through every migration.

A test compares it with what the migrations lead to, statement by statement.
"""

import sqlite3
from functools import cache

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement

from app.database.schema import APPLICATION_ID, SCHEMA
from app.models import Base

# What Alembic keeps its place in; the text is its own, so that a file made here and an upgraded one have one form.
_PLACE = """CREATE TABLE alembic_version (
\tversion_num VARCHAR(32) NOT NULL, \n\tCONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n)"""


def describe(connection: sqlite3.Connection) -> None:
    """Makes every table and index in an empty database, in one transaction, and says whose it is and how new."""
    connection.execute("BEGIN IMMEDIATE")
    for statement in _statements():
        connection.execute(statement)
    connection.execute("INSERT INTO alembic_version VALUES (?)", (f"{SCHEMA:04d}",))
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={SCHEMA}")
    connection.execute("COMMIT")


@cache
def _statements() -> tuple[str, ...]:
    made = (_PLACE, *(one for table in Base.metadata.sorted_tables for one in _of(table)))
    return tuple(statement.strip() for statement in made)


def _of(table: Table) -> list[str]:
    indexes = sorted(table.indexes, key=lambda index: str(index.name))
    made: list[ExecutableDDLElement] = [CreateTable(table), *map(CreateIndex, indexes)]
    return [str(one.compile(dialect=sqlite.dialect())) for one in made]
