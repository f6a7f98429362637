"""Form of address and academic title of people in a table, whatever program wrote it.

They stand in columns of their own (Anrede, Salutation, Civilité), in one on men and women, in a
column Title, which is Dr. in one program and the position in another, or before the name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tiesmap.intake.sources.declaration import Placed
from tiesmap.intake.sources.words import meanings, without_prefix
from tiesmap.intake.table.values import clean_line
from tiesmap.intake.who.names import salutation_in
from tiesmap.model.folding import letters_of
from tiesmap.model.people import CARD_SALUTATION, PersonRecord
from tiesmap.model.salutations import read_salutation, read_sexes, says_nothing_else

_COLUMNS = ("formofaddress", "degreeofhonor", "gender", "title")
"""What a column can mean (columns.toml) that says it, the surest first."""


def find_salutations(
    found: Mapping[str, Sequence[Any]], placed: Placed, rows: Sequence[Sequence[str]]
) -> dict[str, list[Any]]:
    """The columns `salutation` and `academic_title`, and `title` without what is no position."""
    titles = placed.at("title")
    places = dict.fromkeys((*placed.extra, *placed.at("salutation"), *titles))
    columns = [(kind, at) for at in places if (kind := _kind(placed.header[at]))]
    count = len(rows)
    forms = list(found.get("salutation") or [""] * count)
    academic = list(found.get("academic_title") or [""] * count)
    changed: dict[str, list[Any]] = {}
    for kind, at in sorted(columns, key=lambda one: _COLUMNS.index(one[0])):
        cells = [clean_line(row[at]) for row in rows]
        if kind == "gender":
            read = [(form, "") for form in read_sexes(cells)]
        else:
            known = {text: read_salutation(text) if _may_say(kind, text) else ("", "")
                     for text in set(cells)}  # fmt: skip
            read = [known[text] for text in cells]
        for number, (form, title) in enumerate(read):
            forms[number] = forms[number] or form
            academic[number] = academic[number] or title
        if kind == "title" and at in titles:
            none = {text for text in set(cells) if says_nothing_else(text)}
            changed["title"] = ["" if text in none else text for text in found["title"]]
    for number, name in enumerate(found.get("name", ())):
        if name and not forms[number] and isinstance(name, str):
            forms[number] = salutation_in(name)
    changed |= {"salutation": forms} if any(forms) else {}
    return changed | ({"academic_title": academic} if any(academic) else {})


def as_addressed(record: PersonRecord, said: Callable[[str], Sequence[str]]) -> PersonRecord:
    """A person out of a card with what the card says of it, before the name (N, FN) or by GENDER;
    `said` has the lines of a property."""
    before = [parts[3] for line in said("N") if len(parts := line.split(";")) > 3]
    form, title = read_salutation(" ".join((*said(CARD_SALUTATION), *before)))
    form = form or salutation_in(next(iter(said("FN")), ""))
    sexes = read_sexes([line.partition(";")[0] for line in (*said("GENDER"), *said("X-GENDER"))])
    return replace(record, salutation=form or next(iter(sexes), ""), academic_title=title)


def _kind(name: str) -> str:
    """Which of `_COLUMNS` a column is by its name; "" for any other."""
    word = letters_of(without_prefix(name))
    first = next(iter(meanings().get(word, ())), "")
    return next((kind for kind in _COLUMNS if kind in (word, first)), "")


def _may_say(kind: str, text: str) -> bool:
    """Whether a cell can say it: of a title only one that says nothing else."""
    return kind != "title" or says_nothing_else(text)
