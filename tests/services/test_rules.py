"""What higher levels say, as the program shows it: each rule with its source, its date and the day it was looked up."""

import re
from datetime import date

from app.services.letters.wording import DEFAULTS
from app.services.rules import reminder, rules


def test_every_rule_says_where_it_stands_since_when_and_when_it_was_looked_up() -> None:
    for rule in rules().values():
        assert bool(rule.source) == bool(rule.since)
        assert date.fromisoformat(rule.checked)
        assert rule.checked in rule.sentence
        assert re.fullmatch(r"[^。]+。", rule.sentence)
        assert rule.source in rule.sentence


def test_clauses_that_higher_levels_restrict_show_their_rule() -> None:
    shown = {clause.key: clause.reminder for clause in DEFAULTS if clause.reminder}
    assert shown == {key: reminder(key) for key in ("deposit", "veto", "reward")}
