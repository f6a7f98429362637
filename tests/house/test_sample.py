"""The sample network: its columns, its references, and every story that its README tells.

Read with the standard library and measured with networkx, not with tiesmap: the sample is what
tiesmap is tried on.
"""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest

from tests.places import SAMPLE

FIRST_DAY, LAST_DAY = date(2024, 7, 1), date(2026, 6, 30)

COLUMNS = {
    "people": "id name email profile_url phone company title category city rep do_not_ask client"
    " comfort stage signed_on notes",
    "relationships": "rep person category client comfort stage signed_on bucket",
    "interactions": "date from to channel purpose notes",
    "ties": "person other contacts last_contact kind since strength",
    "introductions": "date introducer person other outcome",
    "targets": "name company category profile_url why",
    "notes": "rep person date discussed proposed next_purpose next_on read_back channel",
    "favors": "rep person date direction kind note",
    "details": "rep person date kind text source event_on used_on",
    "needs": "rep person date findings next_on",
    "standards": "rep person date side text",
    "satisfaction": "rep person date mark words",
    "plans": "rep person date kind text why due done_on",
    "losses": "rep person date why",
}
PRACTICE = tuple(COLUMNS)[6:]
WORDS = {
    ("people", "rep"): {"yes", ""},
    ("people", "do_not_ask"): {"yes", ""},
    ("relationships", "client"): {"yes", "no", ""},
    ("relationships", "comfort"): {"1", "2", "3", "4", "5", ""},
    ("relationships", "stage"): {"lead", "prospect", "client", "past_client", "partner", ""},
    ("relationships", "bucket"): {"close client", "client", "connector", "warm", "wide", ""},
    ("interactions", "channel"): {
        "email",
        "meeting",
        "call",
        "message",
        "social",
        "letter",
        "gift",
    },
    ("ties", "kind"): {"colleague", "supplier", "client", "friend", "classmate", "association"},
    ("ties", "strength"): {"1", "2", "3", "4", "5", ""},
    ("introductions", "outcome"): {"client", "opportunity", "not_now", "no"},
    ("notes", "read_back"): {"yes", "corrected", ""},
    ("notes", "channel"): {"call", "meeting"},
    ("favors", "direction"): {"given", "taken"},
    ("details", "kind"): {
        "family",
        "preference",
        "interest",
        "aspiration",
        "goal",
        "challenge",
        "event",
    },
    ("standards", "side"): {"rep", "client"},
    ("satisfaction", "mark"): {"2", "3", "4", "5"},
    ("plans", "kind"): {"promise", "action", "beyond"},
}
DATES = (
    ("relationships", "signed_on"),
    ("interactions", "date"),
    ("ties", "last_contact"),
    ("ties", "since"),
    ("introductions", "date"),
    *((file, "date") for file in PRACTICE),
    ("details", "used_on"),
    ("plans", "done_on"),
)
REFERENCES = (
    ("relationships", "rep"),
    ("relationships", "person"),
    ("interactions", "from"),
    ("interactions", "to"),
    ("ties", "person"),
    ("ties", "other"),
    ("introductions", "introducer"),
    ("introductions", "person"),
    ("introductions", "other"),
    *((file, column) for file in PRACTICE for column in ("rep", "person")),
)
MAREN, TOMAS, DIVYA = REPS = ("p001", "p002", "p003")


@cache
def rows(file: str) -> list[dict[str, str]]:
    with (SAMPLE / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


@cache
def people() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in rows("people")}


def id_of(name: str) -> str:
    (found,) = [row["id"] for row in rows("people") if row["name"] == name]
    return found


def day(text: str) -> date:
    return date.fromisoformat(text[:10])


def pairs(row: dict[str, str]) -> list[tuple[str, str]]:
    """Whom a row of interactions ties: a meeting all its people, the rest sender and recipient."""
    to = row["to"].split(";")
    if row["channel"] == "meeting":
        return list(combinations([row["from"], *to], 2))
    return [(row["from"], other) for other in to]


@cache
def contact_days() -> dict[frozenset[str], list[date]]:
    found: dict[frozenset[str], list[date]] = {}
    for row in rows("interactions"):
        for pair in pairs(row):
            found.setdefault(frozenset(pair), []).append(day(row["date"]))
    return found


def days_of(a: str, b: str) -> list[date]:
    return contact_days().get(frozenset((a, b)), [])


@cache
def known() -> nx.Graph:
    """Everybody and who knows whom, by contact, declared tie or introduction."""
    graph = nx.Graph()
    graph.add_nodes_from(people())
    for row in rows("interactions"):
        graph.add_edges_from(pairs(row))
    graph.add_edges_from((row["person"], row["other"]) for row in rows("ties"))
    for row in rows("introductions"):
        graph.add_edges_from(combinations((row["introducer"], row["person"], row["other"]), 2))
    return graph


