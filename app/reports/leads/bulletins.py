"""The words of the week's bulletin of leads and of a trip's report."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from app.columns.cells import cell_text
from app.columns.leads import WEEK
from app.reports import bulletins, phrases
from app.reports.blocks import Document, Table, TableColumn
from app.reports.bulletins import BulletinSheet
from app.reports.leads import ledgers
from app.reports.ledgers import LedgerView
from app.reports.official_page import page_of
from app.reports.statements import Statement, said
from app.reports.tables import filled
from app.services import activities, offices
from app.services.activities import ActivityEntry, Outcome, title_of
from app.services.leads import reports as lead_reports
from app.services.leads.reports import LeadWeek, WeekRow
from app.services.letters.sheet import Section
from app.services.report_facts import NOBODY
from app.values.dates import PartialDate
from app.values.kinds import LedgerKind
from app.values.money import MoneyUnit, summary_text
from app.values.papers import PaperKind
from app.values.weeks import week_of

_BRIEF = 120  # characters that a bulletin tells of one lead
_SHOWN = 12  # leads told of in one section; the annex has them all


def week(session: Session, day: date, today: date) -> Document:
    """The bulletin of the week of ``day``; in a workbook its table, lead by lead."""
    monday, _ = week_of(day)
    page = page_of(session, PaperKind.LEADS_WEEK, monday.year, monday.isoformat(), today)
    paper = bulletins.document(week_sheet(session, day, today), offices.page_numbers(session), page)
    return replace(paper, formats=(".pdf", ".docx", ".xlsx"), workbook=week_table(session, day, today))


def week_table(session: Session, day: date, today: date) -> Document:
    """The same week lead by lead, as a ledger."""
    monday, sunday = week_of(day)
    title = f"招商线索一周情况表（{ledgers.short(monday)}—{ledgers.short(sunday)}）"
    return ledgers.document(session, LedgerView(title, WEEK, _found(session, day, today).rows))


def trip(session: Session, activity_id: str, today: date) -> Document:
    """The report on one activity."""
    page = page_of(session, PaperKind.TRIP_REPORT, today.year, activity_id, today)
    return bulletins.document(trip_sheet(session, activity_id, today), offices.page_numbers(session), page)


def _found(session: Session, day: date, today: date) -> LeadWeek:
    """What happened in the week of ``day``; one that is not over is told of up to today."""
    monday, sunday = week_of(day)
    return lead_reports.week(session, monday, _last(monday, sunday, today))


def _last(monday: date, sunday: date, today: date) -> date:
    """The last day that can be told of."""
    return min(sunday, today) if monday <= today else sunday


def week_sheet(session: Session, day: date, today: date) -> BulletinSheet:
    """The week's bulletin: how many are in hand, what is new, what moved, what stands still and why."""
    office, week = offices.required(session), _found(session, day, today)
    monday, sunday = week_of(day)
    last = _last(monday, sunday, today)
    parts = (
        ("总体情况", _overall(week)),
        ("本周新增线索", _told(week.registered, _what_it_is)),
        ("本周推进情况", _told((*week.converted, *week.judged_valid, *week.followed), _what_moved)),
        ("搁置和失败的线索", _told(week.ended, _why)),
        ("一个月无进展的线索", _standing_still(week.stalled)),
    )
    return BulletinSheet(
        title=f"{office.name}招商线索一周通报",
        opening=f"现将{phrases.days(monday, last)}招商线索工作情况通报如下。",
        sections=_sections(parts),
        issuer=office.government,
        date=PartialDate.of(today).text(),
        tables=(_annex(week.rows, [row for row in week.stalled if not row.words]),) if week.rows else (),
    )


def trip_sheet(session: Session, activity_id: str, today: date) -> BulletinSheet:
    """The report on one activity: when and where, whom they met, what was said, what came of it, what is next."""
    office = offices.required(session)
    entry, outcome = activities.entry(session, activity_id), activities.outcome(session, activity_id)

    def of_it(texts: Iterable[str]) -> list[Statement]:
        return [each for text in texts for each in said(text, LedgerKind.ACTIVITIES, (activity_id,))]

    parts = (
        ("基本情况", of_it(_basics(entry, outcome))),
        ("拜访对接企业", of_it(_met(outcome))),
        ("洽谈情况", of_it(_lines(entry.dealings))),
        ("主要成果", [*of_it(_lines(entry.outcome)), *_came_of_it(outcome)]),
        ("下步打算", of_it(_lines(entry.follow_up))),
    )
    return BulletinSheet(
        title=f"关于{title_of(entry)}情况的报告",
        opening="",
        sections=_sections(parts),
        issuer=office.government,
        date=PartialDate.of(today).text(),
        sealed=False,
    )


def _sections(parts: Iterable[tuple[str, Sequence[Statement]]]) -> tuple[Section, ...]:
    """The parts that have something to say; a paragraph alone is not numbered."""
    return tuple(
        Section(heading, tuple(replace(each, level=2 if len(several) > 1 else 0) for each in several))
        for heading, several in parts
        if several
    )


def _of(rows: Iterable[WeekRow], text: str) -> list[Statement]:
    """A sentence on leads of the week."""
    return said(text, LedgerKind.LEADS, (row.id for row in rows))


def _overall(week: LeadWeek) -> list[Statement]:
    amount = f"，意向投资{summary_text(week.standing_amount)}" if week.standing_amount else ""
    moved = (
        (len(week.registered), "新增"),
        (len(week.judged_valid), "研判为有效"),
        (len(week.followed), "跟进"),
        (len(week.converted), "转为项目"),
        (len(week.ended), "搁置或失败"),
    )
    told = "、".join(f"{words}{count}条" for count, words in moved if count)
    text = f"目前在手线索{len(week.standing)}条{amount}。本周{told or '没有新的进展'}。"
    return said(text, LedgerKind.LEADS, (*week.standing, *(row.id for row in week.rows)))


