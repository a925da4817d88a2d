"""交接清单: what a clerk who leaves hands over, signed by two and by who watches over it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.reports import blocks, tables
from app.reports.blocks import Block, Document, Layout, Part, Table
from app.services.handover import Handover
from app.values.dates import PartialDate

_NOTHING = "没有。"
_ROOM = f"　\n{'　' * 18}年　　月　　日"  # a line to write above


@dataclass(frozen=True)
class Places:
    """Where things lie on this computer, as (what, where) each, and the keys that were put in."""

    files: tuple[tuple[str, str], ...]
    keys: tuple[tuple[str, str], ...]


def document(seen: Handover, places: Places, today: date, leaving: str = "", taking: str = "") -> Document:
    """The list on forms; names that are not said are lines to be filled in by hand."""
    title = "招商引资台账工作交接清单"
    return Document(
        f"{seen.office}{title}",
        (Part(tuple(_blocks(title, seen, places, today, leaving, taking)), Layout.FORM, name=title),),
        seen.government,
        numbers="centre",
    )


def _blocks(title: str, seen: Handover, places: Places, today: date, leaving: str, taking: str) -> Iterator[Block]:
    yield blocks.Title(title)
    yield blocks.Facts(
        (
            ("单位", f"{seen.office}（{seen.code}）"),
            ("清单日期", PartialDate.of(today).text()),
            ("移交人", leaving),
            ("接收人", taking),
        )
    )
    yield from _section("一、现有记录", ("种类", "数量", "其中"), _kept(seen), widths=(8, 0, 20))
    yield from _section(
        "二、正在跟进的线索",
        ("线索", "投资方", "状态", "下步措施", "时限", "责任人"),
        ((e.name, e.investor, e.state, e.next_step, _day(e.next_on), e.person) for e in seen.leads),
        widths=(8, 6, 0, 10, 0, 0),
    )
    yield from _section(
        "三、没有销号的问题",
        ("项目", "问题", "责任单位", "解决时限", "进展"),
        ((row.project, row.description, row.unit or "", _day(row.due_on), row.progress) for row in seen.problems),
        widths=(8, 10, 4, 0, 8),
    )
    yield from _section(
        "四、没有签订的责任书",
        ("年度", "责任单位", "编号", "状态", "责任人"),
        ((str(each.year), each.unit, each.number, each.status, each.responsible) for each in seen.letters),
        widths=(0, 8, 10, 0, 4),
    )
    yield from _section(
        "五、没有结账的月份",
        ("月份", "到位资金笔数"),
        _months(seen),
        widths=(8, 0),
    )
    yield from _section(
        "六、90天内到期和已超期的事项",
        ("时限", "事项", "名称", "要做的事", "责任人"),
        ((one.due_on.isoformat(), one.kind, one.title, one.what, one.person) for one in seen.promised),
        widths=(0, 0, 8, 12, 0),
    )
    sent = f"{seen.submissions}次，最近一次{seen.last_submission}" if seen.submissions else "还没有提交过"
    yield from _section("七、文件和备份", ("内容", "位置和状态"), (*places.files, ("向县里提交", sent)), widths=(8, 24))
    yield from _section("八、设置", ("设置", "内容"), seen.settings, widths=(8, 24))
    yield from _section("九、密钥", ("密钥", "状态"), places.keys, widths=(8, 24))
    yield blocks.Blank(0.6)
    yield blocks.KeepTogether(
        (
            blocks.Paragraph("以上数据文件、备份和密钥已当面核对，能够打开；纸质责任书、凭证原件另附清单。"),
            blocks.Facts(tuple((f"{who}\n（签字）", _ROOM) for who in ("移交人", "接收人", "监交人"))),
        )
    )


def _section(
    title: str, heads: Sequence[str], rows: Iterable[Sequence[str]], *, widths: Sequence[int]
) -> Iterator[Block]:
    """One numbered table; where there is nothing its one row says so, so that nobody wonders."""
    found = [(str(place), *row) for place, row in enumerate(rows, start=1)]
    pairs = zip(heads, widths, strict=True)
    columns = [tables.text(head, least) if least else tables.short(head) for head, least in pairs]
    name = f"{title}（{len(found)}）" if found else title
    empty = ("", _NOTHING, *[""] * (len(heads) - 1))
    yield blocks.Blank(0.4)
    yield Table((tables.short("序号"), *columns), found or [empty], title=name, largest=10.5)


def _kept(seen: Handover) -> Iterator[tuple[str, str, str]]:
    for each in seen.kept:
        yield each.title, str(each.count), each.states


def _months(seen: Handover) -> Iterator[tuple[str, str]]:
    """The months of each year in one line: 2026年1、3、4月."""
    for year in dict.fromkeys(year for year, _, _ in seen.open_months):
        own = [(month, entries) for of, month, entries in seen.open_months if of == year]
        yield f"{year}年{'、'.join(str(month) for month, _ in own)}月", str(sum(entries for _, entries in own))


def _day(on: PartialDate | None) -> str:
    return on.iso if on else ""
