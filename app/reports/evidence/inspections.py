"""迎检材料汇编: gaps first, every item with its figure and records, and the files behind them, bound as one volume."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.reports import blocks
from app.reports.blocks import Cover, Document, Layout, Part, Volume
from app.reports.evidence import checklists, materials
from app.reports.evidence.materials import Material, Register
from app.reports.phrases import period
from app.services import attachments
from app.services.evidence.inspection import InspectedItem, Inspection
from app.values.dates import PartialDate

FRONT = "自查情况"


@dataclass(frozen=True)
class Compiled:
    """An inspection with the numbers of its files: what volume and folder are made of."""

    seen: Inspection
    register: Register
    materials: tuple[tuple[InspectedItem, tuple[Material, ...]], ...]

    @property
    def every(self) -> tuple[Material, ...]:
        """All files in the order of their numbers."""
        return tuple(each for _, several in self.materials for each in several)


def compiled(seen: Inspection) -> Compiled:
    """The inspection's files numbered by item; a file that proves several has the number of the first."""
    register, found = Register(), []
    for item in seen.items:
        records = ((record.name, record.proofs) for record in item.records)
        found.append((item, register.numbered(item.number, item.title, records)))
    return Compiled(seen, register, tuple(found))


def volume(session: Session, made: Compiled, today: date) -> Document:
    """The volume: cover, contents, gaps, overview, then each item with its files behind it; pages numbered through."""
    seen = made.seen
    title = "招商引资考核迎检材料汇编"
    who = f"{seen.unit}\u3000" if seen.unit else ""
    subtitle = f"（{who}{period(seen.year, seen.month)}）"
    return Document(
        title=f"{seen.office}{period(seen.year, seen.month)}{title}",
        parts=tuple(_parts(session, made)),
        author=seen.place,
        volume=Volume(Cover(f"{seen.office}{title}", subtitle, seen.place, PartialDate.of(today).text()), counts=False),
        numbers="centre",
        formats=(".pdf",),
    )


def _parts(session: Session, made: Compiled) -> Iterator[Part]:
    seen, projects = made.seen, attachments.projects_of_owners(session)
    yield Part(tuple(_gaps(made)), Layout.FORM, "缺项清单", f"缺项清单（{seen.gaps}处）", FRONT)
    overview = (
        blocks.Title("考核项目一览表"),
        blocks.Centred(f"考核办法：{seen.scheme}"),
        checklists.overview_table(seen),
        blocks.Note("“记录”“材料”的合计不重复计算；“—”表示没有目标或不能自评。"),
    )
    yield Part(overview, Layout.FORM, "考核项目一览表", group=FRONT)
    for item, several in made.materials:
        yield from _item(session, made, item, several, projects)


def _gaps(made: Compiled) -> Iterator[blocks.Block]:
    yield blocks.Title("缺项清单")
    table = checklists.gaps_table(made.seen.most_lacking)
    if table is None:
        yield blocks.Centred("各考核项目都有记录，记录都有证明材料。")
        return
    bare = [item for item in made.seen.items if not item.records]
    yield blocks.Centred(f"没有记录的考核项目{len(bare)}个，共缺{made.seen.gaps}处")
    yield table


def _item(
    session: Session, made: Compiled, item: InspectedItem, several: tuple[Material, ...], projects: Mapping[str, str]
) -> Iterator[Part]:
    name = f"{item.number}. {item.title}"
    group = item.title
    yield Part(tuple(checklists.item_blocks(item, made.register)), Layout.FORM, name, "记录清单", group)
    yield from materials.parts(session, several, projects)
