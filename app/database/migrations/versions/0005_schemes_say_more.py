"""Schemes know more scoring shapes, and say what holds across their items."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_STRICT = {"sqlite_strict": True}
_BEFORE = "'P1', 'P2', 'P3', 'T1', 'T2', 'D1', 'D2', 'B1', 'B2', 'R1', 'R2', 'J1', 'V1'"
_NOW = f"{_BEFORE}, 'K1', 'D3', 'D4', 'M1', 'E1'"


def upgrade() -> None:
    """One step up."""
    _allow(_NOW)
    with op.batch_alter_table("schemes", recreate="always", table_kwargs=_STRICT) as table:
        table.add_column(sa.Column("rules", sa.Text(), nullable=False, server_default=""))
        table.create_check_constraint(op.f("ck_schemes_rules_valid"), "length(rules) <= 20000")
    with op.batch_alter_table("schemes", recreate="always", table_kwargs=_STRICT) as table:
        table.alter_column("rules", server_default=None)


def downgrade() -> None:
    """One step back."""
    with op.batch_alter_table("schemes", recreate="always", table_kwargs=_STRICT) as table:
        table.drop_constraint(op.f("ck_schemes_rules_valid"), type_="check")
        table.drop_column("rules")
    _allow(_BEFORE)


def _allow(shapes: str) -> None:
    with op.batch_alter_table("scheme_items", recreate="always", table_kwargs=_STRICT) as table:
        table.drop_constraint(op.f("ck_scheme_items_shape_valid"), type_="check")
        table.create_check_constraint(op.f("ck_scheme_items_shape_valid"), f"shape IN ({shapes})")
