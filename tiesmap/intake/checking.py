"""Text to typed values: what each cell means, and a problem for each that means nothing.

A row with one bad cell is left out whole and listed; the good rows load. Cells are read a column
at a time: what 03/05/2026 means is settled by the other dates of its column or not at all.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from datetime import UTC, datetime
from itertools import compress, repeat
from operator import itemgetter
from pathlib import PurePath
from typing import Any

from tiesmap.intake.reading import Rows
from tiesmap.intake.sources import SOURCES, Placed, Source, place
from tiesmap.model.cells import unguard_cell
from tiesmap.model.evidence import (
    CHANNELS,
    INTRODUCTION_OUTCOMES,
    TIE_KINDS,
    InteractionRecord,
    IntroductionRecord,
    TieRecord,
)
from tiesmap.model.intake import OWN_SCOPE, Checked
from tiesmap.model.people import STAGES, PersonRecord, RelationshipRecord, TargetRecord
from tiesmap.model.problems import Problem, Refused, shorten


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell that means nothing here; `message` completes a sentence that starts with it."""

    message: str


# --- text ----------------------------------------------------------------------------------

_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u2060\ufeff\ud800-\udfff]")


def clean_line(text: str) -> str:
    """A cell as one line: as it is seen, without the ' of a defused cell and without padding.

    Runs of blanks become one, control characters go, and the characters are composed (NFC).
    """
    text = unguard_cell(text)
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    return " ".join(text.split())


def clean_text(text: str) -> str:
    """A longer text: as `clean_line`, but its lines and blanks stay."""
    text = unguard_cell(text)
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip()


_EMAIL = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+")
_ADDRESSED = re.compile(r"[^<>]*<\s*([^<>\s]+)\s*>")


def read_email(text: str) -> str | Bad:
    """An e-mail address in small letters. Forgiving: name@corp.local and a..b@x.com are fine."""
    text = clean_line(text)
    if not text:
        return ""
    if found := _ADDRESSED.fullmatch(text):
        text = found[1]
    text = text.lower().removeprefix("mailto:")
    if not _EMAIL.fullmatch(text):
        return Bad("is not an e-mail address: write one address, such as name@company.com")
    return text


_PROFILE = re.compile(r"(?:https?://)?[^\s/]+\.[^\s/]+(?:/\S*)?|/?(?:in|pub)/\S+", re.IGNORECASE)


def read_profile(text: str) -> str | Bad:
    """The address of a profile page, as written."""
    text = clean_line(text)
    if text and (len(text) > 2_000 or not _PROFILE.fullmatch(text)):
        return Bad("is not the address of a profile: write it as https://www.linkedin.com/in/name")
    return text


def read_list(text: str) -> tuple[str, ...]:
    """Several values in one cell, divided by `;`; each once."""
    return tuple(dict.fromkeys(filter(None, map(clean_line, clean_text(text).split(";")))))


# --- numbers and words ---------------------------------------------------------------------

_YES = {"yes", "y", "true", "t", "1", "x"}
_NO = {"no", "n", "false", "f", "0"}


def read_yes_no(text: str) -> bool | Bad | None:
    """yes or no; an empty cell says neither."""
    word = clean_line(text).casefold()
    if not word:
        return None
    if word in _YES or word in _NO:
        return word in _YES
    return Bad("is neither yes nor no: write yes or no")


def read_rating(text: str) -> int | Bad | None:
    """A rating from 1 to 5; 4.0 is 4, as spreadsheets write it."""
    text = clean_line(text)
    if not text:
        return None
    if not re.fullmatch(r"[1-5](\.0+)?", text, re.ASCII):
        return Bad("is no rating: write a whole number from 1 (hardly) to 5 (at home, close)")
    return int(text[0])


def read_count(text: str) -> float | Bad | None:
    """A number of contacts: not negative, with a decimal point if it is a weighted sum."""
    text = clean_line(text)
    if not text:
        return None
    if not re.fullmatch(r"\d{1,12}(\.\d+)?", text, re.ASCII):
        return Bad("is not a number of contacts: write it in digits, such as 12")
    return float(text)


def words(known: Sequence[str]) -> Callable[[str], str]:
    """A reader of words from a list, whatever their case and spelling; other words are kept."""
    spelled = {re.sub(r"[\W_]", "", word): word for word in known}

    def read_word(text: str) -> str:
        text = clean_line(text)
        return spelled.get(re.sub(r"[\W_]", "", text.casefold()), text)

    return read_word


