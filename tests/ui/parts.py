"""Parts of windows that no other code has a use for, by what the clerk sees in them: the tests ask for them here."""

from typing import Any


def fields_of(form: Any) -> dict[str, Any]:
    """The editors of a form's fields by their names."""
    fields: dict[str, Any] = form._fields
    return fields


def field_of(form: Any, name: str) -> Any:
    """The editor of a form's field."""
    return fields_of(form)[name]


def sentence(form: Any) -> Any:
    """The label beneath a form's fields that says why it was refused, or what to think of first."""
    return form._sentence


def needs(form: Any) -> Any:
    """The label that says what a step asks for."""
    return form._needs


def pages(of: Any) -> Any:
    """The pages of a form, or of the details beside a list."""
    return of._pages


def switch_of(tab: Any) -> Any:
    """The list of a tab's pages at its left."""
    return tab._switch


def table_in(page: Any) -> Any:
    """The table on a page."""
    return page._table


def rows_in(editor: Any) -> Any:
    """The rows of an editor that grows by rows."""
    return editor._rows


def foot(table: Any) -> Any:
    """The line beneath a table: how many, selected, and their sum."""
    return table._foot


def told(of: Any) -> Any:
    """The label in which a bar or a panel answers."""
    return of._told
