"""What stands among people and is none: firms, functions such as a front desk, and tests.

The words are data (nobody.toml).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from tiesmap.intake.table.values import clean_line, is_yes
from tiesmap.intake.who.names import short_groups
from tiesmap.intake.wordfiles import either, words
from tiesmap.model.folding import letters_of, unaccented
from tiesmap.model.problems import shorten

_TYPES, _IS_FIRM, _FIRMS = (
    frozenset(words("nobody", name)) for name in ("type_columns", "firm_columns", "firms")
)
_TEST_MAIL = re.compile(r"(?:test|demo|asdf|dummy)@(?:test|example|asdf|demo)\.\w+")


@cache
def _is(what: str) -> re.Pattern[str]:
    """The pattern of a list of the file, for a whole name as `unaccented` has it: boek as bok."""
    return re.compile(re.sub("([aou])e", r"\1", either("nobody", what)))


def is_sum(name: str) -> bool:
    """Whether a name is only the label of a line of sums: Total Besucher."""
    return _is("sum").fullmatch(unaccented(name)) is not None


def read_owner(text: str) -> str:
    """Who owns a row; empty where the cell says that nobody does: Unassigned."""
    owner = clean_line(text)
    return "" if _is("unowned").fullmatch(unaccented(owner)) else owner


def is_place(name: str) -> bool:
    """Whether a name in a telephone is that of a place or a trade: Pizzeria Vesuvio, Hausarzt."""
    return _is("place").fullmatch(unaccented(name)) is not None


def is_family(name: str) -> bool:
    """Whether a card of a phone is a relative, by the pet name: Mami, Opa Fritz.

    With another word only if that is a known given name: Opa Nkosi is an ordinary name."""
    plain = unaccented(name)
    found = _is("relative").fullmatch(plain)
    return _is("family").fullmatch(plain) is not None or bool(found and short_groups(found[1]))


def some_of(names: Iterable[str]) -> str:
    """The end of a note: the first few names that were left out, as in `: Mami; Papi`."""
    few = [shorten(name, 40) for name in dict.fromkeys(names) if name][:5]
    return f": {'; '.join(few)}" if few else ""


def is_function(name: str) -> bool:
    """Whether a name is that of a function or a list, not of a person: Front Desk, AP Dept."""
    return _is("function").fullmatch(unaccented(name)) is not None


def is_nobody(name: str, address: str = "") -> bool:
    """Whether a row is about a function or a list, or about somebody who was entered only to try a
    program out: Test Test at test@test.com."""
    plain = unaccented(name)
    if _is("function").fullmatch(plain):
        return True
    if _TEST_MAIL.fullmatch(address.strip().lower()):
        return not plain or _is("test").fullmatch(plain) is not None or plain.split()[0] == "test"
    return _is("test").fullmatch(plain) is not None and " " in plain


def says_firm(header: Sequence[str]) -> list[tuple[int, bool]]:
    """Columns that say of each row whether it is a firm: (column number, whether by yes and no)."""
    found = []
    for at, name in enumerate(header):
        word = letters_of(name)
        if word in _TYPES or word in _IS_FIRM:
            found.append((at, word in _IS_FIRM))
    return found


def is_firm(cell: str, yes_no: bool) -> bool:
    """Whether the cell of such a column says that the row is a firm."""
    return is_yes(cell) if yes_no else letters_of(clean_line(cell)) in _FIRMS
