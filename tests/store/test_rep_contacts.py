"""Every contact of a rep, whether a mail, a meeting or a note of his tells of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import inf

import pandas as pd
import pytest

from tests.guarded import ANN, BOB, MAIL, REP, load, someone
from tests.stored import evidence, get
from tiesmap.model import tables
from tiesmap.model.days import end_number
from tiesmap.model.evidence import CHANNELS
from tiesmap.model.practice import Note
from tiesmap.store.reading.contacts import contacts_with
from tiesmap.store.rows import read_versions
from tiesmap.workspace import Workspace

TODAY = date(2026, 6, 30)
NOTE = {"person": "ann@x.example", "date": "2026-05-04", "discussed": "the site"}


@pytest.fixture
def workspace(workspace: Workspace) -> Workspace:
    load(workspace, people=[ANN, BOB], interactions=[MAIL])
    return replace(workspace, rep=someone(workspace, REP).id)


def contacts(workspace: Workspace, end: float = inf) -> list[tuple[str, str, str, bool, bool, str]]:
    found = get(workspace.store, contacts_with, workspace.rep_id, end)
    assert {name: str(kind) for name, kind in found.dtypes.items()} == tables.WITH_REP
    assert found["day"].is_monotonic_increasing
    name = {person.id: person.name for person in workspace.people.people()}
    return [
        (name[who], (date(1970, 1, 1) + timedelta(days=int(day))).isoformat(), CHANNELS[channel],
         bool(wrote), bool(alone), purpose)
        for who, day, channel, wrote, alone, purpose in found.itertuples(index=False)
    ]  # fmt: skip


def test_every_contact_of_the_rep_is_one(workspace: Workspace) -> None:
    load(
        workspace,
        interactions=[
            MAIL | {"date": "2026-03-02", "from": "bob@x.example", "to": f"{REP}; ann@x.example"},
            MAIL | {"date": "2026-03-03", "to": "ann@x.example; bob@x.example", "purpose": "news"},
            {"date": "2026-03-04T09:00", "from": "ann@x.example", "to": f"{REP}; bob@x.example",
             "channel": "meeting"},
            MAIL | {"date": "2026-03-05", "from": "ann@x.example", "to": "bob@x.example"},
        ],
        ties=[
            {"person": "bob@x.example", "other": REP, "last_contact": "2026-03-06"},
            {"person": REP, "other": "ann@x.example", "last_contact": "2026-03-04"},
        ],
        notes=[
            NOTE | {"date": "2026-03-04", "channel": "meeting"},
            NOTE | {"date": "2026-03-04", "channel": "call", "discussed": "the bill"},
        ],
    )  # fmt: skip
    expected = [
        ("Ann Lee", "2026-03-01", "email", True, True, ""),
        ("Bob Ray", "2026-03-02", "email", False, False, ""),
        ("Ann Lee", "2026-03-03", "email", True, False, "news"),
        ("Bob Ray", "2026-03-03", "email", True, False, "news"),
        ("Ann Lee", "2026-03-04", "call", True, True, "the bill"),
        ("Ann Lee", "2026-03-04", "meeting", False, False, "the site"),
        ("Bob Ray", "2026-03-04", "meeting", False, False, ""),
        ("Bob Ray", "2026-03-06", "other", False, True, ""),
    ]
    assert sorted(contacts(workspace), key=lambda row: (row[1], row[0], row[2])) == expected
    assert len(contacts(workspace, end_number(date(2026, 3, 3)))) == 4
    bob = replace(workspace, rep=someone(workspace, "Bob Ray").id)
    # Notes belong to the rep who wrote them; the meeting ties Bob and Ann too.
    assert [row[0] for row in contacts(bob) if row[2] == "meeting"].count("Ann Lee") == 1


def test_a_note_strengthens_the_tie_once(workspace: Workspace) -> None:
    ann = someone(workspace, "Ann Lee").id
    bob = someone(workspace, "Bob Ray").id

    def strength(person: int) -> float:
        return max(
            (
                t.strength
                for t in workspace.ways.ties(person)
                if workspace.rep_id in (t.person_id, t.other_id)
            ),
            default=0.0,
        )

    before, versions = strength(ann), get(workspace.store, read_versions)
    assert strength(bob) == 0
    kept = workspace.week.record(Note(0, 0, ann, TODAY, "a call"))
    workspace.week.record(Note(0, 0, bob, TODAY, "a call"))
    assert get(workspace.store, read_versions)["evidence"] > versions["evidence"]
    after = strength(ann)
    assert after > before and strength(bob) > 0
    assert len(evidence(workspace.store, TODAY - timedelta(1)).contacts) == 1
    # The same call in a file of calls is the same contact.
    load(workspace, interactions=[MAIL | {"date": TODAY.isoformat(), "channel": "call"}])
    assert strength(ann) == after
    assert isinstance(kept, Note) and workspace.week.health_of(ann).last_contact == TODAY
    workspace.week.remove_entry(kept)
    assert strength(ann) == after
    frame = evidence(workspace.store).contacts
    assert frame["interaction"].is_unique and isinstance(frame, pd.DataFrame)
