"""自查报告: item by item the figure, what stands behind it, the self-score, what is missing; a draft for Word."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from app.indicators.scoring.words import number
from app.reports.blocks import Document
from app.reports.bulletins import BulletinSheet, document
from app.reports.evidence.checklists import completion, figure_words, overview_table
from app.reports.phrases import named, period, plain, so_far
from app.services.evidence.inspection import InspectedFigure, InspectedItem, Inspection, Started
from app.services.letters.sheet import Clause, Section
from app.values.dates import PartialDate
from app.values.figures import percent
from app.values.page_numbers import PageNumbers

_MINUTES = "会议纪要扫描件"  # of whichever meeting
_NAMED = 3  # records named where something is missing of many
_REMEDY = "〔办公室填写：上述缺项由谁负责、何时补齐，以及考核办法要求说明的其他情况〕"
_WORK = "〔办公室填写：组织领导、工作机制、主要做法等台账没有记录的内容，没有则删去本节〕"


def report(seen: Inspection, today: date, numbers: PageNumbers = "outer") -> Document:
    """The draft as an official paper with the table of all items behind it; what no record says is a marked blank."""
    who = seen.unit or seen.place
    sections = (
        Section("总体情况", tuple(_overall(seen))),
        Section("工作开展情况", (Clause(_WORK, 0),)),
        Section("逐项自查情况", tuple(clause for item in seen.items for clause in _item(item))),
        Section("存在的不足", tuple(_shortfalls(seen))),
        Section("整改措施", (Clause(_REMEDY, 0),)),
    )
    sheet = BulletinSheet(
        title=f"{seen.unit or seen.office}关于{period(seen.year, seen.month)}招商引资工作的自查报告",
        addressee="〔主送机关〕",
        opening=f"按照《{seen.scheme}》，现将{who}{so_far(seen.month)}招商引资工作自查情况报告如下。",
        sections=sections,
        issuer=who,
        date=PartialDate.of(today).text(),
        sealed=True,
        tables=(replace(overview_table(seen), title="考核项目自评表"),),
    )
    return document(sheet, numbers)


def _overall(seen: Inspection) -> Iterator[Clause]:
    full = sum((item.points for item in seen.items), Fraction(0))
    records = {record.source for item in seen.items for record in item.records}
    proofs = {proof.file.id for item in seen.items for proof in item.proofs}
    unscored = [item.title for item in seen.items if item.score is None]
    said = f"《{seen.scheme}》共{len(seen.items)}个考核项目，分值合计{number(full, 6)}分"
    if seen.row.is_scored:
        left_out = f"（{len(unscored)}项不能自评，没有计入）" if unscored else ""
        said += f"，自评得{plain(seen.row.total)}分{left_out}"
    yield Clause(f"{said}。", 0)
    missing = f"，缺{seen.gaps}处，已列入缺项清单" if seen.gaps else "，没有缺项"
    yield Clause(f"各项共有台账记录{len(records)}条{_proofs(len(proofs))}{missing}。", 0)
    if begun := "；".join(filter(None, map(_begun, seen.started))):
        yield Clause(f"{begun}。", 0)


def _begun(of: Started) -> str:
    """Last year's signed projects beside this year's, and how many of each have started by now."""
    if not of.signed:
        return ""
    return (
        f"{of.year}年签约项目{plain(of.signed)}个，已开工{plain(of.started)}个，开工率{percent(of.started / of.signed)}"
    )


def _item(item: InspectedItem) -> Iterator[Clause]:
    yield Clause(f"{item.title}（{number(item.points, 6)}分）")
    yield Clause("".join(_sentences(item)), 0)


def _proofs(count: int) -> str:
    return f"、证明材料{count}份" if count else "，没有证明材料"


def _sentences(item: InspectedItem) -> Iterator[str]:
    for figure in item.figures:
        yield _figure(figure)
    counted = f"有台账记录{len(item.records)}条{_proofs(len(item.proofs))}"
    if item.figures and item.records:
        yield f"{counted}。"
    if item.score is None:
        yield f"本项没有自评分：{item.working.rstrip('。')}。"
    else:
        yield f"自评{plain(item.score)}分。"


def _figure(figure: InspectedFigure) -> str:
    against = ""
    if figure.target is not None:
        word = figure.target_word or "目标"
        target = figure_words(InspectedFigure("", figure.measure, figure.target, None, "", ()))
        against = f"，{word}{target}，完成{completion(figure)}"
    short = f"，未达到的项目{len(figure.short)}个" if figure.short else ""
    return f"{figure.title}{figure_words(figure)}{against}{short}。"


def _shortfalls(seen: Inspection) -> Iterator[Clause]:
    """Items that nothing was recorded for, then what is missing, the same of several records in one clause."""
    bare = [item.title for item in seen.items if not item.records]
    if bare:
        yield Clause(f"没有台账记录的考核项目{len(bare)}个：{'、'.join(bare)}。")
    for item in seen.items:
        lacks: dict[str, list[str]] = {}
        for record in item.records:
            for lack in record.missing:
                lacks.setdefault(_MINUTES if lack.endswith(_MINUTES) else lack, []).append(record.name)
        for lack, names in lacks.items():
            yield Clause(f"“{item.title}”有{len(names)}条记录缺{lack}：{named(names, most=_NAMED)}。")
    missed = [f"{item.title}{completion(figure)}" for item in seen.items for figure in item.figures if _missed(figure)]
    if missed:
        yield Clause(f"没有达到目标（标准）的：{'，'.join(missed)}。")
    if not bare and not missed and not seen.gaps:
        yield Clause("对照考核项目没有发现缺项和未达标的项目。", 0)


def _missed(figure: InspectedFigure) -> bool:
    return figure.target is not None and figure.value is not None and figure.value < figure.target
