"""An official page as it will print: what the office's rule for a kind of paper comes to for one paper."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.reports import blocks
from app.services import offices, official_pages
from app.services.official_pages import PageRule
from app.values.dates import PartialDate
from app.values.papers import HeadStyle, PaperKind, Seal

ANNEX, TABLE = "附件", "附表"


@dataclass(frozen=True)
class OfficialPage:
    """What stands round a paper's text; without a ``seal`` the paper says itself whether it bears one."""

    head: blocks.Head | blocks.LetterHead | None = None
    number: str = ""
    addressee: str = ""
    annex_note: bool = False
    seal: Seal | None = None
    imprint: blocks.Imprint | None = None

    @property
    def annex_word(self) -> str:
        """What its annexes are called: 附件 where 附件说明 lists them under the text, else 附表."""
        return ANNEX if self.annex_note else TABLE


PLAIN = OfficialPage()


def page_of(session: Session, kind: PaperKind, year: int, subject: str, on: date, number: str = "") -> OfficialPage:
    """The page of the paper of ``kind`` about ``subject``; ``number`` is one that the clerk has typed himself."""
    rule, said = official_pages.rule(session, kind), number
    if rule.numbered and not said:
        given = official_pages.number(session, kind, year, subject)
        said = official_pages.text(session, kind, year, given)
    office = offices.required(session).government
    day = PartialDate.of(on).text()
    back = official_pages.imprint_on_back(session)
    head: blocks.Head | blocks.LetterHead | None = None
    if rule.head is HeadStyle.LETTER:
        head = blocks.LetterHead(official_pages.mark(session, rule), said)
    elif rule.head is not HeadStyle.NONE:
        is_printed = rule.head is HeadStyle.PRINTED
        signer = f"签发人：{rule.signer}" if rule.upward else ""
        head = blocks.Head(official_pages.mark(session, rule) if is_printed else "", said, signer)
    return OfficialPage(
        head,
        "" if head else said,
        rule.addressee,
        rule.annex_note,
        rule.seal,
        _imprint(rule, office, day, on_back=back),
    )


def _imprint(rule: PageRule, office: str, day: str, *, on_back: bool) -> blocks.Imprint | None:
    """版记; a letter's is 抄送 alone."""
    copies = _copies(rule.copies)
    if rule.head is HeadStyle.LETTER:
        return blocks.Imprint(copies, "", "") if rule.imprint and copies else None
    return blocks.Imprint(copies, office, day, on_back) if rule.imprint else None


def _copies(typed: str) -> str:
    """抄送：县政府办公室，县招商局。"""
    said = typed.strip().removeprefix("抄送：").rstrip("。，、；")
    return f"抄送：{said}。" if said else ""
