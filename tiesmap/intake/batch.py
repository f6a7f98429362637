"""A batch of files during matching: its rows, with the people they name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tiesmap.intake.who.joins import told
from tiesmap.intake.who.meant import Meant, Unknown
from tiesmap.intake.who.references import References
from tiesmap.model.domains import firm_of
from tiesmap.model.english import say_list
from tiesmap.model.evidence import BETWEEN, InteractionRecord
from tiesmap.model.intake import THE_REP, Checked, PersonMatch, said_in
from tiesmap.model.problems import Problem

_REFERENCES: Mapping[str, tuple[str, ...]] = {
    "relationships": ("rep", "person"),
    **{name: kind.people for name, kind in BETWEEN.items()},
    "entries": ("rep", "person"),
}
"""Fields that name people, called as their columns are. A relationship may go without person (it
rates a category) and without rep (the one the batch is for)."""


class Batch:
    """The new people and the problems collected while the rows of a batch are matched."""

    def __init__(self, references: References, first: int) -> None:
        self.references = references
        self.who: dict[tuple[str, str], int] = {}
        self.made: dict[tuple[str, str], PersonMatch] = {}
        self.problems: list[Problem] = []
        self.joined: list[tuple[str, str]] = []
        """File and words of each who was known by name and firm."""
        self.reps: dict[int, tuple[int, Checked]] = {}
        """Who stands in the rep column of a relationship, and the line and file of the first."""
        self.unclear: dict[tuple[str, str, str, str], list[int]] = {}
        """File, column, name and why, of names in words that are nobody's on file -> lines."""
        self._next = first  # the ref of the next new person, counting down

    def mint(self, unknown: Unknown, line: int, file: str, source: str, scope: str) -> int:
        """A new person, created at their first mention."""
        if unknown.key not in self.made:
            record = replace(unknown.record, line=line)
            ref = self._next if unknown.person is None else unknown.person
            self.made[unknown.key] = PersonMatch(ref, record, file, source, scope)
            if unknown.person is None:
                self._next -= 1
            else:
                firm = firm_of(record.email)
                self.joined.append((file, told(record.name, firm, record.email)))
        return self.made[unknown.key].ref

    def look_up(
        self, checked: Checked, line: int, texts: Iterable[tuple[str, str]]
    ) -> list[Meant] | None:
        """The people named by (column, text) pairs; None if one is unclear: a problem says so."""
        found: list[Meant] = []
        for column, text in texts:
            who = self.references.find(checked.scope, text)
            if who.why and (said := said_in(text)):
                self.unclear.setdefault((checked.file, *said, who.why), []).append(line)
                return None
            if who.why:
                shown = "" if text == THE_REP else text
                self.problems.append(Problem(checked.file, line, column, shown, who.why))
                return None
            found.append(who)
        return found

    def identify(
        self, checked: Checked, line: int, texts: Iterable[str], found: Iterable[Meant]
    ) -> list[int]:
        """Person numbers for the references of a valid row; new people are created."""
        refs = []
        for text, who in zip(texts, found, strict=True):
            ref = who.person
            if who.new:
                ref = self.mint(who.new, line, checked.file, checked.source, checked.scope)
            self.who[checked.file, text] = ref
            refs.append(ref)
        return refs

    def told(self) -> list[Problem]:
        """All problems; those of names in words once a name, with how many rows say it."""
        found = list(self.problems)
        for (file, column, name, why), lines in self.unclear.items():
            more = f" ({len(lines):,} rows)" if len(lines) > 1 else ""
            found.append(Problem(file, lines[0], column, name, why + more))
        return found

    def by_name_alone(self, files: Iterable[Checked]) -> dict[str, list[str]]:
        """File -> names of those whom a list of contacts made as who referred somebody."""
        lists = {one.file for one in files if one.listed and one.introductions}
        found: dict[str, list[str]] = {}
        for made in self.made.values():
            if made.file in lists and not made.record.email:
                found.setdefault(made.file, []).append(made.record.name)
        return found

    def rows(self, checked: Checked, kind: str) -> tuple[Any, ...]:
        """The rows of one kind in which all who are named are identified and different."""
        kept = []
        for record in getattr(checked, kind):
            columns = [c for c in _REFERENCES[kind] if getattr(record, c)]
            texts = [getattr(record, column) for column in columns]
            found = self.look_up(checked, record.line, zip(columns, texts, strict=True))
            if found is None:
                continue
            if len(set(map(self._identity, found))) < len(found):
                # A list may say that somebody came by himself, or through the rep.
                if not (checked.people and kind == "introductions"):
                    line = record.line
                    self.problems.append(self._of_one(checked, line, columns, texts, found))
                continue
            refs = self.identify(checked, record.line, texts, found)
            if kind in ("relationships", "entries") and record.rep:
                self.reps.setdefault(refs[0], (record.line, checked))
            kept.append(record)
        return tuple(kept)

    def _of_one(
        self,
        checked: Checked,
        line: int,
        columns: Sequence[str],
        texts: Sequence[str],
        found: Sequence[Meant],
    ) -> Problem:
        """That a row names one person twice."""
        if checked.people:  # what a card or a list says of somebody: no row of two columns
            column, value = said_in(texts[-1]) or ("", texts[-1])
            message = "is the same person: it shows no tie"
            return Problem(checked.file, line, column, value, message)
        same = Counter(map(self._identity, found)).most_common(1)[0][0]
        both = [c for c, who in zip(columns, found, strict=True) if self._identity(who) == same]
        message = f"{say_list(both)} are one person: correct the row"
        return Problem(checked.file, line, "", "", message)

    def by_kind(self, checked: Checked) -> dict[str, Any]:
        """The rows of each kind that names its people in fields; see `rows`."""
        return {kind: self.rows(checked, kind) for kind in _REFERENCES}

    def interactions(self, checked: Checked) -> tuple[InteractionRecord, ...]:
        """The interactions whose people are all identified, without mails to oneself."""
        kept = []
        known: dict[str, int] = {}
        for record in checked.interactions:
            sender = known.get(record.sender)
            to = [known.get(text) for text in record.to]
            if sender is None or None in to:
                columns = ("from", *("to" for _ in record.to))
                texts = (record.sender, *record.to)
                found = self.look_up(checked, record.line, zip(columns, texts, strict=True))
                if found is None:
                    continue
                if all(self._identity(who) == self._identity(found[0]) for who in found):
                    self._alone(checked, record)
                    continue
                refs = self.identify(checked, record.line, texts, found)
                known.update(zip(texts, refs, strict=True))
                sender, to = refs[0], list(refs[1:])
            if sender in to or (len(to) > 1 and len(set(to)) < len(to)):
                others: dict[int | None, str] = {}
                for ref, text in zip(to, record.to, strict=True):
                    if ref != sender:
                        others.setdefault(ref, text)
                if not others:
                    self._alone(checked, record)
                    continue
                record = replace(record, to=tuple(others.values()))
            kept.append(record)
        return tuple(kept)

    def _identity(self, who: Meant) -> Hashable:
        """What is the same for two references to one person."""
        if who.new is None:
            return who.person
        if made := self.made.get(who.new.key):
            return made.ref
        return who.new.key if who.new.person is None else who.new.person

    def _alone(self, checked: Checked, record: InteractionRecord) -> None:
        message = "is the sender too, and nobody else is in it: it shows no tie"
        to = "; ".join(record.to)
        self.problems.append(Problem(checked.file, record.line, "to", to, message))
