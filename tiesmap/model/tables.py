"""The columns of the DataFrames that pass from the store to the network.

Every table is a plain DataFrame with a RangeIndex and just these columns. Person columns hold ids
of stored people (int64). Text is never missing: an unknown text is "". Days are days since
1970-01-01 as float64, with the time as their fraction; an unknown day is NaN.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesmap.model.evidence import BETWEEN

PEOPLE = {
    "person": "int64",
    "name": "str",
    "email": "str",
    "profile_url": "str",
    "company": "str",
    "title": "str",
    "category": "str",
    "city": "str",
    "rep": "bool",
    "do_not_ask": "bool",
}
"""Ordered by person."""

RELATIONSHIPS = {
    "rep": "int64",
    "person": "int64",
    "client": "bool",
    "comfort": "float64",
    "stage": "str",
    "signed_on": "float64",
    "bucket": "str",
}
"""What a rep says of a person; comfort 1-5, NaN where not rated."""

CATEGORY_RATINGS = {"rep": "int64", "category": "str", "comfort": "float64"}

CONTACTS = {
    "interaction": "int64",
    "day": "float64",
    "sender": "int64",
    "recipient": "int64",
    "channel": "int8",
    "recipients": "int32",
}
"""One row per interaction and recipient, ordered by interaction, then recipient.

`channel` is the position in `evidence.CHANNELS`; `recipients` is how many the interaction had. A
meeting with several recipients ties all pairs of its people.
"""

WITH_REP = {
    "person": "int64",
    "day": "float64",
    "channel": "int8",
    "from_rep": "bool",
    "alone": "bool",
    "purpose": "str",
}
"""One row per contact of a rep with a person, by day.

What a file holds counts, a note on its day too (its purpose is what was discussed) unless the two
have a contact of that channel on that day already, and so does the last contact that a declared tie
tells of. `from_rep`: the rep wrote, called or invited. `alone`: it had no third.
"""

TIES = {
    "person": "int64",
    "other": "int64",
    "contacts": "float64",
    "last_contact": "float64",
    "kind": "str",
    "since": "float64",
    "strength": "float64",
    "by_hand": "bool",
}
"""Declared or summed ties, in the order in which they were said; contacts and strength NaN where
not given. strength 1-5, 0: they do not know each other. `by_hand`: no file says so."""

INTRODUCTIONS = {
    "day": "float64",
    "introducer": "int64",
    "person": "int64",
    "other": "int64",
    "outcome": "str",
}

FORMER = {"person": "int64", "company": "str", "until": "float64"}
"""Companies that somebody was at before: an import gave another one, on that day at the latest."""


def empty(columns: dict[str, str]) -> pd.DataFrame:
    """A table without rows that has the given columns."""
    return table_of(dict.fromkeys(columns, ()), columns)


def table_of(values: Mapping[str, Sequence[Any]], columns: Mapping[str, str]) -> pd.DataFrame:
    """The values as a table with the given columns. None is NaN in numbers and False in flags."""
    made: dict[str, Any] = {
        name: pd.array(values[name], "str") if kind == "str" else np.array(values[name], kind)
        for name, kind in columns.items()
    }
    return pd.DataFrame(made, copy=False)


@dataclass(frozen=True, slots=True)
class Ratings:
    """What reps say about people, and about categories."""

    people: pd.DataFrame = field(default_factory=lambda: empty(RELATIONSHIPS))
    categories: pd.DataFrame = field(default_factory=lambda: empty(CATEGORY_RATINGS))


@dataclass(frozen=True, slots=True)
class Tables:
    """All evidence up to a day, and what is known about the people in it."""

    people: pd.DataFrame = field(default_factory=lambda: empty(PEOPLE))
    contacts: pd.DataFrame = field(default_factory=lambda: empty(CONTACTS))
    ties: pd.DataFrame = field(default_factory=lambda: empty(TIES))
    introductions: pd.DataFrame = field(default_factory=lambda: empty(INTRODUCTIONS))
    former: pd.DataFrame = field(default_factory=lambda: empty(FORMER))

    def until(self, day: float) -> Tables:
        """The same tables, limited to evidence up to a day number.

        A declared tie that began later is left out; one whose last contact came later is kept
        without that day.
        """
        ties = _without(self.ties, self.ties["since"] > day)
        later = ties["last_contact"] > day
        if later.any():
            ties = ties.assign(last_contact=ties["last_contact"].mask(later))
        return replace(
            self,
            contacts=_without(self.contacts, self.contacts["day"] > day),
            ties=ties,
            introductions=_without(self.introductions, self.introductions["day"] > day),
            former=_without(self.former, self.former["until"] > day),
        )

    def among_people(self) -> Tables:
        """The same tables without rows that name somebody who is not among the people."""
        named = {name: kind.people for name, kind in BETWEEN.items()}
        kept = {}
        for name, persons in (named | {"contacts": ("sender", "recipient")}).items():
            table = getattr(self, name)
            strange = [~table[person].isin(self.people["person"]) for person in persons]
            kept[name] = _without(table, np.logical_or.reduce(strange))
        return replace(self, **kept)


def _without(table: pd.DataFrame, those: pd.Series | NDArray[np.bool_]) -> pd.DataFrame:
    return table[~those].reset_index(drop=True) if those.any() else table
