"""一项目一册: one project's card, what is missing, and its records section by section with the files behind them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from app.columns import evidence as columns
from app.reports import blocks, tables
from app.reports.blocks import Block, Cover, Document, Layout, Part, Table, Volume
from app.reports.evidence import indexes, materials
from app.reports.evidence.indexes import Placed
from app.reports.evidence.materials import Material, Register
from app.reports.projects import cards
from app.services import attachments, offices
from app.services.evidence.project_files import ProjectFile, ProjectSection
from app.services.evidence.records import Evidence
from app.values.dates import PartialDate

_FRONT, _OTHERS = "项目概况", "其他材料"
_ROWS = (
    tables.short("序号"), tables.short("时间"), tables.text("记录", 7), tables.text("主要内容", 12),
    tables.short("材料编号"), tables.text("缺", 4),
)  # fmt: skip


@dataclass(frozen=True)
class CompiledProject:
    """A project's file with the numbers of its materials, by section."""

    seen: ProjectFile
    register: Register
    materials: tuple[tuple[ProjectSection, tuple[Material, ...]], ...]
    others: tuple[Material, ...]

    @property
    def every(self) -> tuple[Material, ...]:
        """All files in the order of their numbers."""
        return (*(each for _, several in self.materials for each in several), *self.others)


def compiled(seen: ProjectFile) -> CompiledProject:
    """The project's files numbered by section."""
    register, found = Register(), []
    for place, section in enumerate(seen.sections, start=1):
        records = ((record.name, record.proofs) for record in section.records)
        found.append((section, register.numbered(place, section.title, records)))
    others = register.numbered(len(seen.sections) + 1, _OTHERS, [(seen.name, seen.others)])
    return CompiledProject(seen, register, tuple(found), others)


def volume(session: Session, made: CompiledProject, today: date) -> Document:
    """The volume: cover, contents, card, gaps, then each section with its files; pages numbered through."""
    office, seen = offices.required(session), made.seen
    cover = Cover(seen.name, "招商引资项目档案（一项目一册）", office.government, PartialDate.of(today).text())
    return Document(
        title=f"{seen.name}项目档案",
        parts=tuple(_parts(session, made, today)),
        author=office.government,
        volume=Volume(cover, counts=False),
        numbers="centre",
        formats=(".pdf",),
    )


def index(made: CompiledProject, placed: tuple[Placed, ...] | list[Placed], office: str) -> Document:
    """The workbook of a project's folder: what is missing, every record, every file."""
    seen = made.seen
    line = f"单位：{office}　　项目编号：{seen.code}"
    gaps = [{"group": group, "record": record, "lack": lack} for group, record, lack in seen.gaps]
    records = [
        {
            "group": section.title,
            "what": record.what,
            "record": record.name,
            "on": record.on,
            "said": record.said,
            "materials": made.register.words(record.proofs),
            "missing": "、".join(record.missing),
        }
        for section in seen.sections
        for record in section.records
    ]
    kept = [replace(each, title="归属") if each.field == "group" else each for each in columns.RECORDS]
    shown = tuple(each for each in kept if each.field not in {"unit", "part"})
    sheets = (
        ("缺项清单", columns.GAPS, gaps, None),
        ("记录清单", shown, records, None),
        ("材料清单", columns.FILES, indexes.files(placed), None),
    )
    return indexes.document(f"{seen.name}材料索引", line, sheets)


def _parts(session: Session, made: CompiledProject, today: date) -> Iterator[Part]:
    seen, projects = made.seen, attachments.projects_of_owners(session)
    card = cards.document(session, seen.id, today).parts[0]
    yield replace(card, name="项目卡", entry="项目卡", group=_FRONT)
    yield Part(tuple(_gaps(seen)), Layout.FORM, "缺项清单", f"缺项清单（{len(seen.gaps)}处）", _FRONT)
    for section, several in made.materials:
        yield from _section(session, made, section, several, projects)
    yield from materials.parts(session, made.others, projects)


def _gaps(seen: ProjectFile) -> Iterator[Block]:
    yield blocks.Title("缺项清单")
    if not seen.gaps:
        yield blocks.Centred("各项记录都有证明材料。")
        return
    yield blocks.Centred(f"共缺{len(seen.gaps)}处")
    lacks: dict[tuple[str, str], list[str]] = {}
    for group, record, lack in seen.gaps:
        lacks.setdefault((group, record), []).append(lack)
    rows = [(str(place), *key, "、".join(found)) for place, (key, found) in enumerate(lacks.items(), start=1)]
    heads = (tables.short("序号"), tables.text("归属", 5), tables.text("记录", 10), tables.text("缺少的材料", 9))
    yield Table(heads, rows, largest=10.5)


def _section(
    session: Session,
    made: CompiledProject,
    section: ProjectSection,
    several: tuple[Material, ...],
    projects: Mapping[str, str],
) -> Iterator[Part]:
    if not section.records:
        yield Part((), Layout.FORM, "记录清单", group=section.title)
        return
    rows = [_row(place, record, made.register) for place, record in enumerate(section.records, start=1)]
    sheet = (blocks.Title(section.title), blocks.Centred(made.seen.name), Table(_ROWS, rows, largest=10.5))
    yield Part(sheet, Layout.FORM, "记录清单", group=section.title)
    yield from materials.parts(session, several, projects)


def _row(place: int, record: Evidence, register: Register) -> tuple[str, ...]:
    day = record.on.iso if record.on else ""
    numbers = register.words(record.proofs).replace("、", "\n")
    return (str(place), day, record.name, record.said, numbers, "、".join(record.missing))
