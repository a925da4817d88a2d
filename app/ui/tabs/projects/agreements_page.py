"""协议: what was agreed with the investor, what was promised, and the 保证金 under it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from app.fields import RECORDS
from app.services.projects import agreements
from app.services.projects.agreements import AgreementEntry
from app.ui.desk import Desk
from app.ui.tabs.projects.line_page import LinePage
from app.ui.widgets.field_edits import DateField, LineField, MoneyField, ProseField, WordField, plain_amount
from app.ui.widgets.form_dialog import FormDialog
from app.ui.widgets.line_table import Line
from app.values.dates import PartialDate

if TYPE_CHECKING:
    from app.database.engine import Session


class AgreementsPage(LinePage):
    """The agreements; a 保证金 that is owed past its day in red."""

    title = "协议"
    noun = "协议"
    heads = (("协议", 72), ("签订日期", 88), ("金额", 82), ("编号", 0), ("欠保证金", 78))
    figures = frozenset({2, 4})
    files_of = "agreements"

    def lines(self, session: Session) -> Sequence[Line]:
        """The agreements by their days."""
        found = [(line.id, line.entry) for line in agreements.lines(session, self.key)]
        return [Line(key, self._words(entry), self._late(entry)) for key, entry in found]

    def form(self, line: str | None) -> QDialog:
        """The form of an agreement."""
        return AgreementForm(self.desk, self.key, line, self)

    def remove_lines(self, session: Session, ids: list[str]) -> None:
        """Takes agreements out."""
        agreements.remove(session, ids)

    def _words(self, entry: AgreementEntry) -> tuple[str, ...]:
        unit = self.desk.money_unit
        amount = "" if entry.amount is None else f"{plain_amount(entry.amount, unit)}{unit}"
        owed = f"{plain_amount(entry.bond_owed, unit)}{unit}" if entry.bond_owed else ""
        return str(entry.kind), entry.signed_on.iso if entry.signed_on else "", amount, entry.number, owed

    def _late(self, entry: AgreementEntry) -> frozenset[int]:
        due = entry.bond_due_on
        return frozenset({4} if entry.bond_owed and due and due.last < self.desk.today else ())


class AgreementForm(FormDialog):
    """Enters an agreement of a project, or changes the one of ``key``."""

    record = RECORDS["agreements"]

    def __init__(self, desk: Desk, project_id: str, key: str | None, parent: QWidget) -> None:
        super().__init__("协议", parent)
        self._desk, self._project, self._key = desk, project_id, key
        self.setMinimumWidth(500)
        with desk.read() as session:
            known = {line.id: line.entry for line in agreements.lines(session, project_id)}
        self._before = known[key] if key else AgreementEntry()
        unit = desk.money_unit

        def today() -> PartialDate:
            return PartialDate.of(desk.today)

        self.add_field("kind", WordField(agreements.CHOICES["kind"]))
        self.add_field("number", LineField())
        self.add_field("signed_on", DateField(today))
        self.add_field("amount", MoneyField(unit))
        self.add_field("bond_due", MoneyField(unit))
        self.add_field("bond_due_on", DateField(today))
        self.add_field("bond_paid", MoneyField(unit))
        self.add_field("bond_paid_on", DateField(today))
        self.add_field("our_promises", ProseField(2))
        self.add_field("their_promises", ProseField(2))
        self.add_field("note", ProseField(2))
        self.show_entry(self._before)
        self.on_save(self._keep)
        if key is None:
            self.on_another(lambda: self.show_entry(self._before))

    def _keep(self) -> None:
        entered = self.collect(self._before)
        with self._desk.read() as session:
            found = agreements.warnings(session, self._project, entered)
        self.warn(found)
        with self._desk.work("登记协议") as session:
            agreements.save(session, self._project, entered, self._key)
