"""The guided start after an import: its four steps, what is skipped, and the way back and out."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from tiesmap.dashboard import seat, state
from tiesmap.dashboard.setup import asks, duplicates, introducers, rating, swaps
from tiesmap.dashboard.shared import go, language, printing, words
from tiesmap.model.english import say_count, say_list
from tiesmap.model.people import Person
from tiesmap.model.start import Label, Looks, Progress
from tiesmap.workspace import Workspace
from tiesmap.workspace.kept import ALL

_STEPS = {
    "rate": "These people first",
    "categories": "These look like …",
    "gain": "Your line",
    "asks": "Five asks",
}
_LATER = {
    "rate": "people to rate",
    "categories": "these look like …",
    "gain": "your line",
    "asks": "asks",
}
_UNDER_LETTERS = {
    "email": "Your e-mail address",
    "company": "Your firm",
    "phone": "Your phone number",
}
_SHOWN = 12
"""Proposed categories in sight: those of most people."""


def show(workspace: Workspace) -> bool:
    """The next step of the start that is not done; False where nothing is left or it was left.

    Once it has led to asks, files that come later raise only what is new in them.
    """
    progress = workspace.start.progress()
    step = _step(progress)
    if state.recall("start left"):
        return False
    if step not in _STEPS:
        return _done(progress) | swaps.show(workspace)
    state.remember("start begun", True)
    with st.container(border=True, key="start"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{_title(step, again=bool(progress.asks))}**")
            # Beside the step, not in it: the focus goes to what the step asks (see `focus`).
            with st.container(horizontal=True, width="content", key="aside-start"):
                _leaving(step, progress)
        _say_rated(step, progress)
        _say_skipped(step)
        _SHOW[step](workspace)
    return True


def _leaving(step: str, progress: Progress) -> None:
    """The ways out of a step: back, past it, and out of the start."""
    before = _before(step, progress)
    if before and st.button("Back", type="tertiary", icon=":material/arrow_back:"):
        if before == "rate":
            rating.show_again()
        state.remember("start back", before)
        st.rerun()
    if st.button("Not now" if progress.asks else "Skip this step", type="tertiary"):
        state.remember(f"start passed {step}", True)
        state.remember(f"start skipped {step}", True)
        _go_on()
    if not progress.asks and st.button("Leave the start", type="tertiary"):
        state.remember("start left", True)
        _go_on()


def _before(step: str, progress: Progress) -> str:
    """The step to go back to: the last before this one in which there is something to see."""
    there = {
        "rate": rating.was_shown(),
        "categories": _to_sort(progress),
        "gain": True,
    }
    steps = list(_STEPS)
    return next((one for one in reversed(steps[: steps.index(step)]) if there[one]), "")


def _go_on() -> None:
    """To the first step that is left, also from one to which the rep went back."""
    state.remember("start back", None)
    st.rerun()


def _title(step: str, *, again: bool) -> str:
    """What a step is called: a step of four, or something new in files that came later."""
    number = list(_STEPS).index(step) + 1
    return f"New: {_LATER[step]}" if again else f"Step {number} of {len(_STEPS)}: {_STEPS[step]}"


def _skipped() -> list[str]:
    return [step for step in _STEPS if state.recall(f"start skipped {step}")]


def _say_rated(step: str, progress: Progress) -> None:
    """That the first step is done, where the ratings came with the files or are from before."""
    if step != "rate" and progress.rated and not progress.asks and "rate" not in _skipped():
        rated = say_count(progress.rated, "person is rated", "people are rated")
        st.caption(f"Step 1 is done: {rated}.")


def _say_skipped(now: str = "") -> None:
    """Which steps were skipped, and the way back to them."""
    skipped = [step for step in _skipped() if step != now]
    if not skipped:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        names = say_list([f"“{_STEPS[step]}”" for step in skipped])
        st.caption(f"Skipped: {names}.", width="content")
        if st.button("Go back to it", type="tertiary", icon=":material/undo:"):
            for step in skipped:
                state.remember(f"start skipped {step}", None)
                state.remember(f"start passed {step}", None)
            st.rerun()


def _done(progress: Progress) -> bool:
    """That the start is done, said once, with what it came to and where it goes on."""
    if not state.recall("start begun"):
        return False
    with st.container(border=True, key="start"):
        st.markdown(":material/task_alt: **The start is done.**")
        came = (
            f"{say_count(progress.rated, 'person', 'people')} rated",
            "your line is written" if progress.gain else "",
            f"{say_count(progress.asks, 'ask')} on My asks" if progress.asks else "",
        )
        st.caption(
            f"{say_list([part for part in came if part])}. More files add to it at any time."
        )
        _say_skipped()
        with st.container(horizontal=True, vertical_alignment="center"):
            go.link("asks", "My asks", "outgoing_mail", view="board")
            go.link("week", "Week", "event")
            if st.button("Close", type="tertiary"):
                state.remember("start begun", None)
                st.rerun()
    return True


def begin_anew() -> None:
    """After an import: what was passed over may have something new in it."""
    state.remember("start back", None)
    rating.choose_anew()
    for step in _STEPS:
        state.remember(f"start passed {step}", None)
        state.remember(f"start skipped {step}", None)


def resume(workspace: Workspace) -> None:
    """The way back to a start that was left."""
    left = state.recall("start left") and _step(workspace.start.progress())
    if left and st.button("Go on with the start", icon=":material/play_arrow:"):
        state.remember("start left", None)
        st.rerun()


def _step(progress: Progress) -> str:
    """The one gone back to, else the first that is neither done nor skipped in this session."""
    passed = {step for step in _STEPS if state.recall(f"start passed {step}")}
    if back := state.recall("start back"):
        return str(back)
    left = {
        "rate": progress.step == "rate",
        "categories": _to_sort(progress),
        "gain": not progress.gain,
        "asks": not progress.asks,
    }
    return next((step for step in _STEPS if left[step] and step not in passed), "")


def _to_sort(progress: Progress) -> bool:
    """Whether the second step has something to ask."""
    return bool(progress.looks or progress.labels or progress.introduced)


# Categories --------------------------------------------------------------------------------------


def _categories(workspace: Workspace) -> None:
    """What people look like, and who introduced the rep, to take or to leave for many at once."""
    looks, labels = workspace.start.looks(new=True), workspace.start.labels()
    with st.form("start looks", border=False):
        # First, so that on a phone nobody goes on without having seen it.
        introduced, not_introduced = introducers.ask(workspace)
        mine = [one.name for one in looks[:_SHOWN] if one.own]
        told = f" In your own words, from your files: {say_list(mine)}." if mine else ""
        rename = "; rename what you would call something else" if looks else ""
        st.caption(f"Untick what is wrong{rename}." + words.escaped(told))
        kept = [_look(one, k) for k, one in enumerate(looks[:_SHOWN])]
        offered = [_label(one, k) for k, one in enumerate(labels[:_SHOWN])]
        alike = duplicates.ask_same_name(workspace)
        if not st.form_submit_button(
            "Right, go on", type="primary", icon=":material/check:", key="first-looks"
        ):
            return
    decided = zip(looks, kept, strict=False)
    workspace.start.decide(
        {
            one.category: (name.strip() or one.category) if right else ""
            for one, (right, name) in decided
        },
        all_seen=True,
    )
    taken = [one for one, right in zip(labels, offered, strict=False) if right]
    if taken:
        workspace.start.take_labels(taken)
    if left := [one for one in labels[:_SHOWN] if one not in taken]:
        workspace.start.decline_labels(left)
    if introduced:
        workspace.asks.record_introduction(*introduced)
    if not_introduced:
        workspace.asks.set_aside(*not_introduced)
    if alike:
        workspace.duplicates.merge_all(alike)
    state.remember("start passed categories", True)  # what is left of introductions has Health
    _go_on()


def _look(one: Looks, number: int) -> tuple[bool, str]:
    tick, name, examples = st.columns([1, 3, 7], vertical_alignment="center")
    right = tick.checkbox(f"{len(one.people)}", True, key=f"look {number} {one.category}")
    said = name.text_input(
        "Category",
        one.name or one.category,
        key=f"name {number} {one.category}",
        label_visibility="collapsed",
    )
    with examples:
        words.fine(", ".join(one.companies), f"look-{number}")
    return right, said


def _label(one: Label, number: int) -> bool:
    """A label of a file, as a category."""
    tick, what = st.columns([1, 10], vertical_alignment="center")
    right = tick.checkbox(f"{len(one.people)}", False, key=f"label {number} {one.word}")
    with what:
        words.fine(f"the label “{one.label}” as a category", f"label-{number}")
    return right


# The line, and the asks --------------------------------------------------------------------------


def _gain(workspace: Workspace) -> None:
    """Whom the rep wants to meet, where he says it; and what somebody gains from meeting him.

    The line comes last, so that Enter in it passes over nothing.
    """
    said = [one for one in workspace.ways.targets() if one.category and one.category == one.label]
    mine = [one.category for one in said]
    with st.form("start gain", border=False):
        chosen = st.pills(
            "Whom do you want to meet? If you choose none, tiesmap goes "
            f"{words.escaped(workspace.ways.goes_by())}.",
            list(dict.fromkeys((*mine, *workspace.ways.wishes_offered()))),
            selection_mode="multi",
            default=list(dict.fromkeys(mine)),
        )
        others = st.text_input(
            "Anybody else?", placeholder="A kind of business or a firm; several with commas"
        )
        code = language.choice_at_start(workspace)
        reached = _reached(workspace)
        text = st.text_input(
            "What does somebody gain from meeting you, in one line?",
            workspace.start.gain(),
            placeholder=language.example_of_gain(workspace),
            key="first-line",
        )
        if not st.form_submit_button("Go on", type="primary"):
            return
        if not text.strip():
            words.notice("Write your line: each ask says it, as what there is to gain.")
            return
    if reached != workspace.rep_person:
        workspace.people.save_person(reached)
    workspace.start.save_gain(text)
    if code:
        workspace.letters.save_language(code)
    for target in said:
        if target.category not in chosen:
            workspace.ways.remove_target(target)
    workspace.ways.save_wishes([*(one for one in chosen if one not in mine), *others.split(",")])
    _go_on()


def _reached(workspace: Workspace) -> Person:
    """The rep with what was typed of what stands under his letters and is on no file."""
    me = workspace.rep_person
    missing = [one for one in _UNDER_LETTERS if not getattr(me, one)]
    if not missing:
        return me
    st.caption("Under your letters, where you want it there:")
    typed = dict.fromkeys(_UNDER_LETTERS, "")
    for one, place in zip(missing, st.columns(len(missing)), strict=True):
        typed[one] = place.text_input(_UNDER_LETTERS[one]).strip()
    return replace(
        me,
        email=typed["email"] if "@" in typed["email"] else me.email,
        company=typed["company"] or me.company,
        phone=typed["phone"] or me.phone,
    )


def _asks(workspace: Workspace) -> None:
    """The first asks, each with its reason and its letter."""
    with st.spinner("Looking for the best asks"):
        found = seat.keep(workspace, "first asks", workspace.start.asks, upon=ALL)
    if not found:
        words.notice(workspace.ways.why_no_path())
        return
    people = workspace.people.everybody()
    for number, (ask, letter) in enumerate(workspace.start.drafted(found), start=1):
        asks.show(ask, letter, people, number)
    st.caption(
        "Taken, they are on My asks; the list is saved as a workbook and goes to your printer. "
        "Nothing is sent: you do."
    )
    with st.container(horizontal=True, key="first-asks"):
        taken = st.button("Take them, save and print", type="primary", icon=":material/print:")
        put = st.button("Put them on My asks", icon=":material/playlist_add_check:")
    if taken or put:
        workspace.start.plan(found)
        swaps.none_yet()
        state.tell("Your first asks are on My asks, each with its letter.")
        if taken:
            printing.at_once()
        go.to("asks", "board")


def _rate(workspace: Workspace) -> None:
    def ended() -> None:
        state.remember("start passed rate", True)
        _go_on()

    rating.show(workspace, ended)


_SHOW = {"rate": _rate, "categories": _categories, "gain": _gain, "asks": _asks}
