"""Every field of every record, once: forms, columns, bulk change, cells, history and masks take it from here."""

from collections.abc import Mapping

from app.fields.activities import ACTIVITIES, ACTIVITY_FIRMS
from app.fields.enterprises import CARRIERS, ENTERPRISES
from app.fields.fellows import FELLOWS
from app.fields.field import Field, FieldKind, Record
from app.fields.files import (
    ATTACHMENT_CONTENTS,
    ATTACHMENTS,
    HOLIDAYS,
    IMPORT_MAPPINGS,
    INTAKES,
    SAVED_FILTERS,
    SETTINGS,
    SUBMISSIONS,
)
from app.fields.funds import CLOSED_MONTHS, FUNDS
from app.fields.leads import LEAD_ACTIONS, LEAD_FOLLOW_UPS, LEADS
from app.fields.letters import (
    LETTER_CLAUSES,
    LETTER_TARGETS,
    LETTER_TEMPLATES,
    LETTERS,
    RESPONSIBILITIES,
    TEMPLATE_CLAUSES,
)
from app.fields.projects import (
    AGREEMENTS,
    GATES,
    MILESTONES,
    PROBLEMS,
    PROCEDURES,
    PROGRESS_NOTES,
    PROJECTS,
    SHARES,
)
from app.fields.schemes import DEPOSITS, MARKS, REWARDS, SCHEME_ITEMS, SCHEME_UNITS, SCHEMES
from app.fields.targets import ACHIEVEMENTS, MONTHLY_REPORTS, OWN_INDICATORS, TARGETS
from app.fields.units import OFFICES, PEOPLE, UNITS

__all__ = ["BOOKKEEPING", "RECORDS", "Field", "FieldKind", "Record"]

_ALL = (
    *(PROJECTS, MILESTONES, PROGRESS_NOTES, GATES, AGREEMENTS, SHARES, PROBLEMS, PROCEDURES, FUNDS, CLOSED_MONTHS),
    *(LEADS, LEAD_FOLLOW_UPS, LEAD_ACTIONS, ENTERPRISES, CARRIERS, FELLOWS, ACTIVITIES, ACTIVITY_FIRMS),
    *(UNITS, PEOPLE, OFFICES, TARGETS, ACHIEVEMENTS, OWN_INDICATORS, MONTHLY_REPORTS),
    *(LETTERS, LETTER_CLAUSES, LETTER_TARGETS, RESPONSIBILITIES, LETTER_TEMPLATES, TEMPLATE_CLAUSES),
    *(SCHEMES, SCHEME_ITEMS, SCHEME_UNITS, MARKS, DEPOSITS, REWARDS),
    *(ATTACHMENTS, ATTACHMENT_CONTENTS, SETTINGS, SAVED_FILTERS, IMPORT_MAPPINGS, HOLIDAYS, SUBMISSIONS, INTAKES),
)
RECORDS: Mapping[str, Record] = {record.table: record for record in _ALL}  # by table, which names lists and ledgers too

# Columns that every table may have and no clerk is told of.
BOOKKEEPING = frozenset({"id", "office_id", "created_at", "updated_at", "deleted_at", "search"})
