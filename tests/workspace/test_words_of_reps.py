"""The words of one rep: his templates and resume in every draft, on a small town."""

from __future__ import annotations

import email
import email.policy
import json
from dataclasses import replace
from pathlib import Path

import pytest

import tiesmap
from tests.guarded import named
from tests.workspace.town import DAY, planned, town
from tiesmap.introductions.templates import default_template
from tiesmap.introductions.words import Words
from tiesmap.model.resume import Reference, Resume
from tiesmap.workspace import Workspace


@pytest.fixture
def database(tmp_path: Path) -> str:
    return town(tmp_path)


@pytest.fixture
def workspace(database: str) -> Workspace:
    return tiesmap.open(database, rep="Rita Rep", as_of=DAY)


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
