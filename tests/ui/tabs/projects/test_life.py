"""A project's whole life by pressing what a clerk presses, 储备 to 达效 and 二次招商; wrong entries on the way."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from app.services import attachments, funds, projects
from app.services.projects import ProjectDetail, agreements, shares, succession
from app.ui import problems
from app.ui.desk import Desk
from app.ui.lists import attachment_list
from app.ui.main_window import MainWindow
from app.ui.tab import PROJECTS
from app.ui.tabs.projects.tab import ProjectsTab
from tests.ui.clerk import answers, choose, fill, opens, press, refused, saves
from tests.ui.parts import field_of, rows_in, sentence

GOOD_CODE, BAD_CODE = "91350100M000100Y43", "91350100M000100Y44"
NAME, INVESTOR = "竹木家具生产线", "青竹家具有限公司"


class Clerk:
    """One clerk at the projects tab, with one project in hand."""

    def __init__(self, tab: ProjectsTab, desk: Desk, qtbot: QtBot) -> None:
        self.tab, self.desk, self._qtbot = tab, desk, qtbot
        self.key = ""

    @property
    def project(self) -> ProjectDetail:
        with self.desk.read() as session:
            return projects.detail(session, self.key)

    def enters(self, name: str, **more: str) -> None:
        with opens(saves(name=name, investor=INVESTOR, total_investment="1.2亿", contract_amount="8000", **more)):
            press(self.tab, "新增项目")
        self.key = self.tab.table.current_id()
        self.looks()

    def looks(self) -> None:
        """Waits until the details stand beside the list."""
        self.tab.table.select(self.key)
        self._qtbot.waitUntil(lambda: self.tab.details._key == self.key)

    def advances(self, stage: str, on: str, **more: str) -> None:
        """推进阶段; what the office only reminds of is confirmed by a second press."""

        def step(form: Any) -> None:
            fill(form, stage=stage, on=on, **more)
            press(form, "推进")
            if form.isVisible() and "再点一次“推进”" in sentence(form).text():
                press(form, "推进")
            assert not form.isVisible(), sentence(form).text()

        with opens(step):
            press(self.tab, "推进阶段")
        assert self.project.stage == stage
        self.looks()

    def is_refused(self, field: str, said: str, stage: str, on: str, **more: str) -> None:
        """推进阶段 is refused at a field with these words; nothing changes and what was typed stays."""
        before = self.project

        def step(form: Any) -> None:
            fill(form, stage=stage, on=on, **more)
            press(form, "推进")
            if "再点一次" in sentence(form).text():
                press(form, "推进")
            assert said in refused(form, field)
            assert field_of(form, "on").text() == on

        with opens(step):
            press(self.tab, "推进阶段")
        assert self.project == before

    def records(self, part: str, **words: str) -> None:
        """登记 on one part of 进程."""
        self.page("进程", part)
        with opens(saves(**words)):
            press(self.part, "登记")
        self.looks()

    def reviews(self, on: str, *, against: str = "") -> None:
        """登记 a 评审 point by point."""

        def judge(form: Any) -> None:
            for point, verdict, _words in form._opinions:
                verdict.setCurrentText("不符合" if point == against else "符合")
            fill(form, kind="评审", decided_on=on, result="通过")
            press(form, "保存")
            if against:
                assert f"{against}不符合" in refused(form, "result")
                fill(form, result="不通过")
                press(form, "保存")
            assert not form.isVisible(), sentence(form).text()

        self.page("进程", "评审上会")
        with opens(judge):
            press(self.part, "登记")

    def page(self, title: str, part: str = "") -> Any:
        found: Any = self.tab.details.page_named(title)
        if part:
            press(found, part)
            self.part = found._stack.currentWidget()
            return self.part
        return found


@pytest.fixture
def clerk(window: MainWindow, desk: Desk, qtbot: QtBot) -> Clerk:
    tab = window.tab(PROJECTS)
    assert isinstance(tab, ProjectsTab)
    return Clerk(tab, desk, qtbot)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Callable[[Any], None]]:
    """Refusals outside forms come as a box with one button, as in the program itself."""
    monkeypatch.setattr(sys, "excepthook", problems._uncaught)

    def reads(words: str) -> Callable[[Any], None]:
        def read(box: Any) -> None:
            assert words in box.text()
            press(box, "知道了")

        return read

    return reads


def to_signature(clerk: Clerk) -> None:
    """储备 → 发布 → 在谈 → 评审 → 协议审定 → 签约, with every paper of the way."""
    clerk.advances("发布", "2026-01-10")
    clerk.advances("在谈", "2026-02-03")
    clerk.is_refused("stage", "未经评审", "签约", "2026-03-20")
    clerk.reviews("2026-03-01", against="环境保护")
    clerk.is_refused("stage", "评审未通过", "评审", "2026-03-01")
    clerk.is_refused("stage", "未通过", "签约", "2026-03-20")
    clerk.reviews("2026-03-08")
    clerk.advances("评审", "2026-03-08")
    clerk.records("评审上会", kind="合法性审查", decided_on="2026-03-10", result="通过")
    clerk.advances("协议审定", "2026-03-12")
    clerk.records(
        "评审上会", kind="常务会", decided_on="2026-03-15", result="通过", document_number="常务会纪要〔2026〕6号"
    )
    clerk.records(
        "协议", kind="投资协议", number="招协〔2026〕3号", signed_on="2026-03-20", amount="8000", bond_due="50",
        bond_due_on="2026-04-20", our_promises="六月底前供地", their_promises="九月底前开工",
    )  # fmt: skip
    clerk.advances("签约", "2026-03-20", evidence="招协〔2026〕3号")


def to_start(clerk: Clerk, photo: Path) -> None:
    """落地 with company and bond, 开工 with a dated photo."""
    wrong_code(clerk)
    clerk.page("进程", "协议")
    clerk.part.table.selectRow(0)
    with opens(saves(bond_paid="50", bond_paid_on="2026-04-18")):
        press(clerk.part, "修改")
    clerk.advances("落地", "2026-05-06")
    clerk.is_refused("on", "早于签约", "开工", "2026-03-01")
    shelf = clerk.page("附件")
    shelf.add_files([photo])
    clerk._qtbot.waitUntil(lambda: shelf.files.count() == 1, timeout=10_000)
    shelf.files.setCurrentRow(0)
    with opens(saves(taken_on="2026-06-08", place="镇工业集中区", verifier="王强")):
        press(shelf, "说明")
    clerk.looks()
    clerk.advances("开工", "2026年6月")


def wrong_code(clerk: Clerk) -> None:
    """A wrong check digit is warned of at its field; the form keeps it."""

    def enter(form: Any) -> None:
        fill(form, credit_code=BAD_CODE)
        press(form, "保存")
        assert "校验" in refused(form, "credit_code")
        assert field_of(form, "credit_code").text() == BAD_CODE
        fill(form, credit_code=GOOD_CODE)
        press(form, "保存")
        if form.isVisible():  # what else may look unusual is confirmed once
            press(form, "保存")
        assert not form.isVisible(), sentence(form).text()

    with opens(enter):
        press(clerk.tab, "修改")
    assert clerk.project.entry.credit_code == GOOD_CODE


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "开工现场.jpg"
    Image.effect_noise((900, 700), 40).convert("RGB").save(path)
    return path


def test_a_project_goes_from_reserve_to_full_capacity(clerk: Clerk, photo: Path, desk: Desk) -> None:
    clerk.enters(NAME, person="张三", phone="13800000001")
    assert clerk.project.stage == "储备"
    to_signature(clerk)
    to_start(clerk, photo)
    clerk.page("资金")
    with opens(saves(amount="300", voucher_number="进账1012", voucher_kind="银行进账单", received_on="2026-10-12")):
        press(clerk.tab, "登记到位资金")
    clerk.looks()
    clerk.advances("投产", "2026-09-20", evidence="竣工验收备案")
    clerk.advances("达效", "2026-10-30", evidence="进规批复")
    dates = {line.kind: line.actual_on.iso for line in clerk.project.milestones if line.actual_on}
    assert dates == {
        "发布": "2026-01-10", "在谈": "2026-02-03", "评审": "2026-03-08", "协议审定": "2026-03-12",
        "签约": "2026-03-20", "落地": "2026-05-06", "开工": "2026-06", "投产": "2026-09-20", "达效": "2026-10-30",
    } | ({"储备": dates["储备"]} if "储备" in dates else {})  # fmt: skip
    with desk.read() as session:
        assert agreements.lines(session, clerk.key)[0].entry.bond_owed == 0
        assert len(attachments.of_project(session, clerk.key)) == 1
        assert funds.listing(clerk.key).total(session)["yuan"] == 300_000_000
    clerk.tab.table.choose_chip("投产")
    assert clerk.tab.table.model.place_of(clerk.key) >= 0


def test_a_project_ends_with_its_reason_and_is_taken_up_again(clerk: Clerk, desk: Desk) -> None:
    clerk.enters(NAME, site="东区地块")
    to_signature(clerk)
    clerk.is_refused("reason", "原因", "终止", "2026-10-01")
    clerk.advances("终止", "2026-10-01", reason="投资方资金链断裂")
    ended = clerk.key
    clerk.tab.table.choose_chip("退库")
    clerk.looks()
    assert clerk.project.end_reason == "投资方资金链断裂"
    with opens(answers("新建")):
        choose(clerk.tab, "更多", "二次招商…")
    clerk.key = clerk.tab.table.current_id()
    assert clerk.key != ended
    clerk.looks()
    assert clerk.project.stage == "储备"
    assert clerk.project.entry.site == "东区地块"
    assert clerk.project.entry.investor == ""
    with desk.read() as session:
        before = succession.links(session, clerk.key).predecessor
    assert before is not None
    assert before.id == ended
    clerk.tab.details._follow_link(f"projects/{ended}")
    assert clerk.tab.table.current_id() == ended
    assert "二次招商" in clerk.tab.details._links.text()


def test_a_step_back_says_why_and_clears_what_lay_beyond(clerk: Clerk) -> None:
    clerk.enters(NAME)
    to_signature(clerk)
    dates = clerk.page("进程")
    press(dates, "日期")

    def back(form: Any) -> None:
        fill(form, stage="在谈")
        press(form, "退回")
        refused(form, "reason")
        fill(form, reason="投资方改变建设内容")
        press(form, "退回")
        assert not form.isVisible()

    with opens(back):
        press(dates, "退回阶段")
    found = {line.kind for line in clerk.project.milestones if line.actual_on}
    assert clerk.project.stage == "在谈"
    assert not found & {"评审", "协议审定", "签约"}


def test_a_start_before_the_signature_is_refused_in_the_dates_too(clerk: Clerk) -> None:
    clerk.enters(NAME)
    to_signature(clerk)
    dates = clerk.page("进程")
    press(dates, "日期")

    def enter(form: Any) -> None:
        fill(form, 开工实际="2026-03-01")
        press(form, "保存")
        if "再点一次" in sentence(form).text():
            press(form, "保存")
        assert "早于签约" in refused(form, "开工实际")
        assert field_of(form, "开工实际").text() == "2026-03-01"

    with opens(enter):
        press(dates, "填写日期")
    assert clerk.project.stage == "签约"


def test_funds_beyond_the_contract_are_warned_of_once(clerk: Clerk, desk: Desk) -> None:
    clerk.enters(NAME)

    def enter(form: Any) -> None:
        fill(form, amount="8000.01", voucher_number="1")
        press(form, "保存")
        assert "超过合同引资额" in refused(form, "amount")
        with desk.read() as session:
            assert funds.listing(clerk.key).total(session)["count"] == 0
        press(form, "保存")
        assert not form.isVisible()

    with opens(enter):
        press(clerk.tab, "登记到位资金")
    with desk.read() as session:
        assert funds.listing(clerk.key).total(session)["yuan"] == 8_000_010_000


def test_a_project_with_funds_is_not_deleted(
    clerk: Clerk, desk: Desk, told: Callable[[str], Callable[[Any], None]]
) -> None:
    clerk.enters(NAME)
    with opens(saves(amount="10", voucher_number="1")):
        press(clerk.tab, "登记到位资金")
    clerk.looks()
    with opens(answers("删除"), told("已登记到位资金，不能删除")):
        choose(clerk.tab, "更多", "删除")
    assert clerk.project.entry.name == NAME
    page = clerk.page("资金")
    with opens(answers("删除")):
        press(page, "删除")
    clerk.looks()
    with opens(answers("删除")):
        choose(clerk.tab, "更多", "删除")
    assert clerk.tab.table.model.place_of(clerk.key) < 0


def test_shares_of_99_are_refused_at_the_part(clerk: Clerk, desk: Desk) -> None:
    clerk.enters(NAME)
    page = clerk.page("分解")

    def divide(form: Any) -> None:
        names = [rows_in(form)[0][0].itemText(i) for i in (1, 2)]
        fill(form, unit0=names[0], part0="60", unit1=names[1], part1="39")
        press(form, "保存")
        assert "99" in refused(form, "part1")
        fill(form, part1="40")
        press(form, "保存")
        assert not form.isVisible(), sentence(form).text()

    with opens(divide):
        press(page, "分解或修改")
    with desk.read() as session:
        assert [line.part // shares.PERCENT for line in shares.lines(session, clerk.key)] == [60, 40]


def test_an_empty_photo_is_refused_in_a_sentence(
    clerk: Clerk, tmp_path: Path, photo: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    said: list[str] = []
    monkeypatch.setattr(attachment_list, "say", lambda _parent, sentence: said.append(sentence))
    empty = tmp_path / "空照片.jpg"
    empty.write_bytes(b"")
    clerk.enters(NAME)
    shelf = clerk.page("附件")
    shelf.add_files([empty, photo])
    qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    assert "空照片.jpg" in said[0]
    assert "空" in said[0].partition("空照片.jpg")[2]
    qtbot.waitUntil(lambda: shelf.files.count() == 1)
