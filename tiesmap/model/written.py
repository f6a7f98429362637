"""What every entry of the practice has: whose it is, about whom, and of which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tiesmap.model.ids import PersonId


@dataclass(frozen=True, slots=True)
class Written:
    """Something that a rep wrote down about a person, on a day; id 0: not stored yet."""

    id: int
    rep: PersonId
    person: PersonId
    day: date
