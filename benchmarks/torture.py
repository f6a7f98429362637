"""Faults on purpose: killed at any moment, no room left, unusable places, damaged files.

    python benchmarks/torture.py --kills 200 --limits 200 --damaged 1000

Each part prints one line and the program ends with 1 if anything was half done, lost, doubled or
told with a traceback. Needs a system with fork (not Windows).
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

from click.testing import CliRunner

import tiesmap
from tiesmap.cli import main as shell
from tiesmap.cli.options import SENTENCES
from tiesmap.store import schema
from tiesmap.store.guarding import backups
from tiesmap.workspace import Workspace

DAY = date(2026, 6, 30)
PEOPLE = 1_500
"""On file when a fault comes, and as many again in the files that are imported meanwhile."""
FORGOTTEN = {"counters", "settings", "erased", "migrations", "operations", "sqlite_sequence"}
"""Tables that hold counts and secrets, which differ from run to run."""
MOMENTS = {"at", "undone", "version", "log"}
VICTIMS = ("Vic Tim0", "Vic Tim1", "Vic Tim2")
Act = Callable[[Workspace], object]


def files(people: int, start: int = 0) -> list[tuple[str, bytes]]:
    """People and mails, the same each time."""
    rng = random.Random(start)
    rows = ["name,email,company,city,comfort,do_not_ask,notes"]
    mails = ["date,from,to,channel,purpose"]
    for k in range(start, start + people):
        rows.append(f"Per Son{k},p{k}@x.example,Firm {k % 50},Bern,{k % 5 + 1},,note {k}")
        to = "; ".join(f"p{rng.randrange(start, start + people)}@x.example" for _ in range(3))
        mails.append(f"2026-01-{k % 28 + 1:02},p{k}@x.example,{to},email,subject {k}")
    for k, name in enumerate(VICTIMS):
        rows.append(f"{name},victim{k}@gone.example,Firm 1,Bern,3,yes,knows {VICTIMS[0]}")
        mails.append(f"2026-02-0{k + 1},victim{k}@gone.example,p{start}@x.example,email,hello")
    return [
        ("people.csv", "\n".join(rows).encode()),
        ("interactions.csv", "\n".join(mails).encode()),
    ]


def dump(path: Path) -> dict[str, Counter[str]]:
    """All rows but for counts and moments."""
    with closing(sqlite3.connect(path)) as raw:
        raw.row_factory = sqlite3.Row
        (found,) = raw.execute("pragma quick_check(1)").fetchone()
        assert found == "ok", f"corrupt: {found}"
        broken = raw.execute("pragma foreign_key_check").fetchall()
        assert not broken, f"rows that lead nowhere: {broken[:3]}"
        names = [row[0] for row in raw.execute("select name from sqlite_master where type='table'")]
        return {
            name: Counter(
                repr({k: v for k, v in dict(row).items() if (k not in MOMENTS and k != "id")
                      or (k == "id" and name == "people")})
                for row in raw.execute(f'select * from "{name}"')
            )
            for name in names
            if name not in FORGOTTEN
        }  # fmt: skip


def one(workspace: Workspace, name: str) -> int:
    return workspace.people.find(name)[0].id


ACTS: dict[str, Act] = {
    "import": lambda workspace: workspace.files.import_files(files(PEOPLE, 5_000), "Rita Rep"),
    "undo": lambda workspace: workspace.data.undo_import(1),
    "merge": lambda workspace: workspace.duplicates.merge(
        one(workspace, "Per Son1"), one(workspace, "Per Son2")
    ),
    "erase": lambda workspace: workspace.data.erase([one(workspace, name) for name in VICTIMS]),
}


def base(folder: Path) -> Path:
    path = folder / "base" / "ties.db"
    workspace = tiesmap.open(path, as_of=DAY)
    workspace.files.import_files(files(PEOPLE), "Rita Rep")
    workspace.data.back_up()
    workspace.store.close()
    return path.parent


def copied(source: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(source, to)
    return to / "ties.db"


def forked(work: Callable[[], object], after: float | None) -> int:
    """Run `work` in another process, killed after so many seconds; its exit code, -9 if killed."""
    child = os.fork()
    if child == 0:
        code = 0
        try:
            work()
        except SENTENCES:
            code = 3
        except BaseException:
            traceback.print_exc()
            code = 4
        finally:
            sys.stdout.flush()
            os._exit(code)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def act(path: Path, name: str) -> None:
    workspace = tiesmap.open(path, as_of=DAY)
    ACTS[name](workspace)
    workspace.store.close()


def timed(path: Path, name: str) -> float:
    """How long an act takes in a process of its own, which starts slower than this one."""
    began = time.perf_counter()
    forked(lambda: act(path, name), None)
    return time.perf_counter() - began


def traces(folder: Path) -> list[str]:
    return [
        f"{path.name}: {victim}"
        for path in folder.rglob("*")
        if path.is_file()
        for victim in ("Vic Tim", "@gone.example")
        if victim.encode().lower() in path.read_bytes().lower()
    ]


def killed(folder: Path, kills: int, rng: random.Random) -> list[str]:
    """Kill each act at any moment: before or after, nothing between, and it can be done again."""
    wrong: list[str] = []
    source = base(folder)
    for name in ACTS:
        before = dump(copied(source, folder / "reference"))
        act(folder / "reference" / "ties.db", name)
        lasts = max(timed(copied(source, folder / "run"), name) for _ in range(3))
        after = dump(folder / "reference" / "ties.db")
        states: Counter[str] = Counter()
        for number in range(kills // len(ACTS)):
            path = copied(source, folder / "run")
            ended = forked(
                lambda path=path, name=name: act(path, name), rng.uniform(0, lasts * 1.1)
            )
            try:
                tiesmap.open(path, as_of=DAY).store.close()  # the next start
                left = [one.name for one in path.parent.rglob("*.part*")]
                if left:
                    wrong.append(f"{name} {number}: left behind {left}")
                found = dump(path)
                states[
                    "before" if found == before else "after" if found == after else "between"
                ] += 1
                if found not in (before, after):
                    wrong.append(f"{name} {number}: half done (ended {ended})")
                    continue
                if found == before:
                    act(path, name)
                elif name == "import":
                    act(path, name)
                    found = without_trace(dump(path))
                    if found != without_trace(after):
                        wrong.append(f"{name} {number}: doubled after running again")
                    continue
                if dump(path) != after:
                    wrong.append(f"{name} {number}: lost or doubled after running again")
                if name == "erase" and traces(path.parent):
                    wrong.append(f"{name} {number}: traces {traces(path.parent)[:3]}")
            except Exception as error:
                wrong.append(f"{name} {number}: {type(error).__name__}: {error}")
        print(f"kill -9 during {name} ({lasts:.2f} s): {dict(states)}", flush=True)
    return wrong


def without_trace(found: dict[str, Counter[str]]) -> dict[str, Counter[str]]:
    """Without what remembers that an import took place."""
    trace = ("imports", "person_stated", "restated")
    return {name: rows for name, rows in found.items() if name not in trace}


def full(folder: Path, limits: int, rng: random.Random) -> list[str]:
    """No file may grow over a limit: all or nothing, told in a sentence."""
    wrong: list[str] = []
    source = base(folder)
    before = dump(copied(source, folder / "reference"))
    act(folder / "reference" / "ties.db", "import")
    after = dump(folder / "reference" / "ties.db")
    most = (folder / "reference" / "ties.db").stat().st_size * 2
    ends: Counter[str] = Counter()
    for number in range(limits):
        path = copied(source, folder / "run")
        limit = rng.randrange(most)

        def work(path: Path = path, limit: int = limit) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            act(path, "import")

        code = forked(work, None)
        try:
            tiesmap.open(path, as_of=DAY).store.close()
            found = dump(path)
        except Exception as error:
            wrong.append(f"limit {limit}: {type(error).__name__}: {error}")
            continue
        ends[{0: "done", 3: "told in a sentence"}.get(code, "traceback")] += 1
        if code not in (0, 3) or found != (after if code == 0 else before):
            wrong.append(f"limit {number} ({limit} bytes): code {code}")
        left = [path.name for path in path.parent.rglob("*.part*")]
        if left:
            wrong.append(f"limit {number}: left behind {left}")
    print(f"no room left, {limits} limits: {dict(ends)}", flush=True)
    return wrong


def told(words: list[str]) -> tuple[int, str]:
    """Run the shell in this process: its exit code and what went wrong."""
    result = CliRunner().invoke(shell, words)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        return 4, repr(result.exception)
    return result.exit_code, result.stderr


def unusable(folder: Path) -> list[str]:
    """Places that no database can be kept in."""
    folder = folder / "places"
    folder.mkdir()
    good = (copied(base(folder), folder / "good")).read_bytes()

    def place(name: str, data: bytes = b"") -> Path:
        (folder / name).write_bytes(data)
        return folder / name

    other = place("other.db", b"")
    with sqlite3.connect(other) as raw:
        raw.execute("create table t(x)")
    newer = place("newer.db", good)
    with closing(sqlite3.connect(newer)) as raw:
        raw.execute("pragma journal_mode = delete")
        raw.execute(f"pragma user_version = {schema.VERSION + 1}")
    os.mkfifo(folder / "fifo")
    held = place("held.db", good)
    places: dict[str, Path | str] = {
        "a folder": folder,
        "a text file": place("text.db", b"hello, this is no database" * 50),
        "a picture": place("picture.db", b"\x89PNG\r\n\x1a\n" + bytes(5000)),
        "another program's database": other,
        "a newer version": newer,
        "a pipe": folder / "fifo",
        "a device": "/dev/null",
        "a folder that is a file": folder / "text.db" / "ties.db",
        "a name too long": folder / ("x" * 300),
        "cut off": place("cut.db", good[: len(good) // 3]),
        "a header alone": place("head.db", good[:100]),
        "an unknown address": "nonsense://x/y",
    }
    wrong = []
    for what, where in places.items():
        path = Path(where) if "://" not in str(where) else None
        kept = path.read_bytes() if path and what != "a name too long" and path.is_file() else None
        code, said = told(["ties", "--db", str(where)])
        if code != 1 or said.count("\n") != 1 or not said.startswith("tiesmap: "):
            wrong.append(f"{what}: {code} {said}")
        if "fault of tiesmap" in said:
            wrong.append(f"{what}: {said}")
        if kept is not None and path is not None and path.read_bytes() != kept:
            wrong.append(f"{what}: was changed")
    with closing(sqlite3.connect(held, isolation_level=None)) as raw:
        raw.execute("pragma journal_mode = wal")
        raw.execute("begin immediate")
        os.environ["TIESMAP_PATIENCE"] = "0.2"
        (folder / "p.csv").write_text("name,email\nA,a@x.example\n")
        code, said = told(["import", str(folder / "p.csv"), "--db", str(held), "--rep", "Rita Rep"])
        if code != 1 or "being written to" not in said:
            wrong.append(f"locked: {code} {said}")
    print(f"unusable places: {len(places) + 1}, wrong {len(wrong)}", flush=True)
    return wrong


def damaged(folder: Path, count: int, rng: random.Random) -> list[str]:
    """Bytes of a database changed, cut off or emptied: read and imported into."""
    folder = folder / "damage"
    folder.mkdir()
    path = folder / "ties.db"
    workspace = tiesmap.open(path, as_of=DAY)
    workspace.files.import_files(files(60), "Rita Rep")
    workspace.store.close()
    backups.drop(folder / "nothing")
    good = path.read_bytes()
    (folder / "more.csv").write_text("name,email\nA New,a@x.example\n")
    wrong: list[str] = []
    ends: Counter[str] = Counter()
    for number in range(count):
        data = bytearray(good)
        kind = rng.choice(("bytes", "page", "cut", "header"))
        if kind == "bytes":
            for _ in range(rng.randint(1, 200)):
                data[rng.randrange(len(data))] = rng.randrange(256)
        elif kind == "page":
            at = rng.randrange(len(data) // 4096) * 4096
            data[at : at + 4096] = rng.choice((bytes(4096), rng.randbytes(4096)))
        elif kind == "cut":
            del data[rng.randrange(len(data)) :]
        else:
            data[rng.randrange(16, 100)] = rng.randrange(256)
        for words in (["ties"], ["import", str(folder / "more.csv"), "--rep", "Rita Rep"]):
            shutil.rmtree(backups.folder_of(path), ignore_errors=True)
            backups.drop(path)
            path.write_bytes(data)
            code, said = told([words[0], "--db", str(path), "--as-of", "2026-06-30", *words[1:]])
            if code not in (0, 1):
                wrong.append(f"{number} {kind} {words[0]}: {code} {said}")
                ends["traceback"] += 1
            elif "fault of tiesmap" in said:
                ends["unforeseen"] += 1
            else:
                ends["worked" if code == 0 else "told in a sentence"] += 1
            if (words[0] == "ties" or code == 1) and data and path.read_bytes() != bytes(data):
                wrong.append(f"{number} {kind} {words[0]}: the original was changed, {said}")
    print(f"damaged databases, {count} read and imported into: {dict(ends)}", flush=True)
    return wrong


def run() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--limits", type=int, default=200)
    parser.add_argument("--damaged", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    rng = random.Random(given.seed)
    wrong: list[str] = []
    parts: tuple[Callable[[Path], list[str]], ...] = (
        unusable,
        lambda folder: damaged(folder, given.damaged, rng),
        lambda folder: full(folder, given.limits, rng),
        lambda folder: killed(folder, given.kills, rng),
    )
    for part in parts:
        with tempfile.TemporaryDirectory(prefix="tiesmap-torture-") as name:
            wrong += part(Path(name))
    for line in wrong[:40]:
        print(line)
    print(f"{len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(run())
