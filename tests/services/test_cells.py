"""Cells of lists: read by their kind, kept by the rules of the form, many as one change."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.errors import Refused
from app.fields import Field, FieldKind
from app.reports import letters as letter_papers
from app.services import cells, funds, leads, letters, offices, projects, targets
from app.services.cells import CellEdit, CellRefused, Terms
from app.services.cells.reading import read, written
from app.services.consequences import deposits
from app.services.targets import TargetEntry
from app.values.dates import PartialDate
from app.values.money import MoneyUnit

TERMS = Terms(MoneyUnit.WAN, date(2026, 11, 1), 2026)


def edit(session: Session, list_name: str, key: str, **typed: str) -> dict[str, str]:
    edits = [CellEdit(key, column, text) for column, text in typed.items()]
    return dict(cells.keep(session, list_name, edits, TERMS).ids)


@pytest.mark.parametrize(
    ("kind", "typed", "value", "again"),
    [
        (FieldKind.MONEY, "1.25亿", 12_500_000_000, "12500"),
        (FieldKind.MONEY, "1,250.5", 1_250_500_000, "1250.5"),
        (FieldKind.DOLLARS, "30", 30_000_000, "30"),
        (FieldKind.DATE, "11.12", PartialDate("2026-11-12"), "2026-11-12"),
        (FieldKind.DATE, "3-5", PartialDate("2026-03-05"), "2026-03-05"),
        (FieldKind.DATE, "2027年3月", PartialDate("2027-03"), "2027-03"),
        (FieldKind.SHARE, "12.5%", 125_000, "12.5%"),
        (FieldKind.FLAG, "√", True, "是"),
        (FieldKind.COUNT, "3天", 3, "3"),
        (FieldKind.MONEY, "", None, ""),
    ],
)  # fmt: skip
def test_each_kind_is_read_and_written_back(kind: FieldKind, typed: str, value: object, again: str) -> None:
    field = Field("x", "栏", kind)
    assert read(field, typed, TERMS) == value
    assert written(field, value, TERMS) == again


def test_a_choice_is_one_of_its_words_or_their_initials() -> None:
    field = Field("nature", "资金性质", FieldKind.CHOICE)
    assert read(field, "wz", TERMS, ("内资", "外资")) == "外资"
    with pytest.raises(Refused, match="请从“内资、外资”中选择"):
        read(field, "合资", TERMS, ("内资", "外资"))


def test_a_project_is_made_and_changed_with_its_dates(session: Session) -> None:
    (made,) = edit(
        session, "projects", "+1", name="竹木家具", total_investment="1.2亿", start_planned_on="12.1"
    ).values()
    found = projects.detail(session, made)
    assert (found.entry.total_investment, found.entry.code) == (12_000_000_000, "2026-0001")
    assert found.milestones[0].planned_on == PartialDate("2026-12-01")
    edit(session, "projects", made, reserved_on="9.1", unit="法中村")
    assert cells.texts(session, "projects", made, ("reserved_on", "unit", "name"), TERMS) == {
        "reserved_on": "2026-09-01", "unit": "法中村", "name": "竹木家具",
    }  # fmt: skip


def test_what_the_form_refuses_the_cell_refuses(session: Session) -> None:
    (made,) = edit(session, "projects", "+1", name="竹木家具").values()
    with pytest.raises(CellRefused, match="没有“某村”这个单位") as refused:
        edit(session, "projects", made, unit="某村")
    assert (refused.value.key, refused.value.field) == (made, "unit")
    with pytest.raises(CellRefused, match="请填写项目名称"):
        edit(session, "projects", made, name="")
    with pytest.raises(CellRefused, match="未经评审，不能签约"):
        edit(session, "projects", made, signed_on="2026-10-08")


def test_the_gates_of_a_pasted_rows_dates_are_told_of_and_not_asked(session: Session) -> None:
    typed = {"name": "竹木家具", "signed_on": "2026-3-5", "started_on": "2026-6-1"}
    edits = [CellEdit("+1", column, text) for column, text in typed.items()]
    kept = cells.keep(session, "projects", edits, TERMS)
    assert projects.detail(session, kept.ids["+1"]).stage == "开工"
    assert [(field, "签约前评审通过" in sentence) for _, field, sentence in kept.doubts] == [("stage", True)]
    with pytest.raises(CellRefused, match="早于"):
        edit(session, "projects", "+2", name="茶叶加工", signed_on="2026-6-1", started_on="2026-3-5")


def test_one_refusal_among_many_names_its_record(session: Session) -> None:
    keys = [next(iter(edit(session, "projects", "+1", name=name).values())) for name in ("竹木家具", "茶叶加工")]
    edits = [CellEdit(keys[0], "site", "园区"), CellEdit(keys[1], "total_investment", "很多")]
    with pytest.raises(CellRefused, match=r"“茶叶加工”：.*全部单元格都没有改动"):
        cells.keep(session, "projects", edits, TERMS)


def test_a_rehearsal_says_what_would_be_and_leaves_nothing(session: Session) -> None:
    edits = [
        CellEdit("+1", "name", "竹木家具"),
        CellEdit("+1", "total_investment", "300"),
        CellEdit("+2", "name", "茶叶加工"),
        CellEdit("+2", "unit", "某村"),
    ]
    first, second = cells.rehearse(session, "projects", edits, TERMS)
    assert (first.is_new, first.name, first.problem) == (True, "竹木家具", "")
    assert first.changes == (("项目名称", "", "竹木家具"), ("总投资", "", "300"))
    assert "某村" in second.problem
    session.rollback()
    assert projects.listing(2026, date(2026, 11, 1)).ids(session) == []


def test_money_of_a_project_is_pasted_by_its_name_and_in_its_currency(session: Session) -> None:
    edit(session, "projects", "+1", name="竹木家具")
    typed = {"project": "竹木家具", "received_on": "10.8", "yuan": "30", "currency": "美元", "source": "境外"}
    (made,) = edit(session, "funds", "+1", **typed).values()
    kept = funds.form(session, made)
    assert (kept.amount, str(kept.currency), kept.received_on) == (30_000_000, "美元", PartialDate("2026-10-08"))
    with pytest.raises(CellRefused, match="项目库里没有“别的项目”"):
        edit(session, "funds", "+1", project="别的项目", yuan="1")


def test_a_lead_begins_today_and_moves_only_as_its_states_allow(session: Session) -> None:
    (made,) = edit(session, "leads", "+1", name="茶叶精深加工", next_on="11.8").values()
    found = leads.detail(session, made).entry
    assert (found.registered_on, found.next_on) == (PartialDate("2026-11-01"), PartialDate("2026-11-08"))
    with pytest.raises(CellRefused):
        edit(session, "leads", made, state="转项目")


def test_a_computed_column_takes_nothing(session: Session) -> None:
    assert cells.field_of("projects", "completion") is None
    stage = cells.field_of("projects", "stage")
    assert stage is not None
    assert not stage.is_typed


def test_a_letter_is_typed_into_and_a_signed_one_keeps_its_text(session: Session) -> None:
    with_targets(session, "法中村")
    letters.draft_missing(session, 2026)
    (key,) = letters.listing(2026).ids(session)
    edit(session, "letters", key, responsible="王强", liaison="李明", number="清招责〔2026〕8号")
    assert cells.texts(session, "letters", key, ("responsible", "liaison", "number"), TERMS) == {
        "responsible": "王强",
        "liaison": "李明",
        "number": "清招责〔2026〕8号",
    }
    letters.sign(session, [key], PartialDate("2026-03-06"), letter_papers.sheet)
    edit(session, "letters", key, responsible="赵刚")
    found = letters.detail(session, key)
    assert [(holder.name, holder.since) for holder in found.holders][-1] == ("赵刚", PartialDate("2026-11-01"))
    with pytest.raises(CellRefused, match="已经签订"):
        edit(session, "letters", key, number="清招责〔2026〕9号")
    for column in ("status", "signed_on", "printed_on", "unit"):
        assert (field := cells.field_of("letters", column)) is not None
        assert not field.is_typed


def test_a_deposit_is_typed_in_yuan_until_it_was_paid(session: Session) -> None:
    with_targets(session, "法中村")
    key = deposits.save(session, deposits.DepositEntry(2026, "法中村", amount=300_000))
    edit(session, "deposits", key, yuan="5000", due_on="4.15", note="已通知")
    entry = deposits.entry(session, key)
    assert (entry.amount, entry.due_on, entry.note) == (500_000, PartialDate("2026-04-15"), "已通知")
    deposits.pay(session, [key], PartialDate("2026-04-01"), TERMS.today)
    with pytest.raises(CellRefused, match="不能再改"):
        edit(session, "deposits", key, yuan="6000")
    with pytest.raises(CellRefused, match="不能粘贴出新记录"):
        edit(session, "deposits", "+1", yuan="6000")


def with_targets(session: Session, unit: str) -> None:
    """The office, and a unit of it with a target of the year."""
    offices.establish(session, name="清溪镇", code="123456789", county="安和县")
    targets.save(session, TargetEntry(2026, "leads_valid", 3_000_000, unit))
