"""The way in: seconds and memory of `tiesmap import` by the shell, beside plain reading by others.

    python benchmarks/incoming.py --people 100000 --mails 1000000

Makes a seeded list of people (15 MB for 100,000: id, name, e-mail, phone, company, title, category,
city, comfort, notes) and a mailbox, and brings them in by processes of their own, the list twice.
Printed are seconds on the clock and of the processor (user and system), and the most memory above
that of a start that does nothing. polars and DuckDB read the same list in the same run, into a
table of texts and no further: `pip install ".[bench]"` brings them. `--profile` says for each kind
of work how much of the processor's time it takes (measured apart, since measuring takes time too).
"""

from __future__ import annotations

import argparse
import cProfile
import csv
import importlib.util
import io
import json
import os
import pstats
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.scale import machine

GIVEN = "Anna Ben Clara David Elena Farid Grace Hugo Ines Jonas Karin Luca Maren Nadia Tomás Zoë"
SYLLABLES = "ba be bo da del fer gan hol in ka kel lan mar nor per quin rad sal tor ul ven wes yor"
FIRMS = "Bank Dental Hotel Logistics Schools Software Foods Steel Insurance Clinic"
TITLES = ("Head of purchasing", "Sales director", "Dentist", "Teacher", "Account executive", "CFO")
CATEGORIES = ("Banking", "Dental", "Hotels", "Logistics", "Schools", "")
CITIES = ("Bern", "Columbus", "Hamburg", "Lyon", "Utrecht", "Oslo")
COLUMNS = ("id", "name", "email", "phone", "company", "title", "category", "city", "comfort",
           "notes")  # fmt: skip
REP = "Maren Holloway"
OTHERS = {
    "polars": "import polars as pl; t = pl.read_csv({file!r}, infer_schema=False); print(t.height)",
    "duckdb": "import duckdb; c = duckdb.connect(); "
    "c.execute(\"create table t as select * from read_csv({file!r}, all_varchar=true)\"); "
    "print(c.execute('select count(*) from t').fetchone()[0])",
}  # fmt: skip
START = "import tiesmap.cli"
"""What every command does before it begins."""


def people(count: int, seed: int = 1) -> bytes:
    """A list of people of eight to a firm, as a CSV file."""
    rng = random.Random(seed)
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(COLUMNS)
    given, syllables, firms = GIVEN.split(), SYLLABLES.split(), FIRMS.split()
    for k in range(count):
        first = rng.choice(given)
        family = "".join(rng.choice(syllables) for _ in range(rng.randrange(2, 5)))
        firm = f"{firms[k // 8 % 10]} {k // 8}"
        address = f"{first.lower()}.{family}{k}@firm{k // 8}.example"
        table.writerow(
            (
                f"p{k:06}",
                f"{first} {family.capitalize()}",
                address.encode("ascii", "ignore").decode(),
                f"+41 31 {rng.randrange(10**6):06}" if k % 3 else "",
                firm,
                rng.choice(TITLES),
                rng.choice(CATEGORIES),
                rng.choice(CITIES),
                rng.choice(("", "", "", "3", "4")),
                f"met at the fair in {2015 + k % 10}, wants the list of {firm}" if k % 2 else "",
            )
        )
    return out.getvalue().encode()


