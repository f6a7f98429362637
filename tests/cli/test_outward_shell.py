"""Outward in the shell: circles, from where, accounts, and the evidence of one's own data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import tiesmap
from tiesmap.cli import main

# Rita knows three bakers, whom she is at ease with, and a banker. Ana leads to an inn, Bo at her
# firm to a colleague, Kay to a bank.
PEOPLE = """id,name,company,category,rep
1,Rita Rep,,,yes
2,Ana Ahn,Loaf,Bakers,
3,Bo Berg,Crumb,Bakers,
4,Cy Cole,Crust,Bakers,
5,Kay King,First Bank,Banks,
6,Ines Inn,Old Inn,Inns,
7,Bea Best,Crumb,Bakers,
8,Bill Bank,Other Bank,Banks,
"""
PAIRS = ((1, 2), (1, 3), (1, 4), (1, 5), (2, 6), (3, 7), (5, 8))
RATED = "rep,category,comfort\n1,Bakers,5\n"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    mails = [f"2026-03-{10 + k},{a},{b},email" for k in range(4) for a, b in PAIRS]
    mails += ["2026-03-15,5,1,email"]  # whom Rita did not rate she knows: Kay writes back
    path = str(tmp_path_factory.mktemp("shell") / "town.db")
    tiesmap.open(path).files.import_files(
        [
            ("people.csv", PEOPLE.encode()),
            ("interactions.csv", ("date,from,to,channel\n" + "\n".join(mails)).encode()),
            ("relationships.csv", RATED.encode()),
        ],
        "Rita Rep",
    )
    return path


def run(database: str, command: str, *words: str) -> Result:
    common = ["--db", database, "--rep", "Rita Rep", "--as-of", "2026-03-31"]
    return CliRunner().invoke(main, [command, *common, *words])


def test_the_circles_as_json_and_as_text(database: str) -> None:
    found = json.loads(run(database, "circles", "--json").stdout)["circles"]
    assert [(c["circle"], c["at_home"], c["known"]) for c in found] == [
        ("Inns", False, 0), ("Banks", False, 1), ("Bakers", True, 3),
    ]  # fmt: skip
    first = found[0]
    assert (first["opens"], first["through"], first["from"]) == (
        ["Ines Inn"], ["Ana Ahn"], ["Bakers"],
    )  # fmt: skip
    assert (first["inferred"], first["score"] > found[1]["score"] == 0) == (False, True)
    text = run(database, "circles").stdout
    assert "next     Inns: you know 0, could reach 1" in text
    assert "     Ines Inn, through Ana Ahn (Bakers)" in text


def test_what_is_shown_orders_the_list_and_the_weak_link_is_named(database: str) -> None:
    found = json.loads(run(database, "paths", "--outward", "--reach", "near", "--json").stdout)
    chances = [path["chance"] for path in found["paths"]]
    assert chances == sorted(chances, reverse=True)
    assert {path["goal"] for path in found["paths"]} == {"Ines Inn", "Bill Bank"}
    text = run(database, "paths", "--outward", "--reach", "far").stdout
    assert text.startswith("1. Rita Rep > ")
    assert "the weak link is " in text


def test_accounts_and_from_where(database: str) -> None:
    def goals(*words: str) -> list[str]:
        found = run(database, "paths", "--outward", "--reach", "near", "--json", *words)
        return [path["goal"] for path in json.loads(found.stdout)["paths"]]

    assert "Bea Best" in goals("--accounts")
    assert goals("--from", "bakers") == ["Ines Inn"]
    assert goals("--from", "Kay King") == ["Bill Bank"]
    assert set(goals("--from", "bakers", "--from", "Kay King")) == {"Ines Inn", "Bill Bank"}
    plan = json.loads(run(database, "plan", "--from", "Kay King", "--json").stdout)["asks"]
    assert {ask["connector"] for ask in plan} == {"Kay King"}
    refused = run(database, "paths", "--outward", "--from", "Inns")
    assert refused.exit_code == 1
    assert "begin with somebody you know" in refused.stderr
    assert run(database, "paths", "--company", "Crumb", "--accounts").exit_code == 2


def test_evidence_says_what_it_rests_on(database: str, tmp_path: Path) -> None:
    nothing = run(database, "evidence")
    assert nothing.exit_code == 0
    assert "No introduction is found in the mails of these 365 days" in nothing.stderr
    mails = "date,from,to,channel\n" + "\n".join(
        [
            *(f"2026-01-0{k},2,{other},email" for k in range(1, 4) for other in (3, 5)),
            "2026-01-01,4,3,email\n2026-01-01,4,5,email",
            "2026-02-10,2,3;5,email\n2026-02-12,5,3,email",
        ]
    )
    path = str(tmp_path / "more.db")
    tiesmap.open(path).files.import_files(
        [("people.csv", PEOPLE.encode()), ("interactions.csv", mails.encode())], "Rita Rep"
    )
    found = json.loads(run(path, "evidence", "--json").stdout)["evidence"]
    assert (found["introductions"], found["own"]) == (1, 0)
    assert {s["rule"]: s["first"] for s in found["scores"] if s["question"] == "connector"} == {
        "tiesmap": 1.0, "most contacts with both": 1.0, "most recent with both": 1.0,
    }  # fmt: skip
    assert "Ana Ahn: 1, 1" in run(path, "evidence").stdout


def test_introductions_name_those_that_the_mails_show(tmp_path: Path) -> None:
    # Ana writes to Rita and to Bo, whom Rita never wrote with; two days later Bo writes to Rita.
    mails = "date,from,to,channel\n2026-03-10,2,1;3,email\n2026-03-12,3,1,email\n"
    path = str(tmp_path / "met.db")
    tiesmap.open(path).files.import_files(
        [("people.csv", PEOPLE.encode()), ("interactions.csv", mails.encode())], "Rita Rep"
    )
    done = run(path, "introductions")
    assert "noticed in your mails on 2026-03-10: Ana Ahn introduced Bo Berg to you" in done.stderr
    assert "Ana" not in done.stdout and "on Health" in done.stderr


@pytest.mark.parametrize(
    ("words", "there_are"),
    [
        (["ties"], ".csv or .graphml."),
        (["circles"], ".csv."),
        (["plan"], ".csv, .xlsx, .html, .md, .ics, .eml or .zip."),
        (["requests"], ".csv, .xlsx, .html, .md, .ics, .eml or .zip."),
        (["requests", "--crm", "hubspot"], ".csv."),
        (["week"], ".csv, .xlsx, .md, .html or .ics."),
        (["people"], ".csv or .vcf."),
        (["chain"], ".csv or .svg."),
        (["ticklist", "--connector", "Ana Ahn"], ".csv or .html."),
        (["practice", "--kind", "notes"], ".csv."),
        (["my-data"], ".zip."),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, list) else "",
)
def test_no_file_is_of_another_format_than_its_name_says(
    database: str, tmp_path: Path, words: list[str], there_are: str
) -> None:
    wrong = tmp_path / "list.docx"
    done = run(database, *words, "--out", str(wrong))
    assert done.exit_code == 1 and not wrong.exists()
    assert f"No .docx is written here: let the name end in {there_are}" in done.stderr
