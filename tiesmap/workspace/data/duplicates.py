"""Duplicates: who may be the same person, said and taken back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from tiesmap.intake.who.duplicates import suggest
from tiesmap.intake.who.lookalikes import sure_pairs
from tiesmap.model.asker import Office
from tiesmap.model.folding import fold
from tiesmap.model.groups import grouped
from tiesmap.model.guarding import Duplicate, Merge
from tiesmap.model.ids import PersonId
from tiesmap.store import people as persons
from tiesmap.store.history import merges
from tiesmap.store.history.provenance import of_one_cell
from tiesmap.store.sharing.known import part_of
from tiesmap.store.store import Conflict
from tiesmap.workspace.data.copies import back_up_before
from tiesmap.workspace.kept import COMFORT, kept
from tiesmap.workspace.part import Part
from tiesmap.workspace.view import View

_ASKED_UP_TO = 20_000


@kept(COMFORT)
def _alike(view: View) -> tuple[Duplicate, ...]:
    """Pairs who may be the same person, surest first; never two out of one cell."""
    found = suggest(view.people.values())
    two = of_one_cell(view.connection, {one for pair in found for one in (pair.one, pair.other)})
    return tuple(pair for pair in found if (pair.one, pair.other) not in two)


class Duplicates(Part):
    """Pairs who may be the same person, and the merges of those who are."""

    def suggestions(self, later: bool = False) -> tuple[Duplicate, ...]:
        """Pairs who may be the same person, surest first, without those already decided.

        With `later` also those that were put off.
        """
        with self.view() as view:
            decided = merges.decided(view.connection)
            found = _alike(view)
        return tuple(
            pair
            for pair in found
            if (verdict := decided.get((pair.one, pair.other))) is None
            or (later and verdict == "later")
        )

    def twice(self) -> int:
        """How many pairs are surely one person each, and not decided yet.

        0 where more people than `_ASKED_UP_TO` are on file: among so many they are not looked for
        unasked.
        """
        with self.view() as view:
            if persons.count(view.connection) > _ASKED_UP_TO:
                return 0
            people = tuple(view.people.values())
            return len(sure_pairs(people) - merges.decided(view.connection).keys())

    def same_name_pairs(self, newer: int = 0) -> tuple[tuple[PersonId, PersonId], ...]:
        """Pairs of two people who alone have a full name, one with an e-mail address, one without.

        The second has an id above `newer`. Pairs already decided are left out.
        """
        with self.view() as view:
            decided = merges.decided(view.connection)
            people = sorted(view.people.values(), key=lambda one: one.id)
        found = grouped((fold(one.name), one) for one in people if " " in one.name.strip())
        pairs = (named for named in found.values() if len(named) == 2)
        return tuple(
            (one.id, other.id)
            for one, other in pairs
            if other.id > newer
            and bool(one.email) != bool(other.email)
            and not (one.profile_url and other.profile_url)
            and (one.id, other.id) not in decided
        )

    def decide(self, one: PersonId, other: PersonId, verdict: str) -> None:
        """Record that two people are the same, are different, or that the question is put off."""
        if verdict == "same":
            self.merge(one, other)
            return
        with self.writing("your answer about", [one, other]) as op:
            merges.decide(op, one, other, verdict)

    def merge(self, kept: PersonId, gone: PersonId) -> int:
        """Merge `gone` into `kept`; returns the id of the merge, for reversing it."""
        self._refuse_unseen([kept, gone])
        back_up_before(self.place, "merge")
        with self.writing(kind="merge") as op:
            return merges.merge(op, kept, gone)

    def merge_all(self, pairs: Collection[tuple[PersonId, PersonId]]) -> int:
        """Merge the second of each pair into the first, after one backup; how many were merged.

        Of pairs that share somebody only the first counts. Each is reversed by itself.
        """
        self._refuse_unseen({person for pair in pairs for person in pair})
        back_up_before(self.place, "merge")
        seen: set[PersonId] = set()
        with self.writing(kind="merge") as op:
            for kept, gone in pairs:
                if not seen & {kept, gone}:
                    merges.merge(op, kept, gone)
                    seen |= {kept, gone}
        return len(seen) // 2

    def merge_sure(self, pairs: Sequence[Duplicate]) -> int:
        """Merge each pair that is sure, the second into the first; returns how many are gone.

        Each merge is an operation of its own, so that each can be reversed by itself.
        """
        sure = [pair for pair in pairs if pair.sure]
        if not sure:
            return 0
        self._refuse_unseen({person for pair in sure for person in (pair.one, pair.other)})
        back_up_before(self.place, "merge")
        kept: dict[PersonId, PersonId] = {}
        for pair in sure:
            one, other = (_last(kept, person) for person in (pair.one, pair.other))
            if one != other:
                with self.writing(kind="merge") as op:
                    merges.merge(op, one, other)
                kept[other] = one
        return len(kept)

    def unmerge(self, number: int) -> None:
        """Reverse a merge: two people again, as they were."""
        if self.place.store.keeps_apart and number not in {one.id for one in self.merges()}:
            number = 0  # none that he may know of
        with self.writing(kind="undo") as op:
            merges.unmerge(op, number)

    def merges(self) -> tuple[Merge, ...]:
        """The merges that can be reversed, newest first."""
        store = self.place.store
        if not store.keeps_apart:
            with self.view() as view:
                return merges.read_merges(view.connection)
        # Their logs hold rows of everybody, so no rep reads them: he is told of cards that he sees.
        with store.reading(Office.WHOLE) as connection:
            found, into = merges.read_merges(connection), part_of(connection)
        with self.view() as view:
            there = view.some(into.values())
        return tuple(one for one in found if into[one.id] in there)

    def _refuse_unseen(self, persons: Collection[PersonId]) -> None:
        """Raise Conflict where these are not so many people on file for who asks."""
        with self.view() as view:
            if len(view.some(persons)) < len(persons):
                raise Conflict(merges.NO_PAIR)


def _last(kept: Mapping[PersonId, PersonId], person: PersonId) -> PersonId:
    """Who a person is part of, after merges (gone -> kept)."""
    while person in kept:
        person = kept[person]
    return person
