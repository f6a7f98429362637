"""The door of a team's dashboard: who comes in, and the page of whoever does not.

Nobody is believed who he is for longer than one run: the address that the provider vouches for is
looked up among the members each time.
"""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime, timedelta

import streamlit as st

from tiesmap.dashboard.shared import words
from tiesmap.model.members import Member
from tiesmap.model.serving import TeamServer
from tiesmap.store.store import Store
from tiesmap.workspace.access import LONG_AGO, NotIn, is_guarded, member_of, shell_member
from tiesmap.workspace.team.serving import team_server

_UNSERVED = (
    "This database is a team's, and its members sign in: serve it with tiesmap --team FILE, or "
    "come by your own role or token (docs/team.md)."
)
_UNVERIFIED = "Your provider does not say that {email} is yours, so it opens nothing here."
_NAMELESS = "Your provider gives no e-mail address, so nobody knows who you are: ask an admin."


class SignedOut(NotIn):
    """Nobody is signed in, or too long ago."""


def enter(store: Store) -> Member | None:
    """Who is at the door; None where nobody has to say so. Raises NotIn where he may not in."""
    team = team_server()
    if team is None:
        if not is_guarded(store):
            return None
        member = shell_member(store)
        if member is None:
            raise NotIn(_UNSERVED)
        return member
    address, since = _signed_in(team)
    again = datetime.fromtimestamp(since) + timedelta(hours=team.hours)
    return replace(member_of(store, address), signed_until=again)


def is_signed_in() -> bool:
    """Whether one can sign out: somebody came through a provider."""
    return team_server() is not None and bool(st.user.get("is_logged_in"))


def _signed_in(team: TeamServer) -> tuple[str, int]:
    """The address of whoever signed in, and when he did. Raises NotIn where nobody vouches for it
    (any more)."""
    if not st.user.get("is_logged_in"):
        raise SignedOut("Sign in with the account that your company gave you.")
    since = st.user.get("iat")
    if not isinstance(since, int) or time.time() - since > team.hours * 3600:
        raise SignedOut(LONG_AGO)
    email = st.user.get("email")
    if not isinstance(email, str) or not email.strip():
        raise NotIn(_NAMELESS)
    if st.user.get("email_verified") is not True and not team.trust_email:
        raise NotIn(_UNVERIFIED.format(email=email))
    return email, since


def show_closed(why: NotIn) -> None:
    """The page of whoever is not in: one sentence, and the way in or out."""
    st.title("tiesmap")
    if isinstance(why, SignedOut):
        words.notice(str(why))
        st.button("Sign in", type="primary", icon=":material/login:", on_click=st.login)
        return
    words.notice(str(why), "wrong")
    if is_signed_in():
        leave()


def leave() -> None:
    """The button that signs out."""
    st.button("Sign out", icon=":material/logout:", on_click=st.logout)
