"""Every page of the dashboard, through the real entry point, with no data, with the sample, and
after a broken file: it answers in words and shows no traceback."""

from __future__ import annotations

import gc
import runpy
import sys
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import tiesmap
from tests.dashboard.looking import look, said
from tests.places import APP, EVERY_VIEW
from tiesmap.workspace import Workspace


@pytest.mark.parametrize("page", EVERY_VIEW)
def test_a_page_without_data_says_what_to_do(page: str, database: Path) -> None:
    at = look(page)
    text = said(at)
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
    text = said(at)
    assert at.selectbox(key="pick rep sidebar").value == sample.rep
    assert "30 Jun 2026" in text
    assert "There is no network yet" not in text
    assert all(chart.proto.alt for chart in at.get("vega_lite_chart")), "said to who sees none"


@pytest.mark.parametrize("page", EVERY_VIEW)
def test_a_page_on_a_file_that_is_no_database(page: str, database: Path) -> None:
    database.write_text("name,company\nAnn,Acme\n" * 100, encoding="utf-8")
    text = said(look(page))
    assert database.name in text
    assert database.read_text(encoding="utf-8").startswith("name,company")


def test_the_sample_is_looked_at_apart_from_ones_own_data(database: Path) -> None:
    at = look("setup/start")
    next(b for b in at.button if b.label == "Load the sample network").click().run()
    said(at)
    people = {metric.label: metric.value for metric in at.metric}
    assert people["People on file"] == "401"
    assert "30 Jun 2026" in said(at)
    assert not tiesmap.open(database).people.people()
    assert not at.file_uploader
    next(b for b in at.button if b.label == "To my own data").click().run()
    said(at)
    assert not at.metric
    assert at.file_uploader
    # A second look finds it as it was.
    next(b for b in at.button if b.label == "Load the sample network").click().run()
    assert "401 invented people" in said(at)


def test_an_address_of_a_sample_that_is_not_there_shows_ones_own_data(database: Path) -> None:
    at = look("setup/start", network="sample")
    said(at)
    assert at.file_uploader
    assert not any(button.label == "To my own data" for button in at.button)


def test_a_refused_file_stores_nothing(database: Path) -> None:
    at = look("setup/start")
    at.file_uploader[0].set_value(("odd.csv", b"foo,bar\n1,2\n", "text/csv")).run()
    text = said(at)
    assert "odd.csv" in text and "foo" in text and "Nothing was stored" in text
    assert not any(button.label == "Bring them in" for button in at.button)
    assert not tiesmap.open(database).people.people()


def test_files_are_previewed_then_applied(database: Path) -> None:
    people = b"id,name,company,rep\n1,Ann,Acme,\n2,Bob,Inn,\n3,,,\n4,Rep One,,yes\n"
    mails = (
        b"date,from,to,channel\n2026-05-01,Rep One,1,email\n2026-05-02,1,2,email\nlater,1,2,email\n"
    )
    at = look("setup/start")
    at.file_uploader[0].set_value(
        [("people.csv", people, "text/csv"), ("interactions.csv", mails, "text/csv")]
    ).run()
    said(at)
    assert "Left out, and why (2)" in said(at)
    table = next(t.value for t in at.dataframe if "What is wrong" in t.value)
    assert set(zip(table["File"], table["Line"], strict=True)) == {
        ("people.csv", 4),
        ("interactions.csv", 4),
    }
    assert not tiesmap.open(database).people.people()
    at.button(key="apply import").click().run()
    assert "Loaded:" in said(at)
    workspace = tiesmap.open(database)
    assert workspace.rep_person.name == "Rep One"
    assert {p.name for p in workspace.people.people()} == {"Rep One", "Ann", "Bob"}


def test_what_is_chosen_stands_in_the_address_and_is_taken_from_it(sample: Workspace) -> None:
    people = {p.name: p.id for p in sample.people.people()}
    target, rep = people["Jean-Baptiste Kouassi-Merle"], people["Divya Raghunathan"]
    at = look("find", rep=str(rep), target=str(target), to="person", reach="far")
    said(at)
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
        assert ("called 'Nobody Here'" if named != target else "whose network is here") in said(at)
    assert "called 'Nobody Here'" in said(look("people", person="Nobody Here"))
    assert "not among yours" in said(look("ask", ask="r0none"))


@pytest.mark.parametrize("page", ["outward/map", "find", "people"])
@pytest.mark.parametrize("wrong", ["999999", "-1", "0x", "1e9", "9" * 5000, "'; drop table people"])
def test_an_address_that_makes_no_sense_is_passed_over(
    page: str, wrong: str, sample: Workspace
) -> None:
    at = look(page, person=wrong, target=wrong, rep=wrong, reach=wrong, to=wrong, layout=wrong)
    said(at)
    assert at.selectbox(key="pick rep sidebar").value == sample.rep
    assert at.selectbox(key="pick target sidebar").value is None


def test_one_person_is_shown_with_ties_and_can_be_rated(sample: Workspace) -> None:
    rosalind = next(p for p in sample.people.people() if p.name == "Rosalind Achterberg")
    at = look("people", person=str(rosalind.id), part="Ties")
    said(at)
    assert "Rosalind Achterberg" in [text.value for text in at.text]
    ties = next(t.value for t in at.dataframe if "Strength" in t.value)
    assert "Jean-Baptiste Kouassi-Merle" in set(ties["With"])
    rating = next(c for c in at.get("segmented_control") if "at ease" in c.label)
    rating.set_value(2).run()
    said(at)
    workspace = tiesmap.open(sample.store.url)
    stored = workspace.people.person(rosalind.id)
    assert stored is not None and stored.comfort == 2


def test_settings_are_stored(sample: Workspace) -> None:
    at = look("setup/settings")
    hops = next(n for n in at.number_input if "steps" in n.label)
    hops.set_value(2)
    next(b for b in at.button if b.label == "Save").click().run()
    said(at)
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
    workspace = tiesmap.open(database, as_of=date(2026, 6, 30))
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
    said(at)
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
