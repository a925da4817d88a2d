"""Tables kept as text (.csv, .txt): their coding, their separator, and what programs wrap around the cells."""

import csv
import io
import re
from collections import Counter

from app.documents.ledgers.sheets import MAX_COLUMNS, MAX_ROWS, Sheet, without_long
from app.errors import Refused

_SEPARATORS = (",", "\t", ";", "，", "|")
_DECLARED = re.compile(r"\ufeff?sep=(.)\r?\n", re.IGNORECASE)
_WRAPPED = re.compile(r'="([^"]*)"')
_SAMPLE = 60  # lines that decide on the separator
_NO_TABLE = "这个文件不是表格，请用WPS或Excel打开后另存为.xlsx，再导入。"
_NO_CELL = "表格里有一格长得不可能，可能是引号不成对；请用WPS或Excel打开核对，另存为.xlsx，再导入。"


def read(name: str, content: bytes) -> Sheet:
    """The one sheet of a text table in the codings that Chinese offices' programs write; Refused for other text."""
    text = _decoded(content)
    if "\0" in text:
        raise Refused(_NO_TABLE)
    declared = _DECLARED.match(text)
    if declared:
        text = text[declared.end() :]
    try:
        separator = declared[1] if declared else _separator(text)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as fault:
        raise Refused(_NO_CELL) from fault
    except Exception as fault:  # whatever a foreign file does to its reader
        raise Refused(_NO_TABLE) from fault
    if len(rows) > MAX_ROWS:
        raise Refused(f"表格超过{MAX_ROWS}行，请拆成几个文件再导入。")
    cells: list[list[object]] = [[_bare(cell) for cell in row[:MAX_COLUMNS]] for row in rows]
    long = without_long(cells)
    return Sheet(name, cells, looks=long, is_text=True)


def _decoded(content: bytes) -> str:
    for coding in ("utf-8-sig", "gb18030", "utf-16"):
        try:
            return content.decode(coding)
        except UnicodeDecodeError:
            continue
    raise Refused(_NO_TABLE)


def _separator(text: str) -> str:
    """The sign that parts the most lines into equally many cells; a tab that only follows cells parts nothing."""
    lines = text.splitlines()[:_SAMPLE]
    if re.search(r"\t,|,\t", text) and not re.search(r"[^,\t\r\n]\t[^,\t\r\n]", "\n".join(lines)):
        return ","
    best, most = ",", 0
    for sign in _SEPARATORS:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=sign) if len(row) > 1)
        width, times = max(widths.items(), key=lambda item: (item[1] * item[0], item[0]), default=(1, 0))
        if width > 1 and width * times > most:
            best, most = sign, width * times
    return best


def _bare(cell: str) -> str:
    """A cell without the tab or the ="…" that keeps a sheet from turning its digits into a number."""
    stripped = cell.strip("\t")
    found = _WRAPPED.fullmatch(stripped.strip())
    return found[1] if found else stripped
