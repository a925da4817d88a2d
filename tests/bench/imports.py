"""Taking a ledger of 10,000 projects in 25 columns, against the bare work: calamine reads it, executemany writes it.

A first import is measured against openpyxl's bare reading of the same file too; so is the memory that it takes at most.
Times are the processor's, of the program and of the child that reads: a machine that is busy says the same.
"""

import multiprocessing
import resource
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from app.clock import fixed
from app.database.engine import open_database
from app.jobs.imports import import_ledger
from app.services.history import undo
from tests.bench.lists import TODAY
from tests.bench.row import Row, processor_seconds

PROJECTS = 10_000
_UNDONE = 2_000  # projects of an import that is taken back
HEAD = [
    "序号",
    "项目编号",
    "项目名称",
    "投资方",
    "投资方所在地",
    "内资/外资",
    "产业类别",
    "建设性质",
    "建设地点",
    "主要建设内容及规模",
    "总投资",
    "其中:固定资产投资",
    "合同引资额",
    "签约时间",
    "注册时间",
    "开工时间",
    "竣工投产时间",
    "当前阶段",
    "项目进展情况",
    "存在问题",
    "包保领导",
    "责任单位",
    "责任人",
    "联系电话",
    "备注",
]
_NAMES = "木火土金水云山河海江湖田石竹梅兰菊松柏枫"


def rows(database: Path, folder: Path) -> Sequence[Row]:
    """A first import into an empty file, and the second, which finds everything as it was; the bare work in between."""
    workbook, target = ledger(folder / "项目台账.xlsx"), folder / "空.db"
    bare = [_alone(_bare, workbook, folder / "裸.db")[0]]
    new, peak = _alone(_take, target, workbook)
    bare.append(_alone(_bare, workbook, folder / "裸.db")[0])
    same, _ = _alone(_take, target, workbook)
    bare.append(_alone(_bare, workbook, folder / "裸.db")[0])
    read, read_peak = _alone(_read_by_openpyxl, workbook)
    peer, name, reader = median(bare), "calamine and executemany", "openpyxl's bare reading"
    return [
        Row(f"import {PROJECTS} projects, all new", new, peer, name, 10.0),
        Row(f"import {PROJECTS} projects, all new", new, read, reader, 1.0),
        Row(f"import {PROJECTS} projects, none changed", same, peer, name, 4.0),
        Row(f"memory of an import of {PROJECTS} projects", peak, read_peak, reader, 1.5, "M"),
        Row(f"undo an import of {_UNDONE} projects", _undoing(folder), 2.0, "two seconds", 1.0),
    ]


def _take(target: Path, workbook: Path) -> None:
    opened = open_database(target, fixed(TODAY))
    import_ledger(opened, workbook)
    opened.close()


def _bare(workbook: Path, target: Path) -> None:
    """What any program has to do: calamine reads the cells, executemany writes them."""
    cells = CalamineWorkbook.from_path(str(workbook)).get_sheet_by_index(0).to_python()
    with sqlite3.connect(target) as connection:
        connection.execute("DROP TABLE IF EXISTS plain")
        connection.execute(f"CREATE TABLE plain ({', '.join(f'c{at}' for at in range(len(HEAD)))})")
        values = ([str(cell) for cell in row] for row in cells)
        connection.executemany(f"INSERT INTO plain VALUES ({', '.join('?' * len(HEAD))})", values)
    connection.close()


def _read_by_openpyxl(workbook: Path) -> None:
    for _row in load_workbook(workbook).worksheets[0].iter_rows(values_only=True):
        pass


def _undoing(folder: Path) -> float:
    """The processor's seconds that it takes to take an import back."""
    opened = open_database(folder / "撤销.db", fixed(TODAY))
    import_ledger(opened, ledger(folder / "两千.xlsx", _UNDONE))

    def undo_it() -> None:
        with opened.work("撤销") as session:
            undo.undo_last(session, opened.clock.now())

    taken = processor_seconds(undo_it)
    opened.close()
    return taken


def _alone(work: Callable[..., None], *given: Path) -> tuple[float, float]:
    """The processor's seconds of some work, children included, and the most megabytes that its process holds.

    In a process of its own, which has taken a ledger of a few rows before: what is loaded once is no part.
    """
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as alone:  # a Pool's may have no children
        return alone.submit(_measured, work, given).result()


def _measured(work: Callable[..., None], given: Sequence[Path]) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        few = ledger(Path(folder) / "几行.xlsx", 20)
        _take(Path(folder) / "几行.db", few)
        _read_by_openpyxl(few)
    taken = processor_seconds(lambda: work(*given))
    return taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ledger(path: Path, projects: int = PROJECTS) -> Path:
    """A workbook of that many projects, every row complete."""
    book = Workbook(write_only=True)
    page = book.create_sheet("项目台账")
    for row in (["清溪镇2026年招商引资项目台账"], ["单位：万元"], HEAD, *map(_project, range(projects))):
        page.append([*row, *[None] * (len(HEAD) - len(row))])
    book.save(path)
    return path


def _project(number: int) -> list[Any]:
    first, second, third = (_NAMES[number // 20**place % 20] for place in range(3))
    name, started = f"{first}{second}{third}", date(2026, 3, 4) if number % 2 else None
    return [
        number + 1, f"QX-{number:05d}", f"{name}加工项目{number}", f"{name}{number}实业有限公司", "浙江", "内资",
        "工业", "新建", "工业园", f"新建厂房{number}", 1000 + number % 500, 500, 800 + number % 100,
        date(2026, 1 + number % 10, 1 + number % 28), date(2026, 2, 3), started, None, "开工" if started else "签约",
        "主体施工", "", "王镇长", f"{first}村", f"李{second}", f"138{number:08d}", f"备注{number}",
    ]  # fmt: skip
