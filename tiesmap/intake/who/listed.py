"""Lists of somebody's own contacts: each row is a tie between the owner and that person.

A client list, an address book or a CRM's contacts say whom their owner knows; a description of a
network (our own people.csv with a column rep, or beside files of ties) does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from tiesmap.intake.batch import Batch
from tiesmap.intake.who.owners import MOST, is_known_as
from tiesmap.model.english import say_first
from tiesmap.model.evidence import KINDS
from tiesmap.model.intake import OWN_SCOPE, Checked, Note
from tiesmap.model.people import PersonRecord
from tiesmap.model.problems import shorten

_OWN = "people"
_TELLING = (*KINDS, "relationships")


def owners_of_rows(records: Sequence[PersonRecord]) -> tuple[str, ...]:
    """Whose contacts the rows are, where few people share them; the one with most rows first."""
    counts = Counter(record.owner for record in records if record.owner)
    return tuple(name for name, _ in counts.most_common()) if len(counts) <= MOST else ()


def without_descriptions(files: Sequence[Checked]) -> tuple[Checked, ...]:
    """The files; our own people.csv counts as a list of contacts only where no other file says who
    knows whom."""
    described = any(
        file.scope == OWN_SCOPE
        and file.source != _OWN  # what a list says of who referred somebody describes no network
        and any(getattr(file, kind) for kind in _TELLING)
        for file in files
    )
    if not described:
        return tuple(files)
    return tuple(
        replace(file, listed=False) if file.source == _OWN and file.scope == OWN_SCOPE else file
        for file in files
    )


def with_clients(files: Sequence[Checked]) -> tuple[Checked, ...]:
    """The files, with everybody marked as a client whose stage in a list says so."""
    return tuple(
        replace(
            file,
            people=tuple(
                replace(one, client=True) if one.client is None and one.stage == "client" else one
                for one in file.people
            ),
        )
        if file.listed and any(one.stage == "client" for one in file.people)
        else file
        for file in files
    )


def assign_rows(
    files: Sequence[Checked], batch: Batch, rep: int | None, called: Collection[str]
) -> list[tuple[Checked, str]]:
    """Write down who owns the rows of lists, as references of their files; a new one becomes a rep.

    Whoever is called like the rep is the rep, and so is the only owner in all of the lists, unless
    that is another rep on file. Returns a sentence for each file of which some rows are others'.
    """
    others: dict[str, tuple[Checked, Counter[str]]] = {}
    listed = [file for file in files if file.listed]
    owners = {record.owner for file in listed for record in file.people if record.owner}
    for file in listed:
        lines: dict[str, int] = {}
        for record in file.people:
            if record.owner:
                lines.setdefault(record.owner, record.line)
        for text, line in lines.items():
            meant = batch.references.find(file.scope, text)
            if meant.why:
                continue  # an id of theirs that no file explains: the rows stay the rep's
            found = meant.person
            if meant.new:
                name = meant.new.record.name or text.partition("@")[0]
                if rep is not None and (
                    len(owners) == 1
                    or any(
                        is_known_as(name, one) or are_initials_of(name, one)
                        for one in called
                        if one
                    )
                ):
                    found = rep
                else:
                    found = batch.mint(meant.new, line, file.file, file.source, file.scope)
            batch.who[file.file, text] = found
            if found != rep:
                batch.reps.setdefault(found, (line, file))
                if rep is not None:
                    counts = others.setdefault(file.file, (file, Counter()))[1]
                    counts[text] += sum(record.owner == text for record in file.people)
    return [(file, _told(counts)) for file, counts in others.values()]


def are_initials_of(initials: str, name: str) -> bool:
    """Whether a list calls somebody by the initials of a name of several words: MO, M.O."""
    words = name.split()
    said = "".join(filter(str.isalpha, initials))
    return (
        len(words) > 1
        and said.isupper()
        and said.casefold()
        in ("".join(w[0] for w in words).casefold(), (words[0][0] + words[-1][0]).casefold())
    )


def _told(counts: Counter[str]) -> str:
    named = [f"{shorten(name, 40)} {rows:,}" for name, rows in counts.most_common()]
    few = say_first(named, 5, ", ")
    return Note(
        f"Rows that others own are their contacts, not yours ({few}): they are taken for "
        "colleagues. If one of them is you, import the file as theirs",
        " (by shell: --rep NAME)",
        ".",
    )
