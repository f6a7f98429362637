"""A letter that was read stays as it is, and goes out from where the rep writes from. By hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.guarded import load
from tests.workspace.test_first_asks import RATED, priya
from tiesmap.workspace.letters.mailing import sender
from tiesmap.workspace.opening import open_workspace
from tiesmap.workspace.workspace import Workspace


def bodies(seat: Workspace) -> dict[str, str]:
    """The ask's words by the request's id, without the note."""
    asks = seat.asks.requests()
    return {one.request: seat.letters.letters(one)[0].body for one in asks}


def test_what_becomes_of_one_ask_changes_no_other_letter(tmp_path: Path) -> None:
    seat = priya(tmp_path / "t.db", ties=[], rated=RATED)
    seat.asks.plan([], [one.openly for one in seat.start.asks(3) if one.openly is not None])
    first, *others = seat.asks.requests()
    assert len(others) == 2
    before = bodies(seat)
    sent = before[first.request].split("\n")[2]
    for step in ("asked", "agreed", "declined"):
        first = seat.asks.record_step(first, step)
        now = bodies(seat)
        assert {one.request: now[one.request] for one in others} == {
            one.request: before[one.request] for one in others
        }
    assert all(sent not in before[one.request] for one in others)


def test_a_letter_goes_out_from_the_address_at_the_firm(tmp_path: Path) -> None:
    """The private one came last, with the card of herself in her telephone."""
    path = tmp_path / "t.db"
    seat = open_workspace(path, as_of=date(2026, 11, 28))
    rep = {"id": "r", "name": "Rita Rep", "company": "North Loop", "rep": "yes"}
    load(seat, "rita@northloop.example", people=[{**rep, "email": "rita@northloop.example"}])
    load(seat, "r", people=[{**rep, "email": "rita.rep@gmail.com"}])
    seat = open_workspace(path, "Rita Rep", date(2026, 11, 28))
    with seat.view() as view:
        assert view.rep_person.email == "rita.rep@gmail.com"
        assert sender(view).email == "rita@northloop.example"
        assert view.resume[0].email == "rita@northloop.example"
