"""The card (项目卡) of a single project."""

from pathlib import Path

from app.database.engine import Database
from app.documents.writing import must_end_with
from app.jobs.papers import print_paper
from app.reports.projects import cards


def project_card(database: Database, project_id: str, out: Path) -> None:
    """Writes everything about one project to ``out`` (.pdf or .docx), on one page."""
    must_end_with(out, (".pdf", ".docx"))
    today = database.clock.today()
    print_paper(database, out, lambda session: cards.document(session, project_id, today))
