"""The workbook, read back by openpyxl: the same texts, real dates, nothing that runs."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import examples
from tests.listed import NAMES, PLAIN, TODAY, ink, lists
from tiesmap.exporting.workbooks import (
    ALL,
    LONGEST_CELL,
    MEETING_COLUMNS,
    MOST_SHEETS,
    SheetNames,
    requests_to_xlsx,
)
from tiesmap.model.requests import COLUMNS


def read(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def rows_of(sheet) -> list[dict[str, object]]:
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_the_sheets_and_what_stands_in_them():
    other = replace(PLAIN, request="rxyz", connector="Bo Lund", connector_id=7)
    book = read(requests_to_xlsx([PLAIN, other], as_of=TODAY, ids={2: "c-17"}))
    assert book.sheetnames == [ALL, "Anna Berg", "Bo Lund"]
    rows = rows_of(book[ALL])
    assert [tuple(row) for row in rows] == [COLUMNS, COLUMNS]
    assert rows[0]["connector_id"] == "c-17" and rows[0]["target_id"] == "3"
    assert rows[0]["asked_on"] == datetime(2026, 6, 1)
    assert (rows[0]["chance"], rows[0]["hops"]) == (0.125, 3)
    assert rows[0]["path"] == "Maria Santos > Anna Berg > Tom Field > Eva Lind"
    assert rows[0]["reasons"] == "met twice; same city"
    assert rows[0]["note_to_forward"] == "Hello Anna,\n\nWould you introduce me?"
    assert rows[0]["outcome"] is None
    (mine,) = rows_of(book["Anna Berg"])
    assert tuple(mine) == MEETING_COLUMNS and mine["request"] == "rabc"
    assert book.properties.created == datetime(2026, 6, 30)


def test_it_is_ready_to_read_and_to_print():
    book = read(requests_to_xlsx([PLAIN], as_of=TODAY))
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage  # to one page in width: the default
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.auto_filter.ref.startswith("A1:")
        assert all(sheet.column_dimensions[c.column_letter].width > 5 for c in sheet[1])
    cells = {cell.value: cell for cell in book[ALL][1]}
    asked = book[ALL].cell(2, cells["asked_on"].column)
    assert asked.is_date and asked.number_format == "yyyy-mm-dd"


def test_links_lead_to_plain_addresses_only():
    pages = {2: "https://www.linkedin.com/in/anna", 3: "javascript:alert(1)", 4: "file:///etc/x"}
    bad = replace(PLAIN, request="rbad", connector_email="x@y.example?bcc=z@y.example")
    book = read(requests_to_xlsx([PLAIN, bad], as_of=TODAY, profiles=pages))
    links = {
        (cell.row, str(book[ALL].cell(1, cell.column).value)): cell.hyperlink.target
        for row in book[ALL].iter_rows()
        for cell in row
        if cell.hyperlink
    }
    assert links == {
        (2, "connector"): "https://www.linkedin.com/in/anna",
        (2, "connector_email"): "mailto:anna@berg.example",
        (3, "connector"): "https://www.linkedin.com/in/anna",
    }
    emails = [row["connector_email"] for row in rows_of(book[ALL])]
    assert emails == ["anna@berg.example", "x@y.example?bcc=z@y.example"]


@examples(40)
@given(lists, st.sampled_from(NAMES))
def test_hostile_texts_stay_texts(requests, page):
    data = requests_to_xlsx(requests, as_of=TODAY, profiles={1: page, 10: page})
    book = read(data)
    connectors = {request.connector_id for request in requests}
    assert len(book.sheetnames) == 1 + len(connectors)
    for row, request in zip(rows_of(book[ALL]), requests, strict=True):
        for column in ("connector", "target", "goal", "purpose", "note_to_forward", "target_title"):
            assert ink(str(row[column] or "")) == ink(getattr(request, column))
        for column in ("asked_on", "follow_up_on", "last_contact"):
            day = getattr(request, column)
            if day is None:
                assert row[column] is None
            elif day >= date(1900, 3, 1):
                assert row[column] == datetime(day.year, day.month, day.day)
            else:
                assert row[column] == day.isoformat()
    for sheet in book:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type != "f"
            if cell.hyperlink:
                assert cell.hyperlink.target.startswith(("mailto:", "http://", "https://"))
                assert cell.hyperlink.location is None
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            assert not name.lower().endswith((".bin", ".vml")) and "external" not in name.lower()
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in parts.read(name) and b"<f " not in parts.read(name)


def sheet_names(wanted):
    names = SheetNames()
    return tuple(names.next(name) for name in wanted)


@given(st.lists(st.sampled_from(NAMES) | st.text(max_size=40), max_size=12))
def test_names_of_sheets_are_legal_and_no_two_alike(wanted):
    found = sheet_names([ALL, *wanted])
    assert found[0] == ALL and len(found) == len(wanted) + 1
    assert len({name.casefold() for name in found}) == len(found)
    for name in found:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\\0\n\r\t")
        assert name.casefold() != "history" and name == name.strip("'") and name.strip()


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (("Anna", "ANNA", "anna"), ("Anna", "ANNA (2)", "anna (3)")),
        (("A/B: C", "A B C"), ("A B C", "A B C (2)")),
        (("'x'", "History", "all"), ("x", "History (2)", "all")),
        (("y" * 40, "y" * 41), ("y" * 31, "y" * 27 + " (2)")),
        (("", " '' "), ("(no name)", "(no name) (2)")),
        (("a (2)", "a", "a"), ("a (2)", "a", "a (3)")),
    ],
)
def test_names_of_sheets(wanted, names):
    assert sheet_names(wanted) == names


def test_a_text_that_is_too_long_for_a_cell_is_cut_and_says_so():
    long = "🐿x" * 20_000
    data = requests_to_xlsx([replace(PLAIN, note_to_forward=long)], as_of=TODAY)
    note = str(rows_of(read(data)[ALL])[0]["note_to_forward"])
    assert len(note.encode("utf-16-le")) // 2 <= LONGEST_CELL
    assert note.endswith("…") and long.startswith(note[:-1]) and len(note) > 20_000


def test_many_connectors_have_sheets_up_to_a_number_the_largest_first():
    many = [
        replace(PLAIN, request=f"r{n}", connector=f"C{n % 300}", connector_id=n % 300)
        for n in range(301)
    ]
    book = read(requests_to_xlsx(many, as_of=TODAY))
    assert len(book.sheetnames) == 1 + MOST_SHEETS
    assert "C0" in book.sheetnames  # the only one with two requests
    assert book[ALL].max_row == 302


def test_no_requests_make_a_readable_file():
    book = read(requests_to_xlsx([], as_of=TODAY))
    assert book.sheetnames == [ALL] and book[ALL].max_row == 1
