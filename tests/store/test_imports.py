"""Imports: all or nothing, the same twice changes nothing, and what a hand set stays."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.guarded import dump as whole
from tests.stored import evidence, get, one_person, put
from tiesmap.intake.who.matching import keys_of, match
from tiesmap.model.days import day_number
from tiesmap.model.evidence import InteractionRecord, IntroductionRecord, TieRecord
from tiesmap.model.intake import Checked, ImportReport, Matched, PersonMatch
from tiesmap.model.people import CategoryRule, PersonRecord, RelationshipRecord, TargetRecord
from tiesmap.model.problems import Problem
from tiesmap.store import imports, ratings, rules, schema, targets
from tiesmap.store import keys as index
from tiesmap.store import people as persons
from tiesmap.store.incoming import batch as incoming
from tiesmap.store.keys import Key
from tiesmap.store.reading import contacts
from tiesmap.store.rows import read_versions
from tiesmap.store.store import Conflict, Store, Unusable, open_store

NOW = datetime(2024, 6, 1, 9, 30)


@pytest.fixture
def store(database):
    opened = open_store(database)
    yield opened
    opened.close()


# A batch, matched by name alone: everybody in these tests has a name of their own ----------------


def keys(record: PersonRecord, scope: str) -> Iterable[Key]:
    yield "id", scope, record.id
    yield "email", "", record.email
    yield "name", "", record.name.casefold()


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
    return imports.apply(store, matched(store, *files, rep=rep, **options), keys, NOW)


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


# What goes in ------------------------------------------------------------------------------------


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


def test_everything_is_stored_and_counted(store):
    report = apply(store, *everything(), rep="Rita")
    people, events = report.files
    # Rita is the rep: she is counted nowhere. Dora and Otto are known by reference alone.
    assert (people.people_new, people.people_changed, people.people_same) == (2, 0, 0)
    assert (events.people_new, events.people_changed, events.people_same) == (2, 0, 0)
    assert (people.ties, people.relationships, people.extra_columns) == (1, 1, ("Region",))
    assert (events.ties, events.interactions, events.introductions, events.targets) == (1, 2, 1, 1)
    assert events.relationships == 2
    assert (report.id, report.changes) == (1, ())

    rita, ann, bob, dora, otto = (
        person(store, name).id for name in ("Rita", "Ann", "Bob", "Dora", "Otto")
    )
    loaded = evidence(store)
    assert loaded.contacts.to_numpy().tolist() == [
        [1, day_number(datetime(2024, 1, 1, 8, 15)), rita, ann, 0, 2],
        [1, day_number(datetime(2024, 1, 1, 8, 15)), rita, bob, 0, 2],
        [2, day_number(datetime(2024, 1, 1, 8, 15)), bob, dora, 7, 1],
    ]
    assert loaded.ties.drop(columns="last_contact").fillna(-1).to_numpy().tolist() == [
        [rita, bob, -1, "linkedin", day_number(date(2020, 5, 1)), -1, False],
        [ann, bob, 3, "friend", -1, 5, False],
    ]
    assert loaded.introductions.to_numpy().tolist() == [
        [day_number(date(2024, 2, 1)), ann, rita, dora, "client"]
    ]
    assert loaded.relationships.fillna(-1).to_numpy().tolist() == [
        [rita, bob, True, 4, "", -1, ""],
        [otto, ann, False, 2, "lead", -1, "A"],
    ]
    assert loaded.category_ratings.to_numpy().tolist() == [[rita, "Bank", 3]]
    assert [rep.name for rep in get(store, persons.read, None, schema.people.c.rep)] == ["Rita"]
    assert person(store, "Rita").extra == {"Region": "DACH"}
    assert person(store, "Ann").category_by == "file"
    assert get(store, targets.read_targets, rita) == (TargetRecord(1, name="Zed", why="big"),)
    known = get(store, index.known_people)
    assert known.by_id == {("scope", "1"): ann}
    assert known.by_email == {"ann@x.ch": ann}
    assert known.by_name["dora"] == (dora,)


def test_everything_twice_is_everything_once(store):
    apply(store, *everything(), rep="Rita")
    before, versions = dump(store, LOG), get(store, read_versions)
    report = apply(store, *everything(), rep="Rita")
    assert dump(store, LOG) == before
    assert get(store, read_versions) == versions
    people, events = report.files
    assert (people.people_new, people.people_changed, people.people_same) == (0, 0, 3)
    counts = (events.ties, events.interactions, events.introductions, events.targets)
    assert counts == (0, 0, 0, 0)
    assert people.relationships == events.relationships == people.ties == 0


def test_preview_tells_the_same_and_writes_nothing(store):
    before = dump(store)
    batch = matched(store, *everything(), rep="Rita")
    told = imports.preview(store, batch, keys, NOW)
    assert dump(store) == before
    done = imports.apply(store, batch, keys, NOW)
    assert told == replace(done, id=None)
    before = dump(store)
    changed = file("people.csv", people=(PersonRecord(2, name="Ann", company="Zeta"),))
    told = imports.preview(store, matched(store, changed), keys, NOW)
    assert told.changes == (("Ann", "company", "Acme", "Zeta"),)
    assert dump(store) == before


# Laws --------------------------------------------------------------------------------------------

NAMES = st.sampled_from(["Ann", "Bob", "Cid", "Dora"])
INTERACTIONS = st.builds(
    mail,
    NAMES,
    NAMES,
    NAMES,
    day=st.integers(1, 2),
    channel=st.sampled_from(["email", "call"]),
    notes=st.sampled_from(["", "é"]),
)
TIES = st.builds(
    TieRecord, st.just(2), NAMES, NAMES, contacts=st.sampled_from([None, 1.0]), kind=NAMES
)
INTRODUCTIONS = st.builds(
    IntroductionRecord,
    st.just(2),
    st.sampled_from([None, date(2024, 1, 1)]),
    NAMES,
    NAMES,
    NAMES,
)
PEOPLE = st.builds(
    PersonRecord,
    st.just(2),
    name=NAMES,
    company=st.sampled_from(["", "Acme", "Zeta"]),
    category=st.sampled_from(["", "Bank"]),
    comfort=st.sampled_from([None, 1, 5]),
    do_not_ask=st.sampled_from([None, True, False]),
    client=st.sampled_from([None, True, False]),
    stage=st.sampled_from(["", "lead", "client"]),
    notes=st.sampled_from(["", "x", "y"]),
    connected_on=st.sampled_from([None, date(2020, 1, 1), date(2021, 1, 1)]),
    extra=st.dictionaries(st.just("Region"), st.sampled_from(["", "N", "S"]), max_size=1),
)
BATCHES = st.fixed_dictionaries(
    {
        "people": st.lists(PEOPLE, max_size=6),
        "interactions": st.lists(INTERACTIONS, max_size=8),
        "ties": st.lists(TIES, max_size=4),
        "introductions": st.lists(INTRODUCTIONS, max_size=4),
    }
)
FEW = settings(max_examples=20, deadline=None)


def batch(rows: dict[str, list[object]], name: str = "file.csv") -> Checked:
    return file(name, **{kind: tuple(records) for kind, records in rows.items()})


@FEW
@given(rows=BATCHES, seed=st.integers(0, 99))
def test_a_batch_again_in_another_order_changes_nothing(rows, seed):
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "x.db")
        apply(store, batch(rows), rep="Rita")
        before, versions = dump(store, LOG), get(store, read_versions)
        for records in rows.values():
            random.Random(seed).shuffle(records)
        again = apply(store, batch(rows), rep="Rita").files[0]
        assert dump(store, LOG) == before
        assert get(store, read_versions) == versions
        assert (again.people_new, again.people_changed, again.interactions) == (0, 0, 0)
        assert (again.ties, again.introductions, again.relationships) == (0, 0, 0)
        store.close()


@FEW
@given(rows=BATCHES, stored=BATCHES)
def test_preview_is_apply_taken_back(rows, stored):
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "x.db")
        apply(store, batch(stored), rep="Rita")
        before = dump(store)
        one = matched(store, batch(rows), rep="Rita")
        told = imports.preview(store, one, keys, NOW)
        assert dump(store) == before
        assert told == replace(imports.apply(store, one, keys, NOW), id=None)
        store.close()


@FEW
@given(first=st.integers(0, 4), second=st.integers(0, 4), together=st.booleans())
def test_kth_identical_row_is_the_same_in_every_file(first, second, together):
    """m copies in one file and n in another are max(m, n), in one batch or in two."""
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "x.db")
        row = mail("Ann", "Bob")
        files = (
            file("a.csv", interactions=(row,) * first),
            file("b.csv", interactions=(row,) * second),
        )
        batches = [files] if together else [files[:1], files[1:]]
        new = [f.interactions for one in batches for f in apply(store, *one).files]
        assert new == [first, max(0, second - first)]
        assert len(evidence(store).contacts) == max(first, second)
        store.close()


def test_rows_that_differ_anywhere_are_different(store):
    rows = (
        mail("Ann", "Bob"),
        mail("Bob", "Ann"),
        mail("Ann", "Bob", day=2),
        mail("Ann", "Bob", "Cid"),
        mail("Ann", "Bob", channel="call"),
        mail("Ann", "Bob", purpose="x"),
        mail("Ann", "Bob", notes="x"),
    )
    assert apply(store, file(interactions=rows)).files[0].interactions == len(rows)


def test_other_form_of_the_same_text_is_the_same_row(store):
    apply(store, file(interactions=(mail("Ann", "Bob", "Cid", notes="Z\u00fcrich"),)))
    again = file(interactions=(mail("Ann", "Cid", "Bob", "Cid", notes="Zu\u0308rich"),))
    assert apply(store, again).files[0].interactions == 0


# What an import may and may not change -----------------------------------------------------------


def test_fields_are_filled_and_replaced_never_emptied(store):
    first = PersonRecord(2, name="Ann", company="Acme", title="CFO", phone="1")
    apply(store, file(people=(first,)))
    second = PersonRecord(2, name="Ann", company="Zeta", city="Bern")
    report = apply(store, file(people=(second,)))
    assert report.files[0].people_changed == 1
    assert report.changes == (("Ann", "company", "Acme", "Zeta"), ("Ann", "city", "", "Bern"))
    ann = person(store, "Ann")
    assert (ann.company, ann.title, ann.phone, ann.city) == ("Zeta", "CFO", "1", "Bern")
    with store.reading() as connection:
        written = connection.execute(schema.changes.select()).all()
    assert [(row.import_id, row.field, row.before, row.after) for row in written] == [
        (report.id, "company", "Acme", "Zeta"),
        (report.id, "city", "", "Bern"),
    ]


def test_do_not_ask_is_only_ever_set(store):
    apply(store, file(people=(PersonRecord(2, name="Ann", do_not_ask=True),)))
    for flag in (False, None):
        apply(store, file(people=(PersonRecord(2, name="Ann", do_not_ask=flag),)))
        assert person(store, "Ann").do_not_ask
    put(store, persons.set_by_hand, [person(store, "Ann").id], {"do_not_ask": False})
    apply(store, file(people=(PersonRecord(2, name="Ann", do_not_ask=True),)))
    assert person(store, "Ann").do_not_ask


def test_what_a_hand_set_survives(store):
    row = PersonRecord(
        2, name="Ann", company="Acme", category="Bank", comfort=1, notes="file", stage="lead"
    )
    apply(store, file(people=(row,)), rep="Rita")
    rita = person(store, "Rita").id
    ann = person(store, "Ann", "Rita")
    edited = replace(
        ann, company="Acme AG", category="Hotels", comfort=5, notes="mine", stage="client"
    )
    saved = put(store, persons.save, edited, rita, ())
    put(store, ratings.rate_categories, rita, {"Bank": 4})
    rating = RelationshipRecord(3, "Rita", category="Bank", comfort=1)
    report = apply(store, file(people=(row,), relationships=(rating,)), rep="Rita")
    assert one_person(store, ann.id, rita) == saved
    assert get(store, ratings.category_comforts, rita) == {"Bank": 4}
    assert (report.files[0].people_same, report.files[0].people_changed) == (1, 0)
    assert any("Ann: company; Ann: category" in note for note in report.files[0].notes)
    # What a hand took away does not come back either.
    put(store, ratings.rate, rita, {ann.id: None})
    put(store, ratings.rate_categories, rita, {"Bank": None})
    apply(store, file(people=(row,), relationships=(rating,)), rep="Rita")
    assert person(store, "Ann", "Rita").comfort is None
    assert get(store, ratings.category_comforts, rita) == {}


def test_stored_rating_and_notes_stay_other_facts_are_brought_up_to_date(store):
    old = PersonRecord(2, name="Ann", comfort=2, notes="old", stage="lead")
    apply(store, file(people=(old,)), rep="Rita")
    new = replace(old, comfort=4, notes="new", stage="client", signed_on=date(2024, 3, 1))
    report = apply(store, file(people=(new,)), rep="Rita")
    assert report.files[0].relationships == 1
    assert report.changes == (
        ("Ann", "stage", "lead", "client"),
        ("Ann", "signed_on", "", "2024-03-01"),
    )
    ann = person(store, "Ann", "Rita")
    assert (ann.comfort, ann.notes, ann.stage) == (2, "old", "client")
    assert ann.signed_on == date(2024, 3, 1)


def test_a_value_that_the_batch_still_states_is_kept(store):
    """One person in two files, which disagree: reading both again must not flip-flop."""
    files = (
        file("a.csv", people=(PersonRecord(2, name="Ann", email="a@x.ch"),)),
        file("b.csv", people=(PersonRecord(2, name="Ann", email="a@y.ch"),)),
    )
    apply(store, *files)
    kept = person(store, "Ann")
    for order in (files, files[::-1]):
        assert not any(f.people_changed for f in apply(store, *order).files)
        assert person(store, "Ann") == kept
    # Both addresses lead to her.
    assert set(get(store, index.known_people).by_email) == {"a@x.ch", "a@y.ch"}


@pytest.mark.parametrize(
    "text", ["<img src=x onerror=alert(1)>", "=1+1", "a\0b", "'; drop table people; --", "👩‍🔬 Zoë"]
)
def test_text_comes_back_as_it_was(store, text):
    row = PersonRecord(2, name="Ann", company=text, notes=text, extra={text: text})
    if "\0" in text and store.path is None:
        with pytest.raises(Unusable, match="takes no NUL character"):
            apply(store, file(people=(row,)))
        return
    apply(store, file(people=(row,), interactions=(mail("Ann", "Bob", purpose=text),)), rep="Rita")
    ann = person(store, "Ann", "Rita")
    assert (ann.company, ann.notes, ann.extra) == (text, text, {text: text})
    assert evidence(store).people["company"].tolist().count(text) == 1
    assert get(store, contacts.contacts_of, ann.id, 50)["purpose"].tolist() == [text]


def test_linkedin_tie_is_declared_once(store):
    linked = PersonRecord(2, name="Ann", connected_on=date(2021, 3, 1))
    assert apply(store, file(people=(linked,)), rep="Rita").files[0].ties == 1
    again = replace(linked, connected_on=date(2022, 3, 1))
    assert apply(store, file(people=(again, again)), rep="Rita").files[0].ties == 0
    assert apply(store, file(people=(linked,)), rep="Otto").files[0].ties == 1


def test_rules_give_categories_to_those_who_come_without(store):
    put(store, rules.save_rules, [CategoryRule(("hotel*",), "Hotels")])
    rows = (
        PersonRecord(2, name="Ann", company="Grand Hotels"),
        PersonRecord(3, name="Bob", company="Hotel X", category="Bank"),
    )
    apply(store, file(people=rows))
    by = {p.name: (p.category, p.category_by) for p in get(store, persons.read, None)}
    assert by == {"Ann": ("Hotels", "rule"), "Bob": ("Bank", "file")}
    versions = get(store, read_versions)
    apply(store, file(people=rows))
    assert get(store, read_versions) == versions


VERSIONS = {
    "contact": (file(interactions=(mail("Ann", "Bob", day=9),)), {"evidence"}),
    "tie": (file(ties=(TieRecord(2, "Ann", "Bob"),)), {"evidence"}),
    "new person": (file(people=(PersonRecord(2, name="New"),)), {"evidence", "people"}),
    "field": (file(people=(PersonRecord(2, name="Ann", city="Bern"),)), {"people"}),
    "rating": (file(people=(PersonRecord(2, name="Ann", comfort=2),)), {"comfort"}),
    "wanted": (file(targets=(TargetRecord(2, company="Acme"),)), {"comfort"}),
    "nothing": (file(people=(PersonRecord(2, name="Ann"),)), set()),
}


@pytest.mark.parametrize(("checked", "groups"), VERSIONS.values(), ids=VERSIONS.keys())
def test_versions_go_up_only_where_something_changed(store, checked, groups):
    apply(store, file(interactions=(mail("Ann", "Bob"),)), rep="Rita")
    before = get(store, read_versions)
    apply(store, checked, rep="Rita")
    after = get(store, read_versions)
    assert {name for name in before if before[name] != after[name]} == groups


# Rows that are left out --------------------------------------------------------------------------


def test_row_whose_people_are_not_told_is_left_out(store):
    rows = (mail("Ann", "?"), mail("?", "Ann"), mail("Ann", "Bob", "?"), mail("Ann", "Bob"))
    problem = Problem("file.csv", 2, "to", "?", "fits two people")
    checked = replace(
        file(
            interactions=rows,
            ties=(TieRecord(2, "Ann", "?"),),
            introductions=(IntroductionRecord(2, None, "Ann", "Bob", "?"),),
            relationships=(RelationshipRecord(2, "?", person="Ann", comfort=2),),
        ),
        problems=(Problem("file.csv", 9, "date", "x", "is not a date"),),
    )
    batch = replace(matched(store, checked, unknown="?"), problems=(problem,))
    report = imports.apply(store, batch, keys, NOW).files[0]
    assert (report.interactions, report.ties, report.introductions) == (1, 0, 0)
    assert report.relationships == 0
    assert report.problems == (*checked.problems, problem)


def test_rows_with_one_person_on_both_sides_tie_nobody(store):
    checked = file(
        interactions=(mail("Ann", "Ann", line=7), mail("Ann", "Ann", "Bob")),
        ties=(TieRecord(8, "Ann", "Ann"),),
    )
    report = apply(store, checked).files[0]
    assert (report.interactions, report.ties) == (1, 0)
    assert any("line 7; 8." in note for note in report.notes)
    assert evidence(store).contacts["recipients"].tolist() == [1]


def test_two_files_of_one_name_are_counted_apart(store):
    one = file("a.csv", interactions=(mail("Ann", "Bob"),))
    two = file("a.csv", interactions=(mail("Ann", "Bob", day=2), mail("Ann", "Bob", day=3)))
    assert [f.interactions for f in apply(store, one, two).files] == [1, 2]


def test_what_is_said_in_the_name_of_a_rep_is_told_where_there_is_none(store):
    checked = file(
        people=(PersonRecord(2, name="Ann", comfort=4), PersonRecord(3, name="Bob")),
        relationships=(
            RelationshipRecord(2, "", category="Bank", comfort=3),
            RelationshipRecord(3, "Otto", person="Ann", comfort=3),
        ),
        targets=(TargetRecord(2, company="Acme"),),
    )
    linked = file("links.csv", people=(PersonRecord(2, name="Cid", connected_on=date(2020, 1, 1)),))
    report = apply(store, checked, linked)
    assert ["what 3 rows would say" in note for note in report.files[0].notes] == [True]
    assert ["what 1 row would say" in note for note in report.files[1].notes] == [True]
    assert report.files[0].relationships == 1  # Otto is named in his row
    again = apply(store, checked, linked, rep="Rita").files
    assert [f.notes for f in again] == [(), ()]
    assert (again[0].relationships, again[0].targets, again[1].ties) == (2, 1, 1)


def test_somebody_of_another_list_is_known_by_name_and_company_when_an_id_comes(store):
    """LinkedIn first, one's own people.csv with ids later: one Ann."""
    ann = PersonRecord(2, name="Ann Lee", company="Acme")
    linkedin = replace(file("Connections.csv", people=(ann,)), scope="linkedin")
    own = replace(file("people.csv", people=(replace(ann, id="c-7"),)), scope="tiesmap")
    for checked in (linkedin, own):
        imports.apply(store, match([checked], get(store, index.known_people)), keys_of, NOW)
    assert [p.name for p in get(store, persons.read, None)] == ["Ann Lee"]
    assert get(store, index.public_ids) == {1: "c-7"}


