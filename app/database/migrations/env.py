"""Runs the migrations: all of them in one explicit transaction, with foreign keys checked at the end."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection

from app.models import Base


def _render(kind: str, item: Any, _: AutogenContext) -> str | Literal[False]:
    """Our column types as what they are underneath, so that a migration does not depend on today's code."""
    if kind == "type" and hasattr(item, "impl_instance"):
        return f"sa.{type(item.impl_instance).__name__}()"
    return False


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=_render,
        transactional_ddl=True,
        compare_type=False,
    )
    with context.begin_transaction():
        context.run_migrations()
        if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
            raise AssertionError(f"the migration left rows that point nowhere: {broken[:3]}")
        for statement in context.config.attributes.get("finish", ()):
            connection.exec_driver_sql(statement)


def main() -> None:
    """Migrates the engine handed in by the caller."""
    engine = context.config.attributes["engine"]
    with engine.connect().execution_options(**context.config.attributes.get("begin", {})) as connection:
        # Tables are rebuilt while their children point at them; outside a transaction, or it has no effect.
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        _run(connection)


main()
