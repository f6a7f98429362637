"""Rows to records: a bad cell costs the cell, and nothing is lost in silence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiesmap.intake.checking import check
from tiesmap.intake.reading import Rows, read_rows
from tiesmap.intake.sources.catalog import identify
from tiesmap.intake.sources.declaration import Source, first_of, joined, under
from tiesmap.intake.sources.declared import SOURCES
from tiesmap.intake.table.values import read_list
from tiesmap.model.cells import guard_cell
from tiesmap.model.intake import Checked
from tiesmap.model.problems import Problem, Refused

NAMED = {source.name: source for source in SOURCES}


def rows_of(header: str, *rows: Sequence[str], problems: tuple[Problem, ...] = ()) -> Rows:
    """A table as the reader gives it: the header in line 1, each row in the next line."""
    numbered = tuple((number, tuple(row)) for number, row in enumerate(rows, 2))
    return Rows(tuple(header.split(",")), numbered, problems, "utf-8", ",")


def checked(header: str, *rows: Sequence[str], file: str = "file.csv", **how: Any) -> Checked:
    table = rows_of(header, *rows)
    return check(table, identify(table.header, file), file, **how)


def test_the_guard_of_a_cell_is_taken_off_once() -> None:
    """Each cell of an export was guarded once, so one guard is taken off, whatever it holds."""
    for text in ("=1", "'=1", "''+1"):
        assert read_list(guard_cell(text)) == (text,)
        assert read_list(f"Ann;{text}") == ("Ann", text)  # only the cell's start can be a guard
        first, last = guard_cell(text), guard_cell("-" + text)
        names = "First Name,Last Name,Connected On"
        people = checked(names, (first, last, "2026-03-05")).people
        assert people[0].name == f"{text} -{text}"


def test_a_bad_cell_costs_the_cell_and_the_person_loads() -> None:
    found = checked(
        "name,email,comfort",
        ("Ann Lee", "ann@x.example", "5"),
        ("Bo Day", "nowhere", "7"),
        ("", "", "3"),
        ("Cy Fox", "", ""),
    )
    assert [(p.name, p.email, p.comfort) for p in found.people] == [
        ("Ann Lee", "ann@x.example", 5),
        ("Bo Day", "", None),
        ("Cy Fox", "", None),
    ]
    assert [(p.line, p.column, p.value) for p in found.problems] == [
        (3, "email", "nowhere"),
        (3, "comfort", "7"),
        (4, "", ""),
    ]
    assert found.row_count == 4


@pytest.mark.parametrize(
    "cell", ["n/a", "N/A", "-", "none", "keine", "aucun", "なし", "нет", "#N/A"]
)
def test_a_word_for_nothing_is_nothing(cell: str) -> None:
    header = "name,email,phone,comfort,signed_on"
    found = checked(header, ("Ann Lee", cell, cell, cell, cell))
    (ann,) = found.people
    assert (ann.name, ann.email, ann.phone, ann.comfort) == ("Ann Lee", "", "", None)
    assert (ann.signed_on, found.problems) == (None, ())
    assert checked("name", ("None",)).people[0].name == "None"  # which is a family name too


@pytest.mark.parametrize("cell", ["4.91512E+11", "4,91512e+11", "########"])
def test_a_phone_that_a_spreadsheet_has_spoiled_is_listed_and_not_kept(cell: str) -> None:
    found = checked("name,phone", ("Ann Lee", cell))
    assert found.people[0].phone == ""
    assert [(p.column, p.value) for p in found.problems] == [("phone", cell)]
    assert "spreadsheet" in found.problems[0].message


def test_an_answer_to_do_not_ask_in_other_words_is_a_no_until_it_is_mended() -> None:
    found = checked("name,do_not_ask", ("Ann Lee", "please not"))
    assert [person.do_not_ask for person in found.people] == [True]
    assert [problem.value for problem in found.problems] == ["please not"]


def test_a_bad_cell_costs_the_row_where_the_cells_have_slid() -> None:
    found = checked("name,email,company", ("Ann Lee", "Acme", "ann@x.example"))
    assert (found.people, [p.line for p in found.problems]) == ((), [2])


def test_a_bad_cell_costs_what_was_done_whole() -> None:
    """Mended and brought again, the row would be a second introduction."""
    header = "date,introducer,person,other"
    found = checked(header, ("soon", "Ann", "Bo", "Cy"))
    assert (found.introductions, [p.value for p in found.problems]) == ((), ["soon"])


def test_problems_name_the_column_as_the_file_does() -> None:
    found = checked("Name,Do Not Ask", ("Ann", "perhaps"))
    assert found.problems[0].sentence == (
        "file.csv, line 2, column Do Not Ask: 'perhaps' is neither yes nor no: write yes or no. "
        "Until it does, nobody is asked by way of them"
    )


def test_blank_rows_are_no_rows() -> None:
    found = checked("name,email", ("Ann", ""), ("", " "), ("", ""))
    assert (found.row_count, len(found.people), found.problems) == (1, 1, ())


def test_a_row_that_fills_only_unknown_columns_is_a_problem() -> None:
    found = checked("name,shoe size", ("", "44"))
    assert [p.line for p in found.problems] == [2]


def test_problems_of_reading_come_first_and_their_rows_count() -> None:
    narrow = Problem("file.csv", 3, "", "", "has 1 cell instead of 2")
    table = rows_of("name,email", ("Ann", ""), problems=(narrow,))
    found = check(table, NAMED["people"], "file.csv")
    assert found.problems == (narrow,)
    assert found.row_count == 2


def test_a_row_that_reading_mended_counts_once() -> None:
    rows = read_rows(b"name,email,city\nAnn,a@x.ch,Bern\nBob,,b@x.ch,\nCid,c@x.ch,\n", "f.csv")
    assert [problem.line for problem in rows.problems] == [3]
    found = check(rows, NAMED["people"], "f.csv")
    assert [record.email for record in found.people] == ["a@x.ch", "b@x.ch", "c@x.ch"]
    assert found.row_count == 3


def test_unknown_columns_of_people_are_kept() -> None:
    found = checked("shoe size,name,", ("44", "Ann", "left over"), ("", "Bo", ""))
    assert found.extra_columns == ("shoe size", "column 3")
    assert [record.extra for record in found.people] == [
        {"shoe size": "44", "column 3": "left over"},
        {},
    ]


def test_other_words_are_listed_once() -> None:
    row = ("2026-03-05", "a", "b")
    found = checked("date,from,to,channel", (*row, "fax"), (*row, "fax"), (*row, "E-Mail"))
    assert [record.channel for record in found.interactions] == ["fax", "fax", "email"]
    assert len([note for note in found.notes if "'fax' (2 rows)" in note]) == 1


def test_an_empty_word_is_other() -> None:
    found = checked("date,from,to,channel", ("2026-03-05", "a", "b", ""))
    assert found.interactions[0].channel == "other"
    assert checked("person,other", ("a", "b")).ties[0].kind == "other"


def test_the_answer_to_an_open_date_can_be_given() -> None:
    row = ("03/05/2026", "a", "b")
    assert checked("date,from,to", row).interactions == ()
    assert checked("date,from,to", row, day_first=True).interactions[0].date == datetime(2026, 5, 3)


def test_a_file_called_as_another_kind_says_so() -> None:
    found = checked("name,company", ("Ann", "Acme"), file="targets.csv")
    assert found.source == "people"
    assert any("needs why" in note for note in found.notes)
    assert checked("name", ("Ann",), file="people.csv").notes == ()


def test_a_list_of_requests_goes_another_way() -> None:
    with pytest.raises(Refused, match="on My asks"):
        checked("request,status,connector,target", ("a", "planned", "Ann", "Bo"), file="asks.csv")


def test_a_source_can_choose_reword_and_fill_in() -> None:
    """What a declaration of another system's export may say."""
    source = Source(
        name="other_crm",
        title="another system's contacts",
        kind="people",
        scope="other_crm",
        columns={
            "name": joined("Given", "Middle", "Family|Surname"),
            "email": first_of("Work mail", "Home mail"),
            "stage": under("Status"),
        },
        required=(("name",), ("email",)),
        defaults={"category": "Hotels"},
        reword={"stage": lambda text: {"Won": "client"}.get(text, text)},
    )
    table = rows_of(
        "Given,Surname,Work mail,Home mail,Status",
        ("Ann", "Lee", "", "ANN@home.example", "Won"),
        ("", "Fox", "fox@work.example", "fox@home.example", ""),
    )
    found = check(table, source, "crm.csv")
    assert [(r.name, r.email, r.stage, r.category) for r in found.people] == [
        ("Ann Lee", "ann@home.example", "client", "Hotels"),
        ("Fox", "fox@work.example", "", "Hotels"),
    ]