def _told(rows: Sequence[WeekRow], words: Callable[[WeekRow], str]) -> list[Statement]:
    shown, others = rows[:_SHOWN], rows[_SHOWN:]
    told = [each for row in shown for each in _of((row,), words(row))]
    return [*told, *_of(others, f"其余{len(others)}条详见附表。")] if others else told


def _what_it_is(row: WeekRow) -> str:
    facts = (
        f"投资方{row.investor}" if row.investor and row.investor not in row.name else "",
        f"意向投资{summary_text(row.amount)}" if row.amount else "",
        f"来源{row.source}",
        _responsible(row),
    )
    return f"{row.name}：{'，'.join(filter(None, facts))}。"


def _what_moved(row: WeekRow) -> str:
    words = _brief(row.words) or _responsible(row)
    return f"{row.name}（{row.happening}）{'：' + words if words else ''}。"


def _why(row: WeekRow) -> str:
    who = _responsible(row)
    return f"{row.name}：{_brief(row.words)}{f'（{who}）' if who else ''}。"


def _brief(words: str) -> str:
    """What a bulletin has room for: whole sentences as far as they fit, without the mark at the end."""
    text = " ".join(words.split())
    if len(text) > _BRIEF:
        end = max(text.rfind(mark, 0, _BRIEF) for mark in "。；！？")
        text = text[:end] if end > 0 else f"{text[: _BRIEF - 2]}……"
    return text.rstrip("。；;，, ")


def _standing_still(rows: Sequence[WeekRow]) -> list[Statement]:
    """The reasons that were given; of those not given how many each unit owes."""
    told = _told([row for row in rows if row.words], _why)
    silent = [row for row in rows if not row.words]
    if not silent:
        return told
    owed = Counter(row.unit or NOBODY for row in silent)
    by_unit = "、".join(f"{unit}{count}条" for unit, count in owed.most_common())
    text = f"未说明原因的{len(silent)}条，其中{by_unit}，请逐条说明原因和下步措施，名单见附表。"
    return [*told, *_of(silent, text)]


def _responsible(row: WeekRow) -> str:
    words = "".join(filter(None, (row.unit, row.person)))
    return f"由{words}负责" if words else ""


def _annex(rows: Iterable[WeekRow], owed: Collection[WeekRow]) -> Table:
    """All that happened; ``owed`` are those whose silence is not explained."""
    shown = [column for column in WEEK if column.field not in {"source", "person"}]
    heads = [f"{c.title}（万元）" if c.field == "amount" else c.title for c in shown]
    columns = tuple(
        TableColumn(head, "right" if c.field == "amount" else None, wraps=c.field != "amount", least=5)
        for head, c in zip(heads, shown, strict=True)
    )
    told = [replace(row, words="未说明原因" if row in owed else _brief(row.words)) for row in rows]
    cells = tuple(tuple(cell_text(c, getattr(row, c.field), MoneyUnit.WAN) for c in shown) for row in told)
    return filled(Table(columns, cells, title="招商线索一周情况表"))


def _basics(entry: ActivityEntry, outcome: Outcome) -> list[str]:
    start = entry.held_on.text() if entry.held_on else ""
    end = f"至{entry.ended_on.text()}" if entry.ended_on and entry.ended_on != entry.held_on else ""
    when = f"{start}{end}" + (f"（共{outcome.days}天）" if outcome.days > 1 else "")
    lines = (
        ("时间", when),
        ("地点", entry.place),
        ("形式", str(entry.kind)),
        ("带队领导", entry.leader),
        ("参加人员", entry.participants),
        ("费用", summary_text(entry.cost) if entry.cost else ""),
    )
    return [f"{title}：{words}。" for title, words in lines if words]


def _met(outcome: Outcome) -> list[str]:
    """What came of each firm; those of which nothing is said stand in one sentence."""
    told = [f"{firm.name}：{firm.outcome.rstrip('。')}。" for firm in outcome.firms if firm.outcome]
    others = [firm.name for firm in outcome.firms if not firm.outcome]
    if others:
        many = f"等{len(others)}家企业" if len(others) > 2 else ""
        told.append(f"{'还' if told else ''}拜访对接{'、'.join(others)}{many}。")
    return told


def _came_of_it(outcome: Outcome) -> list[Statement]:
    found = []
    if outcome.leads:
        names = "、".join(lead.name for lead in outcome.leads)
        several = len(outcome.leads)
        valid = {0: "", several: "，均为有效线索" if several > 1 else "，为有效线索"}
        told = valid.get(outcome.valid_leads, f"，其中有效线索{outcome.valid_leads}条")
        text = f"获得线索{several}条{told}：{names}。"
        found += said(text, LedgerKind.LEADS, (lead.id for lead in outcome.leads))
    if outcome.on_site:
        total = sum(signing.amount or 0 for signing in outcome.on_site)
        names = "、".join(signing.name for signing in outcome.on_site)
        text = f"现场签约项目{len(outcome.on_site)}个，签约金额{summary_text(total)}：{names}。"
        found += said(text, LedgerKind.PROJECTS, (signing.id for signing in outcome.on_site))
    later = [signing for signing in outcome.signings if not signing.on_site]
    if later:
        names = "、".join(f"{signing.name}（{signing.signed_on.text()}）" for signing in later)
        text = f"会后签约项目{len(later)}个：{names}。"
        found += said(text, LedgerKind.PROJECTS, (signing.id for signing in later))
    return found


def _lines(words: str) -> list[str]:
    """Each line of a text as a sentence of its own."""
    return [f"{line.strip().rstrip('。')}。" for line in words.splitlines() if line.strip()]
