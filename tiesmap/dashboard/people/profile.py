"""One person's page: what is known, how at ease the rep is, the ties, what happened."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.asks.onward import RATINGS
from tiesmap.dashboard.people import actions, arrival, asking, habits, judging
from tiesmap.dashboard.shared import days, somebody, ties, words
from tiesmap.dashboard.shared import person as parts_person
from tiesmap.dashboard.week import coming
from tiesmap.model.evidence import TIE_KINDS
from tiesmap.model.folding import fold
from tiesmap.model.names import say_other
from tiesmap.model.people import STAGES, Person
from tiesmap.model.problems import shorten
from tiesmap.model.salutations import Salutation
from tiesmap.workspace import Workspace


def show(workspace: Workspace, person: Person) -> None:
    """The page of one person."""
    if st.button("Back to everybody", icon=":material/arrow_back:"):
        state.choose("person", None)
        st.rerun()
    words.name(person.label, "profile")
    left, right = st.columns([3, 2], gap="large")
    with left:
        facts = (parts_person.facts(workspace, person), _reach(workspace, person))
        words.fine("\n".join(text for text in facts if text), "profile-facts")
    with right:
        if person.id != workspace.rep:
            _comfort(workspace, person)
    if person.id != workspace.rep:
        actions.show(workspace, person)
        coming.one_line(workspace, person.id)
        habits.band(workspace, person)
        arrival.show(workspace, person)
    parts = dict(habits.PARTS) if person.id != workspace.rep else {}
    known = person.id != workspace.rep and workspace.week.health_of(person.id) is not None
    own = {"Ties": _ties, "On file": _on_file}
    # Of somebody not looked after yet, the ties come first.
    parts = {**parts, **own} if known else {**own, **parts}
    # Only what is looked at is made and sent.
    part = state.switch("Part", "part", {name: name for name in parts}, place="profile", bare=True)
    parts[part](workspace, person)


def _reach(workspace: Workspace, person: Person) -> str:
    """Every address and number, the first ones first, and what the person was called before."""
    known = workspace.people.known_by(person.id)
    lines = [text for text in (person.email, person.phone, person.profile_url) if text]
    for kind in ("email", "phone", "profile"):
        lines += [one.text for one in known if one.kind == kind]
    former = [one.text for one in known if one.kind == "name" and one.text != person.name]
    unique = {fold(line): line for line in reversed(lines)}
    lines = list(dict.fromkeys(unique[fold(line)] for line in lines))
    return "\n".join([*say_other(person.name, former), *lines])


def _ties(workspace: Workspace, person: Person) -> None:
    own = workspace.ways.ties(person.id)
    st.subheader(f"Ties ({len(own)})")
    if own:
        ties.table(own, person.id, "profile-ties")
    else:
        st.caption("No tie is known. Add one below, or import mails or meetings.")
    judging.show(workspace, person, own)
    _by_hand(workspace, person)
    if person.id != workspace.rep:
        asking.show(workspace, person)


def _on_file(workspace: Workspace, person: Person) -> None:
    with st.expander("What happened lately", icon=":material/history:", expanded=True):
        _history(workspace, person)
    with st.expander("Change what is on file", icon=":material/edit:"):
        edit(workspace, person)


def _comfort(workspace: Workspace, person: Person) -> None:
    key = f"comfort {person.id} {person.version}"
    rating = st.segmented_control(
        "How at ease are you with this person?",
        **words.options(RATINGS),
        default=person.comfort,
        key=key,
        help="Click your rating again to remove it.",
    )
    if rating != person.comfort:
        workspace.people.rate({person.id: rating})
        st.rerun()


def _by_hand(workspace: Workspace, person: Person) -> None:
    people = workspace.people.everybody()
    with (
        st.expander("These two know each other", icon=":material/add_link:"),
        st.form(state.turn("tie"), border=False),
    ):
        others = [p for p in people if p != person.id]
        other = somebody.choose(workspace, "The other person", others, "Who?")
        kind = st.selectbox("How", TIE_KINDS, index=TIE_KINDS.index("other"))
        judged = st.selectbox(
            "How well, if you know",
            [None, 1, 2, 3, 4, 5],
            format_func=lambda n: str(n or "no idea"),
        )
        if st.form_submit_button("Add this tie") and other:
            workspace.people.add_tie(person.id, other, kind, judged)
            state.turn_over("tie")
            st.rerun()


def _history(workspace: Workspace, person: Person) -> None:
    rows = workspace.people.contacts(person.id)
    if not rows:
        st.caption("No mail, meeting or call is on file.")
        return
    st.dataframe(
        [
            {
                "Date": row["date"],
                "Channel": row["channel"],
                "With": row["other"],
                "Wrote": "this person" if row["wrote"] else "",
                "Purpose": row["purpose"],
                "Notes": row["notes"],
            }
            for row in rows
        ],
        hide_index=True,
        placeholder="",
        alt="The last contacts with this person",
        column_config={
            "Date": st.column_config.DatetimeColumn(format=days.column(), width="small"),
            "With": st.column_config.TextColumn(width="large"),
        },
    )


def edit(workspace: Workspace, person: Person) -> None:
    """A form for the fields of a person; id 0 is a new one.

    It keeps the person as first shown, so that a change made meanwhile in another window is told
    from what was typed in this one.
    """
    turn = state.turn(f"edit {person.id}")
    if not state.stood(f"{turn} name") and not state.recall(f"anew {turn}"):
        state.remember(turn, (person, person))
    state.remember(f"anew {turn}", False)
    base, shown = state.recall(turn)
    typed = _typed(turn, base, shown)
    if typed is None:
        return
    if not (typed.name or typed.email):
        st.warning("Give a name or an e-mail address.")
        return
    mine = {name: getattr(typed, name) for name in _EDITED if _differ(typed, base, name)}
    theirs = [name for name in _EDITED if _differ(person, base, name)]
    if theirs:
        state.turn_over(f"edit {person.id}")
        again = state.turn(f"edit {person.id}")
        state.remember(again, (person, replace(person, **mine)))
        state.remember(f"anew {again}", True)
        new = ", ".join(
            f"{name.replace('_', ' ')} is now '{shorten(str(getattr(person, name)), 60)}'"
            for name in theirs
        )
        state.rerun(
            f"{person.label} was changed in another window since you opened this page: {new}. "
            "Nothing was lost and nothing is saved yet. Below is what you typed, and the new "
            "values where you typed nothing. Check it and save again.",
            kind="wrong",
        )
    if "category" in mine:
        mine["category_by"] = "hand"
    saved = workspace.people.save_person(replace(person, **mine))
    state.turn_over(f"edit {person.id}")
    state.choose("person", saved.id)
    state.rerun("Saved.")


_EDITED = (
    "name", "email", "company", "title", "category", "city", "salutation", "academic_title",
    "phone", "profile_url", "stage", "signed_on", "client", "do_not_ask", "notes",
)  # fmt: skip


def _differ(one: Person, other: Person, name: str) -> bool:
    return bool(getattr(one, name) != getattr(other, name))


def _typed(turn: str, base: Person, shown: Person) -> Person | None:
    """The form with what is `shown` in it; the person as typed once it is handed in."""
    with st.form(turn):
        a, b = st.columns(2)
        name = a.text_input("Name", shown.name, key=f"{turn} name")
        email = b.text_input("E-mail", shown.email)
        forms = ["", *Salutation]
        salutation = a.selectbox(
            "Mr or Ms",
            forms,
            index=forms.index(shown.salutation) if shown.salutation in forms else 0,
            format_func=lambda form: form or "not said",
            help="How letters that are not on first-name terms begin. Never guessed from the name.",
        )
        academic_title = b.text_input("Academic title", shown.academic_title, placeholder="Dr.")
        company = a.text_input("Company", shown.company)
        title = b.text_input("Title", shown.title)
        category = a.text_input(
            "Category" if shown.category == shown.known_category else "Category (proposed)",
            shown.category,
            help="Proposed: from the words in company and title. Decide it on Setup, Bring in.",
        )
        city = b.text_input("City", shown.city)
        phone = a.text_input("Telephone", shown.phone)
        profile = b.text_input("Profile address", shown.profile_url)
        stages = ["", *STAGES]
        stage = a.selectbox(
            "Stage",
            stages,
            index=stages.index(shown.stage) if shown.stage in stages else 0,
            format_func=lambda s: s.replace("_", " ") or "not said",
        )
        signed_on = b.date_input("Signed on", shown.signed_on, format=days.FIELD)
        client = a.checkbox("A client of yours", shown.client)
        do_not_ask = b.checkbox("Do not ask: in no list, on no path", shown.do_not_ask)
        notes = st.text_area("Your notes", shown.notes)
        if not st.form_submit_button("Save", type="primary"):
            return None
    return replace(
        base,
        name=name.strip(),
        email=email.strip(),
        company=company.strip(),
        title=title.strip(),
        category=category.strip(),
        city=city.strip(),
        salutation=str(salutation),
        academic_title=academic_title.strip(),
        phone=phone.strip(),
        profile_url=profile.strip(),
        stage=stage,
        signed_on=signed_on,
        client=client,
        do_not_ask=do_not_ask,
        notes=notes,
    )
