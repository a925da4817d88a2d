"""责任书: drafting, numbering, changing and signing the year's accountability letters."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.letters import Letter, LetterClause, LetterStatus, LetterTarget, PartyStyle
from app.models.targets import Target
from app.models.units import Unit
from app.services import choices, offices, targets
from app.services.entries import must_exist, put, standing, taken
from app.services.letters.of_year import LettersOfYear
from app.services.letters.pages import StatedTarget, changed_since_signed, stated_targets, wording_of
from app.services.letters.people import Holder, hand_over, holders
from app.services.letters.sheet import LetterSheet, plain
from app.services.letters.templates import TemplateEntry, save_template, template, title_of
from app.services.letters.wording import must_be_known
from app.services.lists import RecordList
from app.values.dates import PartialDate

__all__ = ["TemplateEntry", "save_template", "template"]
CHOICES = choices.of("letters")


@dataclass(frozen=True)
class LetterRow:
    """One line of the list of letters; ``targets`` counts the unit's targets."""

    id: str
    number: str
    unit: str
    kind: str
    status: str
    targets: int
    responsible: str
    liaison: str
    printed_on: PartialDate | None
    signed_on: PartialDate | None


@dataclass(frozen=True)
class LetterEntry:
    """What the letter form edits; no ``clauses`` means those of the year's template."""

    title: str = ""
    number: str = ""
    party_style: PartyStyle = PartyStyle.PARTIES
    copies: int = 2
    responsible: str = ""
    liaison: str = ""
    opening: str = ""
    note: str = ""
    clauses: tuple[tuple[str, str], ...] = ()  # (heading, text)
    since: PartialDate | None = None  # from when another person is responsible
    change_reason: str = ""


@dataclass(frozen=True)
class LetterDetail:
    """One letter as its form shows it; ``wording`` is its own clauses or the template's, ``printed`` as it prints.

    ``changed`` says which targets are others today than the letter was signed with.
    """

    id: str
    unit: str
    status: str
    entry: LetterEntry
    wording: tuple[tuple[str, str], ...]
    printed: tuple[tuple[str, str], ...]
    targets: tuple[tuple[str, str, int, int | None], ...]  # (title, measure, amount, stretch)
    changed: tuple[str, ...]
    holders: tuple[Holder, ...]


def listing(year: int) -> RecordList[LetterRow]:
    """The year's letters in order of their numbers."""
    kept = select(func.count(LetterTarget.id)).where(LetterTarget.letter_id == Letter.id)
    today = select(func.count(Target.id)).where(
        Target.year == year, Target.unit_id == Letter.unit_id, Target.deleted_at.is_(None)
    )
    stated = case(
        (Letter.status == LetterStatus.SIGNED, kept.correlate(Letter).scalar_subquery()),
        else_=today.correlate(Letter).scalar_subquery(),
    )
    joined: dict[str, Any] = {"unit": Unit.name, "kind": Unit.kind, "targets": stated}
    return RecordList(
        row=LetterRow,
        source=lambda: (
            select(Letter).join(Unit, Letter.unit_id == Unit.id).where(Letter.deleted_at.is_(None), Letter.year == year)
        ),
        key=Letter.id,
        fields={
            name: joined[name] if name in joined else getattr(Letter, name) for name in LetterRow.__dataclass_fields__
        },
        search=(Unit.name, Letter.number, Letter.responsible),
        order=(Letter.serial.asc(),),
        chips={str(status): Letter.status == status for status in LetterStatus},
    )


def draft_missing(session: Session, year: int) -> int:
    """Drafts and numbers a letter for each unit that has targets and none yet; returns how many."""
    office, grid = offices.required(session), targets.grid(session, year)
    own = set(session.scalars(select(Unit.id).where(Unit.office_id == office.id, Unit.retired.is_(False))))
    with_targets = {unit for unit, _ in grid.cells if unit in own}
    if not with_targets:
        raise Refused(f"{year}年度还没有给各单位下达目标，请先填写或导入目标任务。")
    letters = session.scalars(select(Letter).where(Letter.office_id == office.id, Letter.year == year)).all()
    existing, numbers = {letter.unit_id: letter for letter in letters}, {letter.number for letter in letters}
    serial = max((letter.serial for letter in letters), default=0)
    wording, drafted = template(session, year), 0
    for unit_id in (unit for unit, _ in grid.units if unit in with_targets):
        letter = existing.get(unit_id)
        if letter is not None and letter.deleted_at is not None:
            _begin_anew(letter)
            drafted += 1
        elif letter is None:
            serial, drafted = _next_serial(office, year, serial, numbers), drafted + 1
            session.add(_draft(session.get_one(Unit, unit_id), office, year, serial, wording))
    session.flush()
    return drafted


def sheets(session: Session, year: int, ids: Sequence[str] | None = None) -> list[LetterSheet]:
    """The year's letters as they print, in order of their numbers; ``ids`` narrows them."""
    offices.required(session)
    of_year = LettersOfYear(session, year)
    letters = session.scalars(standing(Letter).where(Letter.year == year).order_by(Letter.serial)).all()
    return [of_year.sheet(letter) for letter in letters if ids is None or letter.id in ids]


def doubts(session: Session, year: int, ids: Sequence[str]) -> list[str]:
    """What to look at before these letters are printed: units without targets, people who are not named."""
    grid, found = targets.grid(session, year), []
    for letter in session.scalars(standing(Letter).where(Letter.id.in_(ids)).order_by(Letter.serial)):
        unit = session.get_one(Unit, letter.unit_id)
        if unit.deleted_at is not None or unit.retired:
            found.append(f"{unit.name}已经停用或删除。")
        if not stated_targets(letter, grid):
            found.append(f"{unit.name}没有{year}年度的目标任务。")
        elif changed_since_signed(letter, grid):
            found.append(f"{unit.name}签订后目标有调整，仍按签订时打印。")
    return found


