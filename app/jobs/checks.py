"""检查: says whether a database, a submission or all on a stick are whole, without leaving a trace on them."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app import __version__
from app.database.checks import Findings, inspect_database
from app.database.quarantine import Patience, Quarantine, Say, impatient
from app.database.seal import is_broken
from app.errors import Refused
from app.jobs.reception import look_at_structures, look_through
from app.jobs.submitted import shown, submission_of, submissions_under
from app.values.words import visible

Progress = Callable[[str], None]


@dataclass(frozen=True)
class CheckReport:
    """What a check found: ``schema`` is the file's schema number, ``app`` the version of the program that wrote it.

    Both are None where the file does not tell. ``problems`` are sentences for the user. ``checked`` names what was
    looked at, with what was found in each: several where a stick or a folder was named.
    """

    ok: bool
    schema: int | None
    app: str | None
    problems: tuple[str, ...]
    checked: tuple[tuple[Path, tuple[str, ...]], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The object that ``check --json`` prints."""
        checked = [{"path": str(path), "ok": not found, "problems": list(found)} for path, found in self.checked]
        facts = {"ok": self.ok, "schema": self.schema, "app": self.app, "problems": list(self.problems)}
        return {**facts, "checked": checked}

    @property
    def text(self) -> str:
        """The same for people: a line for each thing that was looked at."""
        lines = []
        for path, found in self.checked:
            name = visible(path.name) if len(self.checked) == 1 else shown(path)
            lines += [f"“{name}”完好。"] if not found else [f"“{name}”：{sentence}" for sentence in found]
        return "\n".join(lines)


def check(
    path: Path,
    *,
    patience: Patience = impatient,
    progress: Progress = lambda words: None,  # noqa: ARG005 - nobody listens
) -> CheckReport:
    """Checks a database; a submission, by its folder or the database in it; or every submission below a folder.

    Each is read in a guarded child: whatever one does, the others are checked. ``progress`` hears how far it is and
    may raise to end it.
    """
    if not os.path.lexists(path):
        raise Refused(f"没有找到“{path}”。")
    with Quarantine(patience, beat=lambda: progress("")) as quarantine:
        folder = submission_of(path)
        if folder is not None:
            return _check_submission(folder, quarantine)
        return _check_all(path, quarantine) if path.is_dir() else _check_database(path, quarantine)


def look_at_submission(say: Say, folder: str) -> tuple[str | None, Findings]:
    """In the child: what is found in a submission, and the version of the program that wrote it."""
    manifest, findings = look_through(Path(folder), say)
    return manifest.app_version if manifest else None, findings


def look_at_database(say: Say, path: str) -> Findings:
    """In the child: what is found in a database."""
    findings = inspect_database(Path(path), say)
    look_at_structures(Path(path), findings, say)
    return findings


def _check_submission(folder: Path, quarantine: Quarantine) -> CheckReport:
    try:
        program, findings = quarantine.run(look_at_submission, str(folder))
    except Refused as refused:
        return _report(folder, None, None, [refused.message])
    return _report(folder, findings.schema, program, findings.problems)


def _check_database(path: Path, quarantine: Quarantine) -> CheckReport:
    try:
        findings: Findings = quarantine.run(look_at_database, str(path))
        if not findings.problems and is_broken(path):
            findings.problems.append("文件在上次关闭之后被改动或损坏，请用“还原备份”恢复。")
    except Refused as refused:
        findings = Findings(None, [refused.message])
    return _report(path, findings.schema, __version__ if findings.schema is not None else None, findings.problems)


def _check_all(folder: Path, quarantine: Quarantine) -> CheckReport:
    reports = [_check_submission(one, quarantine) for one in submissions_under(folder)]
    if not reports:
        raise Refused(f"“{folder}”里没有找到报送的提交，请选择U盘或其中的“招商项目提交”文件夹。")
    problems = tuple(f"{shown(path)}：{found}" for one in reports for path, each in one.checked for found in each)
    schemas = [one.schema for one in reports if one.schema is not None]
    programs = [one.app for one in reports if one.app is not None]
    checked = tuple(line for one in reports for line in one.checked)
    schema, program = max(schemas, default=None), programs[-1] if programs else None
    return CheckReport(not problems, schema, program, problems, checked)


def _report(path: Path, schema: int | None, program: str | None, problems: list[str]) -> CheckReport:
    return CheckReport(not problems, schema, program, tuple(problems), ((path, tuple(problems)),))
