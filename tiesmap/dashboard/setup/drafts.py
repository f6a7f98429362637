"""How the drafts are worded: the tone, what the rep offers, and the templates to edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.setup import chips
from tiesmap.dashboard.shared import boundary, language, words
from tiesmap.introductions.chips import END, OTHERWISE, from_chips, to_chips
from tiesmap.introductions.templates import FACTS, KINDS, TONES, check_template, default_template
from tiesmap.introductions.words import Words
from tiesmap.model.problems import Problem
from tiesmap.workspace import Workspace

_CHOICES = {
    "if connector a client": "what follows, up to “otherwise” or “end”, is for a client alone",
    OTHERWISE: "what follows is for everybody else",
    END: "here the choice ends",
}
"""Choices to begin with; any fact can stand behind “if”."""


def show(workspace: Workspace) -> None:
    """The tone and the offers, then one template at a time."""
    stored, problems = workspace.letters.own_words()
    for problem in problems:
        words.notice(problem.sentence, "wrong")
    _manner(workspace, stored)
    st.subheader("The texts")
    st.caption(
        "Each draft begins with one of these. A chip stands for a fact. A sentence whose fact is "
        "not known is left out, so nothing is ever made up. On your list, notes to forward and "
        "letters you changed keep their words until you draft them again; a letter you did not "
        "change says what is on file on the day you open it."
    )
    kind = st.selectbox(
        "Text",
        **words.options({name: said.capitalize() for name, said in KINDS.items()}),
        key="template kind",
        persist_state="session",
    )
    _template(workspace, stored, kind)


def _manner(workspace: Workspace, stored: Words) -> None:
    with st.form("manner"):
        code = language.choice(workspace)
        tone = st.radio(
            "Tone",
            list(TONES),
            index=list(TONES).index(stored.tone),
            format_func=lambda name: f"{name.capitalize()}: {TONES[name]}",
        )
        gain = st.text_input(
            "What somebody gains from meeting you",
            stored.given.get("gain", ""),
            placeholder="such as: a second opinion on their fleet insurance within a week",
            help="Goes on after “What … could gain from it:”. Left out while it is empty.",
        )
        offer = st.text_input(
            "What you can do for a connector in return",
            stored.given.get("offer", ""),
            placeholder="such as: bring you together with two hauliers in your town",
            help="Goes on after “What I can do for you in return:”. Left out while it is empty.",
        )
        if st.form_submit_button("Save language, tone and offers", type="primary"):
            given = {"gain": gain.strip(), "offer": offer.strip()}
            problems = workspace.letters.save_words(
                replace(stored, tone=tone, given=given, code=code)
            )
            if not problems:
                state.rerun("Saved. New drafts use it.")
            show_problems(problems, stored.own)


@st.fragment
def _template(workspace: Workspace, stored: Words, kind: str) -> None:
    """One text to edit, and how it reads while one types; only one that can be used is saved."""
    with boundary.said(), workspace.view():
        own = stored.own.get(kind, "")
        template = own or default_template(kind, stored.tone, stored.code)
        left, right = st.columns(2, gap="large")
        with left:
            st.caption("Your own text" if own else "The text that tiesmap comes with")
            said = {fact.chip: fact.says for fact in FACTS.values()} | _CHOICES
            key = f"{state.turn('template')} {kind} {stored.tone} {stored.code}"
            text = chips.editor(to_chips(template), said, key=key)
            changed, wrong = from_chips(text)
            problems = wrong or (check_template(kind, changed) if changed.strip() else ())
            buttons = st.container(horizontal=True, vertical_alignment="center")
        with right:
            if problems:
                words.notice("This text cannot be used yet; the one you had stays in use.", "wrong")
                show_problems(problems, {kind: text})
            else:
                st.caption("How it reads, with two invented people")
                example = workspace.letters.example_letter(kind, changed)
                st.code(example, language=None, wrap_lines=True, height=420)
        with buttons:
            save = st.button(
                "Save this text", type="primary", icon=":material/save:", disabled=bool(problems)
            )
            if own and st.button(
                "Back to the text tiesmap comes with", icon=":material/restart_alt:"
            ):
                rest = {name: one for name, one in stored.own.items() if name != kind}
                _keep(
                    workspace, replace(stored, own=rest), "The text is the one tiesmap comes with."
                )
        if save and not problems:
            same = changed.strip() == default_template(kind, stored.tone, stored.code).strip()
            own_now = {**stored.own, kind: "" if same else changed}
            _keep(workspace, replace(stored, own=own_now), "Saved.")


def _keep(workspace: Workspace, changed: Words, said: str) -> None:
    problems = workspace.letters.save_words(changed)
    if problems:
        show_problems(problems, changed.own)
        return
    state.rerun(said, "template")


def show_problems(problems: Sequence[Problem], texts: dict[str, str] | object) -> None:
    """Each problem with the line in which it is."""
    for number, problem in enumerate(problems):
        kind = problem.file.removeprefix("template ")
        lines = texts[kind].splitlines() if isinstance(texts, dict) and kind in texts else []
        at = problem.line
        where = f"Line {at}" if at else KINDS.get(kind, kind).capitalize()
        told = (
            f"{where}: {problem.value} {problem.message}"
            if problem.value
            else (f"{where}: {problem.message}")
        )
        st.text(told)
        if at and at <= len(lines):
            st.code(lines[at - 1], language=None, wrap_lines=True)
        if number >= 9:
            st.caption(f"{len(problems) - number - 1} more.")
            break
