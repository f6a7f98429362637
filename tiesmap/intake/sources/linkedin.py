"""LinkedIn's archive: its messages, in the layouts of all its years, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tiesmap.intake.reading import Rows
from tiesmap.intake.sources.declaration import addressed
from tiesmap.intake.table.values import clean_line
from tiesmap.intake.who.keys import normalize_profile
from tiesmap.model.folding import letters_of
from tiesmap.model.intake import Checked

_GONE = "linkedin member"
"""What LinkedIn calls everybody who left: not one person."""


_MESSAGE = (
    "CONVERSATION ID",
    "FROM",
    "SENDER PROFILE URL",
    "TO",
    "RECIPIENT PROFILE URLS",
    "DATE",
)


def read_conversations(rows: Rows) -> Rows:
    """Messages as date, from and to, with what is known of each person: `Name <profile>`.

    Until 2023 the recipients have no profiles: a name is then looked up among those who wrote in
    the same conversation. The texts are left behind here.
    """
    at = {letters_of(name): place for place, name in enumerate(rows.header)}
    keys = {name: letters_of(name) for name in _MESSAGE}

    def cell(row: Sequence[str], name: str) -> str:
        place = at.get(keys[name])
        return "" if place is None else clean_line(row[place])

    has_profiles = keys["RECIPIENT PROFILE URLS"] in at
    writers: dict[tuple[str, str], str] = {}
    called: dict[str, str] = {}
    for _, row in rows.rows:
        name, url = cell(row, "FROM"), cell(row, "SENDER PROFILE URL")
        writers[cell(row, "CONVERSATION ID"), name] = url
        called[url] = name

    kept = []
    nobody = 0
    for line, row in rows.rows:
        if has_profiles:
            to = _with_profiles(cell(row, "TO"), cell(row, "RECIPIENT PROFILE URLS"), called)
        else:
            conversation = cell(row, "CONVERSATION ID")
            names = [name for name in split_names(cell(row, "TO")) if name.casefold() != _GONE]
            to = [addressed(name, writers.get((conversation, name), "")) for name in names]
        if not to:
            nobody += 1
            continue
        sender = addressed(cell(row, "FROM"), cell(row, "SENDER PROFILE URL"))
        kept.append((line, (cell(row, "DATE"), sender, "; ".join(to))))
    notes = rows.notes
    if nobody:
        notes += (f"Left out: messages to nobody who still has a profile ({nobody}).",)
    return replace(rows, header=("DATE", "FROM", "TO"), rows=tuple(kept), notes=notes)


def _with_profiles(names: str, urls: str, called: dict[str, str]) -> list[str]:
    """The recipients who have a profile; where the names do not pair off with the profiles, by
    what each is called elsewhere, else by the address."""
    profiles = [url.strip() for url in urls.split(",")]
    ways = (
        [names] if len(profiles) == 1 else split_names(names),
        names.split(", "),
        names.split(","),
    )
    whole = next((way for way in ways if len(way) == len(profiles)), [])
    paired = bool(whole)
    found = []
    for place, url in enumerate(profiles):
        if not normalize_profile(url):
            continue
        name = whole[place] if paired else called.get(url) or normalize_profile(url)[3:]
        found.append(addressed(name, url))
    return found


def split_names(text: str) -> list[str]:
    """Single names out of several divided by commas.

    A comma stands before a degree too (", MBA"): a single word belongs to the name before it."""
    names: list[str] = []
    for piece in filter(None, (part.strip() for part in text.split(", "))):
        if names and " " not in piece:
            names[-1] += f", {piece}"
        else:
            names.append(piece)
    return names


def with_own_addresses(files: Sequence[Checked]) -> list[Checked]:
    """The files of an archive, with the rep's addresses and positions under the name that his
    profile gives."""
    named = [file.owners[0] for file in files if file.source == "linkedin_profile" and file.owners]
    if not named:
        return list(files)
    return [
        replace(
            file,
            owners=tuple(addressed(named[0], mail) for mail in file.owners)
            if file.source == "linkedin_addresses"
            else file.owners,
            card=None if file.card is None else replace(file.card, name=named[0]),
        )
        for file in files
    ]


WANTED = re.compile(r"(?:^|/)(?:connections|messages|invitations)\.csv$", re.IGNORECASE)
"""Files of the archive that must not be passed over in silence."""