def of_unit(session: Session, year: int, unit_id: str) -> str | None:
    """The id of a unit's letter of that year."""
    return session.scalar(
        select(Letter.id).where(Letter.deleted_at.is_(None), Letter.year == year, Letter.unit_id == unit_id)
    )


def detail(session: Session, key: str) -> LetterDetail:
    """What the letter form shows."""
    letter = must_exist(session, Letter, key)
    unit, of_year = session.get_one(Unit, letter.unit_id), LettersOfYear(session, letter.year)
    stated, sheet = of_year.stated(letter), of_year.sheet(letter)
    return LetterDetail(
        id=key,
        unit=unit.name,
        status=str(letter.status),
        entry=taken(letter, LetterEntry, clauses=_stated(letter)),
        wording=tuple((w.heading, w.text) for w in wording_of(letter, of_year.template(letter))),
        printed=tuple((section.heading, clause.text) for section in sheet.sections[1:] for clause in section.clauses),
        targets=tuple((t.title, t.measure, t.amount, t.stretch) for t in stated),
        changed=changed_since_signed(letter, of_year.grid),
        holders=holders(session, letter),
    )


def save(session: Session, entered: LetterEntry, key: str) -> None:
    """Keeps what was changed of a letter; a signed one stays as signed, a change of person is recorded beside it."""
    letter = must_exist(session, Letter, key)
    if letter.status is LetterStatus.SIGNED:
        fixed = ("title", "number", "party_style", "copies", "opening")
        changed = any(getattr(letter, name) != getattr(entered, name) for name in fixed)
        if changed or _stated(letter) != entered.clauses:
            raise Refused("责任书已经签订，正文不能再改；责任人变动可以单独登记。")
    for _, text in entered.clauses:
        must_be_known(text, "clauses")
    must_be_known(entered.opening, "opening")
    _must_be_only(session, letter, entered)
    hand_over(session, letter, entered.responsible, entered.since, entered.change_reason)
    put(letter, entered, without=("clauses",))
    if _stated(letter) != entered.clauses:
        letter.clauses = _own_clauses(entered.clauses)
    session.flush()


def mark(session: Session, ids: Iterable[str], status: str, on: PartialDate) -> None:
    """Says that letters were printed or signed; at signing, the sheet is kept as it stands."""
    to, of_year = LetterStatus(status), dict[int, LettersOfYear]()
    for key in ids:
        letter = must_exist(session, Letter, key)
        if letter.status is LetterStatus.SIGNED and to is LetterStatus.PRINTED:
            continue
        if to is LetterStatus.PRINTED:
            letter.printed_on = on
        if to is LetterStatus.SIGNED:
            year = letter.year
            of_year[year] = of_year.get(year) or LettersOfYear(session, year)
            _keep_as_signed(of_year[year], letter)
            letter.signed_on = on
        letter.status = to
    session.flush()


def _keep_as_signed(of_year: LettersOfYear, letter: Letter) -> None:
    if letter.status is LetterStatus.SIGNED and letter.as_signed:
        return
    wording = wording_of(letter, of_year.template(letter))
    letter.as_signed = plain(of_year.sheet(letter))
    letter.clauses = _own_clauses((w.heading, w.text) for w in wording)
    letter.targets = _kept_targets(of_year.stated(letter))


def _begin_anew(letter: Letter) -> None:
    """A letter that was taken away comes back as a draft, with nothing left of what was signed."""
    letter.deleted_at, letter.status = None, LetterStatus.DRAFT
    letter.printed_on = letter.signed_on = letter.as_signed = None
    letter.clauses, letter.targets = [], []


def _number(office: offices.OfficeInfo, year: int, serial: int) -> str:
    return f"{office.short_name or office.name[:1]}招责〔{year}〕{serial}号"


def _next_serial(office: offices.OfficeInfo, year: int, last: int, numbers: Container[str]) -> int:
    """The next one of which nobody has given the number to another letter by hand."""
    return next(serial for serial in count(last + 1) if _number(office, year, serial) not in numbers)


def _draft(unit: Unit, office: offices.OfficeInfo, year: int, serial: int, wording: TemplateEntry) -> Letter:
    return Letter(
        office_id=office.id,
        year=year,
        serial=serial,
        unit_id=unit.id,
        title=title_of(office.name, year, wording.title_word),
        number=_number(office, year, serial),
        party_style=wording.party_style,
        copies=wording.copies,
        responsible=unit.head,
        liaison=unit.liaison,
        opening="",
    )


def _kept_targets(stated: Iterable[StatedTarget]) -> list[LetterTarget]:
    return [
        LetterTarget(
            position=position,
            indicator=target.indicator,
            title=target.title,
            measure=target.measure,
            amount=target.amount,
            stretch=target.stretch,
        )
        for position, target in enumerate(stated)
    ]


def _stated(letter: Letter) -> tuple[tuple[str, str], ...]:
    return tuple((clause.heading, clause.text) for clause in letter.clauses)


def _own_clauses(clauses: Iterable[tuple[str, str]]) -> list[LetterClause]:
    return [
        LetterClause(position=position, heading=heading, text=text.strip())
        for position, (heading, text) in enumerate(clauses)
    ]


def _must_be_only(session: Session, letter: Letter, entered: LetterEntry) -> None:
    if not entered.number.strip():
        raise Refused("请填写责任书编号。", field="number")
    other = session.scalar(
        standing(Letter).where(
            Letter.office_id == letter.office_id, Letter.number == entered.number.strip(), Letter.id != letter.id
        )
    )
    if other is not None:
        raise Refused(f"编号“{entered.number}”已经用于另一份责任书。", field="number")
