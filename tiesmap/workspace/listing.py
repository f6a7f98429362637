"""Listing: the practice as files that go out and come back, and the week as rows and files."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tiesmap.exporting import spreadsheets, weeks, workbooks
from tiesmap.intake.sources.practice import PRACTICE, columns_of
from tiesmap.intake.table.values import clean_line
from tiesmap.intake.who.persons import People
from tiesmap.intake.who.references import References
from tiesmap.model.cells import guard_cell, unguard_cell
from tiesmap.model.intake import OWN_SCOPE
from tiesmap.model.week import WeekItem
from tiesmap.workspace.practising import Practising

KINDS = tuple(source.kind for source in PRACTICE)
"""The files of the practice: notes, favors, details ..."""
WEEK_COLUMNS = ("person", "person_id", "kind", "purpose", "reason", "due", "asks", "request")
Row = dict[str, object]


class Listing(Practising):
    """What the rep takes out of his practice."""

    def entry_rows(self, kind: str) -> list[Row]:
        """The rep's entries of one kind (of `KINDS`), the oldest first, with the file's columns."""
        name = self._reference()
        return [
            {
                "rep": name(entry.rep),
                "person": name(entry.person),
                "date": entry.day,
                **{column: getattr(entry, column) for column in columns_of(kind)[3:]},
            }
            for entry in reversed(self.store.entries(kind, self.rep_id))
        ]

    def entries_csv(self, kind: str, *, raw: bool = False) -> bytes:
        """The rep's entries of one kind as CSV, for spreadsheets or (raw) for machines.

        Read back it gives the same entries, here and in another database.
        """
        rows = self.entry_rows(kind)
        if raw:
            # A text that looks guarded is guarded here too, or reading it back would change it.
            rows = [
                {
                    name: guard_cell(value)
                    if isinstance(value, str) and unguard_cell(value) != value
                    else value
                    for name, value in row.items()
                }
                for row in rows
            ]
        return spreadsheets.to_csv(rows, columns_of(kind), raw=raw)

    def _reference(self) -> Callable[[int], str]:
        """How a person is named in a file, so that just this person is found again."""
        references = References(People((), self.store.known_people()))
        people = {person.id: person for person in self.store.people()}
        ids = self.store.public_ids()
        made: dict[int, str] = {}

        def name(number: int) -> str:
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
                        and references.find(OWN_SCOPE, text) == number
                    ),
                    ids[number],
                )
            return made[number]

        return name

    def week_rows(self, items: Sequence[WeekItem]) -> list[Row]:
        """One row an item, with `WEEK_COLUMNS`."""
        ids = self.store.public_ids()
        return [
            {
                "person": item.name,
                "person_id": ids[item.person],
                "kind": item.kind,
                "purpose": item.purpose,
                "reason": item.reason,
                "due": item.due,
                "asks": item.asks,
                "request": item.request,
            }
            for item in items
        ]

    def week_file(self, items: Sequence[WeekItem], suffix: str, *, raw: bool = False) -> bytes:
        """The week as the ending of a file name says: .xlsx, .ics, .md, .html, else CSV."""
        kind = suffix.casefold()
        if kind == ".ics":
            return self.week_ics(items)
        if kind == ".xlsx":
            rows = self.week_rows(items)
            return workbooks.rows_to_xlsx(rows, WEEK_COLUMNS, title="This week", as_of=self.today)
        if kind == ".md":
            return weeks.week_to_markdown(items, as_of=self.today)
        if kind in (".html", ".htm"):
            return self.week_page(items)
        return spreadsheets.to_csv(self.week_rows(items), WEEK_COLUMNS, raw=raw)
