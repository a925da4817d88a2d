"""一项目一册 to files: the volume, or a folder with volume, index and every file."""

from pathlib import Path

from sqlalchemy.orm import Session

from app.database.engine import Database
from app.documents.writing import must_end_with, write
from app.errors import Refused
from app.jobs.evidence_folders import Bundle, write_folder
from app.reports.evidence import project_volumes
from app.reports.evidence.project_volumes import CompiledProject
from app.services import offices, projects
from app.services.evidence import project_files


def project_volume(database: Database, project_id: str, out: Path) -> Bundle:
    """Binds all that is kept of one project to ``out`` (.pdf)."""
    must_end_with(out, (".pdf",))
    with database.read() as session:
        made = _compiled(session, database, project_id)
        left_out = write(out, project_volumes.volume(session, made, database.clock.today()))
    return Bundle(len(made.every), left_out)


def project_folder(database: Database, project_id: str, out: Path) -> Bundle:
    """Writes the same as a new folder: the volume, an index, and every file by section."""
    with database.read() as session:
        made = _compiled(session, database, project_id)
        papers = {"项目档案.pdf": project_volumes.volume(session, made, database.clock.today())}
        office = offices.required(session).name
        return write_folder(
            session, out, made.every, papers, lambda placed: project_volumes.index(made, list(placed), office)
        )


def project_of_code(database: Database, code: str) -> str:
    """The id of the project of a code; Refused where there is none."""
    with database.read() as session:
        codes, _, _ = projects.index(session)
    if code not in codes:
        raise Refused(f"没有编号为“{code}”的项目，请核对项目编号。", field="project")
    return codes[code]


def _compiled(session: Session, database: Database, project_id: str) -> CompiledProject:
    return project_volumes.compiled(project_files.of_project(session, project_id, database.clock.today()))
