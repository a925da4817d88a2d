"""The year's letter template: title word, party style, copies, clauses on and off in the office's own wording."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.letters import LetterTemplate, PartyStyle, TargetsPlace, TemplateClause
from app.services import offices
from app.services.entries import put, standing, words_of
from app.services.letter_wording import DEFAULTS, OPENING, Wording, must_be_known
from app.values.words import clean

CHOICES = words_of(
    {
        "title_word": ("目标责任书", "责任状", "承诺书", "目标任务书"),
        "party_style": PartyStyle,
        "targets_place": TargetsPlace,
    }
)


@dataclass(frozen=True)
class TemplateEntry:
    """What the template panel edits."""

    title_word: str = "目标责任书"
    party_style: PartyStyle = PartyStyle.PARTIES
    targets_place: TargetsPlace = TargetsPlace.AUTO
    copies: int = 2
    opening: str = OPENING
    clauses: tuple[Wording, ...] = DEFAULTS


def template(session: Session, year: int) -> TemplateEntry:
    """The year's template, else the latest earlier year's, else the wording of the house."""
    statement = standing(LetterTemplate).where(LetterTemplate.year <= year)
    record = session.scalars(statement.order_by(LetterTemplate.year.desc()).limit(1)).first()
    if record is None:
        return TemplateEntry()
    clauses = tuple(Wording(c.key, c.heading, c.text, c.is_optional, c.is_on, c.reminder) for c in record.clauses)
    return TemplateEntry(
        record.title_word, record.party_style, record.targets_place, record.copies, record.opening, clauses
    )


def save_template(session: Session, year: int, entered: TemplateEntry) -> None:
    """Keeps the year's template; refuses unknown placeholders, empty clauses that are on, and fewer than one copy."""
    if not clean(entered.title_word):
        raise Refused("请填写文种名称，如“目标责任书”。", field="title_word")
    if not 1 <= entered.copies <= 20:
        raise Refused("份数应在1到20之间。", field="copies")
    must_be_known(entered.opening)
    for clause in entered.clauses:
        must_be_known(clause.text)
        if clause.is_on and not clean(clause.text):
            raise Refused(f"“{clause.heading}”下有一条启用的条款没有内容，请填写或关闭它。", field="text")
    statement = standing(LetterTemplate).where(
        LetterTemplate.year == year, LetterTemplate.office_id == offices.own_id(session)
    )
    record: LetterTemplate | None = session.scalar(statement)
    if record is None:
        record = LetterTemplate(office_id=offices.own_id(session), year=year)
        session.add(record)
    put(record, entered, without=("clauses",))
    record.clauses = [
        TemplateClause(
            position=position,
            key=clause.key,
            heading=clause.heading,
            text=clause.text.strip(),
            is_optional=clause.is_optional,
            is_on=clause.is_on,
            reminder=clause.reminder,
        )
        for position, clause in enumerate(entered.clauses)
    ]
    session.flush()
