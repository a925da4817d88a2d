"""Rows of a 项目台账: matched by code, else by name and investor; dates become milestones, the stage follows."""

import re
from dataclasses import replace
from functools import cached_property, partial
from typing import Any

from sqlalchemy.orm import Session

from app.jobs.imports.answers import Answers
from app.jobs.imports.counts import Outcome, outcome
from app.jobs.imports.likely import same_as
from app.jobs.imports.opening import opening_form, opening_sums
from app.jobs.imports.rows import ImportRow
from app.jobs.imports.unchanged import ProjectColumns, Unchanged
from app.jobs.imports.units import unit_named, unit_told
from app.jobs.imports.words import VOCABULARIES, flag_for, says, word_for
from app.services import funds, projects
from app.services.funds import FundsForm
from app.services.matching import Prospect, many
from app.services.matching.many import Likeness
from app.services.projects import MilestoneLine, ProjectDetail, ProjectEntry
from app.services.projects.many import NewProjects, settled
from app.values.capital import CapitalNature
from app.values.codes import normal_credit_code
from app.values.phrases import Mood, says_that_it_stopped, states_in
from app.values.stages import CHIPS, RESERVE, STAGE_EVENTS, STAGES, MilestoneKind, Stage
from app.values.words import remark_in, without_remark

_NAMES = ("name", "investor")
_TEXTS = (
    "investor_place", "industry", "construction_kind", "site", "content", "progress", "problem",
    "leader", "person", "phone", "introducer", "note", "credit_code",
)  # fmt: skip
_UNITS = ("unit", "lead_unit")
_BLANK = ProjectEntry()
_AMOUNTS = ("total_investment", "fixed_investment", "contract_amount")
_K = MilestoneKind
_NO_DATES = {kind: MilestoneLine(kind) for kind in MilestoneKind}
_ACTUAL = {
    "reserved_on": _K.RESERVED,
    "reviewed_on": _K.REVIEWED,
    "signed_on": _K.SIGNED,
    "landed_on": _K.LANDED,
    "registered_on": _K.LANDED,
    "started_on": _K.STARTED,
    "production_on": _K.IN_PRODUCTION,
    "statistics_on": _K.IN_STATISTICS,
}
_ASKED = {
    "is_signed": _K.SIGNED,
    "is_landed": _K.LANDED,
    "is_started": _K.STARTED,
    "is_in_production": _K.IN_PRODUCTION,
}
_PLANNED = {"start_planned": _K.STARTED, "production_planned": _K.IN_PRODUCTION}
_COLUMNS = ProjectColumns((*_NAMES, *_TEXTS), _AMOUNTS, _ACTUAL, _PLANNED, frozenset({*_ASKED, "in_statistics"}))
# What a date column says instead of a date: the event has happened, nobody wrote when; or it has not.
_HAPPENED = ("已", "是", "√", "完成")
_ONE_AFTER_ANOTHER = re.compile(r"[去上往历前]年.*[今本当]年")