def write_mailbox(path: Path, count: int, seed: int = 2) -> None:
    """A mailbox of messages between the rep and some thousands of people, with short texts."""
    rng = random.Random(seed)
    begin = datetime(2020, 1, 1, 8)
    some = max(count // 200, 20)
    with path.open("w", encoding="utf-8") as out:
        for k in range(count):
            who, other = rng.randrange(some), rng.randrange(some)
            day = begin + timedelta(minutes=3 * k)
            mine, theirs = f'"{REP}" <maren@holloway.example>', f'"Person {who}" <p{who}@w.example>'
            sender, to = (mine, theirs) if k % 3 else (theirs, mine)
            copy = f"Cc: p{other}@w.example\n" if k % 4 == 0 else ""
            out.write(
                f"From x@y.example {day:%a %b %d %H:%M:%S %Y}\nFrom: {sender}\nTo: {to}\n{copy}"
                f"Date: {day:%a, %d %b %Y %H:%M:%S} +0000\nMessage-ID: <{k}@x.example>\n"
                f"Subject: About {k}\nContent-Type: text/plain; charset=utf-8\n\n"
                "Thank you, I shall look into it and come back to you.\n\n"
            )


WATCH = """
import json, os, subprocess, sys, time
began = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
said = process.stdout.read().decode("utf-8", "replace").strip().splitlines() or [""]
_, status, used = os.wait4(process.pid, 0)
print(json.dumps([time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss,
                  said[-1].strip(), status]))
"""
"""Runs a command and says what it took. In a small process of its own: the memory of a process
counts from what the one that began it had."""


def spent(command: Sequence[str]) -> tuple[float, float, float, str]:
    """Seconds, seconds of the processor, most MB, and the last line that a command printed."""
    watched = [sys.executable, "-S", "-c", WATCH, *command]
    told = subprocess.run(watched, check=True, capture_output=True, text=True).stdout
    seconds, busy, most, said, status = json.loads(told)
    if status:
        raise SystemExit(f"{command[1:4]} failed: {said}")
    return seconds, busy, most / (1024**2 if sys.platform == "darwin" else 1024), said


def line(what: str, command: Sequence[str], base: float) -> tuple[float, float]:
    """Print a row of the table; returns the seconds of the processor, and the most MB."""
    seconds, busy, most, said = spent(command)
    print(f"| {what} | {seconds:.1f} | {busy:.1f} | {most - base:,.0f} | {said} |", flush=True)
    return busy, most


def importing(database: Path, file: Path) -> list[str]:
    """The command that brings a file in."""
    return [
        sys.executable,
        "-m",
        "tiesmap",
        "--db",
        str(database),
        "--rep",
        REP,
        "import",
        str(file),
    ]


def modules_of(file: Path, database: Path) -> list[tuple[str, float]]:
    """The share of the processor's time that each part of tiesmap takes in an import, with what it
    calls of others' libraries; of SQLite's own work apart."""
    import tiesmap

    profile = cProfile.Profile()
    workspace = tiesmap.open(database)
    profile.enable()
    workspace.files.import_files([(file.name, file.read_bytes())], REP)
    profile.disable()
    workspace.store.close()
    spent: dict[str, float] = {}
    calls = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    for (place, _, name), (_, _, own, _, callers) in calls.items():
        shares = {one: figures[2] for one, figures in callers.items()} or {(place, 0, name): own}
        for (caller, _, _), seconds in shares.items():
            spent[_room(place, name, caller)] = spent.get(_room(place, name, caller), 0) + seconds
    total = sum(spent.values())
    return sorted(((what, s / total) for what, s in spent.items()), key=lambda one: -one[1])


def _room(place: str, name: str, caller: str) -> str:
    if "sqlite3" in name:
        return "SQLite (C)"
    for path in (place, caller):
        if "/tiesmap/" in path:
            room = path.rpartition("/tiesmap/")[2].removesuffix(".py").split("/")
            return "/".join(room[: 3 if room[0] == "store" else 2])
        if "sqlalchemy" in path:
            return "SQLAlchemy"
    return "others"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--mails", type=int, default=0)
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args(arguments)
    print(f"{machine()}\n")
    print("| what | seconds | CPU s | MB above the start | last line |\n|" + " --- |" * 5)
    with tempfile.TemporaryDirectory() as folder:
        file, database = Path(folder) / "people.csv", Path(folder) / "ties.db"
        file.write_bytes(people(given.people))
        # Installed, tiesmap is compiled once; here it may be read from its source by each process.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        spent([sys.executable, "-c", START])
        base = line("the start", [sys.executable, "-c", START], 0)[1]
        size = f"{given.people:,} people, {file.stat().st_size / 1e6:.0f} MB"
        ours, _ = line(f"import, {size}", importing(database, file), base)
        line("the same file again", importing(database, file), base)
        rows = file.read_bytes()
        file.write_bytes(rows.replace(b"Head of purchasing", b"Head of sales", 1))
        line("with one row changed", importing(database, file), base)
        file.write_bytes(rows)
        for name, code in OTHERS.items():
            if importlib.util.find_spec(name) is None:
                print(f"{name} is not installed and was left out: pip install '.[bench]'.")
                continue
            nothing = spent([sys.executable, "-c", f"import {name}"])[2]
            command = [sys.executable, "-c", code.format(file=str(file))]
            theirs, _ = line(f"{name} reads it", command, nothing)
            print(f"| import / {name} |  | {ours / theirs:.0f} times |  |  |")
        if given.mails:
            box = Path(folder) / "mail.mbox"
            write_mailbox(box, given.mails)
            size = f"{given.mails:,} mails, {box.stat().st_size / 1e6:.0f} MB"
            line(f"import, {size}", importing(Path(folder) / "mail.db", box), base)
        if given.profile:
            print("\n| part | share of the import |\n| --- | --- |")
            for what, share in modules_of(file, Path(folder) / "profile.db")[:14]:
                print(f"| {what} | {share:.0%} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
