"""The year's letter template: title word, party style, copies, clauses on and off in the office's own wording."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.letters import (
    Letter,
    LetterStatus,
    LetterTemplate,
    PartyStyle,
    SchemeAnnex,
    TargetsPlace,
    TemplateClause,
)
from app.services import choices, offices
from app.services.entries import put, set_where_new, standing, taken
from app.services.letters.wording import DEFAULTS, OPENING, Wording, must_be_a_level, must_be_known
from app.values.dates import PartialDate
from app.values.words import clean

CHOICES = choices.of("letter_templates")


@dataclass(frozen=True)
class TemplateEntry:
    """What the template panel edits; ``deposit`` is each unit's in fen, ``rule`` the 考核办法 that clauses cite.

    ``first_parties`` are who signs as 甲方, one a line, ``third_role`` as what a third signs: 监督方, 分管领导.
    """

    title_word: str = "目标责任书"
    party_style: PartyStyle = PartyStyle.PARTIES
    targets_place: TargetsPlace = TargetsPlace.AUTO
    copies: int = 2
    opening: str = OPENING
    clauses: tuple[Wording, ...] = DEFAULTS
    deposit: int | None = None
    deposit_due_on: PartialDate | None = None
    rule: str = ""
    recognised_on: PartialDate | None = None
    first_parties: str = ""
    third_role: str = ""
    third_name: str = ""
    targets_heading: str = ""
    annex_title: str = ""
    scheme_annex: SchemeAnnex = SchemeAnnex.NONE
    signs_liaison: bool = False


def template(session: Session, year: int, office_id: str | None = None) -> TemplateEntry:
    """The year's template, else the latest earlier year's, else the wording of the house; of this file's office.

    What is agreed for one year alone (deposit and days) is not taken from an earlier one.
    """
    of_office = LetterTemplate.office_id == (office_id or offices.own_or_none(session))
    statement = standing(LetterTemplate).where(LetterTemplate.year <= year, of_office)
    record = session.scalars(statement.order_by(LetterTemplate.year.desc()).limit(1)).first()
    if record is None:
        return TemplateEntry()
    clauses = tuple(
        Wording(c.key, c.heading, c.text, c.is_optional, c.is_on, c.reminder, c.level) for c in record.clauses
    )
    found: TemplateEntry = taken(record, TemplateEntry, clauses=clauses)
    return found if record.year == year else replace(found, deposit_due_on=None, rule="", recognised_on=None)


def doubts(entered: TemplateEntry) -> list[str]:
    """What the clerk should look at before letters go out: clauses that speak of what is not filled in."""
    spoken = "".join(clause.text for clause in entered.clauses if clause.is_on)
    found = []
    if "{抵押金}" in spoken and entered.deposit is None:
        found.append("启用了风险抵押金条款，还没有填写金额；已登记抵押金的单位按登记的金额打印。")
    if "{缴纳期限}" in spoken and entered.deposit_due_on is None:
        found.append("启用了风险抵押金条款，还没有填写缴纳期限，打印为“规定日期”。")
    if entered.third_role and "双方签字" in spoken:
        found.append(f"{entered.third_role}也要签字，条款里写的还是“双方”，请改为“{{签订方}}”。")
    if entered.third_name and not entered.third_role:
        found.append("填写了第三方的名称，没有选第三方是什么（如“监督方”），不会打印。")
    return found


def save_template(session: Session, year: int, entered: TemplateEntry) -> None:
    """Keeps the year's template; what is not signed yet follows it, except where a letter was given its own.

    Refuses unknown placeholders, empty clauses that are on, and fewer than one copy.
    """
    if not clean(entered.title_word):
        raise Refused("请填写文种名称，如“目标责任书”。", field="title_word")
    if not 1 <= entered.copies <= 20:
        raise Refused("份数应在1到20之间。", field="copies")
    if entered.deposit is not None and entered.deposit <= 0:
        raise Refused("风险抵押金应大于零；没有的请留空。", field="deposit")
    for name in ("opening", "targets_heading", "annex_title"):
        must_be_known(getattr(entered, name), name)
    for clause in entered.clauses:
        must_be_known(clause.text)
        must_be_a_level(clause.level)
        if clause.is_on and not clean(clause.text):
            raise Refused(f"“{clause.heading}”下有一条启用的条款没有内容，请填写或关闭它。", field="text")
    _let_drafts_follow(session, year, template(session, year), entered)
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
            level=clause.level,
            is_optional=clause.is_optional,
            is_on=clause.is_on,
            reminder=clause.reminder,
        )
        for position, clause in enumerate(entered.clauses)
    ]
    session.flush()


def title_of(office_name: str, years: tuple[int, int], title_word: str, occasion: str = "") -> str:
    """What a letter is called until somebody changes it: 清溪镇2026年度招商引资工作目标责任书."""
    if occasion:
        named = occasion if occasion.startswith(("“", "《")) else f"“{occasion}”"
        return f"{office_name}{years_text(years)}年招商引资{named}{title_word}"
    work = "" if title_word.endswith("分解表") else "工作"
    return f"{office_name}{years_text(years)}年度招商引资{work}{title_word}"


def years_text(years: tuple[int, int]) -> str:
    """The years from the first to the last: 2026, 2026—2027."""
    first, last = years
    return str(first) if last <= first else f"{first}—{last}"


def _let_drafts_follow(session: Session, year: int, before: TemplateEntry, now: TemplateEntry) -> None:
    office = offices.current(session)
    if office is None:
        return
    of_year = standing(Letter).where(Letter.office_id == office.id, Letter.year == year)
    for letter in session.scalars(of_year.where(Letter.status != LetterStatus.SIGNED)):
        years = letter.year, letter.last_year
        titles = (title_of(office.name, years, clean(each.title_word), letter.occasion) for each in (before, now))
        for name, old, new in (
            ("title", *titles),
            ("party_style", before.party_style, now.party_style),
            ("copies", before.copies, now.copies),
        ):
            if getattr(letter, name) == old:
                set_where_new(letter, name, new)
