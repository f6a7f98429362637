"""What the cells of one row look like: names or data, prose, or an address in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tiesmap.model.cells import LINE_LIMIT
from tiesmap.model.memo import memo

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}

_DATA = re.compile(
    r"""\S+@\S+\.\S+                                  # e-mail
    | (?:https?://|www\.)\S*                          # address of a page
    | \d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T].*)?      # date
    | \d{1,2}:\d\d(?::\d\d)?(?:\ ?[ap]m)?             # time
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NUMBER = re.compile(r"[-+($€£]*\d[\d.,' ()/-]*[%€)]*")
_YEAR = re.compile(r"(?:19|20)\d\d")


def is_blank(cells: Iterable[str]) -> bool:
    """Whether nothing can be seen in any of the cells."""
    return not any(cell.strip() for cell in cells)


def trimmed(cells: Sequence[str]) -> int:
    """How many cells there are up to the last one that is not empty."""
    width = len(cells)
    while width and not cells[width - 1].strip():
        width -= 1
    return width


def is_prose(cells: Sequence[str]) -> bool:
    """Whether a blank follows each delimiter, as in "Ann, Bob and Cy"."""
    return len(cells) > 1 and all(cell.startswith(" ") for cell in cells[1:])


def _is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell) is not None and _YEAR.fullmatch(cell) is None


def is_data(cell: str) -> bool:
    """Whether a cell holds an address, a date, a time or a number, as no name of a column does."""
    return len(cell) <= LINE_LIMIT and (_DATA.fullmatch(cell) is not None or _is_number(cell))


def is_header(cells: Sequence[str]) -> bool:
    """Whether these cells can be names of columns: most are filled, and none is a date, an e-mail
    address or the like."""
    names = [cell.strip() for cell in cells if cell.strip()]
    return max(map(len, names), default=0) <= LINE_LIMIT and (
        len(names) * 2 >= len(cells)
        and (len(names) > 1 or len(cells) < 3)
        and not any(_DATA.fullmatch(name) for name in names)
        and not any(name.count(sign) > 2 for name in names for sign in DELIMITERS)
        and sum(map(_is_number, names)) * 2 <= len(names)
    )


# Addresses, which show whether a row has slid sideways ------------------------------------------

