"""责任书: drafting, numbering, changing and signing the year's accountability letters."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.letters import Letter, LetterStatus, LetterTarget, PartyStyle
from app.models.targets import Target
from app.models.units import Unit
from app.services import choices, offices, targets
from app.services.entries import must_exist, put, set_where_new, standing, taken
from app.services.letters.further import FurtherEntry, draft_further, must_be_in_order
from app.services.letters.numbers import Numbers
from app.services.letters.own import OwnTarget, kept_targets, own_clauses, own_targets, stated_clauses
from app.services.letters.own import entered as entered_targets
from app.services.letters.people import Holder, hand_over, holders
from app.services.letters.sheet import LetterSheet, plain
from app.services.letters.stated import StatedTarget, changed_since_signed
from app.services.letters.templates import TemplateEntry, save_template, template, title_of, years_text
from app.services.letters.terms import LettersRead, LetterTerms, wording_of
from app.services.letters.wording import OwnClause, must_be_a_level, must_be_known
from app.services.lists import RecordList
from app.values.dates import PartialDate
from app.values.words import clean

__all__ = [
    "FurtherEntry",
    "LetterTerms",
    "OwnClause",
    "OwnTarget",
    "TemplateEntry",
    "draft_further",
    "save_template",
    "template",
]
CHOICES = choices.of("letters")
# What two parties have signed, beside clauses and targets.
_FIXED = ("title", "number", "party_style", "copies", "opening", "third_name", "begins_on", "ends_on")


@dataclass(frozen=True)
class LetterRow:
    """One line of the list of letters; ``targets`` counts the unit's targets."""

    id: str
    number: str
    unit: str
    kind: str
    occasion: str
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
    clauses: tuple[OwnClause, ...] = ()
    targets: tuple[OwnTarget, ...] = ()  # of its own, instead of the year's
    third_name: str = ""
    begins_on: PartialDate | None = None
    ends_on: PartialDate | None = None
    since: PartialDate | None = None  # from when another person is responsible
    change_reason: str = ""


@dataclass(frozen=True)
class LetterDetail:
    """One letter as its form shows it; ``wording`` is its own clauses or the template's, ``terms`` what it prints from.

    ``changed`` says which targets are others today than the letter was signed with.
    """

    id: str
    unit: str
    status: str
    occasion: str
    entry: LetterEntry
    wording: tuple[OwnClause, ...]
    targets: tuple[StatedTarget, ...]
    changed: tuple[str, ...]
    holders: tuple[Holder, ...]
    terms: LetterTerms


def listing(year: int) -> RecordList[LetterRow]:
    """The year's letters in order of their numbers."""
    kept = select(func.count(LetterTarget.id)).where(LetterTarget.letter_id == Letter.id)
    today = select(func.count(Target.id)).where(
        Target.year == year, Target.unit_id == Letter.unit_id, Target.deleted_at.is_(None)
    )
    stated = case(
        (or_(Letter.status == LetterStatus.SIGNED, Letter.occasion != ""), kept.correlate(Letter).scalar_subquery()),
        else_=today.correlate(Letter).scalar_subquery(),
    )
    joined: dict[str, Any] = {"unit": Unit.name, "kind": Unit.kind, "targets": stated}
    return RecordList(
        row=LetterRow,
        source=lambda: (
            select(Letter)
            .join(Unit, Letter.unit_id == Unit.id)
            .where(Letter.deleted_at.is_(None), Letter.binds_in(year))
        ),
        key=Letter.id,
        fields={
            name: joined[name] if name in joined else getattr(Letter, name) for name in LetterRow.__dataclass_fields__
        },
        search=(Unit.name, Letter.number, Letter.responsible, Letter.occasion),
        order=(Letter.year.asc(), Letter.serial.asc()),
        chips={str(status): Letter.status == status for status in LetterStatus},
    )


def draft_missing(session: Session, year: int) -> int:
    """Drafts and numbers a letter for each unit that has targets and none yet; returns how many."""
    office, grid = offices.required(session), targets.grid(session, year)
    own = set(session.scalars(select(Unit.id).where(Unit.office_id == office.id, Unit.retired.is_(False))))
    with_targets = {unit for unit, _ in grid.cells if unit in own}
    if not with_targets:
        raise Refused(f"{year}年度还没有给各单位下达目标，请先填写或导入目标任务。")
    binding = standing(Letter).where(Letter.office_id == office.id, Letter.binds_in(year), Letter.occasion == "")
    have = set(session.scalars(binding.with_only_columns(Letter.unit_id)))
    numbers, wording, drafted = Numbers(session, year), template(session, year), 0
    for unit_id in (unit for unit, _ in grid.units if unit in with_targets - have):
        drafted += 1
        if numbers.taken_away(unit_id) is None:
            session.add(_draft(session.get_one(Unit, unit_id), office, year, numbers.next(), wording))
    session.flush()
    return drafted


def terms(session: Session, year: int, ids: Sequence[str] | None = None) -> list[LetterTerms]:
    """What the year's letters are composed of, in order of their numbers; ``ids`` narrows them."""
    offices.required(session)
    read = LettersRead(session)
    binding = standing(Letter).where(Letter.binds_in(year)).order_by(Letter.year, Letter.serial)
    return [read.terms(letter) for letter in session.scalars(binding).all() if ids is None or letter.id in ids]


