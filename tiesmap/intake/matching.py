"""Who is who: rows and references of a batch of files told apart, and recognized in the store.

Rows about people come first, whichever file they stand in, so that the order of files and rows
does not matter. A row is somebody known by the first of these that leads anywhere: its id within
the scope of its file, its profile, its e-mail address, its name and company together. Never by the
name alone. What would make two stored people one, or one person of two, is a problem instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any, TypeVar
from urllib.parse import unquote

from tiesmap.intake.checking import read_email
from tiesmap.model.evidence import InteractionRecord
from tiesmap.model.intake import OWN_SCOPE, Checked, KnownPeople, Matched, PersonMatch
from tiesmap.model.people import PersonRecord
from tiesmap.model.problems import Problem, Refused, shorten

Key = tuple[str, str, str]
"""(kind, scope, value) by which a person is known again, normalized.

Kinds: `id` (scope = where the id comes from), `profile`, `email`, `name_company` (scope = the
company) and `name`, which alone is never enough.
"""
_K = TypeVar("_K", bound=Hashable)


# --- keys ----------------------------------------------------------------------------------


def normalize_name(text: str) -> str:
    """A name as it is compared: case, width and blanks do not count, accents do."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
        text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return " ".join(text.casefold().split())


def normalize_company(text: str) -> str:
    """A company as it is compared: as a name, and punctuation does not count either.

    Legal forms stay (Acme Inc and Acme GmbH are two companies): no match may be wrong.
    """
    text = normalize_name(text).replace(".", "")
    return " ".join(re.sub(r"[^\w&+]|_", " ", text).split())


def normalize_email(text: str) -> str:
    """An e-mail address as it is compared: in small letters."""
    return unicodedata.normalize("NFC", text).strip().lower()


_LINKEDIN = re.compile(r"(?:^|[/.])linkedin\.com/(in|pub)/([^?#]+)|^/?(in|pub)/([^?#]+)")


def normalize_profile(text: str) -> str:
    """What in the address of a profile tells a person: `in/jane-doe` for any of LinkedIn's.

    Other addresses come without scheme, www and closing slash. Empty where the address is not of
    one person: a host alone, a company's page.
    """
    text = unicodedata.normalize("NFC", unquote(text)).strip().lower()
    if found := _LINKEDIN.search(text):
        kind, slug = (found[1], found[2]) if found[1] else (found[3], found[4])
        # Older addresses (pub/name/1/2/3) need their numbers; after in/name comes a language.
        slug = slug.strip("/") if kind == "pub" else slug.split("/")[0]
        return f"{kind}/{slug}" if slug else ""
    if re.match(r"(?:[a-z]+://)?(?:[^/]+\.)?linkedin\.com(?:/|$)", text):
        return ""
    text = re.sub(r"^[a-z]+://", "", text).removeprefix("www.").rstrip("/")
    host, _, page = text.partition("/")
    return text if page and "." in host else ""


def keys_of(record: PersonRecord, scope: str) -> tuple[Key, ...]:
    """The keys by which a person is known, of what a row says; the strongest first."""
    keys: list[Key] = []
    if record.id:
        keys.append(("id", scope, record.id))
    if record.profile_url and (profile := normalize_profile(record.profile_url)):
        keys.append(("profile", "", profile))
    if record.email:
        keys.append(("email", "", normalize_email(record.email)))
    if record.name and (name := normalize_name(record.name)):
        if record.company and (company := normalize_company(record.company)):
            keys.append(("name_company", company, name))
        keys.append(("name", "", name))
    return tuple(keys)


# --- rows about people ---------------------------------------------------------------------


@dataclass(slots=True)
class _Row:
    """A row about a person on its way to one."""

    at: int
    checked: Checked
    record: PersonRecord
    keys: tuple[Key, ...]
    dropped: bool = False

    @property
    def label(self) -> str:
        who = self.record
        number = f"id {who.id}" if who.id and "\n" not in who.id else ""
        about = ", ".join(filter(None, (who.company, who.email, number)))
        return (who.name or who.email) + (f" ({about})" if about else "")

    @property
    def place(self) -> str:
        return f"{self.label} in {self.checked.file}, line {self.record.line}"


