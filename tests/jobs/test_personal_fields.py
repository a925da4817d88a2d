"""What is personal stays at home by its column's type: a field that is added tomorrow too."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Column, MetaData, text

from app.database import checks
from app.database.engine import Database
from app.fields import RECORDS, Field, FieldKind
from app.jobs.submission import submit
from app.models import Base
from app.models.leads import Lead
from app.models.types import PersonalDay, PersonalWords
from app.services.submission import people
from tests.builders import build

SECRET = "wang_zong888"


@pytest.fixture
def tomorrow(township: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """The file, the tables and the registry as they would be with 微信 and 生日 added to the leads."""
    tables = MetaData(naming_convention=Base.metadata.naming_convention)
    for table in Base.metadata.sorted_tables:
        table.to_metadata(tables)
    tables.tables["leads"].append_column(Column("wechat", PersonalWords(200), nullable=False, server_default=""))
    tables.tables["leads"].append_column(Column("birthday", PersonalDay()))
    leads = RECORDS["leads"]
    added = (
        Field("wechat", "微信", FieldKind.CODE, personal=True),
        Field("birthday", "生日", FieldKind.DATE, personal=True),
    )
    with township.work("试") as session:
        session.execute(text("ALTER TABLE leads ADD COLUMN wechat TEXT NOT NULL DEFAULT ''"))
        session.execute(text("ALTER TABLE leads ADD COLUMN birthday TEXT"))
    monkeypatch.setattr(Base, "metadata", tables)
    monkeypatch.setattr(people, "RECORDS", {**RECORDS, "leads": replace(leads, fields=(*leads.fields, *added))})
    monkeypatch.setattr(checks, "differences", lambda *_: [])  # the migrations of today do not make it
    return township


def test_a_personal_field_of_tomorrow_is_nowhere_in_the_bytes(tomorrow: Database, tmp_path: Path) -> None:
    with tomorrow.work("试") as session:
        lead = build(session, Lead, note=f"可以加微信号 {SECRET}，或者找他的助理").id
        values = {"wechat": SECRET, "day": "1966-02-03", "id": lead}
        session.execute(text("UPDATE leads SET wechat = :wechat, birthday = :day WHERE id = :id"), values)
    receipt = submit(tomorrow, tmp_path / "usb", without_people=True)
    content = (receipt.folder / receipt.file).read_bytes()
    assert SECRET.encode() not in content
    assert b"1966-02-03" not in content
    assert "找他的助理".encode() in content


def test_it_travels_where_people_may(tomorrow: Database, tmp_path: Path) -> None:
    with tomorrow.work("试") as session:
        lead = build(session, Lead).id
        session.execute(text("UPDATE leads SET wechat = :wechat WHERE id = :id"), {"wechat": SECRET, "id": lead})
    receipt = submit(tomorrow, tmp_path / "usb")
    assert SECRET.encode() in (receipt.folder / receipt.file).read_bytes()