@cache
def supposed() -> nx.Graph:
    """The same, and everybody of one company knows each other."""
    graph = known().copy()
    companies: dict[str, list[str]] = {}
    for key, person in people().items():
        companies.setdefault(person["company"], []).append(key)
    for staff in companies.values():
        graph.add_edges_from(combinations(staff, 2))
    return graph


def hops(graph: nx.Graph, rep: str) -> dict[str, int]:
    """Hops from a rep, where neither another rep nor a do-not-ask is a step on the way."""
    barred = {key for key, person in people().items() if person["do_not_ask"]} | set(REPS)
    barred.discard(rep)
    steps = graph.subgraph(set(graph) - barred)
    return dict(nx.single_source_shortest_path_length(steps, rep))


def of_company(name: str) -> set[str]:
    return {key for key, person in people().items() if person["company"] == name}


def of_category(name: str) -> set[str]:
    return {key for key, person in people().items() if person["category"] == name}


def without(graph: nx.Graph, *gone: str) -> nx.Graph:
    return graph.subgraph(set(graph) - set(gone))


def reached(graph: nx.Graph) -> set[str]:
    """Everybody whom any rep reaches over any number of hops."""
    return set().union(*(nx.node_connected_component(graph, rep) for rep in REPS))


def rated(rep: str, person: str) -> dict[str, str]:
    (found,) = [r for r in rows("relationships") if (r["rep"], r["person"]) == (rep, person)]
    return found


# ------------------------------------------------------------------ form


@pytest.mark.parametrize("file", COLUMNS)
def test_columns_are_exactly_the_agreed_ones(file: str) -> None:
    data = (SAMPLE / f"{file}.csv").read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.endswith(b"\n")
    lines = list(csv.reader(data.decode("utf-8").splitlines(), strict=True))
    assert lines[0] == COLUMNS[file].split()
    assert {len(line) for line in lines} == {len(lines[0])}


@pytest.mark.parametrize(("file", "column"), WORDS)
def test_words_are_the_agreed_ones_and_each_is_used(file: str, column: str) -> None:
    assert {row[column] for row in rows(file)} == WORDS[file, column]


@pytest.mark.parametrize(("file", "column"), DATES)
def test_no_date_is_later_than_the_last_day(file: str, column: str) -> None:
    days = [day(row[column]) for row in rows(file) if row[column]]
    assert max(days) <= LAST_DAY
    if file in ("interactions", "introductions"):
        assert min(days) >= FIRST_DAY


def test_contact_runs_to_the_last_day_so_that_it_can_stand_for_today() -> None:
    assert max(day(row["date"]) for row in rows("interactions")) == LAST_DAY


@pytest.mark.parametrize(("file", "column"), REFERENCES)
def test_every_reference_resolves(file: str, column: str) -> None:
    named = {key for row in rows(file) for key in row[column].split(";") if key}
    assert named
    assert named <= set(people())


def test_targets_resolve_to_people_companies_and_categories() -> None:
    for row in rows("targets"):
        fits = [
            person
            for person in people().values()
            if all(
                person[column] == row[column]
                for column in ("name", "company", "category", "profile_url")
                if row[column]
            )
        ]
        assert fits, row
        assert len(fits) == 1 or not row["name"], row
    whole = Counter(
        "name" if r["name"] else "company" if r["company"] else "category" for r in rows("targets")
    )
    assert whole["name"] >= 8
    assert whole["company"] >= 2
    assert whole["category"] >= 2


def test_nobody_is_tied_to_himself_or_twice() -> None:
    for row in rows("interactions"):
        together = [row["from"], *row["to"].split(";")]
        assert len(set(together)) == len(together), row
    declared = [frozenset((row["person"], row["other"])) for row in rows("ties")]
    assert {len(pair) for pair in declared} == {2}
    assert len(set(declared)) == len(declared)
    for row in rows("introductions"):
        assert len({row["introducer"], row["person"], row["other"]}) == 3, row
    for row in rows("ties"):
        if row["since"] and row["last_contact"]:
            assert row["since"] <= row["last_contact"], row


def test_people_are_told_apart_and_their_addresses_belong_to_nobody() -> None:
    for column in ("id", "name", "email", "profile_url", "phone"):
        filled = [row[column] for row in rows("people") if row[column]]
        assert len(set(filled)) == len(filled), column
    for row in rows("people"):
        assert re.fullmatch(r"([a-z0-9.-]+@[a-z0-9-]+\.example)?", row["email"])
        assert re.fullmatch(r"(https://people\.example/in/[a-z0-9-]+)?", row["profile_url"])
        assert re.fullmatch(r"(\d{3}-555-01\d\d)?", row["phone"])
        for column in ("name", "company", "title", "category", "city"):
            assert row[column], row


def test_what_belongs_to_a_rep_stands_in_relationships() -> None:
    for row in rows("people"):
        for column in ("client", "comfort", "stage", "signed_on", "notes"):
            assert row[column] == ""


