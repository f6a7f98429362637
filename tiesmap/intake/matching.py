"""Who is who: rows and references of a batch of files told apart, and recognized in the store.

Rows about people come first, whichever file they stand in, so that the order of files and rows
does not matter (`persons`); then the rows that name people (`references`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tiesmap.intake.keys import STRONG, keys_of
from tiesmap.intake.owners import is_called
from tiesmap.intake.persons import People
from tiesmap.intake.references import References, Unknown
from tiesmap.model.evidence import InteractionRecord
from tiesmap.model.intake import (
    OWN_SCOPE,
    THE_REP,
    Checked,
    KnownPeople,
    Matched,
    PersonMatch,
)
from tiesmap.model.people import PersonRecord
from tiesmap.model.problems import Problem, Refused, shorten

__all__ = ["keys_of", "match"]

_REFERENCES: Mapping[str, tuple[str, ...]] = {
    "relationships": ("rep", "person"),
    "ties": ("person", "other"),
    "introductions": ("introducer", "person", "other"),
}
"""Fields that name people, called as their columns are. A relationship may go without person (it
rates a category) and without rep (the one the batch is for)."""


class _Batch:
    """The people made and the problems found while the rows of a batch are gone through."""

    def __init__(self, references: References, first: int) -> None:
        self.references = references
        self.who: dict[tuple[str, str], int] = {}
        self.made: dict[tuple[str, str], PersonMatch] = {}
        self.problems: list[Problem] = []
        self.reps: dict[int, tuple[int, Checked]] = {}
        """Who stands in the rep column of a relationship, and the line and file of the first."""
        self._next = first  # the ref of the next new person, counting down

    def mint(self, unknown: Unknown, line: int, file: str, source: str, scope: str) -> int:
        """The new person, made where they are first mentioned."""
        if unknown.key not in self.made:
            record = replace(unknown.record, line=line)
            self.made[unknown.key] = PersonMatch(self._next, record, file, source, scope)
            self._next -= 1
        return self.made[unknown.key].ref

    def look_up(
        self, checked: Checked, line: int, texts: Iterable[tuple[str, str]]
    ) -> list[int | Unknown] | None:
        """Whom the (column, text) of a row name; None, with a problem, if one cannot be told."""
        found: list[int | Unknown] = []
        for column, text in texts:
            who = self.references.find(checked.scope, text)
            if isinstance(who, str):
                shown = "" if text == THE_REP else text
                self.problems.append(Problem(checked.file, line, column, shown, who))
                return None
            found.append(who)
        return found

    def settle(
        self, checked: Checked, line: int, texts: Iterable[str], found: Iterable[int | Unknown]
    ) -> list[int]:
        """The people of a good row, made if they are new."""
        refs = []
        for text, who in zip(texts, found, strict=True):
            if isinstance(who, Unknown):
                who = self.mint(who, line, checked.file, checked.source, checked.scope)
            self.who[checked.file, text] = who
            refs.append(who)
        return refs

    def rows(self, checked: Checked, kind: str) -> tuple[Any, ...]:
        """The rows of a kind whose people are told and differ from each other."""
        kept = []
        for record in getattr(checked, kind):
            columns = [c for c in _REFERENCES[kind] if getattr(record, c)]
            texts = [getattr(record, column) for column in columns]
            found = self.look_up(checked, record.line, zip(columns, texts, strict=True))
            if found is None:
                continue
            if len(set(map(_identity, found))) < len(found):
                message = f"{' and '.join(columns)} must be different people: correct the row"
                self.problems.append(Problem(checked.file, record.line, "", "", message))
                continue
            refs = self.settle(checked, record.line, texts, found)
            if kind == "relationships" and record.rep:
                self.reps.setdefault(refs[0], (record.line, checked))
            kept.append(record)
        return tuple(kept)

    def interactions(self, checked: Checked) -> tuple[InteractionRecord, ...]:
        """The interactions whose people are told, without mails to oneself."""
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
                if all(_identity(who) == _identity(found[0]) for who in found):
                    self._alone(checked, record)
                    continue
                refs = self.settle(checked, record.line, texts, found)
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

    def _alone(self, checked: Checked, record: InteractionRecord) -> None:
        message = "is the sender too, and nobody else is in it: it shows no tie"
        to = "; ".join(record.to)
        self.problems.append(Problem(checked.file, record.line, "to", to, message))


def _identity(who: int | Unknown) -> Hashable:
    return who.key if isinstance(who, Unknown) else who


def match(files: Sequence[Checked], known: KnownPeople, rep: str | int | None = None) -> Matched:
    """Tell everybody in a batch apart, and recognize those who are stored.

    `rep` says whose network the batch is for: an id > 0 of a stored person, or a text (an id of
    a file, an e-mail address, a full name; somebody unknown is made); None means the first row
    with rep = yes. Whoever stands in the rep column of a relationship becomes a rep.

    The files that come back hold only the rows whose people are told; of everybody who is left
    out there is a problem. Raises Refused where the rep cannot be told, or where two files of
    different scope have one name.
    """
    _refuse_same_name(files)
    people = People(files, known)
    references = References(people)
    batch = _Batch(references, -1 - len(people.rows))
    chosen = _find_rep(files, people, batch, rep)
    references.rep = chosen
    owned = _settle_owners(files, people, batch, chosen)
    kept = tuple(
        replace(
            checked,
            people=tuple(_kept_people(people, checked)),
            interactions=batch.interactions(checked),
            relationships=batch.rows(checked, "relationships"),
            ties=batch.rows(checked, "ties"),
            introductions=batch.rows(checked, "introductions"),
        )
        for checked in files
    )
    found = [
        PersonMatch(
            people.ref(row),
            row.record,
            row.checked.file,
            row.checked.source,
            row.checked.scope,
        )
        for row in people.rows
        if not row.dropped
    ]
    everybody = _with_reps([*found, *owned, *batch.made.values()], batch.reps)
    problems = sorted([*people.problems, *batch.problems], key=_order(files))
    return Matched(kept, tuple(everybody), batch.who, chosen, tuple(problems))


def _with_reps(
    people: Sequence[PersonMatch], reps: Mapping[int, tuple[int, Checked]]
) -> list[PersonMatch]:
    """The people, with those who stand in a rep column as reps."""
    marked = [
        replace(match, record=replace(match.record, rep=True)) if match.ref in reps else match
        for match in people
    ]
    told = {match.ref for match in people}
    for ref, (line, checked) in reps.items():
        if ref not in told:
            record = PersonRecord(line, rep=True)
            marked.append(PersonMatch(ref, record, checked.file, checked.source, checked.scope))
    return marked


def _kept_people(people: People, checked: Checked) -> list[PersonRecord]:
    return [row.record for row in people.rows if row.checked is checked and not row.dropped]


def _order(files: Sequence[Checked]) -> Callable[[Problem], tuple[int, int]]:
    place = {checked.file: number for number, checked in enumerate(files)}
    return lambda problem: (place.get(problem.file, 0), problem.line or 0)


def _refuse_same_name(files: Sequence[Checked]) -> None:
    scopes: dict[str, str] = {}
    for checked in files:
        if scopes.setdefault(checked.file, checked.scope) != checked.scope:
            raise Refused(
                f"Two different files are called {checked.file}: rename one, or import them one "
                "after the other."
            )


def _find_rep(
    files: Sequence[Checked], people: People, batch: _Batch, rep: str | int | None
) -> int | None:
    if isinstance(rep, int):
        return rep
    if rep is None or not rep.strip():
        marked = (people.ref(row) for row in people.rows if row.record.rep and not row.dropped)
        return next(marked, None) or _only_owner(files, batch)
    text = " ".join(rep.split())
    scopes = list(dict.fromkeys([OWN_SCOPE, *(checked.scope for checked in files)]))
    found = [batch.references.find(scope, text) for scope in scopes]
    refs = {who for who in found if isinstance(who, int)}
    if len(refs) == 1:
        return refs.pop()
    if len(refs) > 1:
        raise Refused(f"The rep '{shorten(text)}' could be several people: name one by e-mail.")
    who = found[0]
    if isinstance(who, Unknown):
        for _, owner in _owners(files, batch):
            # The owner's own reference has an address besides the name.
            if isinstance(owner, Unknown) and (
                owner.key == who.key or is_called(owner.record.name, who.record.name)
            ):
                who = replace(owner, record=replace(owner.record, name=owner.record.name or text))
                break
        return batch.mint(replace(who, record=replace(who.record, rep=True)), 0, "", "", OWN_SCOPE)
    raise Refused(f"The rep '{shorten(text)}' {who}.")


def _owners(files: Sequence[Checked], batch: _Batch) -> list[tuple[Checked, int | Unknown]]:
    """Whose files these may be, as far as they can be told."""
    found = [
        (checked, batch.references.find(checked.scope, text))
        for checked in files
        for text in checked.owners
    ]
    return [(checked, who) for checked, who in found if not isinstance(who, str)]


def _only_owner(files: Sequence[Checked], batch: _Batch) -> int | None:
    """The one whose file it must be, where nobody said whose; None where it could be several."""
    alone = [checked for checked in files if len(checked.owners) == 1]
    for checked, who in _owners(alone, batch):
        if isinstance(who, int):
            return who
        return batch.mint(who, 0, checked.file, checked.source, checked.scope)
    return None


def _settle_owners(
    files: Sequence[Checked], people: People, batch: _Batch, rep: int | None
) -> list[PersonMatch]:
    """Take for the rep who owns a file, is called like the rep, and is nobody else yet.

    Returns what the files say of the rep thereby: an address by which he is known from now on. A
    profile counts only if the rep has none, since nobody has two.
    """
    if rep is None:
        return []
    known = people.known
    names = {match.record.name for match in batch.made.values() if match.ref == rep}
    names |= {row.record.name for row in people.rows if people.ref(row) == rep and not row.dropped}
    has = {kind for row in people.rows if people.ref(row) == rep for kind, _, _ in row.keys}
    for match in batch.made.values():
        if match.ref == rep:
            has |= {kind for kind, _, _ in keys_of(match.record, match.scope)}
    if rep > 0:
        names.add(known.index.names.get(rep, ""))
        has |= {kind for kind, _, _ in known.keys(rep)}
    has &= set(STRONG)
    said = []
    for checked, owner in _owners(files, batch):
        if (
            isinstance(owner, Unknown)
            and owner.key not in batch.made
            and any(is_called(owner.record.name, name) for name in names if name)
            and not (owner.kind == "profile" and "profile" in has)
        ):
            batch.references.settle(owner, rep)
            if owner.kind not in has:
                # The name stays as the rep is called.
                record = replace(owner.record, id="", name="")
                said.append(
                    PersonMatch(rep, record, checked.file, checked.source, checked.scope)
                )
                has.add(owner.kind)
    return said
