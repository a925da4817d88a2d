"""One measured row, and how a time is taken."""

import gc
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Row:
    """What was measured against a peer or a limit; ``aim`` is the ratio that is hoped for.

    ``unit`` is s (seconds) or M (megabytes).
    """

    what: str
    ours: float
    peer: float
    peer_name: str
    aim: float
    unit: str = "s"

    def line(self) -> str:
        """The row as it prints."""
        ratio = self.ours / self.peer
        mark = "" if ratio <= self.aim else "  (over)"
        times = f"{self.ours:>11.4f}{self.unit}{self.peer:>11.4f}{self.unit}{ratio:>9.2f}"
        return f"{self.what:<44}{times}   ≤{self.aim:.2f} of {self.peer_name}{mark}"


def seconds(work: Callable[[], object], runs: int = 5) -> float:
    """The median time of a call over several runs, after one that is not counted.

    Garbage is collected between them, as the window does it: behind a step and never in its midst.
    """
    work()
    times = []
    for _ in range(runs):
        gc.collect()
        gc.disable()
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
        gc.enable()
    return median(times)


def processor_seconds(work: Callable[[], object]) -> float:
    """The processor's time of one call and of the children that it waits for: what others run meanwhile is no part."""
    begun = _spent()
    work()
    return _spent() - begun


def _spent() -> float:
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)
