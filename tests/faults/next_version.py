"""A program one migration ahead of this one, to see what becomes of files on the way to it and of files from it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from app.database import schema, upgrade

_NEXT = '''"""One column more."""
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "{number:04d}", "{before:04d}", None, None


def upgrade() -> None:
    with op.batch_alter_table("projects") as table:
        table.add_column(sa.Column("motto", sa.Text(), nullable=False, server_default=""))
'''


@contextmanager
def next_version(folder: Path) -> Iterator[int]:
    """While it lasts, this program is the next version; yields its schema number."""
    number = schema.SCHEMA + 1
    migrations = folder / "migrations"
    shutil.rmtree(migrations, ignore_errors=True)
    shutil.copytree(upgrade._MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    text = _NEXT.format(number=number, before=schema.SCHEMA)
    (migrations / "versions" / f"{number:04d}_next.py").write_text(text)
    with (
        patch.object(upgrade, "_MIGRATIONS", migrations),
        patch.object(upgrade._migrate, "__defaults__", (number,)),
        patch("app.database.upgrade.SCHEMA", number),
        patch("app.database.header.SCHEMA", number),
        patch("app.database.engine.SCHEMA", number),
        patch("app.database.checks.SCHEMA", number),
    ):
        yield number
