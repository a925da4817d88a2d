"""One row of the fault table: how often something was done to the program, and how often it did not stand it."""

import os
from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Row:
    """``bad`` counts what must never be: lost, half, corrupt, wrong; each with the trial it was seen in.

    ``controls`` are trials of something known to lose: (lost, of). A row whose controls all hold proves nothing.
    """

    what: str
    trials: int = 0
    bad: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    controls: tuple[int, int] | None = None
    skipped: str = ""
    first_bad: str = ""
    notes: str = ""

    def judge(self, verdict: str) -> None:
        """Counts a trial: an empty verdict is good, one that begins with ``+`` is good and worth counting."""
        self.trials += 1
        if verdict.startswith("+"):
            self.seen[verdict[1:]] += 1
        elif verdict:
            self.bad[verdict.partition(":")[0]] += 1
            self.first_bad = self.first_bad or verdict

    @property
    def is_good(self) -> bool:
        """Whether nothing bad was seen and the controls show that it would have been."""
        return not self.bad and (self.controls is None or self.controls[0] > 0)

    def cells(self, name: str, seconds: float) -> str:
        """The row for docs/safety.md: its name, trials, failures, the 95 % bound, controls, seconds."""
        if self.skipped:
            return f"| `{name}` | – | {self.skipped} | – | – | – |"
        bad = sum(self.bad.values())
        bound = f"{min(1, 3 / self.trials):.2%}" if self.trials and not bad else "–"
        control = f"{self.controls[0]} of {self.controls[1]} lost" if self.controls else "–"
        return f"| `{name}` | {self.trials:,} | {bad} | {bound} | {control} | {seconds:.0f} |"

    def line(self) -> str:
        """The row as it prints, with the 95 % upper bound where nothing bad was seen."""
        if self.skipped:
            return f"{self.what:<46}{'—':>7}   skipped: {self.skipped}"
        bad = ", ".join(f"{count} {kind}" for kind, count in self.bad.items())
        bound = f"0 (≤{min(1, 3 / self.trials):.2%})" if self.trials and not bad else bad
        seen = ", ".join(f"{kind} {count}" for kind, count in sorted(self.seen.items()))
        control = f"; control lost {self.controls[0]} of {self.controls[1]}" if self.controls else ""
        mark = "" if self.is_good else f"  (BAD: {self.first_bad})"
        return f"{self.what:<46}{self.trials:>7}   {bound:<16}{seen}{control}{mark}"


def is_root() -> bool:
    """Whether file systems may be mounted."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
