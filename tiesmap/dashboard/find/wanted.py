"""The wanted list: whom, which company or which category the rep wants to get to know."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from tiesmap.dashboard import names, state
from tiesmap.dashboard.find import chain, offers
from tiesmap.dashboard.find.offers import Offer
from tiesmap.dashboard.shared import words
from tiesmap.model.english import say_count
from tiesmap.model.paths import ReferralPath
from tiesmap.model.people import TargetRecord
from tiesmap.workspace import Workspace
from tiesmap.workspace.asks.wishes import Wish


def show(workspace: Workspace) -> None:
    """The list, and forms to add to it and take from it."""
    targets = workspace.ways.targets()
    title = f"Your wanted list ({len(targets)})" if targets else "Your wanted list is empty"
    with st.expander(title, expanded=not targets, icon=":material/star:"):
        if targets:
            names.table(
                ["Name", "Company", "Category", "Why"],
                [[t.name, t.company, t.category, t.why] for t in targets],
                "wanted",
                "The wanted list",
            )
        add, take = st.columns(2, gap="large")
        with add:
            _add(workspace)
        with take:
            _take(workspace, targets)


def ways(workspace: Workspace, wishes: Sequence[Wish]) -> None:
    """The best way to each wish, to choose from; of the others, how they stand."""
    if not wishes:
        return
    served = sum(wish.path is not None for wish in wishes)
    asks = len({wish.path for wish in wishes if wish.path is not None})
    openly = sum(wish.openly is not None for wish in wishes)
    st.markdown(
        f"**{served} of {len(wishes)}** can be asked for by name, with {say_count(asks, 'ask')}"
        + (f"; **{openly}** more openly." if openly else ".")
    )
    people = workspace.people.everybody()
    offered: list[Offer] = []
    by_path: dict[ReferralPath, list[Wish]] = {}
    for wish in wishes:
        if wish.path is not None:
            by_path.setdefault(wish.path, []).append(wish)
    for path, served_by_it in by_path.items():
        offered.append(
            Offer(
                path,
                facts=(path.words,),
                why=(path.weak_link, *path.reasons, f"chance {words.chance(path.chance)}"),
                others=tuple(chain.in_a_line(w, people) for w in served_by_it[0].others[:5]),
                above="; also: ".join(_said(wish) for wish in served_by_it),
            )
        )
    for wish in wishes:
        if wish.path is not None:
            continue
        if wish.openly is not None:
            offered.append(
                Offer(
                    wish.openly,
                    facts=wish.openly.reasons[:1],
                    why=wish.openly.reasons,
                    above=_said(wish),
                )
            )
        else:
            words.fine(_said(wish), f"wish-{len(offered)}-{_said(wish)}")
    if offered:
        offers.choose(workspace, offered, "wanted")


def _said(wish: Wish) -> str:
    """The wish, and what there is to say of it beside the way."""
    target = wish.target
    what = ", ".join(t for t in (target.name, target.company, target.category) if t)
    what = what or target.profile_url
    if wish.request is not None:
        status = wish.request.status.replace("_", " ")
        return f"{what}: on your list already, through {wish.request.connector} ({status})."
    return f"{what}: {wish.sentence}" if wish.sentence else what


def _add(workspace: Workspace) -> None:
    with st.form(state.turn("wanted"), border=False):
        name = st.text_input("Name", placeholder="A person, or leave it empty")
        company = st.text_input("Company")
        category = st.text_input("Category")
        why = st.text_input("Why")
        if st.form_submit_button("Put on the list", icon=":material/add:"):
            if not (name.strip() or company.strip() or category.strip()):
                st.warning("Give a name, a company or a category.")
                return
            workspace.ways.save_target(
                TargetRecord(0, name.strip(), company.strip(), category.strip(), "", why.strip())
            )
            state.turn_over("wanted")
            st.rerun()


def _take(workspace: Workspace, targets: tuple[TargetRecord, ...]) -> None:
    if not targets:
        return
    chosen = st.selectbox(
        "Take off the list",
        range(len(targets)),
        index=None,
        format_func=lambda k: (
            f"{k + 1}. "
            + ", ".join(t for t in (targets[k].name, targets[k].company, targets[k].category) if t)
        ),
        placeholder="Choose an entry",
        key=state.turn("wanted take"),
    )
    if st.button("Take it off", disabled=chosen is None, icon=":material/delete:"):
        if chosen is not None:
            workspace.ways.remove_target(targets[chosen])
        state.turn_over("wanted take")
        st.rerun()
