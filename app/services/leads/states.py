"""新→研判→跟踪→在谈→转项目, 搁置 or 失败: what may follow on what, and who judged a lead when."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.leads import Judgement, Lead, LeadState
from app.models.projects import Project
from app.services.entries import must_exist
from app.services.leads import validity
from app.services.leads.follow_ups import Mark, mark
from app.values.dates import PartialDate
from app.values.words import clean

_NOTE = 200  # characters that 研判说明 holds
_HELD = "具备："  # begins what of the rule was met
_LIVING = (LeadState.NEW, LeadState.JUDGING, LeadState.FOLLOWED, LeadState.NEGOTIATING)
GIVEN_UP = (LeadState.SHELVED, LeadState.FAILED)
LIVING = tuple(str(state) for state in _LIVING)  # what a lead may be taken up again as
MOVES: Mapping[LeadState, tuple[LeadState, ...]] = {
    LeadState.NEW: (LeadState.JUDGING, LeadState.FOLLOWED, LeadState.NEGOTIATING, *GIVEN_UP),
    LeadState.JUDGING: (LeadState.FOLLOWED, LeadState.NEGOTIATING, *GIVEN_UP),
    LeadState.FOLLOWED: (LeadState.JUDGING, LeadState.NEGOTIATING, *GIVEN_UP),
    LeadState.NEGOTIATING: (LeadState.JUDGING, LeadState.FOLLOWED, *GIVEN_UP),
    LeadState.SHELVED: (LeadState.FAILED,),
    LeadState.FAILED: (LeadState.SHELVED,),
    LeadState.CONVERTED: (),
}


@dataclass(frozen=True)
class JudgementForm:
    """What a 研判 found; ``held`` are the conditions of the office's rule that are met."""

    result: Judgement = Judgement.PENDING
    judged_on: PartialDate | None = None
    judged_by: str = ""
    held: tuple[str, ...] = ()
    note: str = ""


def states_from(before: LeadState) -> tuple[str, ...]:
    """The states that a form offers: the present one, and those in hand that may follow on it."""
    return tuple(str(state) for state in LeadState if state == before or (state in MOVES[before] and state in _LIVING))


def must_be_allowed(before: LeadState, after: LeadState, reason: str) -> None:
    """Refuses a move that the order of states does not have, and an end without its reason."""
    if after in GIVEN_UP and not clean(reason):
        raise Refused(f"“{after}”请写明原因。", field="end_reason")
    if after == before or after in MOVES[before]:
        return
    if after is LeadState.CONVERTED:
        raise Refused("请用“转为项目”把线索转成项目，不要直接改状态。", field="state")
    if before is LeadState.CONVERTED:
        raise Refused("线索已经转为项目，请到项目库中修改项目的阶段。", field="state")
    if before in GIVEN_UP:
        raise Refused(f"线索已经{before}，请用“重启线索”并写明原因。", field="state")
    raise Refused(f"线索现在是“{before}”，不能改回“{after}”。", field="state")


def must_be_ended_by_itself(before: LeadState, after: LeadState) -> None:
    """A lead in hand is not ended in passing: the bulletin tells on which day and why it was."""
    if before in _LIVING and after in GIVEN_UP:
        raise Refused("请用“搁置或失败”写明日期和原因，不要直接改状态。", field="state")


def give_up(session: Session, key: str, state: LeadState, reason: str, on: PartialDate) -> None:
    """Ends a lead as 搁置 or 失败, with the reason and the day in its timeline."""
    if state not in GIVEN_UP:
        raise Refused("请选择“搁置”或“失败”。", field="state")
    lead = must_exist(session, Lead, key)
    must_be_allowed(lead.state, state, reason)
    must_not_precede(lead.registered_on, on, "on")
    lead.state, lead.end_reason = state, clean(reason)
    mark(session, key, Mark.SHELVED if state is LeadState.SHELVED else Mark.FAILED, on, reason)


