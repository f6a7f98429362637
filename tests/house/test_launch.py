"""A `tiesmap` that is told to end takes the server that it started with it."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import ROOT
from tests.waiting import is_served, until
from tiesmap import launch


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
def test_the_server_ends_with_the_command(tmp_path: Path) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = subprocess.Popen(
        [sys.executable, "-m", "tiesmap", "--db", str(tmp_path / "a.db"), "--port", str(port)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "TIESMAP_NO_BROWSER": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        assert until(lambda: is_served(address), 60)
        # To the command alone, as a service manager or `kill` does, not to its whole group.
        command.send_signal(signal.SIGTERM)
        assert command.wait(20) == 128 + signal.SIGTERM
        assert until(lambda: not is_served(address), 5)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(command.pid, signal.SIGKILL)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no port for a while")
def test_a_port_is_free_again_once_its_server_has_ended() -> None:
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as Streamlit does
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)) as client:
            server.accept()[0].close()  # the side that ends first keeps the port for a while
            client.settimeout(10)
            assert client.recv(1) == b""
        assert launch.free_port(port) != port  # somebody listens on it
    assert launch.free_port(port) == port
