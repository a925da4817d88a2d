"""The photographs of a project that its card and its page in the book show: its own, with what is said of each."""

from sqlalchemy.orm import Session

from app.reports.blocks import Photographs, Picture
from app.services import attachments

_MOST = 4  # beside the words of one page


def of_project(session: Session, project_id: str) -> list[Photographs]:
    """The latest of the project's own photographs in the order in which they came; nothing where it has none."""
    found = [row for row in attachments.lines(session, "projects", project_id) if row.is_picture][-_MOST:]
    pictures = tuple(
        Picture(attachments.content(session, row.id), tuple(filter(None, (row.caption.words or row.caption.place,))))
        for row in found
    )
    return [Photographs(pictures)] if pictures else []
