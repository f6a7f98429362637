"""The life of an ask on the pages: planned, asked, answered; its letters, and what came of it."""

from __future__ import annotations

import email
import email.policy

from icalendar import Calendar

import tiesmap
from tests.dashboard.looking import look, said
from tests.dashboard.names import linked_in_tables, table_with_names
from tests.places import turn_to
from tiesmap.workspace import Workspace


def test_ticked_asks_are_planned(sample: Workspace) -> None:
    expected = [ask.path for ask in sample.asks.plan_asks(10, 1, "near").asks]
    at = look("find", reach="near")
    ticks = [box for box in at.checkbox if box.label.startswith("Ask ")]
    assert len(ticks) == 10
    ticks[0].check()
    ticks[2].check()
    next(b for b in at.button if b.label == "Put the ticked on My asks").click().run()
    said(at)
    stored = tiesmap.open(sample.store.url).asks.requests()
    assert [r.status for r in stored] == ["planned", "planned"]
    assert {(r.connector_id, r.target_id) for r in stored} == {
        (path.connector, path.target) for path in (expected[0], expected[2])
    }
    assert not any(box.value for box in at.checkbox if box.label.startswith("Ask "))


def test_suggested_asks_move_on_by_one_click(sample: Workspace) -> None:
    at = look("asks")
    next(b for b in at.button if b.label == "Suggest ten").click().run()
    said(at)
    asks = tiesmap.open(sample.store.url).asks.requests()
    assert len(asks) == 10
    labels = {b.key.split()[0] for b in at.button if b.key and asks[0].request in b.key}
    assert labels == {"open", "step"}
    at.button(key=f"open {asks[0].request}").click().run()
    at = turn_to(at, "ask")  # the run of a test stays at its page
    said(at)
    labels = {b.label for b in at.button}
    assert {"Plan it", "I asked", "Take it back"} <= labels and "We met" not in labels
    at.button(key=f"to asked {asks[0].request}").click().run()
    said(at)
    next(b for b in at.button if b.label == "All asks").click().run()
    at = turn_to(at, "asks")
    at.button(key=f"step {asks[0].request}").click().run()
    said(at)
    (moved,) = [
        r for r in tiesmap.open(sample.store.url).asks.requests() if r.request == asks[0].request
    ]
    assert moved.status == "agreed" and str(moved.asked_on) == "2026-06-30"


def test_the_whole_plan_is_kept_as_planned(sample: Workspace) -> None:
    at = look("find")
    said(at)
    expected = {ask.path.people for ask in sample.asks.plan_asks(10, 1, "balanced").asks}
    next(b for b in at.button if b.label == "All 10").click().run()
    said(at)
    stored = tiesmap.open(sample.store.url).asks.requests()
    assert {(r.connector_id, r.target_id, r.goal_id) for r in stored} == {
        (people[1], people[2], people[-1]) for people in expected
    }
    assert {r.status for r in stored} == {"planned"}


def test_why_not_and_the_list_for_a_meeting(sample: Workspace) -> None:
    people = {p.name: p.id for p in sample.people.people()}
    known = sample.asks.plan_asks(10).asks[0].path.connector
    stranger = people["Jean-Baptiste Kouassi-Merle"]
    at = look("find")
    next(s for s in at.selectbox if s.label.startswith("Why not")).set_value(stranger).run()
    assert sample.asks.why_not(stranger) in said(at)
    at = look("asks/meeting")
    meet = next(s for s in at.selectbox if s.label == "Whom do you meet?")
    assert sample.rep not in meet.options and len(meet.options) > 100
    meet.set_value(known).run()
    text = said(at)
    listed = sample.asks.asks_for(known)
    assert 1 <= len(listed) <= 5
    for number, request in enumerate(listed, start=1):
        assert f"{number}. {request.target}" in text and request.purpose in text


def test_a_request_is_asked_agreed_and_taken_back(sample: Workspace) -> None:
    sample.asks.plan([sample.asks.plan_asks(5).asks[0].path])
    (ask,) = sample.asks.requests()

    def stored() -> tuple[str, list[tuple[str, bool]]]:
        workspace = tiesmap.open(sample.store.url)
        (now,) = workspace.asks.requests()
        return now.status, [(step.to_status, step.undone) for step in workspace.asks.history(now)]

    # My asks in the navigation leads back to all; an address that has one open turns to that one.
    at = look("asks", ask=ask.request)
    assert at.button(key=f"to asked {ask.request}") and "ask" in at.query_params
    at = turn_to(at, "asks")
    assert at.button(key=f"step {ask.request}") and "ask" not in at.query_params
    at.button(key=f"open {ask.request}").click().run()
    at = turn_to(at, "ask")
    for status in ("asked", "agreed"):
        at.button(key=f"to {status} {ask.request}").click().run()
        said(at)
    assert stored() == ("agreed", [("planned", False), ("asked", False), ("agreed", False)])
    keys = {button.key for button in at.button}
    assert f"to accepted {ask.request}" in keys and f"to met {ask.request}" not in keys
    history = next(t.value for t in at.dataframe if "To" in t.value)
    assert list(history["To"]) == ["planned", "asked", "agreed"]
    at.button(key=f"undo {ask.request}").click().run()
    said(at)
    assert stored() == ("asked", [("planned", False), ("asked", False), ("agreed", True)])


