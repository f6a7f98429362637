"""Every story that the README of the sample network tells, and what was written down."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import networkx as nx
import pytest

from tests.house.sample import (
    DIVYA,
    LAST_DAY,
    MAREN,
    PRACTICE,
    REPS,
    TOMAS,
    day,
    days_of,
    hops,
    id_of,
    known,
    of_category,
    of_company,
    pairs,
    people,
    rated,
    reached,
    rows,
    supposed,
    without,
)
from tests.places import SAMPLE


def test_story_1_one_weak_tie_opens_hotels() -> None:
    near = id_of("Rosalind Achterberg")
    far = id_of("Jean-Baptiste Kouassi-Merle")
    hotels = of_category("Hotels")
    assert far in hotels
    assert len(hotels) >= 12
    assert len(days_of(MAREN, near)) >= 40
    assert rated(MAREN, near)["client"] == "yes"
    assert rated(MAREN, near)["comfort"] == "5"
    (tie,) = [r for r in rows("ties") if {r["person"], r["other"]} == {near, far}]
    assert int(tie["contacts"]) <= 3
    assert tie["strength"] == "1"
    for graph in (known(), supposed()):
        assert hotels <= reached(graph)
        assert hops(graph, MAREN)[far] == 2
        cut = graph.copy()
        cut.remove_edge(near, far)
        assert not hotels & reached(cut)
        # no friends in common, and both have others: a bridge, not a dead end
        others = without(graph, *REPS)
        assert not list(nx.common_neighbors(others, near, far))
        assert min(others.degree(near), others.degree(far)) >= 2


def test_story_2_a_close_client_has_fallen_silent() -> None:
    def was_close_and_is_silent(other: str) -> bool:
        days = days_of(MAREN, other)
        first_year = [d for d in days if d < date(2025, 7, 1)]
        return len(first_year) >= 40 and (LAST_DAY - max(days)).days > 9 * 30.5

    silent = id_of("Halina Szczepańska-Dunn")
    assert [other for other in known()[MAREN] if was_close_and_is_silent(other)] == [silent]
    assert sum(d < date(2025, 7, 1) for d in days_of(MAREN, silent)) > 52  # more than once a week
    assert max(days_of(MAREN, silent)) == date(2025, 8, 11)
    assert rated(MAREN, silent)["client"] == "yes"
    assert rated(MAREN, silent)["comfort"] == "5"


def test_story_3_a_connector_is_asked_too_often() -> None:
    popular = id_of("Ngozi Eberechukwu")
    degrees = Counter(dict(without(known(), *REPS).degree()))
    assert degrees.most_common(1)[0][0] == popular
    this_year = [row for row in rows("introductions") if row["date"] >= "2026"]
    by_introducer = Counter(row["introducer"] for row in this_year)
    (first, most), (_, second) = by_introducer.most_common(2)
    assert (first, most) == (popular, 9)
    assert second <= 2
    hers = sorted(
        (row for row in this_year if row["introducer"] == popular), key=lambda row: row["date"]
    )
    assert sum(row["person"] == MAREN for row in hers) == 6
    assert {row["outcome"] for row in hers[-4:]} == {"not_now", "no"}


def test_story_4_one_person_is_the_only_way_in() -> None:
    way = id_of("Leopold Varga-Stein")
    inside = of_company("Zinniafell Instruments")
    wanted_by = {
        row["why"].split(":")[0]
        for row in rows("targets")
        if row["company"] == "Zinniafell Instruments"
    }
    assert wanted_by == {"Maren", "Divya", "Tomás"}
    assert len(inside) == 5
    for graph in (known(), supposed()):
        assert inside <= reached(graph)
        assert not inside & reached(without(graph, way))
        # he is the only one: whoever else were in everybody's way would be on every path
        path = nx.shortest_path(graph, TOMAS, min(inside))
        for other in set(path) - {way, *REPS}:
            assert inside & reached(without(graph, other))
        assert {rep for rep in REPS if rep in graph[way]} == {MAREN, DIVYA}


def test_story_5_a_client_was_won_and_left_alone() -> None:
    fresh = id_of("Dagný Þorvaldsdóttir")
    assert rated(MAREN, fresh)["client"] == "yes"
    assert rated(MAREN, fresh)["signed_on"] == "2026-02-26"
    days = days_of(MAREN, fresh)
    assert len(days) >= 15
    assert max(days) == date(2026, 3, 4)
    alone = [
        row["person"]
        for row in rows("relationships")
        if row["rep"] == MAREN and row["stage"] == "client" and row["signed_on"] >= "2025-07-01"
        if (LAST_DAY - max(days_of(MAREN, row["person"]))).days > 90
    ]
    assert alone == [fresh]
    (brought,) = [r for r in rows("introductions") if fresh in (r["person"], r["other"])]
    assert brought["outcome"] == "client"
    assert day(brought["date"]) <= min(days)


def test_story_6_two_contacts_should_meet() -> None:
    one, two = id_of("Eszter Halmágyi"), id_of("Desmond Okafor-Lund")
    for person, word in ((one, "Needs a haulier"), (two, "trucks stand idle")):
        days = days_of(MAREN, person)
        assert len(days) >= 40
        assert (LAST_DAY - max(days)).days <= 30
        assert int(rated(MAREN, person)["comfort"]) >= 4
        assert any(
            word in row["notes"] and {row["from"], row["to"]} == {MAREN, person}
            for row in rows("interactions")
        )
    assert people()[one]["city"] == people()[two]["city"]
    for graph in (known(), supposed()):
        assert not graph.has_edge(one, two)
        assert set(nx.common_neighbors(graph, one, two)) == {MAREN}


# ------------------------------------------------------------------ what was written down


def of_maren(file: str, name: str) -> list[dict[str, str]]:
    return [r for r in rows(file) if (r["rep"], r["person"]) == (MAREN, id_of(name))]


def test_every_note_is_about_a_contact_of_that_day() -> None:
    spoken = {
        (frozenset(pair), row["date"][:10], row["channel"])
        for row in rows("interactions")
        for pair in pairs(row)
    }
    for row in rows("notes"):
        assert (frozenset((row["rep"], row["person"])), row["date"], row["channel"]) in spoken, row
        assert bool(row["next_purpose"]) == bool(row["next_on"])
        assert not row["next_on"] or row["next_on"] > row["date"]
    assert any(not row["next_purpose"] for row in rows("notes"))


def test_whatever_was_written_down_is_about_contacts_and_clients() -> None:
    for file in PRACTICE:
        assert {row["rep"] for row in rows(file)} in ({*REPS}, {MAREN})
        for row in rows(file):
            assert row["person"] in known()[row["rep"]], row
    for file in ("needs", "standards", "satisfaction"):
        for row in rows(file):
            said = rated(row["rep"], row["person"])
            assert said["stage"] == "client" and row["date"] >= said["signed_on"], row
    for row in rows("losses"):
        assert rated(row["rep"], row["person"])["stage"] == "past_client", row


def test_the_week_of_the_last_day_has_something_of_each_kind() -> None:
    (promise,) = [r for r in of_maren("plans", "Dagný Þorvaldsdóttir") if r["kind"] == "promise"]
    assert promise["due"] == "2026-04-30" and not promise["done_on"]
    events = {row["event_on"] for row in rows("details") if row["event_on"]}
    assert any(event < str(LAST_DAY) for event in events) and max(events) > str(LAST_DAY)
    favors = Counter(row["direction"] for row in of_maren("favors", "Ngozi Eberechukwu"))
    assert favors["taken"] > favors["given"]
    texts = Counter(row["text"] for row in rows("plans") if row["kind"] == "action")
    assert max(texts.values()) == 2
    trucks = [of_maren("details", n) for n in ("Eszter Halmágyi", "Desmond Okafor-Lund")]
    assert all(any("trucks" in row["text"] for row in told) for told in trucks)
    assert any(len({r["mark"] for r in rows("satisfaction") if r["person"] == p}) > 1
               for p in people())  # fmt: skip


def test_the_readme_names_everybody_in_the_stories() -> None:
    text = (SAMPLE / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\((p\d{3})[,)]", text))
    assert len(named) == 12  # three reps, nine people
    for key in named:
        assert f"{people()[key]['name']} ({key}" in text


@pytest.mark.parametrize("rep", REPS)
def test_the_readme_counts_the_contacts_of_each_rep(rep: str) -> None:
    text = (SAMPLE / "README.md").read_text(encoding="utf-8")
    (told,) = re.findall(rf"\({rep}\) \| .* \| (\d+) \|", text)
    assert int(told) == len(set(known()[rep]) - set(REPS))
