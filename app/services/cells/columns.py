"""What stands behind the columns of each list: the field that a cell changes, or why it changes none."""

from collections.abc import Mapping
from dataclasses import replace

from app.fields import RECORDS, Field, FieldKind
from app.values.stages import MilestoneKind

PROJECT = "project"  # of a new line of funds or problems: the project's name

# The dates of a project's list, by the event and whether it is the plan.
MILESTONES: Mapping[str, tuple[MilestoneKind, bool]] = {
    "reserved_on": (MilestoneKind.RESERVED, False),
    "reviewed_on": (MilestoneKind.REVIEWED, False),
    "signed_on": (MilestoneKind.SIGNED, False),
    "landed_on": (MilestoneKind.LANDED, False),
    "started_on": (MilestoneKind.STARTED, False),
    "production_on": (MilestoneKind.IN_PRODUCTION, False),
    "statistics_on": (MilestoneKind.IN_STATISTICS, False),
    "start_planned_on": (MilestoneKind.STARTED, True),
    "production_planned_on": (MilestoneKind.IN_PRODUCTION, True),
}
# Fields of a form of their own, and not of the record's.
_ELSEWHERE: Mapping[tuple[str, str], str] = {("letters", "signed_on"): "签订日期由“标记已签订”记下。"}
# Columns that show a field under another name: amounts in yuan of what is entered in its own currency.
_SHOWN_AS: Mapping[tuple[str, str], str] = {
    ("funds", "yuan"): "amount",
    ("funds", "recognised_yuan"): "recognised_amount",
    ("deposits", "yuan"): "amount",
}


def field_of(list_name: str, column: str) -> Field | None:
    """The field that a column's cells change; None for what is computed. Its ``act`` says where it is not typed."""
    if list_name == "projects" and column in MILESTONES:
        kind, is_planned = MILESTONES[column]
        return Field(column, f"{kind}{'计划' if is_planned else '日期'}", FieldKind.DATE)
    if list_name in {"funds", "problems"} and column == PROJECT:
        return replace(RECORDS[list_name]["project_id"], name=PROJECT, title="项目名称", kind=FieldKind.TEXT)
    record = RECORDS.get(list_name)
    if record is None:
        return None
    if (list_name, column) in _SHOWN_AS:
        return record[_SHOWN_AS[list_name, column]]
    field = record.get(column)
    if field is not None and (list_name, column) in _ELSEWHERE:
        return replace(field, act=_ELSEWHERE[list_name, column])
    # A column of money stands in the office's unit, and so does what is typed under it, whatever the form asks in.
    return replace(field, measure="") if field is not None and field.kind is FieldKind.MONEY else field
