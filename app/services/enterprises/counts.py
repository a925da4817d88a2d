"""What each firm has here, and when it was last met: counted once for a whole list, not once for each row."""

from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, func, select, type_coerce

from app.models.activities import Activity, ActivityFirm
from app.models.enterprises import Enterprise
from app.models.leads import Lead
from app.models.projects import Project
from app.models.types import Day


class FirmCounts:
    """The records of one kind by firm: those linked to it, and those of its name that are linked to none."""

    def __init__(self, model: type[Lead] | type[Project]) -> None:
        self._linked = _grouped(model, model.enterprise_id, model.enterprise_id.is_not(None))
        self._named = _grouped(model, model.investor, model.enterprise_id.is_(None) & (model.investor != ""))

    @property
    def count(self) -> ColumnElement[int]:
        """How many."""
        return func.coalesce(self._linked.c.pieces, 0) + func.coalesce(self._named.c.pieces, 0)

    @property
    def latest(self) -> ColumnElement[Any]:
        """The latest contact of any of them."""
        both = func.max(func.coalesce(self._linked.c.latest, ""), func.coalesce(self._named.c.latest, ""))
        return type_coerce(func.nullif(both, ""), Day())

    def joined(self, statement: Select[Any]) -> Select[Any]:
        """A query over firms that can name these counts."""
        linked = statement.outerjoin(self._linked, self._linked.c.firm == Enterprise.id)
        return linked.outerjoin(self._named, self._named.c.firm == Enterprise.name)


class FirmMeetings:
    """The activities at which each firm was met."""

    def __init__(self) -> None:
        met = func.coalesce(Activity.ended_on, Activity.held_on)
        columns = (ActivityFirm.enterprise_id.label("firm"), func.max(met).label("latest"))
        joined = select(*columns).join(Activity, ActivityFirm.activity_id == Activity.id)
        self._met = joined.where(Activity.deleted_at.is_(None)).group_by(ActivityFirm.enterprise_id).subquery()

    def latest(self, spoken: ColumnElement[Any]) -> ColumnElement[Any]:
        """The later of the last meeting and of the day on which the firm was last spoken to."""
        both = func.max(func.coalesce(spoken, ""), func.coalesce(self._met.c.latest, ""))
        return type_coerce(func.nullif(both, ""), Day())

    def joined(self, statement: Select[Any]) -> Select[Any]:
        """A query over firms that can name the last meeting."""
        return statement.outerjoin(self._met, self._met.c.firm == Enterprise.id)


def _grouped(model: type[Lead] | type[Project], firm: Any, condition: ColumnElement[bool]) -> Subquery:
    contact = Lead.last_followed_on if model is Lead else Project.updated_at
    columns = (firm.label("firm"), func.count().label("pieces"), func.max(contact).label("latest"))
    return select(*columns).where(model.deleted_at.is_(None), condition).group_by(firm).subquery()
