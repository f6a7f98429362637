"""The invented sample network that comes with tiesmap."""

from __future__ import annotations

from pathlib import Path

from tiesmap.model.problems import Refused

NAMES = (
    "people.csv",
    "relationships.csv",
    "interactions.csv",
    "ties.csv",
    "introductions.csv",
    "targets.csv",
)
_PACKAGE = Path(__file__).resolve().parent.parent


def sample_files() -> list[tuple[str, bytes]]:
    """The files of the sample, each with its name, in the order in which to import them.

    They lie beside the code in the wheel, and in data/sample in a checkout. Raises Refused where
    they are missing.
    """
    for folder in (_PACKAGE / "sample", _PACKAGE.parent / "data" / "sample"):
        if (folder / NAMES[0]).is_file():
            return [(name, (folder / name).read_bytes()) for name in NAMES]
    raise Refused("The files of the sample network are missing: install tiesmap again.")
