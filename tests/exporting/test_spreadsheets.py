"""Cells out and back: the same texts, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiesmap.exporting.spreadsheets import (
    PATH_COLUMNS,
    TIE_COLUMNS,
    join_list,
    split_list,
    to_csv,
)
from tiesmap.model.cells import guard_cell, unguard_cell

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

texts = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def cells_of(data: bytes) -> list[list[str]]:
    """By another reader than the product's: the plain csv module."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


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
