"""A `tiesmap` that is told to end takes the server that it started with it."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.places import ROOT


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(met: Callable[[], bool], seconds: float) -> bool:
    """Whether a condition came true within so many seconds."""
    end = time.monotonic() + seconds
    while not met():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def is_served(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
            return True
    except OSError:
        return False


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
def test_the_server_ends_with_the_command(tmp_path: Path) -> None:
    port = free_port()
    command = subprocess.Popen(
        [sys.executable, "-m", "tiesmap", "--db", str(tmp_path / "a.db"), "--port", str(port)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "TIESMAP_NO_BROWSER": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        assert until(lambda: is_served(port), 60)
        # To the command alone, as a service manager or `kill` does, not to its whole group.
        command.send_signal(signal.SIGTERM)
        assert command.wait(20) == 128 + signal.SIGTERM
        assert until(lambda: not is_served(port), 5)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(command.pid, signal.SIGKILL)
