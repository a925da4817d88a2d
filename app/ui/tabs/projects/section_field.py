"""门类: one of the twenty sections of the standard, kept by its letter."""

from __future__ import annotations

from app.ui.widgets.field_edits import WordField
from app.values.industries import SECTIONS, section_text


class SectionField(WordField):
    """Shows C 制造业 and reads C; what a ledger had otherwise stays as it is."""

    def __init__(self) -> None:
        super().__init__(tuple(map(section_text, SECTIONS)), optional=True)

    def show_value(self, value: str | None) -> None:
        """Chooses the section of a letter."""
        super().show_value(section_text(value or ""))

    def value(self) -> str:
        """The letter of the chosen section."""
        text = super().value()
        letter = text.partition(" ")[0]
        return letter if letter in SECTIONS else text
