"""The tables of a project's card, each in the order of time, so that the last rows are the latest."""

from sqlalchemy.orm import Session

from app.reports import tables
from app.reports.blocks import Table
from app.services import funds, problems
from app.services.funds import FundsRow
from app.services.projects import ProjectDetail, agreements, gates
from app.services.projects.agreements import AgreementEntry
from app.services.projects.gates import GateEntry, Verdict
from app.values.dates import PartialDate

_LAST_ENTRIES = 6  # a card has room for so many; earlier money stands in one line
_LAST_PROBLEMS = 6


def tables_of(session: Session, detail: ProjectDetail) -> tuple[Table, ...]:
    """Milestones, decisions, agreements, money and problems; what a project does not have is left out."""
    made = (
        _milestones(detail),
        _gates(session, detail.id),
        _agreements(session, detail.id),
        _funds(session, detail.id),
        _problems(session, detail.id),
    )
    return tuple(table for table in made if table is not None)


def _milestones(detail: ProjectDetail) -> Table | None:
    columns = (tables.short("节点"), tables.short("计划时间"), tables.short("实际时间"), tables.text("佐证材料", 8))
    rows = tuple((line.kind, _iso(line.planned_on), _iso(line.actual_on), line.evidence) for line in detail.milestones)
    return Table(columns, rows, title="项目进程") if rows else None


def _gates(session: Session, project_id: str) -> Table | None:
    columns = (
        tables.short("事项"), tables.short("日期"), tables.short("结果"), tables.text("会议纪要号", 6),
        tables.text("意见", 12),
    )  # fmt: skip
    rows = tuple(
        (str(gate.kind), _iso(gate.decided_on), str(gate.result), gate.document_number, _opinion(gate))
        for gate in (line.entry for line in gates.lines(session, project_id))
    )
    return Table(columns, rows, title="评审和决策") if rows else None


def _opinion(gate: GateEntry) -> str:
    """What was said of a project, in few words: the points alone where all were found right."""
    by_verdict: dict[Verdict, list[str]] = {}
    for each in gate.opinions:
        words = each.words if each.words not in {"", str(each.verdict), "同意"} else ""
        by_verdict.setdefault(each.verdict, []).append(f"{each.point}（{words}）" if words else each.point)
    said = [f"{'、'.join(points)}{verdict}" for verdict, points in by_verdict.items()]
    return "；".join(filter(None, (*said, gate.note)))


def _agreements(session: Session, project_id: str) -> Table | None:
    entries = [line.entry for line in agreements.lines(session, project_id)]
    columns = (
        tables.short("协议"), tables.text("编号", 8), tables.short("签订日期"), tables.number("金额（万元）"),
        tables.number("应缴保证金"), tables.short("缴纳期限"), tables.number("实缴保证金"), tables.short("到账日期"),
    )  # fmt: skip
    return Table(columns, tuple(_agreement(entry) for entry in entries), title="协议和保证金") if entries else None


def _agreement(entry: AgreementEntry) -> tuple[str, ...]:
    return (
        str(entry.kind),
        entry.number,
        _iso(entry.signed_on),
        tables.wan(entry.amount),
        tables.wan(entry.bond_due),
        _iso(entry.bond_due_on),
        tables.wan(entry.bond_paid),
        _iso(entry.bond_paid_on),
    )


def _funds(session: Session, project_id: str) -> Table | None:
    """What came before the latest entries in one line, the latest in order, and the sum."""
    listing = funds.listing(project_id)
    entries = listing.rows(session, listing.ids(session))
    if not entries:
        return None
    columns = (
        tables.short("到账日期"), tables.number("金额（万元）"), tables.short("资金来源"), tables.text("凭证", 6),
        tables.short("认定状态"), tables.number("认定金额（万元）"),
    )  # fmt: skip
    latest, earlier = entries[:_LAST_ENTRIES], entries[_LAST_ENTRIES:]
    rows = [_sum(f"此前{len(earlier)}笔", earlier)] if earlier else []
    rows += [_entry(row) for row in reversed(latest)]
    return Table(columns, (*rows, _sum(tables.SUM, entries)), (len(rows),), title="到位资金")


def _entry(row: FundsRow) -> tuple[str, ...]:
    voucher = f"{row.voucher_kind}{row.voucher_number}"
    return (
        _iso(row.received_on),
        tables.wan(row.yuan),
        row.source,
        voucher,
        row.status,
        tables.wan(row.recognised_yuan),
    )


def _sum(name: str, entries: list[FundsRow]) -> tuple[str, ...]:
    reported, recognised = (sum(getattr(row, field) or 0 for row in entries) for field in ("yuan", "recognised_yuan"))
    return (name, tables.wan(reported), "", "", "", tables.wan(recognised))


def _problems(session: Session, project_id: str) -> Table | None:
    """Those that are open, the most urgent last, before them as many solved ones as there is room for."""
    listing = problems.listing(project_id)
    found = listing.rows(session, listing.ids(session))
    left_out = len(found) - _LAST_PROBLEMS
    columns = (
        tables.text("问题", 10), tables.short("类别"), tables.text("责任单位", 4), tables.short("解决时限"),
        tables.short("销号日期"),
    )  # fmt: skip
    rows = tuple(
        (row.description, row.kind, row.unit or "", _iso(row.due_on), _iso(row.closed_on))
        for row in reversed(found[:_LAST_PROBLEMS])
    )
    title = "问题及解决情况" + (f"（另有{left_out}个见问题台账）" if left_out > 0 else "")
    return Table(columns, rows, title=title) if rows else None


def _iso(when: PartialDate | None) -> str:
    return when.iso if when else ""
