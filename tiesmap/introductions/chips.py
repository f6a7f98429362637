"""Templates as text with named chips: "[target's first name]" for a fact, "[if a client]" for a
choice. What a rep edits; `templates` reads the same as `{{ target_greeting }}`, `{% if client %}`.

Both ways are exact: what tiesmap comes with looks the same after a change elsewhere in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches

from tiesmap.introductions.templates import FACTS
from tiesmap.model.problems import Problem
from tiesmap.model.requests import OUTCOMES
from tiesmap.model.statuses import STATUSES

CHIPS: Mapping[str, str] = {name: fact.chip for name, fact in FACTS.items()}
"""Fact -> the name of its chip."""

OTHERWISE, END = "otherwise", "end"
_FACT_OF = {name: fact for fact, name in CHIPS.items()}
_TAG = re.compile(r"\{\{ (?P<fact>[^{}]*?) \}\}|\{% (?P<tag>[^%]*?) %\}")
_CHIP = re.compile(r"\[([^\[\]\n]*)\]")
_DEFAULT = re.compile(r"(\w+)\|default\((\w+)\)")
_PART = re.compile(r'\(|\)|\s+|"[^"]*"|==|!=|\w+')
_WORDS = {"and": "and", "or": "or", "not": "not", "==": "is", "!=": "is not"}
_LITERALS = {word: f'"{word}"' for word in (*STATUSES, *OUTCOMES)} | {"empty": '""'}
_NAMES = "|".join(re.escape(name) for name in sorted(_FACT_OF, key=len, reverse=True))
_END_OF_PART = r"(?=[\s)]|$)"
_SAID = re.compile(
    rf"\(|\)|\s+|(?:{_NAMES}){_END_OF_PART}|and\b|or\b|not\b"
    rf"|is (?:not )?(?:{_NAMES}|{'|'.join(_LITERALS)}){_END_OF_PART}"
)


def to_chips(template: str) -> str:
    """A template as text with chips; what has no chip stays as it is."""

    def chip(found: re.Match[str]) -> str:
        said = _say_fact(found["fact"]) if found["fact"] is not None else _say_tag(found["tag"])
        return found[0] if said is None else f"[{said}]"

    return _TAG.sub(chip, template)


def from_chips(text: str) -> tuple[str, tuple[Problem, ...]]:
    """Text with chips as a template, and each chip that is none, with its line."""
    problems: list[Problem] = []

    def tag(found: re.Match[str]) -> str:
        read = _read(found[1].strip())
        if read is None:
            line = text.count("\n", 0, found.start()) + 1
            near = get_close_matches(found[1].strip(), [*_FACT_OF, OTHERWISE, END], 1)
            more = f": did you mean [{near[0]}]?" if near else ""
            said = f"is no chip{more}" if more else "is no chip; write ( ) for brackets of your own"
            problems.append(Problem("template", line, "", found[0], said))
            return found[0]
        return read

    return _CHIP.sub(tag, text), tuple(problems)


def _say_fact(expression: str) -> str | None:
    if expression in CHIPS:
        return CHIPS[expression]
    found = _DEFAULT.fullmatch(expression)
    if found and found[1] in CHIPS and found[2] in CHIPS:
        return f"{CHIPS[found[1]]}, else {CHIPS[found[2]]}"
    return None


def _say_tag(tag: str) -> str | None:
    word, _, condition = tag.partition(" ")
    if tag in ("else", "endif"):
        return OTHERWISE if tag == "else" else END
    if word not in ("if", "elif"):
        return None
    said = _turned(condition, _PART, _say_part)
    return None if said is None else f"{'if' if word == 'if' else 'or if'} {said}"


def _say_part(part: str) -> str | None:
    if part.startswith('"'):
        return part[1:-1] or "empty"
    return _WORDS.get(part) or CHIPS.get(part)


def _read(chip: str) -> str | None:
    """A chip as it stands in a template; None where there is no such chip."""
    if chip in (OTHERWISE, END):
        return "{% else %}" if chip == OTHERWISE else "{% endif %}"
    if chip in _FACT_OF:
        return f"{{{{ {_FACT_OF[chip]} }}}}"
    first, _, second = chip.partition(", else ")
    if first in _FACT_OF and second in _FACT_OF:
        return f"{{{{ {_FACT_OF[first]}|default({_FACT_OF[second]}) }}}}"
    for said, tag in (("or if ", "elif"), ("if ", "if")):
        if chip.startswith(said):
            condition = _turned(chip.removeprefix(said), _SAID, _read_part)
            return None if condition is None else f"{{% {tag} {condition} %}}"
    return None


def _read_part(part: str) -> str | None:
    if part in ("and", "or", "not"):
        return part
    if part in _FACT_OF:
        return _FACT_OF[part]
    is_it = "!=" if part.startswith("is not ") else "=="
    what = part.removeprefix("is ").removeprefix("not ")
    return f"{is_it} {_FACT_OF.get(what) or _LITERALS[what]}"


def _turned(text: str, parts: re.Pattern[str], turn: Callable[[str], str | None]) -> str | None:
    """The parts of a text, each turned; None where something is left over."""
    turned, at = [], 0
    for found in parts.finditer(text):
        if found.start() != at:
            return None
        part = found[0] if found[0].isspace() or found[0] in "()" else turn(found[0])
        if part is None:
            return None
        turned.append(part)
        at = found.end()
    return "".join(turned) if at == len(text) and turned else None
