"""Drafts as mails: an .eml file that opens ready to send, and a mailto: link.

Sending stays with the rep. Header texts are put on one line first, so that no name can add a
header; an address that is not plainly one is left out, and the rep types it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from tiesmap.exporting.plain import mail_address, one_line, text_lines

LONGEST_LINK = 1900
"""Characters of a mailto: link: with more, some systems open no mail, or cut the letter."""

_LONGEST_SUBJECT = 200
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class MailLink:
    """A mailto: link. `whole`: the letter is in it, and else to be pasted."""

    address: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a mail, such as the rep's resume."""

    name: str
    data: bytes
    kind: str = "text/html"


def to_eml(
    *,
    to_name: str,
    to_email: str,
    subject: str,
    body: str,
    from_name: str = "",
    from_email: str = "",
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """A mail that is not sent yet, as an .eml file (RFC 5322, CR LF line ends).

    Outlook opens it for editing because of `X-Unsent: 1`, Apple Mail because of its own type for
    drafts. It has no date and no id: the program that sends it sets them. Without a usable
    address the header is left out. The body is plain text.
    """
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"
    mail["X-Uniform-Type-Identifier"] = "com.apple.mail-draft"
    sender, receiver = _address(from_name, from_email), _address(to_name, to_email)
    if sender:
        mail["From"] = sender
    if receiver:
        mail["To"] = receiver
    mail["Subject"] = one_line(subject, _LONGEST_SUBJECT)
    mail.set_content(text_lines(body).strip("\n") + "\n", cte="quoted-printable")
    for attachment in attachments:
        main, _, sub = attachment.kind.partition("/")
        name = one_line(attachment.name, _LONGEST_NAME).replace("/", "_").replace("\\", "_")
        mail.add_attachment(
            attachment.data, maintype=main, subtype=sub or "octet-stream", filename=name
        )
    return mail.as_bytes()


def mailto_link(to_email: str, subject: str, body: str) -> MailLink:
    """A link that opens the mail program with the draft in it (RFC 6068), at most `LONGEST_LINK`
    long.

    A body that is too long stays out of it, since half a letter might be sent. Without a usable
    address the mail opens without one.
    """
    address = mail_address(to_email)
    start = f"mailto:{quote(address, safe='@')}?subject={_quoted(one_line(subject, 120))}"
    link = f"{start}&body={_quoted(text_lines(body).strip())}"
    whole = len(link) <= LONGEST_LINK
    return MailLink(link if whole else start, whole)


def _quoted(text: str) -> str:
    return quote(text.replace("\n", "\r\n"), safe="")


def _address(name: str, email: str) -> Address | None:
    """The address with a name; None where the address could not stand in a header."""
    plain = mail_address(email)
    if not plain:
        return None
    user, _, domain = plain.rpartition("@")
    try:
        user.encode("ascii")
        host = domain if domain.isascii() else domain.encode("idna").decode("ascii")
        return Address(display_name=one_line(name, _LONGEST_NAME), username=user, domain=host)
    except (ValueError, UnicodeError):
        return None