def doubts(session: Session, ids: Sequence[str]) -> list[str]:
    """What to look at before these letters are printed: units without targets, people who are not named."""
    read, found = LettersRead(session), []
    for letter in session.scalars(standing(Letter).where(Letter.id.in_(ids)).order_by(Letter.year, Letter.serial)):
        unit, years = session.get_one(Unit, letter.unit_id), years_text((letter.year, letter.last_year))
        if unit.deleted_at is not None or unit.retired:
            found.append(f"{unit.name}已经停用或删除。")
        if not read.stated(letter):
            found.append(f"{unit.name}没有{letter.occasion or f'{years}年度'}的目标任务。")
        elif changed_since_signed(letter, read.grids(letter)):
            found.append(f"{unit.name}签订后目标有调整，仍按签订时打印。")
        elif _lacks_a_year(letter, read.stated(letter)):
            found.append(f"{unit.name}的责任期是{years}年，其中有的年份没有目标任务。")
    return found


def _lacks_a_year(letter: Letter, stated: Sequence[StatedTarget]) -> bool:
    years = set(range(letter.year, letter.last_year + 1))
    return letter.last_year > letter.year and not letter.targets and {target.year for target in stated} != years


def on_occasion(session: Session, year: int, occasion: str = "", unit_id: str | None = None) -> list[str]:
    """The ids of the year's own letters, or of the further ones on an occasion; one unit's where it is named."""
    found = standing(Letter).where(Letter.binds_in(year), Letter.occasion == clean(occasion))
    found = found if unit_id is None else found.where(Letter.unit_id == unit_id)
    return list(session.scalars(found.order_by(Letter.year, Letter.serial).with_only_columns(Letter.id)))


def detail(session: Session, key: str) -> LetterDetail:
    """What the letter form shows."""
    letter = must_exist(session, Letter, key)
    unit, read = session.get_one(Unit, letter.unit_id), LettersRead(session)
    own = () if letter.status is LetterStatus.SIGNED else entered_targets(letter)
    return LetterDetail(
        id=key,
        unit=unit.name,
        status=str(letter.status),
        occasion=letter.occasion,
        entry=taken(letter, LetterEntry, clauses=stated_clauses(letter), targets=own),
        wording=tuple(OwnClause(w.heading, w.text, w.level) for w in wording_of(letter, read.template(letter))),
        targets=read.stated(letter),
        changed=changed_since_signed(letter, read.grids(letter)),
        holders=holders(session, letter),
        terms=read.terms(letter),
    )


def save(session: Session, entered: LetterEntry, key: str) -> None:
    """Keeps what was changed of a letter; a signed one stays as signed, a change of person is recorded beside it."""
    letter = must_exist(session, Letter, key)
    if letter.status is LetterStatus.SIGNED:
        changed = any(getattr(letter, name) != getattr(entered, name) for name in _FIXED)
        if changed or stated_clauses(letter) != entered.clauses or entered.targets:
            raise Refused("责任书已经签订，正文不能再改；责任人变动可以单独登记。")
    for clause in entered.clauses:
        must_be_known(clause.text, "clauses")
        must_be_a_level(clause.level)
    must_be_known(entered.opening, "opening")
    must_be_in_order(entered.begins_on, entered.ends_on)
    _must_be_only(session, letter, entered)
    hand_over(session, letter, entered.responsible, entered.since, entered.change_reason)
    years = letter.year, letter.last_year
    put(letter, entered, without=("clauses", "targets"))
    _let_title_follow(session, letter, years)
    if stated_clauses(letter) != entered.clauses:
        letter.clauses = own_clauses(entered.clauses)
    if letter.status is not LetterStatus.SIGNED and entered_targets(letter) != entered.targets:
        years_now = range(letter.year, letter.last_year + 1)
        letter.targets = own_targets(session, entered.targets, years_now)
    session.flush()


def mark_printed(session: Session, ids: Iterable[str], on: PartialDate) -> None:
    """Says that letters were printed; a signed one stays signed."""
    for key in ids:
        letter = must_exist(session, Letter, key)
        if letter.status is not LetterStatus.SIGNED:
            letter.printed_on, letter.status = on, LetterStatus.PRINTED
    session.flush()


def sign(session: Session, ids: Iterable[str], on: PartialDate, composed: Callable[[LetterTerms], LetterSheet]) -> None:
    """Says that letters were signed; the sheet is kept as it is ``composed`` now."""
    read = LettersRead(session)
    for key in ids:
        letter = must_exist(session, Letter, key)
        if letter.status is not LetterStatus.SIGNED or not letter.as_signed:
            _keep_as_signed(read, letter, composed)
        letter.signed_on, letter.status = on, LetterStatus.SIGNED
    session.flush()


def _keep_as_signed(read: LettersRead, letter: Letter, composed: Callable[[LetterTerms], LetterSheet]) -> None:
    wording = wording_of(letter, read.template(letter))
    letter.as_signed = plain(composed(read.terms(letter)))
    letter.clauses = own_clauses(OwnClause(w.heading, w.text, w.level) for w in wording)
    letter.targets = kept_targets(read.stated(letter))


def _let_title_follow(session: Session, letter: Letter, years: tuple[int, int]) -> None:
    """A title that nobody worded says the years that the letter is about."""
    name, words = offices.info(session, letter.office_id).name, template(session, letter.year, letter.office_id)
    if letter.title == title_of(name, years, words.title_word, letter.occasion):
        now = title_of(name, (letter.year, letter.last_year), words.title_word, letter.occasion)
        set_where_new(letter, "title", now)


def _draft(
    unit: Unit, office: offices.OfficeInfo, year: int, numbered: tuple[int, str], wording: TemplateEntry
) -> Letter:
    serial, number = numbered
    return Letter(
        office_id=office.id,
        year=year,
        serial=serial,
        unit_id=unit.id,
        title=title_of(office.name, (year, year), wording.title_word),
        number=number,
        party_style=wording.party_style,
        copies=wording.copies,
        responsible=unit.head,
        liaison=unit.liaison,
        opening="",
    )


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
