"""Text from files made fit for another format: the same words, and nothing that steers."""

from __future__ import annotations

import re

# Control characters but tab and line feed, and what no UTF-8 or XML file may hold.
_STEERS = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_HALVES = re.compile("[\ud800-\udfff]")
# Marks that turn the writing direction of all that follows them.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# What a mail program takes for an address as it stands: no quotes, no lists, no second address.
_ADDRESS = re.compile(r"[^\s@<>()\[\]\"',:;\\|?&#%]+@[^\s@<>()\[\]\"',:;\\|?&#%]+")
# What Windows, the strictest, forbids in the name of a file, and the names that are devices there.
_NO_NAME = re.compile(r"[<>:\"/\\|?*]")
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)

_LONGEST_ADDRESS = 254
_LONGEST_FILE_NAME = 100


def text_lines(text: str) -> str:
    """As `cell_text`, and without turning marks: for text that more text follows."""
    return text if text.isprintable() else _TURNS.sub("", cell_text(text))


def cell_text(text: str) -> str:
    """The text with its line breaks as LF and without control characters.

    Half of a character (a lone surrogate) becomes U+FFFD. Marks that turn the direction stay: what
    stands by itself, as in a cell, turns nothing else.
    """
    if text.isprintable():  # most texts, and fast
        return text
    return _HALVES.sub("\ufffd", _STEERS.sub("", _LINE_ENDS.sub("\n", text)))


def one_line(text: str, limit: int | None = None) -> str:
    """The text on one line, cut to `limit` characters."""
    line = " ".join(text_lines(text).split())
    return line if limit is None or len(line) <= limit else line[: limit - 1].rstrip() + "…"


def joined(*texts: str) -> str:
    """The texts that there are, with commas between."""
    return ", ".join(text.strip() for text in texts if text.strip())


def mail_address(text: str) -> str:
    """The text if it is one plain e-mail address, else ""."""
    address = text.strip()
    fits = len(address) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(address)
    return address if fits and text_lines(address) == address else ""


def web_address(text: str) -> str:
    """The text if it is an http or https address without blanks, else ""."""
    address = text.strip()
    is_web = re.fullmatch(r"https?://[^\s\"<>\\^`{|}]+", address, re.IGNORECASE)
    return address if is_web and text_lines(address) == address else ""


def file_name(text: str) -> str:
    """The text as the name of a file on every system, without its ending: never a path.

    What some system forbids in a name becomes a blank; a name that is left empty is "unnamed".
    """
    name = one_line(_NO_NAME.sub(" ", text), _LONGEST_FILE_NAME).strip(" .")
    return f"_{name}" if _DEVICES.fullmatch(name) else name or "unnamed"
