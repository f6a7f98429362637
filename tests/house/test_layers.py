"""The arrows of the house: which room may look into which. Read from the files, nothing is run."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import networkx as nx
import pytest

from tests.places import ROOT
from tiesmap.dashboard.pages import PAGES

PACKAGE = ROOT / "tiesmap"
FILES = sorted(path for path in PACKAGE.rglob("*.py"))
ROOMS = {"intake", "store", "nurture", "introductions", "exporting", "network"}
FRONT = {"cli", "launch", "dashboard", "__main__"}
HUB = {"workspace"}

MAY: dict[str, set[str]] = {
    "model": set(),
    **{room: {"model"} for room in ROOMS},
    "nurture": {"model", "network"},
    "introductions": {"model", "network"},
    "workspace": {"model", *ROOMS},
    "dashboard": {"model", *ROOMS, *HUB},
    "launch": {"model", *ROOMS, *HUB},
    "cli": {"model", "launch", *ROOMS, *HUB},
    "__main__": {"cli"},
    # The public names.
    "__init__": {"model", *ROOMS, *HUB},
}
"""Which parts each part may import, besides itself."""


def part(path: Path) -> str:
    """The first name below tiesmap/: a folder, or a module without its ending."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def imported(path: Path) -> tuple[tuple[int, str], ...]:
    """Every module that a file imports, anywhere in it, with the line; relative ones resolved."""
    return tuple(_imported(path))


def _imported(path: Path) -> Iterator[tuple[int, str]]:
    here = ("tiesmap", *path.relative_to(PACKAGE).parts[:-1]) if PACKAGE in path.parents else ()
    for node in ast.walk(ast.parse(path.read_text("utf-8"), str(path))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = here[: len(here) + 1 - node.level] if node.level else ()
            module = ".".join((*above, *([node.module] if node.module else [])))
            # `from tiesmap import launch` imports a module, so each name counts.
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def looks_into(path: Path) -> Iterator[tuple[int, str]]:
    """The parts of the house that a file imports from, with the line."""
    for line, module in imported(path):
        names = module.split(".")
        if names[0] == "tiesmap":
            yield line, names[1] if len(names) > 1 else "__init__"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_arrows_run_one_way(path: Path) -> None:
    here = part(path)
    assert here in MAY, f"{here} is new in the house: say in MAY what it may import"
    allowed = MAY[here] | {here}
    wrong = [f"line {line}: {other}" for line, other in looks_into(path) if other not in allowed]
    # A public name of the package, such as its version, lies in no room.
    wrong = [each for each in wrong if not each.endswith(": __version__")]
    assert not wrong, f"{here} may import only {', '.join(sorted(allowed))}"


TAKEN = {
    "tiesmap.store.store.Conflict",
    "tiesmap.store.store.Store",
    "tiesmap.store.store.Unusable",
    "tiesmap.network.reach.COMFORTABLE",
    "tiesmap.network.reach.CategoryReach",
}
"""All that the pages take of store and network: types, what may go wrong, and one number."""


def test_no_page_reads_the_store_or_computes_in_the_network() -> None:
    pages = [path for path in FILES if part(path) == "dashboard"]
    found = {module for path in pages for _, module in imported(path)}
    assert {one for one in found if one.split(".")[1:2] in (["store"], ["network"])} == TAKEN


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_dashboard_imports_streamlit(path: Path) -> None:
    if part(path) != "dashboard":
        assert not [line for line, module in imported(path) if module.split(".")[0] == "streamlit"]


def test_every_library_that_is_imported_is_declared() -> None:
    """What another library brings along may be gone with its next version."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    known = {re.split("[<>=]", needed)[0].casefold() for needed in declared["dependencies"]}
    # st.App takes parts of starlette; what a jinja2 template writes is a text of markupsafe.
    called = {"dateutil": "python-dateutil", "starlette": "streamlit", "markupsafe": "jinja2"}
    found = {module.split(".")[0] for path in FILES for _, module in imported(path)}
    libraries = found - sys.stdlib_module_names - {"tiesmap"}
    assert {called.get(name, name) for name in libraries} - known == set()


def test_no_module_leads_back_to_itself() -> None:
    """No circle, not even one of types alone: each module can be read before those above it."""
    modules = {_module(path): path for path in FILES}
    arrows = nx.DiGraph()
    for name, path in modules.items():
        for _, found in imported(path):
            # The name of a module, or one that a module holds.
            other = found if found in modules else found.rpartition(".")[0]
            if other in modules and other != name:
                arrows.add_edge(name, other)
    assert len(arrows) > 300
    assert not [sorted(some) for some in nx.strongly_connected_components(arrows) if len(some) > 1]


def test_no_part_of_the_workspace_leads_back_to_itself() -> None:
    """Nor by way of others: `asks` looks into `ways`, which knows nothing of asks."""
    arrows = nx.DiGraph()
    for path in (PACKAGE / "workspace").glob("*/*.py"):
        for _, found in imported(path):
            names = found.split(".")
            folder = len(names) > 3 and names[:2] == ["tiesmap", "workspace"] and names[2]
            if folder and folder != path.parent.name and (PACKAGE / "workspace" / folder).is_dir():
                arrows.add_edge(path.parent.name, folder)
    assert ("asks", "ways") in arrows.edges
    assert not [sorted(some) for some in nx.strongly_connected_components(arrows) if len(some) > 1]


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_the_files_are_there_to_be_read() -> None:
    """That the tests above see what they should: known imports of known files are found."""
    assert len(FILES) > 40
    seen = {(part(path), other) for path in FILES for _, other in looks_into(path)}
    assert {
        ("cli", "workspace"),
        ("cli", "launch"),
        ("dashboard", "workspace"),
        ("introductions", "model"),
        *(("workspace", room) for room in ("intake", "store", "network", "exporting")),
    } <= seen
    streamlit = {
        part(path)
        for path in FILES
        for _, module in imported(path)
        if module.split(".")[0] == "streamlit"
    }
    assert streamlit == {"dashboard"}


@pytest.mark.parametrize("path", [page.file for page in PAGES], ids=str)
def test_a_page_holds_no_pandas_and_no_networkx(path: Path) -> None:
    """A page is widgets and one call. numpy, pandas and networkx are for the rooms behind it."""
    found = {module.split(".")[0] for _, module in imported(path)}
    assert not found & {"pandas", "numpy", "networkx", "rustworkx", "sqlalchemy"}


def test_every_field_of_a_day_has_the_form_that_is_the_same_to_every_reader() -> None:
    forms = [
        [word.value.attr for word in call.keywords if word.arg == "format"
         and isinstance(word.value, ast.Attribute)]
        for path in sorted((ROOT / "tiesmap" / "dashboard").rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
        and call.func.attr == "date_input"
    ]  # fmt: skip
    assert len(forms) >= 10 and all(form == ["FIELD"] for form in forms)


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, (int, float))


def test_no_text_or_list_is_multiplied_by_a_truth() -> None:
    """`"s" * (count > 1)` must be read twice: `"s" if count > 1 else ""` says it."""
    texts = (ast.JoinedStr, ast.List, ast.Constant)
    found = []
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
                text = isinstance(node.left, texts) and not _is_number(node.left)
                said = ast.unparse(node.right)
                if said.startswith(("not ", "(not ", "bool(")) or (
                    text and isinstance(node.right, (ast.Compare, ast.BoolOp, ast.Attribute))
                ):
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno}: {ast.unparse(node)}")
    assert found == []
