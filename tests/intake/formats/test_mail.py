"""Mailboxes: the heads of messages, whatever stands below them. Expected: written by hand, and the
standard library's own writer of mailboxes."""

from __future__ import annotations

import mailbox
import re
import time
from datetime import UTC, datetime, timedelta, timezone
from email.message import EmailMessage
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiesmap.intake.formats.mail import is_mail, read_mailbox
from tiesmap.intake.table.values import split_addresses
from tiesmap.model.evidence import BY_SUBJECT
from tiesmap.model.intake import Checked
from tiesmap.model.problems import Refused

HEAD = (
    "From: Ann Lee <ann@lee.example>\nTo: bob@ray.example\nDate: Fri, 6 Mar 2026 10:00:00 +0000\n"
)


def read(*messages: str) -> Checked:
    text = "\n".join(f"From x@y.example Fri Mar  6 10:00:00 2026\n{m}" for m in messages)
    return read_mailbox(text.encode(), "box.mbox")


def with_lines(*lines: str) -> str:
    return HEAD + "".join(f"{line}\n" for line in lines) + "\nText\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a@x.example", [("", "a@x.example")]),
        ("<a@x.example>", [("", "a@x.example")]),
        ("Ann Lee <a@x.example>, b@y.example", [("Ann Lee", "a@x.example"), ("", "b@y.example")]),
        ('"Lee, Ann" <a@x.example>', [("Lee, Ann", "a@x.example")]),
        ("Lee, Ann <a@x.example>", [("Lee, Ann", "a@x.example")]),
        (r'"Ann \"Ace\" Lee" <a@x.example>', [('Ann "Ace" Lee', "a@x.example")]),
        ("a@x.example (Ann Lee)", [("Ann Lee", "a@x.example")]),
        ("Team: a@x.example, b@y.example;", [("", "a@x.example"), ("", "b@y.example")]),
        ("undisclosed-recipients:;", []),
        ("", []),
        ('"unclosed <a@x.example>', [('"unclosed', "a@x.example")]),
    ],
)
def test_addresses_are_told_apart(text: str, expected: list[tuple[str, str]]) -> None:
    assert split_addresses(text) == expected


@pytest.mark.parametrize("odd", ["a" * 200_000, "a." * 99_999 + "@", '"\\' * 49_999, "<" * 200_000])
def test_a_header_of_one_sign_over_and_over_takes_no_time(odd: str) -> None:
    began = time.process_time()
    split_addresses(f"Ann Lee <a@x.example>, {odd}")
    assert time.process_time() - began < 5


@given(st.text(alphabet='ab@<>,;"\\() :', max_size=60))
def test_any_header_gives_addresses_or_none(text: str) -> None:
    for name, address in split_addresses(text):
        assert "\n" not in name
        assert set(address) <= set(text)


@pytest.mark.parametrize(
    "line",
    [
        "List-Id: <friends.example>",
        "List-Unsubscribe: <mailto:off@shop.example>",
        "Precedence: bulk",
        "Precedence: List",
        "Auto-Submitted: auto-replied",
        "X-Gmail-Labels: Important,Spam",
        "X-Gmail-Labels: Drafts",
        "X-Spam-Flag: YES",
    ],
)
def test_what_is_no_sign_of_a_tie_is_left_out_and_counted(line: str) -> None:
    box = read(with_lines(line), with_lines("Auto-Submitted: no", "Precedence: first-class"))
    assert box.row_count == 2
    assert [record.line for record in box.interactions] == [9]
    assert sum("(1)" in note for note in box.notes) == 1


