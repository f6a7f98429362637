"""The kind of a file, by its content; its name counts only where the content leaves it open."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

from tiesmap.intake.checking import check
from tiesmap.intake.formats.archive import is_archive
from tiesmap.intake.formats.calendar import is_calendar
from tiesmap.intake.formats.chat import is_chat, read_chat
from tiesmap.intake.formats.mail import is_letter, is_mail
from tiesmap.intake.formats.message import is_message, message_head
from tiesmap.intake.formats.plain import (
    is_address_list,
    is_ldif,
    read_address_list,
    read_ldif,
)
from tiesmap.intake.formats.vcard import is_vcard
from tiesmap.intake.formats.workbook import is_workbook
from tiesmap.intake.sources.declared import NAMED
from tiesmap.intake.sources.outlook import is_mail_index
from tiesmap.model.intake import Checked


def kind_of_file(name: str, data: bytes) -> str:
    """The kind of a file: archive, vcard, calendar, letter (one mail), mailbox, chat, ldif,
    addresses or table."""
    if is_archive(data):
        return "table" if is_workbook(data) else "archive"
    if is_vcard(data):
        return "vcard"
    if is_calendar(data, name):
        return "calendar"
    if is_message(data, name) or is_letter(data, name):
        return "letter"
    if is_mail(data, name):
        return "mailbox"
    if is_chat(data, name):
        return "chat"
    if is_ldif(data, name):
        return "ldif"
    return "addresses" if is_address_list(data, name) else "table"


def letter(name: str, data: bytes) -> bytes:
    """The head of a single mail, as bytes in the form that mail servers exchange."""
    return message_head(data, name) if is_message(data, name) else data


def read_list(kind: str, name: str, data: bytes, said: Mapping[str, Any]) -> Checked:
    """The checked rows of a file that is no table: a list of people, or who wrote to whom."""
    if kind == "chat":
        return read_chat(data, name, day_first=said.get("day_first"), me=said.get("me"))
    if kind == "ldif":
        return check(read_ldif(data, name), NAMED["thunderbird"], name)
    return check(read_address_list(data, name), NAMED["people"], name)


def has_no_header(data: bytes) -> bool:
    """Whether a table is of a kind that has no header: its first line is already a row."""
    first = data[: 2**14].decode("utf-8", "replace").lstrip("\ufeff")
    try:
        return is_mail_index(next(csv.reader(io.StringIO(first)), []))
    except csv.Error:
        return False
