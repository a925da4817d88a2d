"""A letter's records as the sheet that prints: placeholders filled, targets put into words or into the annex."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.models.letters import Letter, LetterStatus, PartyStyle, TargetsPlace
from app.models.units import Unit
from app.services.letters.sheet import Clause, LetterSheet, Section, Signature, TargetLine, kept
from app.services.letters.templates import TemplateEntry
from app.services.letters.values import LetterContext, is_handed_down, values_of
from app.services.letters.wording import HANDED_DOWN, OF_A_CONTRACT, OPENING, TARGETS, Wording, filled, is_stern, milder
from app.services.offices import OfficeInfo
from app.services.targets import TargetGrid
from app.values.quantities import quantity_text

_MOST_IN_TEXT = 6  # more targets than this read better as a table


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
    return _of_today(letter, grid)


def _of_today(letter: Letter, grid: TargetGrid) -> tuple[StatedTarget, ...]:
    cells = [(name, grid.cells.get((letter.unit_id, name.key))) for name in grid.indicators]
    return tuple(
        StatedTarget(name.key, name.title, name.measure, cell.amount, cell.stretch) for name, cell in cells if cell
    )


def changed_since_signed(letter: Letter, grid: TargetGrid) -> tuple[str, ...]:
    """What is another target today than the letter was signed with, in words; nothing for one not signed."""
    if letter.status is not LetterStatus.SIGNED:
        return ()
    signed = {target.indicator: target for target in stated_targets(letter, grid)}
    today = {target.indicator: target for target in _of_today(letter, grid)}
    found = []
    for key in dict.fromkeys((*signed, *today)):
        before, now = signed.get(key), today.get(key)
        if before is None and now is not None:
            found.append(f"{_sentence(now)}，是签订后增加的")
        elif before is not None and now is None:
            found.append(f"{_sentence(before)}，签订后已取消")
        elif before and now and (before.amount, before.stretch) != (now.amount, now.stretch):
            found.append(f"签订时{_sentence(before)}，现在是{_sentence(now).removeprefix(now.title)}")
    return tuple(found)


def wording_of(letter: Letter, template: TemplateEntry) -> tuple[Wording, ...]:
    """The letter's own clauses where it has any, else those of the template that are on."""
    if letter.clauses:
        return tuple(Wording(str(c.position), c.heading, c.text) for c in letter.clauses)
    return tuple(clause for clause in template.clauses if clause.is_on)


def compose(
    letter: Letter, unit: Unit, office: OfficeInfo, around: LetterContext, stated: Sequence[StatedTarget]
) -> LetterSheet:
    """The letter as it prints: as it was signed, else as records and template stand today."""
    if letter.status is LetterStatus.SIGNED and letter.as_signed:
        return kept(letter.as_signed)
    values = values_of(letter, unit, office, around)
    in_annex = _in_annex(around.template.targets_place, stated) or (is_handed_down(letter) and bool(stated))
    annex_title = f"{letter.year}年度招商引资目标任务分解表"
    sections = [_targets_section(letter, values["责任单位"], stated, annex_title if in_annex else "")]
    wording = _fitting(letter, wording_of(letter, around.template))
    wording = (clause for clause in wording if not (around.cautious and is_stern(clause)))
    for heading, clauses in groupby(wording, key=lambda clause: clause.heading):
        texts = [filled(clause.text, values) for clause in clauses]
        texts = [milder(text) for text in texts] if around.cautious else texts
        level = 2 if len(texts) > 1 else 0
        sections.append(Section(heading, tuple(Clause(text, level) for text in texts)))
    opening = filled(_opening(letter, around.template), values, "opening")
    return LetterSheet(
        title=milder(letter.title) if around.cautious else letter.title,
        number=letter.number,
        parties=_parties(letter, office, unit),
        opening=milder(opening) if around.cautious else opening,
        sections=tuple(sections),
        signatures=_signatures(letter, office, unit),
        annex_title=annex_title if in_annex else "",
        annex=tuple(_line(target) for target in stated) if in_annex else (),
        copies=letter.copies,
    )


def _targets_section(letter: Letter, party: str, stated: Sequence[StatedTarget], annex_title: str) -> Section:
    if annex_title:
        text = f"{letter.year}年度，{party}承担{len(stated)}项目标任务，详见附件《{annex_title}》。"
        return Section(TARGETS, (Clause(text, 0),))
    if not stated:
        return Section(TARGETS, (Clause(f"{letter.year}年度，{party}不承担量化指标，按以下要求做好招商引资工作。", 0),))
    if len(stated) == 1:
        text = f"{letter.year}年度，{party}完成下列目标任务：{_sentence(stated[0])}。"
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
    return place is TargetsPlace.ANNEX and bool(stated)


def _fitting(letter: Letter, wording: Sequence[Wording]) -> Iterable[Wording]:
    """A table that is handed down is not signed by two: what speaks of copies and successors falls away."""
    return (clause for clause in wording if not (is_handed_down(letter) and clause.key in OF_A_CONTRACT))


def _opening(letter: Letter, template: TemplateEntry) -> str:
    own = letter.opening or template.opening
    return HANDED_DOWN if is_handed_down(letter) and own == OPENING else own


def _parties(letter: Letter, office: OfficeInfo, unit: Unit) -> tuple[tuple[str, str], ...]:
    if is_handed_down(letter):
        return (("责任单位", unit.name),)
    return (("甲方", office.government), ("乙方", unit.name)) if letter.party_style is PartyStyle.PARTIES else ()


def _signatures(letter: Letter, office: OfficeInfo, unit: Unit) -> tuple[Signature, ...]:
    if is_handed_down(letter):
        return (Signature("下达单位（盖章）：", "负责人（签字）：", office.government),)
    if letter.party_style is PartyStyle.PARTIES:
        return Signature("甲方（盖章）：", "代表人（签字）："), Signature("乙方（盖章）：", "责任人（签字）：")
    return (
        Signature("签订单位（盖章）：", "代表人（签字）：", office.government),
        Signature("责任单位（盖章）：", "责任人（签字）：", unit.name),
    )
