"""Declaring a kind of file: which field is in which column, and what identifies the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tiesmap.intake.reading import Rows
from tiesmap.intake.who.names import join_name, may_be_one
from tiesmap.model import evidence
from tiesmap.model.intake import OWN_SCOPE
from tiesmap.model.memo import memo

KINDS = ("people", "relationships", *evidence.KINDS, "targets", "companies")
"""What a row of a source can be about, as in `model.intake.Checked`."""

Make = Callable[[Sequence[str]], str]
"""The texts of the parts of a field, in the order of their declaration -> the field's text."""


@dataclass(frozen=True, slots=True)
class Column:
    """The column of a field: one or more parts, each under one of several names."""

    parts: tuple[tuple[str, ...], ...]
    take: str = "all"
    """`all` parts joined by a space, the `first` that is not empty, or what `make` makes."""
    make: Make | None = None
    kept: bool = False
    """The columns are extra fields of the person as well."""

    @property
    def names(self) -> tuple[str, ...]:
        """All column names that mean this field."""
        return tuple(name for part in self.parts for name in part)

    @property
    def called(self) -> str:
        """Its first name, for use in sentences."""
        parts = self.parts if self.take == "all" else self.parts[:1]
        return " + ".join(part[0] for part in parts)


def under(*names: str) -> Column:
    """A field in one column, which may have any of these names."""
    return Column((names,))


def beside(*names: str) -> Column:
    """A field in one column that is also kept as a further field: a bad cell loses nothing."""
    return Column((names,), kept=True)


def joined(*parts: str) -> Column:
    """A field made of several columns, such as a first and a last name; `|` divides names."""
    return Column(_split(parts))


def first_of(*parts: str) -> Column:
    """A field taken from the first of these columns that is not empty; `|` divides names.

    What stands in the others is kept as an extra field.
    """
    return Column(_split(parts), "first")


def made_by(make: Make, *parts: str, kept: bool = False) -> Column:
    """A field that a function makes of several columns; `|` divides names.

    A column that is not in the file is an empty text.
    """
    return Column(_split(parts), "made", make, kept)


def literal(name: str) -> str:
    """The name of a column as a declaration has it where no `|` of its own is to divide it."""
    return name.replace("|", " ")


def _split(parts: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(part.split("|")) for part in parts)


def same_names(names: str) -> dict[str, Column]:
    """Columns named like their fields; names are separated by blanks."""
    return {name: under(name) for name in names.split()}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows that are no evidence, such as drafts; they are left out and counted in `note`."""

    column: str
    """Its header name; where the file has no such column, no row is left out."""
    test: Callable[[str], bool]
    note: str
    """A sentence with {count}."""


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of file: what its rows are about, and which columns give which fields."""

    name: str
    title: str
    """What it is in words, for sentences: "people"."""
    kind: str
    """One of KINDS; `requests`; `owner` for a file about the rep himself; or `report` for what is
    recognized and refused."""
    columns: Mapping[str, Column]
    """field of the row's record -> where its text stands."""
    required: tuple[tuple[str, ...], ...]
    """A header is this source if of each group of fields at least one has a column ..."""
    marks: tuple[str, ...] = ()
    """... one of these header names is there, where there are any ..."""
    unlike: tuple[str, ...] = ()
    """... and none of these header names is there: they belong to other files."""
    narrows: tuple[str, ...] = ()
    """Wider sources that fit such a header too, and stand back for this one."""
    scope: str = OWN_SCOPE
    """Ids of this source mean something only among files of the same scope."""
    defaults: Mapping[str, str] = field(default_factory=dict)
    """field -> text that holds where the file has no such column."""
    reword: Mapping[str, Callable[[str], str]] = field(default_factory=dict)
    """field -> what is done to its text first, such as another system's words to ours."""
    hidden: tuple[str, ...] = ()
    """A row that fills no field but these is no row: it is left out and counted, in ..."""
    hidden_note: str = ""
    """... this sentence, where {count} is the number of such rows."""
    notes: tuple[str, ...] = ()
    """What the rep should know of any such file."""
    refusal: str = ""
    """Why such a file is refused; after the file's name it completes the sentence."""
    prepare: Callable[[Rows], Rows] | None = None
    """What is done to the table first, where a row alone does not tell what it says."""
    left_out: tuple[LeftOut, ...] = ()
    once: tuple[str, ...] = ()
    """Of rows that agree in these fields only the first counts."""
    also: tuple[Source, ...] = ()
    """What the same rows say besides, such as who referred a person. Only rows that fill the
    first required field of such a source are looked at."""
    listed: bool = False
    """Its rows are the contacts of whoever's file it is."""
    owned: bool = False
    """Whose file it is takes part in every row of it."""
    month_first: bool = False
    """03/05/2026 is the 5th of March, unless the file's own dates prove otherwise."""


