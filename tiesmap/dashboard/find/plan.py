"""The asks of a plan: each with its path, what it adds and why; and why somebody is not in it."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.find import answers, offers
from tiesmap.dashboard.find.offers import Offer
from tiesmap.dashboard.shared import words
from tiesmap.model.english import say_count
from tiesmap.model.plans import Plan, PlannedAsk
from tiesmap.model.statuses import Status
from tiesmap.workspace import Workspace


def waiting(workspace: Workspace) -> None:
    """How many asks are planned and not made yet: what is proposed would come on top."""
    count = sum(request.status == Status.PLANNED for request in workspace.asks.requests())
    if count:
        st.info(
            f"{count} {'ask is' if count == 1 else 'asks are'} planned already and not made yet: "
            "they are on My asks, the first of them in Week. What is suggested here comes on top.",
            icon=":material/event_upcoming:",
        )


def show(workspace: Workspace, plan: Plan) -> None:
    """The asks of a plan, to choose from."""
    if not plan.asks:
        words.notice(workspace.asks.why_no_plan())
    if plan.asks or plan.open_asks:
        st.markdown(_worth(plan))
        people = workspace.people.everybody()
        named = [_offer(ask, people[ask.path.target].category_in_words) for ask in plan.asks]
        offered = [*named, *map(answers.open_offer, plan.open_asks)]
        offers.choose(workspace, offered, "plan")
    if plan.next is not None:
        first, after = plan.asks[0].adds if plan.asks else 1.0, plan.next
        names = " → ".join(("You", *after.path.names[1:]))
        words.fine(f"One more ask would be {names}: {_adds(after, first)}.", "next")


def why_not(workspace: Workspace, asks: int, weeks: int, reach: str) -> None:
    """Anybody's place in the plan, or why there is none."""
    people = workspace.people.everybody()
    names = state.labels(workspace)
    whom = st.selectbox(
        "Why not …?",
        [person for person in people if person != workspace.rep],
        index=None,
        format_func=lambda person: names[person],
        placeholder="Somebody you expected here",
        key=f"why not {workspace.rep}",
    )
    if whom in people:
        words.notice(workspace.asks.why_not(whom, asks, weeks, reach))


def _worth(plan: Plan) -> str:
    asked = {ask.path.connector for ask in plan.asks} | {ask.connector for ask in plan.open_asks}
    return (
        f"**{say_count(len(plan.asks) + len(plan.open_asks), 'ask')}** to "
        f"**{say_count(len(asked), 'person', 'people')}**, chosen together: each adds something to "
        "those before it."
    )


def _offer(ask: PlannedAsk, category: str) -> Offer:
    """An ask of the plan to choose; what is there besides the path comes first."""
    own = len(ask.path.reasons)
    figures = f"chance {words.chance(ask.chance)}; adds {ask.adds:.2f} to those before it"
    return Offer(
        ask.path,
        facts=(", ".join(text for text in (category, f"week {ask.week}") if text),),
        why=(*ask.reasons[own:], ask.path.weak_link, *ask.path.reasons, figures),
    )


def _adds(ask: PlannedAsk, first: float) -> str:
    share = ask.adds / first if first else 0.0
    return f"chance {words.chance(ask.chance)}, adds {ask.adds:.2f}, {share:.0%} of the first"
