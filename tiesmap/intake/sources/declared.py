"""Every kind of table that tiesmap reads, as declared in sources.toml.

A new one is a few lines there, a sample file and its result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tiesmap.intake.sources import declaration, linkedin, outlook, positions, programs, stages
from tiesmap.intake.sources.declaration import (
    Column,
    LeftOut,
    Source,
    beside,
    first_of,
    joined,
    made_by,
    same_names,
    under,
)
from tiesmap.intake.sources.practice import PRACTICE
from tiesmap.intake.table import values
from tiesmap.intake.who import relations
from tiesmap.intake.wordfiles import read, words
from tiesmap.model.intake import THE_REP
from tiesmap.model.requests import COLUMNS

_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    name: function
    for module in (declaration, linkedin, outlook, positions, programs, stages, values, relations)
    for name, function in vars(module).items()
    if callable(function) and function.__module__ == module.__name__
}
"""By which name a declaration calls them: each function of these modules by its own."""


def _texts(said: Iterable[str]) -> tuple[str, ...]:
    """Some texts; `*file.key` stands for a list of a file of words."""
    found: list[str] = []
    for one in said:
        found += words(*one[1:].split(".")) if one.startswith("*") else (one,)
    return tuple(found)


def _column(said: Any) -> Column:
    if isinstance(said, str):
        return under(said)
    if isinstance(said, list):
        return under(*_texts(said))
    (way,) = said.keys() - {"kept"}
    if way in _WAYS:
        return _WAYS[way](*_texts(said[way]))
    return made_by(_FUNCTIONS[way], *said[way], kept=said.get("kept", False))


_WAYS: Mapping[str, Callable[..., Column]] = {"beside": beside, "joined": joined, "first": first_of}


def _declared(name: str, said: Mapping[str, Any], apart: Mapping[str, Any]) -> Source:
    """The source of this name, of what the file says of it; `apart` are those that it may name."""
    given = dict(said)
    columns = same_names(given.pop("named", ""))
    columns |= {field: _column(one) for field, one in given.pop("columns", {}).items()}
    also = {one: apart[one] for one in given.pop("also", ())}
    functions = {field: _FUNCTIONS[one] for field, one in given.pop("reword", {}).items()}
    defaults = given.pop("defaults", {})
    left_out, prepare = given.pop("left_out", ()), given.pop("prepare", "")
    required = tuple(map(tuple, given.pop("required")))
    rest: Mapping[str, Any] = {
        key: _texts(one) if isinstance(one, list) else one for key, one in given.items()
    }
    return Source(
        name=name,
        columns=columns,
        required=required,
        defaults={f: THE_REP if text == "the rep" else text for f, text in defaults.items()},
        reword=functions,
        prepare=_FUNCTIONS[prepare] if prepare else None,
        left_out=tuple(
            LeftOut(one["column"], _FUNCTIONS[one["where"]], one["note"]) for one in left_out
        ),
        also=tuple(_declared(one, more, apart) for one, more in also.items()),
        **rest,
    )


def _sources() -> dict[str, Source]:
    """Every source by its name, also those that no header is compared with."""
    said = {name: one for name, one in read("sources").items() if isinstance(one, dict)}
    apart = said.pop("apart")
    return {name: _declared(name, one, apart) for name, one in (said | apart).items()}


_REQUESTS = Source(
    name="requests",
    title="a list of intro requests",
    kind="requests",
    columns=same_names(" ".join(COLUMNS)),
    required=(("request",), ("status",), ("connector",), ("target",)),
)
NAMED: Mapping[str, Source] = {
    **_sources(), **{source.name: source for source in (*PRACTICE, _REQUESTS)}
}  # fmt: skip
"""Name -> source."""
SOURCES = tuple(source for name, source in NAMED.items() if name not in read("sources")["apart"])
"""Those of which `catalog.identify` tells one by its header."""