@pytest.mark.parametrize(
    ("sender", "is_machine"),
    [
        ("´ <info@sbb.example>", False),
        ('"Handwerkskammer Region Stuttgart" <info@hwk.example>', True),
        ("Innung SHK Ulm <info@shk.example>", True),
        ("Ada Berg <info@shk.example>", False),
        ('"." <info@sbb.example>', False),
        ("no-reply@shop.example", True),
        ("noreply@shop.example", True),
        ("orders.do-not-reply@shop.example", True),
        ("notifications@shop.example", True),
        ("MAILER-DAEMON@x.example", True),
        ("newsletter+12@shop.example", True),
        ("norbert@shop.example", False),
        ("noreplyson@shop.example", False),
        ("QuickBooks <quickbooks@notification.intuit.example>", True),
        ("Menards <menards@email.menards.example>", True),
        ("Ann Lee <ann@mail.berg.example>", False),
        ("Ann Lee <ann@news.example>", False),
        ("Maintenance <maintenance@plaza.example>", True),
        ("Home Depot Pro <pro@depot.example>", True),
        ("Prosper Lee <prosper@depot.example>", False),
        ("Lee <pro.lee@depot.example>", False),
    ],
)
def test_machines_are_known_by_their_address(sender: str, is_machine: bool) -> None:
    box = read(f"From: {sender}\nTo: a@x.example\nDate: Fri, 6 Mar 2026 10:00:00 +0000\n\nText\n")
    assert bool(box.interactions) is not is_machine


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("Fri, 6 Mar 2026 10:00:00 +0200", datetime(2026, 3, 6, 8)),
        ("Fri, 6 Mar 2026 23:30:00 -0100", datetime(2026, 3, 7, 0, 30)),
        ("6 Mar 2026 10:00:00", datetime(2026, 3, 6, 10)),
        ("Fri, 6 Mar 2026 10:00:00 -0000", datetime(2026, 3, 6, 10)),
        ("Fri, 6 Mar 2026 10:00:00 +0000 (UTC)", datetime(2026, 3, 6, 10)),
        ("Di, 20 Mai 2025 04:00:00 +0100", datetime(2025, 5, 20, 3)),
        ("Freitag, 20. Februar 2026 11:00", datetime(2026, 2, 20, 11)),
        ("ven., 6 févr. 2026 10:00:00 +0100", datetime(2026, 2, 6, 9)),
    ],
)
def test_moments_are_in_utc_where_the_zone_is_told(date: str, expected: datetime) -> None:
    box = read(f"From: a@x.example\nTo: b@y.example\nDate: {date}\n\nText\n")
    assert [record.date for record in box.interactions] == [expected]


@pytest.mark.parametrize(
    ("head", "column"),
    [
        ("From: a@x.example\nTo: b@y.example\n", "Date"),
        ("From: a@x.example\nTo: b@y.example\nDate: soon\n", "Date"),
        ("From: a@x.example\nTo: b@y.example\nDate: Fri, 6 Mar 99999 10:00:00 +0000\n", "Date"),
        ("From: nobody\nTo: b@y.example\nDate: Fri, 6 Mar 2026 10:00:00\n", "From"),
        ("To: b@y.example\nDate: Fri, 6 Mar 2026 10:00:00\n", "From"),
    ],
)
def test_a_message_without_sender_or_date_is_a_problem(head: str, column: str) -> None:
    box = read(head + "\nText\n", with_lines())
    assert [(problem.line, problem.column) for problem in box.problems] == [(1, column)]
    assert len(box.interactions) == 1


def test_a_person_has_the_name_that_is_written_most_often_and_the_same_everywhere() -> None:
    box = read(
        "From: ann@lee.example\nTo: b@y.example\nDate: Fri, 6 Mar 2026 10:00:00\n\n.\n",
        with_lines(),
        with_lines("Cc: =?utf-8?b?SsO2cmc=?= <j@x.example>"),
    )
    assert {record.sender for record in box.interactions} == {"Ann Lee <ann@lee.example>"}
    assert box.interactions[-1].to == ("<bob@ray.example>", "Jörg <j@x.example>")


def test_neither_subject_nor_text_nor_bcc_is_kept() -> None:
    box = read(with_lines("Subject: SECRET", "Bcc: SECRET@x.example") + "SECRET\n")
    assert len(box.interactions) == 1
    assert "SECRET" not in repr(box)


def test_one_message_is_read_as_well() -> None:
    data = with_lines().encode()
    assert is_mail(data, "note.eml")
    assert len(read_mailbox(data, "note.eml").interactions) == 1


def test_a_table_is_no_mail() -> None:
    assert not is_mail(b"From,To,Date\nAnn,Bob,2026-03-05\n", "mails.csv")
    assert not is_mail(b"From here 2026\n", "people.csv") or is_mail(b"From here 2026\n", "x")
    with pytest.raises(Refused, match="holds no message"):
        read_mailbox(b"\n\n", "box.mbox")