# --- dates ---------------------------------------------------------------------------------

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar jänner",
            "feb february februar",
            "mar march mär märz mrz",
            "apr april",
            "may mai",
            "jun june juni",
            "jul july juli",
            "aug august",
            "sep sept september",
            "oct october okt oktober",
            "nov november",
            "dec december dez dezember",
        ),
        1,
    )
    for name in names.split()
}
_TIME = r"(?:(?:,?\s+|T)(\d{1,2}):(\d\d)(?::(\d\d))?\s*([AP])?(?(%d)\.?M\.?)(?:\s*(?:UTC|Z))?)?"
_YEAR_FIRST = re.compile(r"(\d{4})([/.\-])(\d\d?)\2(\d\d?)" + _TIME % 8, re.I | re.A)
_NUMBERS = re.compile(r"(\d\d?)([/.\-])(\d\d?)\2(\d{4}|\d\d)" + _TIME % 8, re.I | re.A)
_DAY_MONTH = re.compile(r"(\d\d?)\.?[ \-]([^\W\d_]+)\.?,?[ \-](\d{4}|\d\d)" + _TIME % 7, re.I)
_MONTH_DAY = re.compile(r"([^\W\d_]+)\.? (\d\d?)(?:st|nd|rd|th)?,? (\d{4})" + _TIME % 7, re.I)

_NO_DATE = Bad("is not a date: write it as 2026-03-05")
_ONLY_YEAR = Bad("is only a year: write the day too, as 2026-03-05")
_FAR_YEAR = Bad("is a year that cannot be meant: write the date as 2026-03-05")
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class _Open:
    """A date of which the day and the month could be either way around."""

    one: int
    other: int
    rest: tuple[int, int, int, int]
    """year, hour, minute, second."""

    def moment(self, day_first: bool) -> datetime | Bad:
        day, month = (self.one, self.other) if day_first else (self.other, self.one)
        year, hour, minute, second = self.rest
        return _moment(year, month, day, hour, minute, second)


def read_dates(texts: Sequence[str], day_first: bool | None = None) -> list[datetime | Bad | None]:
    """The dates of one column: ISO, or any other layout that can be read in one way only.

    Times with an offset are turned into UTC; all come out without a zone. For numbers such as
    03/05/2026 the order is that which a date of the column proves (a 13 can only be a day), or
    `day_first`; where nothing or both are proved, each such date is bad. Dates with points
    (05.03.2026) put the day first: no language writes them the other way.
    """
    read = [_read_date(text) for text in texts]
    unsettled = [value for value in read if isinstance(value, _Open)]
    if not unsettled:
        return read  # type: ignore[return-value]
    proves_day = any(value.one > 12 for value in unsettled)
    proves_month = any(value.other > 12 for value in unsettled)
    if day_first is None and proves_day != proves_month:
        day_first = proves_day
    if day_first is not None:
        order = day_first
        return [value.moment(order) if isinstance(value, _Open) else value for value in read]
    if proves_day:
        why = "Other dates in this column put the day first, and others the month"
    else:
        why = "No date in this column settles which number is the day"
    message = f"could be read in two ways. {why}: write it as 2026-03-05 (year-month-day)"
    bad = Bad(message)
    return [
        (value.moment(True) if value.one == value.other else bad)
        if isinstance(value, _Open)
        else value
        for value in read
    ]


def _read_date(text: str) -> datetime | Bad | _Open | None:
    if len(text) >= 10 and text[4] == "-" and text[7] == "-":
        found = _read_iso(text)
        if found is not None:
            return found
    text = clean_line(text)
    if not text:
        return None
    found = _read_iso(text)
    if found is not None:
        return found
    if match := _YEAR_FIRST.fullmatch(text):
        return _moment(int(match[1]), int(match[3]), int(match[4]), *_clock(match, 5))
    if match := _NUMBERS.fullmatch(text):
        if match[2] == "-" and len(match[4]) == 2:
            return _NO_DATE  # 26-03-05 could also begin with the year
        value = _Open(int(match[1]), int(match[3]), (_year(match[4]), *_clock(match, 5)))
        return value.moment(True) if match[2] == "." else value
    if match := _DAY_MONTH.fullmatch(text):
        day, name, year = match[1], match[2], match[3]
    elif match := _MONTH_DAY.fullmatch(text):
        name, day, year = match[1], match[2], match[3]
    else:
        return _ONLY_YEAR if re.fullmatch(r"\d{4}", text) else _NO_DATE
    month = _MONTHS.get(name.casefold())
    if month is None:
        return _NO_DATE
    return _moment(_year(year), month, int(day), *_clock(match, 4))


def _read_iso(text: str) -> datetime | Bad | None:
    if len(text) < 10 or text[4] != "-" or text[7] != "-":
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is not None:
        try:
            moment = moment.astimezone(UTC).replace(tzinfo=None)
        except OverflowError:
            return _FAR_YEAR
    return moment if moment.year in _YEARS else _FAR_YEAR


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < 70 else 1900)


