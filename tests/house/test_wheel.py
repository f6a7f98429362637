"""The wheel holds all that an installed tiesmap needs, and the dashboard starts from it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path

import pytest

from tests.places import ROOT


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the content of a freshly built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT],
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def run(installed: Path, code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=installed,
        env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_the_sample_is_in_it(installed: Path) -> None:
    names = run(installed, "import tiesmap; print(*(n for n, _ in tiesmap.sample_files()))")
    assert sorted(names.split()) == sorted(
        path.name for path in (ROOT / "data/sample").glob("*.csv")
    )


def test_the_app_and_its_settings_are_in_it(installed: Path) -> None:
    folder = Path(run(installed, "from tiesmap import serving; print(serving.app_folder())"))
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
        for _ in range(150):
            try:
                with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                    assert answer.read() == b"ok"
                    break
            except OSError:
                time.sleep(0.2)
        else:
            pytest.fail("the dashboard did not come up")
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=20)
