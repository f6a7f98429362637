"""The dashboard in a browser: served by the `tiesmap` command."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser import warm
from tests.places import ROOT
from tests.waiting import is_served, until
from tiesmap import launch

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whoever is asked all the same is not found. To hold back single requests costs more: the
    # browser keeps nothing then that it has loaded before.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    # No page stays for so long that it pays to optimize its scripts.
    "--js-flags=--no-opt",
)
"""With these Chromium asks nobody outside, and works less."""
_COMMAND = "from tiesmap.cli import main; main()"


def chromium() -> str:
    """Where Chromium is; without it the test is skipped, or fails where it must run.

    The one without windows draws the same pages, and none of a browser's own around them.
    """
    for name in ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"):
        if place := shutil.which(name):
            return place
    if os.environ.get("TIESMAP_BROWSER") == "required":
        pytest.fail("TIESMAP_BROWSER=required, and there is no Chromium on this machine")
    pytest.skip("there is no Chromium on this machine")


@contextmanager
def serving(
    arguments: list[str], log: Path, environment: dict[str, str] | None = None
) -> Iterator[str]:
    """A server started by the `tiesmap` command; its address."""
    more = {"TIESMAP_NO_BROWSER": "1", **(environment or {})}
    port = _free_port()
    command = [sys.executable, "-c", _COMMAND, *arguments, "--port", str(port)]
    with _started(command, port, log, more) as address:
        yield address


@contextmanager
def serving_database(database: Path, log: Path, day: str = "") -> Iterator[str]:
    """The server that the `tiesmap` command starts, without the command; its address."""
    port = _port_again()
    more = {"TIESMAP_DB": str(database), "TIESMAP_AS_OF": day, "TIESMAP_REP": ""}
    server = warm.start(launch.command(port), more, launch.app_folder(), log)
    with _answering(server, port, log) as address:
        yield address


@contextmanager
def serving_team(database: str, settings: str, folder: Path) -> Iterator[str]:
    """The server that `tiesmap --team` starts, of settings with {address} in them; its address."""
    port = _port_again()
    address, file = f"http://127.0.0.1:{port}", folder / "team.toml"
    file.write_text(settings.format(address=address), "utf-8")
    file.chmod(0o600)
    command = [sys.executable, "-c", _COMMAND, "--db", database, "--team", str(file)]
    command += ["--port", str(port), "--as-of", "2026-06-30"]
    more = {"TIESMAP_NO_BROWSER": "1"}
    with _started(command, port, folder / "log.txt", more) as served:
        yield served


@contextmanager
def serving_script(text: str, folder: Path) -> Iterator[str]:
    """A page given as the text of a script, such as one with a single component; its address."""
    (folder / "page.py").write_text(text, "utf-8")
    port = _port_again()
    options = {
        "server.port": port,
        "server.address": "127.0.0.1",
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
        "server.showEmailPrompt": "false",
    }
    command = [sys.executable, "-m", "streamlit", "run", str(folder / "page.py")]
    command += [f"--{name}={value}" for name, value in options.items()]
    log = folder / "log.txt"
    server = warm.start(command, {"PYTHONPATH": str(ROOT)}, None, log)
    with _answering(server, port, log) as address:
        yield address


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


_PORTS: list[int] = []
"""On which servers were started; where one has ended, the next may begin."""


def _port_again() -> int:
    """A port from which the browser has Streamlit's scripts already, if one of them is free.

    What a browser keeps, compiled, it keeps by address.
    """
    for port in _PORTS:
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return port
    _PORTS.append(_free_port())
    return _PORTS[-1]


@contextmanager
def _started(
    command: list[str], port: int, log: Path, environment: dict[str, str]
) -> Iterator[str]:
    with log.open("w", encoding="utf-8") as out:
        server = warm.Started(
            subprocess.Popen(
                command,
                env=os.environ | environment,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        )
        with _answering(server, port, log) as address:
            yield address


@contextmanager
def _answering(server: warm.Started, port: int, log: Path) -> Iterator[str]:
    """The address of a server from when it answers; it ends with the block."""
    address = f"http://127.0.0.1:{port}"
    try:
        until(lambda: is_served(address) or not server.is_running(0), 60)
        if not is_served(address):
            pytest.fail(f"the dashboard did not start:\n{log.read_text(encoding='utf-8')}")
        yield address
    finally:
        _stop(server)


def _stop(server: warm.Started) -> None:
    """End the command and the server that it started: all in its own process group."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, sign)
        if not server.is_running(10):
            return


def note_outside(outside: list[str], address: str) -> None:
    """Note an address that is not of this machine."""
    own = r"(https?|wss?)://127\.0\.0\.1:(?!9/)\d+/"
    if not re.match(own, address) and not address.startswith(("data:", "blob:")):
        outside.append(address)
