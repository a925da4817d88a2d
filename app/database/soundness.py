"""Whether the rows of a file are records that this program could have written, value by value and between rows."""

import sqlite3
from collections.abc import Iterator
from typing import Any, cast

from sqlalchemy import CheckConstraint, Column, Dialect, LargeBinary, Table, Text, TypeDecorator

from app.errors import Refused
from app.models import Base

_AT_ONCE = 10  # checks in one query: an expression may only be so deep
_RULES = (
    (
        "SELECT count(*) FROM funds WHERE recognised_amount > amount",
        "有{n}笔到位资金的认定金额大于到位金额。",
    ),
    (
        "SELECT count(*) FROM (SELECT 1 FROM shares GROUP BY project_id, measure HAVING sum(part) > 1000000)",
        "有{n}个项目的分解比例合计超过100%。",
    ),
    (
        "SELECT count(*) FROM meta WHERE key = 'office' AND value NOT IN (SELECT id FROM offices)",
        "文件没有写明是哪个单位的台账。",
    ),
)


def problems(connection: sqlite3.Connection) -> list[str]:
    """What is wrong in the records of a file of today's schema, as sentences; empty where all is well."""
    found = [
        f"“{table.name}”表：{first}" for table in Base.metadata.sorted_tables if (first := _first(connection, table))
    ]
    found += [
        f"“{table.name}”表有不允许的内容。" for table in Base.metadata.sorted_tables if _breaks(connection, table)
    ]
    for query, sentence in _RULES:
        (count,) = connection.execute(query).fetchone()
        if count:
            found.append(sentence.format(n=count))
    return found


def rows(connection: sqlite3.Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    """The rows of a table by explicit columns, in the order of the key."""
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    keys = ", ".join(f'"{column.name}"' for column in table.primary_key)
    return connection.execute(f'SELECT {columns} FROM "{table.name}" ORDER BY {keys}')  # noqa: S608 - our own names


def is_sound(table: Table, row: tuple[Any, ...]) -> bool:
    """Whether every value of a row is one that its column can hold."""
    return all(_is_valid(column, value) for column, value in zip(table.columns, row, strict=True))


def _breaks(connection: sqlite3.Connection, table: Table) -> bool:
    """Whether a row breaks a CHECK of its table: SQLite does not look at them in a file opened for reading."""
    checks = sorted(str(one.sqltext) for one in table.constraints if isinstance(one, CheckConstraint))
    for start in range(0, len(checks), _AT_ONCE):
        rules = " AND ".join(f"({check})" for check in checks[start : start + _AT_ONCE])
        query = f'SELECT count(*) FROM "{table.name}" WHERE NOT ({rules})'  # noqa: S608 - our own names
        if connection.execute(query).fetchone() != (0,):
            return True
    return False


def _first(connection: sqlite3.Connection, table: Table) -> str | None:
    columns = list(table.columns)
    for number, row in enumerate(rows(connection, table), start=1):
        for column, value in zip(columns, row, strict=True):
            if not _is_valid(column, value):
                return f"第{number}条记录的“{column.name}”不正确。"
    return None


def _is_valid(column: Column[Any], value: object) -> bool:
    if value is None:
        return bool(column.nullable)
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    plain = str if isinstance(kind, Text) else bytes if isinstance(kind, LargeBinary) else int
    return type(value) is plain and _reads(column.type, value)


def _reads(kind: object, value: object) -> bool:
    """Whether the column's own type makes sense of the value: dates that exist, words that it knows."""
    if not isinstance(kind, TypeDecorator) or type(kind).process_result_value is TypeDecorator.process_result_value:
        return True
    try:
        kind.process_result_value(value, cast("Dialect", None))
    except (ValueError, RecursionError, Refused):
        return False
    return True