class Importer:
    """Takes the rows of one ledger; knows the projects that are there and those it made."""

    def __init__(self, session: Session, year: int, answers: Answers) -> None:
        self._session = session
        self._year = year
        self._answers = answers
        self._codes, self._pairs, self._named = projects.index(session)
        self._received = funds.received(session)
        self._new = NewProjects(session, year)
        self._sums: list[FundsForm] = []
        self._is_loaded = False
        self._unchanged = Unchanged(_COLUMNS, partial(unit_told, session))
        self._standing: dict[str, ProjectDetail] = {}  # the projects that were there before

    leaves_no_trace = True

    def look_again(self) -> None:
        """Reads the projects as they are, with what another kind of ledger may have changed."""
        self._standing = projects.details(self._session)

    @cached_property
    def _likeness(self) -> Likeness:
        """The projects to compare new ones with; made when the first comes, before it is one of them."""
        return many.of_projects(self._session)

    def load(self, row: ImportRow) -> Outcome:
        """Makes or changes the row's project."""
        name = row.name("name")
        if not name:
            raise row.reject("name", "没有项目名称，这一行没有读入。")
        key = self._find(row, name) or self._like(row, name)
        if key is not None:
            row.must_be_first(key, "name")
        if key in self._new.waiting:
            self.finish()
        before = (self._standing.get(key) or projects.detail(self._session, key)) if key else None
        if before is not None and not row.is_shown and self._unchanged.is_sure(row, before):
            _warn_of_order(row, before)
            _warn_of_progress(row, before)
            _warn_of_stop(row, before)
            self._remember(row, before.id, before.entry, is_new=False)
            row.claim(before.id, "name")
            return Outcome.SKIPPED
        told = len(row.notes.warnings)
        entry = self._entry(row, before.entry if before else _BLANK, is_new=before is None)
        lines, stage = _dates(row, {line.kind: line for line in before.milestones} if before else {})
        if before is None and stage is None and not any(line.actual_on for line in lines):
            stage = self._stage_of_new(row)
        sums = opening_sums(self._session, row, self._received.get(key or "", []), entry.contract_amount)
        entry = _with(entry, {"note": row.with_leftovers(entry.note)})
        for _, sentence in projects.warnings(entry) if before is None or entry != before.entry else ():
            row.warn("credit_code" if "代码" in sentence else "phone" if "电话" in sentence else None, sentence)
        after = self._new.keep(entry, lines, stage) if before is None else self._change(before, entry, lines, stage)
        self._received.setdefault(after.id, []).extend((when, amount) for when, amount, _ in sums)
        self._sums += [opening_form(after.id, *each) for each in sums]
        _warn_of_order(row, after)
        _warn_of_stage(row, after)
        _warn_of_end(row, before, after)
        _warn_of_progress(row, after)
        _warn_of_stop(row, after)
        self._remember(row, after.id, after.entry, is_new=key is None)
        row.claim(after.id, "name")
        same = before is not None and (before.entry, before.milestones, before.stage) == (
            after.entry, after.milestones, after.stage
        )  # fmt: skip
        if before is not None and same and not sums and told == len(row.notes.warnings) and not row.leftovers:
            self._unchanged.learn(row, before)
        return outcome(is_new=key is None, changed=bool(sums) or not same)

    def finish(self) -> None:
        """Writes the new projects together, and then the sums that they open with."""
        self._new.write()
        for form in self._sums:
            funds.save(self._session, form)
        self._sums = []

    def _change(
        self, before: ProjectDetail, entry: ProjectEntry, lines: list[MilestoneLine], stage: str | None
    ) -> ProjectDetail:
        """The project after the row; one that it leaves as it was is not written."""
        milestones, reached = settled(before.milestones, lines, Stage(before.stage), stage)
        if (entry, milestones, reached) == (before.entry, before.milestones, before.stage):
            return before
        if not self._is_loaded:
            projects.load(self._session)  # once, where each change would ask for its own
            self._is_loaded = True
        with self._session.begin_nested():
            if entry != before.entry:
                projects.save(self._session, entry, before.id, year=self._year, milestones=lines, stage=stage)
            else:
                projects.set_milestones(self._session, before.id, lines, stage)
        after = self._standing[before.id] = projects.detail(self._session, before.id)
        return after

    def _stage_of_new(self, row: ImportRow) -> str | None:
        """How far a new project is of which neither stage nor date is known: by its progress, else as answered."""
        words = row.text("progress")
        said = word_for(Stage, words, row.today) if words else None
        if said is not None:
            row.warn("progress", f"没有写阶段，按项目进展“{words[:20]}”记为“{said}”，请核对。")
        elif any(row.peek_money(name) for name in ("received_total", "received_year", "received_before")):
            said = Stage.SIGNED
            row.warn(None, "没有写阶段，已有到位资金，记为“签约”，请核对。")
        elif (said := self._answers.stage) is None:
            row.notes.unstaged.append(row.note("stage" if row.has("stage") else None, ""))
        return str(said) if said is not None else None

    def _find(self, row: ImportRow, name: str) -> str | None:
        if code := row.text("code"):  # one with another code is another project
            return self._codes.get(code)
        investor = row.line("investor")
        if found := self._pairs.get((projects.matching(name), projects.matching(investor))):
            if len(found) > 1:
                raise row.reject("name", f"有{len(found)}个项目都叫“{name}”，投资方也相同，没有读入；请写明项目编号。")
            return found[0]
        # Without an investor to go by, a name that only one project bears is that project.
        same = self._named.get(projects.matching(name), []) if not investor else []
        return same[0] if len(same) == 1 else None

    def _like(self, row: ImportRow, name: str) -> str | None:
        code = normal_credit_code(row.text("credit_code"))
        amount = row.peek_money("total_investment")
        asked = Prospect(name, row.line("investor"), amount, "", code)
        return same_as(row, name, "projects", self._likeness.like(asked))

    def _remember(self, row: ImportRow, key: str, entry: ProjectEntry, *, is_new: bool) -> None:
        if is_new:
            asked = Prospect(entry.name, entry.investor, entry.total_investment, "", entry.credit_code)
            self._likeness.add("projects", key, entry.name, asked)
            row.notes.made.add(key)
        self._codes[entry.code] = key
        name = projects.matching(entry.name)
        pair = self._pairs.setdefault((name, projects.matching(entry.investor)), [])
        for same in (pair, self._named.setdefault(name, [])):
            if key not in same:
                same.append(key)

    def _entry(self, row: ImportRow, before: ProjectEntry, *, is_new: bool) -> ProjectEntry:
        has = row.row.cells
        new: dict[str, Any] = {name: row.line(name) for name in _NAMES if name in has}
        new |= {name: row.text(name) for name in _TEXTS if name in has}
        new |= {name: row.money(name) for name in _AMOUNTS if name in has}
        if "contract_fdi" in has:
            new["contract_fdi"] = row.dollars("contract_fdi")
        for name in row.unread & new.keys():  # what the library knows of them stays
            del new[name]
        if "capital_nature" in has:
            new["nature"] = row.word("capital_nature", CapitalNature) or before.nature
        if code := row.text("code"):
            new["code"] = code
        if is_new:
            self._new.check(ProjectEntry(**new))  # before a unit is made for it
        new |= {name: unit_named(self._session, row, name) for name in _UNITS if name in has}
        return ProjectEntry(**new) if is_new else _with(before, new)


