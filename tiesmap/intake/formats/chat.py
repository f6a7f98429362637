"""WhatsApp's exported chats (_chat.txt): who wrote and on which day, never what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from tiesmap.intake.table.dates import is_open, read_dates
from tiesmap.intake.table.decoding import find_encoding, text_lines
from tiesmap.intake.table.values import Bad, clean_line
from tiesmap.model.evidence import InteractionRecord
from tiesmap.model.intake import THE_REP, Checked
from tiesmap.model.problems import Problem, Refused

_UNSEEN = re.compile("[\u200e\u200f\u202a-\u202e\ufeff]")
_DAY = r"(\d{1,4}[./\-]\s?\d{1,2}[./\-]\s?\d{1,4})"
_CLOCK = r"(\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[AaPp]\.?\s?[Mm]\.?)?)"
_LINE = re.compile(rf"(?:\[{_DAY},?\s{_CLOCK}\]\s|{_DAY},?\s{_CLOCK}\s[-–]\s)(.*)", re.DOTALL)
_SAID = re.compile(r"([^:]{1,80}): (.*)", re.DOTALL)
ENOUGH = 5


def is_chat(data: bytes, name: str) -> bool:
    """Whether a text is a chat: most of its first lines start with a day, a time and a name."""
    if not name.casefold().endswith(".txt"):
        return False
    start = data[:4096].decode("utf-8", "replace")
    lines = [line for line in start.splitlines()[:ENOUGH] if line.strip()]
    return bool(lines) and _LINE.match(_UNSEEN.sub("", lines[0]).replace("\u202f", " ")) is not None


def may_be_open(data: bytes, name: str) -> bool:
    """Whether the dates of a chat leave open which number is the day."""
    return is_open([day for _, day, _, _ in _messages(data, name)])


def writers_of(data: bytes, name: str) -> tuple[str, ...]:
    """Who wrote in a chat, who wrote most first."""
    counts = Counter(writer for _, _, writer, _ in _messages(data, name))
    return tuple(writer for writer, _ in counts.most_common())


def read_chat(
    data: bytes, name: str, *, day_first: bool | None = None, me: str | None = None
) -> Checked:
    """The messages of a chat as interactions: one per writer and day, to all others who wrote.

    A chat has many short lines where a mail is one letter; counted line by line it would outweigh
    every meeting. Names are those in the address book of the person who exported it; `me` is what
    the rep is called in it.
    """
    found = [
        (line, day, THE_REP if me and writer == me else writer, text)
        for line, day, writer, text in _messages(data, name)
    ]
    if not found:
        raise Refused(f"{name} holds no message: export the chat again, without media.")
    moments = read_dates([day for _, day, _, _ in found], day_first)
    people = tuple(dict.fromkeys(writer for _, _, writer, _ in found))
    problems: list[Problem] = []
    seen: set[tuple[str, datetime]] = set()
    records = []
    for (line, day, writer, _), moment in zip(found, moments, strict=True):
        if not isinstance(moment, datetime):
            message = moment.message if isinstance(moment, Bad) else "is no date"
            if len(problems) < 1_000:
                problems.append(Problem(name, line, "date", day, message))
            continue
        others = tuple(other for other in people if other != writer)
        if (writer, moment) in seen or not others:
            continue
        seen.add((writer, moment))
        records.append(InteractionRecord(line, moment, writer, others, "message"))
    notes = ["Of a chat only who wrote on which day is kept, never the text."]
    if len(people) == 1:
        notes.append("Only one person wrote in it, so it shows no tie.")
    return Checked(
        file=name,
        source="whatsapp",
        scope="chat",
        encoding="utf-8",
        delimiter="",
        row_count=len(found),
        interactions=tuple(records),
        problems=tuple(problems),
        notes=tuple(notes),
    )


def _messages(data: bytes, name: str) -> Iterator[tuple[int, str, str, str]]:
    """(line, day, writer, text) of each message written by a person."""
    encoding = find_encoding(data, name, table=False)
    for number, raw in enumerate(text_lines(data, encoding), 1):
        head = _LINE.match(_UNSEEN.sub("", raw).replace("\u202f", " ").rstrip("\r\n"))
        if head is None:
            continue  # a message of several lines goes on
        said = _SAID.match(head[5])
        marked = raw.partition(": ")[2].startswith(("\u200e", "\u200f"))
        if said is None or (marked and "<" not in said[2] and "omitted" not in said[2]):
            continue  # what the program says, such as who came in
        writer = clean_line(said[1]).lstrip("~ ")
        if writer:
            yield number, re.sub(r"\s", "", head[1] or head[3]), writer, said[2]
