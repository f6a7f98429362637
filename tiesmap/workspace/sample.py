"""The invented sample network that comes with tiesmap."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from platformdirs import user_data_path

from tiesmap.model.problems import Refused
from tiesmap.workspace.opening import default_database, open_workspace
from tiesmap.workspace.week import KINDS

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
    return sum(file.people_new + file.people_same for file in report.files)
