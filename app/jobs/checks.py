"""检查: says whether a database or a submission is whole, without leaving a trace on it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app import __version__
from app.database.checks import inspect_database, inspect_submission, submission_of
from app.database.seal import is_broken
from app.errors import Refused


@dataclass(frozen=True)
class CheckReport:
    """What a check found: ``schema`` is the file's schema number, ``app`` the version of the program that wrote it.

    Both are None where the file does not tell. ``problems`` are sentences for the user.
    """

    ok: bool
    schema: int | None
    app: str | None
    problems: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The object that ``check --json`` prints."""
        return {"ok": self.ok, "schema": self.schema, "app": self.app, "problems": list(self.problems)}


def check(path: Path) -> CheckReport:
    """Checks a database, or a submission: its folder, or the database file in it."""
    if not path.exists():
        raise Refused(f"没有找到“{path}”。")
    folder = submission_of(path)
    if folder is not None:
        manifest, findings = inspect_submission(folder)
        version = manifest.app_version if manifest else None
        return CheckReport(not findings.problems, findings.schema, version, tuple(findings.problems))
    findings = inspect_database(path)
    if not findings.problems and is_broken(path):
        findings.problems.append("文件在上次关闭之后被改动或损坏，请用“还原备份”恢复。")
    version = __version__ if findings.schema is not None else None
    return CheckReport(not findings.problems, findings.schema, version, tuple(findings.problems))