@given(st.lists(st.text(alphabet="From >ab:\n2026@", max_size=80), min_size=1, max_size=5))
def test_no_text_makes_a_message(texts: list[str]) -> None:
    """As Python writes mailboxes: what stands in a text never counts as another message."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "box.mbox"
        box = mailbox.mbox(path)
        for number, text in enumerate(texts):
            message = EmailMessage()
            message["From"], message["To"] = "Ann Lee <ann@lee.example>", "bob@ray.example"
            message["Date"] = f"Fri, 6 Mar 2026 10:00:{number:02} +0000"
            message.set_content(text)
            box.add(message)
        box.close()
        checked = read_mailbox(path.read_bytes(), "box.mbox")
    assert checked.row_count == len(texts)
    assert len(checked.interactions) == len(texts)
    assert not checked.problems


@given(st.binary(max_size=400))
def test_no_bytes_are_an_exception(data: bytes) -> None:
    try:
        read_mailbox(b"From x 2026\nFrom: a@b.c\n" + data, "box.mbox")
    except Refused as refused:
        assert "box.mbox" in str(refused)


@given(
    moment=st.datetimes(datetime(1971, 1, 1), datetime(2099, 12, 31)),
    minutes=st.integers(-14 * 60, 14 * 60),
    named=st.sampled_from(["", " (CEST)"]),
)
def test_a_date_is_read_as_the_standard_library_reads_it(moment, minutes, named):
    zone = timezone(timedelta(minutes=minutes))
    said = format_datetime(moment.replace(tzinfo=zone)) + named
    expected = parsedate_to_datetime(said).astimezone(UTC).replace(tzinfo=None)
    data = f"From x Mon Jan 1 00:00:00 2024\nFrom: a@x.ch\nTo: b@x.ch\nDate: {said}\n\n".encode()
    (found,) = read_mailbox(data, "box.mbox").interactions
    assert found.date == expected


@pytest.mark.parametrize(
    ("subject", "says"),
    [
        ("Introduction: Priya / Callum", True),
        ("Intro", True),
        ("Quick intro - Ann <> Bo", True),
        ("Ann <> Bo", True),
        ("=?utf-8?Q?Vorstellung:_J=C3=BCrgen_/_Ann?=", True),
        ("Mise en relation avec Paul", True),
        ("Introducing Bo", True),
        ("Apresentação: Rui Costa", True),
        ("=?utf-8?Q?Apresenta=C3=A7=C3=A3o_-_Rui?=", True),
        ("Breve presentación: Ana y Luis", True),
        ("Te presento a Ana", True),
        ("Presentacion", True),
        ("Introductie: Piet / Ann", True),
        ("Mag ik Piet even voorstellen?", True),
        ("Presentazione: Luca e Ann", True),
        ("Vi presento Luca", True),
        ("Présentation : Paul / Ann", True),
        ("Introduktion: Bo / Ann", True),
        ("Знакомство: Иван и Ann", True),
        ("ご紹介: 山田様", True),
        ("Res: Apresentação: Rui Costa", False),
        ("Apresentação da empresa", False),
        ("Presentación corporativa 2026", False),
        ("Introductie nieuwe tarieven", False),
        ("Presentation for Friday", False),
        ("Voorstel prijzen", False),
        ("Re: Introduction: Priya / Callum", False),
        ("AW: Vorstellung", False),
        ("Introduction to accounting", False),
        ("Vorstellungsgespräch am Montag", False),
        ("Vorstellung neuer Tarife", False),
        ("Quarterly review", False),
        ("", False),
    ],
)
def test_of_a_subject_it_is_kept_whether_it_calls_the_mail_an_introduction(
    subject: str, says: bool
) -> None:
    mail = (
        "From x@y Tue Mar  3 10:00:00 2026\nFrom: Ann <ann@a.example>\nTo: Bo <bo@b.example>\n"
        f"Subject: {subject}\nDate: Tue, 03 Mar 2026 10:00:00 +0100\n\nx\n"
    )
    (one,) = read_mailbox(mail.encode(), "all.mbox").interactions
    assert one.purpose == (BY_SUBJECT if says else "")


def test_a_message_begins_at_its_mark_without_a_blank_line_above() -> None:
    one = (
        "From {}@xxx Wed Jan 08 20:58:15 +0000 2025\r\nFrom: Ann <ann@x.example>\r\n"
        "To: bo@y.example\r\nDate: Wed, {} Jan 2025 14:58:15 -0600\r\nSubject: x\r\n\r\n"
        "See you then xo\r\nFrom noon to Wed 8 Jan 2025 I am out.\r\n"
    )
    data = "".join(one.format(at, at) for at in (7, 8, 9)).encode()
    days = [one.date.day for one in read_mailbox(data, "inbox.mbox").interactions]
    assert days == [7, 8, 9]


@pytest.mark.parametrize("fold", ["\n ", ""])
def test_a_message_to_thousands_keeps_its_day_and_says_that_some_are_left_out(fold: str) -> None:
    to = f",{fold}".join(f"P{n} Quill <p{n}@y.example>" for n in range(12_000))
    found = read_mailbox(
        f"From: Ann Lee <ann@x.example>\nTo: {to}\nDate: Mon, 4 May 2026 09:00:00 +0200\n\nText\n"
        .encode(),
        "mail.eml",
    )  # fmt: skip
    (one,) = found.interactions
    assert one.date.day == 4 and 5_000 < len(one.to) < 12_000
    assert all(re.fullmatch(r"P\d+ Quill <p\d+@y\.example>", who) for who in one.to)
    (problem,) = found.problems
    assert "longer than 262,144 bytes" in problem.message
