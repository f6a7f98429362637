"""The table of statuses, checked against a drawing of a request's life, made by hand.

suggested > planned > asked > agreed > accepted > introduced > met
                        |        |         |
                   declined   refused   no_answer       (and withdrawn, from before introduced)
"""

from __future__ import annotations

import json
import sqlite3

import pytest

from tiesmap.model import statuses
from tiesmap.model.statuses import NEXT_STATUSES, PAST, STATUS_FACTS, Status

LINE = ["suggested", "planned", "asked", "agreed", "accepted", "introduced", "met"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("UNASKED", "suggested planned"),
        ("PENDING", "asked agreed accepted"),
        ("OPEN", "suggested planned asked agreed accepted"),
        ("UNDERWAY", "asked agreed accepted introduced"),
        ("WAITING", "suggested planned asked agreed accepted introduced"),
        ("MADE", "introduced met"),
        ("FAILED", "declined refused no_answer"),
        ("TAKEN", "planned asked agreed accepted introduced met refused"),
        ("NOT_AGAIN", "declined no_answer"),
        ("THANKED", "agreed accepted introduced met declined refused"),
        ("REPORTED", "introduced met refused"),
        ("WITH_LETTER", "suggested planned asked no_answer"),
    ],
)
def test_each_list_in_the_order_of_a_requests_life(name: str, words: str) -> None:
    assert list(getattr(statuses, name)) == words.split()


def test_the_table_names_every_status_once() -> None:
    assert list(STATUS_FACTS) == list(Status) == list(NEXT_STATUSES)


def test_what_must_have_happened_is_the_way_that_leads_there() -> None:
    """Backwards over the arrows, each past status can be reached, and none is skipped."""
    for status, past in PAST.items():
        assert list(past) == LINE[LINE.index("asked") : LINE.index("asked") + len(past)]
        before, seen = past[0], {past[0]}
        for step in (*past[1:], Status(status)):
            assert step == before or step in NEXT_STATUSES[before], (status, step)
            seen.add(step)
            before = step


def test_a_status_is_its_word() -> None:
    """In files, in JSON, in SQL and on the screen."""
    assert f"{Status.NO_ANSWER}" == "no_answer" and json.dumps([Status.MET]) == '["met"]'
    (found,) = sqlite3.connect(":memory:").execute("select ?", (Status.ASKED,)).fetchone()
    assert found == "asked" and Status(found) is Status.ASKED


def test_an_unknown_word_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="'done' is no status: it is one of suggested, planned"):
        Status("done")
