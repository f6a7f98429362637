"""Text to typed values. Expected values are written by hand from what the cell says."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
