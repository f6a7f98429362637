"""Starting the dashboard: on this machine only, with the settings it ships with."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import tomllib
import webbrowser
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

from tiesmap.model.problems import Refused
from tiesmap.model.serving import TeamServer
from tiesmap.workspace.team.serving import TEAM, load_team_server

_HERE = Path(__file__).resolve().parent
FIRST_PORT = 8501


def app_folder() -> Path:
    """Where app.py and .streamlit/ are: the top of a checkout, or a folder of the wheel.

    Never beside a folder called pages: Streamlit would take its files for pages by itself.
    """
    for folder in (_HERE.parent, _HERE / "entry"):
        if (folder / "app.py").exists() and (folder / ".streamlit" / "config.toml").exists():
            return folder
    raise OSError("the dashboard's files are missing: install tiesmap again")


def free_port(first: int = FIRST_PORT) -> int:
    """The first port from `first` on that nothing on this machine listens on."""
    for port in range(first, min(first + 200, 65536)):
        if _is_free(port):
            return port
    raise OSError(f"no free port from {first} to {first + 199} on this machine")


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            return False
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":  # a server that has just ended leaves the port to the next
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def command(port: int, team: TeamServer | None = None) -> list[str]:
    """The command line that serves the dashboard; every setting is given, none is looked up."""
    folder = app_folder()
    settings = _settings(folder)
    if team is not None:
        settings["server"]["address"] = team.listen
        settings["browser"]["serverAddress"] = team.host
    flags = [
        f"--{section}.{key}={_flag(value)}"
        for section, values in settings.items()
        for key, value in values.items()
        if not isinstance(value, dict | list)
    ]
    run = [sys.executable, "-m", "streamlit", "run", str(folder / "app.py")]
    return [*run, *flags, f"--server.port={port}"]


def _settings(folder: Path) -> dict[str, dict[str, Any]]:
    return tomllib.loads((folder / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


@contextmanager
def served_from(team: TeamServer | None) -> Iterator[Path]:
    """The folder to serve from, where Streamlit looks for what flags cannot say: lists, secrets.

    A team's is made for the time being, and only who serves can look into it.
    """
    if team is None:
        yield app_folder()
        return
    with TemporaryDirectory(prefix="tiesmap-") as made:
        inside = Path(made) / ".streamlit"
        inside.mkdir(mode=0o700)
        hosts = [*_settings(app_folder())["server"]["allowedHosts"], *team.all_hosts]
        files: dict[str, dict[str, dict[str, Any]]] = {
            "config.toml": {"server": {"allowedHosts": list(dict.fromkeys(hosts)),
                                       "trustedUserHeaders": {}}},
            "secrets.toml": {"auth": {
                "redirect_uri": f"{team.address}/oauth2callback",
                "cookie_secret": team.cookie_secret,
                "client_id": team.client_id,
                "client_secret": team.client_secret,
                "server_metadata_url": team.metadata,
            }},
        }  # fmt: skip
        for name, sections in files.items():
            (inside / name).touch(mode=0o600)
            (inside / name).write_text(_toml(sections), encoding="utf-8")
        yield Path(made)


def _toml(sections: Mapping[str, Mapping[str, Any]]) -> str:
    """Sections of texts, lists of texts and empty tables; a text of JSON is one of TOML too."""
    return "\n".join(
        f"[{name}]\n" + "\n".join(f"{key} = {json.dumps(said)}" for key, said in values.items())
        for name, values in sections.items()
    )


def _flag(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def serve(
    database: str,
    *,
    as_of: str = "",
    rep: str = "",
    port: int | None = None,
    team: Path | None = None,
) -> int:
    """Serve the dashboard on a database until it is stopped; the exit code of the server.

    `team` is the file with the settings of a sign-in. Raises OSError with a sentence where the port
    given is not to be had, and Refused where these settings are weak.
    """
    settings = None if team is None else load_team_server(team)
    if settings is not None and importlib.util.find_spec("authlib") is None:
        raise Refused(
            "A sign-in needs Authlib, which is not installed: pip install 'tiesmap[team]'."
        )
    if port is not None and not _is_free(port):
        raise OSError(f"Port {port} is in use on this machine, or not yours: choose another.")
    chosen = port or free_port()
    address = settings.address if settings else f"http://127.0.0.1:{chosen}"
    if "://" not in database:
        database = str(Path(database).resolve())
    # A team's sign-in is what its file says: no setting of Streamlit's from elsewhere opens more.
    given = {
        name: said
        for name, said in os.environ.items()
        if settings is None or not name.startswith("STREAMLIT_")
    }
    environment = given | {"TIESMAP_DB": database, "TIESMAP_AS_OF": as_of, "TIESMAP_REP": rep}
    environment[TEAM] = str(team.resolve()) if team else ""
    print(f"tiesmap is open at {address} (stop it with Ctrl+C)", flush=True)
    server: subprocess.Popen[bytes] | None = None
    # Else a `tiesmap` that is ended leaves its server behind, which goes on serving on the port.
    signal.signal(signal.SIGTERM, _end)
    # From a folder of its own, because lists among the settings cannot be given as flags.
    with served_from(settings) as folder:
        try:
            server = subprocess.Popen(command(chosen, settings), env=environment, cwd=folder)
            if _has_browser() and team is None:
                threading.Thread(target=_open_when_up, args=(address, chosen), daemon=True).start()
            return server.wait()
        except KeyboardInterrupt:
            return 0
        finally:
            if server is not None:
                server.terminate()
                server.wait()


def _end(number: int, _frame: FrameType | None) -> None:
    """End this process as the signal would, but through every `finally` on the way out."""
    raise SystemExit(128 + number)


def _has_browser() -> bool:
    if os.environ.get("CI") or os.environ.get("TIESMAP_NO_BROWSER"):
        return False
    return sys.platform in ("win32", "darwin") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def _open_when_up(address: str, port: int) -> None:
    for _ in range(100):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                webbrowser.open(address)
                return
        time.sleep(0.2)
