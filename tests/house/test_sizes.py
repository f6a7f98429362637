"""Nothing in the house is larger than a reader keeps in his head, or says here why it is.

A reason is about the thing itself, not about time that was short. What has a reason and no longer
needs one fails too, so that the lists shrink.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from pathlib import Path

import pytest

from tests.places import ROOT

PACKAGE = ROOT / "tiesmap"
LINES, BODY, PARAMETERS, ANCESTORS = 400, 60, 8, 3

LONG_MODULES: dict[str, str] = {}

LONG_FUNCTIONS = {
    "dashboard/setup/importing.py check": "the page of an import, widget after widget as it shows",
    "dashboard/week/conversation.py form": "one form: Streamlit reads its fields where they stand",
    "exporting/mapdrawing.py to_pyvis": "one line a property of vis-network, for two kinds",
    "intake/formats/mail.py _read": "one pass over gigabytes: each message is looked at once",
}

MANY_PARAMETERS = {
    "cli/network.py paths": "click hands over each option of the command by its name",
    "cli/requests.py requests": "click hands over each option of the command by its name",
    "dashboard/week/conversation.py _note": "the fields of one form",
    "introductions/requests.py draft": "facts from several tables, each named at the call",
    "introductions/why_not.py why_not": "each rule of tact looks at another fact",
    "network/planning.py plan": "what a plan may be bounded by, each named at the call",
    "nurture/briefs.py write_brief": "a brief tells of all that is kept of a person",
    "nurture/health.py network_health": "the trend is measured by all that a contact is judged by",
    "nurture/week.py compose_week": "a week is made of every kind of fact there is",
}

OUTSIDE = {"object", "Enum", "StrEnum", "IntEnum", "Generic", "Protocol", "NamedTuple",
           "Exception", "ValueError", "RuntimeError", "ABC"}  # fmt: skip
"""Bases that Python itself asks for: they add no behavior of ours that has to be looked up."""

FILES = sorted(PACKAGE.rglob("*.py"))
Function = ast.FunctionDef | ast.AsyncFunctionDef


def place(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@cache
def nodes() -> list[tuple[str, Function | ast.ClassDef]]:
    """Each function and class, with the module it stands in."""
    return [
        (place(path), node)
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, Function | ast.ClassDef)
    ]


def functions() -> Iterator[tuple[str, Function]]:
    for where, node in nodes():
        if not isinstance(node, ast.ClassDef):
            yield f"{where} {node.name}", node


def parameters(function: Function) -> int:
    told = function.args
    return len(told.posonlyargs) + len(told.args) + len(told.kwonlyargs)


def ancestors() -> dict[str, set[str]]:
    """Each class of tiesmap (module and name) with itself and all that it is made of."""
    bases: dict[str, list[str]] = {}
    home: dict[str, str] = {}
    for where, node in nodes():
        if isinstance(node, ast.ClassDef):
            home[node.name] = f"{where} {node.name}"
            bases[home[node.name]] = [
                base.attr if isinstance(base, ast.Attribute) else base.id
                for base in (b.value if isinstance(b, ast.Subscript) else b for b in node.bases)
                if isinstance(base, ast.Attribute | ast.Name)
            ]

    def above(name: str) -> set[str]:
        found = {name}
        for base in bases.get(name, ()):
            if base not in OUTSIDE:
                found |= above(home.get(base, base))
        return found

    return {name: above(name) for name in bases}


def test_modules_are_short() -> None:
    lengths = {place(path): path.read_text("utf-8").count("\n") for path in FILES}
    assert {name for name, lines in lengths.items() if lines > LINES} == LONG_MODULES.keys()


def test_each_module_of_tests_has_a_name_of_its_own() -> None:
    """Where two are called the same, the second cannot be imported and is not run."""
    names = Counter(path.name for path in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name, count in names.items() if count > 1] == []


def test_functions_are_short() -> None:
    long = {
        name
        for name, node in functions()
        if (node.end_lineno or node.lineno) - node.lineno + 1 > BODY
    }
    assert long == LONG_FUNCTIONS.keys()


def test_functions_take_few_parameters() -> None:
    many = {name for name, node in functions() if parameters(node) > PARAMETERS}
    assert many == MANY_PARAMETERS.keys()


def test_classes_have_few_ancestors() -> None:
    found = ancestors()
    assert len(found) > 100, "classes are found at all"
    assert {name: above for name, above in found.items() if len(above) > ANCESTORS} == {}


@pytest.mark.parametrize("rule", ["PLR0913", "C901"])
def test_ruff_holds_it_too(rule: str) -> None:
    """Where a rule is set aside there is a comment that says why, on the line or above it."""
    assert f'"{rule}"' in (ROOT / "pyproject.toml").read_text("utf-8")
    for path in FILES:
        lines = [line.strip() for line in path.read_text("utf-8").splitlines()]
        for number, line in enumerate(lines):
            if "noqa" in line and rule in line.split("noqa", 1)[1]:
                block = takewhile(bool, reversed(lines[:number]))
                assert any(above.startswith("#") for above in block), (
                    f"{place(path)}:{number + 1} gives no reason"
                )
