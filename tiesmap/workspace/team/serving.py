"""The settings of a team's server, from the file that holds them."""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from pathlib import Path

from tiesmap.model.problems import Refused
from tiesmap.model.serving import TeamServer, read_team_server

TEAM = "TIESMAP_TEAM"
"""The environment variable with the file's path; without it nobody signs in."""


def load_team_server(path: Path) -> TeamServer:
    """The settings in the file. Raises Refused where they are weak, or others can read them."""
    try:
        if sys.platform != "win32" and path.stat().st_mode & 0o077:
            raise Refused(f"{path} can be read by others, and holds secrets: chmod 600 {path}")
        return read_team_server(path.read_text("utf-8"), path.name)
    except UnicodeDecodeError:
        raise Refused(f"{path} is not UTF-8.") from None


def team_server() -> TeamServer | None:
    """The settings that this process serves with; None where nobody signs in."""
    path = os.environ.get(TEAM, "")
    return _loaded(path) if path else None


@lru_cache(maxsize=1)
def _loaded(path: str) -> TeamServer:
    return load_team_server(Path(path))