class _Known:
    """What the index says of a stored person: its keys the other way around, made when needed."""

    def __init__(self, known: KnownPeople) -> None:
        self.index = known
        self._keys: dict[int, list[Key]] | None = None

    def keys(self, person: int) -> list[Key]:
        if self._keys is None:
            found: dict[int, list[Key]] = {}
            for (scope, value), who in self.index.by_id.items():
                found.setdefault(who, []).append(("id", scope, value))
            for value, who in self.index.by_profile.items():
                found.setdefault(who, []).append(("profile", "", value))
            for value, who in self.index.by_email.items():
                found.setdefault(who, []).append(("email", "", value))
            for (value, company), who in self.index.by_name_company.items():
                found.setdefault(who, []).append(("name_company", company, value))
            for value, people in self.index.by_name.items():
                for who in people:
                    found.setdefault(who, []).append(("name", "", value))
            self._keys = found
        return self._keys.get(person, [])

    def label(self, person: int) -> str:
        name = self.index.names.get(person, f"person {person}")
        keys = self.keys(person)
        shown = [company for kind, company, _ in keys if kind == "name_company"][:1]
        shown += [v for kind, _, v in keys if kind == "email" and v != normalize_name(name)][:1]
        if not shown:
            shown = [f"id {v}" for kind, _, v in keys if kind == "id" and "\n" not in v][:1]
        return f"{name} ({', '.join(shown)})" if shown else name


@dataclass(slots=True)
class _Said:
    """All that is said of one person under the kinds of key that tell people apart."""

    names: set[str] = field(default_factory=set)
    others: dict[str, set[str]] = field(default_factory=dict)
    """profile or email -> values."""

    def add(self, keys: Iterable[Key]) -> None:
        for kind, _, value in keys:
            if kind == "name":
                self.names.add(value)
            elif kind in ("profile", "email"):
                self.others.setdefault(kind, set()).add(value)

    def contradicts(self, other: _Said, alike: Callable[[str, str], bool]) -> bool:
        """Whether name, e-mail and profile, as far as both give them, disagree one and all."""
        both = [kind for kind in self.others if kind in other.others]
        if any(self.others[kind] & other.others[kind] for kind in both):
            return False
        if self.names and other.names:
            return not any(alike(one, two) for one in self.names for two in other.names)
        return bool(both)


def _alike(one: str, other: str) -> bool:
    """Whether two names could be one person's: a word in common, and no number that differs."""
    words, others = set(re.findall(r"\w+", one)), set(re.findall(r"\w+", other))
    numbers = {word for word in words ^ others if word.isdigit()}
    return bool(words & others) and not numbers


