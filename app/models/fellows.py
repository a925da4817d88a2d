"""在外乡贤: fellow townspeople away from home. ID and bank numbers have no field, on purpose."""

from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Known, Line, PersonalKnown, PersonalLine, PersonalName, PersonalProse, Root, Yes
from app.models.types import Words


class Fellow(Base, Root):
    """One person of the 在外乡贤名录."""

    __tablename__ = "fellows"

    name: Mapped[PersonalName]
    gender: Mapped[PersonalLine]
    born_on: Mapped[PersonalKnown]
    origin: Mapped[PersonalLine]  # 籍贯（村组）
    residence: Mapped[PersonalLine]  # 现居住地
    employer: Mapped[PersonalLine]
    title: Mapped[PersonalLine]
    trade: Mapped[Line]  # 从事行业
    employer_size: Mapped[Line]
    phone: Mapped[PersonalLine]
    wechat: Mapped[PersonalLine]
    relatives: Mapped[PersonalLine]  # 家乡亲属及电话
    resources: Mapped[PersonalProse]  # 投资意向/可引荐资源
    leader: Mapped[Line]  # 包保领导
    last_contact_on: Mapped[Known]
    next_contact_on: Mapped[Known]
    is_ambassador: Mapped[Yes]  # 招商大使
    note: Mapped[PersonalProse]
    search: Mapped[str] = mapped_column(Words(2_000), default="")
