"""The month's reports on paper and in a workbook."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from app.database.engine import Database
from app.errors import Refused
from app.jobs.monthly_reports import print_missing, print_month
from app.services import monthly_reports, targets, units
from app.services.monthly_reports import MonthEntry
from app.services.targets import TargetEntry
from app.services.units import UnitEntry
from app.values.dates import PartialDate

TODAY = date(2026, 11, 22)


@pytest.fixture
def reported(database: Database) -> Database:
    """Three units, two of which reported October, one of them late."""
    with database.work("月报") as session:
        for name, day in (("上河村", "2026-10-20"), ("下河村", "2026-10-30"), ("经发办", "")):
            units.save(session, UnitEntry(name=name, liaison="李明", phone="13800000001"))
            targets.save(session, TargetEntry(2026, "labour_export", 10**7, name))
            if day:
                said = MonthEntry(2026, 10, name, "走访企业3家", "签约1个", "到位200万元", "客商推迟", PartialDate(day))
                monthly_reports.save(session, said, TODAY)
    return database


def _cells(path: Path) -> list[tuple[object, ...]]:
    sheet = load_workbook(path, data_only=True).active
    assert sheet is not None
    return [tuple(row) for row in sheet.iter_rows(values_only=True)]


def test_the_months_sheet_holds_every_unit_and_says_who_is_late(reported: Database, tmp_path: Path) -> None:
    assert print_month(reported, 2026, 10, tmp_path / "月报.xlsx") == 2
    rows = _cells(tmp_path / "月报.xlsx")
    states = {row[1]: row[7] for row in rows if row[1] in {"上河村", "下河村", "经发办"}}
    assert states == {"上河村": "已报", "下河村": "迟报", "经发办": "逾期未报"}
    assert any("应报3个单位，已报2个，未报1个" in str(cell) for row in rows for cell in row)


def test_the_same_on_paper(reported: Database, tmp_path: Path) -> None:
    print_month(reported, 2026, 10, tmp_path / "月报.pdf")
    words = "".join(page.extract_text() for page in PdfReader(tmp_path / "月报.pdf").pages)
    assert "2026年10月招商引资工作月报汇总表" in words.replace("\n", "")
    assert "走访企业3家" in words


def test_the_missing_are_listed_with_whom_to_call(reported: Database, tmp_path: Path) -> None:
    assert print_missing(reported, 2026, 10, tmp_path / "名单.xlsx") == 1
    (line,) = (row for row in _cells(tmp_path / "名单.xlsx") if row[1] == "经发办")
    assert line[2:6] == ("李明", "13800000001", "逾期未报", 27)


def test_a_month_in_which_nobody_is_missing_has_no_such_list(reported: Database, tmp_path: Path) -> None:
    with reported.work("月报") as session:
        monthly_reports.save(session, MonthEntry(2026, 10, "经发办", reason="无"), TODAY)
    with pytest.raises(Refused, match="没有缺报"):
        print_missing(reported, 2026, 10, tmp_path / "名单.pdf")


def test_only_a_pdf_or_a_workbook_is_written(reported: Database, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        print_month(reported, 2026, 10, tmp_path / "月报.doc")
    assert refused.value.field == "out"
