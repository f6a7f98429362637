"""Files on their way in: what they would change, and the button that does it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.parts import reports, words
from tiesmap.model.intake import ImportReport
from tiesmap.model.problems import Refused
from tiesmap.workspace import Workspace
from tiesmap.workspace.importing import File
from tiesmap.workspace.opening import find_one


def check(seat: Workspace, files: Sequence[File]) -> None:
    """Show what the files would change, and the button that does it."""
    reps = {rep.id: rep for rep in seat.reps()}
    names = {label: rep for rep, label in words.labels(reps.values(), short=True).items()}
    options = list(names)
    given = st.selectbox(
        "Whose contacts are these?",
        options,
        index=next((k for k, name in enumerate(options) if names[name] == seat.rep), None),
        accept_new_options=True,
        placeholder="Type a name, or leave it to the files",
        help="Choose one, or type the name of somebody new. Left empty: whoever the files say.",
        key=f"whose {len(options)}",
    )
    if given in names:
        seat, rep = replace(seat, rep=names[given]), None
    else:
        seat, rep = replace(seat, rep=None), (given or "").strip() or None
    digest = blake2b(digest_size=16)
    for name, data in files:
        digest.update(f"{len(name)} {name} {len(data)} ".encode("utf-8", "replace"))
        digest.update(data)
    try:
        with st.spinner("Reading the files"):
            preview = state.keep(
                seat,
                "preview",
                lambda: seat.preview_import(files, rep),
                digest.hexdigest(),
                rep,
            )
    except Refused as refused:
        words.notice(f"{refused} Nothing was stored.", "wrong")
        return
    st.subheader("What this would change")
    reports.show(preview, "preview")
    if st.button("Apply", type="primary", icon=":material/check:", key="apply import"):
        _apply(seat, files, rep)


def _apply(seat: Workspace, files: Sequence[File], rep: str | None) -> None:
    bar = st.progress(0.0, "Storing")
    report = seat.import_files(files, rep, progress=lambda share, _: _move(bar, share))
    if rep:
        state.choose("rep", find_one(seat.store, rep).id)
    state.remember("import", report)
    state.turn_over("files")
    state.tell(_sum(report))
    st.rerun()


def _move(bar: st.delta_generator.DeltaGenerator, share: float) -> None:
    bar.progress(min(max(share, 0.0), 1.0), "Storing")


def _sum(report: ImportReport) -> str:
    def total(name: str) -> int:
        return sum(getattr(file, name) for file in report.files)

    counts = (
        (total("people_new"), "new people"),
        (total("people_changed"), "people changed"),
        (total("interactions"), "interactions"),
        (total("ties"), "ties"),
        (total("introductions"), "introductions"),
        (total("targets"), "wishes"),
    )
    told = ", ".join(f"{count} {what}" for count, what in counts if count)
    return f"Loaded: {told}." if told else "All of that was on file already: nothing changed."
