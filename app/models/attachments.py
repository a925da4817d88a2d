"""附件: photos, vouchers and scans, kept in the same file but out of the way of every list query."""

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Known, Line, Name, Prose, Root
from app.models.types import Amount, Words


class Attachment(Base, Root):
    """What is known of a file; ``owner_kind`` is a table's name, ``owner_id`` a record of it."""

    __tablename__ = "attachments"
    __table_args__ = (Index(None, "owner_kind", "owner_id"),)

    owner_kind: Mapped[Name]
    owner_id: Mapped[str] = mapped_column(Words(36))
    name: Mapped[Name]
    media_type: Mapped[Line]
    size: Mapped[int] = mapped_column(Amount())
    sha256: Mapped[Line]
    caption: Mapped[Prose]
    taken_on: Mapped[Known]
    thumbnail: Mapped[bytes | None] = mapped_column(LargeBinary, default=None, deferred=True)


class AttachmentContent(Base):
    """The bytes themselves."""

    __tablename__ = "attachment_contents"

    attachment_id: Mapped[str] = mapped_column(ForeignKey("attachments.id"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
