"""A small database of files and work by hand, and how to look at all of it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import sqlalchemy as sa

from tests.stored import one_person
from tiesmap.model.people import Person
from tiesmap.model.tact import Favor
from tiesmap.store.store import Store
from tiesmap.workspace import Workspace

TRACE = ("imports", "counters", "operations", "sqlite_sequence")
"""That an import was, what was done by hand and how often something changed is remembered."""
REP = "Rita Rep"
ANN = {"name": "Ann Lee", "email": "ann@x.example", "company": "Acme", "city": "Bern"}
BOB = {"name": "Bob Ray", "email": "bob@x.example", "comfort": "4", "notes": "likes tea"}
MAIL = {"date": "2026-03-01", "from": REP, "to": "ann@x.example", "channel": "email"}
TIE = {"person": "ann@x.example", "other": "bob@x.example", "kind": "friend"}

Rows = Sequence[dict[str, str]]


def table(*rows: dict[str, str]) -> bytes:
    """A CSV file of the rows."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, names, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def favors(workspace: Workspace) -> tuple[Favor, ...]:
    """What the rep wrote down that he gave and took, newest first."""
    with workspace.view() as view:
        return view.favors


def load(workspace: Workspace, rep: str = REP, **files: Rows) -> int:
    """Import the rows as files of these names; the number of the import."""
    report = workspace.files.import_files(
        [(f"{name}.csv", table(*rows)) for name, rows in files.items() if rows], rep
    )
    assert report.id is not None
    return report.id


def dump(
    held: Workspace | Store | Path,
    without: Sequence[str] = TRACE,
    columns: Sequence[str] = ("version",),
) -> dict[str, list[str]]:
    """All rows of all tables, but for the versions of people."""
    if isinstance(held, Path):
        engine = sa.create_engine(f"sqlite:///{held}", poolclass=sa.NullPool)
    else:
        engine = (held if isinstance(held, Store) else held.store).engine
    found: dict[str, list[str]] = {}
    with engine.connect() as connection:
        for name in sorted(sa.inspect(connection).get_table_names()):
            if name not in without:
                rows = connection.exec_driver_sql(f'select * from "{name}"').mappings()
                found[name] = sorted(
                    repr({key: plainly(value) for key, value in row.items() if key not in columns})
                    for row in rows
                )
    return found


def plainly(value: object) -> object:
    """A stored value as SQLite has it, whichever database it came from."""
    if isinstance(value, bool):
        return int(value)
    return json.dumps(value) if isinstance(value, dict | list) else value


def someone(workspace: Workspace, name: str) -> Person:
    """The one person of this name, with what the rep says of them."""
    (found,) = workspace.people.find(name)
    person = one_person(workspace.store, found.id, workspace.people.find(REP)[0].id)
    assert person is not None
    return person


def named(workspace: Workspace, name: str) -> int:
    """The id of the one person of this name."""
    (found,) = workspace.people.find(name)
    return found.id