class _People:
    """The rows about people of a batch, joined into persons step by step."""

    def __init__(self, files: Sequence[Checked], known: KnownPeople) -> None:
        self.known = _Known(known)
        self.problems: list[Problem] = []
        self.disputed: set[tuple[str, str]] = set()
        """Ids that stand for two different people."""
        self.rows: list[_Row] = []
        for checked in files:
            alone: Counter[str] = Counter()
            for record in checked.people:
                keys = keys_of(record, checked.scope)
                if not any(kind != "name" for kind, _, _ in keys):
                    record = replace(record, id=_made_up_id(record, alone))
                    keys = keys_of(record, checked.scope)
                self.rows.append(_Row(len(self.rows), checked, record, keys))
        self._parent = list(range(len(self.rows)))
        self._stored: list[int | None] = [None] * len(self.rows)
        self._dispute_ids()
        self._join(self._buckets("id"), known.by_id)
        self._join(_plain(self._buckets("profile")), known.by_profile)
        self._join(_plain(self._buckets("email")), known.by_email)
        self._join_names(known.by_name_company)

    def ref(self, row: _Row) -> int:
        """Who the row is: a stored person (> 0), or a negative number for a new one."""
        root = self._root(row.at)
        stored = self._stored[root]
        return -1 - root if stored is None else stored

    def _root(self, at: int) -> int:
        while self._parent[at] != at:
            self._parent[at] = self._parent[self._parent[at]]
            at = self._parent[at]
        return at

    def _buckets(self, kind: str) -> dict[tuple[str, str], list[_Row]]:
        """The rows that share a key of this kind, by its scope and value."""
        buckets: dict[tuple[str, str], list[_Row]] = {}
        for row in self.rows:
            if not row.dropped:
                for k, scope, value in row.keys:
                    if k == kind:
                        buckets.setdefault((scope, value), []).append(row)
        return buckets

    def _dispute_ids(self) -> None:
        """Leave out rows whose id stands for somebody else: two lists that use one numbering."""
        by_id = self.known.index.by_id
        buckets = self._buckets("id")
        doubted: set[str] = set()
        for key, rows in buckets.items():
            if key not in by_id:
                if len(rows) > 1:
                    self._dispute_among(key, rows)
            elif self._dispute_stored(by_id[key], key, rows, _alike):
                doubted.add(key[0])
        # Once a numbering is in doubt, a first name in common is no sign of being the same.
        for key, rows in buckets.items():
            if key[0] in doubted and key in by_id:
                self._dispute_stored(by_id[key], key, rows, str.__eq__)

    def _dispute_stored(
        self,
        stored: int,
        key: tuple[str, str],
        rows: list[_Row],
        alike: Callable[[str, str], bool],
    ) -> bool:
        label = normalize_name(self.known.index.names.get(stored, ""))
        disputed = False
        for row in rows:
            if row.dropped or ("name", "", label) in row.keys:
                continue
            before, now = _Said(), _Said()
            before.add(self.known.keys(stored))
            if label and "@" not in label:
                before.names.add(label)
            now.add(row.keys)
            if now.contradicts(before, alike):
                disputed = True
                self.disputed.add(key)
                message = (
                    f"already stands for {self.known.label(stored)}, and nothing about the two "
                    "agrees: give this person another id"
                )
                self._drop(row, "id", key[1], message)
        return disputed

    def _dispute_among(self, key: tuple[str, str], rows: list[_Row]) -> None:
        said = []
        for keys in dict.fromkeys(row.keys for row in rows):
            said.append(_Said())
            said[-1].add(keys)
        # Whatever so many different rows say, they are not one person.
        if len(said) <= 30 and not any(
            one.contradicts(other, _alike) for one, other in combinations(said, 2)
        ):
            return
        self.disputed.add(key)
        for row in rows:
            other = next(r for r in (rows[-1], rows[0]) if r is not row)
            message = f"also stands for {other.place}: give each person an id of their own"
            self._drop(row, "id", key[1], message)

    def _drop(self, row: _Row, column: str, value: str, message: str) -> None:
        row.dropped = True
        place = (row.checked.file, row.record.line)
        self.problems.append(Problem(*place, column, value, message))

    def _join(self, buckets: Mapping[_K, list[_Row]], known: Mapping[_K, int]) -> None:
        """Join rows that share a key with each other and with the stored person who has it.

        A row that is somebody already is not joined to somebody else: the first match counts.
        """
        for key in sorted(buckets, key=str):
            roots = list(dict.fromkeys(self._root(row.at) for row in buckets[key]))
            stored = known.get(key)
            if len(roots) == 1 and (stored is None or self._stored[roots[0]] is not None):
                continue
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

    def _join_names(self, known: Mapping[tuple[str, str], int]) -> None:
        """The same name at the same company: one person, unless a stronger key tells them apart."""
        strong: dict[int, set[Key]] | None = None
        for (company, name), rows in sorted(self._buckets("name_company").items()):
            refs = list(dict.fromkeys(self.ref(row) for row in rows))
            stored = known.get((name, company))
            if stored is not None and stored not in refs:
                refs.append(stored)
            if len(refs) == 1:
                continue
            if strong is None:
                strong = self._strong_keys()
            kinds: Counter[str] = Counter()
            for ref in refs:
                keys = [*strong.get(ref, ()), *(self.known.keys(ref) if ref > 0 else ())]
                kinds.update({kind + scope for kind, scope, _ in keys if kind in _STRONG})
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
            others = {self.ref(row): row.label for row in rows if self.ref(row) not in bare}
            for ref in people:
                others.setdefault(ref, self.known.label(ref))
            message = _fits(others.values(), "this row")
            for row in rows:
                if self.ref(row) in bare:
                    self._drop(row, "name", row.record.name, message)

    def _strong_keys(self) -> dict[int, set[Key]]:
        strong: dict[int, set[Key]] = {}
        for row in self.rows:
            keys = strong.setdefault(self.ref(row), set())
            keys.update(key for key in row.keys if key[0] in _STRONG)
        return strong


