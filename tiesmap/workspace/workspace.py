"""A rep's workspace: one database, one rep, one day, and the parts that answer questions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from functools import cached_property

from tiesmap.model.asker import EVERYTHING, Asker, Office
from tiesmap.model.ids import PersonId
from tiesmap.model.members import Member
from tiesmap.model.people import Person
from tiesmap.model.settings import Settings
from tiesmap.store.operation import Kind, Operation
from tiesmap.store.people import say_people
from tiesmap.store.settings import write_setting
from tiesmap.store.store import Store
from tiesmap.workspace.asks import Asks
from tiesmap.workspace.cache import Cache
from tiesmap.workspace.coach import Coach
from tiesmap.workspace.data import Data
from tiesmap.workspace.entering import look_in, refuse_ended, refuse_others
from tiesmap.workspace.files import Files
from tiesmap.workspace.frame import end_snapshot
from tiesmap.workspace.letters import Letters
from tiesmap.workspace.onward import Onward
from tiesmap.workspace.people import People
from tiesmap.workspace.reports import Reports
from tiesmap.workspace.start import Start
from tiesmap.workspace.team import Team
from tiesmap.workspace.view import SETTINGS, Unanswerable, View
from tiesmap.workspace.visits import Visits
from tiesmap.workspace.ways import Ways
from tiesmap.workspace.week import Week

Listener = Callable[[float, str], None]
"""Is told how far a long work is: which share of it is done, and what is done now."""


def _silent(share: float, doing: str) -> None:
    """Tells nobody."""


@dataclass(frozen=True)
class Workspace:
    """A store, a rep (the id of a person, None before there is one) and the day of "today".

    Workspaces with the same values are equal; listener and cache do not count.
    """

    store: Store
    rep: PersonId | None
    as_of: date | datetime
    written: date | None = None
    """The day of what is written by hand, where it is not that of `as_of`: data that ended long
    ago is looked at as of its last day, and yet a note of today is one of today."""
    member: Member | None = None
    """Who signed in; None where nobody has to."""
    listener: Listener = field(default=_silent, compare=False, repr=False)
    cache: Cache = field(default_factory=Cache, compare=False, repr=False)
    """What was worked out of the database, for all who look at it in this process."""

    @property
    def asks_as(self) -> Asker:
        """For whom a team's database answers: the rep, else whoever is at the door."""
        return Office.DOOR if self.rep is None else self.rep

    @property
    def sees(self) -> Asker | str:
        """What the asker may see, as a part of the key of all that is kept for him."""
        return self.asks_as if self.store.keeps_apart else EVERYTHING

    @property
    def today(self) -> date:
        """The day of `as_of`."""
        return self.as_of.date() if isinstance(self.as_of, datetime) else self.as_of

    @property
    def writes_on(self) -> date:
        """The date given to what the rep writes down now."""
        return self.written or self.today

    @property
    def rep_id(self) -> PersonId:
        """The rep's id; raises Unanswerable where none is chosen."""
        if self.rep is None:
            raise Unanswerable("Nobody's network is chosen yet: import contacts and say whose.")
        return self.rep

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
        with self.writing("the settings") as op:
            write_setting(op, SETTINGS, asdict(settings))

    def view(self) -> AbstractContextManager[View]:
        """One state of the database for a whole question.

        A view within another one in the same thread sees the same state. A write ends it, and the
        next view sees what was written.
        """
        return look_in(self)

    @contextmanager
    def writing(
        self, what: str = "", about: Collection[PersonId] = (), *, kind: Kind = "hand"
    ) -> Iterator[Operation]:
        """One write of the rep; see `Store.operation`.

        `what` is how the button Undo calls what a hand did; the names of the people it is `about`
        are put after it.
        """
        end_snapshot(self.store)
        refuse_others(self)
        with self.store.operation(kind, self.rep, what) as op:
            refuse_ended(op.connection, self.member)
            if about:
                op.what = f"{what} {say_people(op.connection, about)}"
            yield op

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
    def team(self) -> Team:
        """Who may use the database."""
        return Team(self)

    @cached_property
    def reports(self) -> Reports:
        """Exported rows and files."""
        return Reports(self)
