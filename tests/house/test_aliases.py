"""A module that is called otherwise where it is imported has one other name in all the house, and
none that stands for another module somewhere else."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.places import ROOT
from tiesmap.model.groups import grouped


def other_names() -> Iterator[tuple[str, str]]:
    """(module, the other name by which some module imports it), each pair once."""
    found = set()
    for path in sorted((ROOT / "tiesmap").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tiesmap"):
                for one in node.names:
                    whole = f"{node.module}.{one.name}"
                    if one.asname and ROOT.joinpath(*whole.split(".")).with_suffix(".py").exists():
                        found.add((whole, one.asname))
    yield from sorted(found)


def test_a_module_has_one_other_name() -> None:
    pairs = list(other_names())
    assert ("tiesmap.introductions.steps", "life") in pairs, "the test reads no imports"
    assert not {module: names for module, names in grouped(pairs).items() if len(names) > 1}
    of = grouped((name, module) for module, name in pairs)
    assert not {name: modules for name, modules in of.items() if len(modules) > 1}
