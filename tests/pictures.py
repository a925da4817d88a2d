"""Pictures of every tab and dialog: ``python -m tests.pictures [OUT_DIR [DATABASE]] [深色] [大|特大] [页签]``.

They are looked at after a change of looks, on a screen of 1366 x 768; 页签 draws the tabs alone. Without a database
they show a made-up township on the last day of October.
"""

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from shutil import copy
from typing import Any

from app.clock import Clock, SystemClock, fixed
from app.ui import look
from app.ui.look import Look, Scheme, Size, keep
from tests.ui.parts import field_of, months_in, pages, switch_of

TODAY = date(2026, 10, 31)
_WAIT_MS = 350
_ONLY_TABS = "页签"


def main(arguments: list[str]) -> int:
    """Draws the pictures; returns the exit status."""
    looks = [word for word in arguments if word in {*Scheme, *Size}]
    only_tabs = _ONLY_TABS in arguments
    arguments = [word for word in arguments if word not in {*looks, _ONLY_TABS}]
    out = Path(arguments[0]) if arguments else Path("out/图片")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={_screen(Path(folder))}"
        os.environ["ZHAOSHANG_DATA"] = folder
        scheme = next((Scheme(word) for word in looks if word in set(Scheme)), Scheme.LIGHT)
        keep(Look(scheme, next((Size(word) for word in looks if word in set(Size)), Size.STANDARD)))
        given = len(arguments) > 1
        database = Path(folder) / "示例台账.db"
        if given:
            copy(arguments[1], database)  # pictures need a closed month and the like: not in anybody's own file
        else:
            _demo(database)
        sitting = Pictures(database, out, SystemClock() if given else fixed(TODAY))
        sitting.wait_for_the_backup()
        for name in sitting.tabs() if only_tabs else sitting.draw():
            print(name)
    return 0


def _screen(folder: Path) -> Path:
    """The screen that the pictures show, said as Qt's own screenless platform reads it."""
    screen = {"name": "1366", "x": 0, "y": 0, "width": 1400, "height": 900, "logicalDpi": 96, "dpr": 1}
    said = folder / "screen.json"
    said.write_text(json.dumps({"windowFrameMargins": False, "screens": [screen]}), encoding="utf-8")
    return said


def _demo(path: Path) -> Path:
    from app.demo import make_demo

    make_demo(path, today=TODAY)
    return path


