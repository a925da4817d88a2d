"""一项目一册: everything that one project is proven by, in the order in which an auditor asks, and what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.models.problems import ProcedureState
from app.models.projects import Project
from app.services import funds, problems
from app.services.entries import must_exist
from app.services.evidence.proofs import AGREEMENT, GATE, PROCEDURE, PROJECT, Proof
from app.services.evidence.records import Evidence, Witnesses, latest
from app.services.leads import follow_ups
from app.services.projects import agreements, gates, notes, procedures
from app.services.projects.agreements import AgreementEntry
from app.services.projects.gates import MEETINGS, GateEntry
from app.values.dates import PartialDate
from app.values.money import money_text
from app.values.stages import MilestoneKind

UNTOLD = "还没有登记"


@dataclass(frozen=True)
class ProjectSection:
    """Records of one kind, the earliest first."""

    title: str
    records: tuple[Evidence, ...]


@dataclass(frozen=True)
class ProjectFile:
    """One project's records and files; ``others`` are files of its own that no record above rests on."""

    id: str
    code: str
    name: str
    sections: tuple[ProjectSection, ...]
    others: tuple[Proof, ...]

    @property
    def gaps(self) -> tuple[tuple[str, str, str], ...]:
        """(section, record, what is missing); sections without a record first."""
        bare = [(section.title, "—", UNTOLD) for section in self.sections if not section.records and _must(section)]
        lacking = [
            (section.title, record.label, lack)
            for section in self.sections
            for record in section.records
            for lack in record.missing
        ]
        return (*bare, *lacking)


APPROVALS, AGREEMENTS, FUNDS, COURSE, TRACKING, PROBLEMS = (
    "审批和决策", "合同协议", "到位资金", "建设进程", "跟踪和对接", "问题和解决",
)  # fmt: skip
_LIFE = list(MilestoneKind)
_ASKED = {APPROVALS, AGREEMENTS, FUNDS, COURSE}  # a project without problems lacks nothing


def of_project(session: Session, key: str, today: date) -> ProjectFile:
    """The file of one project; Refused for one that is gone."""
    project = must_exist(session, Project, key)
    seen = _Project(session, project, today)
    sections = (
        ProjectSection(APPROVALS, tuple(seen.approvals())),
        ProjectSection(AGREEMENTS, tuple(seen.agreements())),
        ProjectSection(FUNDS, tuple(seen.funds())),
        ProjectSection(COURSE, tuple(seen.course())),
        ProjectSection(TRACKING, tuple(seen.tracking())),
        ProjectSection(PROBLEMS, tuple(seen.problems())),
    )
    named = {proof.file.id for section in sections for record in section.records for proof in record.proofs}
    others = tuple(proof for proof in seen.witnesses.files.of_project(key) if proof.file.id not in named)
    ordered = tuple(ProjectSection(each.title, tuple(sorted(each.records, key=latest))) for each in sections)
    return ProjectFile(key, project.code, project.name, ordered, others)


def _must(section: ProjectSection) -> bool:
    return section.title in _ASKED


