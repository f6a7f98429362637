"""Drafts: from paths to asks with their words. Nothing here is stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import numpy as np

from tiesmap.introductions import requests as life_of
from tiesmap.introductions import wording
from tiesmap.introductions.words import Words
from tiesmap.model.days import date_of
from tiesmap.model.ids import Node, PersonId
from tiesmap.model.paths import OpenAsk, ReferralPath
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import WITH_LETTER
from tiesmap.network.reach import COMFORTABLE
from tiesmap.store.reading.known_by import work_address
from tiesmap.workspace.history.told import sender, told
from tiesmap.workspace.kept import kept
from tiesmap.workspace.view import View
from tiesmap.workspace.ways import wanted

IDEAS = 2
"""How many people to propose an introduction to, in return for one."""


def draft(view: View, paths: Iterable[ReferralPath]) -> list[IntroRequest]:
    """A draft for the first introduction on each path; equal asks become one."""
    rep, said = sender(view), told(view)
    why = wanted.why_wanted(view)
    drafts: dict[str, IntroRequest] = {}
    for path in paths:
        people = view.some(path.people)
        request = life_of.draft(
            path,
            people,
            rep=rep,
            strength=path.hops[0].strength,
            last_contact=_last_contact(view, path.connector),
            reasons=path.why,
            as_of=view.writes_on,
            follow_up_days=view.settings.follow_up_days,
            why=why.get(path.goal, ""),
            words=said,
        )
        drafts.setdefault(request.request, _to_work(view, request))
    return list(drafts.values())


def draft_open(view: View, open_asks: Iterable[OpenAsk]) -> list[IntroRequest]:
    """A draft for each open ask."""
    rep, said = sender(view), view.words
    made = [
        life_of.draft_open(
            ask,
            view.some((ask.connector,)),
            rep=rep,
            strength=_strength(view, ask.connector),
            last_contact=_last_contact(view, ask.connector),
            as_of=view.writes_on,
            follow_up_days=view.settings.follow_up_days,
            words=said,
        )
        for ask in open_asks
    ]
    return [_to_work(view, request) for request in made]


def _to_work(view: View, request: IntroRequest) -> IntroRequest:
    """The request, to the connector's address at the firm where there is one beside a private
    one."""
    who, firm, address = request.connector_id, request.connector_company, request.connector_email
    return replace(request, connector_email=work_address(view.connection, who, firm, address))


def better_purposes(view: View, request: IntroRequest) -> tuple[str, ...]:
    """Better purposes for a request whose purpose says nothing, from what is known."""
    people = view.some(request.people)
    connector = people.get(request.connector_id)
    if connector is None:
        return ()
    if request.target_id is None:
        return (_open_purpose(view, request, view.words),)
    target = people.get(request.target_id)
    if target is None:
        return ()
    why = wanted.why_wanted(view).get(request.goal_id or request.target_id, "")
    return wording.better_purposes(connector, target, why=why)


def in_other_words(view: View, new: Words) -> list[IntroRequest]:
    """The asks not made yet, with what the rep has not changed of them drafted in new words."""
    old, found = told(view), []
    new = replace(old, code=new.code, tone=new.tone, own=new.own)
    for one in view.requests:
        if one.status not in WITH_LETTER:
            continue
        again = one
        if one.note_to_forward == redraft_note(view, one):
            again = replace(again, note_to_forward=redraft_note(view, one, new))
        if one.target_id is None and one.purpose == _open_purpose(view, one, old):
            again = replace(again, purpose=_open_purpose(view, one, new))
        if again != one:
            found.append(again)
    return found


def _open_purpose(view: View, request: IntroRequest, words: Words) -> str:
    """What an open ask is for, drafted again; as it is where its connector is gone."""
    connector = view.some(request.people).get(request.connector_id)
    if connector is None:
        return request.purpose
    return wording.draft_open_purpose(connector, request.open_ask, words=words)


def redraft_note(view: View, request: IntroRequest, words: Words | None = None) -> str:
    """The note to forward, drafted again with the rep's present words, or with others."""
    people = view.some(request.people)
    connector = people.get(request.connector_id)
    if connector is None:
        return request.note_to_forward
    rep, said = sender(view), words or told(view)
    if request.target_id is None:
        ask = request.open_ask
        return wording.draft_open_note(rep, connector, ask, words=said)
    target = people.get(request.target_id)
    if target is None:
        return request.note_to_forward
    return wording.draft_note(rep, connector, target, mention=request.is_mention, words=said)


@kept()
def offers_to(view: View, connector: PersonId) -> tuple[str, ...]:
    """What the rep can offer a connector: offers from his settings, then introductions.

    Introductions are proposed to contacts with whom he is at ease, in the connector's own
    category or else city, who do not seem to know the connector yet.
    """
    typed = view.words.given.get("offer", "")
    node, network, around = view.node(connector), view.network, view.around
    people = network.people
    known = set(network.adjacency.neighbors(node).tolist())
    comfort = view.standpoint.comfort.person
    contacts = around.contacts[~network.marked[around.contacts]]
    ideas: list[str] = []
    for column in ("category", "city"):
        own = str(people[column].iat[node])
        if not own:
            continue
        same = (people[column].iloc[contacts] == own).to_numpy(dtype=bool)
        near = contacts[same & (comfort[contacts] >= COMFORTABLE)]
        for other in near[np.lexsort((near, -comfort[near]))].tolist():
            if other != node and other not in known and len(ideas) < IDEAS:
                ideas.append(_idea(view, Node(other), own))
    return tuple(text for text in (typed, *dict.fromkeys(ideas)) if text)


def _idea(view: View, other: Node, shared: str) -> str:
    row = view.network.people.iloc[other]
    place = ", ".join(str(row[name]) for name in ("title", "company") if row[name])
    who = f"{view.network.label(other)} ({place})" if place else view.network.label(other)
    return f"an introduction to {who}, also in {shared}"


def _tie_to(view: View, person: PersonId) -> int | None:
    return view.network.tie_between(view.around.rep, view.node(person))


def _strength(view: View, person: PersonId) -> float:
    tie = _tie_to(view, person)
    return 0.0 if tie is None else float(view.network.strength[tie])


def _last_contact(view: View, person: PersonId) -> date | None:
    tie = _tie_to(view, person)
    last = np.nan if tie is None else view.network.ties.last_known(view.network.now)[tie]
    return None if np.isnan(last) else date_of(float(last))
