"""The kinds of files that tiesmap reads, each declared once, and which of them a header is.

A source is a declaration: which field stands in which column, and which columns tell it from the
others. `identify` compares a header with all of them and refuses to guess.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tiesmap.model.intake import OWN_SCOPE
from tiesmap.model.problems import Refused, shorten
from tiesmap.model.requests import COLUMNS as REQUEST_COLUMNS

KINDS = ("people", "relationships", "interactions", "ties", "introductions", "targets")
"""What a row of a source can be about, as in `model.intake.Checked`."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where the text of a field stands: one or more parts, each under one of several names."""

    parts: tuple[tuple[str, ...], ...]
    take: str = "all"
    """`all` parts joined by a space, or the `first` that is not empty."""

    @property
    def names(self) -> tuple[str, ...]:
        """All header names that lead here."""
        return tuple(name for part in self.parts for name in part)

    @property
    def called(self) -> str:
        """What it is called in the first place, for a sentence."""
        return " + ".join(part[0] for part in self.parts)


def under(*names: str) -> Column:
    """A field in one column, which goes by any one of these names."""
    return Column((names,))


def joined(*parts: str) -> Column:
    """A field made of several columns, such as a first and a last name; `|` divides names."""
    return Column(tuple(tuple(part.split("|")) for part in parts))


def first_of(*parts: str) -> Column:
    """A field taken from the first of these columns that is not empty; `|` divides names."""
    return Column(tuple(tuple(part.split("|")) for part in parts), "first")


def same_names(names: str) -> dict[str, Column]:
    """Columns that are called as their fields are; blanks divide the names."""
    return {name: under(name) for name in names.split()}


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of file: what its rows are about and how its columns lead to fields."""

    name: str
    title: str
    """What it is in words, for sentences: "people"."""
    kind: str
    """One of KINDS, or `requests`, or `report` for what is recognized and refused."""
    columns: Mapping[str, Column]
    """field of the row's record -> where its text stands."""
    required: tuple[tuple[str, ...], ...]
    """A header is this source if of each group of fields at least one has a column ..."""
    unlike: tuple[str, ...] = ()
    """... and none of these header names is there: they belong to other files."""
    narrows: tuple[str, ...] = ()
    """Wider sources that fit such a header too, and stand back for this one."""
    scope: str = OWN_SCOPE
    """Ids of this source mean something only among files of the same scope."""
    defaults: Mapping[str, str] = field(default_factory=dict)
    """field -> text that holds where the file has no such column."""
    reword: Mapping[str, Callable[[str], str]] = field(default_factory=dict)
    """field -> what is done to its text first, such as another system's words to ours."""
    hidden: tuple[str, ...] = ()
    """A row that fills no field but these is no row: it is left out and counted, in ..."""
    hidden_note: str = ""
    """... this sentence, where {count} is the number of such rows."""
    notes: tuple[str, ...] = ()
    """What the rep should know of any such file."""
    refusal: str = ""
    """Why such a file is refused; after the file's name it completes the sentence."""


OTHERS_NAMES = ("First Name", "Last Name", "Given Name", "Family Name", "Display Name")
"""Name columns of address books: a file with them is not our own people.csv."""

SOURCES: tuple[Source, ...] = (
    Source(
        name="people",
        title="people",
        kind="people",
        columns=same_names(
            "id name email profile_url phone company title category city rep do_not_ask client "
            "comfort stage signed_on notes"
        ),
        required=(("name", "email"),),
        unlike=(*OTHERS_NAMES, "E-mail 1 - Value"),
    ),
    Source(
        name="relationships",
        title="what reps say of people",
        kind="relationships",
        columns=same_names("rep person category client comfort stage signed_on bucket"),
        required=(("rep",), ("person", "category")),
        unlike=("name", "email", *OTHERS_NAMES),
    ),
    Source(
        name="interactions",
        title="mails, meetings, calls",
        kind="interactions",
        columns={
            "date": under("date"),
            "sender": under("from"),
            "to": under("to"),
            **same_names("channel purpose notes"),
        },
        required=(("date",), ("sender",), ("to",)),
        # LinkedIn's messages hold several names in TO, joined by commas that names hold too.
        unlike=("Conversation ID", "Sender Profile URL"),
    ),
    Source(
        name="ties",
        title="declared ties",
        kind="ties",
        columns=same_names("person other contacts last_contact kind since strength"),
        required=(("person",), ("other",)),
    ),
    Source(
        name="introductions",
        title="introductions that happened",
        kind="introductions",
        columns=same_names("date introducer person other outcome"),
        required=(("introducer",), ("person",), ("other",)),
        narrows=("ties",),
    ),
    Source(
        name="targets",
        title="whom you want to meet",
        kind="targets",
        columns=same_names("name company category profile_url why"),
        required=(("why",), ("name", "company", "category", "profile_url")),
        unlike=("id", "email", "phone", *OTHERS_NAMES),
        narrows=("people",),
    ),
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
            "connected_on": under("Connected On", "Verbunden am", "Vernetzt am"),
        },
        required=(("name",), ("connected_on",)),
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
        name="requests",
        title="a list of intro requests",
        kind="requests",
        columns=same_names(" ".join(REQUEST_COLUMNS)),
        required=(("request",), ("status",), ("connector",), ("target",)),
    ),
    Source(
        name="ties_report",
        title="our report of ties",
        kind="report",
        columns=same_names(
            "person_id person other_id other strength class bridging overlap opens contacts "
            "last_contact evidence reasons"
        ),
        required=(("person_id",), ("other_id",), ("class", "bridging", "evidence")),
        narrows=("ties",),
        refusal="is a report of ties that tiesmap worked out: reading it back would count its "
        "conclusions as evidence. Import the files that it was made from.",
    ),
    Source(
        name="paths_report",
        title="our report of paths",
        kind="report",
        columns=same_names(
            "rank goal_id goal goal_company goal_category connector_id connector path hops "
            "chance newness reasons"
        ),
        required=(("rank",), ("goal_id",), ("connector_id",), ("path",)),
        refusal="is a report of paths that tiesmap worked out: it holds no evidence of who "
        "knows whom. Import the files that it was made from.",
    ),
)
"""Every source there is. A new one is a declaration here, a sample file and its result."""


