"""Opening a workspace: on which database, for which rep, as of which day."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from platformdirs import user_data_path

from tiesmap.model.ids import PersonId
from tiesmap.model.members import Member
from tiesmap.model.people import Person
from tiesmap.model.practice import YEARS
from tiesmap.store import people
from tiesmap.store.history.undo import made_for
from tiesmap.store.store import open_store
from tiesmap.workspace.access import NotIn, is_guarded, refuse_let_past, shell_member
from tiesmap.workspace.people.part import CHOSEN
from tiesmap.workspace.place import Unanswerable
from tiesmap.workspace.workspace import Workspace

STALE = timedelta(days=365)
"""Data that ends longer ago than this is looked at as of its own last day."""


def default_database() -> str:
    """TIESMAP_DB, or a file in the user's data folder."""
    return os.environ.get("TIESMAP_DB") or str(user_data_path("tiesmap") / "tiesmap.db")


def open_workspace(
    database: str | Path | None = None,
    rep: str | PersonId | None = None,
    as_of: date | datetime | None = None,
) -> Workspace:
    """The workspace on a database (a file path or a URL) for a rep and a day.

    `rep` is an id, an e-mail or a full name; without it the rep chosen last, else the one whose
    files came in last, else the first. A team's database with members opens for a member
    alone, in his own seat. `as_of` is today, or the data's last day where that is over a year ago;
    what is written by hand has the day of `as_of` where that is given, else that of today.
    """
    store = open_store(database or default_database())
    opened = Workspace(store, None, as_of or date.today())
    if is_guarded(store):
        opened = seated(opened, shell_member(store), rep)
        return opened if as_of else at_default_day(opened)
    with opened.view():
        chosen = find_one(opened, rep) if rep is not None else default_rep(opened)
        opened = replace(opened, rep=chosen.id if chosen else None)
        return opened if as_of else at_default_day(opened)


def open_unseated(database: str | Path) -> Workspace:
    """The workspace on a database, in nobody's seat yet."""
    return Workspace(open_store(database), None, date.today())


def refuse_unguarded(database: str) -> None:
    """Raise Unanswerable where a sign-in would keep nobody out: nobody is a member, or no policy
    holds the role by which all would come."""
    store = open_store(database)
    try:
        if store.path is not None:
            raise Unanswerable("A sign-in is for a team's database; a file is one rep's.")
        if not is_guarded(store):
            raise Unanswerable(
                "Nobody is a member yet, so nobody could sign in: "
                "tiesmap member add EMAIL --role admin --name NAME"
            )
        with store.reading() as connection:
            refuse_let_past(connection)
    finally:
        store.close()


def seated(opened: Workspace, member: Member | None, rep: str | int | None = None) -> Workspace:
    """The workspace in a member's own seat; the database's owner (None) has none.

    Raises NotIn where `rep` is somebody else.
    """
    if rep is not None:
        wanted = find_one(opened, rep)
        if member is None or wanted.id != member.person:
            raise NotIn(f"{wanted.label}'s network is not yours: leave out whose, and yours opens.")
    return replace(opened, rep=member.person if member else None, member=member)


def at_default_day(workspace: Workspace) -> Workspace:
    """The workspace as of the default day; what is written by hand has today's date."""
    day, today = default_day(workspace), date.today()
    return replace(workspace, as_of=day, written=None if day == today else today)


def read_day(text: str) -> date | datetime:
    """A day (2026-03-05) or moment (2026-03-05T09:30) to look from. ValueError says what to do."""
    try:
        day = datetime.fromisoformat(text) if len(text) > 10 else date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a date: write it as 2026-03-05") from None
    first, last = YEARS
    if not first <= day.year <= last:
        raise ValueError(f"{text!r} cannot be meant: give a day from {first} to {last}")
    return day


def default_day(workspace: Workspace) -> date:
    """Today, or the last day of the data where that is over a year ago."""
    today, last = date.today(), workspace.data.last_day()
    return last if last is not None and last < today - STALE else today


def default_rep(workspace: Workspace) -> Person | None:
    """The rep chosen last, else the one for whom files were brought in last (a list that names
    other owners makes reps of them), else the first; None where there is none."""
    with workspace.view() as view:
        reps, last = workspace.people.reps(), made_for(view.connection)
        chosen = view.value(CHOSEN)
    wanted = (rep for one in (chosen, last) for rep in reps if rep.id == one)
    return next(wanted, reps[0] if reps else None)


def find_one(workspace: Workspace, text: str | int) -> Person:
    """The one person whom an id, e-mail or full name means; Unanswerable lists the candidates.

    A number is that of a stored person, text is as in our files.
    """
    with workspace.view() as view:
        found = people.find(view.connection, text) if isinstance(text, str) else ()
        if isinstance(text, int) and (person := view.person(PersonId(text))):
            found = (person,)
        if not found:
            raise Unanswerable(
                f"Nobody on file is called {text!r}: give an id, e-mail or full name."
            )
        if len(found) > 1:
            ids = view.public_ids
            listed = "; ".join(
                ", ".join(part for part in (p.label, p.company, p.email, f"id {ids[p.id]}") if part)
                for p in found[:10]
            )
            raise Unanswerable(
                f"{text!r} fits {len(found)} people: {listed}. Give the id or e-mail."
            )
        return found[0]
