"""A small town, on which asks are tried: a database, what is planned in it, and the shell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from click.testing import CliRunner, Result

import tiesmap
from tests.guarded import named
from tiesmap.cli import main
from tiesmap.model.requests import IntroRequest
from tiesmap.workspace import Workspace

DAY = date(2026, 3, 31)
# Rita knows Cora, Ben and Otto. Cora knows Theo and Uma, Ben knows Theo. Gil is behind Theo.
NAMES = ("Rita Rep", "Cora Client", "Ben Broker", "Theo Target", "Uma Union", "Gil Goal",
         "Otto Other", "Lone Stranger", "Newt Newcomer")  # fmt: skip
CATEGORIES = ("", "Banking", "Banking", "Hotels", "Hotels", "Ships", "Banking", "", "Wine")
COMPANIES = ("", "First Bank", "", "Inn", "Lodge", "Fleet", "", "Nowhere", "Cellar")
PAIRS = ((1, 2), (1, 3), (2, 4), (2, 5), (3, 4), (4, 6), (1, 7))


def town(folder: Path) -> str:
    """The database of the town."""
    rows = [
        f"{k},{name},{name.split()[0].lower()}@x.example,{category},{company},"
        f"{'yes' if k == 1 else ''}"
        for k, (name, category, company) in enumerate(
            zip(NAMES, CATEGORIES, COMPANIES, strict=True), start=1
        )
    ]
    people = "id,name,email,category,company,rep\n" + "\n".join(rows)
    mails = [f"2026-03-{10 + k},{a},{b},email" for k in range(4) for a, b in PAIRS]
    # Ben writes to Rita and Newt, who write on.
    mails += ["2026-03-05,3,1;9,email", "2026-03-07,9,1,email", "2026-03-08,1,9,email"]
    said = "rep,person,comfort\n1,2,5\n1,3,4\n1,7,5"
    path = str(folder / "town.db")
    tiesmap.open(path).files.import_files(
        [
            ("people.csv", people.encode()),
            ("interactions.csv", ("date,from,to,channel\n" + "\n".join(mails)).encode()),
            ("relationships.csv", said.encode()),
        ],
        "Rita Rep",
    )
    return path


def run(database: str, *words: str) -> Result:
    return CliRunner().invoke(main, [words[0], "--db", database, "--as-of", str(DAY), *words[1:]])


def planned(workspace: Workspace, target: str = "Theo Target") -> IntroRequest:
    workspace.asks.plan(workspace.ways.paths_to(named(workspace, target), top=1).paths)
    return next(r for r in workspace.asks.requests() if r.target == target)
