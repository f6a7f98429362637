"""The asks of a plan: each with its path, what it adds and why; and why somebody is not in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import streamlit as st

from tiesmap.dashboard import names
from tiesmap.dashboard.find import answers, offers
from tiesmap.dashboard.find.offers import Offer
from tiesmap.dashboard.shared import somebody, words
from tiesmap.model.english import say_count, say_list, say_times
from tiesmap.model.ids import PersonId
from tiesmap.model.plans import Plan, PlannedAsk
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import Status
from tiesmap.workspace import Workspace


def waiting(workspace: Workspace) -> None:
    """How many asks are planned and not made yet: what is proposed would come on top."""
    count = len(_planned(workspace))
    if count:
        st.info(
            (
                "One ask is planned already and not made yet: it is on My asks and in Week. "
                if count == 1
                else f"{count} asks are planned already and not made yet: they are on My asks, and "
                "come up in Week. "
            )
            + "What is suggested here comes on top.",
            icon=":material/event_upcoming:",
        )


def _planned(workspace: Workspace) -> list[IntroRequest]:
    return [one for one in workspace.asks.requests() if one.status == Status.PLANNED]


def show(workspace: Workspace, plan: Plan, asks: int) -> None:
    """The asks of a plan for so many, to choose from."""
    if not plan.asks and (why := workspace.asks.why_no_plan(plan, asks)):
        words.notice(why)
    if plan.asks or plan.open_asks:
        listed = {r.connector_id: r.connector for r in _planned(workspace)}
        st.markdown(_worth(plan))
        words.fine(_how_often(workspace, plan, listed), "how-often")
        people = workspace.people.everybody()
        named = [_offer(ask, people[ask.path.target].category_in_words) for ask in plan.asks]
        offered = [*named, *map(answers.open_offer, plan.open_asks)]
        offers.choose(workspace, offered, "plan")
    if plan.next is not None:
        row: list[names.Part] = ["The next best after these: "]
        path = plan.next.path
        for number, name in zip(path.people[1:], path.names[1:], strict=True):
            row += [" → " if len(row) > 1 else "", (number, name)]
        names.lines([row], "next")


def why_not(workspace: Workspace, asks: int, weeks: int, reach: str) -> None:
    """Anybody's place in the plan, or why there is none."""
    whom = somebody.choose(
        workspace,
        "Why not …?",
        somebody.others(workspace),
        "Somebody you expected here",
        key=f"why not {workspace.rep}",
    )
    if whom:
        words.notice(workspace.asks.why_not(whom, asks, weeks, reach))


def _worth(plan: Plan) -> str:
    asked = _connectors(plan)
    return (
        f"**{say_count(len(asked), 'ask')}** to "
        f"**{say_count(len(set(asked)), 'person', 'people')}**, chosen together: each adds "
        "something to those before it."
    )


def _connectors(plan: Plan) -> list[PersonId]:
    """Whom each ask of a plan is put to, by id."""
    named = [ask.path.connector for ask in plan.asks]
    return [*named, *(ask.connector for ask in plan.open_asks)]


def _how_often(workspace: Workspace, plan: Plan, listed: Mapping[PersonId, str]) -> str:
    """Who is asked more than once here, or has an ask on the list already (id -> name)."""
    people, times = workspace.people.everybody(), Counter(_connectors(plan))
    again = [f"{people[one].label} {say_times(n)}" for one, n in times.items() if n > 1]
    said = f"Here you ask {say_list(again)}." if again else "Nobody is asked twice here."
    more = [listed[one] for one in times if one in listed]
    has = "has" if len(more) == 1 else "have"
    return f"{said} {say_list(more)} {has} an ask on My asks already." if more else said


def _offer(ask: PlannedAsk, category: str) -> Offer:
    """An ask of the plan to choose; what is there besides the path comes first."""
    own = len(ask.path.reasons)
    figures = f"chance {words.chance(ask.chance)}"
    return Offer(
        ask.path,
        facts=(", ".join(text for text in (category, f"week {ask.week}") if text),),
        why=(*ask.reasons[own:], ask.path.weak_link, *ask.path.reasons, figures),
    )
