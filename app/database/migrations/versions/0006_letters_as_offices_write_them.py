"""Letters know several who sign, levels of clauses, a second letter to a unit in a year, and annexes of the scheme."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_STRICT = {"sqlite_strict": True}
_BEFORE = "'正文', '附件', '自动'"
_NOW = "'正文', '正文列表', '附件', '自动', '单独成表'"
_ANNEXES = "'不附', '考核办法', '评分表'"
_LINES = ("third_role", "third_name", "targets_heading", "annex_title")
_DAYS = ("begins_on", "ends_on")


def upgrade() -> None:
    """One step up."""
    _add_to_templates()
    _add_to_letters()
    for clauses in ("template_clauses", "letter_clauses"):
        with op.batch_alter_table(clauses, recreate="always", table_kwargs=_STRICT) as table:
            table.add_column(sa.Column("level", sa.Integer(), nullable=False, server_default="2"))
        _forget_defaults(clauses, "level")
    with op.batch_alter_table("letter_targets", recreate="always", table_kwargs=_STRICT) as table:
        table.add_column(sa.Column("year", sa.Integer(), nullable=True))


def _add_to_templates() -> None:
    with op.batch_alter_table("letter_templates", recreate="always", table_kwargs=_STRICT) as table:
        table.drop_constraint(op.f("ck_letter_templates_targets_place_valid"), type_="check")
        table.create_check_constraint(op.f("ck_letter_templates_targets_place_valid"), f"targets_place IN ({_NOW})")
        table.add_column(_words("first_parties"))
        table.create_check_constraint(op.f("ck_letter_templates_first_parties_valid"), "length(first_parties) <= 20000")
        for name in _LINES:
            table.add_column(_words(name))
            table.create_check_constraint(op.f(f"ck_letter_templates_{name}_valid"), f"length({name}) <= 200")
        table.add_column(sa.Column("scheme_annex", sa.Text(), nullable=False, server_default="不附"))
        table.create_check_constraint(op.f("ck_letter_templates_scheme_annex_valid"), f"scheme_annex IN ({_ANNEXES})")
        table.add_column(sa.Column("signs_liaison", sa.Integer(), nullable=False, server_default="0"))
        table.create_check_constraint(op.f("ck_letter_templates_signs_liaison_valid"), "signs_liaison IN (0, 1)")
    _forget_defaults("letter_templates", "first_parties", *_LINES, "scheme_annex", "signs_liaison")


def _add_to_letters() -> None:
    with op.batch_alter_table("letters", recreate="always", table_kwargs=_STRICT) as table:
        table.drop_index(op.f("ix_letters_office_id_year_unit_id"))
        for name in ("occasion", "third_name"):
            table.add_column(_words(name))
            table.create_check_constraint(op.f(f"ck_letters_{name}_valid"), f"length({name}) <= 200")
        for name in _DAYS:
            table.add_column(sa.Column(name, sa.Text(), nullable=True))
            table.create_check_constraint(op.f(f"ck_letters_{name}_valid"), f"length({name}) IN (4, 7, 10)")
        table.create_index(
            op.f("ix_letters_office_id_year_unit_id_occasion"),
            ["office_id", "year", "unit_id", "occasion"],
            unique=True,
        )
    _forget_defaults("letters", "occasion", "third_name")


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def _forget_defaults(name: str, *columns: str) -> None:
    """A default is for the rows that were there; the records give their own."""
    with op.batch_alter_table(name, recreate="always", table_kwargs=_STRICT) as table:
        for column in columns:
            table.alter_column(column, server_default=None)


def downgrade() -> None:
    """One step back; refused by the database where a unit has two letters in a year or a template says what is new."""
    with op.batch_alter_table("letter_targets", recreate="always", table_kwargs=_STRICT) as table:
        table.drop_column("year")
    for clauses in ("template_clauses", "letter_clauses"):
        with op.batch_alter_table(clauses, recreate="always", table_kwargs=_STRICT) as table:
            table.drop_column("level")
    with op.batch_alter_table("letters", recreate="always", table_kwargs=_STRICT) as table:
        table.drop_index(op.f("ix_letters_office_id_year_unit_id_occasion"))
        for name in ("occasion", "third_name", *_DAYS):
            table.drop_constraint(op.f(f"ck_letters_{name}_valid"), type_="check")
            table.drop_column(name)
        table.create_index(op.f("ix_letters_office_id_year_unit_id"), ["office_id", "year", "unit_id"], unique=True)
    with op.batch_alter_table("letter_templates", recreate="always", table_kwargs=_STRICT) as table:
        for name in ("first_parties", *_LINES, "scheme_annex", "signs_liaison"):
            table.drop_constraint(op.f(f"ck_letter_templates_{name}_valid"), type_="check")
            table.drop_column(name)
        table.drop_constraint(op.f("ck_letter_templates_targets_place_valid"), type_="check")
        table.create_check_constraint(op.f("ck_letter_templates_targets_place_valid"), f"targets_place IN ({_BEFORE})")
