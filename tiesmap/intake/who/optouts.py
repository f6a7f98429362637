"""Opt-outs: people who asked not to be contacted, in the words of other programs.

The words are data (optouts.toml): programs and people write them in a hundred
ways, and one that is missed is somebody asked against his will.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache, partial

from tiesmap.intake.sources.declaration import Placed
from tiesmap.intake.sources.words import without_prefix
from tiesmap.intake.table.values import clean_line, is_nothing
from tiesmap.intake.wordfiles import read, words
from tiesmap.model.problems import shorten

_DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T].*)?|\d{1,2}\.? \w+ \d{4}.*")
_LONGEST = 60  # signs of a word in a cell; more is a text


@lru_cache(maxsize=1)
def _words() -> tuple[Mapping[str, re.Pattern[str]], Mapping[str, frozenset[str]]]:
    """The patterns, and the lists of words, of the file."""
    said = read("optouts")
    patterns = {
        name: re.compile("|".join(f"(?:{one})" for one in found), re.IGNORECASE)
        for name, found in said["pattern"].items()
    }
    lists = {name: frozenset(found) for name, found in said["word"].items()}
    plain = {name: lists[name].union(words("cells", name)) for name in ("yes", "no")}
    return patterns, lists | plain


def _plain(text: str) -> str:
    """A name of a column or a word in a cell, with blanks between its words: DoNotCall, do_not_call
    and Do-Not-Call are one."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", clean_line(text))
    return " ".join(re.sub(r"[\W_]+", " ", apart).split()).casefold()


def says_out(text: str) -> bool:
    """Whether a label or a word in a cell asks to be left alone: `do not contact`."""
    plain = _plain(text)
    patterns, words = _words()
    if len(plain) > _LONGEST:
        return False
    return plain in words["out"] or patterns["out"].search(plain) is not None


def card_says_out(fields: Iterable[tuple[str, str]]) -> bool:
    """Whether a card asks to be left alone: by a category, by a note that refuses asks in so many
    words, or by a field of its own, such as X-DO-NOT-CONTACT with `true`."""
    patterns, _ = _words()
    for name, text in fields:
        if name == "CATEGORIES" and any(map(says_out, re.split("[,;]", text))):
            return True
        if name == "NOTE" and _refuses_asks(text):
            return True
        plain = _plain(name.removeprefix("X-"))
        if name.startswith("X-") and patterns["out"].search(plain):
            return _meaning("out", plain, text) is True
    return False


def ask_of_notes(called: str, notes: Iterable[str]) -> list[str]:
    """The question about notes that seem to ask for no contact: a rep's own words may mean less."""
    said = [one for one in notes if _says("text", one)]
    if not said:
        return []
    return [
        f"'{called}' of {_people(len(said))} may ask for peace, such as "
        f"'{shorten(clean_line(said[0]), 60)}'. If it does, set 'do not ask' for them; "
        "nobody is marked so far."
    ]