_STRONG = ("id", "profile", "email")


def _plain(buckets: dict[tuple[str, str], list[_Row]]) -> dict[str, list[_Row]]:
    return {value: rows for (_, value), rows in buckets.items()}


def _made_up_id(record: PersonRecord, alone: Counter[str]) -> str:
    """An id for a row with a name and nothing that tells who it is.

    The k-th such row of a file is the k-th of any other of its scope: the same file twice makes
    nobody twice, and nobody is known by the name alone. What a rep rates is no part of it.
    """
    said = (record.name, record.title, record.city, record.phone)
    text = "\n".join(map(normalize_name, said))
    alone[text] += 1
    return f"{text}\n{alone[text]}"


def _fits(labels: Iterable[str], what: str) -> str:
    shown = sorted(labels)
    listed = "; ".join(shown[:5]) + (f"; and {len(shown) - 5} more" if len(shown) > 5 else "")
    return (
        f"fits {len(shown)} people, {listed}: say which one {what} means by an e-mail address "
        "or an id"
    )


# --- references ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Unknown:
    """Somebody no row tells of: made as soon as a good row mentions them."""

    kind: str
    value: str
    record: PersonRecord

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.value


class _References:
    """What the texts that name people lead to."""

    def __init__(self, people: _People) -> None:
        self._people = people
        self._known = people.known.index
        self._by: dict[str, dict[Any, int]] = {"id": {}, "profile": {}, "email": {}}
        self._named: dict[str, dict[int, _Row]] = {}
        for row in people.rows:
            if row.dropped:
                continue
            ref = people.ref(row)
            for kind, scope, value in row.keys:
                if kind == "name":
                    self._named.setdefault(value, {}).setdefault(ref, row)
                elif kind in self._by:
                    key = (scope, value) if kind == "id" else value
                    # Stored people first, then the oldest: as rows are joined.
                    self._by[kind][key] = min(
                        ref, self._by[kind].get(key, ref), key=lambda who: (who < 0, abs(who))
                    )
        self._by["id"] = {**self._by["id"], **self._known.by_id}
        self._by["profile"] = {**self._by["profile"], **self._known.by_profile}
        self._by["email"] = {**self._by["email"], **self._known.by_email}
        self._cache: dict[tuple[str, str], int | str | _Unknown] = {}

    def find(self, scope: str, text: str) -> int | str | _Unknown:
        """A person, or why there is none in words, or somebody new."""
        key = (scope, text)
        if key not in self._cache:
            self._cache[key] = self._find(scope, text)
        return self._cache[key]

    def _find(self, scope: str, text: str) -> int | str | _Unknown:
        if (scope, text) in self._people.disputed:
            return "is an id that stands for two different people: name them by e-mail address"
        if (found := self._by["id"].get((scope, text))) is not None:
            return found
        if "@" in text:
            email = read_email(text)
            if not isinstance(email, str):
                return "is neither an id, a name nor one e-mail address: divide several by ;"
            if (found := self._by["email"].get(email)) is not None:
                return found
            name = text.partition("<")[0].strip(' "') if "<" in text else ""
            return _Unknown("email", email, PersonRecord(0, name=name, email=email))
        if not any(map(str.isalpha, text)):
            return (
                "is the id of nobody: import people.csv with this file, or write a name or an "
                "e-mail address"
            )
        if "/" in text and (profile := normalize_profile(text)):
            if (found := self._by["profile"].get(profile)) is not None:
                return found
            return "is the profile of nobody known: add the person to people.csv first"
        name = normalize_name(text)
        if not name:
            return "is no name that can be seen: correct it"
        rows = self._named.get(name, {})
        stored = self._known.by_name.get(name, ())
        refs = {*rows, *stored}
        if len(refs) > 1:
            labels = [
                rows[ref].label if ref in rows else self._people.known.label(ref) for ref in refs
            ]
            return _fits(labels, "it")
        if refs:
            return refs.pop()
        record = PersonRecord(0, name=text)
        return _Unknown("name", name, replace(record, id=_made_up_id(record, Counter())))


