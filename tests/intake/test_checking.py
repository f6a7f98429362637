"""Text to typed values. Expected values are written by hand from what the cell says."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiesmap.intake.checking import check
from tiesmap.intake.reading import Rows, read_rows
from tiesmap.intake.sources.catalog import identify
from tiesmap.intake.sources.declaration import Source, first_of, joined, under
from tiesmap.intake.sources.declared import SOURCES
from tiesmap.intake.table.dates import read_dates
from tiesmap.intake.table.values import (
    Bad,
    clean_line,
    clean_text,
    read_count,
    read_email,
    read_list,
    read_profile,
    read_rating,
    read_yes_no,
    words,
)
from tiesmap.model.cells import guard_cell
from tiesmap.model.evidence import CHANNELS
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


# --- text ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  Ann \t Lee  ", "Ann Lee"),
        ("Ann\xa0Lee", "Ann Lee"),
        ("Ann\r\nLee", "Ann Lee"),
        ("Mu\u0308ller", "M\u00fcller"),
        ("Ann\x00 Lee\x07", "Ann Lee"),
        ("\ufeffAnn", "Ann"),
        ("'=SUM(A1)", "=SUM(A1)"),
        ("'+49 171", "+49 171"),
        ("'-", "-"),
        ("'@home", "@home"),
        ("'\tAnn", "Ann"),
        ("''=x", "'=x"),  # the text itself began with '=
        ("'t Hooft", "'t Hooft"),
        ("O'Neil", "O'Neil"),
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
        ("![x](http://host.example/p.png)", "![x](http://host.example/p.png)"),
        ("\U0001f469\u200d\U0001f52c Ann", "\U0001f469\u200d\U0001f52c Ann"),
    ],
)
def test_a_line_stays_what_is_seen(cell: str, text: str) -> None:
    assert clean_line(cell) == text


def test_a_long_text_keeps_its_lines() -> None:
    assert clean_text("  first\r\n\r\n  second\x00 ") == "first\n\n  second"


@given(st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" ")))
def test_a_cell_of_our_own_export_comes_back_as_it_was(text: str) -> None:
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    assert clean_line(guard_cell(text)) == text


def test_the_guard_of_a_cell_is_taken_off_once() -> None:
    """Each cell of an export was guarded once, so one guard is taken off, whatever it holds."""
    for text in ("=1", "'=1", "''+1"):
        assert read_list(guard_cell(text)) == (text,)
        assert read_list(f"Ann;{text}") == ("Ann", text)  # only the cell's start can be a guard
        first, last = guard_cell(text), guard_cell("-" + text)
        names = "First Name,Last Name,Connected On"
        people = checked(names, (first, last, "2026-03-05")).people
        assert people[0].name == f"{text} -{text}"


@pytest.mark.parametrize(
    ("cell", "email"),
    [
        (" Ann.LEE@Acme.Example ", "ann.lee@acme.example"),
        ("a..b@corp.local", "a..b@corp.local"),
        ("Ann Lee <ANN@x.example>", "ann@x.example"),
        ("mailto:ann@x.example", "ann@x.example"),
        ("", ""),
        ("none@none.com", ""),
        ("NA@na.com", ""),
        ("noemail@gmail.com", ""),
        ("no-email@none.org", ""),
        ("xx@xx.com", ""),
        ("no@email.com", ""),
        ("keine@keine.de", ""),
        ("pasdemail@orange.fr", ""),
        ("noemi@aucun.example", "noemi@aucun.example"),
        ("no@acme.example", "no@acme.example"),
        ("na@nabors.com", "na@nabors.com"),
    ],
)
def test_emails_are_read_kindly(cell: str, email: str) -> None:
    assert read_email(cell) == email


@pytest.mark.parametrize("cell", ["n/a", "-", "ann at x.example", "@x.example", "ann@", "a@x, b@x"])
def test_what_is_no_email_is_said(cell: str) -> None:
    assert isinstance(read_email(cell), Bad)


@pytest.mark.parametrize(
    ("cell", "fine"),
    [
        ("https://www.linkedin.com/in/ann-lee", True),
        ("linkedin.com/in/ann-lee", True),
        ("in/ann-lee", True),
        ("https://people.example/~ann?x=1", True),
        ("", True),
        ("none", False),
        ("n/a", False),
        ("see card", False),
        ("a." * 100_000 + " b", False),
    ],
)
def test_profiles_are_addresses(cell: str, fine: bool) -> None:
    assert isinstance(read_profile(cell), str) == fine


def test_a_list_holds_each_once() -> None:
    assert read_list(" b@x.example;a ;; B@x.example; a;") == ("b@x.example", "a", "B@x.example")


# --- numbers and words ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "value"),
    [("yes Y TRUE t 1 x X", True), ("no N False f 0", False), ("maybe 2 perhaps none", Bad)],
)
def test_yes_and_no(cells: str, value: object) -> None:
    for cell in cells.split():
        read = read_yes_no(f" {cell} ")
        assert isinstance(read, Bad) if value is Bad else read is value


def test_an_empty_cell_says_neither_yes_nor_no() -> None:
    assert read_yes_no("  ") is None


@pytest.mark.parametrize("cell", ["0", "6", "9", "3.5", "-1", "4,0", "five", "1e0", "٣", "11"])
def test_a_rating_is_a_whole_number_from_1_to_5(cell: str) -> None:
    assert isinstance(read_rating(cell), Bad)


def test_ratings_as_spreadsheets_write_them() -> None:
    assert [read_rating(cell) for cell in ("1", " 5 ", "4.0", "")] == [1, 5, 4, None]


def test_counts() -> None:
    assert [read_count(cell) for cell in ("12", "2.5", "0", "")] == [12.0, 2.5, 0.0, None]
    for cell in ("-1", "1,5", "many", "nan", "inf", "1e9", "9" * 400):
        assert isinstance(read_count(cell), Bad)


def test_words_in_any_spelling_and_others_kept() -> None:
    read = words(CHANNELS)
    assert [read(word) for word in ("E-Mail", " MEETING ", "fax", "", "Pigeon  Post")] == [
        "email",
        "meeting",
        "fax",
        "",
        "Pigeon Post",
    ]


# --- dates ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2026-03-05", datetime(2026, 3, 5)),
        (" 2026-03-05 ", datetime(2026, 3, 5)),
        ("2026-03-05T10:20:30", datetime(2026, 3, 5, 10, 20, 30)),
        ("2026-03-05 10:20", datetime(2026, 3, 5, 10, 20)),
        ("2026-03-05T10:20:30Z", datetime(2026, 3, 5, 10, 20, 30)),
        ("2026-03-05T00:30:00+02:00", datetime(2026, 3, 4, 22, 30)),
        ("2025-06-01 14:03:22 UTC", datetime(2025, 6, 1, 14, 3, 22)),
        ("2026/3/5", datetime(2026, 3, 5)),
        ("2026-3-5", datetime(2026, 3, 5)),
        ("5.3.2026", datetime(2026, 3, 5)),
        ("05.03.26 7:05", datetime(2026, 3, 5, 7, 5)),
        ("08 Feb 2026", datetime(2026, 2, 8)),
        ("7-Feb-22", datetime(2022, 2, 7)),
        ("4-Apr-99", datetime(1999, 4, 4)),
        ("Feb 8, 2026", datetime(2026, 2, 8)),
        ("February 8th 2026 2:37 PM", datetime(2026, 2, 8, 14, 37)),
        ("8. März 2026", datetime(2026, 3, 8)),
        ("12/25/2026, 12:05 a.m.", datetime(2026, 12, 25, 0, 5)),
        ("25/12/2026", datetime(2026, 12, 25)),
        ("05/05/2026", datetime(2026, 5, 5)),  # one way or the other the same day
        ("", None),
        ("   ", None),
    ],
)
def test_dates_that_can_be_read_in_one_way(cell: str, moment: datetime | None) -> None:
    assert read_dates([cell]) == [moment]


def test_a_column_of_day_numbers_is_one_of_days() -> None:
    # As Excel shows them: 46177 is 4 June 2026 (Microsoft's day 1 is 1 January 1900).
    assert read_dates(["46177", "", "46178"]) == [datetime(2026, 6, 4), None, datetime(2026, 6, 5)]
    assert read_dates(["46177"]) == [datetime(2026, 6, 4)]
    # Beside days that are shown as such, and beside what is none.
    read = read_dates(["2026-06-03", "46177", "12345", "46178.5"])
    assert read[1::2] == [datetime(2026, 6, 4), datetime(2026, 6, 5)] and isinstance(read[2], Bad)


@pytest.mark.parametrize(
    "cell",
    [
        *("2026", "0", "soon", "2026-13-01", "2026-02-30", "31/31/2026", "20260305"),
        *("2026-W10-4", "0001-01-01T00:00:00+05:00", "0203-01-01", "9999-12-31", "8 Foo 2026"),
        *("26-03-05", "03/05", "1/2/3/2026", "2026-03-05T25:00", "5/13/2026 13:00 PM"),
    ],
)
def test_what_is_no_date_is_said(cell: str) -> None:
    (read,) = read_dates([cell])
    assert isinstance(read, Bad)
    assert "2026-03-05" in read.message


def test_a_day_that_only_fits_one_order_settles_its_column() -> None:
    assert read_dates(["03/05/2026", "28/05/2026", ""]) == [
        datetime(2026, 5, 3),
        datetime(2026, 5, 28),
        None,
    ]
    assert read_dates(["03/05/2026", "05/28/2026"]) == [
        datetime(2026, 3, 5),
        datetime(2026, 5, 28),
    ]


def test_an_open_order_is_not_guessed() -> None:
    one, sure = read_dates(["03/05/2026", "2026-05-03"])
    assert isinstance(one, Bad) and "two ways" in one.message
    assert sure == datetime(2026, 5, 3)
    assert read_dates(["03/05/2026"], day_first=True) == [datetime(2026, 5, 3)]
    assert read_dates(["03/05/2026"], day_first=False) == [datetime(2026, 3, 5)]


def test_a_column_that_mixes_orders_is_not_guessed() -> None:
    read = read_dates(["13/05/2026", "05/13/2026", "01/02/2026"])
    assert [type(value) for value in read] == [Bad, Bad, Bad]


@given(st.lists(st.dates(date(1950, 1, 1), date(2099, 12, 31)), min_size=1), st.booleans())
def test_a_settled_column_is_read_as_it_was_written(days: list[date], day_first: bool) -> None:
    layout = "%d/%m/%Y" if day_first else "%m/%d/%Y"
    written = [day.strftime(layout) for day in days]
    read = read_dates(written)
    settled = any(day.day > 12 for day in days)
    for day, value in zip(days, read, strict=True):
        if settled or day.day == day.month:
            assert value == datetime(day.year, day.month, day.day)
        else:
            assert isinstance(value, Bad)


# --- rows ----------------------------------------------------------------------------------


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
    with pytest.raises(Refused, match="Requests page"):
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
    for row in silent:
        filled = [name for name, cell in zip(table.header, row, strict=True) if cell.strip()]
        assert filled == [] or (set(filled) == {"Connected On"} and "Left out" in found.notes[-1])
