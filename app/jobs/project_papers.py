"""Papers of projects: the project book (招商项目册) of what is on offer, and the card (项目卡) of a single one."""

from pathlib import Path

from app.database.engine import Database
from app.documents.writing import must_end_with
from app.jobs.papers import print_paper
from app.reports.projects import books, cards


def project_book(database: Database, year: int, month: int, out: Path) -> None:
    """Writes the projects that stood in 储备 or 发布 at the end of the month to ``out`` (.pdf or .docx)."""
    today = database.clock.today()
    print_paper(database, out, lambda session: books.document(session, year, month, today))


def project_card(database: Database, project_id: str, out: Path) -> None:
    """Writes everything about one project to ``out`` (.pdf or .docx), on one page."""
    must_end_with(out, (".pdf", ".docx"))
    today = database.clock.today()
    print_paper(database, out, lambda session: cards.document(session, project_id, today))
