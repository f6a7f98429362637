"""Servers forked from a process that has loaded what each of them needs.

Loading Streamlit and tiesmap takes a server longer than all that a journey asks of it, so it is
done once, and a server begins as a copy of the process that did. Its command line, its folder and
its environment are those that it would be started with.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

_LOADED = ["streamlit.web.cli", "streamlit.web.server.server", "streamlit.runtime.scriptrunner",
           "streamlit.components.v2", "uvicorn.protocols.http.auto", "PIL.Image",
           "uvicorn.protocols.websockets.auto", "anyio._backends._asyncio",
           "tiesmap.launch", "tiesmap.workspace", "networkx"]  # fmt: skip
"""Nothing of the dashboard: its components are registered as a server loads them."""


@dataclass(frozen=True)
class Started:
    """A process that was started or forked."""

    process: subprocess.Popen[bytes] | BaseProcess

    @property
    def pid(self) -> int:
        return self.process.pid or 0

    def is_running(self, seconds: float) -> bool:
        """Whether it is still there after so many seconds, or until it ends."""
        if isinstance(self.process, BaseProcess):
            self.process.join(seconds)
            return self.process.exitcode is None
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return True
        return False


def start(
    command: Sequence[str], environment: Mapping[str, str], folder: Path | None, log: Path
) -> Started:
    """`python -m MODULE ...` in a process group of its own, which tells the log what it says."""
    python, flag, module, *arguments = command
    assert (python, flag) == (sys.executable, "-m")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_LOADED)
    whole, where = os.environ | environment, str(folder or Path.cwd())
    server = context.Process(target=_run, args=(module, arguments, whole, where, str(log)))
    server.start()
    return Started(server)


def _run(
    module: str, arguments: list[str], environment: dict[str, str], folder: str, log: str
) -> None:
    os.setsid()
    with Path(log).open("w", encoding="utf-8") as out:
        os.dup2(out.fileno(), 1)
        os.dup2(out.fileno(), 2)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.path[:0] = [one for one in environment.get("PYTHONPATH", "").split(os.pathsep) if one]
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
