"""A letter says whom it is all for only where that was ticked; and a name that may be mentioned."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import tiesmap
from tests.cli.test_onward_shell import CONTACTS, PEOPLE, WANTED
from tiesmap.model.requests import IntroRequest
from tiesmap.workspace import Workspace


@pytest.fixture
def seat(tmp_path: Path) -> Workspace:
    path = tmp_path / "naming.db"
    seat = tiesmap.open(path, as_of=date(2026, 6, 30))
    files = [("people", PEOPLE), ("interactions", CONTACTS), ("targets", WANTED)]
    seat.files.import_files([(f"{name}.csv", text.encode()) for name, text in files])
    seat = tiesmap.open(path, rep="Rita Rep", as_of=date(2026, 6, 30))
    seat.asks.keep_requests(seat.asks.suggest_requests())
    return seat


def on_the_way(seat: Workspace) -> IntroRequest:
    return next(
        r for r in seat.asks.requests() if (r.target, r.goal) == ("Theo Target", "Gil Goal")
    )


def written(seat: Workspace, ask: IntroRequest) -> str:
    return "\n".join(letter.whole for letter in seat.letters.letters(ask))


def test_the_goal_is_named_where_it_was_ticked_and_never_in_the_note(seat: Workspace) -> None:
    ask = on_the_way(seat)
    assert not seat.letters.names_goal(ask) and "Gil Goal" not in written(seat, ask)
    ask = seat.letters.name_goal(ask, True)
    (letter,) = seat.letters.letters(ask)
    assert seat.letters.names_goal(ask) and "Gil Goal" in letter.body
    assert "Gil Goal" not in letter.note
    ask = seat.letters.name_goal(ask, False)
    assert not seat.letters.names_goal(ask) and "Gil Goal" not in written(seat, ask)


def test_where_nobody_is_behind_the_target_there_is_nothing_to_tick(seat: Workspace) -> None:
    near = next(r for r in seat.asks.requests() if r.target_id and r.target == r.goal)
    with pytest.raises(ValueError, match="nobody behind"):
        seat.letters.name_goal(near, True)


def test_once_the_name_may_be_mentioned_the_rep_writes_himself(seat: Workspace) -> None:
    made = seat.onward.mention(on_the_way(seat))
    asked = seat.asks.record_step(made, "asked")
    assert [one.kind for one in seat.letters.letters(asked)] == ["reminder", "ask"]
    agreed = seat.asks.record_step(asked, "agreed")
    own, thanks = seat.letters.letters(agreed)
    assert (own.kind, own.to, own.address) == ("own", "Theo Target", "theo@x.example")
    assert "Hello Theo" in own.body and "Cora Client" in own.body
    assert (thanks.kind, thanks.to) == ("thanks", "Cora Client")
    assert b"theo@x.example" in seat.letters.letter_eml(own)
