"""The kinds of files: told by the content, and by the name only where that leaves it open."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from tiesmap.intake.answers import Answer
from tiesmap.intake.checking import check
from tiesmap.intake.formats.archive import is_archive
from tiesmap.intake.formats.calendar import is_calendar, read_calendar
from tiesmap.intake.formats.chat import is_chat, read_chat
from tiesmap.intake.formats.mail import is_letter, is_mail, read_letters, read_mailbox
from tiesmap.intake.formats.message import is_message, message_head
from tiesmap.intake.formats.plain import (
    is_address_list,
    is_ldif,
    read_address_list,
    read_ldif,
)
from tiesmap.intake.formats.vcard import is_vcard, read_vcards
from tiesmap.intake.formats.workbook import is_workbook
from tiesmap.intake.sources.declared import NAMED
from tiesmap.intake.sources.outlook import is_mail_index
from tiesmap.intake.who.couples import with_couples
from tiesmap.model.intake import Checked


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a file beside its bytes."""

    as_of: date
    now: date | None
    called: tuple[str, ...]
    answer: Answer
    """As the rep has it; the others are the reader's."""


def _vcards(name: str, data: bytes, said: Said) -> Checked:
    cards = read_vcards(data, name, said.answer.get("take_in", ()))
    return with_couples(cards) if cards.listed else cards


def _calendar(name: str, data: bytes, said: Said) -> Checked:
    skip = bool(said.answer.get("skip_private"))
    return read_calendar(data, name, said.as_of, now=said.now, skip_private=skip)


def _letter(name: str, data: bytes, said: Said) -> Checked:
    return read_letters(
        [(name, letter(name, data))], name, machines=bool(said.answer.get("machines"))
    )


def _mailbox(name: str, data: bytes, said: Said) -> Checked:
    return read_mailbox(data, name, machines=bool(said.answer.get("machines")))


def _chat(name: str, data: bytes, said: Said) -> Checked:
    day_first, me = said.answer.get("day_first"), said.answer.get("me")
    return read_chat(data, name, said.called, day_first=day_first, me=me)


_Kind = tuple[Callable[[bytes, str], bool], Callable[[str, bytes, Said], Checked]]
_KINDS: Mapping[str, _Kind] = {
    "vcard": (lambda data, _: is_vcard(data), _vcards),
    "calendar": (is_calendar, _calendar),
    "letter": (lambda data, name: is_message(data, name) or is_letter(data, name), _letter),
    "mailbox": (is_mail, _mailbox),
    "chat": (is_chat, _chat),
    "ldif": (
        lambda data, _: is_ldif(data),
        lambda name, data, _: check(read_ldif(data, name), NAMED["thunderbird"], name),
    ),
    "addresses": (
        lambda data, _: is_address_list(data),
        lambda name, data, _: check(read_address_list(data, name), NAMED["people"], name),
    ),
}
"""Kinds of files that hold no table, in the order in which they are tried: whether a file is one,
and its checked rows. A letter is one mail alone."""


def kind_of_file(name: str, data: bytes) -> str:
    """The kind of a file: one of `_KINDS`, archive or table."""
    if is_archive(data):
        return "table" if is_workbook(data) else "archive"
    return next((kind for kind, (fits, _) in _KINDS.items() if fits(data, name)), "table")


def read_kind(kind: str, name: str, data: bytes, said: Said) -> Checked:
    """The checked rows of a file of a kind that holds no table."""
    return _KINDS[kind][1](name, data, said)


def letter(name: str, data: bytes) -> bytes:
    """The head of a single mail, as bytes in the form that mail servers exchange."""
    return message_head(data, name) if is_message(data, name) else data


def has_no_header(data: bytes) -> bool:
    """Whether a table is of a kind that has no header: its first line is already a row."""
    first = data[: 2**14].decode("utf-8", "replace").lstrip("\ufeff")
    try:
        return is_mail_index(next(csv.reader(io.StringIO(first)), []))
    except csv.Error:
        return False
