"""Where the characters stand that no face can print: by record and field, before any paper is spent."""

from collections.abc import Iterator

from app.documents.fonts import Faces, advice
from app.errors import Refused
from app.reports import blocks
from app.reports.blocks import Block, Document, Table
from app.reports.texts import texts_of

_NAMED = 5  # places that are named; the rest is counted
_AROUND = 6  # characters shown before one in running text, and after it


def require_all(faces: Faces, document: Document) -> None:
    """Refused where a character cannot be printed: which, in whose record and in which field."""
    if not (missing := faces.missing(texts_of(document))):
        return
    found = list(dict.fromkeys(place for part in document.parts for place in _places(faces, part.blocks)))
    chars = "、".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in missing)
    more = f"等{len(found)}处" if len(found) > _NAMED else ""
    where = f"（{'；'.join(found[:_NAMED])}{more}）" if found else ""
    raise Refused(f"以下字无法打印：{chars}{where}。{advice(missing)}")


def _places(faces: Faces, several: tuple[Block, ...]) -> Iterator[str]:
    for block in several:
        if not faces.missing(texts_of(block)):
            continue
        if isinstance(block, blocks.KeepTogether):
            yield from _places(faces, block.blocks)
        elif isinstance(block, Table):
            yield from _in_table(faces, block)
        elif isinstance(block, blocks.Facts):
            yield from (f"{name}：{_around(faces, text)}" for name, text in block.facts if faces.missing([text]))
        else:
            yield from (_around(faces, text) for text in texts_of(block) if faces.missing([text]))


def _in_table(faces: Faces, table: Table) -> Iterator[str]:
    """Each cell by its row's name and its column: 信诚食品项目的投资方：…."""
    titles = [column.title.replace("\n", "") for column in table.columns]
    for row in table.rows:
        name = next((cell for cell in row if cell and not cell[0].isdigit()), "")
        for title, cell in zip(titles, row, strict=True):
            if faces.missing([cell]):
                yield (
                    f"{title}：{_around(faces, cell)}"
                    if cell == name
                    else f"{name[:14]}的{title}：{_around(faces, cell)}"
                )


def _around(faces: Faces, text: str) -> str:
    """The text near the first character that is missing."""
    place = text.find(faces.missing([text])[0])
    return text[max(place - _AROUND, 0) : place + _AROUND]
