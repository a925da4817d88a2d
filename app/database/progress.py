"""How a long look at a file tells how far it is, to whoever watches."""

from collections.abc import Callable

Step = Callable[[str], None]  # hears what is looked at now: 核对projects
ROWS = 20_000  # after so many somebody is told that it goes on


def silent(_: str) -> None:
    """For whom nobody watches."""
