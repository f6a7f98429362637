"""Wanted people, introductions from the mails, hidden requests, words of one's own: through the
workspace and the shell, on a small town."""

from __future__ import annotations

import csv
import email
import email.policy
import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar

import tiesmap
from tests.guarded import named
from tests.stored import evidence
from tiesmap.cli import main
from tiesmap.introductions.templates import default_template
from tiesmap.introductions.words import Words
from tiesmap.model.people import TargetRecord
from tiesmap.model.practice import Note
from tiesmap.model.requests import IntroRequest
from tiesmap.model.resume import Reference, Resume
from tiesmap.model.tact import Limit
from tiesmap.workspace import Workspace

DAY = date(2026, 3, 31)
# Rita knows Cora, Ben and Otto. Cora knows Theo and Uma, Ben knows Theo. Gil is behind Theo.
NAMES = ("Rita Rep", "Cora Client", "Ben Broker", "Theo Target", "Uma Union", "Gil Goal",
         "Otto Other", "Lone Stranger", "Newt Newcomer")  # fmt: skip
CATEGORIES = ("", "Banking", "Banking", "Hotels", "Hotels", "Ships", "Banking", "", "Wine")
COMPANIES = ("", "First Bank", "", "Inn", "Lodge", "Fleet", "", "Nowhere", "Cellar")
PAIRS = ((1, 2), (1, 3), (2, 4), (2, 5), (3, 4), (4, 6), (1, 7))


@pytest.fixture
def database(tmp_path: Path) -> str:
    rows = [
        f"{k},{name},{name.split()[0].lower()}@x.example,{category},{company},"
        f"{'yes' if k == 1 else ''}"
        for k, (name, category, company) in enumerate(
            zip(NAMES, CATEGORIES, COMPANIES, strict=True), start=1
        )
    ]
    people = "id,name,email,category,company,rep\n" + "\n".join(rows)
    mails = [f"2026-03-{10 + k},{a},{b},email" for k in range(4) for a, b in PAIRS]
    # Ben writes to Rita and Newt, who write on.
    mails += ["2026-03-05,3,1;9,email", "2026-03-07,9,1,email", "2026-03-08,1,9,email"]
    said = "rep,person,comfort\n1,2,5\n1,3,4\n1,7,5"
    path = str(tmp_path / "town.db")
    tiesmap.open(path).files.import_files(
        [
            ("people.csv", people.encode()),
            ("interactions.csv", ("date,from,to,channel\n" + "\n".join(mails)).encode()),
            ("relationships.csv", said.encode()),
        ],
        "Rita Rep",
    )
    return path


@pytest.fixture
def workspace(database: str) -> Workspace:
    return tiesmap.open(database, rep="Rita Rep", as_of=DAY)


def run(database: str, *words: str) -> Result:
    return CliRunner().invoke(main, [words[0], "--db", database, "--as-of", str(DAY), *words[1:]])


def planned(workspace: Workspace, target: str = "Theo Target") -> IntroRequest:
    workspace.asks.plan(workspace.ways.paths_to(named(workspace, target), top=1).paths)
    return next(r for r in workspace.asks.requests() if r.target == target)


# The wanted list ----------------------------------------------------------------------------------


def wanted(workspace: Workspace, *wishes: TargetRecord) -> dict[str, tuple[str, str]]:
    """What to do for each wish: through whom, or openly of whom."""
    for wish in wishes:
        workspace.ways.save_target(wish)
    found = {}
    for wish in workspace.asks.wishes():
        name = wish.target.name or wish.target.company or wish.target.category
        openly = wish.openly
        found[name] = (
            wish.path.names[1] if wish.path else "",
            next(
                (p.label for p in workspace.people.people() if openly and p.id == openly.connector),
                "",
            ),
        )
    return found


def test_wishes_are_searched_at_once_and_nobody_is_asked_twice(workspace: Workspace) -> None:
    # Uma can be reached through Cora alone, so Theo is asked of Ben.
    found = wanted(workspace, TargetRecord(0, "Uma Union"), TargetRecord(0, "Theo Target"))
    assert found == {"Uma Union": ("Cora Client", ""), "Theo Target": ("Ben Broker", "")}


