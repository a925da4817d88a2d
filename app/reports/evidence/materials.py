"""证明材料: files numbered in the order in which they are bound, each once, and as parts of a volume."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.errors import Refused
from app.reports.blocks import BoundPages, Layout, Part, Picture
from app.services import attachments
from app.services.attachments import AttachmentRow, captions
from app.services.evidence.proofs import Proof

PDF = "application/pdf"
_SIGNS, _BEYOND = frozenset(" -_.,()[]{}+&@#%=~、，。·：；《》（）【】〔〕“”—…"), 0x10000
_PLAIN = {"", "项目", "线索", "外出招商", "接待来访", "标准厂房"}  # which say less than the name of the file


@dataclass(frozen=True)
class Material:
    """One file with its number (2-1), the name of the record it proves, and where it stands."""

    number: str
    record: str
    proof: Proof
    group: str

    @property
    def file(self) -> AttachmentRow:
        """The file itself."""
        return self.proof.file

    @property
    def title(self) -> str:
        """How the contents name it: 农机零件项目：投资协议 招协1号; by its file's name where that says more."""
        kept_with = _printable(self.file.name) if self.proof.of in {*_PLAIN, self.record} else self.proof.of
        return f"{self.record}：{kept_with}"


def _printable(name: str) -> str:
    """A file's name without the signs that telephones put into names and no face of an office has."""
    return "".join(sign if sign in _SIGNS or (sign.isalnum() and ord(sign) < _BEYOND) else "＿" for sign in name)


class Register:
    """Gives out the numbers; a file that was numbered before keeps its number."""

    def __init__(self) -> None:
        self._numbers: dict[str, str] = {}

    def numbered(
        self, place: int, group: str, records: Iterable[tuple[str, tuple[Proof, ...]]]
    ) -> tuple[Material, ...]:
        """The files of a group's records that have no number yet, with their numbers: 2-1, 2-2 …"""
        found: list[Material] = []
        for record, proofs in records:
            for proof in proofs:
                if proof.file.id not in self._numbers:
                    self._numbers[proof.file.id] = f"{place}-{len(found) + 1}"
                    found.append(Material(self._numbers[proof.file.id], record, proof, group))
        return tuple(found)

    def words(self, proofs: Iterable[Proof]) -> str:
        """The numbers of files as a table names them: 1-1、2-3."""
        return "、".join(self._numbers[proof.file.id] for proof in proofs if proof.file.id in self._numbers)


def parts(session: Session, materials: Iterable[Material], projects: Mapping[str, str]) -> Iterator[Part]:
    """The files as they are bound: PDFs whole, photos one or two a page; others stand in the contents alone.

    ``projects`` are the ids of projects by the ids of records that files are kept with.
    """
    photos: list[tuple[Material, Picture]] = []
    for each in materials:
        content = None if each.file.media_type not in {PDF, "image/jpeg"} else _content(session, each.file)
        if content is not None and each.file.is_picture:
            if photos and photos[-1][0].record != each.record:
                yield from _together(photos)
                photos = []
            photos.append((each, Picture(content, _caption(session, each, projects), per_page=2)))
            continue
        yield from _together(photos)
        photos = []
        entry = f"材料{each.number}　{each.title}"
        if content is None:
            known = each.file.media_type in {PDF, "image/jpeg"}
            yield Part((), Layout.FORM, entry, group=each.group, absent="已损坏" if known else "另附")
        else:
            yield Part((BoundPages(entry, content),), Layout.FORM, entry, group=each.group)
    yield from _together(photos)


def _together(photos: list[tuple[Material, Picture]]) -> Iterator[Part]:
    """The photos of one record under one line of the contents."""
    if not photos:
        return
    first, last = photos[0][0], photos[-1][0]
    numbers = first.number if len(photos) == 1 else f"{first.number}至{last.number}"
    title = first.title if len(photos) == 1 else f"{first.record}：照片{len(photos)}张"
    pictures = tuple(picture for _, picture in photos)
    yield Part(pictures, Layout.FORM, f"材料{numbers}　{title}", group=first.group)


def _content(session: Session, file: AttachmentRow) -> bytes | None:
    """The bytes; None where they are not what was put in."""
    try:
        return attachments.content(session, file.id)
    except Refused:
        return None


def _caption(session: Session, material: Material, projects: Mapping[str, str]) -> tuple[str, ...]:
    file = material.file
    project = file.owner_id if file.owner_kind == "projects" else projects.get(file.owner_id)
    said = captions.lines(session, project, file.caption) if project else captions.own_lines(file.caption)
    return (f"材料{material.number}　{material.title}", *(f"{label}：{text}" for label, text in said))
