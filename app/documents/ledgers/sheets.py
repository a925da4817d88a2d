"""The first stage of reading: a sheet's cells as the file holds and shows them, plain data without a meaning yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MAX_ROWS, MAX_COLUMNS, MAX_TEXT = 20_000, 100, 32_767

Place = tuple[int, int]  # row and column from 0
Merge = tuple[Place, Place]  # the first and the last cell


@dataclass(frozen=True)
class Look:
    """What a cell shows beside its value.

    ``shown`` is the text seen where the file says it itself; ``format`` the number format that makes it else. ``error``
    is a sentence for the clerk about a value that nobody can read; ``struck`` says that a line goes through the words.
    """

    format: str = ""
    shown: str = ""
    error: str = ""
    comment: str = ""
    struck: bool = False
    is_picture: bool = False


@dataclass(frozen=True)
class Sheet:
    """One sheet: ``rows`` from row and column 0, "" where nothing stands; looks only of cells that have one."""

    name: str
    rows: list[list[object]]
    merges: tuple[Merge, ...] = ()
    looks: Mapping[Place, Look] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    visible: bool = True
    warnings: tuple[str, ...] = ()
    from_1904: bool = False  # day numbers in cells without a date's format count from 1904
    is_text: bool = False  # its cells were parted by a sign that may stand in a cell, too
    is_doubtful: bool = False  # nobody could tell empty cells from errors


@dataclass(frozen=True)
class Looks:
    """What a file says of one sheet's cells beside their values."""

    cells: Mapping[Place, Look] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    from_1904: bool = False


WRONG_FORMULA = "公式出错，没有结果，请在表格里改正。"
NOT_CALCULATED = "公式没有计算结果，请在表格软件里打开、保存后再导入。"
NO_PICTURE = "单元格图片没有导入。"
TOO_LONG = "这一格的文字太长，没有读入；请缩短后再导入。"


def without_long(rows: list[list[object]]) -> dict[Place, Look]:
    """Takes out the texts that no sheet's cell can hold, as a file of text may; says where they stood."""
    found: dict[Place, Look] = {}
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and len(cell) > MAX_TEXT:
                found[row, column] = Look(shown=cell[:40], error=TOO_LONG)
                cells[column] = ""
    return found