def find_optouts(placed: Placed, rows: Sequence[Sequence[str]]) -> tuple[list[bool], list[str]]:
    """For each row whether it is an opt-out; and sentences about unclear columns.

    Looked for in columns without a field, in those with a category or a stage, and in notes. A
    doubtful word leads to a question, which names the words that answer it; in a column that is
    called an opt-out whoever has one is held until it is answered.
    """
    header = placed.header
    labels = [at for at in (*placed.at("category"), *placed.at("stage")) if at not in placed.extra]
    out = [False] * len(rows)
    told: Counter[str] = Counter()
    doubts: dict[tuple[str, str], list[int]] = {}
    held: dict[str, list[str]] = {}
    patterns, _ = _words()
    for at in (*placed.extra, *labels):
        name = _plain(without_prefix(header[at]))
        kind = next((k for k in ("out", "in", "status", "label") if patterns[k].search(name)), "")
        if at in labels:
            kind = "label"
        if not kind:
            continue
        # A column has few words, and many rows.
        meaning = cache(_label if kind == "label" else partial(_meaning, kind, name))
        for number, row in enumerate(rows):
            if not row[at].strip():
                continue
            found = meaning(row[at])
            if found is True:
                out[number] = True
                told[clean_line(header[at])] += 1
            elif found is None and kind == "out":
                out[number] = True
                held.setdefault(clean_line(header[at]), []).append(clean_line(row[at]))
            elif found is None:
                doubt = clean_line(header[at]), shorten(clean_line(row[at]), 40)
                doubts.setdefault(doubt, []).append(number)
    # Whoever is out by another column is not asked about.
    asked = {doubt: sum(not out[number] for number in some) for doubt, some in doubts.items()}
    notes = [
        f"Marked 'do not ask', for the column '{column}' says so: {_people(count)}. If it is about "
        "mailings alone, take the mark off on their pages."
        for column, count in told.items()
    ]
    notes += [_held(column, cells) for column, cells in held.items()]
    notes += [
        f"The column '{column}' says '{said}' of {_people(count)}. Does it mean that they are not "
        f"to be asked? If so, set 'do not ask' for them, or map the column to do_not_ask; "
        "nobody is marked so far."
        for (column, said), count in asked.items()
        if count
    ]
    return out, [*notes, *_of_texts(placed, rows, out)]


def _of_texts(placed: Placed, rows: Sequence[Sequence[str]], out: list[bool]) -> list[str]:
    """Sentences about notes; who refuses asks in one is an opt-out from here on."""
    notes: list[str] = []
    for at in (*placed.at("notes"), *placed.remarks):
        called = clean_line(placed.header[at])
        refusing = [number for number, row in enumerate(rows) if _refuses_asks(row[at])]
        if refusing:
            notes.append(_told_of_notes(called, [rows[n][at] for n in refusing]))
        for number in refusing:
            out[number] = True
        said = (row[at] for row, marked in zip(rows, out, strict=True) if not marked)
        notes += ask_of_notes(called, said)
    return notes


def _held(column: str, cells: Sequence[str]) -> str:
    said = f"'{shorten(cells[0], 40)}'"
    return (
        f"Nobody is asked by way of {_people(len(cells))} until you decide, for the column "
        f"'{column}' holds what is not a plain no, such as {said}: they are marked 'do not ask'. "
        "Where it means less, take the mark off on their pages."
    )


def _refuses_asks(note: str) -> bool:
    """Whether a note says that somebody is not to be asked for referrals, in so many words."""
    return _says("referrals", note)


def _says(what: str, note: str) -> bool:
    """Whether a note has the words of a pattern."""
    patterns, words = _words()
    # A first look, which costs less than the pattern: nearly no note asks for anything.
    line = " ".join(note.split())
    small = line.lower()
    return any(word in small for word in words[what]) and bool(patterns[what].search(line))


def _told_of_notes(called: str, notes: Sequence[str]) -> str:
    return (
        f"Marked 'do not ask', for '{called}' says so of {_people(len(notes))}, such as "
        f"'{shorten(clean_line(notes[0]), 60)}'. If it means less, take the mark off on their "
        "pages."
    )


def _meaning(kind: str, name: str, cell: str) -> bool | None:
    """Whether a cell asks for peace; None if that is a question."""
    _, words = _words()
    said = clean_line(cell)
    word, plain = said.casefold(), _plain(said)
    if kind == "out" and (is_nothing(said) or "0000-00-00" in said or "://" in said):
        return False
    if plain in words["out"] or (plain and says_out(said) and kind != "in"):
        return True
    if plain in words["perhaps"]:
        return None
    if kind == "out":
        if word in words["yes"] or plain == name or _DAY.fullmatch(said):
            return True
        return None if plain and word not in words["no"] else False
    if kind == "in":
        return None if word in words["no"] else False
    return False


def _label(cell: str) -> bool:
    return any(says_out(part) for part in re.split(r"[,;|\n]| ::: ", cell))


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"
