"""Every address that a row gives of a person: several in a cell, several columns of one field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from tiesmap.intake.sources.declaration import Placed, personal_page
from tiesmap.intake.table.values import Bad, read_email, read_phone, read_profile
from tiesmap.intake.who.names import words_of
from tiesmap.intake.wordfiles import either
from tiesmap.model.cells import tidy_text, unguard_cell
from tiesmap.model.folding import letters_of, unaccented


def _text(cell: str) -> str:
    return tidy_text(unguard_cell(cell)).strip()


_NO_SIGN = r"\s@<>,;:|/\"'()\[\]"
_FILLED_IN = r"(?:\?[^\s<>,;|]*)?"
"""What a link to an address asks the mail program to fill in."""
_EMAIL = re.compile(rf"([^{_NO_SIGN}]+@[^{_NO_SIGN}?]+){_FILLED_IN}")


def split_emails(cell: str) -> list[str]:
    """The e-mail addresses in a cell: divided by ; , | / blanks or lines, with names or without.

    A cell that holds none, or one, is returned as it stands.
    """
    text = _text(cell)
    if text.count("@") < 2:
        return [text] if text else []
    return [found.rstrip(".") for found in _EMAIL.findall(text)]


def split_phones(cell: str) -> list[str]:
    """The phone numbers in a cell, divided by ; | or lines, or by a comma before another number."""
    text = _text(cell)
    parts = re.split(r" ::: |[;|\n]|,(?=\s*[+(0-9])", text)
    if len(parts) > 1 and all(len(re.sub(r"\D", "", part)) > 5 for part in parts if part.strip()):
        return [part.strip() for part in parts if part.strip()]
    return [text] if text else []


def split_profiles(cell: str) -> list[str]:
    """The addresses of profiles in a cell, divided by ; | blanks or lines."""
    text = _text(cell)
    parts = [part for part in re.split(r"[;|]?\s+|[;|](?=https?:)", text) if part]
    if len(parts) > 1 and all("." in part for part in parts):
        return parts
    return [text] if text else []


def _personal(text: str) -> str:
    """The address if it is a person's own; a website is a company's."""
    read = read_profile(personal_page([text]))
    return read if isinstance(read, str) else ""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A field of which a person may have several."""

    more: str
    """The field for those after the first."""
    split: Callable[[str], list[str]]
    read: Callable[[str], str | Bad]
    header: re.Pattern[str]
    """What columns that hold such addresses are called."""
    divided: Callable[[str], object]
    """Whether a plain cell may hold several; told at once, as nearly every cell holds one."""


_DAY = re.compile(r"(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?(?!\d)")
_OTHERS = re.compile(either("columns", "of_others"))
"""Columns about somebody else's address, or about the address: none of the person's own."""


def _called(what: str) -> re.Pattern[str]:
    return re.compile(either("columns", what), re.IGNORECASE)


KINDS: Mapping[str, _Kind] = {
    "email": _Kind("emails", split_emails, read_email, _called("mail"), re.compile("@.*@").search),
    "phone": _Kind(
        "phones", split_phones, read_phone, _called("dial"), re.compile("[;|,]| ::: ").search
    ),
    "profile_url": _Kind("profiles", split_profiles, _personal, re.compile("linkedin|xing"),
                         re.compile("[;|]|[^ ] +[^ ]").search),
}  # fmt: skip


def first_of_several(name: str, cell: str) -> str:
    """The first address in a cell that holds several; any other cell as it stands."""
    kind = KINDS.get(name)
    if kind is None or (cell.isascii() and cell.isprintable() and not kind.divided(cell)):
        return cell
    parts = kind.split(cell)
    return parts[0] if len(parts) > 1 else cell


_IN_NAME = re.compile(
    rf"(?i:mailto:)?([^{_NO_SIGN}]+@[^{_NO_SIGN}?]+\.[^{_NO_SIGN}?]{{2,}}){_FILLED_IN}"
)


def out_of_names(found: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
    """Names, and addresses with those that stood in a name: `Bo Hart <bo@hart.example>`."""
    names = list(found["name"])
    mails = list(found.get("email") or [""] * len(names))
    more = list(found.get("emails") or [()] * len(names))
    for number, name in enumerate(names):
        if not isinstance(name, str) or "@" not in name or not (said := _IN_NAME.findall(name)):
            continue
        names[number] = " ".join(_IN_NAME.sub(" ", name).strip(" <>()[]|,;:-/").split())
        own = [mails[number]] if mails[number] else []
        mails[number], *others = dict.fromkeys((*own, *(one.lower() for one in said)))
        more[number] = tuple(dict.fromkeys((*more[number], *others)))
    return {"name": names, "email": mails, "emails": more}


def find_further(
    placed: Placed, columns: Mapping[str, Sequence[Any]], rows: Sequence[Sequence[str]]
) -> dict[str, list[tuple[str, ...]]]:
    """Field for further addresses -> those of each row, in every column of that kind, each once.

    What is no address is passed over here: reading the field itself reports it.
    """
    found = {}
    names = {place: placed.header[place].casefold() for place in placed.extra}
    for name, kind in KINDS.items():
        own = placed.at(name)
        at = [*own] + [
            place
            for place, text in names.items()
            if place not in own
            and not _OTHERS.search(letters_of(text))
            and (
                kind.header.search(text)
                or (name == "email" and _are_own(columns.get("name"), rows, place))
            )
        ]
        if at:
            first = columns.get(name) or [""] * len(rows)
            found[kind.more] = [
                () if all(not row[place] or row[place] == one for place in at)
                else _others(kind, one, [row[place] for place in at])
                for one, row in zip(first, rows, strict=True)
            ]  # fmt: skip
    return found


def _are_own(names: Sequence[Any] | None, rows: Sequence[Sequence[str]], place: int) -> bool:
    """Whether a column, whatever it is called, holds addresses of which most are made of the name
    in their row."""
    if "@" not in next((row[place] for row in rows if row[place]), ""):
        return False  # nearly every column
    filled = [
        (name, cell.partition("@")[0].lower())
        for name, row in zip(names or (), rows, strict=False)
        if isinstance(name, str) and (cell := row[place].strip())
    ]
    if not filled or not all(_EMAIL.fullmatch(row[place].strip() or "a@b") for row in rows):
        return False
    made = sum(any(len(w) > 2 and w in unaccented(box) for w in words_of(n)) for n, box in filled)
    return made * 2 > len(filled)


def _others(kind: _Kind, first: object, cells: Sequence[str]) -> tuple[str, ...]:
    filled = [cell for cell in cells if cell]
    said = (kind.read(one) for one in chain.from_iterable(map(kind.split, filled)))
    good = dict.fromkeys(one for one in said if isinstance(one, str) and one)
    if kind.more == "phones":
        good = {
            one: None for one in good if len(re.sub(r"\D", "", one)) > 5 and not _DAY.match(one)
        }
    good.pop(first if isinstance(first, str) else "", None)
    return tuple(good)
