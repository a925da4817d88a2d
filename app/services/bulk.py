"""One field of many rows at once: a single change, which one 撤销 takes back; a row that refuses stops all."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from app.errors import Refused
from app.fields import RECORDS, Field, FieldKind
from app.services import activities, choices, enterprises, fellows, funds, leads, problems, projects
from app.values.dates import PartialDate

Load = Callable[[Session, str], Any]
Save = Callable[[Session, Any, str], str]


@dataclass(frozen=True)
class _List:
    """How an entry of a list is read and kept."""

    load: Load
    save: Save


_LISTS: Mapping[str, _List] = {
    "projects": _List(lambda session, key: projects.detail(session, key).entry, projects.save),
    "leads": _List(lambda session, key: leads.detail(session, key).entry, leads.save),
    "enterprises": _List(enterprises.entry, enterprises.save),
    "fellows": _List(fellows.entry, fellows.save),
    "activities": _List(activities.entry, activities.save),
    "funds": _List(funds.form, funds.save),
    "problems": _List(problems.entry, problems.save),
}


def fields(list_name: str) -> Mapping[str, Field]:
    """The fields of a list that may be changed together, by name."""
    return {field.name: field for field in RECORDS[list_name] if field.for_many} if list_name in _LISTS else {}


def change(session: Session, list_name: str, ids: Iterable[str], field: str, value: str | PartialDate | None) -> int:
    """Sets one field of the rows; returns how many really changed. A refusal names its row and takes all back."""
    if field not in fields(list_name):
        raise Refused("这一栏不能批量修改。", field=field)
    asked, one, keys = _LISTS[list_name], RECORDS[list_name][field], list(ids)
    if not keys:
        raise Refused("请先选中要修改的记录。")
    changed = 0
    for key in keys:
        before = asked.load(session, key)
        after = replace(before, **{field: _typed(before, list_name, one, value)})
        if after != before:
            _save(partial(asked.save, session, after, key), before)
            changed += 1
    return changed


def _save(save: Callable[[], str], before: Any) -> None:
    name = getattr(before, "name", "") or getattr(before, "description", "")
    try:
        save()
    except Refused as refused:
        where = f"“{name}”：" if name else ""
        raise Refused(f"{where}{refused.message}全部记录都没有修改。", field=refused.field) from refused


def _typed(before: Any, list_name: str, asked: Field, value: str | PartialDate | None) -> Any:
    """The value as the entry holds it; a word of a fixed choice must be one of its words."""
    if asked.kind is FieldKind.DATE:
        if value is not None and not isinstance(value, PartialDate):
            raise Refused("请填写日期。", field=asked.name)
        return value
    text = value.strip() if isinstance(value, str) else ""
    if asked.kind is not FieldKind.CHOICE:
        return text
    words = choices.words(list_name, asked.name)
    if text not in words:
        raise Refused(f"{asked.title}只能是{'、'.join(words)}。", field=asked.name)
    return type(getattr(before, asked.name))(text)