ANYTHING = st.sampled_from(
    ["", "", "2026-03-05", "03/05/2026", "13/05/2026", "ann@x.example", "5", "yes", "7; 8", "'=1"]
) | st.text("aé@;'=/-. 5\x00\n\t\ud800", max_size=5)


@given(st.sampled_from(["people", "interactions", "ties", "linkedin_connections"]), st.data())
def test_every_row_is_loaded_or_listed_or_counted(name: str, data: Any) -> None:
    """Rule 4: never an exception, and never silence, whatever a cell holds."""
    source = NAMED[name]
    header = tuple(part[0] for column in source.columns.values() for part in column.parts)
    header = (*header[:9], "own column")
    rows = data.draw(st.lists(st.tuples(*[ANYTHING] * len(header)), max_size=3))
    table = rows_of(",".join(header), *rows)
    found = check(table, source, "any.csv")
    records: list[Any] = [*found.people, *found.interactions, *found.ties]
    loaded = {record.line for record in records}
    listed = {problem.line for problem in found.problems}
    assert all(p.column for p in found.problems if p.line in loaded)  # a cell, not the row
    silent = [row for line, row in table.rows if line not in loaded | listed]
    said = [
        {name for name, cell in zip(table.header, row, strict=True) if cell.strip()}
        for row in silent
    ]
    firms = [filled for filled in said if "company" in filled]
    assert not firms or f"which are not people ({len(firms)})." in " ".join(found.notes)
    for filled in said:
        hidden = filled == {"Connected On"} and "Left out" in found.notes[-1]
        assert not filled or filled in firms or hidden