_KINDS = (
    ("mail", re.compile(r"e-?mail|\bmail", re.I), re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")),
    ("page", re.compile(r"url|web|profile|linkedin|home ?page", re.I), re.compile(r"https?://\S+")),
)
_ABOUT = re.compile(r"type|label|status|opt|date|count|consent", re.I)


@memo(4096)
def _kind_of_name(column: str) -> str:
    if _ABOUT.search(column):
        return ""
    return next((kind for kind, name, _ in _KINDS if name.search(column)), "")


def _kind_of_cell(cell: str) -> str:
    return next((kind for kind, _, value in _KINDS if value.fullmatch(cell.strip())), "")


def _is_sound(cells: Sequence[str], names: Sequence[str]) -> bool:
    """Whether each e-mail and web address stands in a column that is called so, and there is
    one; the column before must be of another kind, or the address could come from there."""
    found = False
    for position, cell in enumerate(cells):
        kind = _kind_of_cell(cell) if len(cell) > 5 else ""
        if kind:
            found = True
            before = names[position - 1] if position else ""
            if _kind_of_name(names[position]) != kind or _kind_of_name(before) == kind:
                return False
    return found


def is_right_without_last(cells: Sequence[str], names: Sequence[str]) -> bool:
    """Whether a row that is one empty cell too wide is right without its last cell.

    It is where an address stands under its name, and nothing after it could have slid sideways."""
    count = trimmed(cells)
    return (
        0 < count < len(cells)
        and bool(_kind_of_cell(cells[count - 1]))
        and _is_sound(cells[:-1], names)
    )


def is_anchored(cells: Sequence[str], names: Sequence[str]) -> bool:
    """Whether the cells of a row stand under their own names though it is wider than the header.

    They do where an address stands under its name and every cell after it is filled."""
    last = max((n for n, cell in enumerate(cells) if _kind_of_cell(cell)), default=-1)
    return last >= 0 and _is_sound(cells, names) and all(cell.strip() for cell in cells[last:])


_DIAL = re.compile(r"(?:\+|00|0|\()[\d\s()/.\-]{6,22}(?:\s*(?:x|ext\.?)\s*\d+)?", re.IGNORECASE)
_DIAL_NAME = re.compile(r"phone|tel\b|tel\.|telef|tél|mobil|handy|cell|電話|电话|тел", re.I)
_LEGAL = re.compile(r"(?:inc|llc|ltd|corp|co|gmbh|ag|kg|s\.?a|b\.?v|plc)\.?", re.IGNORECASE)


_HALVES = (" ", ".", "/", ":", "?", "&", "=", "_")
"""What the second half of a cell begins with that was divided at its own comma."""


def is_proven(cells: Sequence[str], names: Sequence[str]) -> bool:
    """Whether nothing behind the last address or number of a row could have slid: hardly a column
    is left there."""
    sure = [
        n for n, cell in enumerate(cells[: len(names)])
        if _kind_of_cell(cell) or (_DIAL_NAME.search(names[n]) and _DIAL.fullmatch(cell.strip()))
    ]  # fmt: skip
    return bool(sure) and len(names) - sure[-1] <= 2


def stands_in_place(cells: Sequence[str], names: Sequence[str]) -> bool:
    """Whether what stands under the names of a row with more cells than names has not slid.

    An address (or, where none is, a phone number) is in its place, no empty cell lies between it
    and what follows, what is called a phone is one, and nothing behind it is the second half of a
    cell that was divided: a word after a comma and a blank, or a legal form alone.
    """
    kept = cells[: len(names)]
    dialed = [n for n, cell in enumerate(kept) if _DIAL.fullmatch(cell.strip())]
    if any(map(_kind_of_cell, cells)):
        if not _is_sound(kept, names) or any(map(_kind_of_cell, cells[len(names) :])):
            return False
        last = max(n for n, cell in enumerate(kept) if _kind_of_cell(cell))
    elif dialed and all(_DIAL_NAME.search(names[n]) for n in dialed):
        last = dialed[-1]
    else:
        return False
    if any((kind := _kind_of_name(name)) and cell.strip() and _kind_of_cell(cell) != kind
           for name, cell in zip(names, kept, strict=False)):  # fmt: skip
        return False
    behind = list(cells[last + 1 :])
    if not all(cell.strip() for cell in behind[: trimmed(behind)]):
        return False
    return not any(
        cell.startswith(_HALVES) or _LEGAL.fullmatch(cell.strip()) for cell in behind
    ) and not any(
        _DIAL_NAME.search(name) and cell.strip() and not any(map(str.isdigit, cell))
        for name, cell in zip(names[last + 1 :], behind, strict=False)
    )


def until_address(cells: Sequence[str], names: Sequence[str]) -> list[str] | None:
    """The sure part of a row with too few or too many cells: up to its last address, if that stands
    under its name; else None. The cells behind it could belong under several names."""
    last = max((n for n, cell in enumerate(cells) if _kind_of_cell(cell)), default=-1)
    if last < 0 or last >= len(names) or not _is_sound(cells[: last + 1], names):
        return None
    return [*cells[: last + 1], *[""] * (len(names) - last - 1)]


def without_surplus(cells: list[str], names: Sequence[str], *, inside: bool) -> list[str] | None:
    """A row that is one cell too wide, with an empty last cell, without the surplus cell.

    None where its addresses do not show which cell that is, as in most rows: they are not loaded.

    That cell is the last one only in such a row. Otherwise, if it may be `inside`, it is an
    empty cell just before an address, which stands too far to the right for its name, and after
    which nothing follows.
    """
    if cells[-1].strip():
        return None
    if is_right_without_last(cells, names):
        return cells[:-1]
    last = trimmed(cells) - 1
    if not inside or last < 1 or cells[last - 1].strip():
        return None
    shorter = cells[: last - 1] + cells[last:]
    return shorter if is_right_without_last([*shorter, ""], names) else None
