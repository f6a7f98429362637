"""Rows about people: which of them are the same person, and who is stored already.

A row is somebody known by the first of these that leads anywhere: its id within the scope of its
file, its profile, its e-mail address, its name and company together. Never by the name alone.
What would make two stored people one, or one person of two, is a problem instead.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from operator import itemgetter
from typing import TypeVar

from tiesmap.intake.who.joins import Joins, all_apart, told
from tiesmap.intake.who.keys import (
    keys_of,
    made_up_id,
    mark_of,
    normalize_email,
    numbers_of,
    phone_keys,
    tells_apart,
)
from tiesmap.intake.who.persons import FirmDomains, People, PersonRow, fits, label_of
from tiesmap.intake.who.sharing import groups_of, is_shared
from tiesmap.intake.who.stated import Stated, alike
from tiesmap.intake.who.stored import Stored
from tiesmap.model.addresses import is_shared_name, mailbox_of
from tiesmap.model.folding import fold
from tiesmap.model.intake import Checked, Key, KnownPeople
from tiesmap.model.people import PersonRecord
from tiesmap.model.problems import Problem

_K = TypeVar("_K", bound=Hashable)
_Keys = tuple[Key, ...]


def join_rows(files: Sequence[Checked], known: KnownPeople) -> People:
    """Everybody in the rows about people of these files: rows and people on file are joined by one
    kind of key after the other, the surest first."""
    work = _Work(files, Stored(known))
    work.join(work.dispute_ids(), work.known.by_id)
    work.join(_plain(work.buckets("profile")), known.by_profile.get)
    work.join_addresses()
    work.join_names(known.by_name_company)
    domains, joined = work.join_by_name()
    work.join_waiting()
    rows = tuple(
        PersonRow(work.ref(row), row.checked, row.record, row.keys)
        for row in work.rows
        if not row.dropped
    )
    return People(
        files,
        work.known,
        domains,
        rows,
        -1 - len(work.rows),
        frozenset(work.disputed),
        tuple(joined),
        tuple(work.problems),
    )


@dataclass(slots=True)
class _Row:
    """A row about a person, while it is not said yet who that is."""

    at: int
    checked: Checked
    record: PersonRecord
    keys: tuple[Key, ...]
    dropped: bool = False

    @property
    def label(self) -> str:
        """The person in words."""
        return label_of(self.record)


class _Work:
    """The rows of a batch while they are joined into persons, step by step."""

    def __init__(self, files: Sequence[Checked], known: Stored) -> None:
        self.known = known
        self.problems: list[Problem] = []
        self.disputed: set[tuple[str, str]] = set()
        self.rows: list[_Row] = []
        self._alone: defaultdict[int, Counter[str]] = defaultdict(Counter)
        for checked in files:
            for record in checked.people:
                record, keys = self._known_by(record, checked)
                self.rows.append(_Row(len(self.rows), checked, record, keys))
        self._parent = list(range(len(self.rows)))
        self._stored: list[int | None] = [None] * len(self.rows)
        self._waiting: list[tuple[list[_Row], list[_Row], list[int]]] = []
        """Rows with a name and firm alone, and the rows and people on file who bear them too."""

    def ref(self, row: _Row) -> int:
        """The person of a row: a stored one (> 0), or a negative number for a new one."""
        root = self._root(row.at)
        stored = self._stored[root]
        return -1 - root if stored is None else stored

    def _known_by(self, record: PersonRecord, checked: Checked) -> tuple[PersonRecord, _Keys]:
        """The record, with a made-up id where nothing in it tells who it is, and its keys."""
        keys = keys_of(record, checked.scope)
        if not keys or keys[0][0] == "name":  # the strongest comes first
            record = replace(record, id=made_up_id(record, self._alone[id(checked)]))
            keys = keys_of(record, checked.scope)
        return record, keys

    def _root(self, at: int) -> int:
        while self._parent[at] != at:
            self._parent[at] = self._parent[self._parent[at]]
            at = self._parent[at]
        return at

    def buckets(self, kind: str) -> dict[tuple[str, str], list[_Row]]:
        """The rows that share a key of this kind, by its scope and value."""
        buckets: dict[tuple[str, str], list[_Row]] = {}
        for row in self.rows:
            if not row.dropped:
                for k, scope, value in row.keys:
                    if k == kind:
                        buckets.setdefault((scope, value), []).append(row)
        return buckets

    def dispute_ids(self) -> dict[tuple[str, str], list[_Row]]:
        """The rows of each id. Those whose id belongs to somebody else, as in two lists with the
        same numbering, lose it."""
        by_id = self.known.by_id
        buckets = self.buckets("id")
        doubted: set[str] = set()
        for key, rows in buckets.items():
            stored = by_id(key)
            if stored is None:
                if len(rows) > 1:
                    self._dispute_among(key, rows)
            elif self._dispute_stored(stored, key, rows, alike):
                doubted.add(key[0])
        # Once a numbering is in doubt, a first name in common is no sign of being the same.
        for key, rows in buckets.items():
            if key[0] in doubted and (stored := by_id(key)) is not None:
                self._dispute_stored(stored, key, rows, str.__eq__)
        return self.buckets("id") if self.disputed else buckets

    def _dispute_stored(
        self,
        stored: int,
        key: tuple[str, str],
        rows: list[_Row],
        alike: Callable[[str, str], bool],
    ) -> bool:
        label = fold(self.known.index.names.get(stored, ""))
        disputed = False
        for row in rows:
            if ("id", *key) not in row.keys or ("name", "", label) in row.keys:
                continue
            if Stated(0, {*row.keys}).disagrees(self.known.stated(stored), alike):
                disputed = True
                said = f"already stands for {self.known.label(stored)}, and nothing about the two"
                self._take_id(row, key, f"{said} agrees")
        return disputed

    def _dispute_among(self, key: tuple[str, str], rows: list[_Row]) -> None:
        said = [Stated(0, {*keys}) for keys in dict.fromkeys(row.keys for row in rows)]
        # Whatever so many different rows say, they are not one person.
        if len(said) <= 30 and not any(
            one.disagrees(other, alike) for one, other in combinations(said, 2)
        ):
            return
        first, last = (
            f"{row.label} in {row.checked.file}, line {row.record.line}"
            for row in (rows[0], rows[-1])
        )
        for row in rows:
            self._take_id(row, key, f"also stands for {first if row is rows[-1] else last}")

    def _take_id(self, row: _Row, key: tuple[str, str], why: str) -> None:
        """Take somebody in without an id that may be somebody else's."""
        self.disputed.add(key)
        row.record, row.keys = self._known_by(replace(row.record, id=""), row.checked)
        message = f"{why}, so this person came in without it: give each person an id of their own"
        self._tell(row, "id", key[1], message)

    def _drop(self, row: _Row, column: str, value: str, message: str) -> None:
        row.dropped = True
        self._tell(row, column, value, message)

    def _tell(self, row: _Row, column: str, value: str, message: str) -> None:
        place = (row.checked.file, row.record.line)
        self.problems.append(Problem(*place, column, value, message))

    def join(self, buckets: Mapping[_K, list[_Row]], known: Callable[[_K], int | None]) -> None:
        """Join rows that share a key with each other and with the stored person who has it.

        A row that is somebody already is not joined to somebody else: the first match counts.
        """
        # In an order only where one key may come in the way of another.
        found = [self._root(row.at) for rows in buckets.values() for row in rows]
        apart = len(set(found)) == len(found) == len(buckets)
        for key in buckets if apart else sorted(buckets, key=str):
            rows, stored = buckets[key], known(key)
            if stored is None and len(rows) == 1:
                continue
            roots = list(dict.fromkeys(self._root(row.at) for row in rows))
            if len(roots) == 1 and (stored is None or self._stored[roots[0]] is not None):
                continue
            self._join_roots(roots, stored)

    def join_addresses(self) -> None:
        """Join rows that share an e-mail address, unless they speak of different people.

        An address does not outrank names, ids and profiles that differ one and all: it is then one
        that several have, and tells who it is only together with the name.
        """
        buckets: dict[str, list[_Row]] = {}
        for (_, address), rows in self.buckets("email").items():
            held = buckets.setdefault(mailbox_of(address), rows)
            if held is not rows:
                seen = {row.at for row in held}
                held.extend(row for row in rows if row.at not in seen)
        owners, shared = self.known.index.by_email, self.known.index.by_shared
        open_ones = [
            one for one in buckets.items()
            if len(one[1]) > 1 or one[0] in owners or one[0] in shared
        ]  # fmt: skip
        for mailbox, rows in sorted(open_ones, key=itemgetter(0)):
            if len(rows) == 1 and mailbox not in shared:
                owner = owners.get(mailbox)
                if owner is None or self._stored[self._root(rows[0].at)] == owner:
                    continue
            self._join_address(mailbox, rows)

    def _join_address(self, mailbox: str, rows: Sequence[_Row]) -> None:
        owner = self.known.index.by_email.get(mailbox)
        sharers = self.known.index.by_shared.get(mailbox, {})
        roots = list(dict.fromkeys(self._root(row.at) for row in rows))
        if not sharers and len(roots) == 1 and (owner is None or self._stored[roots[0]] == owner):
            return
        if not sharers and self._agree(mailbox, rows, owner):
            self._join_roots(roots, owner)
            return
        people = {who for root in roots if (who := self._stored[root]) is not None}
        people |= set(sharers.values()) | ({owner} if owner is not None else set())
        stated = {who: self.known.stated(who) for who in people}
        for row in rows:
            ref = self.ref(row)
            stated.setdefault(ref, Stated(ref)).keys.update(row.keys)
        groups, unclear = groups_of(stated.values(), mailbox)
        for group in groups:
            first = next((one.ref for one in group if one.ref > 0), None)
            self._join_roots([-1 - one.ref for one in group if one.ref < 0], first)
        if sharers or is_shared(groups, mailbox):
            self._share(mailbox, rows)
        for row in rows:
            if any(self.ref(row) == one.ref for one in unclear):
                labels = sorted(r.label for r in rows if r is not row)
                self._drop(row, "email", row.record.email, fits(labels, "this row"))

    def _agree(self, mailbox: str, rows: Sequence[_Row], owner: int | None) -> bool:
        """Whether rows and owner of an address have the same name: the usual, quick case."""
        names = {value for row in rows for kind, _, value in row.keys if kind == "name"}
        if len(names) != 1:
            return not names and not is_shared_name(mailbox)
        return owner is None or owner in self.known.index.by_name.get(names.pop(), ())

    def _share(self, mailbox: str, rows: Sequence[_Row]) -> None:
        """Let a shared address identify rows only together with their names."""
        for row in rows:
            said = map(normalize_email, (row.record.email, *row.record.emails))
            shared = {email for email in said if mailbox_of(email) == mailbox}
            row.record = replace(row.record, shared=tuple(sorted({*row.record.shared, *shared})))
            row.keys = keys_of(row.record, row.checked.scope)

    def _join_roots(self, roots: Sequence[int], stored: int | None) -> None:
        if stored is None:
            found = [who for root in roots if (who := self._stored[root]) is not None]
            stored = min(found, default=None)
        self._make_one([root for root in roots if self._stored[root] is None], stored)

    def _make_one(self, roots: Sequence[int], stored: int | None) -> None:
        if roots:
            first = min(roots)
            for root in roots:
                self._parent[root] = first
            self._stored[first] = stored

    def join_names(self, known: Mapping[tuple[str, str], int]) -> None:
        """The same name at the same company: one person, unless a stronger key tells them apart."""
        strong: dict[int, set[Key]] | None = None
        buckets = self.buckets("name_company").items()
        open_ones = [one for one in buckets if len(one[1]) > 1 or one[0][::-1] in known]
        for (company, name), rows in sorted(open_ones, key=itemgetter(0)):
            refs = list(dict.fromkeys(self.ref(row) for row in rows))
            for stored in self.known.at_firm(name, company):
                if stored not in refs:
                    refs.append(stored)
            if len(refs) == 1:
                continue
            if strong is None:
                strong = self._strong_keys({self.ref(row) for _, rows in open_ones for row in rows})
            kinds: Counter[tuple[str, str]] = Counter()
            for ref in refs:
                keys = [*strong.get(ref, ()), *(self.known.keys(ref) if ref > 0 else ())]
                kinds.update({mark_of(key) for key in keys if tells_apart(key)})
            people = [ref for ref in refs if ref > 0]
            # What two of them give is not the same, or they would be one already.
            if len(people) <= 1 and all(count == 1 for count in kinds.values()):
                new = [ref for ref in refs if ref < 0]
                self._make_one([-1 - ref for ref in new], people[0] if people else None)
                strong.setdefault(people[0] if people else max(new), set()).update(
                    *(strong.get(ref, ()) for ref in refs)
                )
                continue
            bare = {ref for ref in refs if ref < 0 and not strong.get(ref)}
            if not bare:
                continue
            beside = [row for row in rows if self.ref(row) not in bare]
            self._waiting.append(([row for row in rows if self.ref(row) in bare], beside, people))

    def join_by_name(self) -> tuple[FirmDomains, list[tuple[Checked, str]]]:
        """Join those of one full name at one firm, however written, or with one phone number.

        What is told of each, and where the people of the firms write from."""
        waiting = {row.at for bare, _, _ in self._waiting for row in bare}
        kept = [row for row in self.rows if not row.dropped and row.at not in waiting]
        domains = FirmDomains(self.known, [(row.record.company, row.record.email) for row in kept])
        joined: list[tuple[Checked, str]] = []
        if not self.known.index.by_name and all_apart(row.keys for row in kept):
            return domains, joined  # as in a first list of somebody's own
        phones = phone_keys([row.record for row in kept])
        rows = [
            (self.ref(row), row.record.name, (*row.keys, *phones.get(at, ())))
            for at, row in enumerate(kept)
        ]
        for part in Joins(self.known, domains.of).find(rows):
            new = [one.ref for one in part if one.ref < 0]
            stored = next((one.ref for one in part if one.ref > 0), None)
            self._make_one([-1 - ref for ref in new], stored)
            row = self.rows[-1 - min(new)]
            label = self.known.label(stored) if stored else self.rows[-1 - max(new)].label
            joined.append((row.checked, told(row.record.name, row.record.company, label)))
        return domains, joined

    def join_waiting(self) -> None:
        """Those of a name and firm alone are one of the others who bear them: the only one, now
        that these are joined, or the only one with the phone number. Else the row is left out."""
        for bare, beside, people in self._waiting:
            others = {self.ref(row): row.label for row in beside}
            others |= {who: self.known.label(who) for who in people if who not in others}
            for row in bare:
                found = (
                    {*others} if len(others) == 1 else self._with_number(row.record, beside, people)
                )
                if len(found) == 1:
                    (ref,) = found
                    root = self._root(row.at)
                    self._make_one([root] if ref > 0 else [root, -1 - ref], max(ref, 0) or None)
                else:
                    message = fits(others.values(), "this row")
                    self._drop(row, "name", row.record.name, message)

    def _with_number(
        self, record: PersonRecord, beside: Sequence[_Row], people: Sequence[int]
    ) -> set[int]:
        """Who of these people has a phone number of the row; on file too."""
        numbers = numbers_of(record)
        found = {self.ref(row) for row in beside if not numbers.isdisjoint(numbers_of(row.record))}
        reached = {self.known.index.by_phone.get(number) for number in numbers}
        return found | {who for who in people if who in reached}

    def _strong_keys(self, refs: Collection[int]) -> dict[int, set[Key]]:
        strong: dict[int, set[Key]] = {ref: set() for ref in refs}
        for row in self.rows:
            if (ref := self.ref(row)) in strong:
                strong[ref].update(key for key in row.keys if tells_apart(key))
        return strong


def _plain(buckets: dict[tuple[str, str], list[_Row]]) -> dict[str, list[_Row]]:
    return {value: rows for (_, value), rows in buckets.items()}
