"""A rep's workspace: one database, one rep, one day, and the parts that answer questions."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import asdict
from functools import cached_property

from tiesmap.model.people import Person
from tiesmap.model.settings import Settings
from tiesmap.store.settings import write_setting
from tiesmap.workspace.access import look_in, write_in
from tiesmap.workspace.asks.onward import Onward
from tiesmap.workspace.asks.part import Asks
from tiesmap.workspace.coach.part import Coach
from tiesmap.workspace.coach.showing import Showing
from tiesmap.workspace.coach.trials import Trials
from tiesmap.workspace.coach.visits import Visits
from tiesmap.workspace.colleague_asks.approvals import Approvals
from tiesmap.workspace.colleague_asks.part import ColleagueAsks
from tiesmap.workspace.colleagues.part import Colleagues
from tiesmap.workspace.data.duplicates import Duplicates
from tiesmap.workspace.data.part import Data
from tiesmap.workspace.data.reports import Reports
from tiesmap.workspace.files.part import Files
from tiesmap.workspace.letters.part import Letters
from tiesmap.workspace.people.part import People
from tiesmap.workspace.place import Place
from tiesmap.workspace.start.part import Start
from tiesmap.workspace.team.part import Team
from tiesmap.workspace.view import SETTINGS, View
from tiesmap.workspace.ways.part import Ways
from tiesmap.workspace.week.part import Week


class Workspace(Place):
    """A place with the parts that answer its questions."""

    @property
    def rep_person(self) -> Person:
        """The rep as a person; raises Unanswerable where he is no longer on file."""
        with self.view() as view:
            return view.rep_person

    @property
    def settings(self) -> Settings:
        """Thresholds and switches, as stored."""
        with self.view() as view:
            return view.settings

    def save_settings(self, settings: Settings) -> None:
        """Store thresholds and switches."""
        with write_in(self, "the settings") as op:
            write_setting(op, SETTINGS, asdict(settings))

    def view(self) -> AbstractContextManager[View]:
        """One state of the database for a whole question; see `access.look_in`."""
        return look_in(self)

    # The parts ---------------------------------------------------------------------------------

    files = cached_property(Files)
    """Importing files."""
    start = cached_property(Start)
    """The guided start."""
    people = cached_property(People)
    """Who is on file, and what the rep says about them."""
    ways = cached_property(Ways)
    """Ties, paths and whom to meet next."""
    asks = cached_property(Asks)
    """Whom to ask for what, and what came of it."""
    onward = cached_property(Onward)
    """From one introduction to the next."""
    letters = cached_property(Letters)
    """The rep's words: drafts and resume."""
    week = cached_property(Week)
    """The weekly practice."""
    data = cached_property(Data)
    """Stored data: imports and undo, backups, erasure."""
    duplicates = cached_property(Duplicates)
    """Who may be the same person, and merges."""
    visits = cached_property(Visits)
    """Calls in the field, seen by a rep and his coach."""
    coach = cached_property(Coach)
    """Counts of the reps whom one coaches."""
    showing = cached_property(Showing)
    """What a rep shows his coach by himself."""
    trials = cached_property(Trials)
    """A trial of near against next-circle weeks."""
    team = cached_property(Team)
    """Who may use the database."""
    colleagues = cached_property(Colleagues)
    """What reps of one database show each other."""
    colleague_asks = cached_property(ColleagueAsks)
    """What reps of one database ask of each other."""
    approvals = cached_property(Approvals)
    """Who decides who may ask a connector."""
    reports = cached_property(Reports)
    """Exported rows and files."""
