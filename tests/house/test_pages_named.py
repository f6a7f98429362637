"""A sentence that sends somebody to a page names one that is there, and what stands on it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import tiesmap
from tiesmap.dashboard.pages import OLD, PAGES, VIEWS

ROOT = Path(tiesmap.__file__).parent
TITLES = {page.title: page.name for page in PAGES}
FORMER = {name.capitalize() for name in OLD} - set(TITLES)
_SENT = re.compile(r"\b(?:[Oo]n|[Uu]nder|[Tt]he) ([A-Z][a-z]+)\b(?! of)")
_INSIDE = re.compile(rf"\b({'|'.join(TITLES)})(?:, | \()([A-Z][a-z ]+[a-z]\??)")


def texts(path: Path) -> Iterator[str]:
    """The text of a module, without what explains it to a reader of the code."""
    tree = ast.parse(path.read_text("utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


SAID = [(path, text) for path in sorted(ROOT.rglob("*.py")) for text in texts(path)]


def test_no_sentence_names_a_page_of_before() -> None:
    wrong = [(path.name, text) for path, text in SAID if FORMER & {*_SENT.findall(text)}]
    assert not wrong


def test_what_is_said_to_stand_on_a_page_stands_there() -> None:
    found = [(path, *named) for path, text in SAID for named in _INSIDE.findall(text)]
    assert found
    for path, title, inside in found:
        page = TITLES[title]
        folder = ROOT / "dashboard" / page
        there = {text for file, text in SAID if file.is_relative_to(folder) and len(text) > 3}
        there.update(VIEWS.get(page, {}).values())
        named = any(f"{inside} ".startswith(f"{name} ") for name in there)
        assert named, (path.name, title, inside)
