"""A unit may be a township: a county keeps its ledgers by them, and a township shares projects with its neighbours."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_STRICT = {"sqlite_strict": True}
_BEFORE = ("村", "社区", "部门", "专班", "企业", "园区", "个人", "外单位", "其他")
_AFTER = ("乡镇", *_BEFORE)


def upgrade() -> None:
    """One step up."""
    _know(_AFTER)


def downgrade() -> None:
    """One step back."""
    op.execute(sa.text("UPDATE units SET kind = '其他' WHERE kind = '乡镇'"))
    _know(_BEFORE)


def _know(kinds: tuple[str, ...]) -> None:
    words = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("units", recreate="always", table_kwargs=_STRICT) as table:
        table.drop_constraint(op.f("ck_units_kind_valid"), type_="check")
        table.create_check_constraint(op.f("ck_units_kind_valid"), f"kind IN ({words})")