OURS = frozenset(("id", "rep", "do_not_ask", "client", "signed_on"))
"""Fields of people.csv as we write it: whoever stands in it was a person here, called so."""


@dataclass(frozen=True, slots=True)
class Placed:
    """In which columns of a file the fields of a source stand."""

    header: tuple[str, ...]
    fields: Mapping[str, tuple[int, ...]]
    """field -> positions of its parts, in the order of the declaration; -1 for a part that is
    missing where a function makes the field."""
    extra: tuple[int, ...]
    """Positions of the columns that no field is made for, or that are kept besides."""
    remarks: tuple[int, ...] = ()
    """Positions of further columns of a list of people in which somebody noted something."""

    def at(self, name: str) -> tuple[int, ...]:
        """Positions of the parts of a field that are there."""
        return tuple(at for at in self.fields.get(name, ()) if at >= 0)

    @property
    def as_typed(self) -> bool:
        """Whether the file is a people.csv as we write it."""
        return self.fields.keys() >= OURS


# What several sources make of their columns ------------------------------------------------------


_EXCHANGE = re.compile(r"(?:x500:|ex:)?\s*/o=[^/]*(?:/(?:ou|cn)=[^/]*)+", re.IGNORECASE)


def is_no_name(text: str) -> bool:
    """Whether a display name is an address, or the path by which a mail server files somebody."""
    return "@" in text or _EXCHANGE.match(text) is not None


@memo(2**14)
def addressed(name: str, address: str) -> str:
    """A reference to a person with name and address: `Name <address>`."""
    name = " ".join(re.sub(r'[<>;"@]', " ", name).split())
    address = "".join(address.split()).replace(";", "").strip("<>")
    if not address:
        return name
    return f"{name} <{address}>" if name and name != address else f"<{address}>"


def best_name(counts: Counter[str]) -> str:
    """The most frequent spelling of a name; `Ann Lee` is preferred to `Lee, Ann`."""
    return max(counts, key=lambda name: ("," not in name, counts[name]), default="")


def name_and_address(parts: Sequence[str]) -> str:
    """`addressed` of the parts of a field: the address last, all before it the name."""
    return addressed(" ".join(filter(None, parts[:-1])), parts[-1])


def full_name(parts: Sequence[str]) -> str:
    """The name of a person: the first part is the full name; where it is empty, the others joined
    (given, ..., family).

    Where there is no column for the family name, "Name" is the family name and the given name goes
    before it. Where given and family name differ from the full name, they win.
    """
    full, *others = parts
    given, family = others[0], others[-1]
    if full and given and not family and given.casefold() not in full.casefold():
        return f"{given} {full}"
    if family and family in full and full.partition(",")[0].strip() == given and "," in full:
        return join_name(others)  # "Zoë, Smith": no family name stands before that comma
    if full == given and family and family not in full:
        # One column under both names, as 이름 is a name and, beside 성, a given name.
        return join_name(others)
    if full and given and family and not (given in full and family in full):
        said = join_name(others)
        fuller = len(full) >= len(said) and any(map(str.isalpha, full))
        return full if fuller and may_be_one(full, said, renamed=False) else said
    return full or join_name(others)


def email_or_name(parts: Sequence[str]) -> str:
    """A reference to the person of a row: the e-mail address in the first part, else the name in
    the others."""
    return first_value(parts[0]) if "@" in parts[0] else " ".join(filter(None, parts[1:]))


def email_or_full_name(parts: Sequence[str]) -> str:
    """A reference like `email_or_name`; the parts after the address are those of `full_name`."""
    return first_value(parts[0]) if "@" in parts[0] else full_name(parts[1:])


def first_value(text: str) -> str:
    """The first of several values in one cell."""
    return re.split(r" ::: |[;,]\s*(?=\S+@)", text.strip())[0].strip(" ;,")


def first_item(text: str) -> str:
    """The first of several values in one cell, divided by `;`."""
    return text.partition(";")[0].strip()


def only_mail(text: str) -> str:
    """The first e-mail address; "" for the internal names that a mail server gives its users."""
    plain = text.strip().lower().removeprefix("x500:").lstrip()
    return "" if plain.startswith(("/o=", "/o ", "ex:")) else first_value(text)


_PERSONAL = re.compile(
    r"(?:linkedin\.com/(?:in|pub)|xing\.com/profile|google\.com/profiles)/", re.I
)


def personal_page(parts: Sequence[str]) -> str:
    """The first web address that is a person's profile, not a company's page."""
    return next((part for part in parts if _PERSONAL.search(part)), "")


def profile_of(text: str) -> str:
    """The address of a profile; of its last part alone (`ada-berg`), as some programs write it, a
    full address is made."""
    handle = text.strip().removeprefix("@")
    if re.fullmatch(r"[a-z0-9][\w%-]*[-_\d][\w%-]*|[a-z]{5,}", handle):
        return f"https://www.linkedin.com/in/{handle}"
    return text
