"""A letter says whom it is all for only where that was ticked; and a name that may be mentioned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import tiesmap
from tests.cli.test_onward_shell import CONTACTS, PEOPLE, WANTED
from tiesmap.model.requests import IntroRequest
from tiesmap.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    path = tmp_path / "naming.db"
    workspace = tiesmap.open(path, as_of=date(2026, 6, 30))
    files = [("people", PEOPLE), ("interactions", CONTACTS), ("targets", WANTED)]
    workspace.files.import_files([(f"{name}.csv", text.encode()) for name, text in files])
    workspace = tiesmap.open(path, rep="Rita Rep", as_of=date(2026, 6, 30))
    workspace.asks.keep_requests(workspace.asks.suggest_requests())
    return workspace


def on_the_way(workspace: Workspace) -> IntroRequest:
    return next(
        r for r in workspace.asks.requests() if (r.target, r.goal) == ("Theo Target", "Gil Goal")
    )


def written(workspace: Workspace, ask: IntroRequest) -> str:
    return "\n".join(letter.whole for letter in workspace.letters.letters(ask))


def test_the_goal_is_named_where_it_was_ticked_and_never_in_the_note(workspace: Workspace) -> None:
    ask = on_the_way(workspace)
    assert not workspace.letters.names_goal(ask) and "Gil Goal" not in written(workspace, ask)
    ask = workspace.letters.name_goal(ask, True)
    (letter,) = workspace.letters.letters(ask)
    assert workspace.letters.names_goal(ask) and "Gil Goal" in letter.body
    assert "Gil Goal" not in letter.note
    ask = workspace.letters.name_goal(ask, False)
    assert not workspace.letters.names_goal(ask) and "Gil Goal" not in written(workspace, ask)


def test_where_nobody_is_behind_the_target_there_is_nothing_to_tick(workspace: Workspace) -> None:
    near = next(r for r in workspace.asks.requests() if r.target_id and r.target == r.goal)
    with pytest.raises(ValueError, match="nobody behind"):
        workspace.letters.name_goal(near, True)


def test_once_the_name_may_be_mentioned_the_rep_writes_himself(workspace: Workspace) -> None:
    made = workspace.onward.mention(on_the_way(workspace))
    asked = workspace.asks.record_step(made, "asked")
    # The reminder waits for the day to follow up.
    assert [one.kind for one in workspace.letters.letters(asked)] == ["ask"]
    assert asked.follow_up_on is not None
    later = replace(workspace, as_of=asked.follow_up_on)
    assert [one.kind for one in later.letters.letters(asked)] == ["reminder", "ask"]
    agreed = workspace.asks.record_step(asked, "agreed")
    own, thanks = workspace.letters.letters(agreed)
    assert (own.kind, own.to, own.address) == ("own", "Theo Target", "theo@x.example")
    assert "Hello Theo" in own.body and "Cora Client" in own.body
    assert (thanks.kind, thanks.to) == ("thanks", "Cora Client")
    assert b"theo@x.example" in workspace.letters.letter_eml(own)
