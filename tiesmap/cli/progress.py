"""How far a long work is, on stderr: one line that changes, or some lines where it is a file."""

from __future__ import annotations

import sys
import time

import click

PATIENCE = 3.0
"""Seconds before anything is said: most works are done by then."""


class Progress:
    """The progress of one work; `what` says which."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._began = time.monotonic()
        self._screen = sys.stderr.isatty()
        self._said = ""
        self._width = 0

    def move(self, share: float, doing: str) -> None:
        """Say that a share (0 to 1) is done, and what is being done now."""
        now = time.monotonic() - self._began
        if now < PATIENCE:
            return
        # In a file a line each tenth is enough.
        mark = f"{share:.0%}" if self._screen else f"{int(share * 10) * 10}%"
        line = f"{self._what}: {mark if share else doing}"
        if line == self._said:
            return
        self._said = line
        text = f"{line}, {now:.0f} s"
        if self._screen:
            click.echo("\r" + text.ljust(self._width), err=True, nl=False)
            self._width = len(text)
        else:
            click.echo(text, err=True)

    def end(self) -> None:
        """Leave the line, if there is one."""
        if self._screen and self._width:
            click.echo(err=True)
