"""What higher levels say of clauses and payments: words with their source and date, from resources/rules.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from app.paths import RESOURCES


@dataclass(frozen=True)
class Rule:
    """A rule as the program shows it; without a ``source`` none is known. ``checked`` is when somebody last looked."""

    text: str
    source: str
    since: str
    checked: str

    @property
    def sentence(self) -> str:
        """The rule with where it stands and how old that knowledge is."""
        where = f"见{self.source}，{self.since}；" if self.source else ""
        return f"{self.text}（{where}程序里的说明核对于{self.checked}，以现行文件为准）。"


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its name."""
    return {name: Rule(**said) for name, said in tomllib.loads(_read()).items()}


def reminder(*names: str) -> str:
    """The sentences of some rules, one after the other."""
    return "".join(rules()[name].sentence for name in names)


def _read() -> str:
    return (RESOURCES / "rules.toml").read_text(encoding="utf-8")
