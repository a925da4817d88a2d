"""Random ledgers with random faults: what the database holds is the truth, or the cell was told of; never else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.database.engine import Database
from app.documents.ledgers import Sheet, ledgers_of_sheets
from app.documents.ledgers.sheets import WRONG_FORMULA, Look
from app.jobs.imports import ImportReport, import_ledgers
from app.models.projects import Project
from app.values.money import MoneyUnit

FEN = {MoneyUnit.YUAN: 100, MoneyUnit.WAN: 1_000_000, MoneyUnit.YI: 10_000_000_000}
MONEY = {"总投资": "total_investment", "合同引资额": "contract_amount", "固定资产投资": "fixed_investment"}
ORDERS = st.permutations(list(MONEY))
STAGES = {
    "已签约": "签约", "拟签约": "在谈", "即将开工": "落地", "开工": "开工", "未投产": "开工", "竣工": "投产",
    "未终止": None, "搁置": None,
}  # fmt: skip
_NUMBERS = count(1)


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, how it looks, the truth in fen (None where nobody can know it), and whether it is odd."""

    value: Any
    look: Look | None
    truth: int | None
    is_odd: bool = False


@st.composite
def money(draw: st.DrawFn, unit: MoneyUnit) -> Cell:
    """An amount as some clerk would leave it under a heading whose unit is known."""
    hundredths = draw(st.integers(min_value=1, max_value=999_999))
    amount = hundredths / 100
    truth = hundredths * FEN[unit] // 100
    kind = draw(
        st.sampled_from(["number", "text", "named", "scaled", "odd scale", "error", "struck", "ditto", "words"])
    )
    known = {
        "number": Cell(amount, None, truth),
        "text": Cell(f"{amount:,.2f}", None, truth),
        "named": Cell(f"{amount:.2f}万元", None, hundredths * 10_000),
        "scaled": Cell(hundredths * 100, Look(format='0!.0000"万元"'), hundredths * 10_000),  # kept in 元
        "odd scale": Cell(amount * 1e7, Look(format="0!.0,,"), None, is_odd=True),
        "error": Cell("", Look(error=WRONG_FORMULA), None, is_odd=True),
        "struck": Cell(amount, Look(struck=True), None, is_odd=True),
        "ditto": Cell("同上", None, None, is_odd=True),
        "words": Cell("面议", None, None, is_odd=True),
    }
    return known[kind]


@dataclass(frozen=True)
class Block:
    """One table of a sheet: its unit, the order of its money columns, its rows of cells and stages."""

    unit: MoneyUnit
    order: Sequence[str]
    rows: Sequence[tuple[dict[str, Cell], str]]


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    """A table with its own unit and its own order of columns."""
    unit, order = draw(st.sampled_from(list(FEN))), draw(ORDERS)
    rows = draw(
        st.lists(
            st.tuples(st.fixed_dictionaries({title: money(unit) for title in MONEY}), st.sampled_from(list(STAGES))),
            min_size=1,
            max_size=4,
        )
    )
    return Block(unit, order, rows)


def laid_out(tables: Sequence[Block], prefix: str) -> tuple[Sheet, list[tuple[int, str, dict[str, Cell], str]]]:
    """The tables under each other on one sheet, and where each record stands: (row from 1, name, cells, stage)."""
    rows: list[list[Any]] = [["清溪镇2026年招商引资项目台账"]]
    looks: dict[tuple[int, int], Look] = {}
    truth = []
    for number, table in enumerate(tables):
        rows += [[f"表{'一二三四'[number]}：项目"], [f"单位：{table.unit}"]]
        rows.append(["序号", "项目名称", "投资方", *table.order, "当前阶段", "签约时间"])
        for place, (cells, stage) in enumerate(table.rows, start=1):
            name = f"{prefix}甲乙丙{number}之{place}"
            for column, title in enumerate(table.order, start=3):
                if (look := cells[title].look) is not None:
                    looks[len(rows), column] = look
            values = [cells[title].value for title in table.order]
            rows.append([place, name, f"{name}公司", *values, stage, date(2026, 3, place)])
            truth.append((len(rows), name, cells, stage))
    return Sheet("台账", rows, looks=looks), truth


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables=st.lists(blocks(), min_size=1, max_size=3))
def test_the_database_holds_the_truth_or_the_cell_was_told_of(database: Database, tables: list[Block]) -> None:
    sheet, truth = laid_out(tables, f"第{next(_NUMBERS)}次")
    report = import_ledgers(database, ledgers_of_sheets([sheet]), "随机")
    for row, name, cells, stage in truth:
        kept = project(database, name)
        for title, field in MONEY.items():
            cell = cells[title]
            assert kept[field] == cell.truth, (row, title, cell)
            assert not cell.is_odd or is_told(report, row, title), (row, title, cell)
        expected = STAGES[stage]
        assert expected is not None or is_told(report, row, "当前阶段")
        assert kept["stage"] == max(("签约", expected or "储备"), key=order)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables=st.lists(blocks(), min_size=1, max_size=2))
def test_a_second_import_of_the_same_sheet_changes_nothing(database: Database, tables: list[Block]) -> None:
    sheet, truth = laid_out(tables, f"再{next(_NUMBERS)}次")
    import_ledgers(database, ledgers_of_sheets([sheet]), "随机")
    again = import_ledgers(database, ledgers_of_sheets([sheet]), "随机")
    assert (again.created, again.updated, again.skipped) == (0, 0, len(truth))


def order(stage: str) -> int:
    """The place of a stage in a project's life."""
    return ["储备", "在谈", "签约", "落地", "开工", "投产", "终止"].index(stage)


def project(database: Database, name: str) -> dict[str, Any]:
    columns = [getattr(Project, field) for field in (*MONEY.values(), "stage")]
    with database.read() as session:
        return dict(session.execute(select(*columns).where(Project.name == name)).one()._mapping)


def is_told(report: ImportReport, row: int, title: str) -> bool:
    return any(note.row == row and note.column == title for note in [*report.warnings, *report.rejected])
