"""CSV out and back: the same texts, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiesmap.exporting.asklists import requests_from_rows, requests_to_csv
from tiesmap.exporting.spreadsheets import (
    PATH_COLUMNS,
    TIE_COLUMNS,
    join_list,
    split_list,
    to_csv,
)
from tiesmap.model.cells import guard_cell, unguard_cell
from tiesmap.model.problems import Problem
from tiesmap.model.requests import COLUMNS, OUTCOMES, IntroRequest
from tiesmap.model.statuses import STATUSES

HOSTILE = [
    "=1+1",
    "+49 30 1234",
    "-5",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "\t=1",
    "\r=1",
    "\n=1",
    "\0=1",
    "\0",
    "a\0b",
    "＝1+1",
    "＠x",
    "'=1+1",
    "''=1+1",
    "'",
    "'tis",
    '="cmd"',
    'say "hi", twice; and\r\nagain\nand\ragain',
    '"',
    ",",
    ";",
    " > ",
    "A > B",
    "A >",
    "> B",
    "a; b",
    "back\\slash",
    "\\>",
    "\\\\",
    "\\;",
    "é\u0301 \U0001f469\u200d\U0001f680 שלום \u202eevil\u202c",
    "<img src=x onerror=alert(1)>",
    "![x](http://host/p.png)",
    "007",
    "1e5",
    "NA",
    "None",
    "\u2028\x85\x0b\x0c\x1c",
    "\ufeffbom",
    " spaced ",
]

hostile = st.sampled_from(HOSTILE)
texts = hostile | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
days = st.none() | st.dates()
lists = st.lists(texts.filter(bool), max_size=4).map(tuple)
ids = st.integers(1, 2**53)
shares = st.floats(0, 1)
requests = st.builds(
    IntroRequest,
    request=st.text("abcdefghijkl234567", min_size=1, max_size=10),
    status=st.sampled_from(STATUSES),
    rep_id=st.just(1),
    connector_id=ids,
    target_id=st.none() | ids,
    goal_id=st.none() | ids,
    path=st.lists(texts.filter(bool), min_size=2, max_size=4).map(tuple),
    reasons=lists,
    chance=shares,
    tie_strength=shares,
    last_contact=days,
    asked_on=days,
    follow_up_on=days,
    outcome=st.sampled_from(["", *OUTCOMES]),
    version=st.integers(1, 9),
    **{
        field.name: texts
        for field in fields(IntroRequest)
        if field.type == "str" and field.name not in ("request", "status", "outcome")
    },
)

PLAIN = IntroRequest(
    request="rabc",
    status="asked",
    rep="Maria Santos",
    rep_id=1,
    connector="Anna Berg",
    connector_id=2,
    target="Tom Field",
    target_id=3,
    goal="Eva Lind",
    goal_id=4,
    path=("Maria Santos", "Anna Berg", "Tom Field", "Eva Lind"),
    chance=0.12345678,
    reasons=("met twice", "same city"),
    tie_strength=0.5,
    last_contact=date(2026, 5, 1),
    purpose="Ask, and listen",
    note_to_forward="Hello Anna,\n\nthank you",
    asked_on=date(2026, 6, 1),
)


def cells_of(data: bytes) -> list[list[str]]:
    """By another reader than the product's: the plain csv module."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


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


@given(st.lists(st.lists(texts, min_size=2, max_size=2), max_size=5))
def test_no_text_cell_starts_like_a_formula(rows):
    data = to_csv([dict(zip("ab", row, strict=True)) for row in rows], ("a", "b"))
    assert data.startswith(b"\xef\xbb\xbf")
    table = cells_of(data)[1:]
    for row, cells in zip(rows, table, strict=True):
        for text, cell in zip(row, cells, strict=True):
            assert not cell.startswith(tuple("=+-@\t\r\n\0＝＋－＠"))
            assert cell in (text, "'" + text)
            assert unguard_cell(cell) == text


@given(texts)
def test_raw_texts_are_as_stored(text):
    data = to_csv([{"a": text, "b": "end"}], ("a", "b"), raw=True)
    assert not data.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""))) == [
        ["a", "b"],
        [text, "end"],
    ]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1", "'=1"),
        ("\0x", "'\0x"),
        ("'=1", "''=1"),
        ("'tis", "'tis"),
        ("a=1", "a=1"),
        (" =1", " =1"),
        ("", ""),
    ],
)
def test_the_guard(text, cell):
    assert guard_cell(text) == cell
    assert unguard_cell(cell) == text


def test_unguarding_leaves_what_was_never_guarded():
    assert unguard_cell("'tis") == "'tis"
    assert unguard_cell("=1") == "=1"


