"""The documents say what is true: the example runs, commands and columns are those of the code."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import ROOT
from tiesmap.cli import main
from tiesmap.intake.sources.catalog import SOURCES

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_example_of_the_readme_runs(tmp_path: Path) -> None:
    example = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert example is not None
    assert len(example[1].splitlines()) == 6
    done = subprocess.run(
        [sys.executable, "-c", example[1]], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("Maren Holloway > ") == 5


def test_the_readme_opens_with_a_sentence_a_picture_and_two_commands() -> None:
    head = README.split("```python")[0]
    picture = re.search(r"!\[[^]]+\]\(([^)]+)\)", head)
    assert picture is not None and (ROOT / picture[1]).stat().st_size > 10_000
    assert re.findall(r"^make \w+$", head, re.MULTILINE) == ["make demo", "make test"]


def shell_lines() -> list[str]:
    block = README.split("## The shell")[1].split("```")[1]
    return [line for line in block.strip().splitlines() if line.startswith("tiesmap")]


@pytest.mark.parametrize("line", shell_lines())
def test_every_option_of_the_readme_exists(line: str) -> None:
    name = line.split()[1]
    options = {option for p in main.commands[name].params for option in p.opts}
    used = set(re.findall(r"--[a-z-]+", line))
    assert used <= options


def test_every_command_is_in_the_readme() -> None:
    assert set(main.commands) <= set(re.findall(r"tiesmap ([\w-]+)", README))


@pytest.mark.parametrize(
    "name", ["people", "relationships", "interactions", "ties", "introductions", "targets"]
)
def test_the_columns_of_the_readme_are_those_declared(name: str) -> None:
    row = re.search(rf"^\| {name}\.csv \| (.*) \|$", README, re.MULTILINE)
    assert row is not None
    source = next(source for source in SOURCES if source.name == name)
    declared = {
        part for column in source.columns.values() for names in column.parts for part in names
    }
    assert set(row[1].split(", ")) <= declared


@pytest.mark.parametrize("path", [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md"])
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / link).exists(), f"{path.name} links to {link}"


def test_every_dependency_has_its_line_in_the_decisions() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    decisions = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    for needed in project["dependencies"]:
        name = re.split(r"[<>=]", needed)[0]
        assert f"| {name} |" in decisions


FILES = [f"/{path.relative_to(ROOT).as_posix()}" for path in ROOT.rglob("*.py")]


@pytest.mark.parametrize("path", ["docs/architecture.md", "docs/decisions/house.md"])
def test_every_module_that_a_document_names_is_there(path: str) -> None:
    named = re.findall(r"`([a-z_]+(?:/[a-z_]+)*\.py)`", (ROOT / path).read_text(encoding="utf-8"))
    assert named
    assert not [one for one in named if not any(file.endswith(f"/{one}") for file in FILES)]


def test_every_module_that_a_docstring_names_is_there() -> None:
    rooms = [path.name for path in (ROOT / "tiesmap").iterdir() if path.is_dir()]
    dotted = re.compile(rf"`(?:tiesmap\.)?((?:{'|'.join(rooms)})(?:\.[a-z_]+)+)")
    wrong = []
    for file in FILES:
        if file.startswith("/tiesmap/"):
            for named in dotted.findall((ROOT / file[1:]).read_text(encoding="utf-8")):
                *above, last = (ROOT / "tiesmap").joinpath(*named.split(".")).parts
                module = Path(*above).with_suffix(".py")
                there = Path(*above, f"{last}.py").exists() or Path(*above, last).is_dir()
                if not there and (not module.exists() or last not in module.read_text("utf-8")):
                    wrong.append((file, named))
    assert not wrong