def _with(entry: ProjectEntry, new: dict[str, Any]) -> ProjectEntry:
    """The entry with new values; itself where they are none."""
    changed = {name: value for name, value in new.items() if getattr(entry, name) != value}
    return replace(entry, **changed) if changed else entry


def _stated(row: ImportRow, said: Stage | None) -> Stage | None:
    """The stage that a row states; of a heading that names several (签约落地) the first: all under it reached that.

    One that names them by their years (去年签约今年开工) says that all have come to the last.
    """
    if said is None or not row.is_of_group("stage") or _ONE_AFTER_ANOTHER.search(row.text("stage")):
        return said
    named = states_in(VOCABULARIES[Stage], row.text("stage"), row.today)
    return min((one.word for one in named if one.mood is Mood.REACHED), key=STAGES.index, default=said)


def _dates(row: ImportRow, before: dict[MilestoneKind, MilestoneLine]) -> tuple[list[MilestoneLine], str | None]:
    """The milestones that the row's columns name, and the stage it states; a missing column keeps its date."""
    lines: dict[MilestoneKind, MilestoneLine] = {}
    stated = [_stated(row, row.word("stage", Stage))]

    def line(kind: MilestoneKind) -> MilestoneLine:
        return lines.get(kind) or before.get(kind) or _NO_DATES[kind]

    for field, kind in _ACTUAL.items():
        if not row.has(field):
            continue
        if row.is_day(field):
            _happened(row, field, line(kind), lines)
        elif (planned := row.planned(field)) is not None:
            _plan(row, field, replace(line(kind), planned_on=planned), lines)
        elif (said := _said_without_date(row, field, kind)) is not None:
            stated.append(None if said == _NOTHING else Stage(said))
        else:
            _happened(row, field, line(kind), lines)
    for field, kind in _PLANNED.items():
        if row.has(field):
            when = row.date(field)
            lines[kind] = line(kind) if field in row.unread else replace(line(kind), planned_on=when)
    stated += [
        stage for field, kind in _ASKED.items() if row.has(field) and (stage := _answer(row, field, line(kind), lines))
    ]
    if row.text("in_statistics"):
        lines[_K.IN_STATISTICS] = _in_statistics(row, line(_K.IN_STATISTICS))
    known = [stage for stage in stated if stage is not None]
    return list(lines.values()), str(max(known, key=STAGES.index)) if known else None


