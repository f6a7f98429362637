"""Matching: which rows and references of a batch mean the same person, and who is stored already.

Rows about people come first, whichever file they stand in, so that the order of files and rows
does not matter (`joining`); then the rows that name people (`references`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from tiesmap.intake.batch import Batch
from tiesmap.intake.who.joining import join_rows
from tiesmap.intake.who.joins import tell
from tiesmap.intake.who.keys import keys_of
from tiesmap.intake.who.listed import assign_rows, with_clients, without_descriptions
from tiesmap.intake.who.nobody import some_of
from tiesmap.intake.who.persons import People
from tiesmap.intake.who.references import References
from tiesmap.intake.who.reps import ask_for_owners, find_rep, names_of, recognize_rep
from tiesmap.model.intake import Checked, KnownPeople, Matched, PersonMatch
from tiesmap.model.people import PersonRecord
from tiesmap.model.problems import Problem, Refused

__all__ = ["keys_of", "match"]


def match(files: Sequence[Checked], known: KnownPeople, rep: str | int | None = None) -> Matched:
    """Identify everybody in a batch, and recognize those who are stored.

    `rep` says whose network the batch is for: an id > 0 of a stored person, or a text (an id of
    a file, an e-mail address, a full name; somebody unknown is made); None means the first row
    with rep = yes. Whoever stands in the rep column of a relationship becomes a rep.

    The files that come back hold only rows whose people are identified; for each row left out there
    is a problem. Raises Refused where the rep cannot be told, or where two files of
    different scope have one name.
    """
    _refuse_same_name(files)
    files = with_clients(without_descriptions(files))
    people = join_rows(files, known)
    references = References(people)
    batch = Batch(references, people.next_ref)
    chosen = find_rep(files, people, batch, rep)
    references.rep = chosen
    owned, own = recognize_rep(files, people, batch, chosen)
    asked = ask_for_owners(files, batch, chosen)
    called = set() if chosen is None else names_of(chosen, people, batch)
    colleagues = assign_rows(files, batch, chosen, called)
    kept = tuple(
        replace(
            checked,
            people=tuple(_kept_people(people, checked)),
            interactions=batch.interactions(checked),
            **batch.by_kind(checked),
        )
        for checked in files
    )
    said = [(one.file, text) for one, text in (*asked, *own, *colleagues)]
    joined: dict[str, list[str]] = {}
    for file, text in (*((one.file, text) for one, text in people.joined), *batch.joined):
        joined.setdefault(file, []).append(text)
    said += [(file, tell(texts)) for file, texts in joined.items()]
    said += [(file, _by_name_alone(names)) for file, names in batch.by_name_alone(kept).items()]
    kept = tuple(
        replace(one, notes=(*one.notes, *(text for file, text in said if file == one.file)))
        for one in kept
    )
    found = [
        PersonMatch(
            row.ref,
            row.record,
            row.checked.file,
            row.checked.source,
            row.checked.scope,
            row.checked.listed and row.record.id not in row.checked.mentioned,
        )
        for row in people.rows
    ]
    everybody = _with_reps([*found, *owned, *batch.made.values()], batch.reps)
    problems = sorted([*people.problems, *batch.told()], key=_order(files))
    return Matched(kept, tuple(everybody), batch.who, chosen, tuple(problems))


def _by_name_alone(names: Sequence[str]) -> str:
    return (
        f"New, and on file by a name alone, since rows name them as who referred somebody "
        f"({len(names):,}){some_of(names)}."
    )


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
    return [row.record for row in people.rows if row.checked is checked]


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
