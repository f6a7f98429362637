"""Undo, merges, erasing and "do not ask" at length: what comes back is what was there.

    python benchmarks/guarding.py --rows 100000 --merges 500 --erase 200 --canary 50 --flags 1000

Each part prints one line with its times; the program ends with 1 if anything differs.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from hashlib import sha256
from pathlib import Path

from canary import REP, Rows, files_about, found_in, victim, words_of

import tiesmap
from tiesmap.workspace import Workspace

DAY = date(2026, 6, 30)
COUNTS = ("counters", "imports", "operations")
"""Tables that remember that something was done, also after it was taken back."""
File = tuple[str, bytes]


def dump(workspace: Workspace, without: tuple[str, ...] = COUNTS) -> dict[str, str]:
    """Each table as a hash of its rows in order, but for the versions of people."""
    with closing(sqlite3.connect(workspace.store.url)) as raw:
        names = [row[0] for row in raw.execute("select name from sqlite_master where type='table'")]
        found = {}
        for name in names:
            if name in without or name.startswith("sqlite"):
                continue
            columns = [row[1] for row in raw.execute(f'pragma table_info("{name}")')]
            listed = ", ".join(f'"{column}"' for column in columns if column != "version")
            order = ", ".join(str(k + 1) for k in range(listed.count(",") + 1))
            digest = sha256()
            for row in raw.execute(f'select {listed} from "{name}" order by {order}'):
                digest.update(repr(row).encode())
            found[name] = digest.hexdigest()
        return found


def table(header: str, rows: list[str]) -> bytes:
    return "\n".join([header, *rows]).encode()


def people(count: int, start: int = 0, mark: str = "") -> File:
    rows = [
        f"P{k},Per Son{k},p{k}@x.example,Firm {k % 997},City {k % 89},{k % 5 + 1},{mark}"
        for k in range(start, start + count)
    ]
    return "people.csv", table("id,name,email,company,city,comfort,do_not_ask", rows)


def mails(count: int, among: int, seed: int) -> File:
    rng = random.Random(seed)
    rows = []
    for k in range(count):
        one, *others = rng.sample(range(among), 3)
        to = "; ".join(f"p{other}@x.example" for other in others)
        rows.append(f"2026-01-{k % 28 + 1:02},p{one}@x.example,{to},email,subject {k}")
    return "interactions.csv", table("date,from,to,channel,purpose", rows)


def opened(folder: Path, name: str = "ties.db") -> Workspace:
    return tiesmap.open(folder / name, as_of=DAY)


def undone(folder: Path, most: int) -> list[str]:
    """Imports of 10 rows and more, half of them about people on file, taken back."""
    wrong = []
    size = 10
    while size <= most:
        workspace = opened(folder, f"undo{size}.db")
        first = [people(size // 2, mark="no"), mails(min(size, 1_000), size // 2, 1)]
        workspace.files.import_files(first, "Rita Rep")
        before = dump(workspace)
        changed = people(size // 2, size // 4, mark="yes")
        began = time.perf_counter()
        workspace.files.import_files([changed, mails(size - size // 2, size // 2, 2)], "Rita Rep")
        imported = time.perf_counter()
        report = workspace.data.undo_import()
        took = time.perf_counter() - imported
        if dump(workspace) != before or report.kept:
            wrong.append(f"undo of {size}: differs {report.kept[:2]}")
        print(
            f"undo of {size:,} rows: import {imported - began:.2f} s, undo {took:.2f} s "
            f"(copies of the file included)",
            flush=True,
        )
        workspace.store.close()
        size *= 10
    return wrong


def merged(folder: Path, count: int) -> list[str]:
    """Merges of any two, all taken apart: first those at once, then in any order."""
    rng = random.Random(3)
    workspace = opened(folder)
    workspace.files.import_files([people(400), mails(1_200, 400, 4)], "Rita Rep")
    everybody = [person.id for person in workspace.people.people()]
    before = dump(workspace)
    wrong = []
    began = time.perf_counter()
    for number in range(count // 2):
        one, other = rng.sample(everybody, 2)
        workspace.duplicates.unmerge(workspace.duplicates.merge(one, other))
        if number % 25 == 0 and dump(workspace) != before:
            wrong.append(f"merge {number}: differs")
    done = []
    for _ in range(count - count // 2):
        one, other = rng.sample([person.id for person in workspace.people.people()], 2)
        done.append(workspace.duplicates.merge(one, other))
    rng.shuffle(done)
    for number in done:
        workspace.duplicates.unmerge(number)
    if dump(workspace) != before:
        wrong.append("merges in any order: differs")
    print(f"{count} merges and unmerges: {time.perf_counter() - began:.1f} s", flush=True)
    return wrong


def erased(folder: Path, count: int) -> list[str]:
    """People erased one batch after the other, searched for in every file, and imported again."""
    workspace = opened(folder)
    rng = random.Random(5)
    names = [f"Zq{rng.randrange(10**9):x}x Wv{k}y" for k in range(count)]
    rows = [
        f"{name},{name.split()[0].lower()}@gone.example,+49 30 77{k:05},Wv{k}y Works,"
        f"knows {names[0]}"
        for k, name in enumerate(names)
    ]
    gone = ("people.csv", table("name,email,phone,company,notes", rows))
    told = [
        f"2026-02-01,p1@x.example,{name.split()[0].lower()}@gone.example; p2@x.example,call,"
        f"about {name}"
        for name in names
    ]
    calls = ("interactions.csv", table("date,from,to,channel,purpose", told))
    workspace.files.import_files(
        [
            people(300),
        ],
        "Rita Rep",
    )
    workspace.files.import_files([gone, calls], "Rita Rep")
    workspace.data.back_up()
    before = len(workspace.people.people())
    found = {person.name: person.id for person in workspace.people.people()}
    signs = [f"+49 30 77{k:05}".encode() for k in range(count)]
    signs += [name.lower().encode() for name in names]
    signs += [name.split()[0].lower().encode() for name in names]
    began = time.perf_counter()
    for k in range(0, count, 20):
        workspace.data.erase([found[name] for name in names[k : k + 20]])
    took = time.perf_counter() - began

    def left() -> int:
        files = [path.read_bytes().lower() for path in folder.rglob("*") if path.is_file()]
        return sum(sign in data for data in files for sign in signs)

    wrong = []
    if left():
        wrong.append(f"erase: {left()} signs are left")
    workspace.files.import_files([gone, calls], "Rita Rep")
    back = len(workspace.people.people()) - (before - count)
    if back or left():
        wrong.append(f"erase: {back} came back, {left()} signs")
    print(f"{count} people erased in batches of 20: {took:.1f} s, {left()} signs left, {back} back",
          flush=True)  # fmt: skip
    return wrong


def canary(folder: Path, count: int) -> list[str]:
    """People with a word of their own in each field, named in whatever others say; an import taken
    back and merges lie behind, and backups of before them: erased, no byte holds a word."""
    workspace = opened(folder)
    numbers = range(count)
    words = words_of(numbers)

    def load(**files: Rows) -> None:
        workspace.files.import_files(
            [(f"{name}.csv", rows(*of)) for name, of in files.items()], REP
        )

    load(people=[{"name": "Ann Lee", "email": "ann@x.example"}])
    load(**files_about(numbers))
    load(people=[victim(k) | {"email": f"zqother{k}x@z.example", "id": f"q{k}",
                              "profile_url": ""} for k in numbers])  # fmt: skip
    workspace.data.undo_import()
    load(**files_about(numbers, "other"))
    of = {k: workspace.people.find(victim(k)["email"])[0].id for k in numbers}
    for k in range(0, count - 1, 2):
        workspace.duplicates.merge(of[k], of[k + 1])
    workspace.data.back_up()
    before = len(found_in(folder, words))
    began = time.perf_counter()
    workspace.data.erase([of[k] for k in numbers[::2]])
    took = time.perf_counter() - began
    left = found_in(folder, words)
    load(**files_about(numbers))
    left += found_in(folder, words)
    workspace.store.close()
    print(f"{count} people with a word in each field, {len(words):,} words ({before:,} times in a "
          f"file before): erased in {took:.1f} s, {len(left)} left", flush=True)  # fmt: skip
    return [f"canary: {one}" for one in left]


def rows(*listed: dict[str, str]) -> bytes:
    """A CSV file of the rows."""
    text = io.StringIO()
    names = list(dict.fromkeys(name for row in listed for name in row))
    writer = csv.DictWriter(text, names, restval="")
    writer.writeheader()
    writer.writerows(listed)
    return text.getvalue().encode()


# One story told from beginning to end.
def flags(folder: Path, graphs: int) -> list[str]:  # noqa: C901
    """Do-not-ask through imports, merges, undo and going back: never lost, never shown."""
    wrong = []
    shown = lost = 0
    began = time.perf_counter()
    for number in range(graphs):
        rng = random.Random(number)
        workspace = opened(folder, f"flags{number % 8}-{number}.db")
        size = rng.randint(5, 12)
        workspace.files.import_files([people(size), mails(3 * size, size, number)], "p0@x.example")
        workspace = tiesmap.open(workspace.store.url, rep="p0@x.example", as_of=DAY)
        marked = rng.sample(range(1, size), 2)
        signs = {f"p{k}@x.example" for k in marked}
        workspace.people.set_do_not_ask([workspace.people.find(sign)[0].id for sign in signs], True)
        for step in rng.sample(("import", "merge", "undo", "restore"), 4):
            if step == "import":
                workspace.files.import_files([people(size, 1, mark="no")], "p0@x.example")
            elif step == "merge":
                one = workspace.people.find(f"p{marked[0]}@x.example")
                number = rng.choice([k for k in range(1, size) if k not in marked])
                other = workspace.people.find(f"p{number}@x.example")
                if one and other:
                    workspace.duplicates.merge(other[0].id, one[0].id)
            elif step == "undo":
                entries = [entry.id for entry in workspace.data.imports() if entry.undone is None]
                if len(entries) > 1:
                    workspace.data.undo_import(entries[0])
            elif workspace.data.backups():
                workspace.data.restore(rng.choice(workspace.data.backups()).name)
        with workspace.view() as view:
            known = view.known_people.by_email
        people_now = {person.id: person for person in workspace.people.people()}
        held = {known[sign] for sign in signs if sign in known}
        lost += sum(not people_now[person].do_not_ask for person in held)
        workspace = tiesmap.open(workspace.store.url, rep="p0@x.example", as_of=DAY)
        for suggestion in workspace.ways.outward(top=50):
            shown += bool(set(suggestion.path.people) & held)
        for request in workspace.asks.suggest_requests():
            shown += bool({request.connector_id, request.target_id, request.goal_id} & held)
        workspace.store.close()
        for path in folder.glob(f"flags{number % 8}-{number}.db*"):
            if path.is_file():
                path.unlink()
    if lost or shown:
        wrong.append(f"do not ask: {lost} lost, {shown} shown")
    print(f"do not ask in {graphs} graphs: {lost} lost, {shown} shown "
          f"({time.perf_counter() - began:.0f} s)", flush=True)  # fmt: skip
    return wrong


def run() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, value in (
        ("rows", 100_000),
        ("merges", 500),
        ("erase", 200),
        ("canary", 50),
        ("flags", 1_000),
    ):
        parser.add_argument(f"--{name}", type=int, default=value)
    given = parser.parse_args()
    wrong: list[str] = []
    parts: tuple[tuple[Callable[[Path, int], list[str]], int], ...] = (
        (undone, given.rows),
        (merged, given.merges),
        (erased, given.erase),
        (canary, given.canary),
        (flags, given.flags),
    )
    for part, size in parts:
        if size:
            with tempfile.TemporaryDirectory(prefix="tiesmap-guarding-") as name:
                found = part(Path(name), size)
            print(f"  {len(found)} wrong", *found[:40], sep="\n  ", flush=True)
            wrong += found
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(wrong)} wrong; at most {most:,.0f} MB")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(run())
