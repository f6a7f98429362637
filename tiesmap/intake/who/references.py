"""References: the ids, profiles, e-mail addresses or names by which rows mean somebody."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from tiesmap.intake.table.values import read_email
from tiesmap.intake.who.keys import normalize_profile, numbers_of
from tiesmap.intake.who.meant import Meant, Unknown, of_a_name
from tiesmap.intake.who.names import is_full, is_persons, may_be_one, split_firm, turned, words_of
from tiesmap.intake.who.owners import addresses_of_names
from tiesmap.intake.who.persons import People, PersonRow, fits
from tiesmap.intake.who.sharing import are_two
from tiesmap.model.addresses import is_shared_name, mailbox_of
from tiesmap.model.companies import is_near_firm, is_one_firm
from tiesmap.model.domains import firm_of
from tiesmap.model.firms import works_there
from tiesmap.model.folding import fold
from tiesmap.model.intake import THE_REP, Key, said_in
from tiesmap.model.people import PersonRecord
from tiesmap.model.phones import is_number, number_of

NAMED_BY_PHONE = ("chat",)
"""Scopes of files in which a number is who wrote, not an id."""


_KEY_OF: Mapping[str, Callable[[str, str], Any]] = {
    "id": lambda scope, value: (scope, value),
    "profile": lambda scope, value: value,
    "email": lambda scope, value: None if scope else mailbox_of(value),
}
"""What leads to somebody, by the kind, scope and value of what is stated."""
FEW = 8
"""So many are looked for row by row, as the one rep of a list: to index a large file costs more."""


class References:
    """Leads from the references in rows to people."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._known = people.known.index
        self._stored: dict[str, Callable[[Any], int | None]] = {
            "id": people.known.by_id,
            "profile": self._known.by_profile.get,
            "email": self._known.by_email.get,
        }
        self._cache: dict[tuple[str, str], Meant] = {}
        self._identified: dict[tuple[str, str], int] = {}
        self._led: dict[str, dict[Any, int]] = {}
        self._looked = 0
        """How often somebody was looked for row by row."""
        self._first: dict[str, str] = {}
        """Mailbox of somebody new -> the name it was first used with."""
        self.rep: int | None = None
        """Who is meant by THE_REP."""

    # Each of these is made when it is first asked for: many files name nobody in another way.

    @cached_property
    def _rows(self) -> dict[int, PersonRow]:
        """Who -> the first row about them."""
        return {row.ref: row for row in reversed(self._people.rows)}

    @cached_property
    def _named(self) -> dict[str, list[PersonRow]]:
        """Name -> each row that says so."""
        rows: dict[str, list[PersonRow]] = {}
        for row in self._people.rows:
            for kind, _, value in row.keys:
                if kind == "name":
                    rows.setdefault(value, []).append(row)
        # Not a dictionary a name: nearly all of them would hold one row.
        return rows

    @cached_property
    def _sharers(self) -> dict[str, dict[str, int]]:
        """Mailbox -> name -> who, for addresses that several have."""
        found: dict[str, dict[str, int]] = {
            mailbox: dict(names) for mailbox, names in self._known.by_shared.items()
        }
        for row in self._people.rows:
            for kind, scope, value in row.keys:
                if kind == "email" and scope:
                    found.setdefault(mailbox_of(value), {})[scope] = row.ref
        return found

    def _leading(self, wanted: str) -> dict[Any, int]:
        """Key -> who, of several: stored people first, then the oldest, as rows are joined."""
        found: dict[Any, int] = {}
        key_of = _KEY_OF[wanted]
        for row in self._people.rows:
            for kind, scope, value in row.keys:
                if kind == wanted and (key := key_of(scope, value)) is not None:
                    ref, other = row.ref, found.get(key, row.ref)
                    found[key] = ref if (ref < 0, abs(ref)) <= (other < 0, abs(other)) else other
        return found

    def _is_stated(self, *key: str) -> bool:
        """Whether a row states a key; after a few questions the index has to tell."""
        self._looked += 1
        return self._looked > FEW or any(key in row.keys for row in self._people.rows)

    def identify(self, unknown: Unknown, person: int) -> None:
        """Remember whom this reference means."""
        self._identified[unknown.key] = person
        self._cache.clear()

    def find(self, scope: str, text: str) -> Meant:
        """Whom a text means in a file of this scope."""
        key = (scope, text)
        if key not in self._cache:
            column, plain = said_in(text) or ("", text)
            found = self._find(scope, plain)
            found = found if found.person else self._at_firm(scope, plain, found)
            if found.new and (person := self._identified.get(found.new.key)) is not None:
                found = Meant(person)
            if column and found.new:
                found = Meant(why=self._unsaid(plain))
            self._cache[key] = found
        return self._cache[key]

    def _look_up(self, kind: str, key: Any) -> int | None:
        """The people a key leads to: stored people first, then those of the files."""
        found = self._stored[kind](key)
        if found is not None:
            return found
        if kind == "id" and not self._is_stated("id", *key):
            return None
        if kind not in self._led:
            self._led[kind] = self._leading(kind)
        return self._led[kind].get(key)

    def _find(self, scope: str, text: str) -> Meant:
        if text == THE_REP:
            unsaid = "is said of the rep, and nobody is the rep: say whose file this is"
            return Meant(why=unsaid) if self.rep is None else Meant(self.rep)
        if (scope, text) in self._people.disputed:
            why = "is an id that stands for two different people: name them by e-mail address"
            return Meant(why=why)
        if (found := self._look_up("id", (scope, text))) is not None:
            return Meant(found)
        if text.endswith(">") and "/" in (address := text[text.find("<") + 1 : -1]):
            return self._by_profile(text[: text.find("<")].strip(), address)
        if "@" in text:
            email = read_email(text)
            if not isinstance(email, str):
                why = "is neither an id, a name nor one e-mail address: divide several by ;"
                return Meant(why=why)
            name = text.partition("<")[0].strip(' "') if "<" in text else ""
            return self._by_email(email, name)
        if scope in NAMED_BY_PHONE and is_number(text):
            return self._by_phone(text)
        if not any(map(str.isalpha, text)):
            return Meant(
                why="is the id of nobody: import people.csv with this file, or write a name or an "
                "e-mail address"
            )
        if "/" in text and (profile := normalize_profile(text)):
            if (found := self._look_up("profile", profile)) is not None:
                return Meant(found)
            return Meant(why="is the profile of nobody known: add the person to people.csv first")
        return self._by_name(text, by_phone=scope in NAMED_BY_PHONE)

    def _at_firm(self, scope: str, text: str, found: Meant) -> Meant:
        """Whom a name with the firm behind it means, where all of it is nobody's name or address:
        Jane Roe @ Acme, Jane Roe (Acme), Jane Roe, Acme."""
        name, sign, firm = split_firm(text)
        refs = self._called(fold(name)) if firm else set()
        if len(refs) > 1:
            at = ((ref, one) for ref in refs for one in self._firms(ref))
            refs = {ref for ref, one in at if is_one_firm(firm, one) or is_near_firm(firm, one)}
        if len(refs) == 1:
            return Meant(refs.pop())
        if sign == ",":  # or a family name of two words, written back
            return self._find(scope, turned(text))
        who = self._find(scope, name) if sign == "@" else found
        if sign == "@" and who.new:
            who = Meant(new=replace(who.new, record=replace(who.new.record, company=firm)))
        return who

    def _unsaid(self, name: str) -> str:
        """Why a name that is nobody's on file says nothing, and who may be meant."""
        family = words_of(name)[-1:]
        refs = [ref for ref in self._families.get(family, ()) if self._may_be(ref, name)]
        if len(refs) == 1:
            return f"may be {self._label(refs[0])}: write the full name, and the two are tied"
        return "is nobody on file by that name, so it tied nobody: write a name that is"

    @cached_property
    def _families(self) -> Mapping[tuple[str, ...], set[int]]:
        """Last word of a name -> who bears it."""
        found: dict[tuple[str, ...], set[int]] = {}
        for name, ref in self._bearers():
            found.setdefault(words_of(name)[-1:], set()).add(ref)
        return found

    def _bearers(self) -> Iterator[tuple[str, int]]:
        """Each name on file and in the rows, with who bears it."""
        yield from ((name, ref) for name, refs in self._known.by_name.items() for ref in refs)
        yield from ((name, row.ref) for name, rows in self._named.items() for row in rows)

    def _by_email(self, email: str, name: str) -> Meant:
        mailbox = mailbox_of(email)
        owner = self._look_up("email", mailbox)
        apart = is_shared_name(mailbox) and is_persons(name)
        if mailbox not in self._sharers:
            first = self._first.get(mailbox, "") if owner is None else self._label(owner, "name")
            other = bool(first) and are_two(name, first, email)
            if owner is not None and not other and (not apart or self._may_be(owner, name)):
                return Meant(owner)
            if apart or other:
                # Several write from info@, or from home: each of them is somebody of their own.
                record = PersonRecord(0, name=name, email=email, shared=(email,))
                return Meant(new=Unknown("email", f"{mailbox}\n{fold(name)}", record))
            self._first.setdefault(mailbox, name)
            who = self._by_firm(name, email) if name else self._by_form(email)
            record = PersonRecord(0, name=name or self._label(who or 0, "name"), email=email)
            return Meant(new=Unknown("email", mailbox, record, who))
        sharers = self._sharers[mailbox]
        wanted = fold(name)
        if wanted in sharers:
            return Meant(sharers[wanted])
        if owner is not None and not apart and not is_persons(self._label(owner, "name")):
            return Meant(owner)  # the office itself
        called = [*((one, ref) for one, ref in sharers.items())]
        if owner is not None:
            called.append((fold(self._label(owner, "name")), owner))
        refs = {ref for _, ref in called}
        if wanted:
            refs = {
                ref
                for ref in refs
                if all(may_be_one(wanted, o, renamed=False) for o, r in called if r == ref)
            }
        if len(refs) > 1:
            return Meant(why=fits([self._label(ref) for ref in refs], "it"))
        if refs:
            return Meant(refs.pop())
        if not wanted:
            why = "is an address that several people write from: say who is meant by a name"
            return Meant(why=why)
        record = PersonRecord(0, name=name, email=email, shared=(email,))
        return Meant(new=Unknown("email", f"{mailbox}\n{wanted}", record))

    def _called(self, name: str) -> set[int]:
        """All who bear a name."""
        named = self._named.get(name, ()) if self._is_stated("name", "", name) else ()
        return {*self._known.by_name.get(name, ()), *(row.ref for row in named)}

    def _may_be(self, person: int, name: str) -> bool:
        """Whether somebody could bear a name, by all that he is called."""
        label = self._label(person, "name")
        return not label or "@" in label or may_be_one(name, label, renamed=False)

    def _by_firm(self, name: str, email: str) -> int | None:
        """The only person of this name without an address who works at the firm of the address.

        A list without addresses and a mailbox without companies have only the name in common.
        """
        wanted = fold(name)
        if not is_full(wanted):
            return None
        refs = self._called(wanted)
        if len(refs) != 1:
            return None
        (ref,) = refs
        if not self._fits_firm(ref, email):
            return None
        return ref if len(self._addresses.get(wanted, ())) == 1 else None

    def _by_form(self, email: str) -> int | None:
        """The only one with the whole name of which an address at the own firm is made, such as
        piotr.wright@, who has no address at work and writes under the name from none."""
        form = re.sub(r"[\W\d_]", "", email.partition("@")[0])
        refs = self._forms.get(form, set()) if firm_of(email) else set()
        if len(refs) != 1:
            return None
        (ref,) = refs
        taken = self._addresses.get(fold(self._label(ref, "name")))
        return ref if not taken and self._fits_firm(ref, email) else None

    @cached_property
    def _forms(self) -> dict[str, set[int]]:
        """Given and family name in one, either first -> who bears them."""
        found: dict[str, set[int]] = {}
        for name, ref in self._bearers():
            words = words_of(name)
            if len(words) > 1 and min(len(words[0]), len(words[-1])) > 1:
                for form in ("".join(words), "".join((*words[1:], words[0]))):
                    found.setdefault(form, set()).add(ref)
        return found

    @cached_property
    def _addresses(self) -> Mapping[str, set[str]]:
        return addresses_of_names(self._people.files)

    def _fits_firm(self, ref: int, email: str) -> bool:
        """Whether somebody without an address at work is at the firm of this one."""
        keys = self._keys_of(ref)
        if any(kind == "email" and firm_of(value) for kind, _, value in keys):
            return False
        companies = self._firms(ref)
        return firm_of(email) in self._people.domains.of(keys) or (
            bool(companies) and all(works_there(one, email) for one in companies)
        )

    def _keys_of(self, ref: int) -> list[Key]:
        return [*(self._people.known.keys(ref) if ref > 0 else ()), *self._keys.get(ref, ())]

    def _firms(self, ref: int) -> list[str]:
        return [scope for kind, scope, _ in self._keys_of(ref) if kind == "name_company"]

    @cached_property
    def _keys(self) -> Mapping[int, list[Key]]:
        """Who -> the keys in all rows about them."""
        found: dict[int, list[Key]] = {}
        for row in self._people.rows:
            found.setdefault(row.ref, []).extend(row.keys)
        return found

    def _label(self, ref: int, what: str = "") -> str:
        """The person in words, or just the name."""
        rows = self._rows.get(ref)
        if ref > 0 and (what or rows is None):
            known = self._people.known
            return self._known.names.get(ref, "") if what else known.label(ref)
        return "" if rows is None else rows.record.name if what else rows.label

    def _by_profile(self, name: str, address: str) -> Meant:
        """Whom `Name <address of a profile>` means: never anybody by the name."""
        profile = normalize_profile(address)
        if not profile:
            why = "is not the profile of a person: write a name or an e-mail address"
            return Meant(why=why)
        if (found := self._look_up("profile", profile)) is not None:
            return Meant(found)
        record = PersonRecord(0, name=name, profile_url=address)
        return Meant(new=Unknown("profile", profile, record))

    @cached_property
    def _numbers(self) -> Mapping[int, set[str]]:
        """The phone numbers of those who have one in the rows of the batch."""
        return {ref: said for ref, row in self._rows.items() if (said := numbers_of(row.record))}

    def _by_phone(self, text: str) -> Meant:
        """The only one who has a number, as a telephone shows who is not in its address book; else
        somebody new, who is called by it."""
        number = number_of(text)
        refs = {ref for ref, numbers in self._numbers.items() if number in numbers}
        if (stored := self._known.by_phone.get(number)) is not None:
            refs.add(stored)
        if len(refs) == 1:
            return Meant(refs.pop())
        if refs:
            return Meant(why=fits([self._label(ref) for ref in refs], "it"))
        if named := self._known.by_name.get(fold(text), ()):
            return Meant(named[0])
        return Meant(new=of_a_name(PersonRecord(0, name=text, phone=text)))

    def _by_name(self, text: str, *, by_phone: bool) -> Meant:
        name = fold(text)
        if not name:
            return Meant(why="is no name that can be seen: correct it")
        refs = self._called(name)
        if len(refs) > 1 and by_phone:
            # A telephone names those whose numbers it has.
            reached = {*self._numbers, *self._known.by_phone.values()}
            refs = refs & reached if len(refs & reached) == 1 else refs
        if len(refs) > 1:
            return Meant(why=fits(map(self._label, refs), "it"))
        if refs:
            return Meant(refs.pop())
        return Meant(new=of_a_name(PersonRecord(0, name=text)))
