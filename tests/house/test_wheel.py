"""Wheel and sdist hold all that an installed tiesmap needs, and the dashboard starts from it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import tiesmap
from tests.places import ROOT, SAMPLE
from tests.waiting import is_served, until

SAMPLE_FILES = {path.name for path in SAMPLE.glob("*.csv")}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a freshly built sdist, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("built")
    make = [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT]
    subprocess.run(make, check=True, capture_output=True)
    return folder


def install(package: Path, folder: Path) -> Path:
    """Install a package by pip, without what it needs, into a folder of its own."""
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-compile", "--no-index"]
    pip = [sys.executable, "-m", "pip", "install", *options, "--target", folder, package]
    subprocess.run(pip, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the wheel is installed."""
    return install(next(built.glob("*.whl")), tmp_path_factory.mktemp("wheel"))


def run(installed: Path, *arguments: str) -> str:
    """What Python prints for these arguments where nothing but `installed` has a tiesmap."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=installed,
        env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def files(installed: Path) -> set[str]:
    return {
        path.relative_to(installed).as_posix()
        for path in (installed / "tiesmap").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_the_code_and_the_files_of_the_sample(installed: Path) -> None:
    code = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tiesmap").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    entry = {"tiesmap/entry/app.py", "tiesmap/entry/.streamlit/config.toml"}
    assert files(installed) == code | entry | {f"tiesmap/sample/{name}" for name in SAMPLE_FILES}
    assert "tiesmap/py.typed" in code


def test_the_sdist_installs_the_same_and_runs(built: Path, installed: Path, tmp_path: Path) -> None:
    site = install(next(built.glob("*.tar.gz")), tmp_path / "sdist")
    assert files(site) == files(installed)
    (found,) = site.glob("tiesmap-*.dist-info")
    assert run(site, "-m", "tiesmap", "--version") == f"tiesmap, version {tiesmap.__version__}"
    assert found.name == f"tiesmap-{tiesmap.__version__}.dist-info"


_ASK = """
import tiesmap
from tiesmap import launch
print(launch.app_folder(), *(name for name, _ in tiesmap.sample_files()), sep="\\n")
"""


def test_it_finds_its_own_app_settings_and_sample(installed: Path) -> None:
    place, *names = run(installed, "-c", _ASK).splitlines()
    assert set(names) == SAMPLE_FILES
    folder = Path(place)
    assert folder.is_relative_to(installed)
    for name in ("app.py", ".streamlit/config.toml"):
        assert (folder / name).read_bytes() == (ROOT / name).read_bytes()
    assert not (folder / "pages").exists()


def test_demo_listens_on_this_machine_alone_and_answers(installed: Path) -> None:
    server = subprocess.Popen(
        [sys.executable, "-m", "tiesmap", "demo"],
        cwd=installed,
        env=os.environ | {"PYTHONPATH": str(installed), "TIESMAP_NO_BROWSER": "1"},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert server.stdout is not None
        lines = [server.stdout.readline(), server.stdout.readline()]
        assert "401 invented people" in lines[0]
        address = next(word for word in lines[1].split() if word.startswith("http://127.0.0.1:"))
        assert until(lambda: is_served(address), 60)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=20)
