"""The targets that a letter states: those of its year, its own, or those that it was signed with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.models.letters import Letter, LetterStatus
from app.services.targets import TargetGrid
from app.values.quantities import quantity_text


@dataclass(frozen=True)
class StatedTarget:
    """One target as a letter states it, in millionths of the measure; ``year`` where it is over several."""

    indicator: str
    title: str
    measure: str
    amount: int
    stretch: int | None
    year: int | None = None

    @property
    def quantity(self) -> str:
        """How much, in words: 1000万元，奋斗目标1200万元."""
        text = f"{quantity_text(self.amount)}{self.measure}"
        if self.stretch is not None and self.stretch != self.amount:
            text += f"，奋斗目标{quantity_text(self.stretch)}{self.measure}"
        return text

    @property
    def sentence(self) -> str:
        """The target in words: 到位资金1000万元."""
        return self.title + (f"{self.year}年" if self.year else "") + self.quantity


def stated_targets(letter: Letter, grids: Sequence[TargetGrid]) -> tuple[StatedTarget, ...]:
    """The targets of a letter, with the ``grids`` of the years that it binds in.

    A signed letter has those that it was signed with; a draft its own where it has any, else those of today. A further
    letter of a year has none but its own.
    """
    if letter.targets or letter.status is LetterStatus.SIGNED:
        return tuple(StatedTarget(t.indicator, t.title, t.measure, t.amount, t.stretch, t.year) for t in letter.targets)
    return () if letter.occasion else _of_today(letter, grids)


def _of_today(letter: Letter, grids: Sequence[TargetGrid]) -> tuple[StatedTarget, ...]:
    """Each indicator with its years one after another."""
    names = list(dict.fromkeys(name for grid in grids for name in grid.indicators))
    cells = [(name, grid, grid.cells.get((letter.unit_id, name.key))) for name in names for grid in grids]
    several = len(grids) > 1
    return tuple(
        StatedTarget(name.key, name.title, name.measure, cell.amount, cell.stretch, grid.year if several else None)
        for name, grid, cell in cells
        if cell
    )


def changed_since_signed(letter: Letter, grids: Sequence[TargetGrid]) -> tuple[str, ...]:
    """What is another target today than the letter was signed with, in words; nothing for one not signed.

    What a further letter binds to is in no other record: nothing there can change it.
    """
    if letter.status is not LetterStatus.SIGNED or letter.occasion:
        return ()
    signed = {(target.indicator, target.year): target for target in stated_targets(letter, grids)}
    today = {(target.indicator, target.year): target for target in _of_today(letter, grids)}
    found = []
    for key in dict.fromkeys((*signed, *today)):
        before, now = signed.get(key), today.get(key)
        if before is None and now is not None:
            found.append(f"{now.sentence}，是签订后增加的")
        elif before is not None and now is None:
            found.append(f"{before.sentence}，签订后已取消")
        elif before and now and (before.amount, before.stretch) != (now.amount, now.stretch):
            found.append(f"签订时{before.sentence}，现在是{replace(now, title='').sentence}")
    return tuple(found)