def test_a_second_run_writes_the_same_bytes(tmp_path: Path) -> None:
    # a random hash seed would show any order taken from a set of texts
    subprocess.run(
        [sys.executable, "-B", str(SAMPLE / "make_sample.py"), "--out", str(tmp_path)],
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(written) == {f"{file}.csv" for file in COLUMNS} | {"README.md"}
    for name, data in written.items():
        assert (SAMPLE / name).read_bytes() == data, name


# ------------------------------------------------------------------ size and shape


def test_size() -> None:
    companies = {row["company"] for row in rows("people")}
    assert 380 <= len(people()) <= 420
    assert 110 <= len(companies) <= 130
    assert len({row["category"] for row in rows("people")}) == 12
    assert 6000 <= len(rows("interactions")) <= 9000
    assert 25 <= len(rows("introductions")) <= 40
    assert 12 <= len(rows("targets")) <= 15
    assert sum((SAMPLE / f"{file}.csv").stat().st_size for file in COLUMNS) < 1_500_000


def test_three_reps_stand_first_and_are_colleagues() -> None:
    assert [row["id"] for row in rows("people") if row["rep"] == "yes"] == list(REPS)
    assert tuple(people())[:3] == REPS
    assert len({people()[rep]["company"] for rep in REPS}) == 1


def test_a_rep_takes_part_in_every_contact() -> None:
    for row in rows("interactions"):
        assert {row["from"], *row["to"].split(";")} & set(REPS), row


@pytest.mark.parametrize("rep", REPS)
def test_rings_of_each_rep(rep: str) -> None:
    rings = Counter(hops(known(), rep).values())
    assert 70 <= rings[1] <= 110
    assert rings[2] >= 60
    assert rings[3] >= 30


@pytest.mark.parametrize("rep", REPS)
def test_few_ties_carry_most_contact(rep: str) -> None:
    counts = sorted((len(days_of(rep, other)) for other in known()[rep]), reverse=True)
    tenth = len(counts) // 10
    assert sum(counts[:tenth]) > 0.35 * sum(counts)
    assert counts[len(counts) // 2] < 20


@pytest.mark.parametrize("rep", REPS)
def test_each_rep_is_at_home_in_a_few_categories(rep: str) -> None:
    contact: Counter[str] = Counter()
    for other in known()[rep]:
        contact[people()[other]["category"]] += len(days_of(rep, other))
    (best, *_, least) = [count for _, count in contact.most_common()]
    home = [category for category, count in contact.items() if count > best / 3]
    assert 3 <= len(home) <= 4
    assert least < best / 10
    ratings = {
        row["category"]: int(row["comfort"])
        for row in rows("relationships")
        if row["rep"] == rep and row["category"]
    }
    assert {category for category, comfort in ratings.items() if comfort >= 4} <= set(home)
    assert min(ratings.values()) <= 2
    assert all(not (row["category"] and row["person"]) for row in rows("relationships"))


def test_ratings_fit_the_people_they_are_about() -> None:
    for row in rows("relationships"):
        if row["person"]:
            assert row["person"] in known()[row["rep"]], row
        if row["client"] == "yes":
            assert row["stage"] == "client", row
        assert bool(row["signed_on"]) == (row["stage"] in ("client", "past_client")), row
    stages = Counter((row["rep"], row["stage"]) for row in rows("relationships"))
    for rep in REPS:
        assert stages[rep, "client"] >= 10
        assert stages[rep, "past_client"] >= 1
    assert len({(r["rep"], r["person"], r["category"]) for r in rows("relationships")}) == len(
        rows("relationships")
    )


def test_a_handful_is_not_to_be_asked() -> None:
    barred = {key for key, person in people().items() if person["do_not_ask"]}
    assert 4 <= len(barred) <= 8
    assert barred & set(known()[MAREN])
    wanted = {row["name"] for row in rows("targets")}
    assert not {people()[key]["name"] for key in barred} & wanted


def test_targets_lie_near_far_and_out_of_reach() -> None:
    near, sure = hops(supposed(), MAREN), hops(known(), MAREN)
    distances: Counter[int | None] = Counter()
    for row in rows("targets"):
        if row["name"]:
            target = id_of(row["name"])
            assert near.get(target) == sure.get(target)  # no guess about a company is needed
            distances[sure.get(target)] += 1
    assert set(distances) == {2, 3, None}
    assert distances[2] >= 3
    assert distances[3] >= 3
    assert distances[None] == 1


def test_the_target_out_of_reach_is_so_through_colleagues_too() -> None:
    island = of_company("Vetchmoor Savings")
    assert {row["name"] for row in rows("targets")} & {people()[key]["name"] for key in island}
    assert not island & reached(supposed())


# ------------------------------------------------------------------ the stories


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
