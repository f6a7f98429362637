"""Firms that somebody worked for before, as they stand among his further fields."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

FORMER_EMPLOYERS = "Former employers"
"""The further field that holds them."""
_ONE = re.compile(r"(?P<company>.+?) \((?:(?P<since>\d{4})-)?(?P<until>\d{4})\)\s*$")


@dataclass(frozen=True, slots=True)
class FormerEmployer:
    """A firm that somebody was at, and the years."""

    company: str
    since: int | None
    until: int


def say_former(employers: Iterable[FormerEmployer]) -> str:
    """`Nationwide (2011-2018); Acme (2011)`: each firm once, from first to last, the latest
    first."""
    years: dict[str, list[int]] = {}
    for one in employers:
        told = years.setdefault(one.company.replace(";", ","), [])
        told += [one.until, *([] if one.since is None else [one.since])]
    said = []
    for company, told in sorted(years.items(), key=lambda entry: (-max(entry[1]), entry[0])):
        since = f"{min(told)}-" if min(told) < max(told) else ""
        said.append(f"{company} ({since}{max(told)})")
    return "; ".join(said)


def read_former(text: str) -> tuple[FormerEmployer, ...]:
    """What `say_former` wrote; a part without a year is passed over."""
    found = []
    for part in text.split(";"):
        if one := _ONE.match(part.strip()):
            since = int(one["since"]) if one["since"] else None
            found.append(FormerEmployer(one["company"], since, int(one["until"])))
    return tuple(found)
