"""An official page as it will print: what the office's rule for a kind of paper comes to for one paper."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.reports import blocks
from app.services import offices, official_pages
from app.values.dates import PartialDate
from app.values.papers import HeadStyle, PaperKind, Seal

ANNEX, TABLE = "附件", "附表"


@dataclass(frozen=True)
class OfficialPage:
    """What stands round a paper's text; without a ``seal`` the paper says itself whether it bears one."""

    head: blocks.Head | None = None
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
    head = None
    if rule.head is not HeadStyle.NONE:
        is_printed = rule.head is HeadStyle.PRINTED
        signer = f"签发人：{rule.signer}" if rule.upward else ""
        head = blocks.Head(official_pages.mark(session, rule) if is_printed else "", said, signer)
    return OfficialPage(
        head,
        "" if head else said,
        rule.addressee,
        rule.annex_note,
        rule.seal,
        blocks.Imprint(_copies(rule.copies), office, day, back) if rule.imprint else None,
    )


def _copies(typed: str) -> str:
    """抄送：县政府办公室，县招商局。"""
    said = typed.strip().removeprefix("抄送：").rstrip("。，、；")
    return f"抄送：{said}。" if said else ""