# All or nothing ----------------------------------------------------------------------------------


class Stopped(Exception):
    pass


def test_progress_runs_from_nothing_to_all_and_can_stop_the_import(store, monkeypatch):
    monkeypatch.setattr(incoming, "PORTION", 3)
    checked = file(interactions=tuple(mail("Ann", "Bob", notes=str(k)) for k in range(10)))
    before = dump(store)

    def stop(share: float, what: str) -> None:
        if share > 0.5:
            raise Stopped

    with pytest.raises(Stopped):
        imports.apply(store, matched(store, checked), keys, NOW, stop)
    assert dump(store) == before

    shares = []
    report = imports.apply(
        store, matched(store, checked), keys, NOW, lambda share, what: shares.append(share)
    )
    assert shares == sorted(shares) and shares[-1] == 1.0 and len(shares) > 4
    assert report.files[0].interactions == 10
    assert evidence(store).contacts["interaction"].tolist() == list(range(1, 11))


def test_person_removed_between_matching_and_applying(store):
    apply(store, file(people=(PersonRecord(2, name="Ann"),)))
    checked = file(people=(PersonRecord(2, name="Ann", city="Bern"),))
    one = matched(store, checked)
    with store.writing() as connection:
        for table in ("person_keys", "person_stated", "person_rows", "people"):
            connection.execute(schema.metadata.tables[table].delete())
    before = dump(store)
    with pytest.raises(Conflict, match="import them again"):
        imports.apply(store, one, keys, NOW)
    assert dump(store) == before


def test_two_windows_that_import_the_same_make_nobody_twice(store):
    checked = file(people=(PersonRecord(2, name="Ann", email="ann@x.ch"),))
    one, other = matched(store, checked), matched(store, checked)
    imports.apply(store, one, keys, NOW)
    before = dump(store)
    with pytest.raises(Conflict, match="import them again"):
        imports.apply(store, other, keys, NOW)
    assert dump(store) == before


def test_portions_do_not_show(store, tmp_path, monkeypatch):
    """The same batch in small portions and in one gives the same database."""
    apply(store, *everything(), rep="Rita")
    small = open_store(tmp_path / "small.db")
    monkeypatch.setattr(incoming, "PORTION", 1)
    apply(small, *everything(), rep="Rita")
    tables = evidence(store), evidence(small)
    for name in tables[0].__slots__:
        one, two = (getattr(loaded, name) for loaded in tables)
        # Nobody's ids or order may depend on the portions.
        assert one.equals(two), name
