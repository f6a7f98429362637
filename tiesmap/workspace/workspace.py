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

    @cached_property
    def files(self) -> Files:
        """Importing files."""
        return Files(self)

    @cached_property
    def start(self) -> Start:
        """The guided start."""
        return Start(self)

    @cached_property
    def people(self) -> People:
        """Who is on file, and what the rep says about them."""
        return People(self)

    @cached_property
    def ways(self) -> Ways:
        """Ties, paths and whom to meet next."""
        return Ways(self)

    @cached_property
    def asks(self) -> Asks:
        """Whom to ask for what, and what came of it."""
        return Asks(self)

    @cached_property
    def onward(self) -> Onward:
        """From one introduction to the next."""
        return Onward(self)

    @cached_property
    def letters(self) -> Letters:
        """The rep's words: drafts and resume."""
        return Letters(self)

    @cached_property
    def week(self) -> Week:
        """The weekly practice."""
        return Week(self)

    @cached_property
    def data(self) -> Data:
        """Stored data: imports and undo, backups, duplicates, erasure."""
        return Data(self)

    @cached_property
    def visits(self) -> Visits:
        """Calls in the field, seen by a rep and his coach."""
        return Visits(self)

    @cached_property
    def coach(self) -> Coach:
        """Counts of the reps whom one coaches."""
        return Coach(self)

    @cached_property
    def showing(self) -> Showing:
        """What a rep shows his coach by himself."""
        return Showing(self)

    @cached_property
    def trials(self) -> Trials:
        """A trial of near against next-circle weeks."""
        return Trials(self)

    @cached_property
    def team(self) -> Team:
        """Who may use the database."""
        return Team(self)

    @cached_property
    def colleagues(self) -> Colleagues:
        """What reps of one database show each other."""
        return Colleagues(self)

    @cached_property
    def colleague_asks(self) -> ColleagueAsks:
        """What reps of one database ask of each other."""
        return ColleagueAsks(self)

    @cached_property
    def approvals(self) -> Approvals:
        """Who decides who may ask a connector."""
        return Approvals(self)

    @cached_property
    def reports(self) -> Reports:
        """Exported rows and files."""
        return Reports(self)