# --- rows that refer to people -------------------------------------------------------------


_REFERENCES: Mapping[str, tuple[str, ...]] = {
    "relationships": ("rep", "person"),
    "ties": ("person", "other"),
    "introductions": ("introducer", "person", "other"),
}
"""Fields that name people, called as their columns are. A relationship may go without person (it
rates a category) and without rep (the one the batch is for)."""


class _Batch:
    """The people made and the problems found while the rows of a batch are gone through."""

    def __init__(self, references: _References) -> None:
        self.references = references
        self.who: dict[tuple[str, str], int] = {}
        self.made: dict[tuple[str, str], PersonMatch] = {}
        self.problems: list[Problem] = []
        self.reps: dict[int, tuple[int, Checked]] = {}
        """Who stands in the rep column of a relationship, and the line and file of the first."""
        self._next = -1 - len(references._people.rows)

    def mint(self, unknown: _Unknown, line: int, file: str, source: str, scope: str) -> int:
        """The new person, made where they are first mentioned."""
        if unknown.key not in self.made:
            record = replace(unknown.record, line=line)
            self.made[unknown.key] = PersonMatch(self._next, record, file, source, scope)
            self._next -= 1
        return self.made[unknown.key].ref

    def look_up(
        self, checked: Checked, line: int, texts: Iterable[tuple[str, str]]
    ) -> list[int | _Unknown] | None:
        """Whom the (column, text) of a row name; None, with a problem, if one cannot be told."""
        found: list[int | _Unknown] = []
        for column, text in texts:
            who = self.references.find(checked.scope, text)
            if isinstance(who, str):
                self.problems.append(Problem(checked.file, line, column, text, who))
                return None
            found.append(who)
        return found

    def settle(
        self, checked: Checked, line: int, texts: Iterable[str], found: Iterable[int | _Unknown]
    ) -> list[int]:
        """The people of a good row, made if they are new."""
        refs = []
        for text, who in zip(texts, found, strict=True):
            if isinstance(who, _Unknown):
                who = self.mint(who, line, checked.file, checked.source, checked.scope)
            self.who[checked.file, text] = who
            refs.append(who)
        return refs

    def rows(self, checked: Checked, kind: str) -> tuple[Any, ...]:
        """The rows of a kind whose people are told and differ from each other."""
        kept = []
        for record in getattr(checked, kind):
            columns = [c for c in _REFERENCES[kind] if getattr(record, c)]
            texts = [getattr(record, column) for column in columns]
            found = self.look_up(checked, record.line, zip(columns, texts, strict=True))
            if found is None:
                continue
            if len(set(map(_identity, found))) < len(found):
                message = f"{' and '.join(columns)} must be different people: correct the row"
                self.problems.append(Problem(checked.file, record.line, "", "", message))
                continue
            refs = self.settle(checked, record.line, texts, found)
            if kind == "relationships" and record.rep:
                self.reps.setdefault(refs[0], (record.line, checked))
            kept.append(record)
        return tuple(kept)

    def interactions(self, checked: Checked) -> tuple[InteractionRecord, ...]:
        """The interactions whose people are told, without mails to oneself."""
        kept = []
        known: dict[str, int] = {}
        for record in checked.interactions:
            sender = known.get(record.sender)
            to = [known.get(text) for text in record.to]
            if sender is None or None in to:
                columns = ("from", *("to" for _ in record.to))
                texts = (record.sender, *record.to)
                found = self.look_up(checked, record.line, zip(columns, texts, strict=True))
                if found is None:
                    continue
                if all(_identity(who) == _identity(found[0]) for who in found):
                    self._alone(checked, record)
                    continue
                refs = self.settle(checked, record.line, texts, found)
                known.update(zip(texts, refs, strict=True))
                sender, to = refs[0], list(refs[1:])
            if sender in to or (len(to) > 1 and len(set(to)) < len(to)):
                others: dict[int | None, str] = {}
                for ref, text in zip(to, record.to, strict=True):
                    if ref != sender:
                        others.setdefault(ref, text)
                if not others:
                    self._alone(checked, record)
                    continue
                record = replace(record, to=tuple(others.values()))
            kept.append(record)
        return tuple(kept)

    def _alone(self, checked: Checked, record: InteractionRecord) -> None:
        message = "is the sender too, and nobody else is in it: it shows no tie"
        to = "; ".join(record.to)
        self.problems.append(Problem(checked.file, record.line, "to", to, message))


