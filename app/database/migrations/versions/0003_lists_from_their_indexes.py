"""Lists of ten thousand projects count, order and add up from indexes that hold what they ask."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_LISTED = ["deleted_at", "code", "stage", "id", "total_investment", "contract_amount", "unit_id", "lead_unit_id"]


def upgrade() -> None:
    """One step up."""
    op.drop_index("ix_funds_project_id_received_on", table_name="funds")
    op.create_index(
        "ix_funds_summed", "funds", ["project_id", "received_on", "deleted_at", "amount", "currency", "rate"]
    )
    op.create_index("ix_projects_listed", "projects", _LISTED)


def downgrade() -> None:
    """One step back."""
    op.drop_index("ix_projects_listed", table_name="projects")
    op.drop_index("ix_funds_summed", table_name="funds")
    op.create_index("ix_funds_project_id_received_on", "funds", ["project_id", "received_on"])
