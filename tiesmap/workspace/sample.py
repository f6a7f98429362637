"""The invented sample network that comes with tiesmap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from platformdirs import user_data_path

from tiesmap.model.problems import Refused
from tiesmap.model.requests import OUTCOMES
from tiesmap.workspace.opening import default_database, open_workspace
from tiesmap.workspace.week.part import KINDS
from tiesmap.workspace.workspace import Workspace

NAMES = (
    "people.csv",
    "relationships.csv",
    "interactions.csv",
    "ties.csv",
    "introductions.csv",
    "targets.csv",
    *(f"{kind}.csv" for kind in KINDS),
)
_PACKAGE = Path(__file__).resolve().parent.parent


def sample_files() -> list[tuple[str, bytes]]:
    """The files of the sample with their names, in the order of import.

    They are beside the code in the wheel, and in data/sample in a checkout. Raises Refused where
    they are missing.
    """
    for folder in (_PACKAGE / "sample", _PACKAGE.parent / "data" / "sample"):
        if (folder / NAMES[0]).is_file():
            return [(name, (folder / name).read_bytes()) for name in NAMES]
    raise Refused("The files of the sample network are missing: install tiesmap again.")


def sample_database() -> str:
    """The database of the sample: beside the rep's own database, never in it."""
    own = default_database()
    if "://" in own:
        return str(user_data_path("tiesmap") / "sample.db")
    path = Path(own)
    return str(path.with_name(f"{path.stem}-sample.db"))


def lay_out_sample(progress: Callable[[float, str], None] | None = None) -> int:
    """Set up the sample in its own database; returns how many people it has."""
    workspace = open_workspace(sample_database())
    report = workspace.files.import_files(sample_files(), progress=progress)
    ask_around(workspace)
    return sum(file.people_new + file.people_same for file in report.files)


ASKED: tuple[tuple[tuple[int, str], ...], ...] = (
    ((150, "asked"), (144, "agreed"), (139, "introduced"), (121, "met"), (84, "client")),
    ((118, "asked"), (112, "introduced"), (97, "met"), (60, "opportunity")),
    ((101, "asked"), (95, "declined")),
    ((88, "asked"), (81, "introduced"), (70, "met"), (55, "not_now")),
    ((80, "asked"), (50, "no_answer")),
    ((64, "asked"), (57, "agreed"), (48, "refused")),
    ((21, "asked"), (15, "agreed")),
    ((6, "asked"),),
    (),
)
"""What became of the sample's asks, one after the other: days before its last day, and the step."""


GAIN = "I help employers offer benefits that their people understand and value."
"""What somebody gains from meeting the sample's first rep, in his words."""


def ask_around(workspace: Workspace) -> int:
    """Let the sample's first rep have asked: some were won, some lost, some wait; how many.

    Each ask and each step is taken on its day, through what every rep uses. Nothing where the rep
    has asks already.
    """
    last = workspace.data.last_day() or date.today()
    rep = workspace.people.reps()[0].id

    def on(days: int) -> Workspace:
        return replace(workspace, rep=rep, as_of=last - timedelta(days=days), written=None)

    if on(0).asks.requests():
        return 0
    on(0).start.save_gain(GAIN)
    for course in ASKED:
        first = on(course[0][0] if course else 0)
        known = {(one.connector_id, one.target_id) for one in first.asks.requests()}
        busy = {connector for connector, _ in known}
        path = next(
            one.path for one in first.ways.outward("near", top=60) if one.path.connector not in busy
        )
        first.asks.plan([path])
        for days, step in course:
            asked = next(
                one
                for one in on(days).asks.requests()
                if (one.connector_id, one.target_id) == (path.connector, path.target)
            )
            if step in OUTCOMES:
                on(days).asks.record_step(asked, step)
            else:
                on(days).asks.jump(asked, step)
    return len(ASKED)
