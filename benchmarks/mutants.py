"""A sample of small changes to a module, each tried alone: which of them does no test notice?

    python benchmarks/mutants.py tiesmap.network.tact tiesmap.introductions.tact --most 60

mutmut makes the changes and runs the tests. It gets a copy of the project in a scratch folder in
which only the modules named are changed, of their changes a sample (the same for the same seed),
and of the tests those that import such a module.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parents[1]
COPIED = ("tiesmap", "tests", "data", "docs", "benchmarks", ".streamlit", "app.py", "README.md")
ELSEWHERE = ("browser", "team", "house")
"""Rooms of tests that start servers or look at files: a change of one module is not theirs."""


def modules(patterns: Sequence[str]) -> list[Path]:
    """The modules whose dotted name fits one of the patterns; a trailing ".*" may stand there."""
    wanted = [pattern.removesuffix(".*") for pattern in patterns]
    found = sorted(path.relative_to(ROOT) for path in (ROOT / "tiesmap").rglob("*.py"))
    return [path for path in found if any(fnmatch(dotted(path), one) for one in wanted)]


def dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts)


def imported(path: Path) -> set[str]:
    """What a file of Python names in its imports: modules, and whatever it takes out of them."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    return names


def tests_of(changed: Iterable[Path]) -> list[str]:
    """The files of tests that import one of the modules."""
    wanted = {dotted(path) for path in changed}
    files = (path.relative_to(ROOT) for path in sorted((ROOT / "tests").rglob("test_*.py")))
    return [
        path.as_posix()
        for path in files
        if path.parts[1] not in ELSEWHERE and wanted & imported(ROOT / path)
    ]


def changes(folder: Path, changed: Iterable[Path]) -> list[str]:
    """The names that mutmut gives to all changes it knows of these modules."""
    os.chdir(folder)  # where its settings are
    from mutmut.mutation.file_mutation import mutate_file_contents
    from mutmut.utils.format_utils import get_mutant_name

    return [
        get_mutant_name(path, name)
        for path in changed
        for name in mutate_file_contents(str(path), (ROOT / path).read_text("utf-8")).mutant_names
    ]


def prepare(folder: Path, changed: Sequence[Path], tests: Sequence[str]) -> None:
    """Copy the project, and say in its settings what is changed and tested."""
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)  # type: ignore[operator]
    settings = {
        "source_paths": ["tiesmap"],
        "only_mutate": [path.as_posix() for path in changed],
        "also_copy": [name for name in COPIED if name not in ("tiesmap", "tests")],
        "pytest_add_cli_args": ["-p", "no:cacheprovider"],
        "pytest_add_cli_args_test_selection": list(tests),
    }
    lines = [f"{name} = {value!r}" for name, value in settings.items()]
    lines += ["use_git_change_detection = false", "track_dependencies = false"]
    own = (ROOT / "pyproject.toml").read_text("utf-8")
    text = "\n".join([own, "[tool.mutmut]", *lines, ""])
    (folder / "pyproject.toml").write_text(text, "utf-8")


def mutmut(folder: Path, *words: str) -> str:
    """What a command of mutmut says. Ends the run where it fails."""
    command = [sys.executable, "-m", "mutmut", *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout[-3000:] + done.stderr[-3000:])
    return done.stdout


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("where", nargs="+", help="modules, such as tiesmap.network.tact")
    asked.add_argument("--most", type=int, default=120, help="so many changes at the most")
    asked.add_argument("--seed", type=int, default=1, help="which of them")
    told = asked.parse_args()
    changed = modules(told.where)
    tests = tests_of(changed)
    if not changed or not tests:
        sys.exit("No such module, or no test that imports one of them.")
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="tiesmap-mutants-") as name:
        folder = Path(name)
        prepare(folder, changed, tests)
        known = changes(folder, changed)
        tried = sorted(random.Random(told.seed).sample(known, min(told.most, len(known))))
        print(f"{len(tried)} of {len(known)} changes in {', '.join(map(dotted, changed))}")
        print(f"tried with {', '.join(tests)}", flush=True)
        mutmut(folder, "run", *tried)
        # A line of mutmut's is "name: status"; changes that were not tried are "not checked".
        ends = dict(line.split(": ") for line in map(str.strip, mutmut(
            folder, "results", "--all", "true").splitlines()) if ": " in line)  # fmt: skip
        left = [one for one in tried if ends.get(one) != "killed"]
        for one in left:
            print(f"\n{mutmut(folder, 'show', one).strip()}")
    print(f"\n{len(tried) - len(left)} noticed, {len(left)} not, "
          f"in {time.monotonic() - begun:.0f} s")  # fmt: skip


if __name__ == "__main__":
    main()
