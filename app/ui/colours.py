"""The colours of the window by what they are for, once light and once dark; everything that paints asks for them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Colours:
    """One look. ``ground`` lies behind the papers; the inks stand on ``paper``; pale ones lie under ink."""

    ground: str
    paper: str
    stripe: str
    heading: str  # of a table
    side: str  # the switch at the left
    group: str
    subgroup: str
    ink: str
    mid_ink: str
    soft_ink: str
    faint_ink: str  # what cannot be acted on, and what lies ahead
    hairline: str
    grid: str
    border: str  # of what is typed into and pressed
    edge: str
    grip: str
    blue: str  # what can be acted on
    blue_hover: str
    blue_off: str
    on_blue: str
    pale_blue: str
    chosen: str  # cells under the selection
    filled: str  # cells that the fill handle is dragged over
    pale_bar: str  # a bar behind its schedule, or the year before
    grey_bar: str
    red: str  # late
    amber: str  # soon late
    green: str  # ahead
    note: str  # under red words
    pale_red: str
    pale_amber: str
    pale_yellow: str
    pale_green: str


LIGHT = Colours(
    ground="#f4f6f8",
    paper="#ffffff",
    stripe="#fafbfc",
    heading="#eff3f6",
    side="#eef1f4",
    group="#e6ecf2",
    subgroup="#f0f4f8",
    ink="#1b2733",
    mid_ink="#44515d",
    soft_ink="#5b6875",
    faint_ink="#97a3ae",
    hairline="#dde3e9",
    grid="#eaeef2",
    border="#c9d1d9",
    edge="#c3ccd5",
    grip="#aab4be",
    blue="#1f5fa9",
    blue_hover="#2a70c0",
    blue_off="#aebfd3",
    on_blue="#ffffff",
    pale_blue="#e8f0fa",
    chosen="#d3e3f6",
    filled="#dff0e3",
    pale_bar="#a9bfd9",
    grey_bar="#ccd5de",
    red="#b3261e",
    amber="#a4580c",
    green="#1f7a45",
    note="#fff6f5",
    pale_red="#fbdedb",
    pale_amber="#ffe6c7",
    pale_yellow="#fff4c2",
    pale_green="#d9f0df",
)
DARK = Colours(
    ground="#171c21",
    paper="#1f262d",
    stripe="#232b33",
    heading="#28313a",
    side="#1b2127",
    group="#303b46",
    subgroup="#2a343e",
    ink="#e6ebf0",
    mid_ink="#c8d1da",
    soft_ink="#a9b5c0",
    faint_ink="#7f8c98",
    hairline="#36414c",
    grid="#2c353e",
    border="#4a5763",
    edge="#4a5763",
    grip="#66737f",
    blue="#7db3f0",
    blue_hover="#9bc5f5",
    blue_off="#46586c",
    on_blue="#10202f",
    pale_blue="#26384c",
    chosen="#2f4a68",
    filled="#274435",
    pale_bar="#48627f",
    grey_bar="#4d5965",
    red="#ff8a80",
    amber="#f0b060",
    green="#6fcf97",
    note="#3a2424",
    pale_red="#5a2f2d",
    pale_amber="#54401f",
    pale_yellow="#4d4820",
    pale_green="#254a34",
)
_shown = [LIGHT]


def colours() -> Colours:
    """The colours of the look that is shown; asked anew at every painting, since the clerk may change it."""
    return _shown[0]


def show(new: Colours) -> None:
    """Paints with these colours from now on; :mod:`app.ui.theme` alone calls it."""
    _shown[0] = new
