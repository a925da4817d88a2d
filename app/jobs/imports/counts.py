"""What became of a row."""

from enum import Enum, auto


class Outcome(Enum):
    """A row made a record, changed one, or found everything as it was."""

    CREATED = auto()
    UPDATED = auto()
    SKIPPED = auto()


def outcome(*, is_new: bool, changed: bool) -> Outcome:
    """The outcome of a row that found (or made) its record."""
    if is_new:
        return Outcome.CREATED
    return Outcome.UPDATED if changed else Outcome.SKIPPED
