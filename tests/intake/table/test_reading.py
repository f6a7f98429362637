"""The reader of delimited text: cases as data in cases/reading.toml, and limits."""

from __future__ import annotations

import random
import tomllib
from typing import Any

import pytest

from tests.places import CASES
from tiesmap.intake.questions import Unclear
from tiesmap.intake.reading import open_table, read_rows
from tiesmap.intake.table.decoding import LINE_LIMIT
from tiesmap.intake.table.dialects import COLUMN_LIMIT
from tiesmap.intake.table.lines import TEXT_LIMIT
from tiesmap.intake.table.records import CELL_LIMIT, LISTED
from tiesmap.model.problems import Problem, Refused

CASES: list[dict[str, Any]] = tomllib.loads((CASES / "reading.toml").read_text(encoding="utf-8"))[
    "case"
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    data = case["text"].encode(case.get("encoding", "utf-8"))
    options = case.get("options", {})
    if "refused" in case:
        with pytest.raises(Refused) as refusal:
            read_rows(data, "f.csv", **options)
        assert case["refused"] in str(refusal.value)
        assert str(refusal.value).startswith("f.csv")
        assert getattr(refusal.value, "option", None) == case.get("asks")
        return
    found = read_rows(data, "f.csv", **options)
    assert found.header == tuple(case["header"])
    assert found.rows == tuple((line, tuple(cells)) for line, *cells in case["rows"])
    wanted = case.get("problems", [])
    assert [p.line for p in found.problems] == [line for line, _ in wanted]
    for problem, (_, part) in zip(found.problems, wanted, strict=True):
        assert part in problem.sentence
    parts = case.get("notes", [])
    assert len(found.notes) == len(parts)
    assert all(part in note for part, note in zip(parts, found.notes, strict=True))
    assert found.delimiter == case.get("delimiter", ",")
    table = open_table(data, "f.csv", **options)
    assert table.dialect.quote == case.get("quote", '"')
    assert table.header_line == case.get("header_line", 1)
    assert found.encoding == case.get("encoding_found", "utf-8")


# What is no table of text, and limits


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"PK\x03\x04\x14\x00\x00\x00", "workbook or a zip"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel"),
        (bytes(range(1, 32)) * 9, "is not text"),
        (b"\xff\xfea", "is damaged"),
        (random.Random(1).randbytes(9_000), "is not text"),
        (bytes(9_000), "is not text"),
        (b",".join(b"c%d" % n for n in range(COLUMN_LIMIT + 1)) + b"\n", "10,001 columns"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_refused_in_words(data: bytes, part: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_rows(data, "f.csv")
    assert part in str(refusal.value)
    assert not isinstance(refusal.value, Unclear)


def test_a_cell_that_is_too_long_costs_itself() -> None:
    note = "x" * TEXT_LIMIT
    found = read_rows(f"a,b\n1,{note}\n2,{note}y\n".encode(), "f.csv")
    assert found.rows == ((2, ("1", note)), (3, ("2", "")))
    assert [(p.line, p.column) for p in found.problems] == [(3, "b")]
    assert "longer than 100,000 characters" in found.problems[0].sentence


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_line_that_never_ends_costs_itself(quote: str) -> None:
    endless = quote + "word, " * (LINE_LIMIT // 4) + "\n" + "3,4\n" * 9
    found = read_rows(f"a,b\n1,2\n{endless}".encode(), "f.csv")
    assert found.rows == ((2, ("1", "2")), *((line, ("3", "4")) for line in range(4, 13)))
    assert [p.line for p in found.problems] == [3]


def test_a_quote_that_takes_in_more_than_any_cell_holds_is_not_closed() -> None:
    endless = "and more, of it\n" * (CELL_LIMIT // 16 + 1)
    found = read_rows(f'a,b\n1,2\n3,"{endless}"\n5,6\n'.encode(), "f.csv")
    assert found.rows[0] == (2, ("1", "2"))
    assert found.problems[0].line == 3 and "never closed" in found.problems[0].sentence


def test_a_text_with_more_commas_than_a_table_has_columns_is_one_cell() -> None:
    text = "one, " * (COLUMN_LIMIT + 1)
    found = read_rows(f'a,b\n1,"{text}"\n'.encode(), "f.csv")
    assert found.rows == ((2, ("1", text)),)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_zero_costs_its_row(encoding: str) -> None:
    text = "name,city\nZoë,Köln\nJörg\0 Ax,Malmö\nÖrjan Söder,Täby\n"
    found = read_rows(text.encode(encoding), "f.csv")
    assert [line for line, _ in found.rows] == [2, 4]
    assert [(p.line, p.value) for p in found.problems] == [(3, "Jörg\ufffd Ax,Malmö")]
    assert read_rows(text.replace("\0", "").encode("utf-16-le"), "f.csv").rows[0] == (
        2,
        ("Zoë", "Köln"),
    )


def test_zeros_behind_a_text_are_no_row() -> None:
    found = read_rows(b"name,city\nZoe,Bonn\nJo,Bern\n" + bytes(9_000), "f.csv")
    assert [cells for _, cells in found.rows] == [("Zoe", "Bonn"), ("Jo", "Bern")]


def test_a_damaged_byte_costs_its_row_and_not_the_letters_of_the_others() -> None:
    data = "name,city\nZoë,Köln\nÅsa,Malmö\nÖrjan,Täby\nBjörn,Gävle\nÄnne,Lübeck\n".encode()
    found = read_rows(data + b"Ren\xe9e,Paris\n", "f.csv")
    assert [cells[0] for _, cells in found.rows] == ["Zoë", "Åsa", "Örjan", "Björn", "Änne"]
    assert [p.line for p in found.problems] == [7]
    found.problems[0].sentence.encode()  # no half characters get out


def test_traditional_chinese() -> None:
    rows = [("名稱", "說明"), ("雲嘉南濱海國家風景區", "沈光文紀念廳"), ("臺南市", "國家公園")]
    data = "".join(f"{a},{b}\n" for a, b in rows).encode("big5")
    found = read_rows(data, "f.csv")
    assert (found.header, *(cells for _, cells in found.rows)) == tuple(rows)


def test_a_long_drop_names_every_line_up_to_a_limit_and_then_the_range() -> None:
    broken = 'Ann,"he said "no\n' + "and more\n" * (LISTED + 50) + 'end"\n'
    found = read_rows(f"name,note\nBob,a\n{broken}Cy,b\n".encode(), "f.csv")
    assert found.rows == ((2, ("Bob", "a")), (LISTED + 55, ("Cy", "b")))
    assert [p.line for p in found.problems] == list(range(3, LISTED + 4))
    assert f"to line {LISTED + 54}" in found.problems[-1].message


def test_a_damaged_byte_costs_its_row_also_where_an_empty_cell_is_taken_out() -> None:
    head = "name,city,email\nZoë,Köln,\nÅsa,Malmö,\nÖrjan,Täby,\nBjörn,Gävle,\nÄnne,Lübeck,\n"
    found = read_rows(head.encode() + b"Ren\xe9e,Paris,r@x.test,\n", "f.csv")
    assert [p.line for p in found.problems] == [7]
    assert "no text" in found.problems[0].message
    assert [line for line, _ in found.rows] == [2, 3, 4, 5, 6]


def test_the_line_that_tells_the_delimiter_is_no_row_where_there_is_no_header() -> None:
    found = read_rows(b"sep=;\nAnn;a@x.test\nBob;b@x.test\n", "f.csv", header_line=0)
    assert found.header == ("column 1", "column 2")
    assert found.rows == ((2, ("Ann", "a@x.test")), (3, ("Bob", "b@x.test")))
    assert found.problems == ()


@pytest.mark.parametrize(
    ("options", "part"),
    [
        ({"delimiter": "::"}, "the delimiter must be one character, not '::'"),
        ({"delimiter": ""}, "the delimiter must be one character"),
        ({"delimiter": '"'}, "cannot be the delimiter"),
        ({"delimiter": "\n"}, "cannot be the delimiter"),
        ({"quote": "''"}, "the quote mark must be one character, not ''''"),
        ({"encoding": "utf-99"}, "no encoding called 'utf-99'"),
    ],
)
def test_options_that_mean_nothing_are_refused(options: dict[str, Any], part: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_rows(b"a,b\n1,2\n", "f.csv", **options)
    assert part in str(refusal.value)


def test_a_quote_that_closes_below_the_sample_is_one_cell() -> None:
    note = "line, with commas\n" * 5_000
    found = read_rows(f'a,b\n1,"{note}"\n2,x\n'.encode(), "f.csv")
    assert found.rows == ((2, ("1", note)), (5_003, ("2", "x")))
    assert found.problems == ()


def test_rows_come_one_at_a_time() -> None:
    table = open_table(b"Notes:\n\na,b\n1,2\n3\n4,5\n", "f.csv")
    items = list(table.iterate())
    assert table.header == ("a", "b")
    assert [type(item) for item in items] == [str, tuple, Problem, tuple]
    assert list(table.iterate()) == items


def test_the_same_options_give_the_same_rows() -> None:
    data = "a;b\n'x;y';2\n'u;v';3\n".encode("utf-16")
    first, table = read_rows(data, "f.csv"), open_table(data, "f.csv")
    again = read_rows(
        data,
        "f.csv",
        encoding=first.encoding,
        delimiter=first.delimiter,
        quote=table.dialect.quote,
        header_line=table.header_line,
    )
    assert first == again
    assert first.rows == ((2, ("x;y", "2")), (3, ("u;v", "3")))
