"""Imports: what is stored and counted, what is left out, all or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.store.batches import LOG, NOW, apply, dump, everything, file, keys, mail, matched, person
from tests.stored import evidence, get
from tiesmap.intake.who.matching import keys_of, match
from tiesmap.model.days import day_number
from tiesmap.model.evidence import IntroductionRecord, TieRecord
from tiesmap.model.people import PersonRecord, RelationshipRecord, TargetRecord
from tiesmap.model.problems import Problem
from tiesmap.store import imports, schema, targets
from tiesmap.store import keys as index
from tiesmap.store import people as persons
from tiesmap.store.incoming import batch as incoming
from tiesmap.store.reading.loading import load_ratings
from tiesmap.store.rows import read_versions
from tiesmap.store.store import Conflict, open_store


@pytest.fixture
def where(database: str) -> str:
    return database


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
    rated = get(store, load_ratings)
    assert rated.people.fillna(-1).to_numpy().tolist() == [
        [rita, bob, True, 4, "", -1, ""],
        [otto, ann, False, 2, "lead", -1, "A"],
    ]
    assert rated.categories.to_numpy().tolist() == [[rita, "Bank", 3]]
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
    told = imports.preview(store, imports.Brought(batch, keys, NOW))
    assert dump(store) == before
    done = imports.apply(store, imports.Brought(batch, keys, NOW))
    assert told == replace(done, id=None)
    before = dump(store)
    changed = file("people.csv", people=(PersonRecord(2, name="Ann", company="Zeta"),))
    told = imports.preview(store, imports.Brought(matched(store, changed), keys, NOW))
    assert told.changes == (("Ann", "company", "Acme", "Zeta"),)
    assert dump(store) == before


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
    report = imports.apply(store, imports.Brought(batch, keys, NOW)).files[0]
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
        known = get(store, index.known_people)
        imports.apply(store, imports.Brought(match([checked], known), keys_of, NOW))
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
        imports.apply(store, imports.Brought(matched(store, checked), keys, NOW, stop))
    assert dump(store) == before

    shares = []
    one = imports.Brought(
        matched(store, checked), keys, NOW, lambda share, what: shares.append(share)
    )
    report = imports.apply(store, one)
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
        imports.apply(store, imports.Brought(one, keys, NOW))
    assert dump(store) == before


def test_two_windows_that_import_the_same_make_nobody_twice(store):
    checked = file(people=(PersonRecord(2, name="Ann", email="ann@x.ch"),))
    one, other = matched(store, checked), matched(store, checked)
    imports.apply(store, imports.Brought(one, keys, NOW))
    before = dump(store)
    with pytest.raises(Conflict, match="import them again"):
        imports.apply(store, imports.Brought(other, keys, NOW))
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
