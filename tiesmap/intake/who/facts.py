"""Facts in rows about people besides their fields, whatever program wrote the file."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from tiesmap.intake.who.addresses import find_further
from tiesmap.intake.who.names import clean_name
from tiesmap.intake.who.optouts import find_optouts
from tiesmap.model.companies import is_company
from tiesmap.model.problems import shorten


def complete(
    columns: Mapping[str, list[Any]],
    fields: Mapping[str, Sequence[int]],
    extra: Sequence[int],
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
) -> tuple[dict[str, list[Any]], list[str]]:
    """The columns of a table of people with what the rows say besides, and sentences about it.

    Further addresses, who asked to be left alone, names without what is no name, and companies
    that are none.
    """
    found = dict(columns)
    notes: list[str] = []
    found |= find_further(fields, extra, header, columns, rows)
    if "name" in found:
        found["name"] = [clean_name(v) if isinstance(v, str) else v for v in found["name"]]
    for name in ("company", "title"):
        if name in found:
            found[name] = [_decoded(value) for value in found[name]]
    if "company" in found:
        found["company"], none = _companies(found["company"])
        if none:
            shown = ", ".join(f"'{shorten(text, 30)}' {n:,}" for text, n in none.most_common(5))
            notes.append(f"No company, so left empty: {shown}.")
    out, said = find_optouts(header, extra, rows)
    notes += said
    if any(out):
        stored = found.get("do_not_ask") or [None] * len(rows)
        found["do_not_ask"] = [now or before for now, before in zip(out, stored, strict=True)]
    return found, notes


def _decoded(value: Any) -> Any:
    """A text with HTML entities decoded: AT&amp;T becomes AT&T."""
    if isinstance(value, str) and "&" in value and re.search(r"&#?\w+;", value):
        return " ".join(html.unescape(value).split())
    return value


def _companies(values: Sequence[Any]) -> tuple[list[Any], Counter[str]]:
    none: Counter[str] = Counter()
    kept = []
    for value in values:
        if isinstance(value, str) and value and not is_company(value):
            none[value] += 1
            value = ""
        kept.append(value)
    return kept, none
