"""Own indicators say what they count; activities say how many people went, how many guests came, which team it was."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_STRICT = {"sqlite_strict": True}


def upgrade() -> None:
    """One step up."""
    with op.batch_alter_table("own_indicators", recreate="always", table_kwargs=_STRICT) as table:
        table.add_column(sa.Column("definition", sa.Text(), nullable=True))
        table.create_check_constraint(op.f("ck_own_indicators_definition_valid"), "length(definition) <= 1000000")
    with op.batch_alter_table("activities", recreate="always", table_kwargs=_STRICT) as table:
        table.add_column(sa.Column("people", sa.Integer(), nullable=True))
        table.add_column(sa.Column("visitors", sa.Integer(), nullable=True))
        table.add_column(sa.Column("team", sa.Text(), nullable=False, server_default=""))
        table.create_check_constraint(op.f("ck_activities_team_valid"), "length(team) <= 200")
    with op.batch_alter_table("activities", recreate="always", table_kwargs=_STRICT) as table:
        table.alter_column("team", server_default=None)


def downgrade() -> None:
    """One step back."""
    with op.batch_alter_table("activities", recreate="always", table_kwargs=_STRICT) as table:
        table.drop_constraint(op.f("ck_activities_team_valid"), type_="check")
        for column in ("people", "visitors", "team"):
            table.drop_column(column)
    with op.batch_alter_table("own_indicators", recreate="always", table_kwargs=_STRICT) as table:
        table.drop_constraint(op.f("ck_own_indicators_definition_valid"), type_="check")
        table.drop_column("definition")