def _clock(match: re.Match[str], at: int) -> tuple[int, int, int]:
    hour, minute, second = (int(match[at + part] or 0) for part in range(3))
    half = (match[at + 3] or "").upper()
    if half:
        hour = hour % 12 + (12 if half == "P" else 0) if 1 <= hour <= 12 else 99
    return hour, minute, second


def _moment(year: int, month: int, day: int, hour: int, minute: int, second: int) -> datetime | Bad:
    if year not in _YEARS:
        return _FAR_YEAR
    try:
        return datetime(year, month, day, hour, minute, second)
    except ValueError:
        return _NO_DATE


# --- rows ----------------------------------------------------------------------------------

_RECORDS: dict[str, type[Any]] = {
    "people": PersonRecord,
    "relationships": RelationshipRecord,
    "interactions": InteractionRecord,
    "ties": TieRecord,
    "introductions": IntroductionRecord,
    "targets": TargetRecord,
}
_NEEDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "people": (("name", "email"),),
    "relationships": (("person", "category"),),
    "interactions": (("date",), ("sender",), ("to",)),
    "ties": (("person",), ("other",)),
    "introductions": (("introducer",), ("person",), ("other",)),
    "targets": (("name", "company", "category", "profile_url"),),
}
"""Of each group of fields at least one must be filled in a row."""

_WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("people", "stage"): STAGES,
    ("relationships", "stage"): STAGES,
    ("interactions", "channel"): CHANNELS,
    ("ties", "kind"): TIE_KINDS,
    ("introductions", "outcome"): INTRODUCTION_OUTCOMES,
}
_SHOWN = 200  # characters of a bad cell that its problem repeats
_DATES = {"date", "last_contact", "since", "signed_on", "connected_on"}
_READERS: dict[str, Callable[[str], Any]] = {
    "email": read_email,
    "profile_url": read_profile,
    "to": read_list,
    "rep": clean_line,
    "do_not_ask": read_yes_no,
    "client": read_yes_no,
    "comfort": read_rating,
    "strength": read_rating,
    "contacts": read_count,
    "purpose": clean_text,
    "notes": clean_text,
    "why": clean_text,
}
"""How a field is read; names, words and references not listed here are single lines."""


def check(rows: Rows, source: Source, file: str, *, day_first: bool | None = None) -> Checked:
    """The rows of a file as typed records, and a problem for each row that is left out.

    `day_first` answers what 03/05/2026 means where the file's own dates leave it open. Raises
    Refused for a list of intro requests, which is not evidence and goes another way.
    """
    if source.kind not in _RECORDS:
        raise Refused(
            f"{file} is {source.title}, which says nothing of who knows whom: "
            "bring it back on the Requests page."
        )
    placed = place(source, rows.header, file)
    needs = _NEEDS[source.kind]
    lines = [line for line, _ in rows.rows]
    cells = [row for _, row in rows.rows]
    kept = [True] * len(cells)
    problems: list[Problem] = []
    notes: list[str] = []

    columns: dict[str, list[Any]] = {}
    for name, at in placed.fields.items():
        header = clean_line(rows.header[at[0]])
        texts = _texts(source, name, at, cells)
        values = _read_column(source.kind, name, texts, day_first)
        columns[name] = values
        for number, value in enumerate(values):
            if type(value) is Bad:
                kept[number] = False
                shown = clean_line(texts[number])[:_SHOWN]
                problems.append(Problem(file, lines[number], header, shown, value.message))
        if known := _WORDS.get((source.kind, name)):
            notes += _other_words(values, known, header)

    hidden = blank = 0
    for number in _incomplete(columns, needs, len(cells)):
        row = cells[number]
        filled = {name for name, at in placed.fields.items() if any(row[i].strip() for i in at)}
        if not filled and not any(row[at].strip() for at in placed.extra):
            blank += 1
        elif filled and filled <= set(source.hidden):
            hidden += 1
        elif kept[number]:
            problems.append(Problem(file, lines[number], "", "", _missing(source, columns, number)))
        kept[number] = False

    if hidden:
        notes.append(source.hidden_note.format(count=hidden))
    problems.sort(key=lambda problem: problem.line or 0)
    checked = Checked(
        file=file,
        source=source.name,
        scope=source.scope,
        encoding=rows.encoding,
        delimiter=rows.delimiter,
        row_count=len(cells) - blank + len({p.line for p in rows.problems if p.line is not None}),
        extra_columns=tuple(_extra_name(rows.header, at) for at in placed.extra),
        problems=(*rows.problems, *problems),
        notes=(*rows.notes, *_name_note(source, file), *source.notes, *notes),
    )
    return _with_records(checked, source, columns, placed, rows, kept)


