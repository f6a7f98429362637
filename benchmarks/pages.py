"""Seconds that each page of the dashboard takes on a large network, without the browser's own.

    python benchmarks/pages.py --people N [--page PAGE[/VIEW] ...] [--json]

Makes a seeded network (see invented.py) with ten interactions a person and runs each page in
Streamlit's own test harness: the first time, again (median of three), and then once more after a
rating and after one more import. A page's first time makes what it needs; the very first also
reads the network.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from streamlit.testing.v1 import AppTest

import tiesmap
from benchmarks.invented import AS_OF, invent, tables, write_database
from tiesmap.dashboard.pages import FILES, VIEWS
from tiesmap.workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]
REPEATS = 3
PATIENCE = 600
TIES_PER_PERSON = INTERACTIONS_A_PERSON = 10
EVERY_VIEW = [
    f"{page}/{view}" if view else page for page in FILES for view in VIEWS.get(page, {"": ""})
]
"""All pages, each with all its views, as `--page` takes them."""


@dataclass(frozen=True)
class Times:
    """Seconds of one page, on the clock and (cpu) of the processor alone."""

    page: str
    first: float
    again: float
    again_cpu: float
    after_rating: float
    after_rating_cpu: float
    after_import: float
    after_import_cpu: float


class Visitor:
    """Somebody who looks at one page after the other."""

    def __init__(self, database: Path) -> None:
        os.environ["TIESMAP_DB"] = str(database)
        os.environ["TIESMAP_AS_OF"] = AS_OF.isoformat()
        self.workspace: Workspace = tiesmap.open(database, as_of=AS_OF)
        self.app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
        self.app.run()
        self._changes = 0

    def look(self, view: str) -> Times:
        page, _, opened = view.partition("/")
        self.app.query_params.clear()
        self.app.switch_page(FILES[page].relative_to(ROOT).as_posix())
        if opened:
            self.app.query_params["view"] = opened
        first, _ = self._run()
        again = [self._run() for _ in range(REPEATS)]
        rated = self._after(self._rate)
        imported = self._after(self._import)
        return Times(view, first, *map(median, zip(*again, strict=True)), *rated, *imported)

    def _run(self) -> tuple[float, float]:
        before, busy = time.perf_counter(), time.process_time()
        self.app.run()
        spent = time.perf_counter() - before, time.process_time() - busy
        if self.app.exception or self.app.error:
            raise SystemExit(f"The page failed: {[e.value for e in self.app.error]}")
        return spent

    def _after(self, change: Callable[[int], object]) -> tuple[float, float]:
        self._changes += 1
        change(self._changes)
        return self._run()

    def _rate(self, number: int) -> None:
        with self.workspace.view() as view:
            around = view.around
        self.workspace.people.rate({int(around.network.ids[around.contacts[5]]): number % 5 + 1})

    def _import(self, number: int) -> None:
        day = AS_OF.replace(day=number % 28 + 1).isoformat()
        mail = f"{day},person0@example.com,person{number}@example.com,email"
        self.workspace.files.import_files(
            [("more.csv", f"date,from,to,channel\n{mail}\n".encode())]
        )


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--page", action="append", choices=EVERY_VIEW, help="these only")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "network.db"
        made = tables(invent(given.people, TIES_PER_PERSON), given.people * INTERACTIONS_A_PERSON)
        write_database(database, made)
        visitor = Visitor(database)
        if not given.json:
            names = ("first", "again", "CPU", "after a rating", "CPU", "after an import", "CPU")
            print(f"| page | {' | '.join(names)} |\n|{' --- |' * (len(names) + 1)}", flush=True)
        found = []
        for page in given.page or EVERY_VIEW:
            found.append(visitor.look(page))
            if not given.json:
                page, *seconds = asdict(found[-1]).values()
                print(f"| {page} | {' | '.join(f'{s:.2f}' for s in seconds)} |", flush=True)
        visitor.workspace.store.close()
    if given.json:
        print(json.dumps({"people": given.people, "pages": [asdict(times) for times in found]}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
