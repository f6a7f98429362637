"""WhatsApp's exported chats (_chat.txt): who wrote and on which day, never what."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from tiesmap.intake.questions import Question, Unclear
from tiesmap.intake.table.dates import is_open, read_dates
from tiesmap.intake.table.decoding import find_encoding, text_lines
from tiesmap.intake.table.values import Bad, clean_line
from tiesmap.intake.who.owners import the_one_called
from tiesmap.model.english import say_or
from tiesmap.model.evidence import InteractionRecord
from tiesmap.model.intake import THE_REP, Checked
from tiesmap.model.problems import Problem, Refused, shorten

_UNSEEN = re.compile("[\u200e\u200f\u202a-\u202e\ufeff]")
_DAY = r"(\d{1,4}(?:[./\-]|\s?[年년])\s?\d{1,2}(?:[./\-]|[月월])\s?\d{1,4}[日일]?)"
_CLOCK = (
    r"\s?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?(?:[AaPp]\.?\s?[Mm]\.?|[πμ]\.?\s?μ\.?|ÖÖ|ÖS|SA|CH"
    r"|ч\.?|น\.?|[مص]|d[eu]\.|dop\.|odp\.))?"
)
_BETWEEN = (
    r"(?:[,،]|\s?г\.,?|\.)?\s?(?:à|às|kl\.?|klo|a las|alle(?: ore)?|om|в|о)?\s?"
    r"(?:AM|PM|오전|오후|上午|下午|午前|午後|凌晨|清晨|早上|中午|晚上|半夜|ÖÖ|ÖS|de\.|du\.)?"
)
"""What telephones write between the day and the time, in the languages in which they speak."""
_STAMP = _DAY + _BETWEEN + _CLOCK
_LINE = re.compile(rf"(?:\[{_STAMP}\]\s|{_STAMP}(?:\s[-–]|,(?=[^:]*\s:))\s)(.*)", re.DOTALL)
_CALLED = re.compile(r"(?:^|/)_chat(?: ?\(\d+\))?\.txt$|whatsapp[^/]*\.txt$", re.IGNORECASE)
_LIKE = re.compile(r"\[?\d{1,4}\D{1,3}\d{1,2}\D{1,3}\d{1,4}\D{1,16}\d{1,2}[:.h]\d\d.*?: ")
_BUDDHIST = 543  # years that the calendar of Thailand is ahead
_SAID = re.compile(r"([^:]{1,80}): (.*)", re.DOTALL)
ENOUGH = 5


def is_chat(data: bytes, name: str) -> bool:
    """Whether a text is a chat: its file name says so, or it begins with a day, a time and a name.

    Of what begins so nothing is ever shown, also where its dates are none that are known.
    """
    if not name.casefold().endswith(".txt"):
        return False
    if _CALLED.search(name):
        return True
    start = data[:4096].decode("utf-8", "replace")
    lines = [line for line in start.splitlines()[:ENOUGH] if line.strip()]
    first = _plain(lines[0]) if lines else ""
    return bool(_LINE.match(first) or _LIKE.match(first))


def _plain(line: str) -> str:
    return _UNSEEN.sub("", line).replace("\u202f", " ")


def may_be_open(data: bytes, name: str) -> bool:
    """Whether the dates of a chat leave open which number is the day."""
    return is_open([day for _, day, _, _ in _messages(data, name)])


def _writers(data: bytes, name: str) -> tuple[str, ...]:
    """The writers of a chat, the one with most messages first."""
    counts = Counter(writer for _, _, writer, _ in _messages(data, name))
    return tuple(writer for writer, _ in counts.most_common())


def who_in_it(data: bytes, name: str, me: str | None, called: Iterable[str]) -> Question | None:
    """The question which writer is the rep; None where `me` says it or one name alone fits."""
    writers = _writers(data, name)
    known = me in writers or (not me and the_one_called(writers, called))
    if known or len(writers) < 2:
        return None
    shown = say_or([shorten(one, 40) for one in writers[:5]])
    nobody = f" Nobody in it is called {shorten(me, 40)}." if me else ""
    sentence = f"{name}: who are you in it, {shown}?{nobody}"
    return Question(name, "me", sentence, choices={one: one for one in writers[:20]})


def read_chat(
    data: bytes, name: str, called: Iterable[str], *, day_first: bool | None, me: str | None
) -> Checked:
    """The messages of a chat as interactions: one per writer and day, to all others who wrote.

    A chat has many short lines; counted line by line, one chat would outweigh every meeting.
    Names are those in the address book of the person who exported it; `me` is what the rep is
    called in it, else the one name in it that is one of `called`. Raises Unclear where none is.
    """
    if asked := who_in_it(data, name, me, called):
        raise Unclear(asked.sentence, asked.option, asked.choices)
    me = me or the_one_called(_writers(data, name), called)
    found = [
        (line, day, THE_REP if me and writer == me else writer, text)
        for line, day, writer, text in _messages(data, name)
    ]
    if not found:
        raise Refused(
            f"{name} holds no message whose day and writer can be read: export the chat again, "
            "without media, with the telephone set to English."
        )
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
        head = _LINE.match(_plain(raw).rstrip("\r\n"))
        if head is None:
            continue  # a message of several lines goes on
        said = _SAID.match(head[3])
        marked = raw.partition(": ")[2].startswith(("\u200e", "\u200f"))
        if said is None or (marked and "<" not in said[2] and "omitted" not in said[2]):
            continue  # what the program says, such as who came in
        writer = clean_line(said[1]).lstrip("~ ")
        if writer:
            yield number, _day(head[1] or head[2]), writer, said[2]


def _day(text: str) -> str:
    """A day in the signs of our own dates: 2026년 3월 2일 is 2026-3-2."""
    plain = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in text)
    plain = re.sub("[年년月월]", "-", re.sub(r"[\s日일]", "", plain))
    return re.sub(
        r"\b(?:24|25|26)\d\d\b", lambda year: str(int(year[0]) - _BUDDHIST), plain, count=1
    )
