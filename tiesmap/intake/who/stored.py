"""The stored people as matching asks for them: by a key, and the keys of one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tiesmap.intake.who.keys import normalize_company, tells_apart
from tiesmap.intake.who.stated import Stated
from tiesmap.model.domains import firm_of
from tiesmap.model.folding import fold
from tiesmap.model.intake import MADE_UP, OWN_SCOPE, Key, KnownPeople

_FEW = 4
"""For how many people the index is searched; for more it is turned around."""


class Stored:
    """The index of keys asked the other way around: which keys a stored person has.

    For a few people they are searched for; for more the whole index is turned around, which takes
    as much memory again."""

    def __init__(self, known: KnownPeople) -> None:
        self.index = known
        self._asked = 0
        self._keys: dict[int, list[Key]] | None = None

    def by_id(self, key: tuple[str, str]) -> int | None:
        """The number of the person with this id, or None; also ids that no file gave."""
        found = self.index.by_id.get(key)
        if found is None and key[0] == OWN_SCOPE:
            found = self.index.by_number.get(key[1])
        return found

    def keys(self, person: int) -> list[Key]:
        """The keys that files gave the person."""
        if self._keys is None:
            self._asked += 1
            if self._asked <= _FEW:
                return [key for key, who in self._all() if who == person]
            self._keys = {}
            for key, who in self._all():
                self._keys.setdefault(who, []).append(key)
        return self._keys.get(person, [])

    def stated(self, person: int) -> Stated:
        """All that is stated of the person: the keys, and the name by which he is shown."""
        name = fold(self.index.names.get(person, ""))
        called = [Key("name", "", name)] if name and "@" not in name else []
        return Stated(person, {*self.keys(person), *called})

    def at_firm(self, name: str, company: str) -> Sequence[int]:
        """Who is on file with this name at this firm: the only one of whom nothing else is known,
        else all."""
        first = self.index.by_name_company.get((name, company))
        if first is None:
            return ()
        here = [
            who
            for who in self.index.by_name.get(name, ())
            if who != first and normalize_company(self.index.firms.get(who, "")) == company
        ]
        if not here:
            return (first,)
        bare = [who for who in (first, *here) if not any(map(tells_apart, self.keys(who)))]
        return bare if len(bare) == 1 else (first, *here)

    def homes(self) -> dict[str, set[str]]:
        """A firm -> the domains that its people on file write from."""
        domains: dict[int, set[str]] = {}
        for address, who in self.index.by_email.items():
            if domain := firm_of(address):
                domains.setdefault(who, set()).add(domain)
        found: dict[str, set[str]] = {}
        for (_, company), who in self.index.by_name_company.items():
            if who in domains:
                found.setdefault(company, set()).update(domains[who])
        return found

    def _all(self) -> Iterator[tuple[Key, int]]:
        """Every key with its person, strongest first; for an address also its mailbox."""
        for (scope, value), who in self.index.by_id.items():
            yield Key("id", scope, value), who
        for value, who in self.index.by_profile.items():
            yield Key("profile", "", value), who
        for value, who in self.index.by_email.items():
            yield Key("email", "", value), who
        for value, sharers in self.index.by_shared.items():
            yield from ((Key("email", name, value), who) for name, who in sharers.items())
        for (value, company), who in self.index.by_name_company.items():
            yield Key("name_company", company, value), who
        for value, people in self.index.by_name.items():
            yield from ((Key("name", "", value), who) for who in people)

    def label(self, person: int) -> str:
        """The person in words, distinct from others with the same name."""
        name = self.index.names.get(person, f"person {person}")
        keys = self.keys(person)
        shown = [company for kind, company, _ in keys if kind == "name_company"][:1]
        shown += [v for kind, _, v in keys if kind == "email" and v != fold(name)][:1]
        if not shown:
            shown = [f"id {v}" for kind, _, v in keys if kind == "id" and MADE_UP not in v][:1]
        if not shown:
            shown = [f"id {v}" for v, who in self.index.by_number.items() if who == person]
        return f"{name} ({', '.join(shown)})" if shown else name
