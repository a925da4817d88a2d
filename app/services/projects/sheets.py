"""A project as it stands on paper of its own: its page in the project book, its card; plain values in words."""

from dataclasses import dataclass, field

from app.services.report_sheets import SheetTable


@dataclass(frozen=True)
class ProjectSheet:
    """One project in the order in which it prints: facts as (label, value), texts as (heading, text), tables."""

    title: str
    subtitle: str = ""
    facts: tuple[tuple[str, str], ...] = field(default=())
    texts: tuple[tuple[str, str], ...] = field(default=())
    tables: tuple[SheetTable, ...] = field(default=())


@dataclass(frozen=True)
class ProjectBook:
    """The projects to be presented, by 产业; ``date`` is written out."""

    title: str
    subtitle: str
    issuer: str
    date: str
    groups: tuple[tuple[str, tuple[ProjectSheet, ...]], ...]
