"""Pages of other people's PDF files, laid small enough on our own sheets that a page number has room below them.

pypdf reads and merges them: it is a dependency already, pure Python, and takes what scanners and seal programs write.
"""

from collections.abc import Iterator
from typing import Any

from app.documents.foreign import asked
from app.documents.scans import reader_of

Size = tuple[float, float]


def sizes(content: bytes) -> tuple[Size, ...]:
    """Width and height of each page as it is seen, in points; none where the file cannot be read."""
    return asked(lambda: tuple(_size(page) for page in pages(content))) or ()


def pages(content: bytes) -> list[Any]:
    """The pages themselves; none where the file cannot be read."""
    reader = reader_of(content)
    return [] if reader is None else list(reader.pages)


def lay(sheet: Any, page: Any, room: tuple[float, float, float, float]) -> None:
    """Lays ``page`` on a writer's ``sheet`` in ``room`` (left, bottom, width, height), never larger than it is.

    What was stamped on it by a seal or a signature program is part of what it shows; what it would do is not taken.
    """
    from pypdf import Transformation
    from pypdf.generic import NameObject

    left, bottom, width, height = room
    box, turn = page.cropbox, page.rotation % 360
    wide, high = float(box.width), float(box.height)
    seen_wide, seen_high = _size(page)
    scale = min(1.0, width / seen_wide, height / seen_high)
    place = (left + (width - seen_wide * scale) / 2, bottom + (height - seen_high * scale) / 2)
    back = {0: (0.0, 0.0), 90: (0.0, wide), 180: (wide, high), 270: (high, 0.0)}[turn]  # a turn leaves the first corner
    upright = Transformation().translate(-float(box.left), -float(box.bottom)).rotate(-turn).translate(*back)
    moved = upright.scale(scale).translate(*place)
    stamps = list(_stamps(page))
    page.pop(NameObject("/Annots"), None)
    sheet.merge_transformed_page(page, moved, over=False)
    for stamp in stamps:
        sheet.merge_transformed_page(stamp, moved)


def _size(page: Any) -> Size:
    width, height = float(page.cropbox.width), float(page.cropbox.height)
    return (height, width) if page.rotation % 180 else (width, height)


def _stamps(page: Any) -> Iterator[Any]:
    """What annotations show, each on a page of its own: PDF 32000-1, 12.5.5, the algorithm of appearance streams."""
    found = page.get("/Annots")
    for reference in found.get_object() if found is not None else ():
        annotation = reference.get_object()
        flags = int(annotation.get("/F", 0))
        stream = None if flags & (2 | 32) or annotation.get("/Subtype") == "/Popup" else _appearance(annotation)
        if stream is not None:
            yield _on_a_page(page, annotation, stream)


def _appearance(annotation: Any) -> Any:
    """The stream that draws an annotation as it normally looks; None where it has none."""
    looks = annotation.get("/AP")
    normal = looks.get_object().get("/N") if looks is not None else None
    stream = normal.get_object() if normal is not None else None
    if stream is not None and "/BBox" not in stream:  # one for each state: a ticked box, an empty one
        state = stream.get(annotation.get("/AS"))
        stream = state.get_object() if state is not None else None
    return stream if stream is not None and "/BBox" in stream and "/Rect" in annotation else None


def _on_a_page(page: Any, annotation: Any, stream: Any) -> Any:
    from pypdf import PageObject
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    made = PageObject.create_blank_page(width=float(page.mediabox.right), height=float(page.mediabox.top))
    a, b, c, d, e, f = (float(each) for each in stream.get("/Matrix", (1, 0, 0, 1, 0, 0)))
    x1, y1, x2, y2 = (float(each) for each in stream["/BBox"])
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x1, x2) for y in (y1, y2)]
    low, high = [min(each) for each in zip(*corners, strict=True)], [max(each) for each in zip(*corners, strict=True)]
    rx1, ry1, rx2, ry2 = (float(each) for each in annotation["/Rect"])
    (left, right), (under, over) = sorted((rx1, rx2)), sorted((ry1, ry2))
    wide = (right - left) / (high[0] - low[0]) if high[0] > low[0] else 1
    tall = (over - under) / (high[1] - low[1]) if high[1] > low[1] else 1
    drawn = DecodedStreamObject()
    drawn.set_data(
        f"q {wide:.6f} 0 0 {tall:.6f} {left - low[0] * wide:.6f} {under - low[1] * tall:.6f} cm /Stamp Do Q".encode()
    )
    made[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/Stamp"): stream})}
    )
    made[NameObject("/Contents")] = drawn
    return made
