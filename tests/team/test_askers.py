"""For whom each transaction at a server answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa

import tiesmap
from tests.guarded import ANN, BOB, load, someone
from tiesmap.model.asker import EVERYTHING, Asker, Office
from tiesmap.store.store import Store
from tiesmap.workspace import Workspace

SAID = sa.text("select current_setting('tiesmap.rep', true)")


@pytest.fixture
def seat(team: str) -> Iterator[Workspace]:
    opened = tiesmap.open(team)
    load(opened, people=[ANN, BOB])
    yield opened
    opened.store.close()


def _told(store: Store, asker: Asker | None) -> str:
    with store.reading(asker) as connection:
        return str(connection.scalar(SAID))


def test_a_transaction_answers_for_its_asker_and_the_next_one_for_nobody(seat: Workspace) -> None:
    for asker, said in ((7, "7"), (Office.WHOLE, "whole"), (None, ""), (Office.DOOR, "door")):
        assert _told(seat.store, asker) == said
    with pytest.raises(ValueError, match="not a valid Office"):
        _told(seat.store, "7'; drop table people; --")  # type: ignore[arg-type]


def test_a_view_asks_as_the_rep_and_a_write_by_hand_as_whoever_does_it(seat: Workspace) -> None:
    rita, ann = (someone(seat, name).id for name in ("Rita Rep", "Ann Lee"))
    hers, his = (replace(seat, rep=one) for one in (rita, ann))
    with hers.view() as view, his.view() as other:
        assert view.connection.scalar(SAID) == str(rita)
        assert other.connection.scalar(SAID) == str(ann), "another asker has his own snapshot"
    with hers.data.writing("a thing") as op:
        assert op.connection.scalar(SAID) == str(rita)
    with hers.data.writing(kind="undo") as op:
        assert op.connection.scalar(SAID) == "whole"
    with replace(seat, rep=None).view() as view:
        assert view.connection.scalar(SAID) == "door"
    with hers.view() as view:
        assert view.connection.scalar(SAID) == str(rita), "after a write too"


def test_what_is_kept_is_kept_for_each_asker(seat: Workspace) -> None:
    one, two = replace(seat, rep=1), replace(seat, rep=2)
    with one.view() as view:
        mine = view.network
    with two.view() as view:
        assert view.network is not mine
    with one.view() as view:
        assert view.network is mine


def test_a_file_keeps_nothing_apart() -> None:
    seat = tiesmap.open(":memory:")
    load(seat, people=[ANN, BOB])
    assert replace(seat, rep=1).sees == replace(seat, rep=2).sees == EVERYTHING
    with replace(seat, rep=1).view() as view, replace(seat, rep=2).view() as other:
        assert view.network is other.network
    seat.store.close()
