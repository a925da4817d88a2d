"""Whether the rows of a file are records that this program could have written, value by value and between rows."""

import sqlite3
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, cast

from sqlalchemy import CheckConstraint, Column, Dialect, LargeBinary, Table, Text, TypeDecorator

from app.database.progress import ROWS, Step, silent
from app.errors import Refused
from app.fields import RECORDS
from app.models import Base
from app.models.types import MOST, MOST_PRODUCT, Amount, Whole, problem_of
from app.values.words import stray_sign_in

Judge = Callable[[Any], str | None]
_MOST_TOGETHER = 10**16  # of one column: two hundred townships' sums still fit into a database integer
_NAMED = frozenset(
    {("projects", "name"), ("leads", "name"), ("enterprises", "name"), ("fellows", "name"), ("units", "name")}
    | {("carriers", "name"), ("offices", "name"), ("offices", "code"), ("attachments", "name"), ("schemes", "title")}
)  # what no form leaves empty
_SHORT, _MOST_KNOWN = 40, 5_000  # of values that are remembered to be in order
_AT_ONCE = 10  # checks in one query: an expression may only be so deep
_RULES = (
    (
        "SELECT count(*) FROM funds WHERE recognised_amount > amount",
        "有{n}笔到位资金的认定金额大于到位金额。",
    ),
    (
        f"""SELECT count(*) FROM (SELECT 1 FROM funds WHERE rate IS NOT NULL GROUP BY office_id
        HAVING max(amount * 1.0 * rate) > {MOST_PRODUCT} OR sum(amount * 1.0 * rate) > 1e22)""",  # noqa: S608 - our own number
        "到位资金按汇率折算的数大得不可能，请核对金额、币种和汇率。",
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


def problems(connection: sqlite3.Connection, step: Step = silent) -> list[str]:
    """What is wrong in the records of a file of today's schema, as sentences; empty where all is well."""
    found = []
    for table in Base.metadata.sorted_tables:
        if first := _first(connection, table, step):
            found.append(first)
        step(f"核对{table.name}")
    if found:
        return found  # what holds between rows can be asked only of rows that are sound
    found += [
        f"{_noun(table)}里有不允许的内容。" for table in Base.metadata.sorted_tables if _breaks(connection, table)
    ]
    for query, sentence in _RULES:
        (count,) = connection.execute(query).fetchone()
        if count:
            found.append(sentence.format(n=count))
    found += [
        f"{_noun(table)}的“{_title(table, place)}”绕成了圈。"
        for table in Base.metadata.sorted_tables
        for place, column in enumerate(table.columns)
        if any(key.column.table is table for key in column.foreign_keys) and _goes_round(connection, column)
    ]
    return found


def rows(connection: sqlite3.Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    """The rows of a table by explicit columns, in the order of the key."""
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    keys = ", ".join(f'"{column.name}"' for column in table.primary_key)
    return connection.execute(f'SELECT {columns} FROM "{table.name}" ORDER BY {keys}')  # noqa: S608 - our own names


def is_sound(table: Table, row: tuple[Any, ...]) -> bool:
    """Whether every value of a row is one that its column can hold."""
    return all(judge(value) is None for judge, value in zip(_judges(table), row, strict=True))


def _goes_round(connection: sqlite3.Connection, column: Column[Any]) -> bool:
    """Whether a record leads to itself over others of its table: who follows it would come to no end."""
    named = f'SELECT id, "{column.name}" FROM "{column.table.name}" WHERE "{column.name}" IS NOT NULL'  # noqa: S608 - our own names
    above, ends = dict(connection.execute(named).fetchall()), set[str]()
    for begin in above:
        key, way = begin, set[str]()
        while key in above and key not in ends:
            if key in way:
                return True
            way.add(key)
            key = above[key]
        ends |= way
    return False


def _breaks(connection: sqlite3.Connection, table: Table) -> bool:
    """Whether a row breaks a CHECK of its table: SQLite does not look at them in a file opened for reading."""
    checks = sorted(str(one.sqltext) for one in table.constraints if isinstance(one, CheckConstraint))
    for start in range(0, len(checks), _AT_ONCE):
        rules = " AND ".join(f"({check})" for check in checks[start : start + _AT_ONCE])
        query = f'SELECT count(*) FROM "{table.name}" WHERE NOT ({rules})'  # noqa: S608 - our own names
        if connection.execute(query).fetchone() != (0,):
            return True
    return False


def _first(connection: sqlite3.Connection, table: Table, step: Step) -> str | None:
    """The first record that no form would have taken, by its own name, with the reason; or a sum beyond all sense."""
    judges = _judges(table)
    sums = {place: 0 for place, column in enumerate(table.columns) if _adds_up(column)}
    for number, row in enumerate(rows(connection, table), start=1):
        for place, (judge, value) in enumerate(zip(judges, row, strict=True)):
            if (problem := judge(value)) is not None:
                return f"第{number}条{_noun(table)}{_named(table, row)}的“{_title(table, place)}”不正确：{problem}"
        for place in sums:
            sums[place] += abs(row[place] or 0)
        if number % ROWS == 0:
            step(f"核对{table.name}")
    for place, total in sums.items():
        if total > _MOST_TOGETHER:
            return f"{_noun(table)}的“{_title(table, place)}”合计大得不可能，请核对数字和单位。"
    return None


def _adds_up(column: Column[Any]) -> bool:
    """Whether a column holds sums and quantities, which somebody adds up."""
    kind = column.type
    return isinstance(kind, Amount) or (isinstance(kind, Whole) and kind.most == MOST)


def _noun(table: Table) -> str:
    """What the clerk calls a record of the table."""
    known = RECORDS.get(table.name)
    return known.noun if known is not None else f"“{table.name}”表"


def _title(table: Table, place: int) -> str:
    name, known = list(table.columns)[place].name, RECORDS.get(table.name)
    return known.title(name) if known is not None and name in known else name


def _named(table: Table, row: tuple[Any, ...]) -> str:
    """The record's own name as far as it can be shown, in quotes."""
    for column in ("name", "title", "number", "code"):
        if column in table.c:
            name = row[list(table.c.keys()).index(column)]
            if isinstance(name, str) and name and stray_sign_in(name) is None:
                return f"“{name[:30]}”"
    return ""


@cache
def _judges(table: Table) -> tuple[Judge, ...]:
    """For each column what says of a value why it may not stand there, or None: quick for what is in order."""
    return tuple(_judge(column, table.name) for column in table.columns)


def _judge(column: Column[Any], table: str) -> Judge:
    own = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    plain = str if isinstance(own, Text) else bytes if isinstance(own, LargeBinary) else int
    reads = isinstance(column.type, TypeDecorator) and (
        type(column.type).process_result_value is not TypeDecorator.process_result_value
    )
    kind, nullable, must_say = column.type, bool(column.nullable), (table, column.name) in _NAMED

    def judge(value: Any) -> str | None:
        if value is None:
            return None if nullable else "没有内容。"
        if type(value) is not plain:
            return "内容的类型不对。"
        if must_say and not str(value).strip():
            return "没有填写。"
        if not reads:
            return problem_of(kind, value)
        try:
            return problem_of(kind, cast("Any", kind).process_result_value(value, cast("Dialect", None)))
        except Refused:
            return "读不出内容。"

    return _remembering(judge) if plain is str else judge


def _remembering(judge: Judge) -> Judge:
    """The same, once for each short text: choices, days and keys stand in thousands of rows."""
    passed = set[str]()

    def remember(value: Any) -> str | None:
        if type(value) is not str or len(value) > _SHORT:
            return judge(value)
        if value in passed:
            return None
        if (problem := judge(value)) is None and len(passed) < _MOST_KNOWN:
            passed.add(value)
        return problem

    return remember