def test_without_a_way_they_become_open_asks_to_who_has_a_reason_to_know(
    workspace: Workspace,
) -> None:
    found = wanted(
        workspace,
        TargetRecord(0, "Uma Union"),
        TargetRecord(0, "Theo Target"),
        TargetRecord(0, "", "Fleet"),
        TargetRecord(0, "", "Third Bank", "Banking"),
        TargetRecord(0, "", "Nowhere"),
        TargetRecord(0, "Nobody Known"),
    )
    # The way to Gil at Fleet leads over Theo, for whom Ben is asked: one ask for both.
    assert found["Fleet"] == found["Theo Target"] == ("Ben Broker", "")
    # Otto is in banking and at no other bank.
    assert found["Third Bank"] == ("", "Otto Other")
    assert found["Nowhere"] == found["Nobody Known"] == ("", "")
    said = {w.target.name or w.target.company: w.sentence for w in workspace.asks.wishes()}
    assert said["Third Bank"] == "No path leads to anybody at Third Bank: ask openly."
    assert "nobody you could ask has a reason to know" in said["Nowhere"]
    assert "Give a company or a category" in said["Nobody Known"]
    asks = {w.path.people if w.path else (1, w.openly.connector)
            for w in workspace.asks.wishes() if w.path or w.openly}  # fmt: skip
    assert len({ask[1] for ask in asks}) == len(asks) == 3


def test_who_is_known_or_asked_for_is_said(workspace: Workspace) -> None:
    request = planned(workspace)
    workspace.ways.save_target(TargetRecord(0, "Theo Target"))
    workspace.ways.save_target(TargetRecord(0, "Cora Client"))
    workspace.ways.save_target(TargetRecord(0, "Uma Union"))
    theo, cora, uma = workspace.asks.wishes()
    assert theo.request == request and theo.path is None and theo.openly is None
    assert "You know Cora Client already" in cora.sentence
    assert uma.path is not None and uma.request is None


def test_who_should_be_left_alone_is_not_asked(workspace: Workspace) -> None:
    workspace.ways.save_target(TargetRecord(0, "Theo Target"))
    first = workspace.asks.wishes()[0].path
    assert first is not None
    workspace.asks.set_no_go(first.connector, named(workspace, "Theo Target"))
    second = workspace.asks.wishes()[0].path
    assert second is not None and second.connector != first.connector


# Introductions in the mails -----------------------------------------------------------------------


def test_an_introduction_in_the_mails_is_recorded_by_one_call(workspace: Workspace) -> None:
    (one,) = workspace.asks.noticed()
    assert (one.introducer_name, one.other_name) == ("Ben Broker", "Newt Newcomer")
    assert (one.day, one.first, one.contacts) == (date(2026, 3, 5), date(2026, 3, 7), 2)
    workspace.asks.record_introduction(one)
    assert workspace.asks.noticed() == ()
    table = evidence(workspace.store, DAY).introductions
    rows = table[["introducer", "person", "other"]].to_numpy().tolist()
    ben, newt = named(workspace, "Ben Broker"), named(workspace, "Newt Newcomer")
    assert rows == [[ben, workspace.rep, newt]]
    # The same row of a file is the same introduction.
    file = b"date,introducer,person,other\n2026-03-05,Ben Broker,Rita Rep,Newt Newcomer\n"
    report = workspace.files.import_files([("introductions.csv", file)])
    assert sum(f.introductions for f in report.files) == 0
    assert workspace.asks.recorded() == [(ben, newt, date(2026, 3, 5))]
    workspace.asks.unrecord_introduction(ben, newt, date(2026, 3, 5))
    assert workspace.asks.noticed() == (one,) and workspace.asks.recorded() == []


def test_a_no_is_remembered_and_goes_with_the_erased(database: str, workspace: Workspace) -> None:
    (one,) = workspace.asks.noticed()
    workspace.asks.set_aside(one)
    again = tiesmap.open(database, rep="Rita Rep", as_of=DAY)
    assert again.asks.noticed() == () and again.asks.set_aside_count() == 1
    again.asks.bring_back()
    assert again.asks.noticed() == (one,)
    again.asks.set_aside(one)
    again.data.erase([one.other])
    assert again.asks.set_aside_count() == 0


def test_the_request_that_asked_for_it_moves_on(workspace: Workspace) -> None:
    ben, newt = named(workspace, "Ben Broker"), named(workspace, "Newt Newcomer")
    request = replace(
        planned(workspace),
        request="rx",
        connector_id=ben,
        target_id=newt,
        goal_id=newt,
        status="asked",
    )
    workspace.asks.keep_requests([request])
    (one,) = workspace.asks.noticed()
    workspace.asks.record_introduction(one)
    moved = next(r for r in workspace.asks.requests() if r.request == "rx")
    assert moved.status == "introduced"
    assert [s.to_status for s in workspace.asks.history(moved)] == [
        "agreed",
        "accepted",
        "introduced",
    ]


