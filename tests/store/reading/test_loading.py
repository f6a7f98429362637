"""What is loaded of the evidence: columns, order, the state of a past day."""

from __future__ import annotations

from datetime import date, datetime
from math import inf

import pytest

from tests.stored import add, evidence, get, put
from tiesmap.model import tables
from tiesmap.model.days import day_number
from tiesmap.model.people import Person
from tiesmap.store import people, ratings, schema
from tiesmap.store.reading import contacts as happened
from tiesmap.store.reading import days
from tiesmap.store.reading.loading import load_ratings
from tiesmap.store.store import Store, open_store


def insert_contact(store: Store, number: int, when: datetime, sender: int, to: list[int], **more):
    with store.writing() as connection:
        connection.execute(
            schema.interactions.insert(),
            {
                "id": number,
                "key": number.to_bytes(16, "big"),
                "day": day_number(when),
                "channel": "email",
                "sender": sender,
                "recipients": len(to),
            }
            | more,
        )
        connection.execute(
            schema.recipients.insert(), [{"interaction": number, "person": p} for p in to]
        )


COLUMNS = {
    "people": tables.PEOPLE,
    "contacts": tables.CONTACTS,
    "ties": tables.TIES,
    "introductions": tables.INTRODUCTIONS,
}


def kinds(frame) -> dict[str, str]:
    return {name: str(kind) for name, kind in frame.dtypes.items()}


def filled(store: Store) -> tuple[Person, ...]:
    """Ann mails Bob and Cid; Bob meets Ann; Cid is introduced; ratings."""
    ann, bob, cid = (add(store, name) for name in ("Ann", "Bob", "Cid"))
    insert_contact(store, 2, datetime(2024, 1, 10, 12), ann.id, [cid.id, bob.id])
    insert_contact(store, 1, datetime(2024, 1, 10, 23, 59, 59), bob.id, [ann.id], channel="meeting")
    insert_contact(store, 3, datetime(2024, 1, 11), cid.id, [ann.id], channel="telex")
    with store.writing() as connection:
        for number, (since, last) in enumerate(
            [(None, "2024-01-10"), ("2024-01-10", "2024-01-12"), ("2024-01-11", None)], start=1
        ):
            connection.execute(
                schema.ties.insert(),
                {
                    "id": number,
                    "key": bytes([number]),
                    "person": ann.id,
                    "other": bob.id,
                    "kind": "friend",
                    "since": since and day_number(date.fromisoformat(since)),
                    "last_contact": last and day_number(date.fromisoformat(last)),
                },
            )
        for number, day in enumerate([None, "2024-01-10", "2024-01-11"], start=1):
            connection.execute(
                schema.introductions.insert(),
                {
                    "id": number,
                    "key": bytes([number]),
                    "day": day and day_number(date.fromisoformat(day)),
                    "introducer": ann.id,
                    "person": bob.id,
                    "other": cid.id,
                },
            )
    put(store, ratings.rate, ann.id, {bob.id: 4})
    put(store, ratings.rate_categories, ann.id, {"Hotels": 4})
    return ann, bob, cid


@pytest.mark.parametrize("full", [False, True], ids=["empty", "filled"])
@pytest.mark.parametrize("as_of", [None, date(1999, 1, 1), date(2024, 1, 10)])
def test_tables_have_the_columns_that_the_model_names(store, full, as_of):
    if full:
        filled(store)
    loaded = evidence(store, as_of)
    for name, columns in COLUMNS.items():
        frame = getattr(loaded, name)
        assert kinds(frame) == kinds(tables.empty(columns)), name
        assert list(frame.index) == list(range(len(frame))), name
    said = get(store, load_ratings)
    assert kinds(said.people) == tables.RELATIONSHIPS
    assert kinds(said.categories) == tables.CATEGORY_RATINGS
    assert (len(said.people), len(said.categories)) == ((1, 1) if full else (0, 0))


def test_contacts_are_ordered_and_channels_numbered(store):
    ann, bob, cid = filled(store)
    contacts = evidence(store).contacts
    noon = day_number(datetime(2024, 1, 10, 12))
    assert contacts.drop(columns="day").to_numpy().tolist() == [
        # interaction, sender, recipient, channel (meeting 1, email 0, other 7), recipients
        [1, bob.id, ann.id, 1, 1],
        [2, ann.id, bob.id, 0, 2],
        [2, ann.id, cid.id, 0, 2],
        [3, cid.id, ann.id, 7, 1],
    ]
    assert contacts["day"].tolist()[1:3] == [noon, noon]


@pytest.mark.parametrize(
    ("as_of", "seen"),
    [
        (None, [1, 2, 3]),
        (date(2024, 1, 9), []),
        (date(2024, 1, 10), [1, 2]),
        (datetime(2024, 1, 10, 12), [2]),
        (date(2024, 1, 11), [1, 2, 3]),
    ],
)
def test_only_contacts_up_to_the_day_are_loaded(store, as_of, seen):
    filled(store)
    assert sorted(set(evidence(store, as_of).contacts["interaction"])) == seen


def test_ties_and_introductions_of_a_past_day(store):
    filled(store)
    past = evidence(store, date(2024, 1, 10))
    # The third tie began later; the second one's last contact came later, so its day is unknown.
    known = [None if day != day else day for day in past.ties["last_contact"]]
    assert known == [day_number(date(2024, 1, 10)), None]
    assert len(past.introductions) == 2
    assert get(store, days.last_day) == date(2024, 1, 12)


def test_last_day_of_an_empty_store(store):
    assert get(store, days.last_day) is None


def test_contacts_of_a_person_newest_first(store):
    ann, _, _ = filled(store)
    shown = get(store, happened.contacts_of, ann.id, inf, 50)
    assert [(row["other"], row["wrote"], row["channel"]) for row in shown] == [
        ("Cid", False, "telex"),
        ("Bob", False, "meeting"),
        ("Bob; Cid", True, "email"),
    ]
    assert shown[1]["date"] == datetime(2024, 1, 10, 23, 59, 59)
    assert len(get(store, happened.contacts_of, ann.id, inf, 1)) == 1
    assert get(store, happened.contacts_of, 999, inf, 50) == []


def test_load_gives_what_a_reader_sees_while_another_writes(tmp_path):
    one, two = open_store(tmp_path / "x.db"), open_store(tmp_path / "x.db")
    add(one, "Ann")
    with one.writing() as connection:
        connection.execute(schema.people.insert(), {"id": 99, "name": "Half done"})
        assert [person.name for person in get(two, people.read, None)] == ["Ann"]
