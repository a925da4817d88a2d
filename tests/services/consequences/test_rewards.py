"""引资人 rewards: one recipient a project, steps that add up exactly, paid in order and only with a paper's number."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.database.engine import Database
from app.errors import Refused
from app.models.projects import Project
from app.services.consequences import rewards
from app.services.consequences.rewards import RewardEntry, RewardRow
from app.services.consequences.steps import (
    DEFAULT_STEPS,
    RewardStep,
    parts,
    read_step,
    step_text,
    steps_from,
    steps_text,
)
from app.values.dates import PartialDate
from tests.builders import build

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9)  # noqa: DTZ001 - an office lives in its local time
MAY, JUNE = PartialDate("2026-05-20"), PartialDate("2026-06-30")


def _entry(project: str, **others: object) -> RewardEntry:
    given = {"introducer": "李明", "total": 1_000_001, "review_number": "清招审〔2026〕3号"} | others
    return RewardEntry(project, **given)  # type: ignore[arg-type]


def _rows(session: Session) -> list[RewardRow]:
    return rewards.listing().rows(session, rewards.listing().ids(session))


@given(
    total=st.integers(1, 10**13),
    cuts=st.lists(st.integers(1, 99), max_size=8, unique=True).map(sorted),
)
def test_the_steps_add_up_to_the_sum_and_stay_within_a_fen_of_their_share(total: int, cuts: list[int]) -> None:
    ends = [*cuts, 100]
    steps = [RewardStep("步", end - start) for start, end in zip([0, *cuts], ends, strict=True)]
    amounts = parts(total, steps)
    assert sum(amounts) == total
    assert all(abs(amount * 100 - total * step.percent) <= 100 for amount, step in zip(amounts, steps, strict=True))


@given(title=st.text(st.characters(categories=["Lo"]), min_size=1, max_size=20), percent=st.integers(1, 100))
def test_a_step_reads_back_as_it_was_written(title: str, percent: int) -> None:
    step = RewardStep(title, percent)
    assert read_step(step_text(1, step)) == step
    assert steps_from(steps_text([step])) == (step,)


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("签约：40%\n投产：60％", (RewardStep("签约", 40), RewardStep("投产", 60))),
        ("一次性发放（100%）", (RewardStep("一次性发放", 100),)),
    ],
)
def test_steps_are_typed_as_offices_write_them(text: str, steps: tuple[RewardStep, ...]) -> None:
    assert steps_from(text) == steps


@pytest.mark.parametrize("text", ["投产", "30%", "投产 三成"])
def test_a_step_without_its_share_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        steps_from(text)
    assert refused.value.field == "steps"


@pytest.mark.parametrize(
    ("base", "per_yi", "reward"),
    [
        (20_000_000_000, 1_000_000, 2_000_000),  # 2亿元 at 1万元 for each 亿元
        (12_345_678_900, 1_000_000, 1_234_600),  # 12345.68元, half up to whole 元
        (50, 1_000_000, 0),
    ],
)
def test_a_reward_in_proportion_is_a_whole_number_of_yuan(base: int, per_yi: int, reward: int) -> None:
    assert rewards.proportional(base, per_yi) == reward


def test_a_reward_is_paid_in_its_steps(database: Database) -> None:
    with database.work("奖励") as session:
        project = build(session, Project)
        ids = rewards.grant(session, _entry(project.id), NOW)
        rewards.pay(session, ids[:2], MAY, TODAY)
        rows = _rows(session)
    assert [row.amount for row in rows] == [400_000, 300_001, 300_000]
    assert [row.state for row in rows] == ["已发放", "已发放", "未发放"]
    assert rows[0].step == "1. 土地款缴清并注册公司（40%）"
    assert rows[1].capitals == "人民币叁仟元零壹分"


def test_a_project_rewards_one_recipient(database: Database) -> None:
    with database.work("奖励") as session:
        project = build(session, Project, introducer="李明")
        assert rewards.entry(session, project.id).introducer == "李明"
        assert project.id in {key for key, _, _ in rewards.projects(session)}
        rewards.grant(session, _entry(project.id), NOW)
        assert project.id not in {key for key, _, _ in rewards.projects(session)}
        with pytest.raises(Refused, match="李明") as refused:
            rewards.grant(session, _entry(project.id, introducer="张丽"), NOW)
    assert refused.value.field == "project_id"


def test_nothing_is_paid_without_a_review_number_nor_out_of_order_nor_twice(database: Database) -> None:
    with database.work("奖励") as session:
        project = build(session, Project)
        first, second, _ = rewards.grant(session, _entry(project.id, review_number=""), NOW)
        with pytest.raises(Refused, match="审查文号"):
            rewards.pay(session, [first], MAY, TODAY)
        rewards.change(session, _entry(project.id), NOW)
        with pytest.raises(Refused, match="按顺序"):
            rewards.pay(session, [second], MAY, TODAY)
        rewards.pay(session, [first], JUNE, TODAY)
        with pytest.raises(Refused, match="重复"):
            rewards.pay(session, [first], JUNE, TODAY)
        with pytest.raises(Refused, match="早于上一步"):
            rewards.pay(session, [second], MAY, TODAY)
        with pytest.raises(Refused, match="晚于今天"):
            rewards.pay(session, [second], PartialDate("2027-01"), TODAY)


def test_before_the_first_payment_everything_changes_after_it_only_number_and_note(database: Database) -> None:
    two = (RewardStep("签约", 50), RewardStep("投产", 50))
    with database.work("奖励") as session:
        project = build(session, Project)
        rewards.grant(session, _entry(project.id), NOW)
        ids = rewards.change(session, _entry(project.id, steps=two, total=300_001, introducer="张丽"), NOW)
        kept = rewards.entry(session, project.id)
        rewards.pay(session, ids[:1], MAY, TODAY)
        for other in ({"total": 5}, {"introducer": "李明"}, {"steps": DEFAULT_STEPS}):
            with pytest.raises(Refused):
                rewards.change(
                    session, _entry(project.id, **({"steps": two, "total": 300_001, "introducer": "张丽"} | other)), NOW
                )
        rewards.change(
            session,
            _entry(project.id, steps=two, total=300_001, introducer="张丽", review_number="新文号", note="公示无异议"),
            NOW,
        )
        rows = _rows(session)
    assert (kept.total, kept.steps, kept.introducer) == (300_001, two, "张丽")
    assert [(row.amount, row.review_number, row.note) for row in rows] == [
        (150_001, "新文号", "公示无异议"),
        (150_000, "新文号", "公示无异议"),
    ]


def test_payments_go_back_last_first_and_a_paid_reward_is_not_deleted(database: Database) -> None:
    with database.work("奖励") as session:
        project = build(session, Project)
        ids = rewards.grant(session, _entry(project.id), NOW)
        rewards.pay(session, ids[:2], MAY, TODAY)
        with pytest.raises(Refused, match="后面"):
            rewards.take_back(session, ids[:1])
        with pytest.raises(Refused, match="不能删除"):
            rewards.remove(session, [project.id], NOW)
        rewards.take_back(session, ids[:2])
        assert rewards.remove(session, [project.id, project.id], NOW) == 3
        assert _rows(session) == []


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"introducer": " "}, "introducer"),
        ({"total": None}, "total"),
        ({"total": 0}, "total"),
        ({"steps": ()}, "steps"),
        ({"steps": (RewardStep("签约", 40), RewardStep("投产", 50))}, "steps"),
        ({"steps": (RewardStep("", 100),)}, "steps"),
        ({"steps": (RewardStep("签约", 0), RewardStep("投产", 100))}, "steps"),
    ],
)
def test_an_unfinished_reward_is_refused_at_its_field(database: Database, other: dict[str, object], field: str) -> None:
    with database.work("奖励") as session:
        project = build(session, Project)
        with pytest.raises(Refused) as refused:
            rewards.grant(session, _entry(project.id, **other), NOW)
    assert refused.value.field == field