# What is hidden, what is said, what is offered ----------------------------------------------------


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


# Words of one's own -------------------------------------------------------------------------------

RESUME = Resume(
    "Rita Rep",
    headline="I keep small hotels insured",
    expertise=("hotel insurance",),
    like=("quick answers",),
    references=(
        Reference("Cora Client", words="She called back within the hour", consent_on=DAY),
        Reference("Ben Broker", words="Never asked him"),
    ),
    link="https://rita.example/",
)


def test_words_and_resume_go_into_every_draft_and_stay(database: str, workspace: Workspace) -> None:
    first = planned(workspace)
    assert "hotel insurance" not in first.note_to_forward
    workspace.letters.save_resume(RESUME)
    given = {"gain": "a second opinion", "offer": "a table at our fair"}
    assert (
        workspace.letters.save_words(
            Words("warm", {"thanks": "Thank you, {{ connector }}."}, given)
        )
        == ()
    )
    again = tiesmap.open(database, rep="Rita Rep", as_of=DAY)
    assert again.letters.own_words()[0] == Words(
        "warm", {"thanks": "Thank you, {{ connector }}."}, given
    )
    assert again.letters.resume() == (RESUME, ())
    (draft,) = again.asks.draft(again.ways.paths_to(named(again, "Uma Union"), top=1).paths)
    for text in ("hotel insurance", "quick answers", "a second opinion", "https://rita.example/"):
        assert text in draft.note_to_forward
    # What is on the list keeps its words until it is drafted anew.
    (stored,) = again.asks.requests()
    assert stored.note_to_forward == first.note_to_forward
    assert "hotel insurance" in again.asks.redraft_note(stored)
    (letter,) = again.letters.letters(stored)
    assert "a table at our fair" in letter.body and letter.body.startswith("Hello Cora,")
    met = stored
    for status in ("asked", "agreed"):
        met = again.asks.record_step(met, status)
    assert again.letters.letters(met)[0].body == f"Thank you, {met.connector}."
    mail = email.message_from_bytes(
        again.letters.letter_eml(letter, resume=True), policy=email.policy.default
    )
    (page,) = mail.iter_attachments()
    html = page.get_content()
    assert "I keep small hotels insured" in html and "She called back within the hour" in html
    assert "Never asked him" not in html
    assert letter.note.split() == mail.get_body().get_content().split()[-len(letter.note.split()) :]


def test_a_broken_template_is_not_stored(workspace: Workspace) -> None:
    workspace.letters.save_words(Words(own={"note": "Hello {{ target }}"}))
    broken = Words(own={"note": "Hello\n{{ target }\nbye"})
    (problem,) = workspace.letters.save_words(broken)
    assert problem.line == 2
    assert workspace.letters.own_words()[0].own == {"note": "Hello {{ target }}"}


@pytest.mark.parametrize("kind", ["ask", "note", "open_ask", "open_note", "thanks", "report"])
def test_an_example_of_each_text(workspace: Workspace, kind: str) -> None:
    assert "{" not in workspace.letters.example_letter(kind, default_template(kind))
    assert workspace.letters.example_letter(kind, "Dear {{ connector }}") == "Dear Anna Example"


def test_the_export_of_a_person_holds_the_resume_and_the_quotes(workspace: Workspace) -> None:
    workspace.letters.save_resume(RESUME)
    mine = json.loads(workspace.data.export_person(workspace.rep_id)[0])["resume"]
    assert {"as": "rep", "field": "headline", "text": "I keep small hotels insured"} in mine
    quoted = json.loads(workspace.data.export_person(named(workspace, "Ben Broker"))[0])["resume"]
    assert {"as": "reference", "field": "words", "text": "Never asked him"} in quoted
    assert not [row for row in quoted if row["as"] == "rep"]


def test_words_belong_to_one_rep_and_go_with_him(workspace: Workspace) -> None:
    workspace.letters.save_resume(RESUME)
    cora = named(workspace, "Cora Client")
    workspace.people.make_rep(cora)
    other = replace(workspace, rep=cora)
    assert other.letters.resume()[0].name == "Cora Client" and not other.letters.has_resume()
    workspace.data.erase([cora])
    names = [r.name for r in workspace.letters.resume()[0].references]
    assert "Cora Client" not in names and "Ben Broker" in names


# Out of the shell ---------------------------------------------------------------------------------


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