@pytest.mark.parametrize(
    ("value", "cell", "raw"),
    [
        (-5, "-5", "-5"),
        (-0.5, "-0.5", "-0.5"),
        (0.123456, "0.1235", "0.123456"),
        (0.0000123456, "0.00001235", "0.0000123456"),
        (1e-300, "0." + "0" * 299 + "1", "0." + "0" * 299 + "1"),
        (1.0, "1", "1"),
        (100.0, "100", "100"),
        (1e22, "1" + "0" * 22, "1" + "0" * 22),
        (-0.0, "0", "0"),
        (12345.678, "12345.678", "12345.678"),
        (float("nan"), "", ""),
        (float("inf"), "", ""),
        (np.float64(0.25), "0.25", "0.25"),
        (np.int64(7), "7", "7"),
        (True, "yes", "yes"),
        (np.bool_(False), "no", "no"),
        (None, "", ""),
        (pd.NA, "", ""),
        (pd.NaT, "", ""),
        (date(2026, 3, 5), "2026-03-05", "2026-03-05"),
        (datetime(2026, 3, 5, 9, 30), "2026-03-05 09:30:00", "2026-03-05 09:30:00"),
        (("a", "b"), "a; b", "a; b"),
        (("=a", "b"), "'=a; b", "=a; b"),
        ("-5", "'-5", "-5"),
        ("half \ud83d", "half \ufffd", "half \ufffd"),
    ],
)
def test_cells(value, cell, raw):
    for is_raw, expected in ((False, cell), (True, raw)):
        data = to_csv([{"a": value, "b": 1}], ("a", "b"), raw=is_raw)
        assert cells_of(data)[1] == [expected, "1"]


def test_what_has_no_place_in_a_cell_is_an_error():
    with pytest.raises(TypeError):
        to_csv([{"a": object()}], ("a",))


def test_columns_are_exact_and_in_order():
    assert cells_of(requests_to_csv([]))[0] == list(COLUMNS)
    data = requests_to_csv([PLAIN])
    assert data.count(b"\r\n") == 2  # the line breaks of the note are its own
    row = dict(zip(COLUMNS, cells_of(data)[1], strict=True))
    assert row["path"] == "Maria Santos > Anna Berg > Tom Field > Eva Lind"
    assert row["reasons"] == "met twice; same city"
    assert (row["hops"], row["chance"], row["tie_strength"]) == ("3", "0.1235", "0.5")
    assert (row["asked_on"], row["follow_up_on"], row["outcome"]) == ("2026-06-01", "", "")


def test_reports_from_rows_and_from_a_frame_are_the_same():
    rows = [
        {"person_id": 1, "person": "=x", "strength": 0.5, "bridging": True, "reasons": ("a", "b")},
        {"person_id": 2, "person": "y", "strength": float("nan"), "bridging": False, "reasons": ()},
    ]
    by_rows = to_csv(rows, TIE_COLUMNS)
    assert by_rows == to_csv(pd.DataFrame(rows), TIE_COLUMNS)
    assert cells_of(by_rows)[0] == list(TIE_COLUMNS)
    first = dict(zip(TIE_COLUMNS, cells_of(by_rows)[1], strict=True))
    assert (first["person"], first["bridging"], first["other"]) == ("'=x", "yes", "")
    path = to_csv([{"rank": 1, "path": ("A", "B > C")}], PATH_COLUMNS)
    assert cells_of(path)[1][PATH_COLUMNS.index("path")] == "A > B \\> C"


@given(st.lists(texts, max_size=4), st.sampled_from([" > ", "; "]))
def test_lists_come_back(parts, separator):
    back = split_list(join_list(parts, separator), separator)
    assert back == (() if parts == [""] else tuple(parts))


@pytest.mark.parametrize(
    ("parts", "cell"),
    [
        (("A", "B"), "A > B"),
        (("A\\B", "C>D"), "A\\B > C>D"),  # nothing to escape: no split goes wrong
        (("A > B", "C"), "A \\> B > C"),
        (("A >", "B"), "A \\> > B"),
        (("A\\>", "B"), "A\\\\\\> > B"),
    ],
)
def test_lists_are_escaped_only_where_they_must(parts, cell):
    assert join_list(parts, " > ") == cell


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


@pytest.mark.parametrize(
    ("phone", "guarded"),
    [
        ("+49 171 5550101", False),
        ("+44 (0) 7566 644714", False),
        ("+33 6 12 34 56 78", False),
        ("07566 644714", False),
        ("+44 7566 644714; 020 7946 0001", False),
        # A number to a spreadsheet, of which it would take the sign; or a sum.
        ("+491715550101", True),
        ("+33 612 345 678", True),
        ("+49 171-5550101", True),
        ("+49 30 1234 =A1", True),
        ("+49 30 1|2!A0", True),
        ("+1 cmd", True),
        ("-49 171 5550101", True),
        ("+49 171\t5550101", True),
        ("+49 171 5550101\n", True),
    ],
)
def test_a_phone_number_that_a_spreadsheet_leaves_alone_has_no_guard(
    phone: str, guarded: bool
) -> None:
    row = {"phone": phone, "title": phone}
    text = to_csv([row], ["phone", "title"]).decode("utf-8-sig")
    ((said, other),) = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert said == ("'" + phone if guarded else phone)
    (_, (several, _)) = csv.reader(
        io.StringIO(
            to_csv([{"phone": phone.split("; ")}], ["phone", "x"]).decode("utf-8-sig"), newline=""
        )
    )
    assert several == said
    assert unguard_cell(said) == phone == unguard_cell(other)
    assert other == guard_cell(phone)
