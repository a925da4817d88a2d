"""What the card of a project (项目卡) says: the records of its whole life, in the order in which an office asks."""

from datetime import date
from fractions import Fraction

from sqlalchemy.orm import Session

from app.reports import wording as words
from app.reports.blocks import Block, Centred, Document, Facts, Layout, OnePage, Part, Title
from app.reports.projects import card_tables as parts
from app.reports.projects import photographs
from app.services import funds, projects
from app.services.projects import ProjectDetail, ProjectEntry, procedures, shares, succession
from app.values.dates import PartialDate
from app.values.figures import percent

_TITLE = "招商引资项目卡"
_CUT = "……（下略，全文见项目库）"
Lines = list[tuple[str, str]]


def document(session: Session, project_id: str, today: date) -> Document:
    """One project's card on one page; refused for one that is gone."""
    detail = projects.detail(session, project_id)
    entry = detail.entry
    facts = (
        ("项目名称", entry.name),
        *_identity(entry),
        *_ties(session, project_id),
        *_money(session, detail),
        *_people(entry),
        ("单位分解", _shares(session, project_id)),
    )
    texts = [
        ("建设内容\n及规模", entry.content),
        ("项目进展", entry.progress),
        ("存在问题", entry.problem),
        ("手续办理", _procedures(session, project_id, today)),
        ("终止原因", detail.end_reason),
        ("工作专班", entry.team),
        ("备注", entry.note),
    ]
    known = [fact for fact in facts if fact[1]]
    long = [text for text in texts if text[1]]
    subtitle = f"项目编号：{entry.code}　　当前阶段：{detail.stage}　　制表日期：{PartialDate.of(today).text()}"
    grid = Facts((*known, *long), texts=len(long))
    shown = photographs.of_project(session, project_id)
    card: tuple[Block, ...] = (Title(_TITLE), Centred(subtitle), grid, *parts.tables_of(session, detail), *shown)
    return Document(_TITLE, (Part(card, Layout.FORM, one_page=OnePage(_CUT)),))


def _identity(entry: ProjectEntry) -> Lines:
    return [
        ("投资方", entry.investor),
        ("投资方所在地", entry.investor_place),
        ("内资/外资", str(entry.nature)),
        ("产业类别", entry.industry),
        ("建设性质", entry.construction_kind),
        ("建设地点", entry.site),
        ("用地（厂房）", entry.land_need),
        ("统一社会\n信用代码", entry.credit_code),
    ]


def _ties(session: Session, project_id: str) -> Lines:
    """Where it sits, and what it came from or became by 二次招商."""
    links = succession.links(session, project_id)
    later = "、".join(f"{each.name}（{each.state}）" for each in links.successors)
    return [
        ("所在载体", links.carrier.name if links.carrier else ""),
        ("原项目", f"{links.predecessor.name}（{links.predecessor.state}）" if links.predecessor else ""),
        ("二次招商项目", later),
    ]


def _money(session: Session, detail: ProjectDetail) -> Lines:
    entry, received = detail.entry, funds.listing(detail.id).total(session)["yuan"]
    foreign = Fraction(entry.contract_fdi, 1_000_000) if entry.contract_fdi is not None else None
    done = f"，占合同{percent(Fraction(received, entry.contract_amount))}" if entry.contract_amount else ""
    return [
        ("总投资", _known(entry.total_investment)),
        ("固定资产投资", _known(entry.fixed_investment)),
        ("合同引资额", _known(entry.contract_amount)),
        *([("合同外资", words.figure_words(foreign, "万美元"))] if foreign is not None else []),
        ("累计到位资金", f"{words.money_words(received)}{done}"),
        ("预计年产值", _known(entry.output_value)),
        ("预计年税收", _known(entry.tax)),
    ]


def _people(entry: ProjectEntry) -> Lines:
    return [
        ("包抓领导", entry.leader),
        ("责任单位", entry.unit),
        ("牵头单位", entry.lead_unit),
        ("责任人", entry.person),
        ("联系电话", entry.phone),
        ("引资人", entry.introducer),
    ]


def _shares(session: Session, project_id: str) -> str:
    """上河村60%、下河村40%; money and pieces apart where they are shared apart."""
    by_measure: dict[str, list[str]] = {}
    for line in shares.lines(session, project_id):
        by_measure.setdefault(str(line.measure), []).append(f"{line.unit}{_percent(line.part)}")
    everything = str(shares.CHOICES["measure"][0])
    return "；".join(
        ("" if measure == everything else f"{measure}：") + "、".join(several)
        for measure, several in by_measure.items()
    )


def _percent(part: int) -> str:
    """A part in millionths as papers write it, without needless noughts: 50%, 33.34%."""
    whole, rest = divmod(part, shares.PERCENT)
    return f"{whole}.{rest:04d}".rstrip("0").rstrip(".") + "%"


def _procedures(session: Session, project_id: str, today: date) -> str:
    """The formalities by their state, the done ones with their days, those that cannot be done with the reason."""
    lines = [line.entry for line in procedures.lines(session, project_id, today)]
    said = []
    for state in reversed(procedures.CHOICES["state"]):
        several = [entry for entry in lines if entry.state == state]
        if several:
            said.append(f"{state}{len(several)}项（{'、'.join(_procedure(entry) for entry in several)}）")
    return "；".join(said)


def _procedure(entry: procedures.ProcedureEntry) -> str:
    if entry.done_on is not None:
        return f"{entry.title}{entry.done_on.iso}"
    due = f"限{entry.due_on.iso}" if entry.due_on else ""
    return f"{entry.title}{due}" if not entry.note else f"{entry.title}{due}：{entry.note}"


def _known(fen: int | None) -> str:
    return "" if fen is None else words.money_words(fen)
