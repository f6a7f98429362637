"""The `tiesmap` command: the same questions as in the dashboard, from the shell.

One file a family of commands; importing them is what adds them to `main`.
"""

from __future__ import annotations

from tiesmap.cli import (  # noqa: F401
    coach,
    colleague_asks,
    colleagues,
    files,
    finding,
    guarding,
    leaving,
    network,
    onward,
    practice,
    preparing,
    requests,
    start,
    team,
    trial,
    visits,
    watching,
)
from tiesmap.cli.group import main

__all__ = ["main"]
