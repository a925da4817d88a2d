"""客商企业: firms that invest, or may."""

from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Line, Name, PersonalLine, Prose, Root, unique_in_office
from app.models.types import Words


class Enterprise(Base, Root):
    """A firm; ``kind`` is 上市、500强、链主、专精特新… as the office writes it."""

    __tablename__ = "enterprises"
    __table_args__ = (unique_in_office("name", "credit_code"),)

    name: Mapped[Name]
    credit_code: Mapped[Line]
    place: Mapped[Line]
    industry: Mapped[Line]
    kind: Mapped[Line]
    size: Mapped[Line]
    contact: Mapped[PersonalLine]
    contact_title: Mapped[PersonalLine]
    phone: Mapped[PersonalLine]
    leader: Mapped[Line]  # 领衔联系领导
    note: Mapped[Prose]
    search: Mapped[str] = mapped_column(Words(2_000), default="")
