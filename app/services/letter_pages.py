"""A letter's records as the sheet that prints: placeholders filled, targets put into words or into the annex."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.models.letters import Letter, LetterStatus, PartyStyle, TargetsPlace
from app.models.units import Unit
from app.services.letter_sheets import Clause, LetterSheet, Section, Signature, TargetLine
from app.services.letter_templates import TemplateEntry
from app.services.letter_wording import TARGETS, Wording, filled
from app.services.offices import OfficeInfo
from app.services.targets import TargetGrid
from app.values.quantities import quantity_text

_MOST_IN_TEXT = 6  # more targets than this read better as a table
_BLANK = "＿＿＿＿"  # to be written by hand
_COPIES = ("零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十")


@dataclass(frozen=True)
class StatedTarget:
    """One target as a letter states it, in millionths of the measure."""

    indicator: str
    title: str
    measure: str
    amount: int
    stretch: int | None


def stated_targets(letter: Letter, grid: TargetGrid) -> tuple[StatedTarget, ...]:
    """The targets of a letter: those of today until it is signed, then those that it was signed with."""
    if letter.status is LetterStatus.SIGNED:
        return tuple(StatedTarget(t.indicator, t.title, t.measure, t.amount, t.stretch) for t in letter.targets)
    cells = [(name, grid.cells.get((letter.unit_id, name.key))) for name in grid.indicators]
    return tuple(
        StatedTarget(name.key, name.title, name.measure, cell.amount, cell.stretch) for name, cell in cells if cell
    )


def wording_of(letter: Letter, template: TemplateEntry) -> tuple[Wording, ...]:
    """The letter's own clauses where it has any, else those of the template that are on."""
    if letter.clauses:
        return tuple(Wording(str(c.position), c.heading, c.text) for c in letter.clauses)
    return tuple(clause for clause in template.clauses if clause.is_on)


def compose(
    letter: Letter, unit: Unit, office: OfficeInfo, template: TemplateEntry, stated: Sequence[StatedTarget]
) -> LetterSheet:
    """The letter as it prints today."""
    values = _values(letter, unit, office)
    in_annex = _in_annex(template.targets_place, stated)
    annex_title = f"{letter.year}年度招商引资目标任务分解表"
    sections = [_targets_section(letter, values["责任单位"], stated, annex_title if in_annex else "")]
    for heading, clauses in groupby(wording_of(letter, template), key=lambda clause: clause.heading):
        texts = [filled(clause.text, values) for clause in clauses]
        level = 2 if len(texts) > 1 else 0
        sections.append(Section(heading, tuple(Clause(text, level) for text in texts)))
    with_parties = letter.party_style is PartyStyle.PARTIES
    return LetterSheet(
        title=letter.title,
        number=letter.number,
        parties=(("甲方", office.government), ("乙方", unit.name)) if with_parties else (),
        opening=filled(letter.opening or template.opening, values),
        sections=tuple(sections),
        signatures=_signatures(office, unit, with_parties=with_parties),
        annex_title=annex_title if in_annex else "",
        annex=tuple(_line(target) for target in stated) if in_annex else (),
        copies=letter.copies,
    )


def _targets_section(letter: Letter, party: str, stated: Sequence[StatedTarget], annex_title: str) -> Section:
    if annex_title:
        text = f"{letter.year}年度，{party}承担{len(stated)}项目标任务，详见附件《{annex_title}》。"
        return Section(TARGETS, (Clause(text, 0),))
    lead = Clause(f"{letter.year}年度，{party}完成下列目标任务：", 0)
    return Section(TARGETS, (lead, *(Clause(f"{_sentence(target)}。") for target in stated)))


def _sentence(target: StatedTarget) -> str:
    text = f"{target.title}{quantity_text(target.amount)}{target.measure}"
    if target.stretch is not None and target.stretch != target.amount:
        text += f"，奋斗目标{quantity_text(target.stretch)}{target.measure}"
    return text


def _line(target: StatedTarget) -> TargetLine:
    stretch = "" if target.stretch is None else quantity_text(target.stretch)
    return TargetLine(target.title, target.measure, quantity_text(target.amount), stretch)


def _in_annex(place: TargetsPlace, stated: Sequence[StatedTarget]) -> bool:
    if place is TargetsPlace.AUTO:
        return len(stated) > _MOST_IN_TEXT
    return place is TargetsPlace.ANNEX


def _signatures(office: OfficeInfo, unit: Unit, *, with_parties: bool) -> tuple[Signature, ...]:
    ours, theirs = ("甲方", "乙方") if with_parties else ("签订单位", "责任单位")
    return (
        Signature(f"{ours}（盖章）：", "代表人（签字）：", "" if with_parties else office.government),
        Signature(f"{theirs}（盖章）：", "责任人（签字）：", "" if with_parties else unit.name),
    )


def _values(letter: Letter, unit: Unit, office: OfficeInfo) -> Mapping[str, str]:
    return {
        "镇名": office.name,
        "镇政府": "甲方" if letter.party_style is PartyStyle.PARTIES else office.government,
        "县": office.county,
        "年度": str(letter.year),
        "责任单位": "乙方" if letter.party_style is PartyStyle.PARTIES else unit.name,
        "责任人": letter.responsible or _BLANK,
        "联络员": letter.liaison or _BLANK,
        "份数": _copies(letter.copies),
        "每方份数": _copies(max(letter.copies // 2, 1)),
        "考核组织": f"{office.name}招商引资工作领导小组",
        "备案单位": f"{office.name}招商办",
    }


def _copies(count: int) -> str:
    return _COPIES[count] if count < len(_COPIES) else str(count)
