"""Every kind of table that tiesmap reads, as declared in sources.toml.

A new one is a few lines there, a sample file and its result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tiesmap.intake.sources.declaration import (
    Column,
    LeftOut,
    Source,
    beside,
    email_or_full_name,
    email_or_name,
    first_item,
    first_of,
    first_value,
    full_name,
    joined,
    made_by,
    name_and_address,
    only_mail,
    personal_page,
    profile_of,
    same_names,
    under,
)
from tiesmap.intake.sources.linkedin import read_conversations
from tiesmap.intake.sources.outlook import addressees, read_mails, read_meetings
from tiesmap.intake.sources.positions import read_positions
from tiesmap.intake.sources.practice import PRACTICE
from tiesmap.intake.sources.programs import (
    address_in,
    channel_of,
    firm_before,
    has_no_profile,
    is_empty,
    is_no_yes,
    is_one_word,
    is_open,
    is_spam,
    is_sponsored,
    name_before,
    name_behind,
    people_of_boxes,
    without_paths,
)
from tiesmap.intake.sources.stages import stage_of
from tiesmap.intake.table.values import is_yes
from tiesmap.intake.who.relations import kind_of_relation
from tiesmap.intake.wordfiles import read, words
from tiesmap.model.intake import THE_REP
from tiesmap.model.requests import COLUMNS

_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (
        address_in, addressees, channel_of, email_or_full_name, email_or_name, firm_before,
        first_item, first_value, full_name, has_no_profile, is_empty, is_no_yes, is_one_word,
        is_open, is_spam, is_sponsored, is_yes, kind_of_relation, name_and_address, name_before,
        name_behind, only_mail, people_of_boxes, personal_page, profile_of, read_conversations,
        read_mails, read_meetings, read_positions, stage_of, without_paths,
    )
}  # fmt: skip
"""By which name a declaration calls them."""


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
