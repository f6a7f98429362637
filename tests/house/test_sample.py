"""The sample network: its columns, its references, its size and shape."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.house.sample import (
    COLUMNS,
    FIRST_DAY,
    LAST_DAY,
    MAREN,
    PRACTICE,
    REPS,
    day,
    days_of,
    hops,
    id_of,
    known,
    of_company,
    people,
    reached,
    rows,
    supposed,
)
from tests.places import SAMPLE

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