def _identity(who: int | _Unknown) -> Hashable:
    return who.key if isinstance(who, _Unknown) else who


def match(files: Sequence[Checked], known: KnownPeople, rep: str | int | None = None) -> Matched:
    """Tell everybody in a batch apart, and recognize those who are stored.

    `rep` says whose network the batch is for: an id > 0 of a stored person, or a text (an id of
    a file, an e-mail address, a full name; somebody unknown is made); None means the first row
    with rep = yes. Whoever stands in the rep column of a relationship becomes a rep.

    The files that come back hold only the rows whose people are told; of everybody who is left
    out there is a problem. Raises Refused where the rep cannot be told, or where two files of
    different scope have one name.
    """
    _refuse_same_name(files)
    people = _People(files, known)
    references = _References(people)
    batch = _Batch(references)
    chosen = _find_rep(files, people, batch, rep)
    kept = tuple(
        replace(
            checked,
            people=tuple(_kept_people(people, checked)),
            interactions=batch.interactions(checked),
            relationships=batch.rows(checked, "relationships"),
            ties=batch.rows(checked, "ties"),
            introductions=batch.rows(checked, "introductions"),
        )
        for checked in files
    )
    found = [
        PersonMatch(
            people.ref(row),
            row.record,
            row.checked.file,
            row.checked.source,
            row.checked.scope,
        )
        for row in people.rows
        if not row.dropped
    ]
    everybody = _with_reps([*found, *batch.made.values()], batch.reps)
    problems = sorted([*people.problems, *batch.problems], key=_order(files))
    return Matched(kept, tuple(everybody), batch.who, chosen, tuple(problems))


def _with_reps(
    people: Sequence[PersonMatch], reps: Mapping[int, tuple[int, Checked]]
) -> list[PersonMatch]:
    """The people, with those who stand in a rep column as reps."""
    marked = [
        replace(match, record=replace(match.record, rep=True)) if match.ref in reps else match
        for match in people
    ]
    told = {match.ref for match in people}
    for ref, (line, checked) in reps.items():
        if ref not in told:
            record = PersonRecord(line, rep=True)
            marked.append(PersonMatch(ref, record, checked.file, checked.source, checked.scope))
    return marked


def _kept_people(people: _People, checked: Checked) -> list[PersonRecord]:
    return [row.record for row in people.rows if row.checked is checked and not row.dropped]


def _order(files: Sequence[Checked]) -> Callable[[Problem], tuple[int, int]]:
    place = {checked.file: number for number, checked in enumerate(files)}
    return lambda problem: (place.get(problem.file, 0), problem.line or 0)


def _refuse_same_name(files: Sequence[Checked]) -> None:
    scopes: dict[str, str] = {}
    for checked in files:
        if scopes.setdefault(checked.file, checked.scope) != checked.scope:
            raise Refused(
                f"Two different files are called {checked.file}: rename one, or import them one "
                "after the other."
            )


def _find_rep(
    files: Sequence[Checked], people: _People, batch: _Batch, rep: str | int | None
) -> int | None:
    if isinstance(rep, int):
        return rep
    if rep is None or not rep.strip():
        return next(
            (people.ref(row) for row in people.rows if row.record.rep and not row.dropped), None
        )
    text = " ".join(rep.split())
    scopes = list(dict.fromkeys([OWN_SCOPE, *(checked.scope for checked in files)]))
    found = [batch.references.find(scope, text) for scope in scopes]
    refs = {who for who in found if isinstance(who, int)}
    if len(refs) == 1:
        return refs.pop()
    if len(refs) > 1:
        raise Refused(f"The rep '{shorten(text)}' could be several people: name one by e-mail.")
    who = found[0]
    if isinstance(who, _Unknown):
        return batch.mint(replace(who, record=replace(who.record, rep=True)), 0, "", "", OWN_SCOPE)
    raise Refused(f"The rep '{shorten(text)}' {who}.")
