"""What a field of a record is: its name, what the clerk calls it, what it holds, and who may change it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class FieldKind(StrEnum):
    """What a field holds, and so how it is typed, checked, written in history and hidden."""

    TEXT = "text"
    LONG = "long"  # several lines
    CODE = "code"  # digits kept as text: credit codes, numbers of papers
    PHONE = "phone"  # several are joined by 、
    DATE = "date"  # PartialDate
    MONEY = "money"  # int fen, in the office's unit unless ``measure`` says another
    DOLLARS = "dollars"  # int US cents, in 万美元
    CASH = "cash"  # int of the minor unit of the currency that the record names
    COUNT = "count"  # int of whole pieces: days, copies, years
    QUANTITY = "quantity"  # int millionths of a measure
    AREA = "area"  # int hundredths of a square metre
    SHARE = "share"  # int millionths of a whole, in percent
    FLAG = "flag"  # yes or no
    CHOICE = "choice"  # one word of the enum that the column's type names
    PERSON = "person"  # somebody outside the office, who may stay at home
    COLLEAGUE = "colleague"  # one of the office's own people
    UNIT = "unit"  # a 责任单位 by its name; the record holds its id
    LINK = "link"  # the id of another record
    TOKEN = "token"  # noqa: S105 - a word for the program alone: keys, checksums, kinds of file
    DATA = "data"  # a plain structure


_OF_PEOPLE = frozenset({FieldKind.PERSON, FieldKind.PHONE})


@dataclass(frozen=True)
class Field:
    """One field of one kind of record.

    ``name`` is the attribute of entries and rows; ``personal`` says that its value stays at home when the office
    submits without people, and that lists and prints mask it; ``measure`` is the unit of its numbers where that is
    fixed; ``offered`` are words to choose from beside any other. ``act`` is the sentence that says how the field is
    changed where its form does not; ``for_many`` lets one value be set for many chosen records; ``unlisted`` says why
    neither the list nor the ledger of its kind has a column for it.
    """

    name: str
    title: str
    kind: FieldKind = FieldKind.TEXT
    personal: bool = False
    measure: str = ""
    offered: tuple[str, ...] = ()
    act: str = ""
    for_many: bool = False
    unlisted: str = ""

    def __post_init__(self) -> None:
        if self.kind in _OF_PEOPLE and not self.personal:
            raise ValueError(f"{self.name}: what names or reaches a person is personal")

    @property
    def column(self) -> str:
        """The name of its column in the table."""
        return f"{self.name}_id" if self.kind is FieldKind.UNIT else self.name

    @property
    def is_typed(self) -> bool:
        """Whether the record's form, and so a cell of its list, can change it."""
        return not self.act


@dataclass(frozen=True)
class Record:
    """One kind of record: its table, what the clerk calls one of it, and its fields in the order of its form."""

    table: str
    noun: str
    fields: tuple[Field, ...]

    def __getitem__(self, name: str) -> Field:
        """The field of that name, or of that column."""
        return self._known[name]

    def __contains__(self, name: object) -> bool:
        return name in self._known

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields)

    def get(self, name: str) -> Field | None:
        """The same, or None for what is no field: what a list computes."""
        return self._known.get(name)

    def title(self, name: str) -> str:
        """What the clerk calls a field."""
        return self._known[name].title

    @cached_property
    def _known(self) -> Mapping[str, Field]:
        return {field.column: field for field in self.fields} | {field.name: field for field in self.fields}