def revive(session: Session, key: str, reason: str, on: PartialDate, state: LeadState = LeadState.FOLLOWED) -> None:
    """Takes up again what was given up, or a lead whose project has been taken out of the 项目库."""
    if not clean(reason):
        raise Refused("重启线索请写明原因。", field="reason")
    if state not in _LIVING:
        raise Refused("重启后的状态只能是新、研判、跟踪或在谈。", field="state")
    lead = must_exist(session, Lead, key)
    if lead.state in _LIVING:
        raise Refused(f"线索现在是“{lead.state}”，不用重启。")
    must_not_precede(lead.registered_on, on, "on")
    project = project_of(session, key)
    if lead.state is LeadState.CONVERTED and project is not None:
        raise Refused(f"线索已经转为项目“{project.name}”，不能重启；项目不再推进的，请在项目库中终止。")
    before, lead.state, lead.end_reason = lead.state, state, ""
    mark(session, key, Mark.REVIVED, on, f"由“{before}”重启：{clean(reason)}")


def judge(session: Session, key: str, form: JudgementForm) -> None:
    """Records who judged a lead when, and what of the office's rule it met.

    Refuses 有效 where a binding rule is not met. 待研判 takes an earlier judgement back.
    """
    lead = must_exist(session, Lead, key)
    if form.result is Judgement.PENDING:
        lead.judgement, lead.judged_on, lead.judged_by, lead.judgement_note = form.result, None, "", clean(form.note)
        session.flush()
        return
    must_be_founded(session, form, lead.registered_on)
    held = f"{_HELD}{'、'.join(form.held)}" if form.held else ""
    note = "；".join(filter(None, (clean(form.note), held)))
    lead.judgement, lead.judged_on, lead.judged_by = form.result, form.judged_on, clean(form.judged_by)
    lead.judgement_note = note if len(note) <= _NOTE else f"{note[: _NOTE - 1]}…"
    if lead.state in {LeadState.NEW, LeadState.JUDGING}:
        lead.state = LeadState.FOLLOWED if form.result is Judgement.VALID else LeadState.JUDGING
    session.flush()


def judgement_of(session: Session, key: str) -> JudgementForm:
    """The lead's judgement as it was entered, for a form to show."""
    lead = must_exist(session, Lead, key)
    words, _, held = lead.judgement_note.rpartition(_HELD)
    note = words.removesuffix("；") if held else lead.judgement_note
    found = validity.rule(session).held_in(held)
    return JudgementForm(lead.judgement, lead.judged_on, lead.judged_by, found, note if found else lead.judgement_note)


def must_be_founded(session: Session, form: JudgementForm, registered_on: PartialDate | None) -> None:
    """A judgement names its day and its judge; 有效 meets the office's rule where that binds, 无效 says why."""
    if form.judged_on is None:
        raise Refused("请填写研判日期。", field="judged_on")
    if not clean(form.judged_by):
        raise Refused("请填写研判人。", field="judged_by")
    must_not_precede(registered_on, form.judged_on, "judged_on", "研判日期")
    if form.result is Judgement.VALID:
        _must_meet(validity.rule(session), form.held)
    elif not clean(form.note):
        raise Refused("判为无效请写明原因。", field="note")


def must_not_precede(registered_on: PartialDate | None, on: PartialDate, field: str, what: str = "日期") -> None:
    """Nothing becomes of a lead before it is registered."""
    if registered_on is not None and on.last < registered_on.first:
        raise Refused(f"{what}早于线索登记日期（{registered_on.text()}），请核对。", field=field)


def project_of(session: Session, key: str) -> Project | None:
    """The standing project that the lead became."""
    return session.scalar(select(Project).where(Project.lead_id == key, Project.deleted_at.is_(None)).limit(1))


def _must_meet(rule: validity.ValidRule, held: tuple[str, ...]) -> None:
    missing = rule.missing(held)
    if rule.is_binding and missing:
        raise Refused(f"按有效线索认定标准，还缺：{'、'.join(missing)}。", field="held")
