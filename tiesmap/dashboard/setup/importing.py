"""Files on their way in: what they would change, and the button that does it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from tiesmap.dashboard import seat, state
from tiesmap.dashboard.setup import answering, duplicates, guide, reports, sheets
from tiesmap.dashboard.shared import words
from tiesmap.intake.questions import Unclear, Unrecognized
from tiesmap.intake.reader import File
from tiesmap.intake.sources.declared import NAMED
from tiesmap.model.english import say_count
from tiesmap.model.evidence import KINDS
from tiesmap.model.intake import FileReport, ImportReport, Note
from tiesmap.model.problems import Refused, RefusedFiles, shorten
from tiesmap.workspace import Workspace
from tiesmap.workspace.kept import ALL
from tiesmap.workspace.opening import find_one

_OFFERS = {
    "take_in": ("held", "Take in", "left out, for they look like nobody. Take in:"),
    "want": ("firms", "To meet", "firms without anybody in the list. Do you want to meet them?"),
}
"""Answer -> the names in a report that it may take, what the choice is called, and why."""
_OFFERED = 60
"""So many of those who were left out stand on the page."""


def check(workspace: Workspace, files: Sequence[File]) -> None:
    """Show what the files would change, and the button that does it."""
    reps = {rep.id: rep for rep in workspace.people.reps()}
    names = {label: rep for rep, label in words.labels(reps.values(), short=True).items()}
    marks = answering.marks_of(files)
    with st.spinner("Reading the files"):
        likely = seat.keep(
            workspace, "candidates", lambda: workspace.start.candidates(files), marks, upon=ALL
        )
    found = [one.name or one.address for one in likely if one.person is None]
    options = [*names, *(name for name in dict.fromkeys(found) if name not in names)]
    mine = next((k for k, name in enumerate(options) if names.get(name) == workspace.rep), None)
    given = st.selectbox(
        "Whose contacts are these? Is this you?" if found else "Whose contacts are these?",
        options,
        # Who the files seem to be of is proposed; the rep confirms it by going on.
        index=mine if workspace.rep is not None else 0 if len(options) == 1 else None,
        accept_new_options=True,
        placeholder="Type a name, or leave it to the files",
        help="Choose one, or type the name of somebody new. Left empty: whoever the files say.",
        key=f"whose {len(options)}",
    )
    if given in names:
        workspace, rep = replace(workspace, rep=names[given]), None
    else:
        workspace, rep = replace(workspace, rep=None), (given or "").strip() or None
    with st.spinner("Reading the files"):
        files, chosen = sheets.choose(workspace, files, marks)
        marks = answering.marks_of(files)
        called = (rep,) if rep else () if given else tuple(found)
        asked = answering.ask(workspace, files, marks, chosen, called)
        answered = _with_said(asked, files, marks)
    bar = st.empty()
    try:
        with st.spinner("Looking at what the files would change"):
            preview = seat.keep(
                workspace,
                "preview",
                lambda: workspace.files.preview_import(
                    files, rep, answered.answers, seat.patiently(bar, "Looking at the files")
                ),
                marks,
                rep,
                answered.answers,
                upon=ALL,
            )
    except Refused as refused:
        _refused(refused, files, answered)
        return
    finally:
        bar.empty()
    words.line(would(preview), "would")
    wrong_cells = sum(len(file.problems) for file in preview.files)
    if wrong_cells:
        words.notice(
            f"{say_count(wrong_cells, 'cell or line', 'cells or lines')} could not be read: the "
            "details say which, and what to do."
        )
    if days := _no_days(preview):
        words.notice(days)
    with st.expander("What this would change, in detail", icon=":material/table_rows:"):
        reports.show(preview, "preview")
    for (name, _), mark in zip(files, marks, strict=True):
        before = "mapping" not in answered.answers.get(name, {})
        if before and any(f.file == name and f.source == "mapped" for f in preview.files):
            words.fine(f"{name}: read as you mapped such columns before.", f"mapped {mark}")
            answering.offer_again(mark)
    _machines(preview, files, marks)
    _clients(preview, files, marks)
    for option in _OFFERS:
        _offer(preview, files, marks, option)
    nobody = not preview.rep
    if nobody:
        st.caption("Say above whose contacts these are; then you can bring them in.")
    with st.container(key="first-import"):
        wanted = st.button("Bring them in", type="primary", icon=":material/check:",
                           key="apply import", disabled=nobody)  # fmt: skip
    if wanted:
        _apply(workspace, files, rep, answered)


def _refused(refused: Refused, files: Sequence[File], answered: answering.Answered) -> None:
    """Say what is wrong, and how to go on with the files beside."""
    every = refused.refusals if isinstance(refused, RefusedFiles) else (refused,)
    asked = Unclear | Unrecognized
    wrong = [one for one in every if not (answered.waiting and isinstance(one, asked))]
    for one in wrong:
        words.notice(f"{one} Nothing was stored.", "wrong")
    off = [name for name, _ in files if any(_is_of(str(one), name, files) for one in wrong)]
    if 0 < len(off) < len(files):
        those, its = ("that file", "its name") if len(off) == 1 else ("those files", "their names")
        st.caption(f"Take {those} off (the × beside {its}) and go on with the others.")
    if answered.waiting:
        st.caption(
            "Nothing was stored. Once that is answered, you see what the files would change."
        )


def _with_said(
    answered: answering.Answered, files: Sequence[File], marks: Sequence[str]
) -> answering.Answered:
    for (name, _), mark in zip(files, marks, strict=True):
        if _said(f"machines {mark}"):
            answered = answered.with_one(name, "machines", True)
        for option in _OFFERS:
            if chosen := _said(f"{option} {mark}"):
                answered = answered.with_one(name, option, tuple(chosen))
        clients = _said(f"clients {mark}")
        if clients not in (None, state.recall(f"offered clients {mark}")):
            answered = answered.with_one(name, "clients", clients)
    return answered


def _said(key: str) -> Any:
    """What a widget holds; also while it does not stand there, for another file is asked about:
    what was said stays said."""
    now = state.recall_widget(key)
    if now is not None:
        state.remember(key, now)
    return state.recall(key)


def _of_file(preview: ImportReport, files: Sequence[File], name: str) -> list[FileReport]:
    """The reports of a file, of its sheets or of what is in it: those called by no longer name."""
    return [one for one in preview.files if _is_of(one.file, name, files)]


def _is_of(text: str, name: str, files: Sequence[File]) -> bool:
    """Whether a text begins with the name of this file, and with no longer one of another."""
    longer = tuple(one for one, _ in files if one != name and one.startswith(name))
    return text.startswith(name) and not text.startswith(longer)


def _notes(preview: ImportReport, files: Sequence[File], name: str, about: str) -> list[Note]:
    """What is said of a file about something that the page offers."""
    said = (note for one in _of_file(preview, files, name) for note in one.notes)
    return [note for note in said if isinstance(note, Note) and note.about == about]


def _machines(preview: ImportReport, files: Sequence[File], marks: Sequence[str]) -> None:
    """Of mailboxes with senders that are called like machines: one click takes them in."""
    for (name, _), mark in zip(files, marks, strict=True):
        key = f"machines {mark}"
        if _notes(preview, files, name, "machines") or _said(key):
            words.fine(name, f"{key} name")
            st.checkbox(
                "Take in senders that are called like machines, too", bool(_said(key)), key=key
            )


def _clients(preview: ImportReport, files: Sequence[File], marks: Sequence[str]) -> None:
    """Of lists that may be of clients: whether they are, as their names and columns say."""
    for (name, _), mark in zip(files, marks, strict=True):
        said = _notes(preview, files, name, "clients")
        if said:
            key = f"clients {mark}"
            words.fine(f"{name}: {said[0].plain}", f"{key} name")
            ticked = _said(key)
            if ticked is None:  # a box that nobody touched says nothing
                ticked = said[0].taken
                state.remember(f"offered {key}", ticked)
            st.checkbox("Yes, these are my clients", ticked, key=key)


def _offer(preview: ImportReport, files: Sequence[File], marks: Sequence[str], option: str) -> None:
    """What was left out, each name of which is taken by one click."""
    field, label, why = _OFFERS[option]
    for (name, _), mark in zip(files, marks, strict=True):
        key = f"{option} {mark}"
        chosen = _said(key) or []
        found = (one for file in _of_file(preview, files, name) for one in getattr(file, field))
        options = list(dict.fromkeys((*chosen, *found)))
        if options:
            words.fine(f"{name}: {why}", f"{key} name")
            st.pills(
                label,
                options[:_OFFERED],
                selection_mode="multi",
                default=chosen,
                format_func=lambda who: words.escaped(shorten(who, 40)),
                key=key,
                label_visibility="collapsed",
            )


def _apply(
    workspace: Workspace, files: Sequence[File], rep: str | None, answered: answering.Answered
) -> None:
    people = workspace.people.everybody()
    state.remember("storing", True)
    bar = st.progress(0.0, "Storing")
    # A click ends this run at the next move of the bar, which takes the whole import back.
    st.button("Cancel", icon=":material/close:", key="cancel import", on_click=_cancelled)
    report = workspace.files.import_files(
        files, rep, progress=lambda share, _: _move(bar, share), answers=answered.answers
    )
    state.remember("storing", False)
    answered.remember(workspace, files)
    if rep:
        workspace = replace(workspace, rep=find_one(workspace, rep).id)
        state.choose("rep", workspace.rep)
    last = max(people, default=0)
    joined = duplicates.join_sure(workspace, last)
    state.remember("import", report)
    state.remember("import after", last)
    state.turn_over("files")
    guide.begin_anew()
    told = (sum_of(report), duplicates.said_joined(joined), _no_days(report))
    state.rerun(" ".join(filter(None, told)))


def _no_days(report: ImportReport) -> str:
    """That a file holds no days, where one does; it is said where nobody has to look for it."""
    source = NAMED["outlook_mail"]
    there = any(file.source == source.name for file in report.files)
    return " ".join(source.notes) if there else ""


def _cancelled() -> None:
    if state.recall("storing"):
        state.tell("The import was cancelled: nothing was stored.", "note")


def _move(bar: st.delta_generator.DeltaGenerator, share: float) -> None:
    bar.progress(min(max(share, 0.0), 1.0), "Storing")


def would(report: ImportReport) -> str:
    """What an import would do, in a sentence."""
    told = _counts(report)
    return f"This would bring in {told}." if told else "All of that is on file already."


def sum_of(report: ImportReport) -> str:
    told = _counts(report)
    return f"Loaded: {told}." if told else "All of that was on file already: nothing changed."


def _counts(report: ImportReport) -> str:
    """How much of what is new or changed."""

    def total(name: str) -> int:
        return sum(getattr(file, name) for file in report.files)

    counts = (
        (total("people_new"), "new person", "new people"),
        (total("people_changed"), "person changed", "people changed"),
        *((total(kind), kind.removesuffix("s"), kind) for kind in KINDS),
        (total("targets"), "wish", "wishes"),
        (total("entries"), "entry of the practice", "entries of the practice"),
    )
    return ", ".join(say_count(count, one, many) for count, one, many in counts if count)
