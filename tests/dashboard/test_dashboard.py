"""Every page of the dashboard, through the real entry point, with no data, with the sample, and
after a broken file: it answers in words and shows no traceback."""

from __future__ import annotations

import email
import email.policy
import gc
import runpy
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from icalendar import Calendar
from streamlit.testing.v1 import AppTest

import tiesmap
from tests.dashboard.names import lines_with_names, linked_in_tables, table_with_names
from tests.places import APP, EVERY_VIEW, turn_to
from tiesmap.workspace import Workspace

SAMPLE_DAY = "2026-06-30"
UNEXPECTED = "tiesmap did not expect"


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "some.db"
    monkeypatch.setenv("TIESMAP_DB", str(path))
    monkeypatch.delenv("TIESMAP_AS_OF", raising=False)
    monkeypatch.delenv("TIESMAP_REP", raising=False)
    yield path
    st.cache_resource.clear()


@pytest.fixture
def sample(database: Path, sample_database: bytes, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("TIESMAP_AS_OF", SAMPLE_DAY)
    database.write_bytes(sample_database)
    return tiesmap.open(database, as_of=date.fromisoformat(SAMPLE_DAY))


def look(page: str = "setup/start", **address: str) -> AppTest:
    at = AppTest.from_file(str(APP), default_timeout=60)
    for name, value in address.items():
        at.query_params[name] = value
    return turn_to(at, page)


def said(at: AppTest) -> str:
    """All text of a page in one."""
    found = [element.value for kind in ("title", "text", "markdown", "caption", "info", "warning",
             "error", "subheader") for element in at.get(kind)]  # fmt: skip
    return "\n".join([*map(str, found), *lines_with_names(at)])


def fine(at: AppTest) -> str:
    assert not at.exception
    text = said(at)
    assert UNEXPECTED not in text and "Traceback" not in text
    return text


@pytest.mark.parametrize("page", EVERY_VIEW)
def test_a_page_without_data_says_what_to_do(page: str, database: Path) -> None:
    at = look(page)
    text = fine(at)
    if page == "setup/how":
        assert "Granovetter" in text
    elif page == "setup/settings":
        assert "strong" in text + "".join(field.label for field in at.number_input)
    else:
        assert "Bring in" in text
        assert any(button.label == "Load the sample network" for button in at.button)


@pytest.mark.parametrize("page", EVERY_VIEW)
def test_a_page_on_the_sample(page: str, sample: Workspace) -> None:
    at = look(page)
    text = fine(at)
    assert at.selectbox(key="pick rep sidebar").value == sample.rep
    assert "30 Jun 2026" in text
    assert "There is no network yet" not in text
    assert all(chart.proto.alt for chart in at.get("vega_lite_chart")), "said to who sees none"


@pytest.mark.parametrize("page", EVERY_VIEW)
def test_a_page_on_a_file_that_is_no_database(page: str, database: Path) -> None:
    database.write_text("name,company\nAnn,Acme\n" * 100, encoding="utf-8")
    text = fine(look(page))
    assert database.name in text
    assert database.read_text(encoding="utf-8").startswith("name,company")


def test_the_sample_is_looked_at_apart_from_ones_own_data(database: Path) -> None:
    at = look()
    next(b for b in at.button if b.label == "Load the sample network").click().run()
    fine(at)
    people = {metric.label: metric.value for metric in at.metric}
    assert people["People on file"] == "401"
    assert "30 Jun 2026" in said(at)
    assert not tiesmap.open(database).people.people()
    assert not at.file_uploader
    next(b for b in at.button if b.label == "To my own data").click().run()
    fine(at)
    assert not at.metric
    assert at.file_uploader
    # A second look finds it as it was.
    next(b for b in at.button if b.label == "Load the sample network").click().run()
    assert "401 invented people" in fine(at)


def test_an_address_of_a_sample_that_is_not_there_shows_ones_own_data(database: Path) -> None:
    at = look(network="sample")
    fine(at)
    assert at.file_uploader
    assert not any(button.label == "To my own data" for button in at.button)


def test_a_refused_file_stores_nothing(database: Path) -> None:
    at = look()
    at.file_uploader[0].set_value(("odd.csv", b"foo,bar\n1,2\n", "text/csv")).run()
    text = fine(at)
    assert "odd.csv" in text and "foo" in text and "Nothing was stored" in text
    assert not any(button.label == "Bring them in" for button in at.button)
    assert not tiesmap.open(database).people.people()


def test_files_are_previewed_then_applied(database: Path) -> None:
    people = b"id,name,company,rep\n1,Ann,Acme,\n2,Bob,Inn,\n3,,,\n4,Rep One,,yes\n"
    mails = (
        b"date,from,to,channel\n2026-05-01,Rep One,1,email\n2026-05-02,1,2,email\nlater,1,2,email\n"
    )
    at = look()
    at.file_uploader[0].set_value(
        [("people.csv", people, "text/csv"), ("interactions.csv", mails, "text/csv")]
    ).run()
    fine(at)
    assert "Left out, and why (2)" in said(at)
    table = next(t.value for t in at.dataframe if "What is wrong" in t.value)
    assert set(zip(table["File"], table["Line"], strict=True)) == {
        ("people.csv", 4),
        ("interactions.csv", 4),
    }
    assert not tiesmap.open(database).people.people()
    at.button(key="apply import").click().run()
    assert "Loaded:" in fine(at)
    workspace = tiesmap.open(database)
    assert workspace.rep_person.name == "Rep One"
    assert {p.name for p in workspace.people.people()} == {"Rep One", "Ann", "Bob"}


def test_ticked_asks_are_planned(sample: Workspace) -> None:
    expected = [ask.path for ask in sample.asks.plan_asks(10, 1, "near").asks]
    at = look("find", reach="near")
    ticks = [box for box in at.checkbox if box.label.startswith("Ask ")]
    assert len(ticks) == 10
    ticks[0].check()
    ticks[2].check()
    next(b for b in at.button if b.label == "Put the ticked on My asks").click().run()
    fine(at)
    stored = tiesmap.open(sample.store.url).asks.requests()
    assert [r.status for r in stored] == ["planned", "planned"]
    assert {(r.connector_id, r.target_id) for r in stored} == {
        (path.connector, path.target) for path in (expected[0], expected[2])
    }
    assert not any(box.value for box in at.checkbox if box.label.startswith("Ask "))


def test_what_is_chosen_stands_in_the_address_and_is_taken_from_it(sample: Workspace) -> None:
    people = {p.name: p.id for p in sample.people.people()}
    target, rep = people["Jean-Baptiste Kouassi-Merle"], people["Divya Raghunathan"]
    at = look("find", rep=str(rep), target=str(target), to="person", reach="far")
    fine(at)
    assert at.selectbox(key="pick rep sidebar").value == rep
    assert at.selectbox(key="pick target sidebar").value == target
    at.selectbox(key="pick target sidebar").set_value(people["Ngozi Eberechukwu"]).run()
    assert at.query_params["target"] == str(people["Ngozi Eberechukwu"])
    assert at.query_params["rep"] == str(rep)


def test_whom_an_address_names_is_looked_up_and_said_where_he_is_not_there(
    sample: Workspace,
) -> None:
    people = {p.name: p.id for p in sample.people.people()}
    rep, target = "Divya Raghunathan", "Jean-Baptiste Kouassi-Merle"
    at = look("find", rep=rep, target=target)
    assert at.selectbox(key="pick rep sidebar").value == people[rep]
    assert at.selectbox(key="pick target sidebar").value == people[target]
    at.run()
    assert at.query_params["rep"] == str(people[rep])
    for named in ("Nobody Here", target):
        at = look("people", rep=named)
        assert ("called 'Nobody Here'" if named != target else "whose network is here") in fine(at)
    assert "called 'Nobody Here'" in fine(look("people", person="Nobody Here"))
    assert "not among yours" in fine(look("ask", ask="r0none"))


@pytest.mark.parametrize("page", ["outward/map", "find", "people"])
@pytest.mark.parametrize("wrong", ["999999", "-1", "0x", "1e9", "9" * 5000, "'; drop table people"])
def test_an_address_that_makes_no_sense_is_passed_over(
    page: str, wrong: str, sample: Workspace
) -> None:
    at = look(page, person=wrong, target=wrong, rep=wrong, reach=wrong, to=wrong, layout=wrong)
    fine(at)
    assert at.selectbox(key="pick rep sidebar").value == sample.rep
    assert at.selectbox(key="pick target sidebar").value is None


def test_one_person_is_shown_with_ties_and_can_be_rated(sample: Workspace) -> None:
    rosalind = next(p for p in sample.people.people() if p.name == "Rosalind Achterberg")
    at = look("people", person=str(rosalind.id), part="Ties")
    fine(at)
    assert "Rosalind Achterberg" in [text.value for text in at.text]
    ties = next(t.value for t in at.dataframe if "Strength" in t.value)
    assert "Jean-Baptiste Kouassi-Merle" in set(ties["With"])
    rating = next(c for c in at.get("segmented_control") if "at ease" in c.label)
    rating.set_value(2).run()
    fine(at)
    workspace = tiesmap.open(sample.store.url)
    stored = workspace.people.person(rosalind.id)
    assert stored is not None and stored.comfort == 2


def test_suggested_asks_move_on_by_one_click(sample: Workspace) -> None:
    at = look("asks")
    next(b for b in at.button if b.label == "Suggest ten").click().run()
    fine(at)
    asks = tiesmap.open(sample.store.url).asks.requests()
    assert len(asks) == 10
    labels = {b.key.split()[0] for b in at.button if b.key and asks[0].request in b.key}
    assert labels == {"open", "step"}
    at.button(key=f"open {asks[0].request}").click().run()
    at = turn_to(at, "ask")  # the run of a test stays at its page
    fine(at)
    labels = {b.label for b in at.button}
    assert {"Plan it", "I asked", "Take it back"} <= labels and "We met" not in labels
    at.button(key=f"to asked {asks[0].request}").click().run()
    fine(at)
    next(b for b in at.button if b.label == "All asks").click().run()
    at = turn_to(at, "asks")
    at.button(key=f"step {asks[0].request}").click().run()
    fine(at)
    (moved,) = [
        r for r in tiesmap.open(sample.store.url).asks.requests() if r.request == asks[0].request
    ]
    assert moved.status == "agreed" and str(moved.asked_on) == SAMPLE_DAY


def test_the_whole_plan_is_kept_as_planned(sample: Workspace) -> None:
    at = look("find")
    fine(at)
    expected = {ask.path.people for ask in sample.asks.plan_asks(10, 1, "balanced").asks}
    next(b for b in at.button if b.label == "All 10").click().run()
    fine(at)
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
    assert sample.asks.why_not(stranger) in fine(at)
    at = look("asks/meeting")
    meet = next(s for s in at.selectbox if s.label == "Whom do you meet?")
    assert sample.rep not in meet.options and len(meet.options) > 100
    meet.set_value(known).run()
    text = fine(at)
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
        fine(at)
    assert stored() == ("agreed", [("planned", False), ("asked", False), ("agreed", False)])
    keys = {button.key for button in at.button}
    assert f"to accepted {ask.request}" in keys and f"to met {ask.request}" not in keys
    history = next(t.value for t in at.dataframe if "To" in t.value)
    assert list(history["To"]) == ["planned", "asked", "agreed"]
    at.button(key=f"undo {ask.request}").click().run()
    fine(at)
    assert stored() == ("asked", [("planned", False), ("asked", False), ("agreed", True)])


def test_what_came_of_it_and_the_letters(sample: Workspace) -> None:
    sample.asks.plan([sample.asks.plan_asks(5).asks[0].path])
    (ask,) = sample.asks.requests()
    at = look("ask", ask=ask.request)
    assert "**The letter to the connector**" in fine(at)
    (letter,) = sample.letters.letters(ask)
    assert [t.value for t in at.text_area[1:]] == [letter.body, letter.note]
    assert not [s for s in at.selectbox if s.label == "What came of it"]
    for status in ("asked", "agreed", "accepted", "introduced", "met"):
        at.button(key=f"to {status} {ask.request}").click().run()
    text = fine(at)
    assert "The thank-you to the connector" in text and "The report back to the" in text
    next(s for s in at.selectbox if s.label == "What came of it").set_value("client").run()
    fine(at)
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
    fine(at)
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
    fine(at)
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
    fine(at)
    after = [r for r in sample.asks.requests() if r.connector_id == path.target]
    assert [(r.target_id, r.goal_id) for r in after] == [(path.people[3], path.goal)]
    at = look("ask", ask=openly.request)
    whom = next(p for p in sample.people.people() if p.name == "Jean-Baptiste Kouassi-Merle")
    next(s for s in at.selectbox if s.label == "Whom did they name?").set_value(whom.id).run()
    at.button(key=f"name {openly.request}").click().run()
    fine(at)
    named = next(r for r in sample.asks.requests() if r.request == openly.request)
    assert (named.target, named.target_id) == (whom.label, whom.id)


def test_a_step_keeps_what_was_typed(sample: Workspace) -> None:
    sample.asks.plan([sample.asks.plan_asks(5).asks[0].path])
    (ask,) = sample.asks.requests()
    at = look("ask", ask=ask.request)
    purpose = next(t for t in at.text_area if "purpose of my call" in t.label)
    purpose.set_value("Ask about fleets").run()
    at.button(key=f"to asked {ask.request}").click().run()
    fine(at)
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


def test_settings_are_stored(sample: Workspace) -> None:
    at = look("setup/settings")
    hops = next(n for n in at.number_input if "steps" in n.label)
    hops.set_value(2)
    next(b for b in at.button if b.label == "Save").click().run()
    fine(at)
    assert tiesmap.open(sample.store.url).settings.max_hops == 2


def test_names_never_reach_a_call_that_reads_markup(database: Path) -> None:
    evil = "![x](http://127.0.0.1:9/p.png)"
    people = f"id,name,company,title,category\n1,{evil},{evil},{evil},{evil}\n2,Bob {evil},,,\n"
    mails = f"date,from,to,purpose\n2026-05-01,{evil} Rep,1,{evil}\n2026-05-02,1,2,\n"
    workspace = tiesmap.open(database)
    workspace.files.import_files(
        [("people.csv", people.encode()), ("interactions.csv", mails.encode())], f"{evil} Rep"
    )
    bob = next(p for p in tiesmap.open(database).people.people() if p.name.startswith("Bob"))
    workspace = tiesmap.open(database, as_of=date.fromisoformat(SAMPLE_DAY))
    workspace.asks.plan([workspace.ways.paths_to(bob.id).paths[0]])
    (ask,) = workspace.asks.requests()
    workspace.asks.record_step(ask, "asked")
    for page in EVERY_VIEW:
        at = look(page, person=str(bob.id), target=str(bob.id), to="person")
        nothing_is_marked_up(at, evil, page)
        if page == "asks/board":
            at = look(page, ask=ask.request)
            nothing_is_marked_up(at, evil, page)
            assert evil in said(at)
        if page == "find":
            at = look(page, to="best")
            next(s for s in at.selectbox if s.label == "Why not …?").set_value(bob.id).run()
            nothing_is_marked_up(at, evil, page)
            at = look("asks/meeting")
            meet = next(s for s in at.selectbox if s.label == "Whom do you meet?")
            meet.set_value(ask.connector_id).run()
            nothing_is_marked_up(at, evil, page)
            assert evil in said(at)


def nothing_is_marked_up(at: AppTest, evil: str, page: str) -> None:
    marked_up = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error",
                 "success", "metric", "table", "toast", "expander", "tab", "html")  # fmt: skip
    fine(at)
    for kind in marked_up:
        for element in at.get(kind):
            assert evil not in str(element.proto), (page, kind)
    for kind in ("button", "checkbox", "selectbox", "text_input", "text_area", "number_input"):
        for widget in at.get(kind):
            assert evil not in widget.label and evil not in str(widget.help), (page, kind)


def test_the_collector_passes_over_what_a_server_has_loaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Once a server: after each run of a page Streamlit has it look at all that it may see."""
    loaded: list[bool] = []
    monkeypatch.setattr(
        gc, "freeze", lambda: loaded.append("tiesmap.dashboard.main" in sys.modules)
    )
    runpy.run_path(str(APP), run_name="app")
    assert loaded == [True]
