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


def hint_of(of: Any) -> Any:
    """The line beneath a table that is empty or filtered, and what can be done there."""
    return of._hint


def find_bar(of: Any) -> Any:
    """The bar that finds words in a table."""
    return of._find


def box_in(of: Any) -> Any:
    """The box into which words are typed."""
    return of._box


def text_in(of: Any) -> Any:
    """The editor of a clause's words."""
    return of._text


def reminder_in(of: Any) -> Any:
    """What a clause that is off reminds of."""
    return of._reminder


def title_of(of: Any) -> Any:
    """The label that is a chart's or a card's title."""
    return of._title


def name_in(of: Any) -> Any:
    """The label with the name of what is shown."""
    return of._name


def links_in(of: Any) -> Any:
    """The label with links to other records."""
    return of._links


def key_of(of: Any) -> Any:
    """The id of the record that is shown."""
    return of._key


def scans_in(of: Any) -> Any:
    """The shelf of a letter's scans."""
    return of._scans


def doubts_in(of: Any) -> Any:
    """The label that says what is still to be filled in."""
    return of._doubts


def changed_in(of: Any) -> Any:
    """The label that says what is not as it was signed."""
    return of._changed


def low_in(of: Any) -> Any:
    """The lower limit of a filter."""
    return of._low


def high_in(of: Any) -> Any:
    """The upper limit of a filter."""
    return of._high


def items_in(of: Any) -> Any:
    """The values that a filter offers to tick."""
    return of._items


def plot_of(of: Any) -> Any:
    """The plot of a chart."""
    return of._plot


def bars_of(of: Any) -> Any:
    """The bars of a chart, or of figures."""
    return of._bars


def closed_note(of: Any) -> Any:
    """The label that says that a month is closed."""
    return of._closed_note


def figures_in(of: Any) -> Any:
    """The figures above a list of funds."""
    return of._figures


def views_of(of: Any) -> Any:
    """The views between which a card turns."""
    return of._views


def sheets_in(of: Any) -> Any:
    """The sheets of a workbook that is imported, and their table."""
    return of._sheets


def columns_in(of: Any) -> Any:
    """The columns of a workbook that is imported, or of a board."""
    return of._columns


def likely_in(of: Any) -> Any:
    """The records that may be the same."""
    return of._likely


def chapters_in(of: Any) -> Any:
    """The list of chapters of the help."""
    return of._chapters


def page_in(of: Any) -> Any:
    """The page of the help that is open."""
    return of._page


def opinions_in(of: Any) -> Any:
    """The points of a review: words, verdict, remark."""
    return of._opinions


def days_in(of: Any) -> Any:
    """The table of holidays."""
    return of._days


def basis_in(of: Any) -> Any:
    """Which figures count: reported or recognised."""
    return of._basis


def unit_in(of: Any) -> Any:
    """Whose figures are shown."""
    return of._unit


def months_in(of: Any) -> Any:
    """The months of a year's plan, or those that can be closed."""
    return of._months


def amounts_in(of: Any) -> Any:
    """The label with the amounts of a reward's steps."""
    return of._amounts


def clauses_in(of: Any) -> Any:
    """The clauses of a form."""
    return of._clauses


def editor_in(of: Any) -> Any:
    """The editor of clauses."""
    return of._editor


def cards_in(of: Any) -> Any:
    """The cards of a page."""
    return of._cards


def board_in(of: Any) -> Any:
    """The board of cards by stage."""
    return of._board


def warnings_in(of: Any) -> Any:
    """The table of what an import warns of."""
    return of._warnings


def rejected_in(of: Any) -> Any:
    """The table of what an import does not take."""
    return of._rejected


def take_in(of: Any) -> Any:
    """The button that takes what was read."""
    return of._take


def next_in(of: Any) -> Any:
    """The button that leads on."""
    return of._next


def summary_in(of: Any) -> Any:
    """The label that says what an import will do."""
    return of._summary


def span_in(of: Any) -> Any:
    """Up to when tasks are shown."""
    return of._span


def person_in(of: Any) -> Any:
    """Whose tasks are shown."""
    return of._person


def lines_in(of: Any) -> Any:
    """The lines of a timeline."""
    return of._lines


def said_by(of: Any) -> Any:
    """What a picture says in words and figures."""
    return of._said


def state_of(of: Any) -> Any:
    """The label that says how far something is."""
    return of._state


def buttons_of(of: Any) -> Any:
    """The row of buttons beneath a form."""
    return of._buttons


def layout_of(of: Any) -> Any:
    """What is remembered of a table's columns."""
    return of._layout


def path_of(of: Any) -> Any:
    """The file that a preview shows."""
    return of._path


def sum_in(of: Any) -> Any:
    """The label with the sum of parts."""
    return of._sum


def chips_in(of: Any) -> Any:
    """The chips above a list by their keys."""
    return of._chips


def policy_in(of: Any) -> Any:
    """The page of what was promised."""
    return of._policy


def asked_in(of: Any) -> Any:
    """The box of the help into which a question is typed."""
    return of._asked


def clocks_in(of: Any) -> Any:
    """The label with the terms that run."""
    return of._clocks


def words_in(of: Any) -> Any:
    """The label with the figures in words."""
    return of._words


def stack_of(of: Any) -> Any:
    """The pages of which one is shown."""
    return of._stack


def offer_of(of: Any) -> Any:
    """The label with which a form offers what was left unsaved."""
    return of._offer


def subject_of(of: Any) -> Any:
    """What the figures of an own indicator are counted from."""
    return of._subject


def says_of(of: Any) -> Any:
    """The sentence that says a definition in words."""
    return of._says


def parameters_of(of: Any) -> Any:
    """The pages of parameters, one for each shape of scoring."""
    return of._parameters


def item_of(of: Any) -> Any:
    """The chooser of the item that is marked."""
    return of._item


def read_in(of: Any) -> Any:
    """What reads a record for the details beside a list."""
    return of._read


def before_of(of: Any) -> Any:
    """What stands before the list of a form."""
    return of._before


def save_of(of: Any) -> Any:
    """What the button for saving does."""
    return of._save


def search_of(of: Any) -> Any:
    """What looks for the words typed."""
    return of._search


def matches_in(of: Any) -> Any:
    """The cells that hold the words looked for."""
    return of._matches


def sum_soon_of(of: Any) -> Any:
    """What sums the chosen cells a moment later."""
    return of._sum_soon


def pause_of(of: Any) -> Any:
    """The clock of that moment."""
    return of._pause


def left_px_of(of: Any) -> Any:
    """The room at the left of a chart's bars."""
    return of._left_px


def below_of(of: Any) -> Any:
    """What stands below a chart's bars."""
    return of._below
