"""协议: what was agreed with the investor, what each side promised, and the 保证金 due and paid under it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.agreements import Agreement, AgreementKind
from app.models.projects import Project
from app.services import choices
from app.services.entries import as_entered, must_exist, put, taken
from app.services.projects import deadlines
from app.values.dates import PartialDate

CHOICES = choices.of("agreements")


@dataclass(frozen=True)
class AgreementEntry:
    """What is entered of an agreement; money in fen."""

    kind: AgreementKind = AgreementKind.INVESTMENT
    number: str = ""
    signed_on: PartialDate | None = None
    amount: int | None = None
    bond_due: int | None = None
    bond_due_on: PartialDate | None = None
    bond_paid: int | None = None
    bond_paid_on: PartialDate | None = None
    our_promises: str = ""
    their_promises: str = ""
    note: str = ""

    @property
    def bond_owed(self) -> int:
        """What of the 保证金 has not come, in fen."""
        return max((self.bond_due or 0) - (self.bond_paid or 0), 0)


@dataclass(frozen=True)
class AgreementLine:
    """An agreement in the project's list."""

    id: str
    entry: AgreementEntry


def lines(session: Session, project_id: str) -> tuple[AgreementLine, ...]:
    """A project's agreements, the earliest first, drafts last."""
    own = select(Agreement).where(Agreement.project_id == project_id)
    found = session.scalars(own.order_by(as_entered(Agreement)))
    made = [AgreementLine(each.id, taken(each, AgreementEntry)) for each in found]
    return tuple(sorted(made, key=lambda line: line.entry.signed_on.iso if line.entry.signed_on else "9999"))


def save(session: Session, project_id: str, entered: AgreementEntry, key: str | None = None) -> str:
    """Keeps an agreement and returns its id; a 保证金 needs the day it is due, one that was paid the day it came."""
    must_exist(session, Project, project_id)
    if entered.bond_due and entered.bond_due_on is None:
        raise Refused("请填写保证金的缴纳期限。", field="bond_due_on")
    if entered.bond_paid and entered.bond_paid_on is None:
        raise Refused("请填写保证金的到账日期。", field="bond_paid_on")
    if entered.bond_paid_on and not entered.bond_paid:
        raise Refused("请填写实缴保证金的金额。", field="bond_paid")
    agreement = must_exist(session, Agreement, key) if key else Agreement(project_id=project_id)
    put(agreement, entered)
    session.add(agreement)
    session.flush()
    everything = [line.entry for line in lines(session, project_id)]
    if entered.bond_paid_on and not any(each.bond_owed for each in everything):
        deadlines.settle(session, project_id, deadlines.Matter.BOND, entered.bond_paid_on)
    return agreement.id


def warnings(session: Session, project_id: str, entered: AgreementEntry) -> list[tuple[str, str]]:
    """What looks wrong in an agreement but does not stop it: (field, sentence)."""
    found = []
    project = must_exist(session, Project, project_id)
    if entered.kind is not AgreementKind.INVESTMENT and entered.signed_on:
        found.append(("kind", f"{entered.kind}不算签约，签订投资协议后再推进到“签约”。"))
    if entered.amount and project.contract_amount and entered.amount != project.contract_amount:
        found.append(("amount", "协议金额与项目的合同引资额不同，请核对。"))
    if (entered.bond_paid or 0) > (entered.bond_due or 0):
        found.append(("bond_paid", "实缴保证金多于应缴数，请核对。"))
    if entered.amount and (entered.bond_due or 0) > entered.amount:
        found.append(("bond_due", "保证金多于协议金额，请核对。"))
    return found


def remove(session: Session, keys: list[str]) -> None:
    """Takes agreements out; the history keeps them."""
    for key in keys:
        session.delete(must_exist(session, Agreement, key))
    session.flush()