class _Project:
    """One project's records as evidence."""

    def __init__(self, session: Session, project: Project, today: date) -> None:
        self._session, self._project, self._today = session, project, today
        self.witnesses = Witnesses(session)

    def approvals(self) -> Iterator[Evidence]:
        """Decisions with their minutes, formalities that were done."""
        for gate in gates.lines(self._session, self._project.id):
            entry = gate.entry
            name = f"{entry.kind}{entry.document_number}"
            passed_by_meeting = entry.kind in MEETINGS and str(entry.result) == "通过"
            lack = "会议纪要扫描件" if passed_by_meeting else "结论材料扫描件"
            yield self._made((GATE, gate.id), str(entry.kind), name, entry.decided_on, _gate(entry), lack)
        for line in procedures.lines(self._session, self._project.id, self._today):
            if line.entry.state is ProcedureState.OPEN:
                continue
            done = line.entry.state is ProcedureState.DONE
            said = "，".join(filter(None, (str(line.entry.state), line.entry.unit, line.entry.note)))
            lack = "批复（证照）扫描件" if done else ""
            yield self._made((PROCEDURE, line.id), "手续", line.entry.title, line.entry.done_on, said, lack)

    def agreements(self) -> Iterator[Evidence]:
        """What was agreed, with its money and its bond."""
        for line in agreements.lines(self._session, self._project.id):
            entry = line.entry
            name = f"{entry.kind}{entry.number}"
            lack = "协议扫描件" if entry.signed_on else "签订日期和扫描件"
            yield self._made((AGREEMENT, line.id), str(entry.kind), name, entry.signed_on, _agreement(entry), lack)

    def funds(self) -> Iterator[Evidence]:
        """Every entry with its voucher."""
        for key in funds.listing(self._project.id).ids(self._session):
            yield self.witnesses.of(("funds", key))

    def course(self) -> Iterator[Evidence]:
        """The milestones that were reached, with what proves each."""
        for milestone in sorted(self._project.milestones, key=lambda each: _LIFE.index(each.kind)):
            if milestone.actual_on is None and milestone.planned_on is not None:
                continue
            found = self.witnesses.of((PROJECT, self._project.id), milestone.kind)
            planned = f"计划{milestone.planned_on.iso}" if milestone.planned_on else ""
            lacks = () if milestone.actual_on else ("时间",)
            yield Evidence(
                ("milestones", milestone.id),
                "进程",
                str(milestone.kind),
                milestone.actual_on,
                "",
                "，".join(filter(None, (planned, milestone.evidence and f"佐证：{milestone.evidence}"))),
                found.proofs if milestone.kind in self.witnesses.files.needs else (),
                (*lacks, *_own_lacks(found)),
                of_project=self._project.id,
            )

    def tracking(self) -> Iterator[Evidence]:
        """半月跟踪, and the contacts of the lead that it came from."""
        for note in notes.lines(self._session, self._project.id):
            yield self._told(note.id, "跟踪", note.entry.noted_on, note.entry.content, note.entry.person)
        if self._project.lead_id:
            for key, contact in follow_ups.lines(self._session, self._project.lead_id):
                yield self._told(key, f"对接（{contact.kind}）", contact.happened_on, contact.content, "")

    def problems(self) -> Iterator[Evidence]:
        """What held it up, who promised what, what became of it."""
        listing = problems.listing(self._project.id)
        for row in listing.rows(self._session, listing.ids(self._session)):
            promised = f"时限{row.due_on.iso}" if row.due_on else ""
            closed = f"销号{row.closed_on.iso}" if row.closed_on else "未销号"
            said = "，".join(filter(None, (row.kind, row.unit, promised, closed, row.outcome or row.progress)))
            yield self._made(("problems", row.id), "问题", row.description, row.raised_on, said, "")

    def _made(
        self, source: tuple[str, str], what: str, name: str, on: PartialDate | None, said: str, lack: str
    ) -> Evidence:
        """The evidence of a record; without a file it lacks ``lack``."""
        proofs = self.witnesses.files.of(*source, name)
        lacks = (lack,) if lack and not proofs else ()
        return Evidence(source, what, name, on, "", said, proofs, lacks, of_project=self._project.id)

    def _told(self, key: str, what: str, on: PartialDate | None, content: str, person: str) -> Evidence:
        said = f"{content}（{person}）" if person else content
        return Evidence(("notes", key), what, what, on, "", said, (), (), of_project=self._project.id)


def _gate(entry: GateEntry) -> str:
    opinions = "；".join(f"{each.point}{each.verdict}" for each in entry.opinions if str(each.verdict) != "符合")
    return "，".join(filter(None, (str(entry.result), opinions, entry.note)))


def _agreement(entry: AgreementEntry) -> str:
    bond = (
        f"应缴保证金{money_text(entry.bond_due)}万元，实缴{money_text(entry.bond_paid or 0)}万元"
        if entry.bond_due
        else ""
    )
    amount = f"金额{money_text(entry.amount)}万元" if entry.amount else ""
    return "，".join(filter(None, (amount, bond, entry.note)))


def _own_lacks(found: Evidence) -> tuple[str, ...]:
    """What a milestone lacks; minutes stand with the decisions."""
    return tuple(lack for lack in found.missing if not lack.endswith("会议纪要扫描件"))