def same_header(text: str) -> str:
    """A header name by which names are compared: without case, spaces and punctuation."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in plain if character.isalnum())


@dataclass(frozen=True, slots=True)
class Placed:
    """Where in a row the texts of a source's fields stand."""

    fields: Mapping[str, tuple[int, ...]]
    """field -> positions of its parts, in the order of the declaration."""
    extra: tuple[int, ...]
    """Positions of the columns that no field is made for."""


def place(source: Source, header: Sequence[str], file: str) -> Placed:
    """Find the columns of a source in a header; refuse one that has two for the same part."""
    places = _positions(header)
    fields: dict[str, tuple[int, ...]] = {}
    taken: set[int] = set()
    for name, column in source.columns.items():
        found = []
        for part in column.parts:
            here = [at for alias in part for at in places.get(same_header(alias), ())]
            if len(here) > 1:
                names = _listed([f"'{shorten(header[at], 40)}'" for at in here], "and")
                raise Refused(
                    f"{file} has {len(here)} columns that could be the {name}, {names}: "
                    "rename or delete all but one."
                )
            found += here
        if found:
            fields[name] = tuple(found)
            taken.update(found)
    return Placed(fields, tuple(at for at in range(len(header)) if at not in taken))


def identify(header: tuple[str, ...], file: str, sources: Sequence[Source] = SOURCES) -> Source:
    """The one source that a header fits, by its column names alone.

    Raises Refused where none fits (with the columns there are and those that the nearest sources
    expect), where several do (naming them), and for reports of our own, which are no evidence.
    """
    places = _positions(header)
    fitting = [source for source in sources if _fits(source, places)]
    stand_back = {name for source in fitting for name in source.narrows}
    claims = [source for source in fitting if source.name not in stand_back]
    if not claims:
        raise Refused(_unknown(header, file, sources))
    if len(claims) > 1:
        names = _listed([f"{source.name} ({source.title})" for source in claims], "and")
        raise Refused(
            f"{file} could be {names}: take out the columns that do not belong to what you mean."
        )
    source = claims[0]
    if source.refusal:
        raise Refused(f"{file} {source.refusal}")
    place(source, header, file)
    return source


def _positions(header: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at, name in enumerate(header):
        places.setdefault(same_header(name), []).append(at)
    places.pop("", None)
    return places


def _has(source: Source, name: str, places: Mapping[str, object]) -> bool:
    column = source.columns.get(name)
    return column is not None and any(same_header(alias) in places for alias in column.names)


def _fits(source: Source, places: Mapping[str, object]) -> bool:
    return all(
        any(_has(source, name, places) for name in group) for group in source.required
    ) and not any(same_header(name) in places for name in source.unlike)


def _unknown(header: Sequence[str], file: str, sources: Sequence[Source]) -> str:
    places = _positions(header)

    def nearness(source: Source) -> tuple[float, int]:
        met = sum(any(_has(source, name, places) for name in g) for g in source.required)
        known = sum(_has(source, name, places) for name in source.columns)
        return met / len(source.required), known

    useful = [source for source in sources if source.kind in KINDS]
    near = sorted(useful, key=nearness, reverse=True)[:3]
    shown = [shorten(name, 30) or "(no name)" for name in header[:20]]
    if len(header) > len(shown):
        shown.append(f"and {len(header) - len(shown)} more")
    expected = ", or for ".join(_expected(source, header, places) for source in near)
    return (
        f"{file} fits no kind of file that tiesmap reads: it has the columns "
        f"{', '.join(shown) or '(none)'}; expected were, for {expected}."
    )


def _expected(source: Source, header: Sequence[str], places: Mapping[str, list[int]]) -> str:
    groups = []
    for group in source.required:
        groups.append(" or ".join(source.columns[name].called for name in group))
    text = f"{source.name}: {_listed(groups, 'and')}"
    foreign = [header[places[n][0]] for n in map(same_header, source.unlike) if n in places]
    if foreign:
        text += f", and no column {_listed([shorten(name, 30) for name in foreign], 'or')}"
    return text


def _listed(words: Sequence[str], last: str) -> str:
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
