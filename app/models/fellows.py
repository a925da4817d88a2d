"""在外乡贤: fellow townspeople away from home. ID and bank numbers have no field, on purpose."""

from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Known, Line, Name, Prose, Root, Yes
from app.models.types import Words


class Fellow(Base, Root):
    """One person of the 在外乡贤名录."""

    __tablename__ = "fellows"

    name: Mapped[Name]
    gender: Mapped[Line]
    born_on: Mapped[Known]
    origin: Mapped[Line]  # 籍贯（村组）
    residence: Mapped[Line]  # 现居住地
    employer: Mapped[Line]
    title: Mapped[Line]
    trade: Mapped[Line]  # 从事行业
    employer_size: Mapped[Line]
    phone: Mapped[Line]
    wechat: Mapped[Line]
    relatives: Mapped[Line]  # 家乡亲属及电话
    resources: Mapped[Prose]  # 投资意向/可引荐资源
    leader: Mapped[Line]  # 包保领导
    last_contact_on: Mapped[Known]
    next_contact_on: Mapped[Known]
    is_ambassador: Mapped[Yes]  # 招商大使
    note: Mapped[Prose]
    search: Mapped[str] = mapped_column(Words(2_000), default="")
