"""Batches matched by name alone: everybody in these tests has a name of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from tests.guarded import dump as whole
from tests.stored import get, one_person
from tiesmap.model.evidence import InteractionRecord, IntroductionRecord, TieRecord
from tiesmap.model.intake import Checked, ImportReport, Key, Matched, PersonMatch
from tiesmap.model.people import PersonRecord, RelationshipRecord, TargetRecord
from tiesmap.store import imports
from tiesmap.store import keys as index
from tiesmap.store import people as persons
from tiesmap.store.store import Store

NOW = datetime(2024, 6, 1, 9, 30)


def keys(record: PersonRecord, scope: str) -> Iterable[Key]:
    yield Key("id", scope, record.id)
    yield Key("email", "", record.email)
    yield Key("name", "", record.name.casefold())


def file(name: str = "file.csv", **rows: Sequence[object]) -> Checked:
    counted = sum(map(len, rows.values()))
    return Checked(name, "source", "scope", "utf-8", ",", counted, **rows)


def names_in(checked: Checked) -> list[str]:
    found: list[str] = []
    for record in checked.interactions:
        found += [record.sender, *record.to]
    for record in checked.ties:
        found += [record.person, record.other]
    for record in checked.introductions:
        found += [record.introducer, record.person, record.other]
    for record in checked.relationships:
        found += [record.rep, record.person]
    return [name for name in found if name]


def matched(store: Store, *files: Checked, rep: str = "", unknown: str = "") -> Matched:
    """Everybody told apart by name; a reference to `unknown` leads nowhere."""
    known = get(store, index.known_people).by_name
    refs: dict[str, int] = {}
    rows: list[PersonMatch] = []

    def ref(name: str) -> int:
        if name not in refs:
            stored = known.get(name.casefold())
            refs[name] = stored[0] if stored else -1 - len(refs)
        return refs[name]

    who = {}
    told = set()
    for checked in files:
        for record in checked.people:
            rows.append(PersonMatch(ref(record.name), record, checked.file, "source", "scope"))
            told.add(record.name)
    mentions = [(f.file, name) for f in files for name in names_in(f)]
    if rep:
        mentions.append(("", rep))
    for place, name in mentions:
        if name == unknown:
            continue
        who[place, name] = ref(name)
        if refs[name] < 0 and name not in told:
            rows.append(
                PersonMatch(refs[name], PersonRecord(0, name=name), place, "source", "scope")
            )
            told.add(name)
    return Matched(tuple(files), tuple(rows), who, ref(rep) if rep else None)


def apply(store: Store, *files: Checked, rep: str = "", **options) -> ImportReport:
    found = matched(store, *files, rep=rep, **options)
    return imports.apply(store, imports.Brought(found, keys, NOW))


def mail(sender: str, *to: str, day: int = 1, line: int = 2, **said: str) -> InteractionRecord:
    return InteractionRecord(line, datetime(2024, 1, day, 8, 15), sender, to, **said)


def dump(store: Store, without: Sequence[str] = ()) -> dict[str, list[str]]:
    """Everything that stands in the database, but for the given tables."""
    return whole(store, without, ())


LOG = (
    "imports",
    "counters",
    "person_stated",
    "restated",
)  # that an import took place is remembered, whatever it changed


def person(store: Store, name: str, rep: str = ""):
    (found,) = get(store, persons.find, name)
    return one_person(store, found.id, get(store, persons.find, rep)[0].id if rep else None)


def everything() -> tuple[Checked, ...]:
    people = file(
        "people.csv",
        people=(
            PersonRecord(2, id="1", name="Ann", email="ann@x.ch", company="Acme", category="Bank"),
            PersonRecord(3, name="Bob", client=True, comfort=4, connected_on=date(2020, 5, 1)),
            PersonRecord(4, name="Rita", comfort=5, extra={"Region": "DACH"}),
        ),
        extra_columns=("Region",),
    )
    events = file(
        "events.csv",
        interactions=(
            mail("Rita", "Ann", "Bob", purpose="hello", channel="email"),
            mail("Bob", "Dora", channel="telex"),
        ),
        ties=(TieRecord(2, "Ann", "Bob", contacts=3, kind="friend", strength=5),),
        introductions=(IntroductionRecord(2, date(2024, 2, 1), "Ann", "Rita", "Dora", "client"),),
        targets=(TargetRecord(2, name="Zed", why="big"),),
        relationships=(
            RelationshipRecord(2, "Otto", person="Ann", comfort=2, stage="lead", bucket="A"),
            RelationshipRecord(3, "", category="Bank", comfort=3),
        ),
    )
    return people, events
