"""One field of many rows at once: a single change, which one 撤销 takes back; a row that refuses stops all."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from app.errors import Refused
from app.services import activities, enterprises, fellows, funds, leads, problems, projects
from app.values.dates import PartialDate

Load = Callable[[Session, str], Any]
Save = Callable[[Session, Any, str], str]


@dataclass(frozen=True)
class BulkField:
    """A field that many rows may share: its title, and the words to choose from where there are such.

    ``is_unit`` and ``is_date`` say what kind of entry it wants.
    """

    title: str
    choices: tuple[str, ...] = ()
    is_unit: bool = False
    is_date: bool = False


@dataclass(frozen=True)
class _List:
    fields: Mapping[str, BulkField]
    load: Load
    save: Save


def _unit(title: str) -> BulkField:
    return BulkField(title, is_unit=True)


_LISTS: Mapping[str, _List] = {
    "projects": _List(
        {
            "industry": BulkField("产业", projects.CHOICES["industry"]),
            "nature": BulkField("资金性质", projects.CHOICES["nature"]),
            "construction_kind": BulkField("建设性质", projects.CHOICES["construction_kind"]),
            "unit": _unit("责任单位"),
            "lead_unit": _unit("牵头单位"),
            "leader": BulkField("包抓领导"),
            "person": BulkField("责任人"),
            "phone": BulkField("联系电话"),
            "team": BulkField("工作专班"),
            "introducer": BulkField("引资人"),
            "investor_place": BulkField("投资方所在地"),
            "site": BulkField("建设地点"),
        },
        lambda session, key: projects.detail(session, key).entry,
        projects.save,
    ),
    "leads": _List(
        {
            "industry": BulkField("产业"),
            "unit": _unit("责任单位"),
            "leader": BulkField("责任领导"),
            "person": BulkField("责任人"),
            "next_step": BulkField("下步措施"),
            "next_on": BulkField("下次跟进", is_date=True),
        },
        lambda session, key: leads.detail(session, key).entry,
        leads.save,
    ),
    "enterprises": _List(
        {
            "industry": BulkField("产业"),
            "kind": BulkField("企业类别"),
            "place": BulkField("所在地"),
            "leader": BulkField("联系领导"),
        },
        enterprises.entry,
        enterprises.save,
    ),
    "fellows": _List(
        {
            "leader": BulkField("联系（包保）领导"),
            "trade": BulkField("从事行业"),
            "residence": BulkField("现居住地"),
            "origin": BulkField("籍贯（村组）"),
            "next_contact_on": BulkField("下次联系时间", is_date=True),
        },
        fellows.entry,
        fellows.save,
    ),
    "activities": _List(
        {
            "area": BulkField("片区"),
            "leader": BulkField("带队领导"),
            "unit": _unit("责任单位"),
            "participants": BulkField("参加人员"),
        },
        activities.entry,
        activities.save,
    ),
    "funds": _List(
        {
            "source": BulkField("资金来源", funds.CHOICES["source"]),
            "voucher_kind": BulkField("凭证类型", funds.CHOICES["voucher_kind"]),
            "use": BulkField("用途"),
            "verified_by": BulkField("核实人"),
            "verified_on": BulkField("核实日期", is_date=True),
        },
        funds.form,
        funds.save,
    ),
    "problems": _List(
        {
            "kind": BulkField("类别", problems.CHOICES["kind"]),
            "origin": BulkField("来源", problems.CHOICES["origin"]),
            "unit": _unit("责任单位"),
            "due_on": BulkField("解决时限", is_date=True),
        },
        problems.entry,
        problems.save,
    ),
}


def fields(list_name: str) -> Mapping[str, BulkField]:
    """The fields of a list that may be changed together, by name."""
    return _LISTS[list_name].fields if list_name in _LISTS else {}


def set_cells(session: Session, list_name: str, cells: Iterable[tuple[str, str, str]]) -> None:
    """Keeps typed cells of a list, (id, field, words) each; a refusal takes all of them back."""
    asked, by_record = _LISTS[list_name], dict[str, dict[str, str]]()
    for key, field, words in cells:
        by_record.setdefault(key, {})[field] = words.strip()
    for key, entered in by_record.items():
        asked.save(session, replace(asked.load(session, key), **entered), key)


def change(session: Session, list_name: str, ids: Iterable[str], field: str, value: str | PartialDate | None) -> int:
    """Sets one field of the rows; returns how many really changed. A refusal names its row and takes all back."""
    if field not in fields(list_name):
        raise Refused("这一栏不能批量修改。", field=field)
    asked, keys = _LISTS[list_name], list(ids)
    if not keys:
        raise Refused("请先选中要修改的记录。")
    changed = 0
    for key in keys:
        before = asked.load(session, key)
        after = replace(before, **{field: _typed(before, asked.fields[field], field, value)})
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


def _typed(before: Any, asked: BulkField, field: str, value: str | PartialDate | None) -> Any:
    """The value as the entry holds it; a word of a closed list must be one of its words."""
    if asked.is_date:
        if value is not None and not isinstance(value, PartialDate):
            raise Refused("请填写日期。", field=field)
        return value
    text = value.strip() if isinstance(value, str) else ""
    kind = type(getattr(before, field))
    if kind is str:
        return text
    if text not in asked.choices:
        raise Refused(f"{asked.title}只能是{'、'.join(asked.choices)}。", field=field)
    return kind(text)
