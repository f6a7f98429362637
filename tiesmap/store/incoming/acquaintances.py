"""Whom reps know by the rows of an import about people: ties, and what the rows say of them."""

from __future__ import annotations

from itertools import chain
from operator import itemgetter
from typing import Any

from tiesmap.model.ids import PersonId
from tiesmap.model.intake import PersonMatch
from tiesmap.store import schema
from tiesmap.store.history.fingerprints import key_of
from tiesmap.store.incoming.batch import Batch, ByPerson
from tiesmap.store.incoming.evidence import TIE
from tiesmap.store.incoming.ratings import said_in, store_said
from tiesmap.store.operation import plain


def store_acquaintances(batch: Batch, by_person: ByPerson) -> None:
    """Store what the rows say on behalf of the rep: LinkedIn ties, ratings, stages."""
    _list(batch, by_person)
    if batch.rep is None:
        for match in chain.from_iterable(by_person.values()):
            record = match.record
            owned = match.listed and not record.owner
            if owned or record.connected_on or any(said_in(record).values()):
                batch.count(match.file).without_rep += 1
        return
    _link(batch, batch.rep, by_person)
    owners = _Owners(batch)
    said = [
        (match.file, owners.of(match) or batch.rep, person, values)
        for person, matches in by_person.items()
        for match in matches
        if (values := said_in(match.record))
    ]
    store_said(batch, said)


def _link(batch: Batch, rep: PersonId, by_person: ByPerson) -> None:
    """The tie that `connected_on` (LinkedIn) declares between the rep and a person, once."""
    rows = []
    files = []
    for person, matches in by_person.items():
        linked = [(m.record.connected_on, m.file) for m in matches if m.record.connected_on]
        if not linked or person == rep:
            continue
        since, file = min(linked, key=itemgetter(0))
        files.append(file)
        key = key_of("linked", rep, person)
        said = (rep, person, None, None, "linkedin", plain(since), None)
        rows.append((key, *said, batch.id, rep))
    batch.count_stored("ties", (files[k] for k, _ in batch.insert(schema.ties, TIE, rows)))


class _Owners:
    """Whose contacts the rows of lists are: their owner's, else the rep's."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._by_file: dict[str, dict[str, PersonId]] = {}

    def of(self, match: PersonMatch) -> PersonId | None:
        """The owner of a row."""
        if not match.record.owner or not match.listed:
            return self._batch.rep
        if match.file not in self._by_file:
            self._by_file[match.file] = self._batch.who(match.file)
        return self._by_file[match.file].get(match.record.owner, self._batch.rep)


def _list(batch: Batch, by_person: ByPerson) -> None:
    """The tie between the owner of a list of contacts (else the rep) and each person in it."""
    rows: list[tuple[Any, ...]] = []
    files: list[str] = []
    owners = _Owners(batch)
    for person, matches in by_person.items():
        for match in matches:
            if not match.listed:
                continue
            record, owner = match.record, owners.of(match)
            if owner is None or owner == person:
                continue
            kind = "client" if record.client or record.stage == "client" else "contact"
            values = (owner, person, None, plain(record.last_contact), kind, None, None)
            # As a row of ties.csv that says the same.
            mine = batch.whose((owner, person))
            rows.append((key_of("tie", *values), *values, batch.id, mine))
            files.append(match.file)
    batch.count_stored("ties", (files[k] for k, _ in batch.insert(schema.ties, TIE, rows)))
