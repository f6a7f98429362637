"""The same file again in four disguises brings nobody and nothing: every source, by its sample."""

from __future__ import annotations

import csv
import io
import json
import random
import sqlite3
import unicodedata
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

import tiesmap
from tests.places import CASES
from tiesmap.intake.reading import open_table
from tiesmap.intake.table.decoding import find_encoding

FOLDER = CASES / "sources"
SAMPLES = sorted(
    path
    for path in FOLDER.iterdir()
    if path.suffix != ".json" and "refused" not in json.loads(path.with_suffix(".json").read_text())
)
LOG = {"imports", "counters", "person_stated", "restated"}
"""Tables that remember that an import took place."""


def text_of(path: Path) -> str:
    data = path.read_bytes()
    encoding = find_encoding(data, path.name, table=path.suffix == ".csv")
    return data.decode(encoding).removeprefix("\ufeff")


def shuffled(path: Path) -> bytes:
    """The rows, cards, meetings or mails of a file in another order."""
    rng = random.Random(7)
    if path.suffix != ".csv":
        start = {".vcf": "BEGIN:VCARD", ".ics": "BEGIN:VEVENT", ".mbox": "From "}[path.suffix]
        head, *items = text_of(path).replace("\r\n", "\n").split(f"\n{start}")
        if path.suffix != ".ics":
            items, head = [head.removeprefix(start), *items], ""
        tail = ""
        if path.suffix == ".ics":
            last, end, tail = items[-1].partition("\nEND:VCALENDAR")
            items[-1], tail = last, end + tail
        rng.shuffle(items)
        return (head + "".join(f"\n{start}{item}" for item in items) + tail).lstrip("\n").encode()
    table = open_table(path.read_bytes(), path.name)
    rows = [list(item[1]) for item in table.iterate() if isinstance(item, tuple)]
    rng.shuffle(rows)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=table.dialect.delimiter, lineterminator="\n")
    writer.writerows([list(table.header), *rows])
    return out.getvalue().encode()


def with_crlf(path: Path) -> bytes:
    return text_of(path).replace("\r\n", "\n").replace("\n", "\r\n").encode()


def with_mark(path: Path) -> bytes:
    return b"\xef\xbb\xbf" + text_of(path).encode()


def decomposed(path: Path) -> bytes:
    return unicodedata.normalize("NFD", text_of(path)).encode()


DISGUISES: dict[str, Callable[[Path], bytes]] = {
    "shuffled": shuffled,
    "crlf": with_crlf,
    "byte order mark": with_mark,
    "decomposed": decomposed,
}


def counts(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as raw:
        names = [
            name for (name,) in raw.execute("select name from sqlite_master where type='table'")
        ]
        return {
            name: raw.execute(f'select count(*) from "{name}"').fetchone()[0]
            for name in names
            if name not in LOG
        }


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_file_in_disguise_brings_nothing_new(path: Path, tmp_path: Path) -> None:
    workspace = tiesmap.open(tmp_path / "ties.db", as_of=date(2026, 11, 1))
    first = workspace.files.import_files([(path.name, path.read_bytes())], "Rita Rep").files[0]
    # Of somebody on file, a rep column says but that he is a rep: a statement of its own.
    again = workspace.files.import_files([(path.name, path.read_bytes())], "Rita Rep").files[0]
    assert (again.people_new, again.people_changed) == (0, 0)
    before = counts(tmp_path / "ties.db")
    assert sum(before.values()) > 3 and first.rows
    people = workspace.people.people()
    for name, disguise in DISGUISES.items():
        data = disguise(path)
        for turn in range(3):
            report = workspace.files.import_files([(f"{turn}{path.name}", data)], "Rita Rep").files[
                0
            ]
            assert report.source == first.source
            assert (name, report.people_new, report.people_changed) == (name, 0, 0)
            assert (name, counts(tmp_path / "ties.db")) == (name, before)
    assert [(p.name, p.email, p.company) for p in workspace.people.people()] == [
        (p.name, p.email, p.company) for p in people
    ]
    workspace.store.close()


def test_a_disguise_differs_from_the_file() -> None:
    told = {
        name: sum(disguise(path) != path.read_bytes() for path in SAMPLES)
        for name, disguise in DISGUISES.items()
    }
    assert min(told.values()) > 3, told
