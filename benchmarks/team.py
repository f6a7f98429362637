"""A team at a PostgreSQL server: seconds and memory of what each rep waits for.

    python benchmarks/team.py [--reps N] [--people N] [--contacts N] [--sessions N] [--json]

Starts a server of its own (as the tests do: nothing waits for the disk), closes a database for
reps, and imports an invented, seeded network rep by rep, as each would bring his files. Then, each
in a process of its own: the first page of one rep, the same page again, and after an import of
1,000 rows; the first pages of many reps at once, a thread each, and their pages again. A page is
the week, whom to meet next and the plan. Memory is the most that the process had, without the
server's own.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import tiesmap
from benchmarks.scale import machine
from tests.postgres import Server, programs, served
from tiesmap.store.sharing.preparing import prepare
from tiesmap.store.store import open_store
from tiesmap.workspace import Workspace

DAY = date(2026, 6, 30)
KNOWN = 0.25
"""The share of the people on his file whom a rep knows himself; the others he sees in copies."""
SHARED = 0.5
"""The share of each rep's people whom the next one has on file too."""
MORE = 1000
WARM = 5
"""So often a warm page is asked for; the median counts."""


@dataclass(frozen=True)
class Size:
    """How large the team is."""

    reps: int = 20
    people: int = 20_000
    contacts: int = 200_000
    sessions: int = 20


def name_of(rep: int) -> str:
    return f"Rep {rep} Seller{rep}"


def people_of(size: Size, rep: int) -> range:
    """The numbers of the people on a rep's file; those that go over the last begin anew."""
    own = size.people // size.reps
    return range(rep * own, rep * own + round(own * (1 + SHARED)))


