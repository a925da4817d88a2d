"""A deposit may be returned with a deduction."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_STRICT = {"sqlite_strict": True}


def upgrade() -> None:
    """One step up."""
    with op.batch_alter_table("deposits", recreate="always", table_kwargs=_STRICT) as table:
        table.add_column(sa.Column("deducted", sa.Integer(), nullable=True))
        table.create_check_constraint(op.f("ck_deposits_deducted_valid"), "deducted >= 0")


def downgrade() -> None:
    """One step back."""
    with op.batch_alter_table("deposits", recreate="always", table_kwargs=_STRICT) as table:
        table.drop_constraint(op.f("ck_deposits_deducted_valid"), type_="check")
        table.drop_column("deducted")
