"""After more files: only what is new is asked about, and better asks are offered for the old ones.
Expected: by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tiesmap.workspace.opening import open_workspace
from tiesmap.workspace.workspace import Workspace

DAY = date(2026, 6, 30)
PEOPLE = """name,email,company,title,rep
Derek Rep,derek@buckeye.example,Buckeye,Agent,yes
Ann Bank,ann@first.example,First Savings Bank,President,
Bob Field,bob@truck.example,Field Trucking Freight,Owner,
Cy Moss,cy@law.example,Moss Law Firm,Partner,
"""
MORE = """name,email,company,title
Dee Stone,dee@bank.example,Stone Savings Bank,Teller
Ed Brook,ed@hotel.example,Brook Hotel,Manager
"""
MAILS = """date,from,to,channel
2026-06-01,derek@buckeye.example,dee@bank.example,meeting
2026-06-02,derek@buckeye.example,dee@bank.example,meeting
2026-06-03,dee@bank.example,ed@hotel.example,meeting
2026-06-08,dee@bank.example,ed@hotel.example,email
2026-06-09,ed@hotel.example,dee@bank.example,email
"""


@pytest.fixture
def derek(tmp_path: Path) -> Workspace:
    whole = open_workspace(tmp_path / "ties.db", as_of=DAY)
    whole.files.import_files([("people.csv", PEOPLE.encode())])
    workspace = open_workspace(tmp_path / "ties.db", "Derek Rep", DAY)
    for name in ("Ann Bank", "Bob Field", "Cy Moss"):
        workspace.people.add_tie(workspace.rep_id, workspace.people.find(name)[0].id, "friend")
    return workspace


def test_what_was_looked_over_is_not_asked_about_again(derek: Workspace) -> None:
    looks = derek.start.looks(new=True)
    banking = next(one for one in looks if "First Savings Bank" in one.companies)
    # One is taken, the others are left open: they were seen, and that is that.
    derek.start.decide({banking.category: "Banks"}, all_seen=True)
    assert derek.start.looks(new=True) == () and derek.start.progress().looks == 0
    assert len(derek.start.looks()) == len(looks) - 1
    derek.files.import_files([("more.csv", MORE.encode())])
    new = {one.companies for one in derek.start.looks(new=True)}
    assert ("Brook Hotel",) in new and not any("Moss Law Firm" in some for some in new)


def test_a_better_ask_is_swapped_in_as_one_thing_to_undo(derek: Workspace) -> None:
    derek.start.plan(derek.start.asks())
    before = derek.asks.requests()
    assert before and all(one.target_id is None for one in before)
    assert derek.start.swaps() == ()  # nothing is new
    derek.files.import_files([("more.csv", MORE.encode()), ("interactions.csv", MAILS.encode())])
    pairs = derek.start.swaps()
    dee, ed = (derek.people.find(name)[0].id for name in ("Dee Stone", "Ed Brook"))
    ((old, new),) = pairs
    assert (old.status, new.connector) == ("planned", dee)
    assert new.path is not None and new.path.target == ed
    assert derek.start.swap(pairs) == 1
    now = {one.request: one.status for one in derek.asks.requests()}
    assert now[old.request] == "withdrawn" and list(now.values()).count("planned") == len(before)
    derek.data.undo_last()
    assert {r.request: r.status for r in derek.asks.requests()} == {
        r.request: "planned" for r in before
    }


def test_an_ask_that_was_made_is_never_swapped(derek: Workspace) -> None:
    derek.start.plan(derek.start.asks())
    for one in derek.asks.requests():
        derek.asks.record_step(one, "asked")
    derek.files.import_files([("more.csv", MORE.encode()), ("interactions.csv", MAILS.encode())])
    assert derek.start.swaps() == ()


def test_an_import_is_the_last_thing_done_until_something_is_done_by_hand(derek: Workspace) -> None:
    assert derek.data.import_since() is None  # the ties were put in by hand
    report = derek.files.import_files([("more.csv", MORE.encode())])
    entry = derek.data.import_since()
    assert entry is not None and entry.id == report.id and entry.files == ("more.csv",)
    derek.people.rate({derek.people.find("Ann Bank")[0].id: 4})
    assert derek.data.import_since() is None
    derek.data.undo_last()
    derek.data.undo_import(report.id)
    assert derek.data.import_since() != entry


def test_the_list_can_be_planned_as_a_whole(derek: Workspace) -> None:
    derek.asks.keep_requests(derek.asks.suggest_requests(3))
    found = derek.asks.requests()
    assert {one.status for one in found} == {"suggested"}
    derek.asks.plan_stored(found)
    assert {one.status for one in derek.asks.requests()} == {"planned"}
    derek.data.undo_last()
    assert derek.asks.requests() == tuple(
        replace(one, version=now.version)
        for one, now in zip(found, derek.asks.requests(), strict=True)
    )


OWNED = """Record Id,First Name,Last Name,Email,Contact owner
1,Gus,Hill,gus@hill.example,Aaron Other
2,Ida,Lake,ida@lake.example,Derek Rep
"""


def test_a_list_with_other_owners_does_not_change_whose_network_opens(tmp_path: Path) -> None:
    """An owner of the list becomes a rep; he was on file before the one who brings it in."""
    whole = open_workspace(tmp_path / "ties.db", as_of=DAY)
    colleague = "name,email\nAaron Other,aaron@buckeye.example\n"
    files = [("people.csv", colleague.encode()), ("more.csv", OWNED.encode())]
    whole.files.import_files(files, "Derek Rep")
    opened = open_workspace(whole.store.url, as_of=DAY)
    assert [rep.name for rep in opened.people.reps()] == ["Aaron Other", "Derek Rep"]
    assert opened.rep_person.name == "Derek Rep"


def test_one_contact_is_asked_about_whatever_the_rep_chooses(derek: Workspace) -> None:
    ann = derek.people.find("Ann Bank")[0].id
    ask = derek.ways.open_ask_of(ann, ("category", "Hotels"))
    assert ask is not None and (ask.connector, ask.about) == (ann, "Hotels")
    (drafted,) = derek.asks.draft_open([ask])
    assert derek.asks.keep_drafted(drafted).status == "planned"
    # Of her own firm she is least free to say.
    assert derek.ways.open_ask_of(ann, ("company", "First Savings Bank")) is None
