"""What stands between a project and its next stage: each condition of the gate, met or not, and how strict it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.agreements import AgreementKind
from app.models.attachments import Attachment
from app.models.gates import GateKind, GateResult
from app.models.problems import Procedure, ProcedureState
from app.models.projects import Project
from app.services.entries import must_exist
from app.services.projects import agreements, gates
from app.services.projects.rules import TITLES, Strictness, rules
from app.values.codes import credit_code_problem
from app.values.money import money_text
from app.values.stages import STAGES, MilestoneKind, Stage
from app.values.words import clean

_ASKED: Mapping[Stage, tuple[str, ...]] = {
    Stage.REVIEWED: ("review_result",),
    Stage.APPROVED: ("review",),
    Stage.SIGNED: ("review", "agreement", "legality", "meeting", "written_code"),
    Stage.LANDED: ("bond", "credit_code"),
    Stage.STARTED: ("start_evidence",),
}
# Two conditions look at the same rule from an earlier stage.
_RULE_OF = {"review_result": "review", "written_code": "credit_code"}
_REVIEWED = (Stage.REVIEWED, Stage.APPROVED)
_FIELDS = {"start_evidence": "evidence", "credit_code": "credit_code"}


@dataclass(frozen=True)
class Need:
    """One condition of a gate; ``sentence`` says what is missing and what to do, empty where it is met."""

    rule: str
    title: str
    strictness: Strictness
    sentence: str = ""

    @property
    def is_met(self) -> bool:
        """Whether nothing is missing."""
        return not self.sentence


def needs(session: Session, key: str, stage: str, evidence: str = "") -> tuple[Need, ...]:
    """The conditions of every gate between a project and ``stage``, each once; those the office drops are left out.

    ``evidence`` is what the clerk is just writing of the step: a permit named there is one.
    """
    project, to = must_exist(session, Project, key), Stage(stage)
    if to is Stage.ENDED:
        return ()
    place = STAGES.index(project.stage)
    asked = dict.fromkeys(name for each in STAGES[place + 1 : STAGES.index(to) + 1] for name in _ASKED.get(each, ()))
    if not asked:  # no gate lies between: its papers need not be read
        return ()
    own = rules(session)
    look = _Look(session, project, evidence)
    found: dict[str, Need] = {}
    for name in asked:
        rule = _RULE_OF.get(name, name)
        if own.of(rule) is not Strictness.NOT_ASKED and (rule not in found or found[rule].is_met):
            found[rule] = Need(rule, TITLES[rule], own.of(rule), look.missing(name))
    return tuple(found.values())


def must_pass(session: Session, key: str, stage: str, evidence: str = "") -> None:
    """Refuses a step for which a condition that the office insists on is not met."""
    for need in needs(session, key, stage, evidence):
        if need.strictness is Strictness.MUST and not need.is_met:
            raise Refused(need.sentence, field=_FIELDS.get(need.rule, "stage"))


def left_open(session: Session, key: str, stage: str, evidence: str = "") -> list[tuple[str, str]]:
    """What the office insists on before a step and a ledger's row does not show: (field, sentence)."""
    found = needs(session, key, stage, evidence)
    missing = [need.title for need in found if need.strictness is Strictness.MUST and not need.is_met]
    return [("stage", f"按本单位的把关要求，“{'”“'.join(missing)}”还没有登记，请补上。")] if missing else []


def reminders(session: Session, key: str, stage: str, evidence: str = "") -> list[tuple[str, str]]:
    """What the office wants to be reminded of before a step: (field, sentence)."""
    found = needs(session, key, stage, evidence)
    return [
        (_FIELDS.get(need.rule, "stage"), need.sentence)
        for need in found
        if need.strictness is Strictness.REMIND and not need.is_met
    ]


class _Look:
    """Looks at what a project has; each method answers what is missing, in a sentence, or nothing."""

    def __init__(self, session: Session, project: Project, evidence: str) -> None:
        self._session, self._project, self._evidence = session, project, evidence
        self._gates = gates.lines(session, project.id)
        self._agreements = [line.entry for line in agreements.lines(session, project.id)]

    def missing(self, name: str) -> str:
        """What one condition misses."""
        answer: str = getattr(self, f"_{name}")()
        return answer

    def _review(self) -> str:
        is_told = self._project.stage in _REVIEWED or self._has_date(MilestoneKind.REVIEWED)
        if gates.latest(self._gates, GateKind.REVIEW) is None and not is_told:
            return "项目未经评审，不能签约；请先登记评审结果。"
        return self._review_result()

    def _review_result(self) -> str:
        """A project that a ledger knows as reviewed has no decision here: its date speaks for it."""
        last = gates.latest(self._gates, GateKind.REVIEW)
        if last is None or last.result is GateResult.PASSED:
            return ""
        if last.result is GateResult.REFUSED:
            return "项目评审未通过，不能推进；补正后请重新登记评审结果。"
        return "项目评审还没有结果，请先登记评审结果。"

    def _agreement(self) -> str:
        kinds = {entry.kind for entry in self._agreements}
        if AgreementKind.INVESTMENT in kinds:
            return ""
        if kinds:
            return f"只有{'、'.join(sorted(kinds))}不算签约；请先登记投资协议。"
        return "还没有登记投资协议，请先登记协议。"

    def _legality(self) -> str:
        last = gates.latest(self._gates, GateKind.LEGALITY)
        if last is None:
            return "协议未经合法性审查，请先登记审查意见。"
        return "" if last.result is GateResult.PASSED else "协议的合法性审查没有通过，请先登记通过的审查意见。"

    def _meeting(self) -> str:
        last = gates.latest(self._gates, *gates.MEETINGS)
        if last is None:
            return "协议还没有上会，请先登记常务会或常委会的结果和纪要号。"
        if last.result is not GateResult.PASSED:
            return f"协议在{last.kind}上没有通过，请先登记会议结果。"
        return "" if clean(last.document_number) else f"请补上{last.kind}的会议纪要号。"

    def _bond(self) -> str:
        owed = sum(entry.bond_owed for entry in self._agreements)
        return f"还有保证金{money_text(owed)}万元没有到账，请先登记实缴数。" if owed else ""

    def _written_code(self) -> str:
        return credit_code_problem(self._project.credit_code) or ""

    def _credit_code(self) -> str:
        if not self._project.credit_code:
            return "还没有填写落地公司的统一社会信用代码。"
        return self._written_code()

    def _start_evidence(self) -> str:
        if clean(self._evidence) or self._has_dated_photo() or self._has_permit():
            return ""
        return "开工需要依据：请写明施工许可或施工合同，或者附上注明拍摄日期的现场照片。"

    def _has_date(self, kind: MilestoneKind) -> bool:
        return any(m.kind is kind and m.actual_on for m in self._project.milestones)

    def _has_dated_photo(self) -> bool:
        photo = select(Attachment.id).where(
            Attachment.owner_kind == "projects",
            Attachment.owner_id == self._project.id,
            Attachment.media_type == "image/jpeg",
            Attachment.taken_on.is_not(None),
            Attachment.deleted_at.is_(None),
        )
        return self._session.scalar(photo.limit(1)) is not None

    def _has_permit(self) -> bool:
        permit = select(Procedure.id).where(
            Procedure.project_id == self._project.id,
            Procedure.title.contains("施工许可"),
            Procedure.state == ProcedureState.DONE,
        )
        return self._session.scalar(permit.limit(1)) is not None
