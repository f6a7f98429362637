"""What is meant is a value: no module looks into a sentence of ours for it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.places import ROOT

LOOKS = {"startswith", "endswith", "removeprefix", "removesuffix", "partition", "rpartition"}
LOOKS_IN_RE = {"match", "search", "fullmatch", "compile"}
OF_OTHERS = {
    "intake": "the words of files",
    "model/companies.py": "what people write for a firm",
    "model/purposes.py": "what a rep writes for a purpose",
    "nurture/purposes.py": "what a rep writes of an event",
    "nurture/birthdays.py": "what a rep writes of a day",
    "introductions/chips.py": "the words of a template, which a rep edits",
    "introductions/readiness.py": "what a rep writes of a talk",
    "store/transactions.py": "what a database says",
    "store/sharing/policies.py": "SQL",
    "store/migrations.py": "sentences of before, which are read for once",
}
"""Whose words are looked into, by where."""


def looked_for(path: Path) -> Iterator[str]:
    """Each text of two words or more, or in brackets, that a module looks for in another, with its
    line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        in_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
        if node.func.attr in (LOOKS_IN_RE if in_re else LOOKS):
            inside = (one for part in node.args for one in ast.walk(part))
            texts = (one.value for one in inside if isinstance(one, ast.Constant))
            yield from (
                f"{path.relative_to(ROOT)}:{node.lineno}: {text!r}"
                for text in texts
                if isinstance(text, str)
                and re.search(r"[a-z]{2} [a-z]{2}|\([a-z]+\)$", text, re.IGNORECASE)
            )


def test_no_sentence_of_ours_is_looked_into() -> None:
    package = ROOT / "tiesmap"
    ours = (
        path
        for path in sorted(package.rglob("*.py"))
        if not str(path.relative_to(package).as_posix()).startswith(tuple(OF_OTHERS))
    )
    assert [found for path in ours for found in looked_for(path)] == []
