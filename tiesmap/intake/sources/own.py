"""Our own files, in and out, as sources."""

from __future__ import annotations

from tiesmap.intake.sources.declaration import OTHERS_NAMES, Source, same_names, under
from tiesmap.intake.sources.practice import PRACTICE
from tiesmap.intake.wordfiles import words
from tiesmap.model.requests import COLUMNS as REQUEST_COLUMNS

OTHER_WORDS = words("columns", "other_names")
LIST_WORDS = words("columns", "kept_list")

OWN: tuple[Source, ...] = (
    Source(
        name="people",
        title="people",
        kind="people",
        # With a column rep it describes a network: then it lists nobody's contacts.
        listed=True,
        columns={
            **same_names(
                "id name email profile_url phone company title category city salutation "
                "academic_title rep do_not_ask client comfort stage signed_on notes connected_on"
            ),
            "former": under("former_names"),
        },
        required=(("name", "email"),),
        unlike=(
            *OTHERS_NAMES,
            *OTHER_WORDS,
            *LIST_WORDS,
            "E-mail 1 - Value",
            "Person - Name",
        ),
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
    *PRACTICE,
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
