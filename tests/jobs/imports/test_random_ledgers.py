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
from app.models.projects import Milestone, Project
from app.values.money import MoneyUnit
from app.values.stages import MilestoneKind

FEN = {MoneyUnit.YUAN: 100, MoneyUnit.WAN: 1_000_000, MoneyUnit.YI: 10_000_000_000}
MONEY = {"总投资": "total_investment", "合同引资额": "contract_amount", "固定资产投资": "fixed_investment"}
ORDERS = st.permutations(list(MONEY))
STAGES = {
    "已签约": "签约", "拟签约": "在谈", "即将开工": "落地", "开工": "开工", "未投产": "开工", "竣工": "投产",
    "竣工待投产": "开工", "开工（2026.12）": "落地", "投产（2027年）": "开工",
    "签约（框架协议）": "在谈", "签约（已终止）": "终止",
    "未终止": None, "搁置": None, "12月投产": None, "停止运营": None, "签约在谈": None, "投产（已停产）": None,
}  # fmt: skip
# The days of signing as offices leave them: the cell, how it looks, the truth (None where nobody can know it).
DAYS: list[tuple[Any, Look | None, str | None]] = [
    (date(2026, 3, 5), None, "2026-03-05"),
    (date(2026, 3, 1), Look(format="yyyy-m"), "2026-03"),
    ("二〇二六年三月", None, "2026-03"),
    ("'26.3.5", None, "2026-03-05"),
    ("3月中旬", None, "2026-03"),
    ("2026年3月签约", None, "2026-03"),
    ("2026.3-5", None, None),
    ("2026年3、5月", None, None),
    ("2026.13", None, None),
    ("去年底", None, None),
    (date(1926, 3, 5), Look(format="yy-m-d"), None),
]
ODD_UNIT = "千元"  # in which nobody reckons here
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
        "range": Cell(f"{amount}-{amount + 1}", None, None, is_odd=True),
        "two sums": Cell(f"{amount:.2f}万元（{amount + 1:.2f}万元）", None, None, is_odd=True),
        "left out": Cell("1亿2千", None, None, is_odd=True),
        "hidden": Cell(amount, Look(format=";;;"), None, is_odd=True),
        "dollars": Cell(amount, Look(format="$#,##0.00"), None, is_odd=True),
        "with a part": Cell(f"{amount:.2f}万元（其中设备1万元）", None, hundredths * 10_000),
    }
    return known[draw(st.sampled_from(list(known)))]


@dataclass(frozen=True)
class Block:
    """One table of a sheet: its unit, the order of its money columns, its rows of cells, stages and days."""

    unit: MoneyUnit | str
    order: Sequence[str]
    rows: Sequence[tuple[dict[str, Cell], str, tuple[Any, Look | None, str | None]]]
    between: str = ""  # what stands behind its first row: a page's turn, a sum

    @property
    def is_odd(self) -> bool:
        """Whether none of its sums can be read."""
        return self.unit == ODD_UNIT


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    """A table with its own unit and its own order of columns."""
    unit, order = draw(st.sampled_from([*FEN, ODD_UNIT])), draw(ORDERS)
    cells = {title: money(MoneyUnit.WAN if unit == ODD_UNIT else MoneyUnit(unit)) for title in MONEY}
    rows = draw(
        st.lists(
            st.tuples(st.fixed_dictionaries(cells), st.sampled_from(list(STAGES)), st.sampled_from(DAYS)),
            min_size=1,
            max_size=4,
        )
    )
    return Block(unit, order, rows, draw(st.sampled_from(["", "page", "sum"])))


@dataclass(frozen=True)
class Record:
    """Where a record stands (rows from 1), what is written of it, and whether its table's unit can be read."""

    header: int
    row: int
    name: str
    cells: dict[str, Cell]
    stage: str
    signed: str | None
    has_unit: bool


def laid_out(tables: Sequence[Block], prefix: str) -> tuple[Sheet, list[Record]]:
    """The tables under each other on one sheet, and the records that stand there."""
    rows: list[list[Any]] = [["清溪镇2026年招商引资项目台账"]]
    looks: dict[tuple[int, int], Look] = {}
    truth = []
    for number, table in enumerate(tables):
        rows += [[f"表{'一二三四'[number]}：项目"], [f"单位：{table.unit}"]]
        head = ["序号", "项目名称", "投资方", *table.order, "当前阶段", "签约时间"]
        rows.append(head)
        header = len(rows)
        turn = {
            "page": [["第1页 共2页"], ["清溪镇2026年招商引资项目台账（续表）"], head],
            "sum": [["小计", "", "", 1, 2, 3]],
        }
        for place, (cells, stage, (day, look_of_day, signed)) in enumerate(table.rows, start=1):
            name = f"{prefix}甲乙丙{number}之{place}"
            for column, title in enumerate(table.order, start=3):
                if (look := cells[title].look) is not None:
                    looks[len(rows), column] = look
            if look_of_day is not None:
                looks[len(rows), 7] = look_of_day
            values = [cells[title].value for title in table.order]
            rows.append([place, name, f"{name}公司", *values, stage, day])
            truth.append(Record(header, len(rows), name, cells, stage, signed, not table.is_odd))
            rows += turn.get(table.between, []) if place == 1 else []
    return Sheet("台账", rows, looks=looks), truth


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables=st.lists(blocks(), min_size=1, max_size=3))
def test_the_database_holds_the_truth_or_the_cell_was_told_of(database: Database, tables: list[Block]) -> None:
    sheet, truth = laid_out(tables, f"第{next(_NUMBERS)}次")
    report = import_ledgers(database, ledgers_of_sheets([sheet]), "随机")
    for record in truth:
        kept = project(database, record.name)
        for title, field in MONEY.items():
            cell = record.cells[title]
            assert kept[field] == (cell.truth if record.has_unit else None), (record.row, title, cell)
            if record.has_unit:
                assert not cell.is_odd or is_told(report, record.row, title), (record.row, title, cell)
            else:  # a table under the same header and unit goes on with the one above
                assert any(is_told(report, other.header, title) for other in truth if not other.has_unit)
        expected = STAGES[record.stage]
        assert expected is not None or is_told(report, record.row, "当前阶段")
        assert kept["stage"] == max(("签约" if record.signed else "储备", expected or "储备"), key=order)
        assert signed_on(database, record.name) == record.signed
        assert record.signed is not None or is_told(report, record.row, "签约时间")


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


def signed_on(database: Database, name: str) -> str | None:
    signed = (Milestone.kind == MilestoneKind.SIGNED, Project.name == name)
    with database.read() as session:
        found = session.scalars(select(Milestone.actual_on).join(Project).where(*signed)).one_or_none()
    return found.iso if found else None


def project(database: Database, name: str) -> dict[str, Any]:
    columns = [getattr(Project, field) for field in (*MONEY.values(), "stage")]
    with database.read() as session:
        return dict(session.execute(select(*columns).where(Project.name == name)).one()._mapping)


def is_told(report: ImportReport, row: int, title: str) -> bool:
    return any(note.row == row and note.column == title for note in [*report.warnings, *report.rejected])
