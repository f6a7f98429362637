"""Mails, read back by Python's mail parser, and links, by its URL parser."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import default
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.listed import NAMES, ink
from tiesmap.exporting.mails import LONGEST_LINK, Attachment, mailto_link, to_eml
from tiesmap.exporting.plain import mail_address

BODY = "Hello Anna,\n\nWould you introduce me to Þóra?\n\nThank you,\nMaria"
hostile = st.sampled_from(NAMES) | st.text(max_size=60)


def parsed(data: bytes) -> EmailMessage:
    return email.message_from_bytes(data, policy=default)


def test_a_draft_that_opens_ready_to_send():
    data = to_eml(
        to_name="Þóra Berg",
        to_email="thora@berg.example",
        subject="An introduction to 王伟?",
        body=BODY,
        from_name="Santos, Maria",
        from_email="maria@nordlicht.example",
    )
    mail = parsed(data)
    assert (mail["X-Unsent"], mail["X-Uniform-Type-Identifier"]) == ("1", "com.apple.mail-draft")
    assert "Date" not in mail and "Message-ID" not in mail
    (to,) = mail["To"].addresses
    assert (to.display_name, to.addr_spec) == ("Þóra Berg", "thora@berg.example")
    (sender,) = mail["From"].addresses
    assert (sender.display_name, sender.addr_spec) == ("Santos, Maria", "maria@nordlicht.example")
    assert mail["Subject"] == "An introduction to 王伟?"
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content() == BODY.replace("\n", "\r\n") + "\r\n"


def test_it_is_plain_ascii_with_short_lines():
    data = to_eml(to_name="王" * 90, to_email="a@b.example", subject="é" * 150, body="x" * 5000)
    assert data.isascii() and b"\r\n" in data and b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 78 for line in data.split(b"\r\n"))


def test_a_resume_goes_with_it():
    page = Attachment("résumé/../x.html", "<p>é</p>".encode())
    data = to_eml(to_name="", to_email="", subject="s", body="b", attachments=[page])
    mail = parsed(data)
    (part,) = mail.iter_attachments()
    assert part.get_filename() == "résumé_.._x.html"
    assert part.get_content_type() == "text/html"
    assert part.get_payload(decode=True) == "<p>é</p>".encode()
    body = mail.get_body()
    assert body is not None and body.get_content() == "b\r\n"


@pytest.mark.parametrize(
    ("address", "header"),
    [
        ("a@b.example", "a@b.example"),
        ("anna@bücher.example", "anna@xn--bcher-kva.example"),
        ("name@corp.local", "name@corp.local"),
        ("", None),
        ("no address", None),
        ("a@b.example, c@d.example", None),
        ("a@b.example\r\nBcc: c@d.example", None),
        ("<a@b.example>", None),
        ("añ@b.example", None),
        ("a..b@c.example", "a..b@c.example"),
        ("@", None),
    ],
)
def test_only_a_plain_address_is_written(address, header):
    mail = parsed(to_eml(to_name="Anna", to_email=address, subject="s", body="b"))
    assert (mail["To"].addresses[0].addr_spec if mail["To"] else None) == header
    assert mail["Bcc"] is None


@settings(deadline=None)
@given(hostile, hostile, hostile, hostile)
@example("Ä, Berg (x)", "é <b@c.example>", "\r\nX: y", "From x\n.\nbody")
def test_no_text_adds_a_header(to_name, from_name, subject, body):
    data = to_eml(
        to_name=to_name,
        to_email="a@b.example",
        subject=subject,
        body=body,
        from_name=from_name,
        from_email="m@n.example",
        attachments=[Attachment(subject + ".html", b"x")],
    )
    mail = parsed(data)
    assert sorted(name.lower() for name in mail.keys()) == [  # noqa: SIM118
        "content-type", "from", "mime-version", "subject", "to", "x-uniform-type-identifier",
        "x-unsent",
    ]  # fmt: skip
    assert [a.addr_spec for a in mail["To"].addresses] == ["a@b.example"]
    assert [a.addr_spec for a in mail["From"].addresses] == ["m@n.example"]
    text = mail.get_body()
    assert text is not None and ink(text.get_content()) == ink(body)
    assert len(list(mail.iter_attachments())) == 1
    if len(subject) <= 60:
        assert ink(mail["Subject"]) == ink(subject)


@settings(deadline=None)
@given(hostile, hostile, st.text(max_size=3000))
def test_a_link_holds_the_draft_and_nothing_else(address, subject, body):
    link = mailto_link(address, subject, body)
    assert len(link.address) <= LONGEST_LINK and link.address.isascii()
    parts = urlsplit(link.address)
    assert parts.scheme == "mailto" and not parts.fragment
    assert unquote(parts.path) == mail_address(address)
    fields = parse_qs(parts.query, keep_blank_values=True)
    assert set(fields) <= {"subject", "body"} and all(len(v) == 1 for v in fields.values())
    if link.whole:
        assert ink(fields.get("body", [""])[0]) == ink(body)
    else:
        assert "body" not in fields and len(body) > 20


def test_a_link_breaks_lines_as_mail_does_and_holds_a_letter_wholly_or_not_at_all():
    assert mailto_link("a@b.example", "A & B?", "one\ntwo").address == (
        "mailto:a@b.example?subject=A%20%26%20B%3F&body=one%0D%0Atwo"
    )
    long = mailto_link("a@b.example", "s", "word " * 1000)
    assert (long.address, long.whole) == ("mailto:a@b.example?subject=s", False)
    assert mailto_link("", "s", "word " * 100).whole
    assert not mailto_link("", "s" * 300, "é" * 400).whole
