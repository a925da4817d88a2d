"""What openpyxl cannot write into a workbook: the values of formulas, and that codes are meant to be text."""

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

Values = Mapping[str, str]  # the values of formulas by the names of their cells
_FORMULA = re.compile(r'<c r="([A-Z]+\d+)"([^>]*)><f>([^<]*)</f><v\s*/?>(?:</v>)?</c>')
# Elements that the schema has behind <ignoredErrors>; openpyxl writes none of them for these sheets.
_TEXT_AS_MEANT = '<ignoredError sqref="A1:{last}" numberStoredAsText="1" formula="1" formulaRange="1"/>'


def finished(made: bytes, sheets: Sequence[tuple[Values, str]]) -> bytes:
    """The workbook ``made``, each sheet with (the values of its formulas, its last cell)."""
    names = {f"xl/worksheets/sheet{number}.xml": each for number, each in enumerate(sheets, start=1)}
    out = BytesIO()
    with ZipFile(BytesIO(made)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename in names:
                content = _finished(content.decode("utf-8"), *names[entry.filename]).encode("utf-8")
            target.writestr(entry, content)
    return out.getvalue()


def _finished(text: str, values: Values, last: str) -> str:
    def with_value(found: re.Match[str]) -> str:
        cell, rest, formula = found.groups()
        return f'<c r="{cell}"{rest}><f>{formula}</f><v>{values.get(cell, "")}</v></c>'

    ignored = f"<ignoredErrors>{_TEXT_AS_MEANT.format(last=last)}</ignoredErrors>"
    return _FORMULA.sub(with_value, text).replace("</worksheet>", ignored + "</worksheet>")
