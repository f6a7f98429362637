"""What rows about people say outside of their fields, whatever program wrote the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from tiesmap.intake.sources.declaration import Placed
from tiesmap.intake.sources.words import positions, signing_days
from tiesmap.intake.table.dates import read_dates
from tiesmap.intake.table.spoiled import mended
from tiesmap.intake.table.values import clean_line, clean_text
from tiesmap.intake.who.addresses import KINDS, find_further, out_of_names
from tiesmap.intake.who.names import before, clean_name, is_written_back, split_born, turned
from tiesmap.intake.who.optouts import find_optouts
from tiesmap.intake.who.orders import as_in_address
from tiesmap.intake.who.salutations import find_salutations
from tiesmap.model.cells import tidy_line
from tiesmap.model.companies import is_company
from tiesmap.model.english import say_list
from tiesmap.model.folding import letters_of
from tiesmap.model.names import generation_of
from tiesmap.model.problems import shorten
from tiesmap.model.spoken import begins_with_family, spelled, spoken
from tiesmap.model.vocabulary import Stage

_ODD = re.compile(r"[^\x00-\x7f]|&#?\w+;|=\?").search


def complete(
    columns: Mapping[str, list[Any]],
    placed: Placed,
    rows: Sequence[Sequence[str]],
    day_first: bool | None = None,
) -> tuple[dict[str, list[Any]], list[str]]:
    """The columns of a table of people, completed from the rest of its rows; and sentences.

    Further addresses, who asked to be left alone, since when somebody is a client, names without
    what is no name, companies that are none, and further remarks, which are notes: what one wrote
    of somebody is for nobody else.
    """
    found = dict(columns)
    notes: list[str] = []
    found |= find_further(placed, columns, rows)
    found |= _first_shown(found, len(rows))
    if any(isinstance(name, str) and "@" in name for name in found.get("name", ())):
        found |= out_of_names(found)
    found |= find_salutations(found, placed, rows)
    if "name" in found:
        found["name"] = _with_last_parts(found["name"], placed, rows)
        found |= _names(found, placed, rows)
    for name in ("company", "title", "category", "city"):
        if name in found:
            found[name] = [_mended(value) for value in found[name]]
    found |= _signing_days(found, placed, rows, day_first)
    if "company" in found:
        found["company"], none = _companies(found["company"])
        if none:
            shown = ", ".join(f"'{shorten(text, 30)}' {n:,}" for text, n in none.most_common(5))
            notes.append(f"No company, so left empty: {shown}.")
    out, said = find_optouts(placed, rows)
    notes += said
    if placed.remarks:
        found["notes"] = _with_remarks(found.get("notes"), placed, rows)
        called = say_list([f"'{clean_line(placed.header[at])}'" for at in placed.remarks])
        notes.append(f"Kept in your notes: {called}.")
    if any(out):
        stored = found.get("do_not_ask") or [None] * len(rows)
        found["do_not_ask"] = [now or before for now, before in zip(out, stored, strict=True)]
    return found, notes


def _with_last_parts(
    names: Sequence[Any], placed: Placed, rows: Sequence[Sequence[str]]
) -> list[Any]:
    """Names with a second family name and a Jr. or III that stand in columns of their own."""
    places = positions(placed.header)
    named = list(names)
    for kind in ("secondlastname", "degreeofhonor"):
        for at in filter(placed.extra.__contains__, places.get(kind, ())):
            for number, row in enumerate(rows):
                name, part = named[number], clean_line(row[at])
                if not part or not isinstance(name, str) or not name or name.endswith(part):
                    continue
                if kind == "secondlastname" or generation_of(f"x y {part}"):
                    named[number] = f"{name} {part}"
    return named


def _signing_days(
    found: Mapping[str, list[Any]],
    placed: Placed,
    rows: Sequence[Sequence[str]],
    day_first: bool | None,
) -> dict[str, list[Any]]:
    """The column `signed_on`, by a column of days on which something was signed or closed, in the
    rows of clients: of others it is the day on which that is hoped for, or on which it was lost."""
    at = [one for one in signing_days(placed.header) if one in placed.extra]
    stages = found.get("stage") or [""] * len(rows)
    clients = found.get("client") or [None] * len(rows)
    if not at or "signed_on" in found:
        return {}
    days: list[date | None] = [None] * len(rows)
    for one in at:
        for number, day in enumerate(read_dates([row[one] for row in rows], day_first)):
            won = clients[number] is True or stages[number] == Stage.CLIENT
            if won and isinstance(day, datetime) and days[number] is None:
                days[number] = day.date()
    return {"signed_on": days}


def _with_remarks(
    notes: Sequence[str] | None, placed: Placed, rows: Sequence[Sequence[str]]
) -> list[str]:
    """Notes with what stands in further columns, each under its heading where there are several."""
    remarks = placed.remarks
    if notes is None and len(remarks) == 1:
        return [clean_text(row[remarks[0]]) for row in rows]
    found = []
    for own, row in zip(notes or [""] * len(rows), rows, strict=True):
        more = ((clean_line(placed.header[at]), clean_text(row[at])) for at in remarks)
        found.append("\n".join(filter(None, (own, *(f"{name}: {t}" for name, t in more if t)))))
    return found


def _first_shown(found: Mapping[str, list[Any]], count: int) -> dict[str, list[Any]]:
    """The first of the further addresses as the one that is shown, where there is none."""
    changed: dict[str, list[Any]] = {}
    for name, kind in KINDS.items():
        more = found.get(kind.more)
        if not more or not any(more):
            continue
        first = list(found.get(name) or [""] * count)
        further = list(more)
        for number, others in enumerate(more):
            if others and not first[number]:
                first[number], further[number] = others[0], others[1:]
        changed |= {name: first, kind.more: further}
    return changed


def _names(
    found: Mapping[str, list[Any]], placed: Placed, rows: Sequence[Sequence[str]]
) -> dict[str, list[Any]]:
    """Names without what is none, in the order in which they are said, and those of before."""
    names = [clean_name(value) if isinstance(value, str) else value for value in found["name"]]
    said = [name for name in names if name]
    if sum(map(is_written_back, said)) * 10 > len(said) * 7:
        names = [turned(name) for name in names]
    elif not placed.as_typed:  # those that are shown so too
        names = [
            turned(name) if name and "," in name and "," not in spoken(name) else name
            for name in names
        ]
    whole = [
        _is_in_one(name, row, placed.at("name"))
        for name, row in zip(found["name"], rows, strict=True)
    ]
    turn = _is_family_first([name for name, one in zip(names, whole, strict=True) if name and one])
    former = list(found.get("former") or [()] * len(names))
    mails = found.get("email") or [""] * len(names)
    own = any(letters_of(placed.header[at]) == "formernames" for at in placed.at("former"))
    for number, name in enumerate(names):
        if not name:
            continue
        now, born = split_born(
            name if placed.as_typed else spelled(name, turn=turn and whole[number])
        )
        mail = mails[number]
        if whole[number] and not placed.as_typed and mail and isinstance(mail, str):
            now = as_in_address(now, mail)
        names[number] = now
        once = former[number] or ()
        if once or born:
            once = once if own else tuple(before(one, now) for one in once)
            former[number] = tuple(dict.fromkeys((*once, *filter(None, [born]))))
    changed = {"name": names}
    return changed | {"former": former} if any(former) else changed


def _is_in_one(name: Any, row: Sequence[str], columns: Sequence[int]) -> bool:
    """Whether a name stands in one cell of its row, not in one column for each part of it."""
    cells = [row[at] for at in columns]
    return name in cells or any(" ".join(cell.split()) == name for cell in cells)


def _is_family_first(names: Sequence[str]) -> bool:
    """Whether most names of a column begin with a family name in capitals, as French lists do."""
    # All in capitals, with a comma, or with the capitals behind, a name says nothing of it.
    full = [n for n in names if " " in n and "," not in n and not n.split()[-1].isupper()]
    return sum(map(begins_with_family, full)) * 2 > len(full)


_PAGE = re.compile(r"\s*\(https://(?:www\.)?notion\.(?:so|com)/[^()\s]*\)")
"""The page behind a linked entry, as Notion writes it; further ones follow behind a comma."""


def _mended(value: Any) -> Any:
    if isinstance(value, str) and "https://" in value and (page := _PAGE.search(value)):
        value = value[: page.start()]
    return tidy_line(mended(value)) if isinstance(value, str) and _ODD(value) else value


def _companies(values: Sequence[Any]) -> tuple[list[Any], Counter[str]]:
    none: Counter[str] = Counter()
    kept = []
    for value in values:
        if isinstance(value, str) and value and not is_company(value):
            none[value] += 1
            value = ""
        kept.append(value)
    return kept, none
