"""An invented network of any size for `scale.py`: circles of people, and ties between circles.

Seeded: the same numbers give the same network. Person 0 is the rep, with 500 contacts.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesmap.model.evidence import CHANNELS
from tiesmap.model.tables import PEOPLE, Tables
from tiesmap.network.adjacency import Adjacency
from tiesmap.network.arrays import Ints
from tiesmap.store.store import open_store

AS_OF = date(2026, 6, 30)
LAST_DAY = 20633.99
DAYS = 730
CIRCLE = 40
INSIDE = 0.8
REP_CONTACTS = 500
PORTION = 100_000


@dataclass(frozen=True, eq=False)
class Invented:
    """The ties (a < b, sorted) between people 0..people - 1, and the chance of each, 0 to 1."""

    people: int
    a: Ints
    b: Ints
    chance: NDArray[np.float64]

    @property
    def adjacency(self) -> Adjacency:
        return Adjacency.of(self.people, self.a, self.b)

    def costs(self, adjacency: Adjacency) -> NDArray[np.float64]:
        """-log(chance), one value a slot."""
        return np.asarray(-np.log(self.chance)[adjacency.tie])


def invent(people: int, ties_per_person: int, seed: int = 1) -> Invented:
    """People in circles of 40: four of five ties lie within, the others lead anywhere.

    Those outside go to some more often than to others, so that there are hubs.
    """
    random = np.random.default_rng(seed)
    wanted = people * ties_per_person // 2
    found = np.empty(0, np.int64)
    while len(found) < wanted:
        number = wanted - len(found) + 1000
        one = random.integers(0, people, number)
        near = one // CIRCLE * CIRCLE + random.integers(0, CIRCLE, number)
        far = (people * random.random(number) ** 2).astype(np.int64)
        other = np.where(random.random(number) < INSIDE, np.minimum(near, people - 1), far)
        key = np.minimum(one, other) * people + np.maximum(one, other)
        found = np.unique(np.concatenate([found, key[one != other]]))
    found = np.sort(random.permutation(found)[:wanted])
    rep = min(REP_CONTACTS, people - 1)
    known = random.choice(np.arange(1, people), rep, replace=False)
    found = np.unique(np.concatenate([found[found // people != 0], known]))
    return Invented(people, found // people, found % people, random.uniform(0.01, 0.9, len(found)))


def tables(network: Invented, interactions: int, seed: int = 2) -> Tables:
    """Mails, calls and meetings over the ties, some of them to several people of one circle."""
    random = np.random.default_rng(seed)
    tie = random.integers(0, len(network.a), interactions)
    # The rep has been in touch with each of his contacts.
    own = np.flatnonzero(network.a == 0)[:interactions]
    tie[: len(own)] = own
    turned = random.random(interactions) < 0.5
    sender = np.where(turned, network.a[tie], network.b[tie])
    first = np.where(turned, network.b[tie], network.a[tie])
    adjacency = network.adjacency
    # One in eight has up to three more recipients, people whom the sender knows.
    several = np.flatnonzero(random.random(interactions) < 0.125)
    rows, who = [np.arange(interactions)], [first]
    for _ in range(3):
        several = several[random.random(len(several)) < 0.75]
        from_row = adjacency.start[sender[several]]
        step = (random.random(len(several)) * adjacency.degree[sender[several]]).astype(np.int64)
        rows.append(several)
        who.append(adjacency.other[from_row + step].astype(np.int64))
    key = np.unique(np.concatenate(rows) * network.people + np.concatenate(who))
    row, recipient = key // network.people, key % network.people
    recipients = np.bincount(row, minlength=interactions)
    channel = random.choice(len(CHANNELS), interactions, p=_channels()).astype(np.int8)
    day = LAST_DAY - random.exponential(DAYS / 3, interactions) % DAYS
    contacts = pd.DataFrame(
        {
            "interaction": row + 1,
            "day": day[row],
            "sender": sender[row] + 1,
            "recipient": recipient + 1,
            "channel": channel[row],
            "recipients": recipients[row].astype(np.int32),
        }
    )
    return Tables(people=_people(network.people), contacts=contacts)


def _channels() -> list[float]:
    share = {"email": 0.8, "meeting": 0.1, "call": 0.1}
    return [share.get(name, 0.0) for name in CHANNELS]


def _people(people: int) -> pd.DataFrame:
    number = np.arange(people)
    text = {
        "name": [f"Person {k}" for k in number],
        "email": [f"person{k}@example.com" for k in number],
        "profile_url": "",
        # Companies of eight, some of the people in none.
        "company": [f"Company {k // 8}" if k // 8 % 2 else "" for k in number],
        "title": "",
        "category": [f"Category {k // CIRCLE % 30}" for k in number],
        "city": "",
    }
    frame = pd.DataFrame({"person": number + 1, **text, "rep": number == 0, "do_not_ask": False})
    return frame.astype(PEOPLE)


def write_database(path: Path, made: Tables) -> None:
    """Write people and contacts straight into a new database: set-up, not what is measured."""
    open_store(path).close()
    base = sqlite3.connect(path)
    base.execute("pragma synchronous = off")
    later = base.execute(
        "select name, sql from sqlite_master where type = 'index' and sql is not null"
    ).fetchall()
    for name, _ in later:
        base.execute(f'drop index "{name}"')
    told = made.contacts.drop_duplicates("interaction")
    channel = np.array(CHANNELS, dtype=object)[told["channel"].to_numpy()]
    for table, columns in (
        (
            "people",
            {
                "id": made.people["person"],
                **{name: made.people[name] for name in list(PEOPLE)[1:]},
                "folded_name": made.people["name"].str.casefold(),
                "folded_email": made.people["email"],
                "extra": "{}",
                "version": 1,
            },
        ),
        (
            "interactions",
            {
                "id": told["interaction"],
                "key": [int(k).to_bytes(16, "big") for k in told["interaction"]],
                "day": told["day"],
                "channel": channel,
                "sender": told["sender"],
                "recipients": told["recipients"],
            },
        ),
        (
            "recipients",
            {
                "interaction": made.contacts["interaction"],
                "person": made.contacts["recipient"],
            },
        ),
        (
            "person_keys",
            {
                "kind": "email",
                "scope": "",
                "value": made.people["email"],
                "person": made.people["person"],
            },
        ),
    ):
        _insert(base, table, columns)
    for _, sql in later:
        base.execute(sql)
    base.execute("update counters set value = 1 where name in ('evidence', 'people')")
    for table in ("people", "interactions"):
        base.execute(
            f"update counters set value = (select max(id) from {table}) where name = 'id:{table}'"
        )
    base.commit()
    base.close()


def _insert(base: sqlite3.Connection, table: str, columns: dict[str, object]) -> None:
    """Insert columns (or one value for all); every other column that must have a value gets ''."""
    frame = pd.DataFrame(columns)
    for _, name, _, needed, default, key in base.execute(f"pragma table_info({table})").fetchall():
        if name not in frame and needed and default is None and not key:
            frame[name] = ""
    names = ", ".join(f'"{name}"' for name in frame)
    marks = ", ".join("?" * len(frame.columns))
    for begin in range(0, len(frame), PORTION):
        part = frame.iloc[begin : begin + PORTION]
        values = zip(*(part[name].tolist() for name in part), strict=True)
        base.executemany(f"insert into {table} ({names}) values ({marks})", values)
