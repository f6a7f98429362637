"""Asks that are hidden, held back or explained, and the files they go out in, on a small town."""

from __future__ import annotations

import csv
import email
import email.policy
import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

import tiesmap
from tests.guarded import named
from tests.workspace.town import DAY, planned, run, town
from tiesmap.introductions.words import Words
from tiesmap.model.practice import Note
from tiesmap.model.tact import Limit
from tiesmap.workspace import Workspace


@pytest.fixture
def database(tmp_path: Path) -> str:
    return town(tmp_path)


@pytest.fixture
def workspace(database: str) -> Workspace:
    return tiesmap.open(database, rep="Rita Rep", as_of=DAY)


def test_hidden_requests_are_told_of(database: str, workspace: Workspace) -> None:
    request = planned(workspace)
    assert workspace.asks.hidden_requests() == ()
    workspace.people.set_do_not_ask([request.connector_id], True)
    assert workspace.asks.requests() == ()
    assert workspace.asks.hidden_requests() == ((request, (request.connector,)),)
    told = run(database, "requests").stderr
    assert f"1 hidden, because of somebody marked do not ask: {request.connector}" in told


def test_a_step_between_who_is_marked_hides_too(workspace: Workspace) -> None:
    request = planned(workspace)
    far = replace(request, request="ry", path=("Rita Rep", "A", "B", "Uma Union", "Gil Goal"))
    workspace.asks.keep_requests([far])
    workspace.people.set_do_not_ask([named(workspace, "Uma Union")], True)
    assert [r.request for r in workspace.asks.requests()] == [request.request]


def test_nothing_is_asked_without_a_purpose(database: str, workspace: Workspace) -> None:
    request = workspace.asks.save_request(replace(planned(workspace), purpose="  "))
    with pytest.raises(ValueError, match="The purpose of my call"):
        workspace.asks.record_step(request, "asked")
    done = run(database, "outcome", request.request, "asked")
    assert done.exit_code == 1 and "The purpose of my call" in done.stderr
    better = workspace.asks.better_purposes(request)
    assert len(better) == 3 and all("Theo Target" in text or "Inn" in text for text in better)
    exported = workspace.reports.requests_file(workspace.asks.requests(), ".csv", raw=True).replace(
        b"planned", b"asked", 1
    )
    changed, (problem,) = workspace.asks.read_requests("asks.csv", exported)
    assert changed == 0 and problem.column == "purpose"
    vague = workspace.asks.save_request(replace(request, purpose="just touching base"))
    done = run(database, "outcome", vague.request, "asked")
    assert done.exit_code == 0 and f"Rather: {better[0]}" in done.stderr


def test_what_to_offer_in_return(workspace: Workspace) -> None:
    cora = named(workspace, "Cora Client")
    ideas = workspace.asks.offers_to(cora)
    assert ideas == (
        "an introduction to Otto Other, also in Banking",
        "an introduction to Ben Broker, also in Banking",
    )
    workspace.letters.save_words(Words(given={"offer": "a table at our fair"}))
    assert workspace.asks.offers_to(cora) == ("a table at our fair", *ideas)
    asks = workspace.asks.asks_for(cora)
    note = Note(0, workspace.rep_id, cora, date(2026, 3, 12), "the new depot", "a visit in May")
    workspace.week.record(note)
    page = workspace.reports.asks_page(asks).decode()
    assert "Last time: 12 March, call: the new depot; proposed: a visit in May" in page
    assert "the new depot" not in "".join(one.body for one in workspace.letters.letters(asks[0]))
    assert "I can offer: a table at our fair; an introduction to Otto Other" in page


def test_why_not_counts_the_weeks(workspace: Workspace) -> None:
    uma, cora = named(workspace, "Uma Union"), named(workspace, "Cora Client")
    assert workspace.asks.why_not(uma) == "Uma Union is in the plan, through Cora Client."
    assert planned(workspace).connector_id == cora
    workspace.asks.save_limit(cora, Limit(1, 90))
    assert "Nobody should be asked for Uma Union now: Cora Client" in workspace.asks.why_not(uma)
    # Half a year bears one ask more.
    assert "in the plan" in workspace.asks.why_not(uma, weeks=26)


def test_files_that_go_out_are_read_by_what_they_are_for(
    database: str, workspace: Workspace, tmp_path: Path
) -> None:
    theo, uma = planned(workspace), planned(workspace, "Uma Union")
    workspace.asks.record_step(theo, "asked")

    def out(name: str, *words: str) -> bytes:
        path = tmp_path / name
        done = run(database, "requests", "--out", str(path), *words)
        assert done.exit_code == 0, done.output
        return path.read_bytes()

    events = Calendar.from_ical(out("due.ics", "--status", "asked")).walk("VEVENT")
    assert [e["DTSTART"].dt for e in events] == [date(2026, 4, 7)]
    mail = email.message_from_bytes(
        out("one.eml", "--request", uma.request), policy=email.policy.default
    )
    assert mail["To"].addresses[0].addr_spec == uma.connector_email
    assert "Uma Union" in mail.get_content()
    with zipfile.ZipFile(io.BytesIO(out("all.zip"))) as archive:
        assert any(
            name.endswith(f"{uma.connector} - {uma.target}.eml") for name in archive.namelist()
        )
        for name in archive.namelist():
            one = email.message_from_bytes(archive.read(name), policy=email.policy.default)
            assert one["X-Unsent"] == "1"
    many = run(database, "requests", "--out", str(tmp_path / "many.eml"))
    assert many.exit_code == 1 and "--request ID" in many.stderr
    rows = list(csv.DictReader(io.StringIO(out("h.csv", "--crm", "hubspot").decode())))
    assert "Ask Cora Client to introduce you to Uma Union" in {r["Task Title"] for r in rows}
    rows = list(csv.DictReader(io.StringIO(out("s.csv", "--crm", "salesforce").decode())))
    assert {r["Who Name"] for r in rows} >= {"Theo Target", "Uma Union"}
    asked = out("asked.csv", "--since", "2026-03-31", "--until", "2026-03-31").decode("utf-8-sig")
    assert [r["target"] for r in csv.DictReader(io.StringIO(asked))] == ["Theo Target"]
    assert run(database, "requests", "--request", "rnone").exit_code == 1
    whose = out("c.csv", "--connector", "Cora Client").decode("utf-8-sig")
    assert {r["connector"] for r in csv.DictReader(io.StringIO(whose))} == {"Cora Client"}
