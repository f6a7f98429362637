"""How far a long work is, on stderr: one line that changes, or some lines where it is a file."""

from __future__ import annotations

import sys
import threading
import time

import click

PATIENCE = 3.0
"""Seconds before anything is said: most works are done by then."""
_BEAT = 1.0
"""Seconds between two looks at a work that says nothing by itself."""


class Progress:
    """The progress of one work; `what` says which."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._began = time.monotonic()
        self._screen = sys.stderr.isatty()
        self._now = (0.0, "")
        self._said = ""
        self._width = 0
        self._over = threading.Event()
        self._lock = threading.Lock()
        threading.Thread(target=self._watch, daemon=True).start()

    def move(self, share: float, doing: str) -> None:
        """Say that a share (0 to 1) is done, and what is being done now."""
        self._now = (share, doing)
        self._say()

    def end(self) -> None:
        """Leave the line, if there is one."""
        self._over.set()
        with self._lock:
            if self._screen and self._width:
                click.echo(err=True)
                self._width = 0

    def _watch(self) -> None:
        while not self._over.wait(_BEAT):
            self._say()

    def _say(self) -> None:
        with self._lock:
            took = time.monotonic() - self._began
            share, doing = self._now
            if took < PATIENCE or not doing or self._over.is_set():
                return
            # In a file a line each tenth is enough.
            mark = f"{share:.0%}" if self._screen else f"{int(share * 10) * 10}%"
            line = f"{self._what}: {mark if share else doing}"
            if self._screen:
                text = f"{line}, {took:.0f} s"
                click.echo("\r" + text.ljust(self._width), err=True, nl=False)
                self._width = len(text)
            elif line != self._said:
                click.echo(f"{line}, {took:.0f} s", err=True)
            self._said = line
