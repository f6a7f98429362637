"""The pages on introductions: words of one's own, what is hidden or questioned, what was noticed,
and where the reach map leads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

import tiesmap
from tests.dashboard.looking import look, said
from tests.dashboard.names import linked_in_tables, table_with_names
from tiesmap.dashboard.setup import chips
from tiesmap.dashboard.setup.resume import read_references
from tiesmap.model.people import TargetRecord
from tiesmap.model.practice import Note
from tiesmap.model.resume import Reference
from tiesmap.workspace import Workspace


def button(at, label):
    return next(b for b in at.button if b.label == label)


def pick(at, label):
    return next(s for s in at.selectbox if s.label == label)


def again(workspace: Workspace) -> Workspace:
    return tiesmap.open(workspace.store.url, as_of=workspace.as_of)


def test_a_broken_text_names_its_line_and_the_old_one_stays(
    sample: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed: list[str] = []
    # The editor is a script in the browser (tests/browser/test_chips.py): what it sends is typed.
    monkeypatch.setattr(
        chips, "editor", lambda text, said, *, key: typed[-1] if typed and "ask" in key else text
    )
    typed.append("Hello {{ greeting }},\n\nWould you? {{ nothing }}")
    at = look("setup/settings")
    assert "the one you had stays in use" in said(at) and "Line 3: nothing is no fact" in said(at)
    assert any("Would you? {{ nothing }}" in code.value for code in at.code)
    assert button(at, "Save this text").disabled
    assert again(sample).letters.own_words()[0].own == {}
    typed.append("Hello {{ greeting }},\n\nwould you introduce me to {{ target }}?")
    at.run()
    assert any("would you introduce me to Tom Example?" in code.value for code in at.code)
    button(at, "Save this text").click().run()
    said(at)
    workspace = again(sample)
    assert workspace.letters.own_words()[0].own["ask"].endswith("{{ target }}?")
    workspace.asks.plan([workspace.asks.plan_asks(5).asks[0].path])
    (request,) = workspace.asks.requests()
    (letter,) = workspace.letters.letters(request)
    assert letter.body.endswith(f"would you introduce me to {request.target}?")
    button(at, "Back to the text tiesmap comes with").click().run()
    assert again(sample).letters.own_words()[0].own == {}


def test_the_tone_and_the_resume_are_stored(sample: Workspace) -> None:
    at = look("setup/settings")
    next(r for r in at.radio if r.label == "Tone").set_value("brief")
    next(t for t in at.text_input if t.label.startswith("What you can do")).set_value("a fair")
    button(at, "Save language, tone and offers").click().run()
    next(t for t in at.text_area if t.label.startswith("What you are known for")).set_value(
        "fleets\n\nsmall print read aloud"
    )
    button(at, "Save the resume").click().run()
    text = said(at)
    workspace = again(sample)
    (resume, _), (words, _) = workspace.letters.resume(), workspace.letters.own_words()
    assert (words.tone, words.given["offer"]) == ("brief", "a fair")
    assert resume.expertise == ("fleets", "small print read aloud")
    assert resume.name == "Maren Holloway" and "Still empty: what it is like" in text
    assert b"small print read aloud" in workspace.letters.resume_page()


def test_references_are_read_from_rows() -> None:
    rows = [
        {"Name": " Ann ", "Title": None, "What they say": "Good", "Agreed on": date(2026, 5, 1)},
        {"Name": "Bob", "Agreed on": "2026-05-02T00:00:00"},
        {"Name": "Eve", "Agreed on": "soon"},
        {"Name": None, "What they say": "nobody"},
    ]
    assert read_references(rows) == [
        Reference("Ann", words="Good", consent_on=date(2026, 5, 1)),
        Reference("Bob", consent_on=date(2026, 5, 2)),
        Reference("Eve"),
    ]


def test_what_is_hidden_is_told_with_whom(sample: Workspace) -> None:
    sample.asks.plan([ask.path for ask in sample.asks.plan_asks(5).asks[:2]])
    gone = sample.asks.requests()[0]
    sample.people.set_do_not_ask([gone.target_id], True)
    at = look("asks")
    said(at)
    assert any(
        e.label.startswith("1 request is hidden, because somebody in it") for e in at.expander
    )
    (row,) = table_with_names(at, "Marked")
    assert (row["Marked"], row["Ask"]) == (gone.target, gone.connector)


@pytest.mark.parametrize("purpose", ["", "touching base"])
def test_an_empty_purpose_is_questioned(purpose: str, sample: Workspace) -> None:
    sample.asks.plan([sample.asks.plan_asks(5).asks[0].path])
    (ask,) = sample.asks.requests()
    ask = sample.asks.save_request(replace(ask, purpose=purpose))
    at = look("ask", ask=ask.request)
    text = said(at)
    better = sample.asks.better_purposes(ask)
    assert all(one in text for one in better)
    assert at.button(key=f"to asked {ask.request}").disabled == (not purpose)
    next(b for b in at.button if b.label == "Use this").click().run()
    assert not at.button(key=f"to asked {ask.request}").disabled
    at.button(key=f"to asked {ask.request}").click().run()
    said(at)
    (now,) = again(sample).asks.requests()
    assert (now.status, now.purpose) == ("asked", better[0])


def test_somebody_new_is_named_in_answer_to_an_open_ask(sample: Workspace) -> None:
    sample.asks.plan([], sample.ways.open_asks(1, ("company", "Vetchmoor Savings")))
    (openly,) = sample.asks.requests()
    at = look("ask", ask=openly.request)
    next(t for t in at.text_input if t.label == "Name").set_value("Ada Newname")
    button(at, "Add and ask for").click().run()
    said(at)
    (now,) = again(sample).asks.requests()
    assert (now.request, now.target, now.target_company) == (
        openly.request, "Ada Newname", "Vetchmoor Savings",
    )  # fmt: skip
    assert now.note_to_forward.startswith("Hello Ada,")


def test_asks_are_shown_by_connector_and_period(sample: Workspace) -> None:
    sample.asks.plan([ask.path for ask in sample.asks.plan_asks(5).asks])
    first = sample.asks.requests()[0]
    sample.asks.record_step(first, "asked")

    def shown(at: AppTest) -> set[tuple[str, str]]:
        return {(row["Ask"], row["To meet"]) for row in table_with_names(at, "To meet")}

    at = look("asks/table")
    pick(at, "Connector").set_value(first.connector_id).run()
    assert shown(at) == {
        (r.connector, r.target)
        for r in sample.asks.requests()
        if r.connector_id == first.connector_id
    }
    pick(at, "Connector").set_value(0).run()
    pick(at, "Show").set_value("asked").run()
    pick(at, "Asked or due").set_value("week").run()
    assert shown(at) == {(first.connector, first.target)}
    names = {b.label for b in at.get("download_button")}
    assert {"Tasks for HubSpot", "Tasks for Salesforce", "Excel workbook"} <= names


def test_a_step_clicked_right_after_open_does_not_keep_the_ask_from_opening(
    sample: Workspace,
) -> None:
    sample.asks.plan([sample.asks.plan_asks(1).asks[0].path])
    ask = sample.asks.record_step(sample.asks.requests()[0], "asked")
    at = look("asks")
    assert not any(b.label == "All asks" for b in at.button)
    # What "Open" leaves behind, before the run that it asks for has begun.
    at.session_state["choice ask"] = ask.request
    at.button(key=f"step {ask.request}").click().run()
    said(at)
    assert any(b.label == "All asks" for b in at.button)
    assert again(sample).asks.requests()[0].status == "agreed"


def test_an_introduction_in_the_mails_is_recorded_or_set_aside_by_a_click(
    sample: Workspace,
) -> None:
    (one,) = sample.asks.noticed()
    at = look("health/outcomes")
    assert one.other_name in said(at)
    button(at, "No").click().run()
    assert again(sample).asks.noticed() == ()
    button(at, "Show the one again that you said no to").click().run()
    button(at, "Record it").click().run()
    assert "Recorded:" in said(at)
    workspace = again(sample)
    assert [pair[:2] for pair in workspace.asks.recorded()] == [(one.introducer, one.other)]
    at = look("people", person=str(one.other), part="Ties")
    button(at, "Undo that").click().run()
    assert again(sample).asks.recorded() == []


def test_an_introduction_in_a_note_is_asked_about_in_its_words(sample: Workspace) -> None:
    (mail,) = sample.asks.noticed()
    known = sample.people.person(mail.introducer)
    other = next(p for p in sample.people.people() if p.notes == "" and p.id != sample.rep)
    assert known is not None
    sample.people.save_person(replace(other, notes=f"referred by {known.name}"))
    at = look("health/outcomes")
    assert f"{known.label} introduced you to {other.label}" in said(at)
    assert f"? Your note says “referred by {known.name}”." in said(at)
    at.button(key=f"record {known.id} {other.id}").click().run()
    assert "Recorded:" in said(at)
    at = look("people", person=str(other.id), part="Ties")
    assert f"{known.label} introduced you to {other.label}." in said(at)


def test_the_reach_map_leads_to_paths(sample: Workspace) -> None:
    at = look("outward/circles")
    table = table_with_names(at, "Could reach")
    hotels = next(row for row in table if row["Category"] == "Hotels")
    # All five within reach, those over one more person too: counted by hand on a plain graph.
    assert (hotels["You know"], hotels["Only way to some"]) == ("0", "Rosalind Achterberg (5)")
    only = next(p for p in sample.people.everybody().values() if p.label == "Rosalind Achterberg")
    assert only.id in linked_in_tables(at)
    pick(at, "Category").set_value("Hotels").run()
    assert "Rosalind Achterberg (Owner, Fennelgarth Catering)" in said(at)
    at = look("find", to="category", category="Hotels")
    assert "Jean-Baptiste Kouassi-Merle" in said(at)


def test_the_wanted_list_is_planned_at_once(sample: Workspace) -> None:
    expected = sample.asks.wishes()
    at = look("find", to="wanted")
    served = [w.path for w in expected if w.path]
    assert f"**{len(served)} of {len(expected)}** can be asked for by name" in said(at)
    next(b for b in at.button if b.label.startswith("All ")).click().run()
    said(at)
    stored = again(sample).asks.requests()
    assert len(stored) == len({r.connector_id for r in stored})
    assert {(r.connector_id, r.goal_id) for r in stored if r.target_id is not None} == {
        (path.connector, path.goal) for path in served
    }
    openly = {w.openly.about for w in expected if w.openly}
    assert {r.target_company or r.target_category for r in stored if r.target_id is None} == openly
    # What is typed is on the list, and says what is there already.
    sample.ways.save_target(TargetRecord(0, "", "Sorrelcombe Frozen Meals"))
    assert "on your list already" in said(look("find", to="wanted"))


def test_how_often_one_person_may_be_asked(sample: Workspace) -> None:
    connector = sample.asks.plan_asks(10).asks[0].path.connector
    at = look("people", person=str(connector), part="Ties")
    next(n for n in at.number_input if "in a quarter" in n.label).set_value(0)
    button(at, "Save for this person").click().run()
    said(at)
    workspace = again(sample)
    assert workspace.asks.limits().of(connector).asks_a_quarter == 0
    assert connector not in {ask.path.connector for ask in workspace.asks.plan_asks(10).asks}
    assert "you set the limit to no asks" in said(
        look("people", person=str(connector), part="Ties")
    )
    target = next(p.id for p in sample.people.people() if p.name == "Florin Păunescu")
    pick(at, "Would rather not introduce you to").set_value(target).run()
    assert (connector, target) in again(sample).asks.limits().no_go
    at.button(key=f"allow {connector} {target}").click().run()
    assert again(sample).asks.limits().no_go == frozenset()


def test_a_note_is_drafted_anew_in_the_words_of_now(sample: Workspace) -> None:
    sample.asks.plan([sample.asks.plan_asks(5).asks[0].path])
    (ask,) = sample.asks.requests()
    sample.letters.save_resume(
        replace(sample.letters.resume()[0], expertise=("reading the small print",))
    )
    talk = Note(0, sample.rep_id, ask.connector_id, date(2026, 6, 2), "the depot", "a visit")
    sample.week.record(talk)
    at = look("ask", ask=ask.request)
    assert f"You and {ask.connector} last: 2 Jun 2026 the depot; proposed: a visit" in said(at)
    assert not any("depot" in text.value for text in at.text_area)
    note = next(t for t in at.text_area if t.label.startswith("The note"))
    assert "small print" not in note.value
    # What is typed is saved as it is typed, each text by itself.
    letter = next(t for t in at.text_area if t.label.startswith("What you write"))
    letter.set_value("Dear Rosalind, would you?").run()
    said(at)
    (now,) = again(sample).asks.requests()
    assert now.letter == "Dear Rosalind, would you?" and now.note_to_forward == note.value
    assert again(sample).letters.letters(now)[0].body == "Dear Rosalind, would you?"
    button(at, "Draft both again").click().run()
    said(at)
    (now,) = again(sample).asks.requests()
    assert "reading the small print" in now.note_to_forward and now.letter == ""
