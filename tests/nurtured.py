"""Small people and tables for the tests of the practice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pandas as pd

from tiesmap.model.days import day_number
from tiesmap.model.people import Person
from tiesmap.model.tables import WITH_REP, empty

REP = 1
DAY = date(2026, 6, 30)


def client(id: int, name: str = "Ana Ruiz", **more: object) -> Person:
    return Person(id, name, client=True, stage="client", **more)  # type: ignore[arg-type]


def with_rep(rows: Iterable[tuple[int, date]]) -> pd.DataFrame:
    """Contacts by mail from the rep, as (person, day)."""
    rows = list(rows)
    if not rows:
        return empty(WITH_REP)
    return pd.DataFrame(
        {
            "person": pd.Series([person for person, _ in rows], dtype="int64"),
            "day": pd.Series([day_number(day) for _, day in rows], dtype="float64"),
            "channel": pd.Series([0] * len(rows), dtype="int8"),
            "from_rep": pd.Series([True] * len(rows), dtype="bool"),
            "alone": pd.Series([True] * len(rows), dtype="bool"),
            "purpose": pd.Series([""] * len(rows), dtype="str"),
        }
    )