def test_what_came_of_it_and_the_letters(sample: Workspace) -> None:
    sample.asks.plan([sample.asks.plan_asks(5).asks[0].path])
    (ask,) = sample.asks.requests()
    at = look("ask", ask=ask.request)
    assert "**The letter to the connector**" in said(at)
    (letter,) = sample.letters.letters(ask)
    assert [t.value for t in at.text_area[1:]] == [letter.body, letter.note]
    assert not [s for s in at.selectbox if s.label == "What came of it"]
    for status in ("asked", "agreed", "accepted", "introduced", "met"):
        at.button(key=f"to {status} {ask.request}").click().run()
    text = said(at)
    assert "The thank-you to the connector" in text and "The report back to the" in text
    next(s for s in at.selectbox if s.label == "What came of it").set_value("client").run()
    said(at)
    (now,) = tiesmap.open(sample.store.url).asks.requests()
    assert (now.status, now.outcome) == ("met", "client")


def test_outcomes_are_counted_and_shown(sample: Workspace) -> None:
    sample.asks.plan([ask.path for ask in sample.asks.plan_asks(5).asks[:3]])
    first, second, third = sample.asks.requests()
    for status in ("asked", "agreed", "accepted", "introduced", "met"):
        first = sample.asks.record_step(first, status)
    sample.asks.record_step(first, "client")
    sample.asks.record_step(sample.asks.record_step(second, "asked"), "declined")
    sample.asks.record_step(third, "asked")
    at = look("health/outcomes")
    said(at)
    # Wilson's interval for 1 of 2 (answers) and 1 of 3 (asks), from a table of it.
    assert table_with_names(at, "Month") == [
        {
            "Month": "Jun 2026", "Asked": "3", "Answered": "2", "Agreed": "1", "Introduced": "1",
            "Met": "1", "Won": "1", "Agreed between": "9% to 91%", "Met between": "6% to 79%",
        }
    ]  # fmt: skip
    next(c for c in at.get("segmented_control") if c.label == "Compare").set_value(
        "connector"
    ).run()
    said(at)
    who = table_with_names(at, "Connector")
    assert {row["Connector"] for row in who} == {r.connector for r in (first, second, third)}
    assert {r.connector_id for r in (first, second, third)} <= linked_in_tables(at)
    basis = table_with_names(at, "Based on")[0]
    assert basis["Based on"].startswith("agreed 1 of 2; typical here ")


def test_a_name_comes_back_and_the_way_goes_on(sample: Workspace) -> None:
    far = sample.ways.outward("far", 60)
    path = next(one.path for one in far if one.path.goal != one.path.target)
    sample.asks.plan([path], sample.ways.open_asks(1))
    openly = next(r for r in sample.asks.requests() if r.target_id is None)
    halfway = next(r for r in sample.asks.requests() if r.target_id is not None)
    for status in ("asked", "agreed", "accepted", "introduced"):
        halfway = sample.asks.record_step(halfway, status)
    at = look("ask", ask=halfway.request)
    next(b for b in at.button if b.label == "Plan the next ask").click().run()
    said(at)
    after = [r for r in sample.asks.requests() if r.connector_id == path.target]
    assert [(r.target_id, r.goal_id) for r in after] == [(path.people[3], path.goal)]
    at = look("ask", ask=openly.request)
    whom = next(p for p in sample.people.people() if p.name == "Jean-Baptiste Kouassi-Merle")
    next(s for s in at.selectbox if s.label == "Whom did they name?").set_value(whom.id).run()
    at.button(key=f"name {openly.request}").click().run()
    said(at)
    named = next(r for r in sample.asks.requests() if r.request == openly.request)
    assert (named.target, named.target_id) == (whom.label, whom.id)


def test_a_step_keeps_what_was_typed(sample: Workspace) -> None:
    sample.asks.plan([sample.asks.plan_asks(5).asks[0].path])
    (ask,) = sample.asks.requests()
    at = look("ask", ask=ask.request)
    purpose = next(t for t in at.text_area if "purpose of my call" in t.label)
    purpose.set_value("Ask about fleets").run()
    at.button(key=f"to asked {ask.request}").click().run()
    said(at)
    (ask,) = sample.asks.requests()
    assert (ask.status, ask.purpose) == ("asked", "Ask about fleets")


def test_a_letter_as_a_mail_and_as_a_link(sample: Workspace) -> None:
    sample.asks.plan([sample.asks.plan_asks(5).asks[0].path])
    (ask,) = sample.asks.requests()
    (letter,) = sample.letters.letters(ask)
    mail = email.message_from_bytes(sample.letters.letter_eml(letter), policy=email.policy.default)
    assert mail["To"].addresses[0].addr_spec == ask.connector_email == letter.address
    assert mail["Subject"] == f"Introduction to {ask.target}"
    assert mail.get_content().split() == letter.whole.split()
    assert letter.note == ask.note_to_forward and letter.body.startswith("Hello")
    assert sample.letters.letter_link(letter).address.startswith(
        f"mailto:{ask.connector_email}?subject="
    )
    calendar = Calendar.from_ical(sample.reports.requests_file([ask], ".ics"))
    (event,) = calendar.walk("VEVENT")
    assert event["DTSTART"].dt == ask.follow_up_on
