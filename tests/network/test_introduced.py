"""Introductions found in the mails: a few mails worked out by hand, and the sample's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import isnan
from pathlib import Path

import pandas as pd
import pytest

import tiesmap
from tiesmap.model.evidence import CHANNELS
from tiesmap.model.tables import CONTACTS, INTRODUCTIONS, PEOPLE, Tables
from tiesmap.network.build import build_network
from tiesmap.network.introduced import find_introduced

DAY = date(2026, 6, 30)
FIRST = 20_000.0
Mail = tuple[float, int, tuple[int, ...], str]
PERSONS = range(1, 7)
# 1 is the rep, 2 the introducer, 3 somebody new, 4 to 6 others.
THE_MAIL: Mail = (10, 2, (1, 3), "email")
THE_ANSWER: Mail = (12, 3, (1,), "email")


def found(
    mails: list[Mail],
    recorded: tuple[tuple[int, int, int], ...] = (),
    marked: tuple[int, ...] = (),
    told: dict[str, str | list[str]] | None = None,
    called: tuple[int, ...] = (),
) -> list[tuple[int, int, float, float, int]]:
    people = pd.DataFrame(
        {
            "person": list(PERSONS),
            "name": list("RABCDE"),
            **dict.fromkeys(("email", "profile_url", "company", "title", "category", "city"), ""),
            "rep": [k == 1 for k in PERSONS],
            "do_not_ask": [k in marked for k in PERSONS],
            **(told or {}),
        }
    )[list(PEOPLE)]
    contacts = pd.DataFrame(
        [
            (k, FIRST + day, sender, other, CHANNELS.index(channel), len(to))
            for k, (day, sender, to, channel) in enumerate(mails)
            for other in to
        ],
        columns=["interaction", "day", "sender", "recipient", "channel", "recipients"],
    ).astype(CONTACTS)
    on_file = pd.DataFrame(
        [(FIRST, *three, "") for three in recorded], columns=list(INTRODUCTIONS)
    ).astype(INTRODUCTIONS)
    network = build_network(
        Tables(people=people, contacts=contacts[list(CONTACTS)], introductions=on_file), DAY
    )
    ids = network.ids
    return [
        (int(ids[one.introducer]), int(ids[one.other]), one.day - FIRST, one.first - FIRST,
         one.contacts)
        for one in find_introduced(network, network.node(1), called)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("mails", "expected"),
    [
        ([THE_MAIL, THE_ANSWER], [(2, 3, 10, 12, 1)]),
        ([THE_MAIL, (30, 1, (3,), "email"), THE_ANSWER], [(2, 3, 10, 12, 2)]),
        # They met with others after it.
        ([THE_MAIL, (40, 4, (1, 3), "meeting")], [(2, 3, 10, 40, 1)]),
        ([(10, 2, (1, 3), "message"), THE_ANSWER], [(2, 3, 10, 12, 1)]),
        # Two at once, and an answer on the very day.
        (
            [(10, 2, (1, 3, 4), "email"), THE_ANSWER, (10, 1, (4,), "call")],
            [(2, 3, 10, 12, 1), (2, 4, 10, 10, 1)],
        ),
        ([THE_MAIL], []),  # they never wrote on
        ([THE_MAIL, (71, 3, (1,), "email")], []),  # too late to come of it
        ([(2, 1, (3,), "email"), THE_MAIL, THE_ANSWER], []),  # known before
        ([(2, 4, (1, 3), "meeting"), THE_MAIL, THE_ANSWER], []),  # met before
        ([(10, 2, (1, 3), "meeting"), THE_ANSWER], []),  # no mail
        ([(10, 2, (1, 3, 4, 5), "email"), (9, 4, (2,), "email"), THE_ANSWER], [(2, 3, 10, 12, 1)]),
        ([(10, 1, (2, 3), "email"), THE_ANSWER], []),  # the rep's own mail
        # The first mail to both counts, whoever wrote once more.
        ([THE_MAIL, (11, 4, (1, 3), "email"), THE_ANSWER], [(2, 3, 10, 12, 1)]),
    ],
)
def test_by_hand(mails: list[Mail], expected: list[tuple[int, int, float, float, int]]) -> None:
    assert found(mails) == expected


def test_a_circular_is_none() -> None:
    assert found([(10, 2, (1, 3, 4, 5), "email"), THE_ANSWER])
    assert not found([(10, 2, (1, 3, 4, 5, 6), "email"), THE_ANSWER])


@pytest.mark.parametrize("three", [(2, 1, 3), (2, 3, 1), (4, 3, 1)])
def test_what_is_recorded_is_not_found(three: tuple[int, int, int]) -> None:
    assert found([THE_MAIL, THE_ANSWER], recorded=(three,)) == []
    assert found([THE_MAIL, THE_ANSWER], recorded=((2, 1, 4),)) == [(2, 3, 10, 12, 1)]


@pytest.mark.parametrize("who", [2, 3])
def test_nobody_marked_is_in_the_list(who: int) -> None:
    assert found([THE_MAIL, THE_ANSWER], marked=(who,)) == []


@pytest.mark.parametrize(
    ("said", "none"),
    [
        ({"company": ["", "Ash & Co", "ASH & CO", "", "", ""]}, True),
        ({"company": ["Rep Ltd", "Ash", "Rep", "", "", ""]}, True),
        ({"company": ["Rep", "Ash", "Bell", "", "", ""]}, False),
        ({"email": ["r@rep.example", "a@ash.example", "b@mail.ash.example", "", "", ""]}, True),
        ({"email": ["r@rep.example", "a@ash.example", "b@rep.example", "", "", ""]}, True),
        ({"email": ["r@rep.example", "a@gmail.com", "b@gmail.com", "", "", ""]}, False),
        # A colleague of the rep brings a client to him.
        ({"company": ["Rep", "Rep", "Bell", "", "", ""]}, False),
    ],
)
def test_a_colleague_in_copy_is_none(said: dict[str, str | list[str]], none: bool) -> None:
    assert (found([THE_MAIL, THE_ANSWER], told=said) == []) == none


def test_the_sample_tells_its_introductions_by_itself(
    sample_database: bytes, tmp_path: Path
) -> None:
    """Looked at without introductions.csv, most of what stands in it is found in the mails: a
    colleague whom the introducer put in copy reads like any copy, and is none."""
    (tmp_path / "sample.db").write_bytes(sample_database)
    workspace = tiesmap.open(tmp_path / "sample.db")
    workspace = tiesmap.Workspace(workspace.store, workspace.people.reps()[0].id, DAY)
    with workspace.view() as view:
        network, node = view.network, view.around.rep
    told = network.introductions
    recorded = {
        (int(who), int(b if a == workspace.rep else a))
        for who, a, b in zip(told["introducer"], told["person"], told["other"], strict=True)
        if workspace.rep in (a, b)
    }
    firm = network.people.set_index("person")["company"]
    recorded = {(who, other) for who, other in recorded if firm[who] != firm[other]}
    blind = replace(network, introductions=told.iloc[:0])
    ids = network.ids
    pairs = {(int(ids[x.introducer]), int(ids[x.other])) for x in find_introduced(blind, node)}
    assert len(pairs & recorded) >= 0.8 * len(recorded) > 8
    assert len(pairs & recorded) >= 0.8 * len(pairs)


@pytest.mark.parametrize(
    ("mails", "told", "expected"),
    [
        # One that calls itself an introduction needs no answer, soon or at all.
        ([THE_MAIL], {}, [(2, 3, 10, None, 0)]),
        ([THE_MAIL, (200, 3, (1,), "email")], {}, [(2, 3, 10, 200, 1)]),
        # Another mail in which both were, before it, is none.
        ([THE_MAIL, (4, 5, (1, 3), "email")], {}, [(2, 3, 10, None, 0)]),
        # They knew each other; it went to a crowd; the rep's own colleague.
        ([(10, 2, (1, 3), "email"), (5, 3, (1,), "email")], {}, []),
        ([(10, 2, (1, 3, 4, 5, 6), "email")], {}, []),
        ([THE_MAIL], {"company": ["Acme", "", "Acme", "", "", ""]}, []),
        # To a colleague of who wrote, it is one.
        ([THE_MAIL], {"company": ["", "Acme", "Acme", "", "", ""]}, [(2, 3, 10, None, 0)]),
    ],
)
def test_a_mail_that_calls_itself_an_introduction(
    mails: list[Mail],
    told: dict[str, str | list[str]],
    expected: list[tuple[int, int, float, float | None, int]],
) -> None:
    plain = [
        (*one[:3], None if isnan(one[3]) else one[3], one[4])
        for one in found(mails, told=told, called=(0,))
    ]
    assert plain == expected
    assert not found([THE_MAIL], told=told)
