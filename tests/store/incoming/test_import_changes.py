"""What an import may and may not change; what a hand set stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import inf

import pytest

from tests.store.batches import apply, file, mail, person
from tests.stored import evidence, get, one_person, put
from tiesmap.model.evidence import TieRecord
from tiesmap.model.people import CategoryRule, PersonRecord, RelationshipRecord, TargetRecord
from tiesmap.store import keys as index
from tiesmap.store import people as persons
from tiesmap.store import ratings, rules, schema
from tiesmap.store.reading import contacts
from tiesmap.store.rows import read_versions
from tiesmap.store.store import Unusable


@pytest.fixture
def where(database: str) -> str:
    return database


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
    assert get(store, contacts.contacts_of, ann.id, inf, 50)[0]["purpose"] == text


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
