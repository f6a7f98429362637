"""The intro-request list as CSV, out and back: the same requests, bad cells with their place."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import listed
from tests.exporting.test_spreadsheets import cells_of, texts
from tiesmap.exporting.asklists import requests_from_rows, requests_to_csv
from tiesmap.model.cells import unguard_cell
from tiesmap.model.problems import Problem
from tiesmap.model.reasons import in_words
from tiesmap.model.requests import COLUMNS, IntroRequest

PLAIN = replace(listed.PLAIN, chance=0.12345678, follow_up_on=None, version=1)
ids, days, filled = st.integers(1, 2**53), st.none() | st.dates(), texts.filter(bool)
requests = listed.requests_of(
    texts,
    connector_id=ids,
    target_id=st.none() | ids,
    goal_id=st.none() | ids,
    path=st.lists(filled, min_size=2, max_size=4).map(tuple),
    why=st.lists(filled.map(in_words), max_size=4).map(tuple),
    **dict.fromkeys(("last_contact", "asked_on", "follow_up_on"), days),
)


def read_back(
    data: bytes, *, known: Mapping[str, IntroRequest] | None = None, raw: bool = False
) -> tuple[tuple[IntroRequest, ...], tuple[Problem, ...]]:
    """The list as read by the plain csv module, each cell without the guard unless `raw`."""
    reader = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    rows, start = [], 1
    for cells in reader:
        rows.append((start, cells if raw else [unguard_cell(cell) for cell in cells]))
        start = reader.line_num + 1
    return requests_from_rows(rows[0][1], rows[1:], "asks.csv", rep_id=1, known=known)


@given(st.lists(requests, unique_by=lambda request: request.request, max_size=4), st.booleans())
def test_requests_come_back_as_they_were(asks, raw):
    data = requests_to_csv(asks, raw=raw)
    known = {ask.request: ask for ask in asks}
    found, problems = read_back(data, known=known, raw=raw)
    assert problems == ()
    assert list(found) == asks
    # Without the stored ones all is the same but the version, the last digits of numbers, and the
    # letter, which has no column.
    alone, _ = read_back(data, raw=raw)
    for ask, back in zip(asks, alone, strict=True):
        assert back.chance == pytest.approx(ask.chance, abs=5e-5, rel=5e-4)
        assert (back.chance > 0) == (ask.chance > 0)
        assert (
            replace(
                back,
                chance=ask.chance,
                tie_strength=ask.tie_strength,
                version=ask.version,
                letter=ask.letter,
            )
            == ask
        )


def test_columns_are_exact_and_in_order():
    assert cells_of(requests_to_csv([]))[0] == list(COLUMNS)
    data = requests_to_csv([PLAIN])
    assert data.count(b"\r\n") == 2  # the line breaks of the note are its own
    row = dict(zip(COLUMNS, cells_of(data)[1], strict=True))
    assert row["path"] == "Maria Santos > Anna Berg > Tom Field > Eva Lind"
    assert row["reasons"] == "met twice; same city"
    assert (row["hops"], row["chance"], row["tie_strength"]) == ("3", "0.1235", "0.5")
    assert (row["asked_on"], row["follow_up_on"], row["outcome"]) == ("2026-06-01", "", "")


def edited(**cells: str) -> bytes:
    """The list with some cells of its one row overwritten, as a person would in a spreadsheet."""
    header, row = cells_of(requests_to_csv([PLAIN]))
    changed = [cells.get(column, cell) for column, cell in zip(header, row, strict=True)]
    out = io.StringIO(newline="")
    csv.writer(out).writerows([header, changed])
    return out.getvalue().encode()


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("status", "done", "none of these words"),
        ("status", "", "none of these words"),
        ("request", " ", "must be filled"),
        ("connector_id", "", "number of a person"),
        ("connector_id", "2.0", "number of a person"),
        ("target_id", "9" * 5000, "number of a person"),
        ("goal_id", "x", "number of a person"),
        ("chance", "high", "not a number"),
        ("chance", "37", "between 0 and 1"),
        ("tie_strength", "nan", "between 0 and 1"),
        ("asked_on", "6/1/2026", "not a date"),
        ("follow_up_on", "2026-02-30", "not a date"),
        ("outcome", "maybe", "none of these words"),
    ],
)
def test_a_bad_cell_is_a_problem_with_its_place(column, value, message):
    found, problems = read_back(edited(**{column: value}))
    assert found == ()
    (problem,) = problems
    assert (problem.file, problem.line, problem.column, problem.value) == (
        "asks.csv",
        2,
        column,
        value,
    )
    assert message in problem.message


def test_a_spreadsheet_of_another_country():
    data = edited(chance="0,1235", status=" Agreed ")
    (found,), problems = read_back(data, known={"rabc": PLAIN})
    assert problems == ()
    assert (found.status, found.chance) == ("agreed", PLAIN.chance)
    (found,), _ = read_back(edited(chance="0.5"), known={"rabc": PLAIN})
    assert found.chance == 0.5


def test_good_rows_load_beside_bad_ones():
    header, row = cells_of(requests_to_csv([PLAIN]))
    other = ["rxyz", *row[1:]]
    rows = [(2, row), (5, row), (8, row[:-1]), (9, other)]
    found, problems = requests_from_rows([*header], rows, "asks.csv", rep_id=1)
    assert [request.request for request in found] == ["rabc", "rxyz"]
    assert [problem.line for problem in problems] == [5, 8]


def test_columns_in_any_order_and_more_of_them():
    header, row = cells_of(requests_to_csv([PLAIN]))
    found, problems = requests_from_rows(
        ["Mine", *(f" {column.upper()} " for column in reversed(header))],
        [(2, ["x", *reversed(row)])],
        "asks.csv",
        rep_id=1,
    )
    assert problems == ()
    assert replace(found[0], chance=PLAIN.chance) == PLAIN


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a,b\r\n1,2\r\n", "is no intro-request list: it lacks request, status"),
        (",".join((*COLUMNS, "status")).encode(), "more than one column status"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_words(data, message):
    found, (problem,) = read_back(data)
    assert found == ()
    assert message in problem.message


def test_the_line_of_a_problem_is_that_of_the_file():
    two = requests_to_csv([PLAIN, replace(PLAIN, request="rxyz", status="lost")])
    _, (problem,) = read_back(two)
    # Line 1 is the header; the first row's note covers lines 2 to 4.
    assert problem.line == 5
