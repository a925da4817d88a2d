"""外出招商通报: who went where for how many days, what came of it, and who did not go."""

from datetime import date

from sqlalchemy.orm import Session

from app.columns.cells import UNDEFINED
from app.indicators.facts import Period
from app.reports import phrases
from app.reports import wording as words
from app.reports.blocks import Table
from app.reports.bulletins import BulletinSheet
from app.reports.circulars.shared import annexes_of, sheet
from app.reports.official_page import TABLE
from app.reports.statements import Statement, said
from app.reports.tables import SUM, in_year, number, short, text, wan
from app.services import activities, offices
from app.services.activities import outcomes
from app.services.activities.attendance import Attendance, AttendanceSum
from app.services.activities.outcomes import TRIPS, Held
from app.values.dates import PartialDate
from app.values.kinds import LedgerKind


def trips(session: Session, period: Period, today: date, word: str = TABLE) -> BulletinSheet:
    """外出招商 and 驻外 of January to the end of the month."""
    office = offices.required(session)
    first, last = date(period.year, 1, 1), PartialDate(f"{period.year}-{period.month:02d}").last
    held = [each for each in outcomes.held(session, first, last) if each.kind in TRIPS]
    by_team = activities.attendance(session, period.year, period.month)
    by_unit, of_units = activities.attendance(session, period.year, period.month, "unit")
    annexes = annexes_of(
        word,
        trips=_trips(held) if held else None,
        teams=_attended("招商小分队外出招商情况表", "招商小分队", *by_team),
        units=_attended("各责任单位外出招商情况表", "责任单位", by_unit, of_units),
    )
    place, so_far = words.territory(office.name), phrases.so_far(period.month)
    parts = (
        ("总体情况", annexes.referring(_overall(held, by_team[1], so_far), "trips")),
        ("各单位外出情况", annexes.referring(_units(by_unit, of_units), "units")),
        ("取得的成果", _results(held)),
    )
    return sheet(
        office,
        f"{phrases.period(period.year, period.month)}外出招商情况通报",
        f"现将{place}{so_far}外出招商情况通报如下。",
        parts,
        annexes,
        today,
        nothing=f"{phrases.period(period.year, period.month)}，{place}没有登记外出招商活动。",
        addressee="各责任单位",
    )


def _overall(held: list[Held], away: AttendanceSum, so_far: str) -> list[Statement]:
    if not held:
        return []
    firms = {firm.name for each in held for firm in each.came.firms}
    leads = {lead.id for each in held for lead in each.came.leads}
    valid = {lead.id for each in held for lead in each.came.leads if lead.is_valid}
    places = [each.place for each in held if each.place]
    text = phrases.joined(
        f"{so_far}外出招商{len(held)}次、{away.people}人，累计{away.days}天",
        f"先后赴{phrases.people(places, most=6)}" if places else "",
        f"拜访企业{len(firms)}家" if firms else "",
        f"获得线索{len(leads)}条" if leads else "",
        f"其中有效线索{len(valid)}条" if valid and len(valid) < len(leads) else "均为有效线索" if valid else "",
    )
    return said(text, LedgerKind.ACTIVITIES, (each.id for each in held), level=0)


def _units(rows: tuple[Attendance, ...], whole: AttendanceSum) -> list[Statement]:
    went = [row for row in rows if not row.is_idle and row.title != outcomes.UNSTATED]
    told = "、".join(f"{row.title}{row.trips}次{row.days}天" for row in went)
    texts = (
        f"有外出招商的单位{len(went)}个：{told}。" if went else "",
        f"没有外出招商的单位{len(whole.idle)}个：{'、'.join(whole.idle)}。" if whole.idle and went else "",
    )
    return [each for said_ in texts for each in said(said_, LedgerKind.ACTIVITIES, whole.ids)]


def _results(held: list[Held]) -> list[Statement]:
    found = []
    for each in held:
        came = each.came
        where = f"{in_year(each.held_on)}{each.title or f'赴{each.place}招商'}"
        names = phrases.named(signing.name for signing in came.signings)
        text = phrases.joined(
            f"{where}：带回线索{phrases.named(lead.name for lead in came.leads)}" if came.leads else "",
            (f"签约{names}" if came.leads else f"{where}：签约{names}") if came.signings else "",
        )
        found += said(text, LedgerKind.ACTIVITIES, (each.id,))
    return found


def _trips(held: list[Held]) -> Table:
    columns = (
        short("日期"), text("地点", 6), number("天数"), number("拜访企业\n（家）"), number("线索\n（条）"),
        number("签约项目\n（个）"), number("签约金额\n（万元）"),
    )  # fmt: skip
    lines = [(each.held_on.iso, each.place or each.title, *_counts([each])) for each in held]
    lines.append((SUM, f"{len(held)}次", *_counts(held)))
    return Table(columns, tuple(lines), (len(lines) - 1,), title="外出招商活动一览表")


def _counts(held: list[Held]) -> tuple[str, ...]:
    """Days, firms, leads and signings of some trips; what several met counts once, as in the text."""
    signed = {signing.id: signing.amount for each in held for signing in each.came.signings}
    counts = (
        sum(each.came.days for each in held),
        len({firm.name for each in held for firm in each.came.firms}),
        len({lead.id for each in held for lead in each.came.leads}),
        len(signed),
    )
    known = [amount for amount in signed.values() if amount]
    return (*(str(count) if count else UNDEFINED for count in counts), wan(sum(known)) if known else UNDEFINED)


def _attended(title: str, head: str, rows: tuple[Attendance, ...], whole: AttendanceSum) -> Table | None:
    if not whole.trips or all(row.title == outcomes.UNSTATED for row in rows):
        return None
    columns = (text(head, 5), number("次数"), number("人数"), number("天数"), text("地点", 8))
    lines = [
        (
            row.title,
            *(str(count) if count else UNDEFINED for count in (row.trips, row.people, row.days)),
            row.where or UNDEFINED,
        )
        for row in rows
    ]
    lines.append((SUM, str(whole.trips), str(whole.people), str(whole.days), ""))
    return Table(columns, tuple(lines), (len(lines) - 1,), title=title)
