"""附件 of the chosen project: its own, and those of its funds, agreements, decisions, formalities and problems."""

from __future__ import annotations

from app.services import attachments
from app.services.projects import ProjectDetail
from app.ui.lists.attachment_list import AttachmentList


class AttachmentsPage(AttachmentList):
    """The project's files; new ones are the project's own."""

    title = "附件"

    def count(self, key: str) -> int:
        """How many attachments the project has, those of its funds and agreements too."""
        with self.desk.read() as session:
            return len(attachments.of_project(session, key))

    def show_detail(self, detail: ProjectDetail) -> None:
        """Shows that project's attachments."""
        with self.desk.read() as session:
            rows = attachments.of_project(session, detail.id)
        self.show_files("projects", detail.id, rows)
