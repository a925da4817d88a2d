"""The tables behind a circular's text: numbered in their order, and each of them named in the text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.reports.blocks import Table
from app.reports.bulletins import annex_mark
from app.reports.statements import Statement
from app.services.letters.sheet import Clause, Section


@dataclass(frozen=True)
class Annexes:
    """Tables by the key under which the text names them; ``word`` is what each is called: 附表 or 附件."""

    word: str
    tables: Mapping[str, Table]

    def mark(self, key: str) -> str:
        """附表2; "" for a table that the circular does not have."""
        keys = list(self.tables)
        return annex_mark(self.word, keys.index(key) + 1, len(keys)) if key in keys else ""

    def see(self, text: str, key: str) -> str:
        """``text`` with the table's place behind it, within its full stop: …（见附表2）。"""
        mark = self.mark(key)
        return f"{text.rstrip('。')}（见{mark}）。" if mark and text else text

    def referring(self, statements: Iterable[Clause], key: str) -> list[Clause]:
        """The statements, the first of which names the table."""
        several = list(statements)
        return [replace(each, text=self.see(each.text, key)) for each in several[:1]] + several[1:]

    def all_named(self, sections: Sequence[Section]) -> tuple[Section, ...]:
        """The sections; behind them a sentence with those tables that none of them names."""
        said = "\n".join(clause.text for section in sections for clause in section.clauses)
        missing = [
            f"{table.title}（{self.mark(key)}）"
            for key, table in self.tables.items()
            if f"见{self.mark(key)}）" not in said
        ]
        if not missing or not sections:
            return tuple(sections)
        return (*sections, Section("", (Statement(f"{'、'.join(missing)}附后。", 0),)))
