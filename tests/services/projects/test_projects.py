"""The life of a project: gates, dates in order, back and end with reasons, 二次招商, promises that were not kept."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.clock import fixed
from app.database.engine import open_database
from app.errors import Refused
from app.models.agreements import AgreementKind
from app.models.attachments import Attachment
from app.models.gates import GateKind, GateResult
from app.models.problems import ProcedureState
from app.models.projects import Milestone, Project
from app.services import carriers, projects, units
from app.services.carriers import CarrierEntry
from app.services.projects import (
    MilestoneLine,
    ProjectEntry,
    agreements,
    board,
    conditions,
    deadlines,
    gates,
    notes,
    procedures,
    succession,
)
from app.services.projects.agreements import AgreementEntry
from app.services.projects.deadlines import ExitTerms, Matter, Step
from app.services.projects.gates import GateEntry, Opinion, Verdict
from app.services.projects.notes import NoteEntry
from app.services.projects.procedures import ProcedureEntry
from app.services.projects.rules import GateRules, Strictness, rules, set_rules
from app.services.units import UnitEntry
from app.values.dates import PartialDate
from app.values.stages import MilestoneKind
from tests.builders import build

DAY = PartialDate
TODAY = date(2026, 11, 22)
GOOD_CODE, BAD_CODE = "91350100M000100Y43", "91350100M000100Y44"
EVERY = Strictness.MUST
STRICT = GateRules(EVERY, EVERY, EVERY, EVERY, EVERY, EVERY, EVERY)
LAX = GateRules(*[Strictness.NOT_ASKED] * 7)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("projects") / "空.db"
    open_database(path, fixed(TODAY)).close()
    return path


@pytest.fixture
def session(file: Path) -> Iterator[Session]:
    database = open_database(file, fixed(TODAY))
    with database.trial() as session:
        for name in ("法中村", "经发办"):
            units.save(session, UnitEntry(name=name))
        yield session
    database.close()


def project(session: Session, name: str = "农机零件项目", **entry: object) -> str:
    return projects.save(session, ProjectEntry(name=name, **entry), year=2026)  # type: ignore[arg-type]


def at(session: Session, stage: str, *dates: tuple[str, str], **entry: object) -> str:
    key = project(session, **entry)
    projects.set_milestones(session, key, [MilestoneLine(kind, None, DAY(on)) for kind, on in dates], stage)
    return key


def stage(session: Session, key: str) -> str:
    return projects.detail(session, key).stage


def review(session: Session, key: str, *, passed: bool = True, on: str = "2026-03-01") -> None:
    verdict = Verdict.PASSED if passed else Verdict.REFUSED
    opinions = tuple(Opinion(point, verdict) for point in gates.POINTS)
    result = GateResult.PASSED if passed else GateResult.REFUSED
    gates.save(session, key, GateEntry(GateKind.REVIEW, DAY(on), result, opinions=opinions))


def papers(
    session: Session, key: str, *, bond: int | None = None, kind: AgreementKind = AgreementKind.INVESTMENT
) -> str:
    gates.save(session, key, GateEntry(GateKind.LEGALITY, DAY("2026-03-02"), GateResult.PASSED))
    gates.save(session, key, GateEntry(GateKind.EXECUTIVE_MEETING, DAY("2026-03-03"), GateResult.PASSED, "〔2026〕3号"))
    due = DAY("2026-04-01") if bond else None
    return agreements.save(session, key, AgreementEntry(kind, "1号", DAY("2026-03-05"), 1_000_000, bond, due))


def refusal(act: object, *args: object, **named: object) -> Refused:
    with pytest.raises(Refused) as caught:
        act(*args, **named)  # type: ignore[operator]
    return caught.value


class TestGates:
    def test_without_a_review_nothing_is_signed(self, session: Session) -> None:
        key = at(session, "在谈")
        refused = refusal(projects.advance, session, key, "签约", DAY("2026-03-05"))
        assert "未经评审" in refused.message
        assert stage(session, key) == "在谈"

    def test_a_review_that_failed_lets_nothing_be_signed(self, session: Session) -> None:
        key = at(session, "在谈")
        review(session, key, passed=False)
        assert "未通过" in refusal(projects.advance, session, key, "签约", DAY("2026-03-05")).message
        assert "未通过" in refusal(projects.advance, session, key, "评审", DAY("2026-03-05")).message

    def test_the_last_review_counts(self, session: Session) -> None:
        key = at(session, "在谈")
        review(session, key, passed=False, on="2026-02-01")
        review(session, key, on="2026-03-01")
        projects.advance(session, key, "签约", DAY("2026-03-05"))
        assert stage(session, key) == "签约"

    def test_the_date_of_a_review_from_a_ledger_is_a_review(self, session: Session) -> None:
        key = at(session, "在谈", ("评审", "2026-02-01"))
        projects.advance(session, key, "签约", DAY("2026-03-05"))
        assert stage(session, key) == "签约"

    def test_an_office_may_ask_for_no_review(self, session: Session) -> None:
        set_rules(session, LAX)
        key = at(session, "在谈")
        projects.advance(session, key, "签约", DAY("2026-03-05"))
        assert conditions.needs(session, key, "开工") == ()

    def test_the_office_s_rules_are_kept(self, session: Session) -> None:
        assert rules(session) == GateRules()
        set_rules(session, STRICT)
        assert rules(session) == STRICT

    @pytest.mark.parametrize(
        ("missing", "words"), [("agreement", "协议"), ("legality", "合法性审查"), ("meeting", "纪要")]
    )
    def test_what_a_strict_office_asks_for_at_the_signature_is_named(
        self, session: Session, missing: str, words: str
    ) -> None:
        set_rules(session, GateRules(**{missing: EVERY}))
        key = at(session, "评审")
        assert words in refusal(projects.advance, session, key, "签约", DAY("2026-03-05")).message
        papers(session, key)
        projects.advance(session, key, "签约", DAY("2026-03-05"))

    def test_a_framework_agreement_is_no_signature(self, session: Session) -> None:
        set_rules(session, STRICT)
        key = at(session, "评审")
        papers(session, key, kind=AgreementKind.FRAMEWORK)
        assert "框架协议不算签约" in refusal(projects.advance, session, key, "签约", DAY("2026-03-05")).message

    def test_what_the_office_wants_to_be_reminded_of_does_not_stop_a_step(self, session: Session) -> None:
        key = at(session, "评审")
        reminded = [sentence for _, sentence in conditions.reminders(session, key, "签约")]
        assert len(reminded) == 3
        projects.advance(session, key, "签约", DAY("2026-03-05"))

    def test_a_bond_that_is_owed_keeps_a_project_from_landing(self, session: Session) -> None:
        set_rules(session, GateRules(bond=EVERY))
        key = at(session, "签约")
        agreement = papers(session, key, bond=5_000_000)
        assert "5.00万元" in refusal(projects.advance, session, key, "落地", DAY("2026-05")).message
        entry = next(line.entry for line in agreements.lines(session, key))
        paid = AgreementEntry(**{**entry.__dict__, "bond_paid": 5_000_000, "bond_paid_on": DAY("2026-04-02")})
        agreements.save(session, key, paid, agreement)
        projects.advance(session, key, "落地", DAY("2026-05"))

    @pytest.mark.parametrize("code", ["", BAD_CODE])
    def test_a_strict_office_lands_nothing_without_a_right_credit_code(self, session: Session, code: str) -> None:
        set_rules(session, GateRules(credit_code=EVERY))
        key = at(session, "签约", credit_code=code)
        assert refusal(projects.advance, session, key, "落地", DAY("2026-05")).field == "credit_code"

    def test_a_wrong_credit_code_is_warned_of_on_saving_and_a_right_one_lands(self, session: Session) -> None:
        assert [f for f, _ in projects.warnings(ProjectEntry(name="甲", credit_code=BAD_CODE))] == ["credit_code"]
        set_rules(session, GateRules(credit_code=EVERY))
        key = at(session, "签约", credit_code=GOOD_CODE)
        projects.advance(session, key, "落地", DAY("2026-05"))

    def test_a_start_is_proved_by_a_permit_or_a_dated_photo(self, session: Session) -> None:
        set_rules(session, GateRules(start_evidence=EVERY))
        written, pictured, permitted, bare = (at(session, "落地", ("签约", "2026-03-05"), name=n) for n in "甲乙丙丁")
        projects.advance(session, written, "开工", DAY("2026-06"), "施工许可5号")
        build(
            session,
            Attachment,
            owner_kind="projects",
            owner_id=pictured,
            media_type="image/jpeg",
            taken_on=DAY("2026-06"),
        )
        projects.advance(session, pictured, "开工", DAY("2026-06"))
        procedures.save(session, permitted, ProcedureEntry("施工许可", ProcedureState.DONE, done_on=DAY("2026-05-30")))
        projects.advance(session, permitted, "开工", DAY("2026-06"))
        build(session, Attachment, owner_kind="projects", owner_id=bare, media_type="image/jpeg")
        assert refusal(projects.advance, session, bare, "开工", DAY("2026-06")).field == "evidence"

    def test_a_step_over_several_stages_passes_the_gates_of_all(self, session: Session) -> None:
        set_rules(session, STRICT)
        key = at(session, "储备")
        found = {need.rule for need in conditions.needs(session, key, "开工") if not need.is_met}
        assert found == {"review", "agreement", "legality", "meeting", "credit_code", "start_evidence"}


class TestReviews:
    def test_a_review_passes_only_when_every_point_was_judged(self, session: Session) -> None:
        key, blank = project(session), gates.blank_review(session)
        entry = GateEntry(GateKind.REVIEW, DAY("2026-03"), GateResult.PASSED, opinions=blank.opinions)
        assert refusal(gates.save, session, key, entry).field == "opinions"
        assert len(blank.opinions) == 6

    def test_a_review_does_not_pass_over_a_point_that_was_refused(self, session: Session) -> None:
        key = project(session)
        opinions = tuple(Opinion(p, Verdict.REFUSED if p == "环境保护" else Verdict.PASSED) for p in gates.POINTS)
        refused = refusal(
            gates.save, session, key, GateEntry(GateKind.REVIEW, DAY("2026-03"), GateResult.PASSED, opinions=opinions)
        )
        assert (refused.field, "环境保护" in refused.message) == ("result", True)

    def test_a_review_of_some_points_alone_does_not_pass(self, session: Session) -> None:
        opinions = tuple(Opinion(point, Verdict.PASSED) for point in gates.POINTS[:4])
        entry = GateEntry(GateKind.REVIEW, DAY("2026-03"), GateResult.PASSED, opinions=opinions)
        refused = refusal(gates.save, session, project(session), entry)
        assert (refused.field, refused.message) == ("opinions", "还没有评环境保护、经济效益，逐项评完才能通过。")

    def test_an_old_review_may_be_changed_after_the_office_asks_for_other_points(self, session: Session) -> None:
        key = project(session)
        review(session, key)
        gates.set_points(session, ("选址", "能耗"))
        (line,) = gates.lines(session, key)
        gates.save(session, key, replace(line.entry, note="会后补正"), line.id)
        refused = refusal(gates.save, session, key, line.entry)
        assert "选址、能耗" in refused.message

    def test_a_meeting_that_passed_a_project_has_minutes_with_a_number(self, session: Session) -> None:
        entry = GateEntry(GateKind.STANDING_COMMITTEE, DAY("2026-03"), GateResult.PASSED)
        assert refusal(gates.save, session, project(session), entry).field == "document_number"

    def test_a_result_has_its_day(self, session: Session) -> None:
        entry = GateEntry(GateKind.LEGALITY, None, GateResult.REFUSED)
        assert refusal(gates.save, session, project(session), entry).field == "decided_on"

    def test_opinions_come_back_as_they_were_entered(self, session: Session) -> None:
        key = project(session)
        opinions = (Opinion("法律法规", Verdict.PASSED, "无异议"), Opinion("环境保护", Verdict.OPEN))
        gates.save(session, key, GateEntry(opinions=opinions))
        assert gates.lines(session, key)[0].entry.opinions == opinions

    def test_an_office_may_have_points_of_its_own(self, session: Session) -> None:
        gates.set_points(session, ("选址", "能耗"))
        assert [each.point for each in gates.blank_review(session).opinions] == ["选址", "能耗"]
        assert refusal(gates.set_points, session, ("选址", "选址")).field == "points"
        key = project(session)
        gates.save(session, key, gates.blank_review(session))
        assert [each.point for each in gates.lines(session, key)[0].entry.opinions] == ["选址", "能耗"]


class TestDates:
    def test_a_start_before_the_signature_is_refused(self, session: Session) -> None:
        key = at(session, "签约", ("签约", "2026-03-05"))
        assert refusal(projects.advance, session, key, "开工", DAY("2026-03-04")).field == "on"
        line = MilestoneLine("开工", None, DAY("2026-02"))
        assert refusal(projects.enter_dates, session, key, [line], TODAY).field == "开工实际"

    def test_a_date_known_to_the_month_may_be_the_signature_s_own_month(self, session: Session) -> None:
        key = at(session, "签约", ("签约", "2026-03-05"))
        projects.advance(session, key, "开工", DAY("2026-03"))
        kept = {line.kind: line.actual_on for line in projects.detail(session, key).milestones}
        assert kept["开工"] == DAY("2026-03")

    def test_nothing_starts_that_was_not_signed(self, session: Session) -> None:
        set_rules(session, LAX)
        key = at(session, "在谈")
        assert "还没有签约" in refusal(projects.advance, session, key, "开工", DAY("2026-03")).message
        line = MilestoneLine("开工", None, DAY("2026-03"))
        assert "还没有签约" in refusal(projects.enter_dates, session, key, [line]).message

    def test_a_project_that_a_ledger_knows_as_signed_without_a_date_starts(self, session: Session) -> None:
        key = at(session, "签约")
        projects.advance(session, key, "开工", DAY("2026-03"))
        assert stage(session, key) == "开工"

    def test_dates_typed_into_the_sheet_pass_the_same_gates(self, session: Session) -> None:
        key = at(session, "在谈")
        lines = [MilestoneLine("签约", None, DAY("2026-03-05"))]
        assert "未经评审" in refusal(projects.enter_dates, session, key, lines).message
        review(session, key)
        projects.enter_dates(session, key, lines, TODAY)
        assert stage(session, key) == "签约"

    def test_what_has_not_come_is_no_actual_date(self, session: Session) -> None:
        key = at(session, "签约", ("签约", "2026-03-05"))
        assert refusal(projects.advance, session, key, "开工", DAY("2027-01"), today=TODAY).field == "on"
        line = MilestoneLine("开工", None, DAY("2026-11-23"))
        assert refusal(projects.enter_dates, session, key, [line], TODAY).field == "开工实际"
        projects.advance(session, key, "开工", DAY("2026-11"), today=TODAY)

    def test_an_end_in_the_sheet_of_dates_is_sent_to_where_its_reason_is_asked(self, session: Session) -> None:
        key = at(session, "在谈")
        refused = refusal(projects.enter_dates, session, key, [MilestoneLine("终止", None, DAY("2026-03"))])
        assert "原因" in refused.message

    def test_a_ledger_s_disorder_does_not_stop_the_change_of_another_date(self, session: Session) -> None:
        key = at(session, "开工", ("签约", "2026-05-01"), ("开工", "2026-03-01"))
        projects.enter_dates(session, key, [MilestoneLine("入统", None, DAY("2026-06"))])
        assert [field for field, _ in projects.date_warnings(projects.detail(session, key).milestones)] == ["开工实际"]

    def test_plans_may_lie_in_the_future_and_move_nothing(self, session: Session) -> None:
        key = at(session, "在谈")
        projects.enter_dates(session, key, [MilestoneLine("开工", DAY("2027-05"))], TODAY)
        assert stage(session, key) == "在谈"


class TestEnds:
    def test_going_back_needs_a_reason_which_stays(self, session: Session) -> None:
        key = at(session, "签约", ("签约", "2026-03-05"))
        assert refusal(projects.step_back, session, key, "在谈", " ").field == "reason"
        projects.step_back(session, key, "在谈", "投资方要求重谈", DAY("2026-04-01"))
        assert stage(session, key) == "在谈"
        note = notes.lines(session, key)[0].entry
        assert (note.noted_on, "投资方要求重谈" in note.content) == (DAY("2026-04-01"), True)

    def test_an_end_needs_a_reason_and_no_gate(self, session: Session) -> None:
        set_rules(session, STRICT)
        key = at(session, "在谈")
        assert refusal(projects.advance, session, key, "终止", DAY("2026-03")).field == "reason"
        projects.advance(session, key, "终止", DAY("2026-03"), reason="投资方放弃")
        assert (stage(session, key), projects.detail(session, key).end_reason) == ("终止", "投资方放弃")
        assert "另建项目" in refusal(projects.advance, session, key, "签约", DAY("2026-04")).message

    def test_an_ended_project_is_taken_up_again_as_a_new_one(self, session: Session) -> None:
        key = at(session, "在谈", site="法中村", investor="甲公司", unit="法中村", contract_amount=100)
        assert "还没有终止" in refusal(succession.reinvite, session, key).message
        projects.advance(session, key, "终止", DAY("2026-03"), reason="投资方放弃")
        new = succession.reinvite(session, key, year=2026)
        entry = projects.detail(session, new).entry
        assert (entry.site, entry.unit, entry.investor, entry.contract_amount) == ("法中村", "法中村", "", None)
        assert stage(session, new) == "储备"
        back, on = succession.links(session, new), succession.links(session, key)
        assert back.predecessor is not None
        assert (back.predecessor.id, [each.id for each in on.successors]) == (key, [new])
        assert "已经建了" in refusal(succession.reinvite, session, key).message

    def test_the_project_that_takes_another_up_is_no_double_of_it(self, session: Session) -> None:
        key = at(session, "在谈", investor="甲公司", name="年产5万套农机零件项目")
        projects.advance(session, key, "终止", DAY("2026-03"), reason="投资方放弃")
        new = succession.reinvite(session, key)
        entry = ProjectEntry(name="年产5万套农机零件项目", investor="甲公司")
        projects.enter(session, entry, new)
        assert "已经登记过" in refusal(projects.enter, session, entry).message

    def test_a_project_with_funds_is_not_deleted(self, session: Session) -> None:
        from app.models.funds import FundsEntry

        key = project(session)
        build(session, FundsEntry, project_id=key)
        assert "到位资金" in refusal(projects.remove, session, [key], fixed(TODAY).now()).message


class TestPromises:
    def late_start(self, session: Session, planned: str = "2026-03") -> str:
        key = at(session, "签约", ("签约", "2026-01-05"), unit="法中村", investor="甲公司")
        projects.set_milestones(session, key, [MilestoneLine("开工", DAY(planned))])
        return key

    def test_a_start_that_did_not_come_is_pressed_then_noticed_then_ended(self, session: Session) -> None:
        deadlines.set_terms(session, ExitTerms(start_grace=180))
        key = self.late_start(session)

        def step(on: str) -> Step | None:
            found = deadlines.overdue(session, DAY(on).first, key)
            return found[0].step if found else None

        assert [step(on) for on in ("2026-03-31", "2026-04-01", "2026-09-27", "2026-09-28")] == [
            None, Step.REMIND, Step.REMIND, Step.NOTICE,
        ]  # fmt: skip
        assert "没有发过" in refusal(deadlines.exits, session, key, DAY("2026-10-01").first).message
        deadlines.issue(session, key, Matter.START, DAY("2026-10-01"), DAY("2026-10-31"), "清政函〔2026〕1号")
        assert step("2026-10-31") is Step.WAIT
        assert "没有到" in refusal(deadlines.exits, session, key, DAY("2026-10-31").first).message
        (ready,) = deadlines.exits(session, key, DAY("2026-11-01").first)
        assert ready.notice is not None
        assert ready.notice.number == "清政函〔2026〕1号"

    def test_a_notice_stands_among_the_problems_until_the_start_comes(self, session: Session) -> None:
        from app.services import problems

        key = self.late_start(session)
        notice = deadlines.issue(session, key, Matter.START, DAY("2026-10-01"), DAY("2026-10-31"))
        assert problems.entry(session, notice).unit == "法中村"
        assert (
            "不要重复"
            in refusal(deadlines.issue, session, key, Matter.START, DAY("2026-10-02"), DAY("2026-11-30")).message
        )
        projects.advance(session, key, "开工", DAY("2026-10-20"))
        assert problems.entry(session, notice).closed_on == DAY("2026-10-20")
        assert deadlines.overdue(session, TODAY, key) == ()

    def test_a_bond_is_owed_until_it_is_paid_whole(self, session: Session) -> None:
        key = at(session, "签约", ("签约", "2026-03-05"))
        agreement = papers(session, key, bond=5_000_000)
        (late,) = deadlines.overdue(session, TODAY, key)
        assert (late.matter, late.owed, late.step) == (Matter.BOND, 5_000_000, Step.NOTICE)
        entry = agreements.lines(session, key)[0].entry
        part = {**entry.__dict__, "bond_paid": 2_000_000, "bond_paid_on": DAY("2026-11-01")}
        agreements.save(session, key, AgreementEntry(**part), agreement)
        assert deadlines.overdue(session, TODAY, key)[0].owed == 3_000_000
        agreements.save(session, key, AgreementEntry(**{**part, "bond_paid": 5_000_000}), agreement)
        assert deadlines.overdue(session, TODAY, key) == ()

    def test_no_notice_goes_out_where_nothing_is_late(self, session: Session) -> None:
        key = self.late_start(session, "2027-03")
        act = deadlines.issue
        assert "不需要" in refusal(act, session, key, Matter.START, DAY("2026-10-01"), DAY("2026-10-31")).message

    def test_an_ended_project_owes_nothing(self, session: Session) -> None:
        key = self.late_start(session)
        projects.advance(session, key, "终止", DAY("2026-10"), reason="退出")
        assert deadlines.overdue(session, TODAY, key) == ()


class TestBeside:
    def test_the_latest_note_is_the_project_s_progress(self, session: Session) -> None:
        key = project(session)
        notes.save(session, key, NoteEntry(DAY("2026-05-01"), "主体封顶"))
        notes.save(session, key, NoteEntry(DAY("2026-04-15"), "打桩"))
        assert projects.detail(session, key).entry.progress == "主体封顶"
        assert [line.entry.content for line in notes.lines(session, key)] == ["主体封顶", "打桩"]

    def test_of_two_on_one_day_the_one_entered_later_counts(self, session: Session) -> None:
        key, day = project(session), DAY("2026-05-01")
        for number in range(9):  # enough that no order of random ids passes by luck
            notes.save(session, key, NoteEntry(day, f"第{number}次"))
            assert projects.detail(session, key).entry.progress == f"第{number}次"
            result = GateResult.PASSED if number % 2 else GateResult.REFUSED
            gates.save(session, key, GateEntry(GateKind.LEGALITY, day, result))
            last = gates.latest(gates.lines(session, key), GateKind.LEGALITY)
            assert last is not None
            assert last.result is result

    def test_a_note_has_its_day_and_its_words(self, session: Session) -> None:
        key = project(session)
        assert refusal(notes.save, session, key, NoteEntry(None, "打桩")).field == "noted_on"
        assert refusal(notes.save, session, key, NoteEntry(DAY("2026-04"), " ")).field == "content"
        later = NoteEntry(DAY("2026-12-01"), "打桩")
        assert refusal(notes.save, session, key, later, today=TODAY).field == "noted_on"

    def test_the_office_s_list_of_formalities_is_laid_out_once(self, session: Session) -> None:
        key = project(session)
        procedures.set_titles(session, ("项目备案", "环评"))
        assert procedures.lay_out(session, key) == 2
        assert procedures.lay_out(session, key) == 0
        assert [line.entry.title for line in procedures.lines(session, key, TODAY)] == ["项目备案", "环评"]

    def test_a_formality_that_is_done_has_its_day_and_one_that_cannot_be_its_reason(self, session: Session) -> None:
        key = project(session)
        done, never = ProcedureEntry("环评", ProcedureState.DONE), ProcedureEntry("环评", ProcedureState.IMPOSSIBLE)
        assert refusal(procedures.save, session, key, done).field == "done_on"
        assert refusal(procedures.save, session, key, never).field == "note"
        procedures.save(session, key, ProcedureEntry("环评", due_on=DAY("2026-10")))
        assert procedures.lines(session, key, TODAY)[0].is_late
        assert refusal(procedures.save, session, key, ProcedureEntry("环评")).field == "title"

    def test_a_carrier_lets_no_more_than_it_has(self, session: Session) -> None:
        assert refusal(carriers.save, session, CarrierEntry("1号厂房", area=100, area_let=101)).field == "area_let"
        early = CarrierEntry("1号厂房", area=100, started_on=DAY("2026-05"), completed_on=DAY("2026-04"))
        assert refusal(carriers.save, session, early).field == "completed_on"

    def test_a_carrier_knows_what_is_free_and_who_sits_there(self, session: Session) -> None:
        key = carriers.save(session, CarrierEntry("1号厂房", area=150_000, area_let=50_000))
        sitting = project(session)
        carriers.settle(session, sitting, key)
        (row,) = carriers.listing().rows(session, [key])
        assert (row.area_free, row.projects) == (1_000 * 1_000_000, 1)
        assert "不能删除" in refusal(carriers.remove, session, [key], fixed(TODAY).now()).message
        assert carriers.projects_in(session, key) == ((sitting, "农机零件项目", "储备"),)

    def test_carriers_feed_the_indicators_of_their_name(self, session: Session) -> None:
        from app.services import indicators

        area = 12_000 * 100
        carriers.save(session, CarrierEntry("1号", area=area, started_on=DAY("2026-02"), completed_on=DAY("2026-10")))
        report = indicators.report(session, 2026, 11)
        assert [float(report.row(f"factory_area_{what}").actual or 0) for what in ("started", "completed")] == [
            1.2,
            1.2,
        ]

    def test_the_board_holds_each_project_in_its_column_with_its_days(self, session: Session) -> None:
        at(session, "签约", ("签约", "2026-11-02"))
        project(session, "另一个")
        columns = {column.title: column for column in board.columns(session, 2026, TODAY)}
        assert (columns["签约"].count, columns["储备"].count, columns["退库"].cards) == (1, 1, ())
        assert columns["签约"].cards[0].days_in_stage == 20

    def test_no_amount_is_less_than_nothing(self, session: Session) -> None:
        assert refusal(project, session, total_investment=-1).field == "total_investment"
        entry = AgreementEntry(bond_paid=-5, bond_paid_on=DAY("2026-03"))
        assert refusal(agreements.save, session, project(session), entry).field == "bond_paid"

    def test_automatic_codes_count_up_and_are_given_once(self, session: Session) -> None:
        first, second = project(session), project(session, "乙")
        codes = [projects.detail(session, key).entry.code for key in (first, second)]
        assert codes == ["2026-0001", "2026-0002"]
        projects.remove(session, [second], fixed(TODAY).now())
        assert projects.detail(session, project(session, "丙")).entry.code == "2026-0003"


def test_milestones_of_the_models_hold_one_line_for_each_event(session: Session) -> None:
    key = project(session)
    projects.set_milestones(session, key, [MilestoneLine("签约", DAY("2026-03"))])
    projects.set_milestones(session, key, [MilestoneLine("签约", DAY("2026-03"), DAY("2026-04"))])
    found = session.get_one(Project, key).milestones
    assert [(m.kind, m.actual_on) for m in found] == [(MilestoneKind.SIGNED, DAY("2026-04"))]
    assert isinstance(found[0], Milestone)
