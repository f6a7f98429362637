"""LinkedIn's own export, file by file, in the layouts of all its years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tiesmap.intake.reading import Rows
from tiesmap.intake.sources.declaration import (
    LeftOut,
    Source,
    addressed,
    first_of,
    first_value,
    full_name,
    joined,
    made_by,
    name_and_address,
    same_header,
    under,
)
from tiesmap.intake.sources.positions import read_positions
from tiesmap.intake.table.values import clean_line, is_yes
from tiesmap.intake.who.keys import normalize_profile
from tiesmap.model.intake import THE_REP

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
    at = {same_header(name): place for place, name in enumerate(rows.header)}
    keys = {name: same_header(name) for name in _MESSAGE}

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


_SPONSORED = ("sponsored", "gesponsert", "sponsoris", "patrocin", "sponsorizzat", "linkedinoffer")
_DRAFTS = "Left out: drafts, never sent ({count})."

LINKEDIN: tuple[Source, ...] = (
    Source(
        name="linkedin_connections",
        title="LinkedIn's Connections.csv",
        kind="people",
        scope="linkedin",
        # The German names are those that a public reader of such files accepts; not seen in one.
        columns={
            "name": joined("First Name|Vorname", "Last Name|Nachname"),
            "profile_url": under("URL", "Profile URL", "Profil-URL"),
            "email": under("Email Address", "E-Mail-Adresse"),
            "company": under("Company", "Unternehmen", "Firma"),
            "title": under("Position", "Berufsbezeichnung"),
            "connected_on": under("Connected On"),
        },
        required=(("name",), ("connected_on",)),
        narrows=("contacts",),
        hidden=("connected_on",),
        hidden_note="Left out: {count} of LinkedIn's rows that hold a date and nothing else "
        "(members who hide their profile).",
        notes=(
            "LinkedIn tells whom you know, not who knows whom: everybody in it is your contact, "
            "and no path leads further. Your mails, your calendar or a ties.csv would show ties "
            "between your contacts.",
        ),
    ),
    Source(
        name="linkedin_messages",
        title="LinkedIn's messages.csv",
        kind="interactions",
        scope="linkedin",
        columns={"date": under("DATE"), "sender": under("FROM"), "to": under("TO")},
        required=(("date",), ("sender",), ("to",)),
        marks=("CONVERSATION ID", "SENDER PROFILE URL"),
        defaults={"channel": "message"},
        left_out=(
            LeftOut("IS MESSAGE DRAFT", is_yes, _DRAFTS),
            LeftOut("IS CONVERSATION DRAFT", is_yes, _DRAFTS),
            LeftOut(
                "FOLDER",
                lambda text: clean_line(text).casefold() == "spam",
                "Left out: messages in the spam folder ({count}).",
            ),
            LeftOut(
                "CONVERSATION TITLE",
                lambda text: same_header(text).startswith(_SPONSORED),
                "Left out: sponsored messages ({count}).",
            ),
            LeftOut(
                "SENDER PROFILE URL",
                lambda text: not normalize_profile(clean_line(text)),
                "Left out: messages from no person's profile, sponsored or of members who left "
                "({count}).",
            ),
        ),
        prepare=read_conversations,
        owned=True,
        notes=("The texts of messages are not stored, only who wrote to whom and when.",),
    ),
    Source(
        name="linkedin_invitations",
        title="LinkedIn's Invitations.csv",
        kind="interactions",
        scope="linkedin",
        columns={
            "date": under("Sent At"),
            "sender": made_by(name_and_address, "From", "inviterProfileUrl"),
            "to": made_by(name_and_address, "To", "inviteeProfileUrl"),
        },
        required=(("date",), ("sender",), ("to",)),
        marks=("Direction",),
        defaults={"channel": "social"},
        owned=True,
        month_first=True,
        notes=("The texts of invitations are not stored, only who invited whom and when.",),
    ),
    Source(
        name="linkedin_recommendations",
        title="LinkedIn's Recommendations_Received.csv or _Given.csv",
        kind="ties",
        scope="linkedin",
        columns={
            "other": joined("First Name", "Last Name"),
            "since": under("Creation Date"),
        },
        required=(("other",), ("since",)),
        marks=("Text",),
        narrows=("contacts",),
        defaults={"person": THE_REP},
        month_first=True,
    ),
    Source(
        name="linkedin_endorsements",
        title="LinkedIn's Endorsement_Received_Info.csv or _Given_Info.csv",
        kind="ties",
        scope="linkedin",
        columns={
            "other": made_by(
                name_and_address,
                "Endorser First Name|Endorsee First Name",
                "Endorser Last Name|Endorsee Last Name",
                "Endorser Public Url|Endorsee Public Url",
            ),
        },
        required=(("other",),),
        marks=("Skill Name",),
        defaults={"person": THE_REP},
        once=("other",),
    ),
    Source(
        name="linkedin_profile",
        title="LinkedIn's Profile.csv",
        kind="owner",
        scope="linkedin",
        # His own kind of business, in LinkedIn's words.
        columns={"name": joined("First Name", "Last Name"), "category": under("Industry")},
        required=(("name",),),
        marks=("Geo Location", "Twitter Handles"),
        narrows=("contacts",),
    ),
    Source(
        name="linkedin_positions",
        title="LinkedIn's Positions.csv",
        kind="owner",
        scope="linkedin",
        columns={"company": under("Company Name"), "title": under("Title")},
        required=(("company",), ("title",)),
        marks=("Started On", "Finished On"),
        unlike=("First Name", "Last Name"),
        narrows=("people", "contacts"),
        prepare=read_positions,
        notes=("Where you work and worked: your colleagues are not asked for introductions.",),
    ),
    Source(
        name="linkedin_addresses",
        title="LinkedIn's Email Addresses.csv",
        kind="owner",
        scope="linkedin",
        columns={"email": under("Email Address")},
        required=(("email",),),
        marks=("Confirmed", "Primary"),
        narrows=("people", "contacts"),
        left_out=(
            LeftOut(
                "Confirmed",
                lambda text: not is_yes(text),
                "Left out: addresses that were never confirmed ({count}).",
            ),
        ),
    ),
    Source(
        name="linkedin_contacts",
        title="the address book in LinkedIn's export",
        kind="people",
        listed=True,
        scope="linkedin",
        columns={
            "name": made_by(full_name, "FullName", "FirstName", "LastName"),
            "email": under("Emails"),
            "phone": under("PhoneNumbers"),
            "company": first_of("Companies", "Company|Company Name"),
            "title": under("Title"),
        },
        required=(("name",), ("email", "phone")),
        marks=("PhoneNumbers", "InstantMessageHandles", "BookmarkedAt"),
        unlike=("Name", "Notes", "Groups", "LinkedIn"),
        narrows=("contacts",),
        reword={"email": first_value, "phone": first_value},
    ),
)
"""What LinkedIn writes into the archive that a member downloads."""

WANTED = re.compile(r"(?:^|/)(?:connections|messages|invitations)\.csv$", re.IGNORECASE)
"""Files of the archive that must not be passed over in silence."""
