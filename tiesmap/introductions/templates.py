"""The templates of the drafts: texts that a rep can edit, and the facts that they may use.

A template is plain text with facts in `{{ }}` and choices in `{% if %}`. A sentence that needs a
fact that is not known is left out, a line that is left with nothing too; so a template never says
"None", and never anything that is not known. A fact is data: what stands in it is never read as a
template.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from jinja2 import Template, TemplateSyntaxError, Undefined, nodes
from jinja2.sandbox import SandboxedEnvironment

from tiesmap.introductions.languages import ENGLISH, language
from tiesmap.model import wordfiles
from tiesmap.model.memo import memo
from tiesmap.model.problems import Problem, shorten
from tiesmap.model.requests import OUTCOMES
from tiesmap.model.statuses import STATUSES

KINDS: Mapping[str, str] = {
    "ask": "the message to the connector",
    "note": "the note to the target, for the connector to forward",
    "open_ask": "an ask without a name: who do you know there?",
    "open_note": "the note to forward where there is no name yet",
    "mention": "may I mention your name? the message to the connector",
    "mention_note": "your own message to the target, which mentions the connector",
    "reminder": "asking the connector once more",
    "thanks": "the thank-you to the connector",
    "report": "what came of it, reported back to the connector",
}
"""Kinds of drafts and what each is."""

TONES: Mapping[str, str] = {
    "plain": "plain and complete",
    "warm": "warmer, for people you know well",
    "brief": "as short as it can be",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """What a template may say: what its chip is called, what it says, and of what kind it is."""

    chip: str
    says: str
    kind: str = ""
    """sentence: one by itself; typed: by the rep, in his words or in his resume."""


_FILE = Path(__file__).with_name("facts.toml")
FACTS: Mapping[str, Fact] = {name: Fact(**said) for name, said in wordfiles.read(_FILE).items()}
"""The facts that a template may use, by name."""
SENTENCES = frozenset(name for name, fact in FACTS.items() if fact.kind == "sentence")
TYPED = tuple(name for name, fact in FACTS.items() if fact.kind == "typed")

LONGEST_TEMPLATE = 8000
"""Characters; far more than a mail that is read."""

FILTERS = ("default", "upper", "lower", "capitalize", "title", "trim")

# Characters that no text may hold (Unicode noncharacters), so they can mark places in a draft.
_MISSING, _SENTENCE, _FACT = "\ufdd0", "\ufdd1", "\ufdd2"
_MARKS = str.maketrans("", "", _MISSING + _SENTENCE + _FACT)
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]]*(?=\s|\Z)|[。！？][”’」』）]*")
_BETWEEN = re.compile(f"{_SENTENCE}(?:[^\\S\\n]+|(?<=[。！？]{_SENTENCE}))")
_TWO_STOPS = re.compile(f"(?<=[.!?…]){_FACT}\\.")
_TAG = r"\{%(?:[^%\n]|%(?!\}))*"
_TAG_LINE = re.compile(
    rf"^[^\S\n]*((?:{_TAG}%\}}[^\S\n]*)*?{_TAG}?)([-+]?%\}})[^\S\n]*\n", re.MULTILINE
)
_EMPTY_LINES = re.compile(r"\n{3,}")

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.CondExpr,
    nodes.Name,
    nodes.Const,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Compare,
    nodes.Operand,
    nodes.Concat,
    nodes.Filter,
)
_WORDS_OF: Mapping[str, tuple[str, ...]] = {"status": STATUSES, "outcome": ("", *OUTCOMES)}


def default_template(kind: str, tone: str = "plain", code: str = "") -> str:
    """The text to begin with in a language. Raises KeyError for an unknown kind or tone."""
    return language(code or ENGLISH).templates[tone][kind]


def check_template(kind: str, text: str) -> tuple[Problem, ...]:
    """What is wrong with a template, each with its line; empty: it can be used.

    A template knows the facts in `FACTS`, `{% if %}` with `and`, `or`, `not`, `==` and `!=`, and
    the filters in `FILTERS`: enough for a letter, and nothing that could run away or look around.
    """
    return tuple(
        Problem(f"template {kind}", line, "", value, message)
        for line, value, message in _compiled(text)[1]
    )


def render(text: str, facts: Mapping[str, str]) -> str:
    """The template filled with facts: plain text without the sentences whose facts are missing.

    A fact that is empty or not given is missing: in a condition it counts as no, in a sentence it
    takes the sentence out. Raises ValueError for a broken template; see `check_template`.
    """
    template, problems = _compiled(text)
    if template is None:
        raise ValueError(f"line {problems[0][0]}: {problems[0][2]}")
    given: dict[str, str] = {}
    for name in FACTS:
        fact = facts.get(name, "").translate(_MARKS)
        known = _Whole(fact) if name in SENTENCES else fact
        given[name] = known if fact.strip() else _Missing()
    written = _TWO_STOPS.sub("", template.render(given))
    lines = (_without_missing(line) for line in written.split("\n"))
    kept = "\n".join(line for line in lines if line is not None)
    return _EMPTY_LINES.sub("\n\n", kept).translate(_MARKS).strip()


class _Whole(str):
    """A fact that is a sentence by itself: what is missing behind it does not take it out."""

    __slots__ = ()


class _Missing(str):
    """A fact that is not known: no in a condition, and a mark where it is written."""

    __slots__ = ()

    def __new__(cls) -> _Missing:
        return super().__new__(cls, _MISSING)

    def __bool__(self) -> bool:
        return False

    def __eq__(self, other: object) -> bool:
        return other == "" if type(other) is str else self is other

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash("")


def _without_missing(line: str) -> str | None:
    """The line without the sentences that miss a fact; None if nothing of it is left."""
    if _MISSING not in line:
        return line.rstrip()
    sentences, at = [], 0
    for end in _BETWEEN.finditer(line):
        sentences.append(line[at : end.end()])
        at = end.end()
    sentences.append(line[at:])
    kept = "".join(sentence for sentence in sentences if _MISSING not in sentence).strip()
    return kept if kept.translate(_MARKS).strip() else None


def _written(value: object) -> str:
    """What `{{ }}` writes. A choice without `else` has nothing to write: a missing fact."""
    if isinstance(value, Undefined):
        return _MISSING
    return f"{value!s}{_FACT}{_SENTENCE * isinstance(value, _Whole)}"


def _default(value: str, other: str = "", *_: object) -> str:
    return value if value and _MISSING not in value else other


def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        autoescape=False, keep_trailing_newline=True, finalize=_written
    )
    filters = {name: environment.filters[name] for name in FILTERS}
    environment.filters = {**filters, "default": _default}
    environment.tests = {}
    environment.globals = {}
    return environment


_ENVIRONMENT = _environment()

_Fault = tuple[int | None, str, str]
"""Line, value and message of a problem."""
_TOO_DEEP: _Fault = (None, "", "is nested too deeply: take out some of the conditions")


@memo(256)
def _compiled(text: str) -> tuple[Template | None, tuple[_Fault, ...]]:
    faults = _faults(text)
    if faults:
        return None, faults
    try:
        tree = _parsed(text)
        for data in tree.find_all(nodes.TemplateData):
            data.data = _SENTENCE_END.sub(lambda end: end[0] + _SENTENCE, data.data)
        return _ENVIRONMENT.from_string(tree), ()
    except (SyntaxError, RecursionError, MemoryError):
        # Python gives up on what is nested too deeply: conditions within conditions.
        return None, (_TOO_DEEP,)


def _parsed(text: str) -> nodes.Template:
    # A line of nothing but conditions is no line of the letter: its end moves into the tag, so
    # that the lines of what follows keep their numbers.
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(_MARKS)
    return _ENVIRONMENT.parse(_TAG_LINE.sub(r"\1\n\2", plain))


def _faults(text: str) -> tuple[_Fault, ...]:
    if not text.strip():
        return ((None, "", "is empty: write some text, or go back to the default"),)
    if len(text) > LONGEST_TEMPLATE:
        return ((None, "", f"is longer than {LONGEST_TEMPLATE} characters: shorten it"),)
    try:
        tree = _parsed(text)
    except TemplateSyntaxError as error:
        why = shorten(error.message or "not a template", 200).rstrip(".")
        return ((error.lineno, "", f"{why}: facts stand in {{{{ }}}}, choices in {{% if %}}"),)
    except (RecursionError, MemoryError):
        return (_TOO_DEEP,)
    except ValueError:
        return ((None, "", "cannot be read: use only facts in {{ }} and choices in {% if %}"),)
    return tuple(fault for line, node in _all(tree) if (fault := _fault(line, node)))


def _all(tree: nodes.Node) -> list[tuple[int, nodes.Node]]:
    """All parts of a template with their lines, in the order of these."""
    found: list[tuple[int, nodes.Node]] = []
    waiting: list[tuple[int, nodes.Node]] = [(1, tree)]
    while waiting:
        above, node = waiting.pop()
        line = node.lineno or above  # some parts have none of their own
        found.append((line, node))
        waiting.extend((line, part) for part in node.iter_child_nodes())
    return sorted(found, key=lambda place: place[0])


def _fault(line: int, node: nodes.Node) -> _Fault | None:
    """What is wrong with one part of a template, apart from its parts."""
    if isinstance(node, nodes.Name):
        if node.name in FACTS:
            return None
        near = get_close_matches(node.name, FACTS, n=1)
        hint = f"did you mean {near[0]}?" if near else f"the facts are {', '.join(FACTS)}"
        return line, node.name[:40], f"is no fact: {hint}"
    if isinstance(node, nodes.Filter):
        named = f"is no filter here: there are {', '.join(FILTERS)}"
        plain = node.node is not None and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
        least, most = (1, 2) if node.name == "default" else (0, 0)
        if node.name not in FILTERS:
            return line, node.name, named
        if not plain or not least <= len(node.args) <= most:
            return line, node.name, 'is used wrongly: write {{ fact|default("other words") }}'
        return None
    if isinstance(node, nodes.Compare):
        if any(operand.op not in ("eq", "ne") for operand in node.ops):
            return line, "", "facts can only be compared by == and !="
        return _wrong_word(line, node)
    if isinstance(node, nodes.Const):
        told = isinstance(node.value, str | bool)
        return None if told else (line, str(node.value)[:40], "must stand in quotes")
    if isinstance(node, _ALLOWED):
        return None
    what = type(node).__name__.lower()
    return line, what, "has no place here: use only facts in {{ }} and choices in {% if %}"


def _wrong_word(line: int, node: nodes.Compare) -> _Fault | None:
    """A status or outcome that there is not: the sentence would never be written."""
    sides = [node.expr, *(operand.expr for operand in node.ops)]
    for side in sides:
        words = _WORDS_OF.get(side.name) if isinstance(side, nodes.Name) else None
        for other in sides if words else ():
            if isinstance(other, nodes.Const) and other.value not in (words or ()):
                there_are = ", ".join(word for word in words or () if word)
                return line, str(other.value)[:40], f"is none of these: {there_are}"
    return None