def _texts(
    source: Source, name: str, at: tuple[int, ...], cells: list[tuple[str, ...]]
) -> list[str]:
    """The text of a field in every row."""
    if len(at) == 1:
        texts = list(map(itemgetter(at[0]), cells))
    elif source.columns[name].take == "first":
        texts = [next(filter(None, (row[i].strip() for i in at)), "") for row in cells]
    else:
        texts = [" ".join(filter(None, (clean_line(row[i]) for i in at))) for row in cells]
    reword = source.reword.get(name)
    return [reword(text) for text in texts] if reword else texts


def _read_column(kind: str, name: str, texts: Sequence[str], day_first: bool | None) -> list[Any]:
    if name in _DATES:
        moments = read_dates(texts, day_first)
        if (kind, name) == ("interactions", "date"):
            return list(moments)
        return [m.date() if isinstance(m, datetime) else m for m in moments]
    reader = _reader(kind, name)
    read: dict[str, Any] = {text: reader(text) for text in set(texts)}
    return [read[text] for text in texts]


def _reader(kind: str, name: str) -> Callable[[str], Any]:
    if (kind, name) == ("people", "rep"):
        return read_yes_no
    if known := _WORDS.get((kind, name)):
        return words(known)
    return _READERS.get(name, clean_line)


def _other_words(values: Iterable[str], known: Sequence[str], header: str) -> list[str]:
    counts = Counter(values)
    found = ((word, count) for word, count in counts.items() if word and word not in known)
    return [
        f"The {header} '{shorten(word, 40)}' ({count} {'row' if count == 1 else 'rows'}) is none "
        f"of {', '.join(known)}: it is kept, and treated as other."
        for word, count in found
    ]


def _incomplete(
    columns: dict[str, list[Any]], needs: Sequence[Sequence[str]], count: int
) -> list[int]:
    """Rows in which a group of fields that must be filled is empty."""
    empty: set[int] = set()
    for group in needs:
        given = [columns[name] for name in group if name in columns]
        if len(given) == 1:
            empty.update(number for number, value in enumerate(given[0]) if not value)
        else:
            empty.update(number for number in range(count) if not any(c[number] for c in given))
    return sorted(empty)


def _missing(source: Source, columns: dict[str, list[Any]], number: int) -> str:
    for group in _NEEDS[source.kind]:
        if not any(columns[name][number] for name in group if name in columns):
            names = [_called(source, name) for name in group if name in source.columns]
            if len(names) == 1:
                return f"the row has no {names[0]}: fill it in"
            return f"the row has {', '.join(f'no {name}' for name in names)}: fill in one of them"
    raise AssertionError("only for rows that miss something")


def _called(source: Source, name: str) -> str:
    """What a field's column is called in the first place."""
    return " + ".join(part[0] for part in source.columns[name].parts)


def _extra_name(header: Sequence[str], at: int) -> str:
    return clean_line(header[at]) or f"column {at + 1}"


def _name_note(source: Source, file: str) -> list[str]:
    """A file called targets.csv that has no `why` is read as people: say so."""
    called = PurePath(file.replace("\\", "/")).stem.casefold()
    expected = next((s for s in SOURCES if s.name == called and s.scope == OWN_SCOPE), None)
    if expected is None or expected.name == source.name:
        return []
    groups = [[_called(expected, name) for name in group] for group in expected.required]
    return [
        f"It is called {called}, but by its columns it is {source.name} ({source.title}) and is "
        f"read so. To be {called} it needs {' and '.join(map(' or '.join, groups))}."
    ]


def _with_records(
    checked: Checked,
    source: Source,
    columns: dict[str, list[Any]],
    placed: Placed,
    rows: Rows,
    kept: list[bool],
) -> Checked:
    record = _RECORDS[source.kind]
    arguments: list[Iterable[Any]] = []
    for item in fields(record):
        if item.name == "line":
            values: Iterable[Any] = (line for line, _ in rows.rows)
        elif item.name == "extra":
            values = _extras(checked.extra_columns, placed.extra, rows)
        elif item.name in columns:
            values = columns[item.name]
            if isinstance(item.default, str) and item.default:
                default = item.default
                values = (value or default for value in values)
        elif item.name in source.defaults:
            text = source.defaults[item.name]
            values = repeat(_read_column(source.kind, item.name, [text], None)[0])
        else:
            values = repeat("" if item.default is MISSING else item.default)
        arguments.append(values)
    records = tuple(compress(map(record, *arguments), kept))
    found: dict[str, Any] = {source.kind: records}
    return replace(checked, **found)


def _extras(names: Sequence[str], places: Sequence[int], rows: Rows) -> Iterable[dict[str, str]]:
    """What each row says under columns that no field is made for."""
    for _, row in rows.rows:
        texts = ((name, clean_text(row[at])) for name, at in zip(names, places, strict=True))
        yield {name: text for name, text in texts if text}