def files_of(size: Size, rep: int) -> list[tuple[str, bytes]]:
    """What a rep brings: a list of people, and his contacts with those whom he knows."""
    numbers = [number % size.people for number in people_of(size, rep)]
    people = [
        {"name": f"Person {k} Name{k}", "email": f"p{k}@firm{k // 8}.example",
         "company": f"Firm {k // 8}", "category": f"Trade {k // 40 % 30}",
         "client": "yes" if place < 20 else ""}
        for place, k in enumerate(numbers)
    ]  # fmt: skip
    rows = contacts(size, rep, numbers, size.contacts // size.reps)
    return [("people.csv", _csv(people)), ("interactions.csv", _csv(list(rows)))]


def contacts(size: Size, rep: int, numbers: list[int], count: int) -> Iterator[dict[str, str]]:
    """Mails, meetings and calls; in half of the mails that come, somebody else is in copy."""
    random = Random(size.people + rep)
    known = numbers[: max(round(len(numbers) * KNOWN), 2)]
    mine = name_of(rep)
    for _ in range(count):
        one = random.choice(known)
        other = f"p{one}@firm{one // 8}.example"
        day = DAY - timedelta(days=min(int(random.expovariate(1 / 240)), 1500))
        row = {"date": day.isoformat(), "channel": random.choice(("email", "email", "meeting"))}
        if random.random() < 0.5:
            yield row | {"from": mine, "to": other}
            continue
        copy = random.choice(numbers) if random.random() < 0.5 else one
        to = mine if copy == one else f"{mine}; p{copy}@firm{copy // 8}.example"
        yield row | {"from": other, "to": to}


def _csv(rows: list[dict[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


# Measuring ---------------------------------------------------------------------------------------


def closed(server: Server, name: str) -> str:
    """The address by which reps work at a new database that keeps them apart."""
    for role in ("keeper", "asks"):
        made = f"create role {role} login; exception when duplicate_object then end"
        server.run(f"do $$ begin {made} $$")
    server.run(f"create database {name} owner keeper template template0")
    store = open_store(server.url(name, "keeper"))
    prepare(store.engine, "asks")
    store.close()
    return server.url(name, "asks")


def bring(address: str, size: Size) -> dict[str, float]:
    """Seconds in which all reps' files are in, one after the other."""
    began, cpu = time.perf_counter(), time.process_time()
    seat = tiesmap.open(address, as_of=DAY)
    for rep in range(size.reps):
        seat.files.import_files(files_of(size, rep), name_of(rep))
    seat.store.close()
    return {
        "import of all": time.perf_counter() - began,
        "import of all, CPU s of this process": time.process_time() - cpu,
    }


def page(seat: Workspace) -> float:
    """Seconds of a page: the week, whom to meet next, the plan."""
    began = time.perf_counter()
    with seat.view():
        seat.week.week()
        seat.ways.outward("balanced", 20)
        seat.asks.plan_asks(10)
    return time.perf_counter() - began


def _seats(address: str, count: int) -> list[Workspace]:
    seat = tiesmap.open(address, as_of=DAY)
    found = {person.name: person.id for person in seat.people.reps()}
    return [replace(seat, rep=found[name_of(rep)]) for rep in range(count)]


def alone(address: str, size: Size) -> dict[str, float]:
    """One rep in a process: his first page, the same again, and after 1,000 more rows."""
    began = time.perf_counter()
    (seat,) = _seats(address, 1)
    page(seat)
    found = {
        "first page": time.perf_counter() - began,
        "process so far, CPU s": time.process_time(),
    }
    found["warm page"] = statistics.median(page(seat) for _ in range(WARM))
    found["peak MB, one rep"] = peak()
    numbers = [number % size.people for number in people_of(size, 0)]
    more = contacts(replace(size, people=size.people + 1), 0, numbers, MORE)
    rows = [row | {"from": row["from"], "date": DAY.isoformat()} for row in more]
    began = time.perf_counter()
    seat.files.import_files([("interactions.csv", _csv(rows))], name_of(0))
    found[f"import of {MORE:,} rows"] = time.perf_counter() - began
    found["page after it"] = page(seat)
    return found


def together(address: str, size: Size) -> dict[str, float]:
    """Many reps in one process at once, a thread each: their first pages, and again."""
    seats = _seats(address, min(size.sessions, size.reps))
    with ThreadPoolExecutor(len(seats)) as threads:
        began = time.perf_counter()
        first = list(threads.map(page, seats))
        found = {f"first pages of {len(seats)} at once, all": time.perf_counter() - began}
        found["first pages at once, median"] = statistics.median(first)
        warm = [second for _ in range(WARM) for second in threads.map(page, seats)]
    found["warm pages at once, median"] = statistics.median(warm)
    found["warm pages at once, slowest"] = max(warm)
    found[f"peak MB, {len(seats)} reps"] = peak()
    return found


def peak() -> float:
    """The most memory that this process had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


STEPS = {"alone": alone, "together": together}


def _apart(step: str, address: str, size: Size) -> dict[str, float]:
    """A step in a process of its own."""
    command = [sys.executable, __file__, "--only", step, "--at", address, "--reps", str(size.reps)]
    command += ["--people", str(size.people), "--contacts", str(size.contacts)]
    command += ["--sessions", str(size.sessions)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{step} failed: {done.stderr.strip()[-400:]}")
    return dict(json.loads(done.stdout))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    for name, value in vars(Size()).items():
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--only", choices=list(STEPS), help=argparse.SUPPRESS)
    parser.add_argument("--at", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    size = Size(given.reps, given.people, given.contacts, given.sessions)
    if given.only:
        print(json.dumps(STEPS[given.only](given.at, size)))
        return 0
    folder = programs()
    if folder is None:
        parser.error("PostgreSQL's server is not installed: apt-get install postgresql")
    os.environ.setdefault("XDG_DATA_HOME", "/tmp/tiesmap-benchmark")
    if not given.json:
        print(f"{machine()}\n{size}\n\n| step | |\n| --- | --- |", flush=True)
    found: dict[str, float] = {}
    with served(folder) as server:
        address = closed(server, "team")
        steps: tuple[Callable[[], dict[str, float]], ...] = (
            lambda: bring(address, size),
            lambda: {"database MB": _megabytes(server)},
            lambda: _apart("alone", address, size),
            lambda: _apart("together", address, size),
        )
        for step in steps:
            measured = step()
            found |= measured
            if not given.json:
                for name, value in measured.items():
                    print(f"| {name} | {value:,.2f} |", flush=True)
    if given.json:
        print(json.dumps(vars(size) | found))
    return 0


def _megabytes(server: Server) -> float:
    ((size,),) = server.run("select pg_database_size('team')")
    return float(size) / 2**20


if __name__ == "__main__":
    sys.exit(main())
