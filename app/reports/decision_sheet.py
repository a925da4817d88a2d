"""考核结果审议表: one sheet for the meeting that decides, with room for what it decides of each unit."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from app.columns.column import Column, Kind
from app.reports import ledgers, phrases, scores
from app.reports.blocks import Document
from app.reports.ledgers import LedgerView
from app.services import offices
from app.services.consequences import deposits
from app.services.consequences.switch import are_kept
from app.services.schemes.outcome import SchemeResult
from app.values.figures import UNDEFINED
from app.values.money import MoneyUnit, money_text

_FILLER = "主持人：　　　　　　　　　记录人：　　　　　　　　　审议日期：　　　　　　　　　会议纪要号："
_ROOM = "　" * 8  # to write in: an empty cell would be as narrow as its heading
_UNIT = Column("unit", "单位", Kind.TEXT, 110)
_TOTAL = Column("total", "得分", Kind.CODE, 60)
_RANK = Column("rank", "名次", Kind.CODE, 50)
_MET = Column("met", "完成目标项数", Kind.CODE, 70)
_NOTE = Column("note", "需要说明的情况", Kind.LONG, 190)
_DEPOSITS = (
    Column("deposit", "抵押金（元）", Kind.CODE, 80),
    Column("state", "缴纳情况", Kind.CODE, 80),
)
_PROPOSAL = Column("proposal", "兑现建议", Kind.TEXT, 130)
_USE = Column("proposal", "结果运用建议", Kind.TEXT, 130)  # what 稳妥口径 calls the same
_DECISION = Column("decision", "审议意见", Kind.TEXT, 130)


def decision_sheet(session: Session, found: SchemeResult) -> Document:
    """The sheet for one scheme's group; without deposits where the office keeps none, or chose 稳妥口径."""
    office = offices.current(session)
    met = deposits.targets_met(session, found.year, found.month)
    kept = are_kept(session) and not offices.is_cautious(session)
    paid = _deposits(session, found.year) if kept else {}
    rows = []
    for row in found.rows:
        reached, asked = met.get(row.unit, (0, 0))
        line = scores.result_line(row) | {"met": f"{reached}/{asked}" if asked else UNDEFINED}
        line |= {"deposit": UNDEFINED, "state": UNDEFINED, **paid.get(row.unit, {})}
        rows.append(line | {"proposal": _ROOM, "decision": _ROOM})
    ranked = (_RANK,) if found.is_ranked else ()
    proposal = _PROPOSAL if found.is_ranked else _USE
    shown = (_UNIT, _TOTAL, *ranked, _MET, _NOTE, *(_DEPOSITS if kept else ()), proposal, _DECISION)
    title = f"{scores.heading(found, office.name if office else '')}考核结果审议表"
    return ledgers.document(LedgerView(title, shown, rows), scores.above(found), filler=_FILLER, paper="A4")


def _deposits(session: Session, year: int) -> Mapping[str, Mapping[str, str]]:
    """By unit what its deposits of the year come to, and where they stand: 已缴2笔、应缴1笔."""
    listing = deposits.listing(year)
    of_unit: dict[str, list[deposits.DepositRow]] = defaultdict(list)
    for row in listing.rows(session, listing.ids(session)):
        of_unit[row.unit].append(row)
    return {
        unit: {"deposit": money_text(sum(row.amount for row in rows), MoneyUnit.YUAN), "state": _states(rows)}
        for unit, rows in of_unit.items()
    }


def _states(rows: Sequence[deposits.DepositRow]) -> str:
    if len(rows) == 1:
        return rows[0].state
    return phrases.counted(Counter(row.state for row in rows).items(), "笔")
