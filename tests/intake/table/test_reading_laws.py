"""Laws of the reader of delimited text: what csv writes is read back, and no line goes missing."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.laws import examples
from tiesmap.intake.questions import Unclear
from tiesmap.intake.reading import Rows, open_table, read_rows
from tiesmap.intake.table.shapes import DELIMITERS
from tiesmap.model.problems import Refused

CELL = st.text(
    st.one_of(
        st.sampled_from([*",;\t|\"'\\ \n\r", "a", "é", "0", "="]),
        st.characters(exclude_categories=["Cs", "Cn"], exclude_characters="\0\ufeff"),
    ),
    max_size=12,
)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """Rows of one width, from 2 on, the first cell of each a word: none is empty, none a total."""
    width = draw(st.integers(2, 6))
    rest = st.lists(CELL, min_size=width - 1, max_size=width - 1)
    rows = draw(st.lists(st.tuples(st.sampled_from(["Ann", "Bob", "x1"]), rest), max_size=8))
    return [[first, *others] for first, others in rows]


def written(rows: list[list[str]], **options: Any) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, **options).writerows(rows)
    return buffer.getvalue().encode()


def header_of(rows: list[list[str]]) -> list[str]:
    return ["name", "email", "city", "title", "company", "note"][: len(rows[0]) if rows else 3]


def cells_of(found: Rows) -> list[list[str]]:
    return [list(cells) for _, cells in found.rows]


def holds_rows(rows: list[list[str]]) -> bool:
    """Whether a cell could be taken for rows swallowed by a stray quote: refused on purpose."""
    return any(cell.count("\n") + cell.count("\r") > 2 for row in rows for cell in row)


@given(
    rows=tables(),
    delimiter=st.sampled_from(sorted(DELIMITERS)),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
@example(rows=[["Ann", 'say "hi"']], delimiter=",", quoting=csv.QUOTE_ALL, end="\n")
@example(
    rows=[["Ann", "@", "\r"], ["Ann", ":", ":"], ["Ann", "0", ""]],
    delimiter="\t",
    quoting=csv.QUOTE_MINIMAL,
    end="\r\n",
)
@example(
    rows=[["Ann", ":", ":"], ["0", "0", ""], ["0", "0", ""]],
    delimiter=",",
    quoting=csv.QUOTE_MINIMAL,
    end="\n",
)
@examples(300)
def test_what_csv_writes_is_read_back(
    rows: list[list[str]], delimiter: str, quoting: int, end: str
) -> None:
    assume(not holds_rows(rows))
    if end != "\r\n":  # csv.writer leaves the other line end in a cell without quotes
        rows = [[cell.replace("\r\n".replace(end, ""), "") for cell in row] for row in rows]
    data = written(
        [header_of(rows), *rows], delimiter=delimiter, quoting=quoting, lineterminator=end
    )
    found = read_rows(data, "f.csv", delimiter=delimiter, quote='"')
    assert list(found.header) == header_of(rows)
    assert cells_of(found) == rows
    assert found.problems == ()


@given(
    rows=tables(),
    delimiter=st.sampled_from(sorted(DELIMITERS)),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
@examples(300)
def test_undeclared_dialects_are_read_back_or_asked_about(
    rows: list[list[str]], delimiter: str, encoding: str
) -> None:
    assume(rows and not holds_rows(rows))
    data = written([header_of(rows), *rows], delimiter=delimiter)
    try:
        table = open_table(data.decode().encode(encoding), "f.csv")
    except Unclear:
        return
    if table.dialect.delimiter == delimiter and table.dialect.quote == '"':
        found = read_rows(data.decode().encode(encoding), "f.csv")
        assert list(found.header) == header_of(rows)
        assert [row for row in cells_of(found) if row not in rows] == []


PEOPLE = [
    ["id", "name", "email", "profile_url", "company", "note", "city"],
    ["007", "Ann Lee", "ann@x.test", "https://p.test/in/ann", "Acme, Inc.", 'said "hi"', "Rome"],
    ["008", "Bob", "", "", "Acme", "", ""],
    ["", "Cy Poe", "cy@x.test", "", "", "two\nlines", "Oslo"],
    ["010", "O'Neil, D", "d@x.test", "https://p.test/in/d", "", "", ""],
    ["011", "Eve", "eve@x.test", "", "Bolt", '5" pipe', "Bonn"],
    ["012", "Fay", "", "https://p.test/in/fay", "Bolt", "a;b", ""],
]


@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
@pytest.mark.parametrize("spoil", ["cut", "add"])
@pytest.mark.parametrize("sign", [",", '"'])
def test_one_sign_too_many_or_too_few_never_slides_a_column(
    sign: str, spoil: str, quoting: int
) -> None:
    """At every place of the file: whatever is loaded is a true row, or differs from one in the
    one cell that was spoiled, or has a problem on its line."""
    text = written(PEOPLE, quoting=quoting).decode()
    truth = [tuple(row) for row in PEOPLE[1:]]
    loaded = 0
    for at in range(len(text)):
        if spoil == "cut" and text[at] != sign:
            continue
        spoiled = text[:at] + (sign if spoil == "add" else "") + text[at + (spoil == "cut") :]
        try:
            found = read_rows(spoiled.encode(), "f.csv")
        except Refused:
            continue
        names = [a == b for a, b in zip(found.header, PEOPLE[0], strict=True)]
        assert names.count(False) <= 1
        problems = {problem.line for problem in found.problems}
        for line, cells in found.rows:
            loaded += 1
            same = max(sum(a == b for a, b in zip(cells, row, strict=True)) for row in truth)
            assert same >= len(cells) - 1 or line in problems, (at, spoiled, cells)
    assert loaded > 50


@given(st.binary(max_size=400))
@examples(300)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        found = read_rows(data, "f.csv")
    except Refused as refusal:
        assert str(refusal).startswith("f.csv")
        return
    assert all(len(cells) == len(found.header) for _, cells in found.rows)
    lines = [line for line, _ in found.rows]
    assert lines == sorted(set(lines))


@given(st.text(st.sampled_from(list("ab,;\n\r\"'\\ \t|@.")), max_size=60))
@examples(500)
def test_any_text_is_read_or_refused_and_no_line_goes_missing(text: str) -> None:
    try:
        found = read_rows(text.encode(), "f.csv")
    except Refused:
        return
    assert all(len(cells) == len(found.header) for _, cells in found.rows)
    for problem in found.problems:
        assert problem.line is not None
        assert 1 <= problem.line <= text.count("\n") + text.count("\r") + 1


def test_the_file_is_not_changed_and_lines_are_those_of_the_file() -> None:
    rows = [[f"p{n}", "two\nlines" if n % 3 == 0 else "x"] for n in range(3_000)]
    data = written([["name", "note"], *rows], lineterminator="\n")
    found = read_rows(data, "f.csv")
    line = 2
    for (at, cells), row in zip(found.rows, rows, strict=True):
        assert (at, list(cells)) == (line, row)
        line += 1 + row[1].count("\n")


@pytest.mark.parametrize("row", ['"Cy Lee","{}",cy@x.example', "Cy Lee,{},cy@x.example"])
def test_a_line_of_millions_of_signs_costs_what_is_beyond_and_says_why(row: str) -> None:
    text = f"Name,Notes,Email\nBo Ray,ok,bo@x.example\n{row}\nDi Fox,ok,di@x.example\n"
    found = read_rows(text.format("x" * 4_200_000).encode(), "list.csv")
    assert [cells[0] for _, cells in found.rows if cells[0] != "Cy Lee"] == ["Bo Ray", "Di Fox"]
    (problem,) = found.problems
    assert problem.line == 3 and "4,194,304 characters" in problem.message


def test_what_many_lines_have_in_common_is_told_of_the_first_ones_and_counted() -> None:
    rows = [f"some text, and more {n} words" for n in range(2_500)]
    text = "\n".join(["Name,Email,Note", *["Bo Ray,bo@x.example,n"] * 5_000, *rows])
    problems = read_rows(text.encode(), "list.csv").problems
    assert [one.line for one in problems[:1_000]] == list(range(5_002, 6_002))
    (last,) = problems[1_000:]
    assert last.line is None and last.message.startswith("and 1,500 more lines of which each has 2")
