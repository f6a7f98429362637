"""Outlook's and Thunderbird's tables of meetings and mails: who with whom, and when it says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from tiesmap.intake.reading import Rows
from tiesmap.intake.sources.declaration import addressed, is_no_name
from tiesmap.intake.table.lines import Row
from tiesmap.intake.table.values import clean_line, is_yes, split_addresses
from tiesmap.intake.who.machines import is_machine, is_nobody
from tiesmap.intake.who.meetings import is_called_off, is_room
from tiesmap.intake.who.names import shown_name
from tiesmap.intake.who.orders import as_in_address
from tiesmap.intake.wordfiles import either, words
from tiesmap.model.folding import letters_of

_FROM, _FROM_NAME, _TO, _TO_NAME, _COPIES, _ADDRESS_WORDS, _NAME_WORDS = (
    words("outlook", name)
    for name in ("from", "from_name", "to", "to_name", "copies", "address_words", "name_words")
)
_START, _ORGANIZER, _REQUIRED, _OPTIONAL, _SUBJECT, _PRIVATE, _PLACES = (
    words("outlook", name)
    for name in ("start", "organizer", "required", "optional", "subject", "private", "places")
)
_DECLINED = re.compile(rf"\s*{either('calendar', 'declined')}\s*:", re.IGNORECASE)


def _at(header: Sequence[str], names: Sequence[str]) -> int:
    """Where the column of one of these names stands; -1 if nowhere."""
    wanted = set(map(letters_of, names))
    return next((at for at, name in enumerate(header) if letters_of(name) in wanted), -1)


def _people(addresses: str, names: str) -> list[str]:
    """References of those in a pair of cells, divided by `;` in both; a server's path is none."""
    mails = [part.strip() for part in addresses.split(";")]
    called = [clean_line(part).strip("'\" ") for part in names.split(";")]
    if len(called) != len(mails):
        called = [""] * len(mails)
    found = []
    for name, mail in zip(called, mails, strict=True):
        mail = mail if "@" in mail and not mail.startswith("/") else ""
        name = "" if is_no_name(name) else as_in_address(shown_name(name), mail)
        if name or mail:
            found.append(addressed(name, mail))
    return found


def _copies(header: Sequence[str]) -> list[tuple[int, int]]:
    """Where the addresses and the names of those who got a copy stand."""
    found = [
        tuple(_at(header, [f"{copy}: ({word})" for word in called])
              for called in (_ADDRESS_WORDS, _NAME_WORDS))
        for copy in _COPIES
    ]  # fmt: skip
    return [(at, name) for at, name in found if at >= 0]


def read_mails(rows: Rows) -> Rows:
    """How many mails went from whom to whom, a row for each pair."""
    sender, sender_name = (_at(rows.header, names) for names in (_FROM, _FROM_NAME))
    pairs = [(_at(rows.header, _TO), _at(rows.header, _TO_NAME)), *_copies(rows.header)]
    read = [
        (
            line,
            _people(row[sender], row[sender_name] if sender_name >= 0 else ""),
            [one for at, name in pairs for one in _people(row[at], row[name] if name >= 0 else "")],
        )
        for line, row in rows.rows
    ]
    counts: Counter[tuple[str, str]] = Counter()
    lines: dict[tuple[str, str], int] = {}
    named = _addressed_names(text for _, one, others in read for text in (*one, *others))
    written_to = {named.get(text, text) for _, _, others in read for text in others}
    machines = 0
    for line, one, others in read:
        senders = [named.get(text, text) for text in one]
        if senders and senders[0] not in written_to and _is_machine(senders[0]):
            machines += 1
            continue
        for other in dict.fromkeys(named.get(text, text) for text in others):
            if senders and other != senders[0]:
                counts[senders[0], other] += 1
                lines.setdefault((senders[0], other), line)
    found: list[Row] = [(lines[pair], (*pair, str(number))) for pair, number in counts.items()]
    notes = (f"Left out: mails of newsletters and machines ({machines:,}).",) if machines else ()
    header = (_FROM[0], _TO[0], "contacts")
    return replace(rows, header=header, rows=tuple(found), notes=(*rows.notes, *notes))


def _is_machine(reference: str) -> bool:
    name, _, mail = reference.rpartition("<")
    mail = mail.strip("<>").casefold()
    return is_nobody(mail) or is_machine(name.strip(), mail)


def _addressed_names(texts: Iterable[str]) -> dict[str, str]:
    """Name -> the same name with its address, where a table has both and only one such address:
    of colleagues Outlook often writes the name alone."""
    found: dict[str, set[str]] = {}
    for text in texts:
        name, sign, _ = text.partition(" <")
        if sign and name:
            found.setdefault(name, set()).add(text)
    return {name: next(iter(one)) for name, one in found.items() if len(one) == 1}


def read_meetings(rows: Rows) -> Rows:
    """The meetings with others, and all who were asked; without those called off."""
    day, organizer, needed, optional, subject, private = (
        _at(rows.header, names)
        for names in (_START, _ORGANIZER, _REQUIRED, _OPTIONAL, _SUBJECT, _PRIVATE)
    )
    places = [at for name in _PLACES if (at := _at(rows.header, (name,))) >= 0]
    found: list[Row] = []
    alone = off = 0
    for line, row in rows.rows:
        called = row[subject] if subject >= 0 else ""
        if is_called_off(called) or _DECLINED.match(called):
            off += 1
            continue
        asked = ";".join(row[at] for at in (needed, optional) if at >= 0)
        people = [clean_line(row[organizer]) if organizer >= 0 else "", *asked.split(";")]
        things = {clean_line(one).casefold() for at in places for one in row[at].split(";")}
        people = [one for one in people if not _is_thing(one, things)]
        named = dict.fromkeys(filter(None, (_one(person) for person in people)))
        if len(named) < 2:
            alone += 1
            continue
        first, *others = named
        hidden = private >= 0 and is_yes(row[private])
        found.append((line, (row[day], first, "; ".join(others), "" if hidden else called)))
    notes = [
        note.format(count=count)
        for note, count in (
            ("Left out: meetings with nobody else in them ({count}).", alone),
            ("Left out: meetings that were declined or called off ({count}).", off),
        )
        if count
    ]
    header = (_START[0], _ORGANIZER[0], _REQUIRED[0], _SUBJECT[0])
    return replace(rows, header=header, rows=tuple(found), notes=(*rows.notes, *notes))


def _is_thing(text: str, places: Collection[str]) -> bool:
    """Whether who was asked is a room or a thing, by its name or the row's own place."""
    name = clean_line(text)
    return name.casefold() in places or is_room(name.partition("<")[0].strip(), name)


def _one(text: str) -> str:
    found = split_addresses(text)
    if found:
        name, mail = found[0]
        shown = "" if is_no_name(name) else as_in_address(shown_name(name), mail)
        return addressed(shown, mail)
    name = clean_line(text).strip("'\"<> ")
    return "" if is_no_name(name) else addressed(shown_name(name), "")


def addressees(text: str) -> str:
    """A cell of a mail's From or To as a list of references."""
    return "; ".join(
        filter(None, (_one(f"{name} <{mail}>") for name, mail in split_addresses(text)))
    )


def is_mail_index(cells: Sequence[str]) -> bool:
    """Whether a row is one of the source `mail_index`: two addresses, and a day after them."""
    return (
        len(cells) >= 4
        and "@" in cells[1]
        and "@" in cells[2]
        and re.match(r"\d{1,4}[./\-]\d{1,2}[./\-]\d{1,4}\b", cells[3].strip()) is not None
    )
