"""History in the clerk's words, 撤销 and 重做, the recycle bin, many rows at once, saved filters."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import delete, func, select

from app.database.engine import Database
from app.errors import Refused
from app.models import Base
from app.models.funds import FundsEntry
from app.models.history import Change, ChangeSet
from app.models.projects import Milestone, ProgressNote, Project
from app.models.shares import Share
from app.services import bulk, funds, history, leads, offices, projects, recycle_bin, saved_filters, units
from app.services.funds import FundsForm
from app.services.history import undo as history_undo
from app.services.history.words import SILENT, field_title
from app.services.lists import Filter, Query
from app.services.projects import MilestoneLine, ProjectEntry, shares
from app.services.projects.many import NewProjects
from app.services.units import UnitEntry
from app.values.capital import Currency, FundsSource
from app.values.dates import PartialDate
from app.values.stages import MilestoneKind
from tests.builders import build

DAY = PartialDate
WAN = 1_000_000
OF_THE_FILE = {"change_sets", "changes", "meta", "submissions", "intakes"}


def made(database: Database, **entry: object) -> str:
    with database.work("登记项目") as session:
        return projects.save(session, ProjectEntry(**{"name": "农机零件项目", **entry}))  # type: ignore[arg-type]


def changed(database: Database, key: str, **entry: object) -> None:
    with database.work("修改项目") as session:
        before = projects.detail(session, key).entry
        projects.save(session, ProjectEntry(**{**before.__dict__, **entry}), key)


def undo(database: Database) -> str:
    with database.work("撤销") as session:
        return history_undo.undo_last(session, database.clock.now())


def redo(database: Database) -> str:
    with database.work("重做") as session:
        return history_undo.redo_last(session, database.clock.now())


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """All records as they stand, without the times of their change and the history itself."""
    found = {}
    with database.read() as session:
        for table in Base.metadata.sorted_tables:
            if table.name in OF_THE_FILE:
                continue
            columns = [c for c in table.c if c.name != "updated_at"]
            found[table.name] = sorted((tuple(row) for row in session.execute(select(*columns))), key=repr)
    return found


class TestHistory:
    def test_a_change_is_told_in_the_words_of_the_form(self, database: Database) -> None:
        key = made(database, total_investment=100 * WAN)
        with database.work("添加单位") as session:
            units.save(session, UnitEntry(name="法中村"))
        changed(database, key, total_investment=250 * WAN, unit="法中村")
        with database.read() as session:
            line, first = history.of_record(session, "projects", key)
        assert (line.action, line.kind, line.happened_at) == ("修改项目", "修改", database.clock.now())
        assert {(f.title, f.before, f.after) for f in line.fields} == {
            ("总投资", "100.00万元", "250.00万元"),
            ("责任单位", "", "法中村"),
        }
        assert (first.action, first.kind) == ("登记项目", "新增")

    def test_what_belongs_to_a_project_is_in_its_history(self, database: Database) -> None:
        key = made(database)
        with database.work("登记到位资金") as session:
            funds.save(session, FundsForm(key, DAY("2026-03-05"), 50 * WAN, source=FundsSource.OTHER_PROVINCE))
        with database.work("填写日期") as session:
            projects.set_milestones(session, key, [MilestoneLine("签约", None, DAY("2026-03"))])
        with database.read() as session:
            lines = history.of_record(session, "projects", key)
        assert {line.record for line in lines} == {"", "到位资金“2026-03-05 50.00万元”", "进程“签约”"}

    def test_sums_are_told_in_the_currency_of_their_entry(self, database: Database) -> None:
        key = made(database)
        with database.work("登记到位资金") as session:
            entry = funds.save(session, FundsForm(key, DAY("2026-03-05"), 50 * WAN, currency=Currency.DOLLAR))
        with database.work("修改到位资金") as session:
            funds.save(session, replace(funds.form(session, entry), amount=60 * WAN), entry)
        with database.read() as session:
            line = history.of_record(session, "funds", entry)[0]
        assert [(f.title, f.before, f.after) for f in line.fields] == [("金额", "50.00万美元", "60.00万美元")]

    def test_what_went_for_good_stays_in_the_history(self, database: Database) -> None:
        key = made(database)
        with database.work("填写日期") as session:
            projects.set_milestones(session, key, [MilestoneLine("开工", DAY("2026-03"))])
        with database.work("清空日期") as session:
            projects.set_milestones(session, key, [MilestoneLine("开工")])
        with database.read() as session:
            line = history.of_record(session, "projects", key)[0]
        assert (line.kind, line.record) == ("删除", "进程“开工”")
        assert ("计划日期", "2026-03", "") in {(f.title, f.before, f.after) for f in line.fields}

    def test_every_column_has_a_word_that_a_clerk_knows(self) -> None:
        named = [table for table in Base.metadata.sorted_tables if table.name not in OF_THE_FILE]
        nameless = [f"{t.name}.{c.name}" for t in named for c in t.c if field_title(t.name, c.name).isascii()]
        assert [name for name in nameless if name.partition(".")[2] not in SILENT] == []

    def test_what_was_done_lately_is_listed_with_what_was_taken_back(self, database: Database) -> None:
        made(database)
        undo(database)
        with database.read() as session:
            lines = history.recent(session)
        assert [(line.action, line.is_undone) for line in lines] == [("撤销", False), ("登记项目", True)]


class TestUndo:
    def everyday(self, database: Database, key: str) -> list[Callable[[], object]]:
        def enter_funds() -> None:
            with database.work("登记到位资金") as session:
                funds.save(session, FundsForm(key, DAY("2026-03-05"), 50 * WAN))

        def fill_dates() -> None:
            with database.work("填写日期") as session:
                projects.set_milestones(session, key, [MilestoneLine("签约", DAY("2026-02"), DAY("2026-03"))])

        def share() -> None:
            with database.work("分解") as session:
                shares.save(session, key, shares.evenly(["法中村", "上河村"]))

        def reshare() -> None:
            with database.work("分解") as session:
                shares.save(session, key, shares.evenly(["法中村"]))

        def step_back() -> None:
            with database.work("退回") as session:
                projects.step_back(session, key, "在谈", "重谈")

        def remove() -> None:
            with database.work("删除") as session:
                ids = list(session.scalars(select(FundsEntry.id)))
                funds.remove(session, ids, database.clock.now())
                projects.remove(session, [key], database.clock.now())

        return [enter_funds, fill_dates, share, reshare, step_back, remove]

    def test_each_action_is_taken_back_and_done_again_exactly(self, database: Database) -> None:
        with database.work("添加单位") as session:
            for name in ("法中村", "上河村"):
                units.save(session, UnitEntry(name=name))
        states = [everything(database)]
        key = made(database)
        states.append(everything(database))
        for act in self.everyday(database, key):
            act()
            states.append(everything(database))
        for before in reversed(states[:-1]):
            undo(database)
            assert everything(database) == before
        for after in states[1:]:
            redo(database)
            assert everything(database) == after

    def test_it_is_called_what_the_user_called_it(self, database: Database) -> None:
        made(database)
        assert undo(database) == "登记项目"
        assert redo(database) == "登记项目"

    def test_with_nothing_done_there_is_nothing_to_take_back(self, database: Database) -> None:
        with pytest.raises(Refused, match="没有可以撤销"):
            undo(database)
        with pytest.raises(Refused, match="没有可以重做"):
            redo(database)

    def test_the_very_first_action_leaves_the_office_to_those_that_follow(self, database: Database) -> None:
        with database.work("单位设置") as session:
            offices.establish(session, name="清溪镇", code="341823101", county="安和县")
        undo(database)
        with database.read() as session:
            assert offices.current(session) is None
            assert offices.own_or_none(session) is not None
        made(database)
        undo(database)
        redo(database)
        with database.read() as session:
            assert session.scalars(select(Project)).one().office_id == offices.own_or_none(session)

    def test_an_office_that_was_said_is_said_again(self, database: Database) -> None:
        with database.work("单位设置") as session:
            said = offices.establish(session, name="清溪镇", code="341823101", county="安和县")
        undo(database)
        redo(database)
        with database.read() as session:
            assert offices.current(session) == said

    def test_after_something_new_nothing_is_done_again(self, database: Database) -> None:
        key = made(database)
        changed(database, key, person="张丽")
        undo(database)
        changed(database, key, person="李明")
        with pytest.raises(Refused, match="没有可以重做"):
            redo(database)

    def test_undo_goes_back_step_by_step(self, database: Database) -> None:
        key = made(database)
        for person in ("张丽", "李明"):
            changed(database, key, person=person)
        undo(database)
        undo(database)
        with database.read() as session:
            assert projects.detail(session, key).entry.person == ""
        redo(database)
        with database.read() as session:
            assert projects.detail(session, key).entry.person == "张丽"

    def test_a_taken_back_attachment_keeps_its_bytes(self, database: Database) -> None:
        from app.services import attachments
        from app.services.attachments import CheckedFile

        key = made(database)
        with database.work("添加附件") as session:
            file = attachments.add(session, "projects", key, CheckedFile("照片.jpg", "image/jpeg", b"\xff\xd8\xff1"))
        undo(database)
        with database.read() as session:
            assert attachments.lines(session, "projects", key) == ()
        redo(database)
        with database.read() as session:
            assert attachments.content(session, file) == b"\xff\xd8\xff1"

    def test_children_go_and_come_with_their_project(self, database: Database) -> None:
        with database.work("登记项目") as session:
            key = projects.save(session, ProjectEntry(name="甲"))
            build(session, ProgressNote, project_id=key)
            projects.set_milestones(session, key, [MilestoneLine("签约", None, DAY("2026-03"))])
        undo(database)
        with database.read() as session:
            assert [session.scalar(select(m).limit(1)) for m in (Project, Milestone, ProgressNote, Share)] == [None] * 4
        redo(database)
        with database.read() as session:
            assert projects.detail(session, key).stage == "签约"


class TestUndoOfALedger:
    """Many rows at once go by another way than single records: it must be as exact."""

    def taken(self, database: Database, count: int = 45) -> str:
        key = made(database, name="早先的项目")
        with database.work("导入项目台账") as session:
            for number in range(count):
                one = projects.save(session, ProjectEntry(name=f"项目{number}", total_investment=number * WAN))
                projects.set_milestones(session, one, [MilestoneLine("签约", DAY("2026-02"), DAY("2026-03-05"))])
                funds.save(session, FundsForm(one, DAY("2026-03-06"), WAN, source=FundsSource.OTHER_PROVINCE))
        return key

    def lines(self, database: Database, number: int) -> dict[tuple[str, str], tuple[object, object]]:
        with database.read() as session:
            of_set = session.scalars(select(Change).where(Change.set_number == number))
            parts = [each for each in of_set if each.table_name != "projects"]  # those change twice in one action
            return {(each.table_name, each.record_id): (each.before, each.after) for each in parts}

    def number(self, database: Database) -> int:
        with database.read() as session:
            return session.scalar(select(func.max(ChangeSet.number))) or 0

    def test_it_is_taken_back_and_done_again_exactly(self, database: Database) -> None:
        self.taken(database)
        after = everything(database)
        undo(database)
        with database.read() as session:
            assert list(session.scalars(select(Project.name))) == ["早先的项目"]
            assert session.scalar(select(func.count()).select_from(Milestone)) == 0
        redo(database)
        assert everything(database) == after

    def test_the_history_of_undoing_is_the_mirror_of_what_was_done(self, database: Database) -> None:
        self.taken(database)
        done = self.number(database)
        undo(database)
        undone = self.number(database)
        redo(database)
        again = self.number(database)
        first, second, third = (self.lines(database, number) for number in (done, undone, again))
        made_there = {key: after for key, (before, after) in first.items() if before is None}
        assert {key: value[0] for key, value in second.items()} == made_there
        assert {value[1] for value in second.values()} == {None}
        assert {key: value[1] for key, value in third.items()} == made_there

    def test_what_others_hung_on_it_without_history_goes_with_it(self, database: Database) -> None:
        self.taken(database)
        with database.work("旁的") as session:
            session.add(ProgressNote(project_id=session.scalar(select(Project.id).where(Project.name == "项目3"))))
        with database.work("旁的历史") as session:
            last = session.scalar(select(func.max(ChangeSet.number)).where(ChangeSet.title == "旁的"))
            session.execute(delete(Change).where(Change.set_number == last))
            session.execute(delete(ChangeSet).where(ChangeSet.number == last))
        undo(database)
        with database.read() as session:
            assert session.scalar(select(func.count()).select_from(Project)) == 1
            assert session.scalar(select(func.count()).select_from(ProgressNote)) == 0

    def test_a_record_that_is_gone_stops_it_whole(self, database: Database) -> None:
        self.taken(database)
        with database.work("偷偷删除") as session:
            session.execute(delete(FundsEntry).where(FundsEntry.amount == WAN))
        before = everything(database)
        with pytest.raises(Refused, match="后来又改动过"):
            undo(database)
        assert everything(database) == before

    def test_stopped_on_the_way_it_takes_nothing(self, database: Database) -> None:
        self.taken(database)
        before = everything(database)

        def stop(done: int, whole: int) -> None:
            if done > whole // 3:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt), database.work("撤销") as session:
            history_undo.undo_last(session, database.clock.now(), stop)
        assert everything(database) == before


class TestRecycleBin:
    def removed(self, database: Database, *keys: str) -> None:
        with database.work("删除项目") as session:
            projects.remove(session, keys, database.clock.now())

    def test_what_was_removed_is_listed_and_comes_back(self, database: Database) -> None:
        key = made(database)
        self.removed(database, key)
        with database.read() as session:
            (row,) = recycle_bin.rows(session)
        assert (row.kind, row.noun, row.title) == ("projects", "项目", "农机零件项目")
        assert isinstance(row.removed_at, datetime)
        with database.work("还原项目") as session:
            assert recycle_bin.restore(session, "projects", [key]) == 1
            assert recycle_bin.restore(session, "projects", [key]) == 0
            assert projects.detail(session, key).entry.name == "农机零件项目"

    def test_funds_come_back_after_their_project(self, database: Database) -> None:
        key = made(database)
        with database.work("登记到位资金") as session:
            entry = funds.save(session, FundsForm(key, DAY("2026-03-05"), WAN))
            funds.remove(session, [entry], database.clock.now())
        self.removed(database, key)
        with pytest.raises(Refused, match="先还原项目"), database.work("还原") as session:
            recycle_bin.restore(session, "funds", [entry])
        with database.work("还原") as session:
            recycle_bin.restore(session, "projects", [key])
            recycle_bin.restore(session, "funds", [entry])

    def test_a_restore_is_told_as_such(self, database: Database) -> None:
        key = made(database)
        self.removed(database, key)
        with database.work("还原项目") as session:
            recycle_bin.restore(session, "projects", [key])
        with database.read() as session:
            assert [line.kind for line in history.of_record(session, "projects", key)] == ["还原", "删除", "新增"]


class TestBulk:
    def test_one_field_of_many_is_one_action(self, database: Database) -> None:
        keys = [made(database, name=name) for name in ("甲", "乙", "丙")]
        with database.work("批量修改包抓领导") as session:
            assert bulk.change(session, "projects", keys, "leader", "王强") == 3
        undo(database)
        with database.read() as session:
            assert [projects.detail(session, key).entry.leader for key in keys] == ["", "", ""]

    def test_what_is_so_already_is_not_counted(self, database: Database) -> None:
        keys = [made(database, name="甲", leader="王强"), made(database, name="乙")]
        with database.work("批量修改") as session:
            assert bulk.change(session, "projects", keys, "leader", "王强") == 1

    def test_a_refusal_names_its_row_and_takes_all_back(self, database: Database) -> None:
        keys = [made(database, name=name) for name in ("甲", "乙")]
        with pytest.raises(Refused, match="“甲”：没有“没有的村”"), database.work("批量修改") as session:
            bulk.change(session, "projects", keys, "unit", "没有的村")

    def test_a_closed_list_takes_its_own_words_alone(self, database: Database) -> None:
        key = made(database)
        with database.work("批量修改") as session:
            bulk.change(session, "projects", [key], "nature", "外资")
            assert str(projects.detail(session, key).entry.nature) == "外资"
        with pytest.raises(Refused, match="只能是"), database.work("批量修改") as session:
            bulk.change(session, "projects", [key], "nature", "侨资")

    def test_names_and_stages_are_not_given_to_many(self, database: Database) -> None:
        with pytest.raises(Refused, match="不能批量修改"), database.work("批量修改") as session:
            bulk.change(session, "projects", ["x"], "name", "甲")

    def test_leads_funds_and_problems_have_their_own_fields(self, database: Database) -> None:
        key = made(database)
        with database.work("批量修改") as session:
            lead = leads.save(session, leads.LeadEntry(name="线索"))
            entry = funds.save(session, FundsForm(key, DAY("2026-03-05"), WAN))
            assert bulk.change(session, "leads", [lead], "next_on", DAY("2026-12-01")) == 1
            assert bulk.change(session, "funds", [entry], "source", "省外") == 1
            assert funds.form(session, entry).source is FundsSource.OTHER_PROVINCE
        for name in ("projects", "leads", "funds", "problems"):
            assert all(field.title for field in bulk.fields(name).values())


class TestSavedFilters:
    QUERY = Query(
        "农机",
        (
            Filter("stage", frozenset({"签约", None})),
            Filter("signed_on", low=DAY("2026-01"), high=DAY("2026-06-30")),
            Filter("total_investment", low=100),
        ),
        (("signed_on", True),),
        "签约",
    )

    def test_a_filter_comes_back_as_it_was_asked(self, database: Database) -> None:
        with database.work("保存筛选") as session:
            saved_filters.save(session, "projects", "上半年签约", self.QUERY)
        with database.read() as session:
            (kept,) = saved_filters.rows(session, "projects")
            listing = projects.listing(2026, database.clock.today())
            assert (kept.name, kept.query) == ("上半年签约", self.QUERY)
            assert listing.ids(session, kept.query) == []

    def test_the_same_name_is_the_same_filter(self, database: Database) -> None:
        with database.work("保存筛选") as session:
            first = saved_filters.save(session, "projects", "我的", self.QUERY)
            assert saved_filters.save(session, "projects", "我的", Query("茶")) == first
            saved_filters.save(session, "leads", "我的", Query("茶"))
            assert [kept.query.words for kept in saved_filters.rows(session, "projects")] == ["茶"]
            saved_filters.remove(session, [first])
            assert saved_filters.rows(session, "projects") == ()

    def test_a_filter_has_a_name_and_something_to_filter(self, database: Database) -> None:
        for name, query, field in (("", self.QUERY, "name"), ("空", Query(sort=(("name", False),)), "query")):
            with pytest.raises(Refused) as refused, database.work("保存筛选") as session:
                saved_filters.save(session, "projects", name, query)
            assert refused.value.field == field


def test_rows_put_in_together_are_in_the_history_even_after_a_savepoint_was_taken_back(database: Database) -> None:
    with database.work("导入项目台账") as session:
        new = NewProjects(session, 2026)
        signed = MilestoneLine(MilestoneKind.SIGNED, None, DAY("2026-03"))
        key = new.keep(ProjectEntry(name="农机零件项目", total_investment=5 * WAN), [signed], None).id
        with suppress(Refused), session.begin_nested():
            projects.save(session, ProjectEntry(name=""))
        new.write()
    with database.read() as session:
        told = {change.table_name: change.after for change in session.scalars(select(Change)) if change.after}
        assert told["projects"]["name"] == "农机零件项目"
        assert told["projects"]["stage"] == session.get_one(Project, key).stage == "签约"
        assert told["milestones"]["actual_on"] == "2026-03"
    undo(database)
    with database.read() as session:
        assert session.get(Project, key) is None
    redo(database)
    with database.read() as session:
        assert projects.detail(session, key).milestones == (signed,)
