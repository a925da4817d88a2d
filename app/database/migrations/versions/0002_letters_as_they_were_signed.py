"""Letters keep the sheet that was signed; templates say deposit, its day, the scheme's number and the day of count."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_STRICT = {"sqlite_strict": True}


def upgrade() -> None:
    """One step up."""
    with op.batch_alter_table("letters", recreate="always", table_kwargs=_STRICT) as table:
        table.add_column(sa.Column("as_signed", sa.Text(), nullable=True))
        table.create_check_constraint(op.f("ck_letters_as_signed_valid"), "length(as_signed) <= 1000000")
    with op.batch_alter_table("letter_templates", recreate="always", table_kwargs=_STRICT) as table:
        table.add_column(sa.Column("deposit", sa.Integer(), nullable=True))
        table.add_column(sa.Column("deposit_due_on", sa.Text(), nullable=True))
        table.add_column(sa.Column("rule", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("recognised_on", sa.Text(), nullable=True))
        table.create_check_constraint(op.f("ck_letter_templates_deposit_valid"), "deposit >= 0")
        table.create_check_constraint(
            op.f("ck_letter_templates_deposit_due_on_valid"), "length(deposit_due_on) IN (4, 7, 10)"
        )
        table.create_check_constraint(op.f("ck_letter_templates_rule_valid"), "length(rule) <= 200")
        table.create_check_constraint(
            op.f("ck_letter_templates_recognised_on_valid"), "length(recognised_on) IN (4, 7, 10)"
        )
    with op.batch_alter_table("letter_templates", recreate="always", table_kwargs=_STRICT) as table:
        table.alter_column("rule", server_default=None)


def downgrade() -> None:
    """One step back."""
    with op.batch_alter_table("letter_templates", recreate="always", table_kwargs=_STRICT) as table:
        for column in ("deposit", "deposit_due_on", "rule", "recognised_on"):
            table.drop_constraint(op.f(f"ck_letter_templates_{column}_valid"), type_="check")
            table.drop_column(column)
    with op.batch_alter_table("letters", recreate="always", table_kwargs=_STRICT) as table:
        table.drop_constraint(op.f("ck_letters_as_signed_valid"), type_="check")
        table.drop_column("as_signed")