def _warn_of_order(row: ImportRow, after: ProjectDetail) -> None:
    """Dates in an unusual order, each at a column of the row that holds one of them."""
    disorder = projects.disorder(after.milestones)
    columns = {kind: field for field, kind in _ACTUAL.items() if row.text(field)} if disorder else {}
    for later, earlier, sentence in disorder:
        if field := columns.get(later) or columns.get(earlier):
            row.warn(field, sentence)


def _warn_of_stage(row: ImportRow, after: ProjectDetail) -> None:
    """Where the ledger names an earlier stage than the dates prove, or than the library knows: nothing goes back.

    A stage that only follows from another that is not reached (尚未开工) is said to be a guess.
    Offices write coarse words (签约 for 落地 as well): those that stand under one chip of the list agree.
    """
    stage = after.stage
    said = _stated(row, word_for(Stage, row.text("stage"), row.today))
    if said is None:
        return
    if said == stage and not says(said, row.text("stage"), row.today):
        if said not in RESERVE and not any(line.kind == stage and line.actual_on for line in after.milestones):
            row.warn("stage", f"“{row.text('stage')}”没有写明到了哪一步，阶段记为“{stage}”，请核对。")
    elif said != stage and not any({said, stage} <= set(stages) for stages in CHIPS.values()):
        row.warn("stage", f"写的是“{row.text('stage')}”，按日期和已有记录应为“{stage}”，阶段没有退回，请核对。")


def _warn_of_end(row: ImportRow, before: ProjectDetail | None, after: ProjectDetail) -> None:
    """A ledger says that a project has ended, and has no column for the day and the reason."""
    if after.stage == Stage.ENDED and (before is None or before.stage != Stage.ENDED):
        row.warn("stage", "项目已终止，表里没有终止日期和原因，请在项目里补上。")


def _warn_of_progress(row: ImportRow, after: ProjectDetail) -> None:
    """Where the progress says outright that more was reached than stage and dates hold: it counts nowhere till then."""
    words = row.text("progress")
    said = word_for(Stage, words, row.today) if words else None
    if said is None or said not in STAGES or not says(said, words, row.today):
        return
    further = STAGES.index(said) > STAGES.index(Stage(after.stage))
    if further and not any({said, after.stage} <= set(stages) for stages in CHIPS.values()):
        row.warn(
            "progress", f"项目进展写着“{words[:20]}”，没有{said}时间，阶段仍按日期和已有记录为“{after.stage}”，请核对。"
        )


def _warn_of_stop(row: ImportRow, after: ProjectDetail) -> None:
    """Where progress or remark says that the project stands still or has ended, and its stage does not."""
    if after.stage == Stage.ENDED:
        return
    for name in ("progress", "note"):
        words = row.text(name)
        if words and says_that_it_stopped(words):
            row.warn(name, f"写着“{words[:20]}”，阶段是“{after.stage}”，没有改动，请核对是否已停工或终止。")


def _in_statistics(row: ImportRow, line: MilestoneLine) -> MilestoneLine:
    """是否入统 holds a date, or yes without one."""
    text = row.text("in_statistics")
    said = flag_for(text)
    if said is None:
        answered = flag_for(without_remark(text)) is True and any(map(str.isdigit, remark_in(text)))
        when = row.date_of("in_statistics", remark_in(text)) if answered else row.date("in_statistics")
        if when is not None and not projects.has_come(when, row.today):
            row.warn("in_statistics", f"{when.text()}还没有到，记为计划入统时间。")
            return replace(line, planned_on=when)
        return replace(line, actual_on=when or line.actual_on)
    if said and line.actual_on is None:
        row.warn("in_statistics", "只写了已入统没有时间，不计入当年数，请补上入统时间。")
        return replace(line, evidence=line.evidence or "已入统，时间未注明")
    return line


