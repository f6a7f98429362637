"""Lists without a table: addresses one a line or in a row, and LDIF."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from tiesmap.intake.reading import Rows
from tiesmap.intake.table.decoding import find_encoding, text_lines
from tiesmap.intake.table.values import read_email, split_addresses
from tiesmap.intake.who.names import turned
from tiesmap.model.problems import Problem

_ADDRESS = re.compile(r"[^\s@<>,;:\"()]+@[^\s@<>,;:\"()]+\.[^\s@<>,;:\"()]+")
_LDIF = re.compile(rb"(?im)^(?:version: ?1\s*\n+)?dn::? ?\S")
_ATTRIBUTES = {
    "cn": "Display Name",
    "displayname": "Display Name",
    "givenname": "First Name",
    "sn": "Last Name",
    "mail": "Primary Email",
    "mozillasecondemail": "Secondary Email",
    "telephonenumber": "Work Phone",
    "mobile": "Mobile Number",
    "homephone": "Home Phone",
    "o": "Organization",
    "company": "Organization",
    "title": "Job Title",
    "l": "Work City",
    "description": "Notes",
}
COLUMNS = tuple(dict.fromkeys(_ATTRIBUTES.values()))


def is_address_list(data: bytes) -> bool:
    """Whether nearly every line of a text is nothing but addresses, with or without names."""
    if b"@" not in data[: 2**16] or b"\0" in data[:1024]:
        return False
    text = data[: 2**16].decode("utf-8", "replace")
    if len(data) > 2**16:  # up to the last that is whole
        text = text[: max(map(text.rfind, "\n,;"))]
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    good = sum(map(_is_addresses, lines))
    return bool(lines) and good * 10 >= len(lines) * 9 and _is_addresses(lines[0])


def read_address_list(data: bytes, name: str) -> Rows:
    """A table of name and e-mail address, a row for each address of the list."""
    encoding = find_encoding(data, name)
    rows: list[tuple[int, tuple[str, ...]]] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for number, line in enumerate(text_lines(data, encoding), 1):
        found = split_addresses(line.strip())
        if line.strip() and not found:
            message = "is not an e-mail address, so it was left out"
            problems.append(Problem(name, number, "", line.strip()[:200], message))
        for called, mail in found:
            address = read_email(mail)
            if isinstance(address, str) and address not in seen:
                seen.add(address)
                whose = "" if "@" in called else turned(called.strip("'\" "))
                rows.append((number, (whose, address)))
    return Rows(("name", "email"), tuple(rows), tuple(problems), encoding, "")


def is_ldif(data: bytes) -> bool:
    """Whether a file is a directory in LDIF, as Thunderbird and mail servers export it."""
    return _LDIF.match(data[:4096].lstrip(b"\xef\xbb\xbf\r\n")) is not None


def read_ldif(data: bytes, name: str) -> Rows:
    """A table with Thunderbird's columns, a row an entry that has a name or an address."""
    rows = []
    for line, entry in _entries(data, name):
        cells: dict[str, str] = {}
        for attribute, value in entry:
            column = _ATTRIBUTES.get(attribute)
            if column == "Primary Email" and column in cells:
                column = "Secondary Email"
                value = "; ".join(filter(None, [cells.pop(column, ""), value]))
            if column and value:
                cells.setdefault(column, value)
        if "Primary Email" in cells or ("Display Name" in cells and "Last Name" in cells):
            rows.append((line, tuple(cells.get(column, "") for column in COLUMNS)))
    return Rows(COLUMNS, tuple(rows), (), "utf-8", "")


def _entries(data: bytes, name: str) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """Line and attributes of each entry; values in base64 are decoded, folded lines joined."""
    encoding = find_encoding(data, name, table=False)
    start, held = 0, ""
    entry: list[tuple[str, str]] = []
    for number, raw in enumerate([*text_lines(data, encoding), "\n", "\n"], 1):
        line = raw.rstrip("\r\n")
        if line.startswith(" ") and held:
            held += line[1:]
            continue
        if held and not held.startswith("#"):
            entry.append(_attribute(held))
        held = line
        if line and not entry:
            start = number
        if not line and entry:
            yield start, entry
            entry = []


def _attribute(line: str) -> tuple[str, str]:
    name, sign, value = line.partition(":")
    name = name.partition(";")[0].strip().casefold()
    if sign and value.startswith(":"):
        try:
            return name, base64.b64decode(value[1:].strip()).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            return name, ""
    return name, value.strip()


def _is_addresses(line: str) -> bool:
    """Whether a line holds addresses and at most their names: `Ada Berg <ada@x.de>, li@y.de`."""
    rest = re.sub(r"\"[^\"]*\"|[^,;<>\"@]{0,200}<\s*([^<>]*)>", r"\1", line)
    parts = [part.strip(" \t<>") for part in re.split(r"[,;\s]+", rest) if part.strip(" \t<>")]
    return bool(parts) and all(_ADDRESS.fullmatch(part) for part in parts)
