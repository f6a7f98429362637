"""People as they are stored, edited, found and rated by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.stored import add, get, one_person, put
from tiesmap.model.folding import fold
from tiesmap.model.intake import Key
from tiesmap.model.people import Person
from tiesmap.store import keys as index
from tiesmap.store import people, ratings, schema
from tiesmap.store.reading.loading import load_ratings
from tiesmap.store.store import Conflict, open_store


def test_saved_person_comes_back_whole(store):
    rep = put(store, people.save, Person(0, "Rita", rep=True), None, ())
    full = Person(
        id=0,
        name="Zoë Müller",
        email="zoe@example.com",
        profile_url="https://example.com/in/zoe",
        phone="+41 1",
        company="Acme",
        title="CFO",
        category="Hotels",
        city="Bern",
        do_not_ask=True,
        client=True,
        comfort=4,
        stage="client",
        signed_on=date(2024, 2, 29),
        bucket="A",
        notes="likes <b>tea</b>",
        extra={"Region": "DACH"},
    )
    saved = put(store, people.save, full, rep.id, ())
    assert saved == replace(full, id=saved.id, category_by="hand", version=1)
    assert one_person(store, saved.id, rep.id) == saved
    # What Rita says is hers alone.
    bare = replace(saved, client=False, comfort=None, stage="", signed_on=None, bucket="", notes="")
    assert one_person(store, saved.id) == bare
    assert get(store, people.read, None, schema.people.c.rep) == (rep,)
    assert get(store, people.read, rep.id) == (rep, saved)
    assert one_person(store, 10_000) is None


def test_second_window_is_told_and_nothing_is_lost(tmp_path):
    first, second = open_store(tmp_path / "x.db"), open_store(tmp_path / "x.db")
    rep = add(first, "Rita")
    ann = add(first, "Ann", rep.id, notes="old")
    seen = one_person(second, ann.id, rep.id)
    put(first, people.save, replace(ann, city="Bern"), rep.id, ())
    with pytest.raises(Conflict, match="Ann"):
        put(second, people.save, replace(seen, city="Basel"), rep.id, ())
    assert one_person(second, ann.id, rep.id).city == "Bern"
    # A rating, too, is a change of what the other window shows.
    seen = one_person(second, ann.id, rep.id)
    put(first, ratings.rate, rep.id, {ann.id: 2})
    with pytest.raises(Conflict):
        put(second, people.save, replace(seen, notes="new"), rep.id, ())
    now = one_person(second, ann.id, rep.id)
    assert (now.comfort, now.notes) == (2, "old")
    assert put(second, people.save, replace(now, notes="new"), rep.id, ()).notes == "new"


def test_edit_of_somebody_who_is_gone_is_a_conflict(store):
    with pytest.raises(Conflict, match="removed"):
        put(store, people.save, Person(id=77, name="Ghost"), None, ())
    rep = add(store, "Rita")
    with pytest.raises(Conflict):
        put(store, ratings.rate, rep.id, {77: 3})


def test_address_of_another_person_is_refused(store):
    keys = [Key("email", "", "ann@x.ch"), Key("name", "", "ann")]
    ann = put(store, people.save, Person(0, "Ann", email="ann@x.ch"), None, keys)
    with pytest.raises(Conflict, match="belongs to Ann"):
        put(store, people.save, Person(0, "Anna", email="ann@x.ch"), None, keys)
    other = put(store, people.save, Person(0, "Ann"), None, [Key("name", "", "ann")])
    known = get(store, index.known_people)
    assert known.by_email == {"ann@x.ch": ann.id}
    assert known.by_name == {"ann": (ann.id, other.id)}
    assert known.names == {ann.id: "Ann", other.id: "Ann"}
    # An address that a person had once still leads to the person.
    put(store, people.save, replace(ann, email="a@y.ch"), None, [Key("email", "", "a@y.ch")])
    assert get(store, index.known_people).by_email == {"ann@x.ch": ann.id, "a@y.ch": ann.id}


def test_find_by_id_email_and_name(store):
    ann = add(store, "Émile  Zola", email="Emile@Example.com")
    two = [add(store, "Bo Li"), add(store, "bo li", company="Acme")]
    numbered = put(store, people.save, Person(0, "Cid"), None, [Key("id", "crm", "c-77")])
    own = put(store, people.save, Person(0, "Dora"), None, [Key("id", "tiesmap", "d1")])
    assert get(store, people.find, "ÉMILE ZOLA") == (ann,)
    assert get(store, people.find, "emile@example.COM ") == (ann,)
    # The id in our own files, or t and the number; never the number of the database alone.
    assert get(store, people.find, f"t{ann.id}") == (ann,)
    assert get(store, people.find, " d1 ") == (own,)
    assert get(store, people.find, str(ann.id)) == ()
    assert get(store, people.find, "Bo Li") == tuple(two)
    assert get(store, people.find, "C-77") == (numbered,)
    for nobody in ("", "  ", "Zola", "0", "9" * 40, "%", "x' or 1=1 --"):
        assert get(store, people.find, nobody) == (), nobody


def test_nobody_goes_by_the_id_of_another(store):
    """A file may call somebody t1 or t2 by itself: people.csv of another database does."""
    ann, bob, cid = (add(store, name) for name in ("Ann", "Bob", "Cid"))
    mine = [Key("id", "tiesmap", f"t{ann.id}"), Key("id", "tiesmap", f"tt{ann.id}")]
    dora = put(
        store, people.save, Person(0, "Dora"), None, [Key("id", "tiesmap", f"t{cid.id}"), *mine]
    )
    ids = get(store, index.public_ids)
    assert ids == {ann.id: "ttt1", bob.id: "t2", cid.id: "tt3", dora.id: "t1"}
    for person, public in ids.items():
        assert [found.id for found in get(store, people.find, public)] == [person]
    known = get(store, index.known_people)
    assert {known.by_id.get(("tiesmap", i)) or known.by_number[i] for i in ids.values()} == set(ids)


def test_ratings_are_loaded_and_taken_away(store):
    rita, otto = add(store, "Rita"), add(store, "Otto")
    ann = add(store, "Ann")
    assert put(store, ratings.rate, rita.id, {ann.id: 5, otto.id: 1}) == 2
    assert put(store, ratings.rate, rita.id, {otto.id: None}) == 1
    put(store, ratings.rate_categories, rita.id, {"Hotels": 3, "Banks": 1})
    put(store, ratings.rate_categories, rita.id, {"Banks": None})
    loaded = get(store, load_ratings)
    rated = loaded.people.dropna(subset="comfort")
    assert rated[["rep", "person", "comfort"]].to_numpy().tolist() == [[rita.id, ann.id, 5]]
    assert loaded.categories.to_numpy().tolist() == [[rita.id, "Hotels", 3]]
    assert get(store, ratings.category_comforts, rita.id) == {"Hotels": 3}
    for wrong in (0, 6, 2.5):
        with pytest.raises(ValueError, match="comfort"):
            put(store, ratings.rate, rita.id, {ann.id: wrong})


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("Jo M\u00fcl\u00adler", "Jo M\u00fcller"),  # a soft hyphen
        ("Jo M\u00fcller", "jo  M\u00fcl\u00adler"),
        ("Jo Mu\u0308ller", "JO M\u00dcLLER"),  # composed and not
        ("\uff2a\uff4f Weiss", "jo wei\u00df"),  # full width, sharp s
        ("Jo\u200b Ray", "Jo Ray"),  # a space without width
    ],
)
def test_a_name_is_found_in_the_form_in_which_files_are_matched(store, stored, asked):
    assert fold(stored) == fold(asked)
    put(store, people.save, Person(id=0, name=stored), None, ())
    assert [person.name for person in get(store, people.find, asked)] == [stored]