def _happened(row: ImportRow, field: str, line: MilestoneLine, lines: dict[MilestoneKind, MilestoneLine]) -> None:
    """The actual date of a cell; one to come is a plan, and a cell that cannot be read leaves what is known."""
    when = row.date(field)
    if when is not None and not projects.has_come(when, row.today):
        if line.planned_on is None or field == "signed_on":
            lines[line.kind] = replace(line, planned_on=when)
        row.warn(field, f"{when.text()}还没有到，不是实际日期，记为计划{line.kind}{when.text()}。")
        row.stored[field] = f"计划{line.kind}{when.text()}"
        return
    if when is not None and when.month is None:
        row.warn(field, "只知道年份，各月和月度累计都不计入，请补上月份。")
    said = line.actual_on if line.kind in lines else None
    if said is not None:  # two columns may speak of one event (落地, 注册): the first that has a date says it
        if when not in {None, said}:
            row.keep(field)
    elif field not in row.unread:
        lines[line.kind] = line if line.actual_on == when else replace(line, actual_on=when)


def _answer(row: ImportRow, field: str, line: MilestoneLine, lines: dict[MilestoneKind, MilestoneLine]) -> Stage | None:
    """是否开工 and its like: yes sets the stage, and a date is the event's where no other column gave one."""
    text = row.text(field)
    flag = flag_for(text)
    if not text or flag is False:
        return None
    if flag is None and any(sign.isdigit() for sign in text) and not text.startswith("是"):
        when = row.planned(field)
        if when is not None:
            _plan(row, field, replace(line, planned_on=when), lines)
        elif line.actual_on is None:
            _happened(row, field, line, lines)
        return None
    said = Stage(line.kind) if flag else _said_without_date(row, field, line.kind, told=False)
    if said is None:
        row.warn(field, "看不出是还是否，没有改动，请写“是”或“否”。")
    if said in {None, _NOTHING} or line.actual_on is not None:
        return None
    return _stage_said(row, field, line.kind)


_NOTHING = "nothing"  # what a cell says of a stage that is planned or not reached


def _said_without_date(row: ImportRow, field: str, kind: MilestoneKind, *, told: bool = True) -> Stage | str | None:
    """The stage that a cell without a date says is reached; ``_NOTHING`` where it says it is not; None for no words."""
    text, flag = row.text(field), flag_for(row.text(field))
    has_digits = any(sign.isdigit() for sign in text)
    if not text or (told and has_digits) or row.is_dated(field) or kind not in STAGE_EVENTS:
        return None
    if flag is None:
        flag = _is_reached(text, kind, row)
        if flag is False and told:  # 年底, 尚未开工: nothing happened, and the words are not lost
            row.keep(field)
    if not flag:
        return None if flag is None else _NOTHING
    return (_stage_said(row, field, kind) or _NOTHING) if told else Stage(kind)


def _is_reached(text: str, kind: MilestoneKind, row: ImportRow) -> bool | None:
    """Whether words under an event's heading say that it has happened; None where they say nothing of it."""
    vocabulary = VOCABULARIES[Stage]
    said = states_in(vocabulary, text if kind in text else f"{text}{kind}", row.today)
    moods = {one.mood for one in said if one.word == kind}
    if moods == {Mood.REACHED}:
        return True if text.startswith(_HAPPENED) or kind in text or vocabulary.pattern.search(text) else None
    return False if moods and not moods & {Mood.UNSURE, Mood.REACHED} else None


def _stage_said(row: ImportRow, field: str, kind: MilestoneKind) -> Stage | None:
    if kind not in STAGE_EVENTS:
        return None
    row.warn(field, f"只写了“{row.text(field)}”没有日期，阶段记为“{kind}”，但不计入当年数，请补上日期。")
    row.stored[field] = f"阶段：{kind}"
    return Stage(kind)


def _plan(row: ImportRow, field: str, line: MilestoneLine, lines: dict[MilestoneKind, MilestoneLine]) -> None:
    lines[line.kind] = line
    when = line.planned_on.text() if line.planned_on else ""
    row.warn(field, f"写的是计划时间，记为计划{line.kind}{when}。")
    row.stored[field] = f"计划{line.kind}{when}"
