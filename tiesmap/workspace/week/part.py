"""The week: what the rep writes down, promises and gives, and what there is to do now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from tiesmap.exporting import markdown, spreadsheets, weeks, workbooks
from tiesmap.exporting.endings import in_format
from tiesmap.intake.sources.practice import PRACTICE, columns_of
from tiesmap.intake.table.values import clean_line
from tiesmap.intake.who.joining import join_rows
from tiesmap.intake.who.references import References
from tiesmap.model.cells import guard_cell
from tiesmap.model.ids import PersonId
from tiesmap.model.intake import OWN_SCOPE
from tiesmap.model.practice import ENTRY_WORDS, Entry, Note, Pace, Practice, Snooze
from tiesmap.model.requests import IntroRequest
from tiesmap.model.week import (
    Brief,
    BucketHealth,
    Health,
    StageHealth,
    WeekItem,
    YearRetention,
)
from tiesmap.nurture import clients, health
from tiesmap.nurture.repetition import same_text
from tiesmap.nurture.retention import retention
from tiesmap.store import pace as paces
from tiesmap.store import practice as habits
from tiesmap.store import ratings, schema
from tiesmap.store.entries import name_of
from tiesmap.store.settings import write_of_rep
from tiesmap.store.shown import take_back
from tiesmap.workspace.part import Part, question
from tiesmap.workspace.view import View
from tiesmap.workspace.week import agenda, relationships

KINDS = tuple(source.kind for source in PRACTICE)
"""The files of the practice: notes, favors, details ..."""
WEEK_COLUMNS = ("person", "person_id", "kind", "purpose", "reason", "due", "asks", "request")
Row = dict[str, object]


class Week(Part):
    """The weekly practice: keeping ties alive before anything is asked."""

    # What is written down ------------------------------------------------------------------------

    def practice(self) -> Practice:
        """Everything the rep wrote down up to today, each kind newest first."""
        with self.view() as view:
            return view.practice

    def record(self, entry: Entry, was: Entry | None = None) -> Entry:
        """Store a new (id 0) or edited entry in this rep's name; as it is stored.

        `was` is the entry as it was shown before the edit: Conflict where somebody changed it
        since, or where it is another rep's. Raises ValueError where a value is none of those
        allowed.
        """
        own = replace(entry, rep=self.place.rep_id)
        noun = ENTRY_WORDS[name_of(entry)]
        what = noun if was is None else f"a change of {noun}"
        with self.writing(what, [entry.person]) as op:
            return habits.save_entry(op, own, was, self.place.today)

    def remove_entry(self, entry: Entry) -> bool:
        """Remove an entry as it was shown; returns whether it was still there.

        Raises Conflict where somebody changed it since, or where it is another rep's.
        """
        shown, today = replace(entry, rep=self.place.rep_id), self.place.today
        with self.writing(f"taking away {ENTRY_WORDS[name_of(entry)]}", [entry.person]) as op:
            if isinstance(entry, Note):
                take_back(op, schema.shown.c.note == entry.id)
            return habits.remove_entry(op, name_of(entry), entry.id, shown, today)

    def snooze(self, person: PersonId, until: date, item: str = "") -> Entry:
        """Leave a person, or one kind of item about them, alone until a day."""
        own = self.place
        return self.record(Snooze(0, own.rep_id, person, own.writes_on, until, item))

    def pace(self) -> Pace:
        """The rep's buckets, and how much to do in a week."""
        with self.view() as view:
            return view.pace

    def save_pace(self, pace: Pace) -> None:
        """Store buckets and pace. Raises ValueError where they make no sense."""
        rep, value = self.place.rep_id, paces.write_pace(pace)
        with self.writing("the settings of your week") as op:
            write_of_rep(op, rep, paces.PACE, value)
            op.groups.add("practice")

    def set_bucket(self, person: PersonId, name: str) -> None:
        """Put a person in a bucket by hand; an empty name lets it be proposed again."""
        rep = self.place.rep_id
        with self.writing("the kind of relationship with", [person]) as op:
            ratings.set_bucket(op, rep, person, name)

    # This week -----------------------------------------------------------------------------------

    week = question(agenda.week)
    meetings = question(agenda.meetings)

    def meets(self, person: PersonId) -> datetime | None:
        """When the calendar next has a meeting with a person."""
        return next((one.at for one in self.meetings() if person in one.people), None)

    def done(self, item: WeekItem, note: Note | None = None) -> Entry | IntroRequest | None:
        """What an item of the week asked for was done today; what was stored for it.

        A promise or action is done, also the one of a client left alone after the sale; a contact
        becomes a note with its purpose, an ask is asked. Where the rep wrote a `note`, that is
        stored as well, and is what a needs review found. None where only the rep knows what there
        is to enter (a favor, an answer, a needs review without a note): nothing is invented.
        """
        with self.view() as view:
            done = agenda.deed(view, item, note)
        if done.is_empty:
            return None
        with self.writing("what was done this week for", [item.person]) as op:
            return agenda.write(op, done)

    def week_rows(self, items: Sequence[WeekItem]) -> list[Row]:
        """One row per item, with `WEEK_COLUMNS`."""
        with self.view() as view:
            ids = view.public_ids
        return [
            {"person": item.name, "person_id": ids[item.person]}
            | {name: getattr(item, name) for name in WEEK_COLUMNS[2:]}
            for item in items
        ]

    def week_file(self, items: Sequence[WeekItem], suffix: str, *, raw: bool = False) -> bytes:
        """The week in the format of a file name's ending: .csv, .xlsx, .md, .html (to print) or
        .ics; raises Refused for any other."""
        rep, today = self.place.rep_id, self.place.today
        rows = partial(self.week_rows, items)
        return in_format(
            suffix,
            {
                ".csv": lambda: spreadsheets.to_csv(rows(), WEEK_COLUMNS, raw=raw),
                ".xlsx": lambda: workbooks.rows_to_xlsx(
                    rows(), WEEK_COLUMNS, title="This week", as_of=today
                ),
                ".md": lambda: markdown.week_to_markdown(items, as_of=today),
                ".html": lambda: weeks.week_to_html(items, as_of=today),
                ".ics": lambda: weeks.week_to_ics(items, rep=rep, as_of=today),
            },
        )

    # The health of relationships -----------------------------------------------------------------

    def health(self) -> tuple[Health, ...]:
        """The health of each relationship against its own interval, by the person's id."""
        with self.view() as view:
            return tuple(relationships.relationships(view).healths.values())

    def health_of(self, person: PersonId) -> Health | None:
        """The health of one relationship; None for somebody whom the rep does not look after."""
        with self.view() as view:
            return relationships.relationships(view).healths.get(person)

    network_health = question(relationships.by_month)

    def by_bucket(self) -> tuple[BucketHealth, ...]:
        """How many of each bucket are on time, due and overdue."""
        with self.view() as view:
            looked = relationships.relationships(view)
            return health.by_bucket(list(looked.healths.values()), looked.pace)

    def by_stage(self) -> tuple[StageHealth, ...]:
        """How many people are in each stage, against the benchmarks of the pace."""
        with self.view() as view:
            looked = relationships.relationships(view)
            healths = list(looked.healths.values())
            return health.by_stage(looked.people.values(), healths, looked.pace, view.today)

    # Clients -------------------------------------------------------------------------------------

    after_sale = question(relationships.after_sale)
    needs = question(relationships.needs)

    def satisfaction_trend(self, person: PersonId) -> str:
        """A sentence on how satisfied a client was lately; empty with fewer than two marks."""
        with self.view() as view:
            marks = [mark for mark in view.practice.satisfaction if mark.person == person]
        return clients.satisfaction_trend(marks)

    def retention(self) -> tuple[YearRetention, ...]:
        """Clients won, kept and lost per year, newest first."""
        with self.view() as view:
            return retention(view.people.values(), view.practice.losses, view.today)

    # Conversations -------------------------------------------------------------------------------

    def brief(self, person: PersonId) -> Brief:
        """The page before a call with a person. Raises Unanswerable where there is none."""
        with self.view() as view:
            return replace(relationships.brief(view, person), meets=self.meets(person))

    def brief_page(self, person: PersonId) -> bytes:
        """The page before a call, to print."""
        return weeks.brief_to_html(self.brief(person), as_of=self.place.today)

    purposes = question(relationships.purposes)

    def same_text(self, text: str, person: PersonId) -> tuple[PersonId, ...]:
        """The other people about whom the same text is stored."""
        with self.view() as view:
            practice = view.practice
            return same_text(
                text,
                (*practice.notes, *practice.plans, *practice.favors, *practice.details),
                person,
                {number: one.label for number, one in view.people.items()},
            )

    givings = question(relationships.givings)

    # Files that come back ------------------------------------------------------------------------

    def entry_rows(self, kind: str) -> list[Row]:
        """The rep's entries of one kind (of `KINDS`), oldest first, with the file's columns."""
        with self.view() as view:
            name = _references(view)
            found = habits.read_entries(view.connection, kind, view.rep_id)
        return [
            {
                "rep": name(entry.rep),
                "person": name(entry.person),
                "date": entry.day,
                **{column: getattr(entry, column) for column in columns_of(kind)[3:]},
            }
            for entry in reversed(found)
        ]

    def entries_csv(self, kind: str, *, raw: bool = False) -> bytes:
        """The rep's entries of one kind as CSV, for spreadsheets or (raw) for machines.

        Read back it gives the same entries, here and in another database.
        """
        return spreadsheets.to_csv(self.entry_rows(kind), columns_of(kind), raw=raw, again=True)


def _references(view: View) -> Callable[[PersonId], str]:
    """How each person is named in a file, so that exactly this person is found again."""
    references = References(join_rows((), view.known_people))
    people, ids = view.people, view.public_ids
    made: dict[PersonId, str] = {}

    def name(number: PersonId) -> str:
        if number not in made:
            one = people[number]
            texts = (
                f"{one.name} <{one.email}>" if one.name and one.email else "",
                one.email,
                one.name,
            )
            made[number] = next(
                (
                    text
                    for text in texts
                    if text
                    and clean_line(guard_cell(text)) == text
                    and references.find(OWN_SCOPE, text).person == number
                ),
                ids[number],
            )
        return made[number]

    return name
