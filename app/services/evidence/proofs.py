"""Proofs: the files kept with records, and which of them an inspector asks to see for what is claimed of a project."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.agreements import Agreement
from app.models.attachments import Attachment
from app.models.gates import Gate, GateResult
from app.models.problems import Procedure
from app.services import offices
from app.services.attachments import AttachmentRow, as_row
from app.services.entries import standing
from app.services.projects.gates import MEETINGS
from app.values.stages import MilestoneKind

PROJECT, AGREEMENT, GATE, PROCEDURE, FUNDS = "projects", "agreements", "gates", "procedures", "funds"


@dataclass(frozen=True)
class Proof:
    """One file with what it is kept with: 投资协议 招协1号, 施工许可, 现场照片."""

    file: AttachmentRow
    of: str

    @property
    def words(self) -> str:
        """All that is written of it."""
        return " ".join((self.of, self.file.name, self.file.caption.words))


@dataclass(frozen=True)
class Need:
    """What a milestone needs: files kept with ``owners``, files that are named so, or photos of the site."""

    title: str
    owners: frozenset[str] = frozenset()
    named: tuple[str, ...] = ()
    photos: bool = False

    def is_met_by(self, proof: Proof) -> bool:
        """Whether a file is such a proof."""
        of_site = self.photos and proof.file.is_picture and proof.file.owner_kind == PROJECT
        of_owner = proof.file.owner_kind in self.owners and not (
            proof.file.owner_kind == PROJECT and proof.file.is_picture
        )
        return of_site or of_owner or any(word in proof.words for word in self.named)


USUAL: Mapping[MilestoneKind, Need] = {
    MilestoneKind.RESERVED: Need("项目策划（推介）材料", frozenset({PROJECT})),
    MilestoneKind.SIGNED: Need("投资协议扫描件", frozenset({AGREEMENT}), ("协议", "合同")),
    MilestoneKind.LANDED: Need("注册登记材料（营业执照）", named=("注册", "执照", "登记")),
    MilestoneKind.STARTED: Need("开工现场照片或施工许可", named=("开工", "施工"), photos=True),
    MilestoneKind.IN_PRODUCTION: Need("投产照片或竣工验收材料", named=("投产", "竣工", "验收"), photos=True),
    MilestoneKind.IN_STATISTICS: Need("入统证明（入库截图等）", named=("入统", "入库", "纳统")),
}
MILESTONES = tuple(kind for kind in MilestoneKind if kind is not MilestoneKind.ENDED)  # of which proofs may be asked
_SETTING = "milestone_proofs"
_MOST = 100  # characters of what is asked for, and of the words by which it is known
_MINUTES = MilestoneKind.SIGNED  # what was signed had to be decided on


def needs(session: Session) -> dict[MilestoneKind, Need]:
    """What the office is asked to show of each milestone: as it said, else as is usual; without those it need not."""
    kept = offices.value(session, _SETTING) or {}
    asked = {kind: _read(kind, kept.get(kind.value)) for kind in MILESTONES}
    return {kind: need for kind, need in asked.items() if need is not None}


def set_need(session: Session, kind: MilestoneKind, need: Need | None) -> None:
    """Keeps what one milestone needs, None: nothing; Refused for one that no file could meet."""
    if need is not None:
        _must_be_possible(need)
    kept = dict(offices.value(session, _SETTING) or {})
    if need == USUAL.get(kind):
        kept.pop(kind.value, None)
    else:
        asked = {"title": need.title, "named": list(need.named), "photos": need.photos} if need else {}
        kept[kind.value] = asked  # an empty one asks for nothing
    offices.set_value(session, _SETTING, kept)


def _must_be_possible(need: Need) -> None:
    if not need.title:
        raise Refused("请写明要什么佐证材料，如“开工现场照片或施工许可”；不要求的请去掉“要求佐证材料”。", field="title")
    if len(need.title) > _MOST or len("、".join(need.named)) > _MOST:
        raise Refused(f"太长了，这一栏最多{_MOST}字，请缩短。", field="title" if len(need.title) > _MOST else "named")
    if not (need.owners or need.named or need.photos):
        raise Refused("请填写文件名里常有的字，如“开工、施工”，或者勾选现场照片，否则认不出佐证。", field="named")


def _read(kind: MilestoneKind, kept: Any) -> Need | None:
    usual = USUAL.get(kind)
    if not isinstance(kept, dict):
        return usual
    if not kept:
        return None
    owners = usual.owners if usual else frozenset[str]()
    return Need(str(kept["title"]), owners, tuple(map(str, kept["named"])), bool(kept["photos"]))


class Files:
    """All files of the records by what they are kept with, read once without their bytes.

    ``needs`` is what the office is asked to show of each milestone.
    """

    def __init__(self, session: Session) -> None:
        self.needs = needs(session)
        self._by_owner: defaultdict[tuple[str, str], list[AttachmentRow]] = defaultdict(list)
        for each in session.scalars(standing(Attachment).order_by(Attachment.created_at, Attachment.name)):
            self._by_owner[each.owner_kind, each.owner_id].append(as_row(each))
        self._papers: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
        self._undocumented: defaultdict[str, list[str]] = defaultdict(list)
        for agreement in session.scalars(select(Agreement).order_by(Agreement.signed_on)):
            self._paper(agreement.project_id, AGREEMENT, agreement.id, f"{agreement.kind}{agreement.number}")
        for gate in session.scalars(select(Gate).order_by(Gate.decided_on)):
            name = f"{gate.kind}{gate.document_number}"
            self._paper(gate.project_id, GATE, gate.id, name)
            if gate.kind in MEETINGS and gate.result is GateResult.PASSED and not self.of(GATE, gate.id, name):
                self._undocumented[gate.project_id].append(f"{name}会议纪要扫描件")
        for procedure in session.scalars(select(Procedure).order_by(Procedure.done_on, Procedure.title)):
            self._paper(procedure.project_id, PROCEDURE, procedure.id, procedure.title)

    def of(self, kind: str, key: str, name: str) -> tuple[Proof, ...]:
        """The files kept with one record that reads as ``name``."""
        return tuple(Proof(each, name) for each in self._by_owner.get((kind, key), ()))

    def of_project(self, key: str, milestone: MilestoneKind | None = None) -> tuple[Proof, ...]:
        """The project's own files and those of its agreements, decisions and formalities, vouchers apart.

        With a ``milestone`` only those that bear on it: its proofs, minutes for what was signed, the project's own.
        """
        every = (*self.of(PROJECT, key, "项目"), *self._of_papers(key))
        need = self.needs.get(milestone) if milestone else None
        if need is None:
            return every
        return tuple(proof for proof in every if need.is_met_by(proof) or self._bears_on(proof, milestone))

    def missing(self, key: str, milestone: MilestoneKind | None, proofs: Iterable[Proof]) -> tuple[str, ...]:
        """What an inspector would not find, by name."""
        need = self.needs.get(milestone) if milestone else None
        found = [] if need is None or any(need.is_met_by(proof) for proof in proofs) else [need.title]
        return (*found, *(self._undocumented[key] if milestone is _MINUTES else ()))

    def _paper(self, project: str, kind: str, key: str, name: str) -> None:
        self._papers[project].append((kind, key, name.strip()))

    def _of_papers(self, project: str) -> Iterator[Proof]:
        for kind, key, name in self._papers.get(project, ()):
            yield from self.of(kind, key, name)

    def _bears_on(self, proof: Proof, milestone: MilestoneKind | None) -> bool:
        """Minutes bear on the signature; a project's own papers on all that they are not named away from."""
        if proof.file.owner_kind == GATE:
            return milestone is _MINUTES
        if proof.file.owner_kind != PROJECT or proof.file.is_picture:
            return False
        others = (need for kind, need in self.needs.items() if kind is not milestone)
        return not any(word in proof.words for need in others for word in need.named)
