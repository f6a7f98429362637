"""The place of a question: who asks, of which database, and on which day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from tiesmap.model import memo
from tiesmap.model.asker import EVERYTHING, Asker, Office
from tiesmap.model.ids import PersonId
from tiesmap.model.members import Member
from tiesmap.store.store import Store
from tiesmap.workspace.cache import Cache

Listener = Callable[[float, str], None]
"""Is told how far a long work is: which share of it is done, and what is done now."""


class Unanswerable(Exception):
    """A question that cannot be answered as it stands. `str()` is one plain sentence."""


def _silent(share: float, doing: str) -> None:
    """Tells nobody."""


@dataclass(frozen=True)
class Place:
    """A store, a rep (the id of a person, None before there is one) and the day of "today".

    Places with the same values are equal; listener and cache do not count.
    """

    store: Store
    rep: PersonId | None
    as_of: date | datetime
    written: date | None = None
    """The day of what is written by hand, where it is not that of `as_of`: data that ended long
    ago is looked at as of its last day, and yet a note of today is one of today."""
    member: Member | None = None
    """Who signed in; None where nobody has to."""
    listener: Listener = field(default=_silent, compare=False, repr=False)
    cache: Cache = field(default_factory=Cache, compare=False, repr=False)
    """What was worked out of the database, for all who look at it in this process."""

    def forget(self) -> None:
        """Drop all that this process keeps of what it read, as somebody was erased."""
        self.cache.clear()
        memo.forget()
        self.store.engine.clear_compiled_cache()  # which holds what its statements were asked with

    @property
    def asks_as(self) -> Asker:
        """For whom a team's database answers: the rep, else whoever is at the door."""
        return Office.DOOR if self.rep is None else self.rep

    @property
    def sees(self) -> Asker | str:
        """What the asker may see, as a part of the key of all that is kept for him."""
        return self.asks_as if self.store.keeps_apart else EVERYTHING

    @property
    def today(self) -> date:
        """The day of `as_of`."""
        return self.as_of.date() if isinstance(self.as_of, datetime) else self.as_of

    @property
    def writes_on(self) -> date:
        """The date given to what the rep writes down now."""
        return self.written or self.today

    @property
    def rep_id(self) -> PersonId:
        """The rep's id; raises Unanswerable where none is chosen."""
        if self.rep is None:
            raise Unanswerable("Nobody's network is chosen yet: import contacts and say whose.")
        return self.rep
