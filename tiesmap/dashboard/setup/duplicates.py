"""People who may be on file twice: a person decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from tiesmap.dashboard import names, state
from tiesmap.dashboard.shared import days, words
from tiesmap.model.english import say_count
from tiesmap.model.guarding import Duplicate
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.workspace import Workspace

SHOWN = 10
LIKELY = 0.9
"""From this score on a pair is called likely."""
FEW = 5
"""So many pairs are asked about right after an import."""
_ROUNDS = 3
_ASKED = "namesakes asked about"
MANY = 20_000
"""In a first import of more people the pairs are looked for only where they are asked for."""
_FIELDS = ("name", "email", "phone", "company", "title", "city", "profile_url")


def show(workspace: Workspace) -> None:
    """The surest pairs with why, and same, different, later; below the merges to take back."""
    later = st.toggle("Also those I put off", key="later")
    found = workspace.duplicates.suggestions(later)
    people = workspace.people.everybody()
    if not found:
        words.notice("Nobody seems to be on file twice.", "note")
    _offer_all(workspace, found)
    for pair in found[:SHOWN]:
        if pair.one in people and pair.other in people:
            _show_pair(workspace, pair, people)
    if len(found) > SHOWN:
        st.caption(f"{len(found) - SHOWN:,} more pairs follow.")
    _show_merges(workspace)


def join_sure(workspace: Workspace, last: int) -> int:
    """Make one of all pairs that are sure and of which one is new since `last`; how many are gone.

    Undoing the import takes them apart again, and so does a click for each by itself.
    """
    gone = 0
    # Who was joined may be one with a third.
    for _ in range(_ROUNDS):
        if not last and len(workspace.people.everybody()) > MANY:
            break
        sure = [one for one in workspace.duplicates.suggestions() if one.sure and one.other > last]
        if not sure:
            break
        gone += workspace.duplicates.merge_sure(sure)
    return gone


def said_joined(gone: int) -> str:
    """What `join_sure` did, in a sentence; "" where it did nothing."""
    if not gone:
        return ""
    return (
        f"{say_count(gone, 'person', 'people')} on file twice for sure, by name and firm, mailbox "
        "or phone, became one: Setup, Your data, takes each apart again."
    )


def after_import(workspace: Workspace, last: int) -> None:
    """The likely pairs of which one is new since `last`, the highest id before an import."""
    people = workspace.people.everybody()
    if not last and len(people) > MANY:
        return
    pairs = [
        pair
        for pair in workspace.duplicates.suggestions()
        if pair.other > last and pair.one in people and pair.other in people
    ]
    # Where the start asks about them, they are asked about once.
    sure = () if state.recall(_ASKED) else workspace.duplicates.same_name_pairs(last)
    state.remember(_ASKED, None)
    if not pairs and len(sure) < 2:
        return
    st.subheader("Is this one person?")
    _show_same_name(workspace, sure, people)
    st.caption("Whoever is made one can be taken apart again, under Setup, Your data.")
    for pair in pairs[:FEW]:
        _show_pair(workspace, pair, people)
    if len(pairs) > FEW:
        st.caption(f"{len(pairs) - FEW:,} more pairs are under Setup, Your data, Twice on file?")


def _show_same_name(
    workspace: Workspace,
    sure: Sequence[tuple[PersonId, PersonId]],
    people: Mapping[PersonId, Person],
) -> None:
    """One click for those of whom nothing but the addresses is missing on one side: the same full
    name, which nobody else has."""
    if len(sure) < 2:
        return
    _say_same_name(sure, people)
    if st.button(f"All {len(sure)} are one person each", icon=":material/merge:", key="merge all"):
        merged = workspace.duplicates.merge_all(sure)
        state.rerun(f"{merged} pairs are one person each now.")


def ask_same_name(workspace: Workspace) -> Sequence[tuple[PersonId, PersonId]]:
    """The same question as a tick in a form; the pairs to be made one, none without the tick."""
    last = state.recall("import after")
    sure = () if last is None else workspace.duplicates.same_name_pairs(last)
    if len(sure) < 2:
        return ()
    state.remember(_ASKED, True)
    _say_same_name(sure, workspace.people.everybody())
    return sure if st.checkbox("They are one person each", True, key="namesakes one") else ()


def _say_same_name(
    sure: Sequence[tuple[PersonId, PersonId]], people: Mapping[PersonId, Person]
) -> None:
    words.line(
        f"{len(sure)} names stand on two cards each, one with an address and one without, and "
        "nobody else is called so.",
        "namesakes",
    )
    with st.expander("Who they are"):
        for number, (one, other) in enumerate(sure):
            place = " and ".join(filter(None, (people[one].company, people[other].email)))
            words.fine(f"{people[one].name}: {place}", f"namesake {number}")


def _offer_all(workspace: Workspace, pairs: Sequence[Duplicate]) -> None:
    """One button for all pairs that are sure."""
    sure = [pair for pair in pairs if pair.sure]
    if not sure:
        return
    count = say_count(len(sure), "pair")
    if st.button(
        f"Join all that are sure ({count})",
        icon=":material/join:",
        key="join all",
        help="One name, or a short form of it, with one firm, mailbox or phone, and nothing that "
        "tells the two apart. Nothing of either is lost, and each can be taken apart again.",
    ):
        gone = workspace.duplicates.merge_sure(sure)
        state.rerun(
            f"{gone:,} joined. Take one apart again below, under Made one, in Setup, Your data."
        )


def _show_pair(workspace: Workspace, pair: Duplicate, people: Mapping[PersonId, Person]) -> None:
    cards = (people[pair.one], people[pair.other])
    with st.container(border=True):
        says = "Sure" if pair.sure else "Likely" if pair.score >= LIKELY else "Perhaps"
        st.text(f"{says}: {', '.join(pair.reasons)}")
        heads = [*(name.replace("_url", " address").capitalize() for name in _FIELDS), "Do not ask"]
        rows = [list(row) for row in zip(heads, *map(_cells, cards), strict=True) if any(row[1:])]
        names.table(["", "First", "Second"], rows, f"pair {pair.one} {pair.other}", "The two cards")
        with st.container(horizontal=True):
            for label, verdict, help_ in (
                ("Same: keep the first", "same", "One person: nothing of either is lost."),
                ("Different", "different", "Two people: you will not be asked again."),
                ("Later", "later", "Not now."),
            ):
                key = f"{verdict} {pair.one} {pair.other}"
                if st.button(label, key=key, help=help_):
                    workspace.duplicates.decide(pair.one, pair.other, verdict)
                    state.rerun("Your answer is saved.")


def _cells(person: Person) -> list[str]:
    said = [str(getattr(person, name)) for name in _FIELDS]
    return [*said, "yes" if person.do_not_ask else ""]


def _show_merges(workspace: Workspace) -> None:
    merges = workspace.duplicates.merges()
    if not merges:
        return
    st.subheader("Made one")
    for merge in merges[:SHOWN]:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            since = days.said(merge.at.date())
            st.text(f"{merge.gone_label} is part of {merge.kept_label} since {since}")
            if st.button("Take apart", key=f"unmerge {merge.id}", icon=":material/call_split:"):
                workspace.duplicates.unmerge(merge.id)
                state.rerun("They are two people again.")
