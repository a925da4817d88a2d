"""A paper from the records to a file: composed in one short reading, then written as the file's ending says."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session

from app.database.engine import Database
from app.documents.writing import write
from app.reports import ledgers
from app.reports.blocks import Document
from app.reports.statements import Beside

Compose = Callable[[Session], Document]
ComposeTold = Callable[[Session], tuple[Document, Beside]]


def print_paper(database: Database, out: Path, compose: Compose) -> Document:
    """Writes what ``compose`` makes of the records to ``out``, whole or not at all; returns it."""
    with database.read() as session:
        document = replace(compose(session), made=database.clock.now())
    write(out, document)
    return document


def print_told(database: Database, out: Path, compose: ComposeTold) -> Beside:
    """The same of a paper that something stands beside on the screen; returns that."""
    with database.read() as session:
        document, beside = compose(session)
    write(out, replace(document, made=database.clock.now()))
    return beside


def print_ledger(database: Database, out: Path, compose: Compose) -> int:
    """The same of a ledger; returns how many records it has."""
    return ledgers.count(print_paper(database, out, compose))
