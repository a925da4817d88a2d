"""What even a well-run township lets slip: a few things of each kind, so that 待办 has something to show."""

from collections import Counter
from random import Random

_MOST = {"note": 3, "stage": 3, "problem": 2, "lead": 3, "fellow": 2, "report": 2, "promise": 1}
_CHANCE = 0.25


class Slips:
    """How much may still slip, by kind; small offices forget less than large ones."""

    def __init__(self, rng: Random, projects: int) -> None:
        self._rng = rng
        self._left = Counter({kind: min(most, 1 + projects // 25) for kind, most in _MOST.items()})

    def take(self, kind: str) -> bool:
        """Whether the thing at hand is one of the few that slipped."""
        if self._left[kind] <= 0 or self._rng.random() >= _CHANCE:
            return False
        self._left[kind] -= 1
        return True