class Pictures:
    """One sitting before the window."""

    def __init__(self, path: Path, out: Path, clock: Clock) -> None:
        from PySide6.QtWidgets import QApplication

        from app.database.engine import open_database
        from app.ui import problems, theme
        from app.ui.desk import Desk
        from app.ui.lasting_constants import outlast_qt
        from app.ui.main_window import MainWindow
        from app.ui.plain_text import keep_names_as_typed

        outlast_qt()
        words = theme.prepare()
        self._application = QApplication.instance() or QApplication(words)
        assert isinstance(self._application, QApplication)
        theme.dress(self._application)
        keep_names_as_typed(self._application)
        theme.speak_chinese(self._application)
        problems.hear_qt()
        self._out = out
        self.window = MainWindow()
        self.window.show()
        self.desk = Desk(open_database(path, clock), clock, self.window)
        self.window.seat(self.desk)
        magnified = look.chosen().size.factor  # a clerk's screen does not grow with the type
        self.window.resize(round(1366 / magnified), round(768 / magnified))

    def draw(self) -> Iterator[str]:
        """Draws all and yields the names."""
        yield from self.tabs()
        for name, make in self.dialogs():
            dialog = make()
            dialog.show()
            yield self._take(name, dialog)
            dialog.close()
        self.window.close()

    def tabs(self) -> Iterator[str]:
        tab: Any = self.window.tab("projects")
        tab.table.sort_by("received_year", descending=True)  # the newest have no money yet
        tab.table.select(tab.table.model.id_at(0))
        yield self._take("项目库")
        tab.table.choose_chip("签约")
        tab.switch_view()
        yield self._take("项目库-看板")
        tab.switch_view()
        tab.table.choose_chip("在建")  # these have dates, money and papers to show
        rows = ((place, tab.table.model.row_at(place)) for place in range(tab.table.model.rowCount()))
        tab.table.select(tab.table.model.id_at(next((place for place, row in rows if row.problem), 0)))
        for page in ("进程", "资金", "问题", "附件", "分解", "历史"):
            tab.details.page_named(page)
            yield self._take(f"项目库-{page}")
        course = tab.details.page_named("进程")
        for part in ("评审上会", "协议", "手续", "半月跟踪"):
            course.show_part(part)
            yield self._take(f"项目库-进程-{part}")
        leads: Any = self.window.tab("leads")
        for row, name in enumerate(("线索", "客商企业", "在外乡贤", "招商活动")):
            switch_of(leads).setCurrentRow(row)
            if name == "线索":
                leads.table.choose_chip("在谈")
            yield self._take(f"线索跟踪-{name}")
        letters: Any = self.window.tab("letters")
        for row in range(switch_of(letters).count()):
            switch_of(letters).setCurrentRow(row)
            yield self._take(f"责任书-{switch_of(letters).item(row).text()}")
        self.window.tab("statistics")
        yield self._take("统计图表")

    def dialogs(self) -> Iterator[tuple[str, Callable[[], Any]]]:
        from app.ui.dialogs.backups import ChooseBackup
        from app.ui.dialogs.first_start import FirstStart
        from app.ui.dialogs.office_actions import OfficeForm
        from app.ui.dialogs.submission_actions import SubmissionDialog
        from app.ui.lists.units_page import UnitForm
        from app.ui.tabs.projects.advance_form import AdvanceForm
        from app.ui.tabs.projects.funds_form import FundsDialog
        from app.ui.tabs.projects.milestones_form import MilestonesForm
        from app.ui.tabs.projects.problem_form import ProblemForm
        from app.ui.tabs.projects.project_form import ProjectForm

        tab: Any = self.window.tab("projects")
        tab.table.choose_chip("在建")  # there is a stage to go on to, and one to go back to
        key, desk = tab.table.current_id(), self.desk
        yield "项目", lambda: ProjectForm(desk, key, tab)
        yield "推进阶段", lambda: AdvanceForm(desk, key, tab)
        yield "填写日期", lambda: MilestonesForm(desk, tab.details._read(key), tab)
        yield "登记到位资金", lambda: FundsDialog(desk, key, parent=tab)
        yield "拒绝", lambda: _refused(FundsDialog(desk, key, parent=tab))
        yield "问题", lambda: ProblemForm(desk, key, None, tab)
        yield from self._more_dialogs(key, tab)
        yield from self._money_dialogs(tab)
        leads: Any = self.window.tab("leads")
        switch_of(leads).setCurrentRow(0)
        lead = leads.table.current_id()
        if not (key and lead):
            return
        yield from self._lead_dialogs(lead, leads)
        yield from self._letter_dialogs()
        yield from self._small_dialogs(key, lead, tab)
        yield "筛选-选项", lambda: leads.table.open_filter(3, self.window.mapToGlobal(self.window.pos()))
        yield "筛选-范围", lambda: leads.table.open_filter(2, self.window.mapToGlobal(self.window.pos()))
        yield "导入", self._import
        yield "单位设置", lambda: OfficeForm(desk, tab)
        yield "责任单位", lambda: UnitForm(desk, None, tab)
        yield "提交", lambda: SubmissionDialog(desk, tab)
        yield "还原备份", lambda: ChooseBackup(desk, tab)
        yield "首次启动", lambda: FirstStart(desk.clock, tab)
        yield "打印预览", self._preview

    def _more_dialogs(self, key: str, tab: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
        from app.ui.dialogs.appearance import AppearanceForm
        from app.ui.dialogs.bulk_form import BulkForm
        from app.ui.dialogs.chart_choices import ChartChoices
        from app.ui.dialogs.due_list import DueList
        from app.ui.dialogs.handover import HandoverForm
        from app.ui.dialogs.inspection import InspectionDialog
        from app.ui.dialogs.options import OptionsForm
        from app.ui.dialogs.recycle_bin import RecycleBin
        from app.ui.tabs.projects.agreements_page import AgreementForm
        from app.ui.tabs.projects.gates_page import GateForm
        from app.ui.tabs.projects.shares_form import SharesForm

        desk = self.desk
        yield "评审", lambda: GateForm(desk, key, None, tab)
        yield "协议", lambda: AgreementForm(desk, key, None, tab)
        yield "分解", lambda: SharesForm(desk, key, tab)
        yield "批量修改", lambda: BulkForm(desk, "projects", [key], tab)
        yield "回收站", lambda: RecycleBin(desk, tab)
        yield "选项", lambda: OptionsForm(desk, tab)
        yield "外观", lambda: AppearanceForm(desk, tab)
        yield "待办", lambda: DueList(desk, lambda _: None, tab)
        yield "通报图表", lambda: ChartChoices(desk, tab)
        yield "交接清单", lambda: HandoverForm(desk, tab)
        yield "迎检材料", lambda: InspectionDialog(desk, lambda _kind, _key: None, tab)

    def _money_dialogs(self, tab: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
        from app.ui.dialogs.month_closing import CloseForm, MonthClosing, ReopenForm
        from app.ui.dialogs.project_options import ProjectOptions
        from app.ui.lists.carriers_page import CarrierForm, CarriersPage
        from app.ui.lists.list_dialog import ListDialog
        from app.ui.tabs.projects.all_funds import AllFunds
        from app.ui.tabs.projects.all_problems import AllProblems
        from app.ui.tabs.projects.funds_actions import RemoveForm, VerifyForm
        from app.ui.tabs.projects.funds_form import FundsDialog
        from app.ui.tabs.projects.overdue_list import OverdueList
        from app.ui.tabs.projects.problem_actions import CloseForm as SolveForm
        from app.ui.tabs.projects.problem_actions import ExtendForm
        from app.ui.tabs.projects.vouchers import Vouchers

        desk, (entries, problem) = self.desk, self._close_a_month()
        if not entries or not problem:
            return
        size = (1180, 620)
        yield "到位资金", lambda: ListDialog(tab, "到位资金", AllFunds(desk), size)
        yield "核实", lambda: VerifyForm(desk, entries, tab)
        yield "更正", lambda: FundsDialog(desk, "", entries[0], tab)
        yield "删除已结账", lambda: RemoveForm(desk, entries[:1], tab)
        yield "凭证", lambda: Vouchers(desk, entries[0], tab)
        yield "结账", lambda: MonthClosing(desk, tab)
        yield "结账-说明", lambda: CloseForm(desk, months_in(MonthClosing(desk, tab))[9:], tab)
        yield "结账-重新打开", lambda: ReopenForm(desk, months_in(MonthClosing(desk, tab))[8], tab)
        yield "项目问题", lambda: ListDialog(tab, "项目问题", AllProblems(desk), size)
        yield "逾期履约", lambda: OverdueList(desk, tab)
        yield "销号", lambda: SolveForm(desk, problem, tab)
        yield "延期", lambda: ExtendForm(desk, problem, tab)
        yield "标准厂房和土地", lambda: ListDialog(tab, "标准厂房和土地", CarriersPage(desk), size)
        yield "载体", lambda: CarrierForm(desk, None, tab)
        for place, name in enumerate(("评审内容", "手续清单", "退出期限")):
            yield f"项目规则-{name}", lambda place=place: _at_page(ProjectOptions(desk, tab), place)

    def _close_a_month(self) -> tuple[list[str], str]:
        """Closes September, and returns three of its entries and a problem that is not solved."""
        from app.services import funds, problems
        from app.services.funds import closed_months
        from app.services.lists import Filter, Query

        with self.desk.work("结账") as session:
            if not closed_months.rows(session, 2026):
                closed_months.close(session, 2026, 9, TODAY, "月报已报县商务局")
            of_september = Query(filters=(Filter("received_on", low="2026-09", high="2026-09-31"),))
            entries = funds.listing().ids(session, of_september)[:3]
            open_ones = problems.listing().ids(session, Query(chip="未销号"))
            return entries, open_ones[0] if open_ones else ""

    def _import(self) -> Any:
        from app.ui.dialogs.import_dialog import ImportDialog

        dialog = ImportDialog(self.desk, self.window)
        dialog.show_file(Path(__file__).parent / "ledgers" / "项目台账.xlsx")
        while self.desk.background.busy:
            self._pause(50)
        return dialog

    def _preview(self) -> Any:
        from app.ui.widgets.paper_preview import PaperPreview

        tab: Any = self.window.tab("projects")
        tab.doing.print_list()
        while self.desk.background.busy:
            self._pause(50)
        return self.window.findChild(PaperPreview)

    def _lead_dialogs(self, lead: str, leads: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
        from app.ui.dialogs.days_off import DaysOff
        from app.ui.tabs.leads.activities_page import ActivityForm
        from app.ui.tabs.leads.course_forms import JudgeDialog
        from app.ui.tabs.leads.fellows_page import FellowForm
        from app.ui.tabs.leads.follow_up_form import FollowUpDialog
        from app.ui.tabs.leads.lead_form import LeadForm
        from app.ui.tabs.leads.lead_rules_form import LeadRulesForm
        from app.ui.tabs.leads.policy_form import PolicyForm

        desk = self.desk
        yield "线索", lambda: LeadForm(desk, lead, leads)
        yield "一企一策", lambda: PolicyForm(desk, lead, leads)
        yield "登记跟进", lambda: FollowUpDialog(desk, [lead], leads)
        yield "研判", lambda: JudgeDialog(desk, lead, leads)
        yield "线索时限和认定标准", lambda: LeadRulesForm(desk, leads)
        yield "放假和调休", lambda: DaysOff(desk, leads)
        yield "乡贤", lambda: FellowForm(desk, None, leads)
        yield "活动", lambda: ActivityForm(desk, None, leads)

    def _letter_dialogs(self) -> Iterator[tuple[str, Callable[[], Any]]]:
        from app.ui.tabs.letters.consequences_forms import DepositForm, DepositsDraftForm
        from app.ui.tabs.letters.consequences_rates_form import RewardRatesForm
        from app.ui.tabs.letters.consequences_reward_form import RewardForm
        from app.ui.tabs.letters.further_form import FurtherForm
        from app.ui.tabs.letters.indicator_form import IndicatorForm
        from app.ui.tabs.letters.letter_form import LetterForm
        from app.ui.tabs.letters.monthly_form import ReportTermForm
        from app.ui.tabs.letters.reason_form import ReasonForm
        from app.ui.tabs.letters.sign_form import SignForm

        letters: Any = self.window.tab("letters")
        letter, desk = letters.letters.table.current_id(), self.desk
        yield "责任书", lambda: LetterForm(desk, letter, letters)
        yield "签订", lambda: SignForm(desk, [letter], letters)
        yield "另签", lambda: FurtherForm(desk, [letter], letters)
        yield "改动原因", lambda: ReasonForm(["双堰村", "古井村"], letters)
        yield "自定指标-填写", lambda: IndicatorForm(desk, letters)
        yield from self._scheme_dialogs(letters)
        yield "月报期限", lambda: ReportTermForm(desk, letters)
        yield "抵押金", lambda: DepositForm(desk, None, letters)
        yield "抵押金-起草", lambda: DepositsDraftForm(desk, letters)
        yield "奖励标准", lambda: RewardRatesForm(desk, letters)
        yield "奖励", lambda: RewardForm(desk, None, letters)

    def _scheme_dialogs(self, letters: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
        """The scheme of the sample township, two classes of its units, and indicators of its own."""
        from app.services import own_indicators, schemes
        from app.ui.tabs.letters.indicator_form import IndicatorForm
        from app.ui.tabs.letters.mark_form import MarkForm
        from app.ui.tabs.letters.own_indicators import OwnIndicators
        from app.ui.tabs.letters.schemes.form import SchemeForm
        from app.ui.tabs.letters.schemes.item_form import SchemeItemForm
        from app.ui.tabs.letters.schemes.rules_form import SchemeRulesForm

        desk, key = self.desk, self._own_scheme()
        with desk.read() as session:
            entry, found = schemes.entry(session, key), schemes.result(session, key, 9)
            own = own_indicators.rows(session)[0].id
        bonus = next(item for item in entry.items if item.shape == "B1")
        yield "自定指标", lambda: OwnIndicators(desk, letters)
        yield "自定指标-修改", lambda: IndicatorForm(desk, letters, own)
        yield "考核办法", lambda: SchemeForm(desk, key, letters)
        yield "考核项目", lambda: SchemeItemForm(desk, bonus, letters)
        for place, name in enumerate(("单位分类", "各类分值", "大项和限分")):
            yield (
                f"总则-{name}",
                lambda at=place: _at_page(SchemeRulesForm(entry.whole, entry.items, entry.units, letters), at),
            )
        yield "手工评分", lambda: MarkForm(desk, found, found.rows[0].unit, letters)

    def _own_scheme(self) -> str:
        """Writes two own indicators and a scheme that looks at them; returns its id."""
        from app.indicators.own import Counted, Definition, Subject
        from app.services import own_indicators, schemes, units
        from app.services.own_indicators import OwnEntry
        from app.services.schemes import ItemEntry, SchemeEntry

        million = 1_000_000
        with self.desk.work("考核办法") as session:
            large = Definition(Subject.SIGNED, at_least=5000 * million, places=("长三角", "珠三角"))
            own_indicators.save(session, OwnEntry("5000万元以上签约", definition=large))
            met = Definition(Subject.FELLOWS_MET, industries=("电子",))
            own_indicators.save(session, OwnEntry("联系电子行业乡贤", definition=met))
            share = Definition(Subject.RATIO, Counted.PERCENT, part="5000万元以上签约", whole="projects_signed")
            own_indicators.save(session, OwnEntry("大项目占比", definition=share))
            bands = [{"least": 100_000, "score": 5}, {"least": 10_000, "score": 2}]
            items = (
                ItemEntry("到位资金", "P2", 40 * million, "funds_domestic", against="序时"),
                ItemEntry("新签约项目", "K1", 20 * million, "projects_signed"),
                ItemEntry("大项目", "B1", 10 * million, "projects_signed", parameters={"bands": bands}),
                ItemEntry("大项目占比", "P1", 20 * million, "大项目占比", parameters={"target": "0.3"}),
                ItemEntry("基础工作", "J1", 10 * million, parameters={"full": "10"}),
            )
            named = units.names(session)
            rules = "大项 项目建设=新签约项目、大项目、大项目占比\n最高 总分=110\n"
            rules += "类别 村=" + "、".join(named[:6]) + "\n类别 部门=" + "、".join(named[6:])
            rules += "\n分值 部门/新签约项目=10"
            entered = SchemeEntry(2026, "2026年度分类考核办法", "", "", items, tuple(named), rules)
            return schemes.save(session, entered)

    def _small_dialogs(self, key: str, lead: str, tab: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
        from app.ui.dialogs.choose_project import ChooseProject
        from app.ui.dialogs.days_off import DaysOffForm
        from app.ui.dialogs.official_pages import OfficialPagesForm
        from app.ui.dialogs.print_fonts import PrintFonts
        from app.ui.dialogs.proofs import ProofsForm
        from app.ui.dialogs.report_actions import ReportForm
        from app.ui.dialogs.submission_actions import TextDialog
        from app.ui.lists.cells_preview import CellsPreview
        from app.ui.lists.kept_views import KeepForm, KeptViews
        from app.ui.tabs.leads.course_forms import ConvertDialog, ExplainDialog, GiveUpDialog
        from app.ui.tabs.leads.enterprises_page import EnterpriseForm
        from app.ui.tabs.leads.papers import WeekForm
        from app.ui.tabs.projects.notes_page import NoteForm
        from app.ui.tabs.projects.procedures_page import ProcedureForm
        from app.ui.tabs.projects.step_back_form import StepBackForm

        desk = self.desk
        yield "转为项目", lambda: ConvertDialog(desk, lead, tab)
        yield "说明原因", lambda: ExplainDialog(desk, lead, tab)
        yield "放弃", lambda: GiveUpDialog(desk, lead, tab)
        yield "企业", lambda: EnterpriseForm(desk, None, tab)
        yield "周通报", lambda: WeekForm(desk, tab)
        yield "跟踪", lambda: NoteForm(desk, key, None, tab)
        yield "手续", lambda: ProcedureForm(desk, key, None, tab)
        yield "退回阶段", lambda: StepBackForm(desk, tab.details._read(key), tab)
        yield "选择项目", lambda: ChooseProject(desk, "登记到位资金", tab)
        yield "放假", lambda: DaysOffForm(desk, tab)
        yield "字体", lambda: PrintFonts(desk, tab)
        yield "通报和总结", lambda: ReportForm(desk, tab)
        yield "公文格式", lambda: OfficialPagesForm(desk, tab)
        yield "佐证要求", lambda: ProofsForm(desk, tab)
        yield "回执", lambda: TextDialog("提交成功，可以拔出U盘", "回执", Path("/"), tab)
        yield "保存筛选", lambda: KeepForm(KeptViews(desk, tab.table), tab)
        yield "粘贴预览", lambda: CellsPreview("projects", [], tab)
        yield from self._further_dialogs(tab)

    def _further_dialogs(self, tab: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
        from app.ui.dialogs.help_pages import HelpPages
        from app.ui.dialogs.palette import Palette
        from app.ui.dialogs.tour import Tour
        from app.ui.lists.cross_dialog import CrossDialog
        from app.ui.tabs.leads.papers import AttendanceForm
        from app.ui.tabs.letters.own_indicators import RegionsForm

        desk = self.desk
        yield "交叉表", lambda: CrossDialog(desk, tab.table, "项目库", tab)
        yield "外出招商考勤", lambda: AttendanceForm(desk, tab)
        yield "来源地", lambda: RegionsForm(desk, tab)
        yield "查找命令", lambda: Palette([], tab)
        yield "使用说明", lambda: HelpPages(tab)
        yield "入门演示", lambda: Tour(desk, self.window, desk.database.path)

    def _take(self, name: str, widget: Any = None) -> str:
        self._pause(_WAIT_MS)
        while self.desk.background.busy:
            self._pause(50)
        self._settle()
        (widget or self.window).grab().save(str(self._out / f"{name}.png"))
        return name

    def wait_for_the_backup(self) -> None:
        """The day begins with one; what follows shows when it was made."""
        from app.jobs import backups

        while not backups.shelved(self.desk.database.path):
            self._pause(_WAIT_MS)

    def _settle(self) -> None:
        """What was asked to be laid out is: on a busy machine one long step may eat up the whole wait."""
        for _ in range(3):
            self._application.processEvents()

    def _pause(self, milliseconds: int) -> None:
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()


def _at_page(form: Any, place: int) -> Any:
    pages(form).setCurrentIndex(place)
    return form


def _refused(form: Any) -> Any:
    field_of(form, "amount").setText("一大笔")
    form.show()
    form.accept()
    return form


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
