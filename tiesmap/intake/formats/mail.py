"""Mailboxes: who wrote to whom, and when. Only the head of a message is read."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache, partial
from itertools import islice
from typing import BinaryIO

from tiesmap.intake.sources.declaration import addressed, best_name, is_no_name
from tiesmap.intake.table.dates import in_english
from tiesmap.intake.table.spoiled import decode_odd, decode_words
from tiesmap.intake.table.values import clean_line, read_email, split_addresses
from tiesmap.intake.who.introducing import introduces, may_introduce
from tiesmap.intake.who.machines import is_machine, is_nobody
from tiesmap.intake.who.names import has_and, is_persons, shown_name
from tiesmap.intake.who.orders import as_in_address
from tiesmap.intake.who.owners import find_owners
from tiesmap.intake.who.sharing import people_at
from tiesmap.intake.wordfiles import words
from tiesmap.model.addresses import is_shared_name
from tiesmap.model.evidence import BY_SUBJECT, InteractionRecord
from tiesmap.model.intake import Checked, Note
from tiesmap.model.problems import Problem, Refused

HEAD_LIMIT = 2**18  # bytes of one message's head
_MANY = f"the head is longer than {HEAD_LIMIT:,} bytes: whom it names beyond that is left out"

_AUTOMATIC = (b"x-autoreply", b"x-autorespond", b"x-autorespond-to", b"x-auto-reply")
_WANTED = {
    *_AUTOMATIC,
    b"from", b"to", b"cc", b"date", b"message-id", b"list-id", b"list-unsubscribe", b"precedence",
    b"auto-submitted", b"x-gmail-labels", b"x-spam-flag", b"x-date", b"delivery-date",
    b"subject", b"content-type",
}  # fmt: skip
# By which a message may be no evidence of a tie; most messages have none of them.
_TELLING = _WANTED - {
    b"from", b"to", b"cc", b"date", b"message-id", b"x-date", b"delivery-date", b"subject",
    b"content-type",
}  # fmt: skip
_BY_MACHINES = "of mailing lists, newsletters and machines"
_START = re.compile(rb"From \S.*\b(?:19|20)\d\d\b")
_MARK = re.compile(rb"From \S+ +[A-Z][a-z]{2} [A-Z][a-z]{2} +\d+ \d\d:\d\d.* (?:19|20)\d\d")
"""What begins a message also where its writer left no blank line above it."""
_HEADER = re.compile(rb"([!-9;-~]+):[ \t]*(.*)", re.DOTALL)
_NOBODYS = "of an address that several people share, without the name of one of them"
_MACHINES = "of senders called like machines, to whom nobody wrote"
_UNSENT = frozenset(map(str.casefold, words("mail", "unsent")))
_YEARS = range(1970, 2101)
_Who = tuple[str, str]
"""Name and address."""


def is_mail(data: bytes, name: str) -> bool:
    """Whether a file is a mailbox, or one message."""
    start = data[: 2**16].lstrip(b"\xef\xbb\xbf\r\n")
    if _START.match(start.splitlines()[0] if start else b""):
        return True
    called = name.casefold().endswith((".mbox", ".mbx", ".eml"))
    return called and re.search(rb"(?im)^(?:from|date):", start) is not None


@dataclass(slots=True)
class _Head:
    line: int
    file: str
    fields: dict[bytes, list[bytes]] = field(default_factory=dict)
    size: int = 0  # bytes; beyond HEAD_LIMIT only what a field says first is kept

    def say(self, said: list[bytes], text: bytes) -> None:
        """Add a line of a field, or of its value where the line begins with a blank."""
        self.size += len(text)
        if len(text) >= HEAD_LIMIT // 2:  # a line without end is cut, between two people
            text = text.rpartition(b",")[0]
        if not said or (self.size <= HEAD_LIMIT and text[:1] not in b" \t"):
            said.append(text)
        elif self.size <= HEAD_LIMIT:
            said[-1] += b" " + text.strip()

    def text(self, name: bytes) -> str:
        said = self.fields.get(name, ())
        try:
            return b", ".join(said).decode("utf-8")
        except UnicodeError:
            return decode_odd(b", ".join(said), self.fields.get(b"content-type", ()))

    def is_report(self) -> bool:
        """Whether a program tells by it what became of another message: not delivered, read."""
        types = self.fields.get(b"content-type", ())
        return any(b"multipart/report" in said.lower() for said in types)


def is_letter(data: bytes, name: str) -> bool:
    """Whether a file is one message, without the line that begins one in a mailbox."""
    start = data[: 2**12].lstrip(b"\xef\xbb\xbf\r\n")
    if not is_mail(data, name) or _START.match(start.splitlines()[0] if start else b""):
        return False
    head = next(_heads(io.BytesIO(data[: 2**16]), name), None)
    return head is not None and bool(head.fields)


def read_mailbox(data: bytes | BinaryIO, name: str, *, machines: bool = False) -> Checked:
    """The messages of an mbox file, or the one of an .eml file, as interactions.

    Newsletters, mailing lists, messages sent by programs, spam, drafts and second copies are left
    out and counted. Of a subject it is kept whether it calls the message an introduction, of texts
    nothing. With `machines`, senders who are called like a program are taken in too, though nobody
    ever wrote to them.
    """
    stream = io.BytesIO(data) if isinstance(data, bytes) else data
    return _read(_heads(stream, name), name, machines)


def read_letters(
    letters: Sequence[tuple[str, bytes]], name: str, *, machines: bool = False
) -> Checked:
    """The interactions of single messages, one per file, read as one mailbox (see `read_mailbox`).

    Together they show whose mailbox it is."""
    heads = (head for file, data in letters for head in islice(_heads(io.BytesIO(data), file), 1))
    return _read(heads, name, machines)


# One pass over gigabytes, message by message.
def _read(heads: Iterable[_Head], name: str, machines: bool) -> Checked:  # noqa: C901
    problems: list[Problem] = []
    left: Counter[str] = Counter()
    names: dict[str, Counter[str]] = {}
    found: list[tuple[int, datetime, _Who, tuple[_Who, ...], str]] = []
    same: dict[_Who, _Who] = {}
    seen: set[str] = set()
    count = 0
    written_to: set[str] = set()
    # A mailbox says the same of the same people over and over.
    people_in = lru_cache(maxsize=2**15)(_people)
    for head in heads:
        if not head.fields:
            continue
        count += 1
        senders = people_in(head.text(b"from"))
        reason = _why_not(head, senders)
        number = head.text(b"message-id").strip()
        if not reason and number in seen:
            reason = "that are there twice"
        if reason:
            left[reason] += 1
            continue
        if number:
            seen.add(number)
        moment = _moment(head.text(b"date")) or _moment(
            head.text(b"x-date") or head.text(b"delivery-date")
        )
        if moment is None:
            shown = clean_line(head.text(b"date"))[:200]
            message = "is not the date of a message, so it was left out"
            if not shown:
                message = "the message has no date, so it was left out"
            problems.append(Problem(head.file, head.line, "Date", shown, message))
            continue
        if not senders:
            shown = clean_line(head.text(b"from"))[:200]
            message = "is not who wrote the message, so it was left out"
            if not shown:
                message = "the message does not say who wrote it, so it was left out"
            problems.append(Problem(head.file, head.line, "From", shown, message))
            continue
        if head.size > HEAD_LIMIT:
            problems.append(Problem(head.file, head.line, "To", "", _MANY))
        sender = senders[0][1]
        to = [*people_in(head.text(b"to")), *people_in(head.text(b"cc"))]
        by_mail: dict[str, _Who] = {}
        for one in to:
            if one[1] != sender and (one[0] or one[1] not in by_mail):
                by_mail.setdefault(one[1] if not is_shared_name(one[1]) else str(one), one)
        others = tuple(same.setdefault(one, one) for one in by_mail.values())
        if not others:
            left["to nobody else by name"] += 1
            continue
        for called, mail in (senders[0], *to):
            if mail not in names:
                names[mail] = Counter()
            if called:
                names[mail][called] += 1
        written_to.update(mail for _, mail in others)
        who = same.setdefault(senders[0], senders[0])
        found.append((head.line, moment, who, others, _purpose(head)))
    if not count:
        raise Refused(f"{name} holds no message: choose a mailbox in mbox format.")
    if not machines:
        kept = [one for one in found if one[2][1] in written_to or not is_machine(*one[2])]
        left[_MACHINES] += len(found) - len(kept)
        found = kept
    reference = _references(same, names)
    records = tuple(_records(found, reference))
    left[_NOBODYS] += len(found) - len(records)
    return Checked(
        file=name,
        source="mailbox",
        scope="mail",
        encoding="",
        delimiter="",
        row_count=count,
        interactions=records,
        owners=find_owners(records, always=False),
        problems=tuple(problems),
        notes=(
            "Of each message only From, To, Cc and Date are kept, and whether its subject calls it "
            "an introduction.",
            *(
                Note(
                    f"Left out: messages {why}",
                    " (--machines takes them in)" if why == _MACHINES else "",
                    f" ({number:,}).",
                    "machines" if why == _MACHINES else "",
                )
                for why, number in left.most_common()
                if number
            ),
        ),
    )


def _references(people: Iterable[_Who], names: Mapping[str, Counter[str]]) -> dict[_Who, str]:
    """How each is called: as he is called most often, but at an address from which several people
    write (info@, or a couple's) each by the name of the message; empty where none of them is."""
    usual = {}
    several: dict[str, Mapping[str, str]] = {}
    for mail, counts in names.items():
        if is_shared_name(mail) and sum(map(is_persons, counts)) > 1:
            counts = Counter({name: n for name, n in counts.items() if not is_persons(name)})
        elif len(counts) > 1 and (called := people_at(counts, mail)):
            several[mail] = called
        elif single := Counter({name: n for name, n in counts.items() if not has_and(name)}):
            counts = single
        usual[mail] = addressed(best_name(counts), mail)
    found = {}
    for who in people:
        name, mail = who
        if mail in several:
            found[who] = addressed(several[mail][name], mail) if name in several[mail] else ""
        else:
            apart = is_shared_name(mail) and is_persons(name)
            found[who] = addressed(*who) if apart else usual[mail]
    return found


def _records(
    found: Iterable[tuple[int, datetime, _Who, tuple[_Who, ...], str]],
    reference: Mapping[_Who, str],
) -> Iterator[InteractionRecord]:
    """The messages of which it is known who wrote them, and to whom."""
    for line, moment, sender, to, purpose in found:
        others = tuple(dict.fromkeys(filter(None, (reference[one] for one in to))))
        if reference[sender] and others:
            yield InteractionRecord(line, moment, reference[sender], others, "email", purpose)


# One pass over gigabytes, line by line.
def _heads(stream: BinaryIO, file: str) -> Iterator[_Head]:  # noqa: C901
    """The head of each message, one at a time; the text below is skipped."""
    head: _Head | None = None
    inside = True  # a head, not a text
    blank = True  # the line above is empty
    last: list[bytes] | None = None
    for number, raw in enumerate(iter(partial(stream.readline, HEAD_LIMIT), b""), 1):
        line = raw.rstrip(b"\r\n")
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if (blank and _START.match(line)) or _MARK.match(line):
            if head is not None:
                yield head
            head, inside, last, blank = _Head(number, file), True, None, False
            continue
        blank = not line
        if not inside or (head is None and blank):
            continue
        if head is None:  # a single message, without the line that begins one in a mailbox
            if not _HEADER.fullmatch(line):
                continue  # a line of some program's own above it
            head = _Head(number, file)
        if blank:
            inside = False
        elif line[:1] in b" \t":
            if last is not None:
                head.say(last, line)
        elif found := _HEADER.fullmatch(line):
            wanted = found[1].lower()
            last = head.fields.setdefault(wanted, []) if wanted in _WANTED else None
            if last is not None:
                head.say(last, found[2])
        elif not head.fields and last is None:
            # "From " began a sentence in a text: no message begins here.
            head, inside = None, False
    if head is not None:
        yield head


def _purpose(head: _Head) -> str:
    """That a message calls itself an introduction: all that is kept of its subject."""
    said = head.fields.get(b"subject", ())
    if not said or not may_introduce(said[0]):
        return ""
    return BY_SUBJECT if introduces(decode_words(head.text(b"subject"))) else ""


def _why_not(head: _Head, senders: Sequence[tuple[str, str]]) -> str:
    """Why a message is no evidence of a tie; "" if it may be."""
    if head.is_report() or any(is_nobody(mail) for _, mail in senders):
        return _BY_MACHINES
    if head.fields.keys().isdisjoint(_TELLING):
        return ""
    labels = decode_words(head.text(b"x-gmail-labels")).casefold()
    if (labels and not _UNSENT.isdisjoint(map(str.strip, labels.split(",")))) or head.text(
        b"x-spam-flag"
    ).upper() == "YES":
        return "that are spam or drafts"
    if (
        b"list-id" in head.fields
        or b"list-unsubscribe" in head.fields
        or head.text(b"precedence").casefold() in ("bulk", "list", "junk", "auto_reply")
        or head.text(b"auto-submitted").casefold() not in ("", "no")
        or not head.fields.keys().isdisjoint(_AUTOMATIC)
    ):
        return _BY_MACHINES
    return ""


def _people(text: str) -> tuple[tuple[str, str], ...]:
    """Name and address of everybody in a header; anything that is no address is skipped."""
    found = []
    for name, mail in split_addresses(text):
        address = read_email(mail)
        if isinstance(address, str) and address:
            called = clean_line(decode_words(name)).strip("'\" ")
            name = "" if is_no_name(called) else as_in_address(shown_name(called), address)
            found.append((name, address))
    return tuple(found)


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_USUAL = re.compile(
    rf"(?:[A-Z][a-z]{{2}}, )?(\d{{1,2}}) ({'|'.join(_MONTHS)}) ((?:19[7-9]|20\d)\d) "
    r"(\d\d):(\d\d):(\d\d) ([+-][01]\d)([0-5]\d)(?: \([A-Z]{3,4}\))?",
    re.ASCII,
)
"""A date as nearly all programs write it (RFC 5322)."""


def _in_utc(
    day: str, month: str, year: str, hour: str, minute: str, second: str, ahead: str, more: str
) -> datetime:
    zone = timedelta(hours=int(ahead), minutes=int(ahead[0] + more))
    at = int(hour), int(minute), int(second)
    return datetime(int(year), _MONTHS.index(month) + 1, int(day), *at) - zone


def _moment(text: str) -> datetime | None:
    """When a message was sent, in UTC where it says its zone; always without a zone."""
    try:
        try:
            usual = _USUAL.fullmatch(text)
            moment = _in_utc(*usual.groups()) if usual else parsedate_to_datetime(text)
        except (TypeError, ValueError):
            moment = parsedate_to_datetime(in_english(decode_words(text)))
        if moment.tzinfo is not None:
            moment = moment.astimezone(UTC).replace(tzinfo=None)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return moment if moment.year in _YEARS else None
