"""Noticing: introductions that happened in the mails, offered for recording."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tiesmap.model.days import date_of, day_number
from tiesmap.model.statuses import UNDERWAY, Status
from tiesmap.network.introduced import Introduced, find_introduced
from tiesmap.store import introductions
from tiesmap.store.introductions import SET_ASIDE
from tiesmap.workspace.stepping import Stepping


@dataclass(frozen=True, slots=True)
class Noticed:
    """An introduction of the rep that a mail seems to tell of; people are ids."""

    introducer: int
    introducer_name: str
    other: int
    other_name: str
    other_place: str
    """Title and company of the other."""
    day: date
    """Of the mail to both."""
    first: date
    """On which the two wrote on."""
    contacts: int
    """How many contacts they have had since."""


class Noticing(Stepping):
    """What the mails tell of introductions, so that little has to be typed."""

    def noticed(self) -> list[Noticed]:
        """Introductions in the mails that are neither recorded nor set aside, newest first."""
        aside = self._set_aside()
        ids = self.network.ids
        return [
            self._noticed(one)
            for one in find_introduced(self.network, self.around.rep)
            if (int(ids[one.introducer]), int(ids[one.other])) not in aside
        ]

    def set_aside_count(self) -> int:
        """Of how many the rep said that they are none."""
        return len(self._set_aside())

    def record_introduction(self, one: Noticed) -> None:
        """Record it; a request that asked for just this one moves on to introduced."""
        day = day_number(one.day)
        with self.store.writing() as connection:
            introductions.add_introduction(connection, one.introducer, self.rep_id, one.other, day)
        for request in self._own_requests():
            if (request.connector_id, request.target_id) == (one.introducer, one.other):
                self._catch_up(request.request)

    def recorded(self) -> list[tuple[int, int, date]]:
        """What was recorded so: introducer, to whom (ids), and the day; the newest first."""
        with self.store.reading() as connection:
            found = introductions.by_hand(connection, self.rep_id)
        return [(introducer, other, date_of(day)) for introducer, other, day in found]

    def unrecord_introduction(self, introducer: int, other: int, day: date) -> None:
        """Take back what was recorded; it is offered again."""
        with self.store.writing() as connection:
            introductions.remove_introduction(
                connection, introducer, self.rep_id, other, day_number(day)
            )

    def _catch_up(self, name: str) -> None:
        """Take the steps that must have been, of a request that was asked."""
        request = next(r for r in self._own_requests() if r.request == name)
        if request.status == Status.NO_ANSWER:
            request = self.record_step(request, Status.AGREED, "found in your mails")
        if request.status not in UNDERWAY:
            return
        for status in UNDERWAY[UNDERWAY.index(request.status) + 1 :]:
            request = self.record_step(request, status, "found in your mails")

    def set_aside(self, one: Noticed) -> None:
        """It is none: not offered any more."""
        kept = {*self._set_aside(), (one.introducer, one.other)}
        self._keep_aside(kept)

    def bring_back(self) -> None:
        """Offer again what was set aside."""
        self._keep_aside(set())

    def _set_aside(self) -> set[tuple[int, int]]:
        stored = self.store.setting(f"{SET_ASIDE}:{self.rep_id}")
        return {(int(a), int(b)) for a, b in stored or ()}

    def _keep_aside(self, pairs: set[tuple[int, int]]) -> None:
        self.store.set_setting(f"{SET_ASIDE}:{self.rep_id}", sorted(map(list, pairs)), "requests")

    def _noticed(self, one: Introduced) -> Noticed:
        ids = self.network.ids
        introducer, other = int(ids[one.introducer]), int(ids[one.other])
        person = self.store.person(other, self.rep)
        place = ", ".join(t for t in (person.title, person.company) if t) if person else ""
        return Noticed(
            introducer=introducer,
            introducer_name=self.label(one.introducer),
            other=other,
            other_name=self.label(one.other),
            other_place=place,
            day=date_of(one.day),
            first=date_of(one.first),
            contacts=one.contacts,
        )
