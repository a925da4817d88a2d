"""Papers that press a promise: 限期通知书 and 项目退出函 to an investor, 督办单 to a unit."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.errors import Refused
from app.reports.blocks import Table, TableColumn
from app.reports.bulletins import BulletinSheet
from app.services import offices, projects
from app.services.letters.sheet import Clause, Section
from app.services.problems import ProblemRow
from app.services.projects import agreements
from app.services.projects.agreements import AgreementEntry
from app.services.projects.deadlines import NOTICES, Matter, Overdue
from app.values.dates import PartialDate
from app.values.money import money_text
from app.values.stages import MilestoneKind

_ROOM = "　" * 12  # so that the column to be written in is as wide as an answer
_TASKS = {Matter.START: "开工建设", Matter.BOND: "缴清履约保证金"}


def notice_sheet(
    session: Session, late: Overdue, on: PartialDate, due_on: PartialDate, number: str = ""
) -> BulletinSheet:
    """The notice to the investor: what was agreed, how late it is, until when, and what follows."""
    office, task = offices.required(session), _TASKS[late.matter]
    money = f"，尚欠保证金{money_text(late.owed)}万元" if late.owed else ""
    opening = (
        f"{_agreed(session, late)}，项目应于{late.due_on.deadline()}前{task}。截至{on.text()}，"
        f"已逾期{(on.last - late.due_on.last).days}天{money}。现将有关事项通知如下："
    )
    wanted = [
        f"请于{due_on.deadline()}前{task}。",
        "收到本通知后7日内，请将未按期履约的原因和下一步安排书面告知我们。",
        "确有用地、手续、用电等方面困难的，请一并说明，我们协调解决。",
        "逾期仍未履约的，将按协议约定办理项目退出。",
    ]
    contact = _contact(session, late)
    return BulletinSheet(
        title=f"{NOTICES[late.matter]}",
        number=number,
        addressee=late.investor or late.name,
        opening=opening,
        sections=(Section("", tuple(Clause(text, 3) for text in wanted)), *contact),
        issuer=office.government,
        date=on.text(),
    )


def exit_sheet(session: Session, late: Sequence[Overdue], on: PartialDate, number: str = "") -> BulletinSheet:
    """The letter that ends the agreement: what was not kept, the notices before it, what becomes of it."""
    office, first = offices.required(session), late[0]
    kept = "；".join(_broken(each) for each in late)
    told = "；".join(_told(each) for each in late if each.notice)
    opening = (
        f"{_agreed(session, first)}。截至{on.text()}，{kept}。{told}，限期届满仍未履约。经研究，决定终止该项目的合作。"
    )
    what = (
        "自本函送达之日起，双方所签协议按约定终止，有关优惠政策和要素保障不再执行。",
        "请自收到本函之日起15日内，派人到我单位办理协议清算、场地交还等手续。",
        "对本函有异议的，请在收到之日起15日内书面提出。",
    )
    return BulletinSheet(
        title="项目退出函",
        number=number,
        addressee=first.investor or first.name,
        opening=opening,
        sections=(Section("", tuple(Clause(text, 3) for text in what)), *_contact(session, first)),
        issuer=office.government,
        date=on.text(),
    )


def supervision_sheet(session: Session, rows: Sequence[ProblemRow], on: PartialDate, number: str = "") -> BulletinSheet:
    """One unit's problems with their deadlines, what is asked, and a table for its answer.

    Refuses none, several units at once, and what is solved already.
    """
    if not rows:
        raise Refused("请先选中要督办的问题。")
    if solved := [row for row in rows if row.closed_on is not None]:
        raise Refused(f"“{solved[0].description}”已经销号，不需要督办。")
    units = dict.fromkeys(row.unit or "" for row in rows)
    if len(units) > 1:
        raise Refused(f"选中的问题分属{'、'.join(unit or '未注明单位' for unit in units)}，一张督办单只发给一个单位。")
    (unit,) = units
    if not unit:
        raise Refused("请先给问题填写责任单位，再出督办单。", field="unit")
    office = offices.required(session)
    return BulletinSheet(
        title="项目问题督办单",
        number=number,
        addressee=unit,
        opening="下列招商引资项目的问题由你单位负责解决，请按时限办结。",
        sections=(
            Section("督办事项", tuple(Clause(_problem(row, on), 2) for row in rows)),
            Section(
                "办理要求",
                (
                    Clause("明确专人负责，按时限解决；涉及其他单位的，由你单位牵头协调。"),
                    Clause("办结后当日填写反馈表并附佐证材料；不能按时办结的，在时限前书面说明原因和预计完成时间。"),
                ),
            ),
        ),
        issuer=office.government,
        date=on.text(),
        tables=(_answer(rows),),
    )


def _agreed(session: Session, late: Overdue) -> str:
    """根据…签订的《投资协议》, as far as it is recorded."""
    if agreement := _agreement(session, late):
        named = f"《{agreement.kind}》" + (f"（{agreement.number}）" if agreement.number else "")
        day = agreement.signed_on.text() if agreement.signed_on else ""
        return f"根据{day}双方就“{late.name}”签订的{named}"
    milestones = projects.detail(session, late.project_id).milestones
    signed = next((line.actual_on for line in milestones if line.kind is MilestoneKind.SIGNED), None)
    return f"根据{signed.text() if signed else ''}双方就“{late.name}”达成的约定"


def _agreement(session: Session, late: Overdue) -> AgreementEntry | None:
    """The signed paper that holds the promise: the one whose 保证金 is owed, else the last 投资协议, else the last."""
    signed = [line.entry for line in agreements.lines(session, late.project_id) if line.entry.signed_on]
    owed = [entry for entry in signed if late.matter == Matter.BOND and entry.bond_owed]
    binding = [entry for entry in signed if entry.kind == agreements.CHOICES["kind"][0]]
    return next((found[-1] for found in (owed, binding, signed) if found), None)


def _broken(late: Overdue) -> str:
    if late.matter == Matter.BOND:
        return f"应于{late.due_on.deadline()}前缴纳的履约保证金尚欠{money_text(late.owed or 0)}万元"
    return f"项目应于{late.due_on.deadline()}前开工建设，至今没有开工"


def _told(late: Overdue) -> str:
    notice = late.notice
    if notice is None or notice.issued_on is None or notice.due_on is None:
        return ""
    number = f"（{notice.number}）" if notice.number else ""
    return (
        f"我们已于{notice.issued_on.text()}发出《{NOTICES[late.matter]}》{number}，限{notice.due_on.deadline()}前履约"
    )


def _contact(session: Session, late: Overdue) -> tuple[Section, ...]:
    """Whom to turn to, where the project has someone."""
    entry = projects.detail(session, late.project_id).entry
    known = "，".join(filter(None, (entry.unit, entry.person, entry.phone)))
    return (Section("", (Clause(f"联系人：{known}。", 0),)),) if known else ()


def _about(row: ProblemRow) -> str:
    return "问题" if row.kind == "其他" else f"{row.kind}问题"


def _problem(row: ProblemRow, on: PartialDate) -> str:
    raised = f"（{row.raised_on.text()}提出）" if row.raised_on else ""
    due = f"办理时限：{row.due_on.text()}" if row.due_on else "办理时限：收到督办单后15日内"
    late = f"，已超期{(on.last - row.due_on.last).days}天" if row.due_on and row.due_on.last < on.last else ""
    return f"“{row.project}”{_about(row)}：{row.description.rstrip('。')}{raised}。{due}{late}。"


def _answer(rows: Sequence[ProblemRow]) -> Table:
    columns = (
        TableColumn("序号", "centre", wraps=False),
        TableColumn("项目名称", "left", least=6),
        TableColumn("问题", "left", least=8),
        TableColumn("办理时限", "centre", wraps=False),
        TableColumn("办理情况", "left", least=10),
        TableColumn("办结日期", "centre", least=4),
        TableColumn("责任人\n签字", "centre", least=4),
    )
    lines = (
        (str(place), row.project, row.description, row.due_on.iso if row.due_on else "", _ROOM, "", "")
        for place, row in enumerate(rows, start=1)
    )
    return Table(columns, tuple(lines), title="督办事项办理情况反馈表")
