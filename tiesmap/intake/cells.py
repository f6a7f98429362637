"""Reading the cells of a file, column by column, and what a bad cell costs.

In a row about a person a bad cell costs only the cell, in any other row the row; both are listed
as problems. A column is read as a whole, since the meaning of a date may depend on the others
(see `table.dates`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tiesmap.intake.categories import vocabulary
from tiesmap.intake.reading import Rows
from tiesmap.intake.sources.declaration import Placed, Source
from tiesmap.intake.sources.practice import ENTRY_NEEDS
from tiesmap.intake.table.columns import WORDS, is_long, read_column, read_texts
from tiesmap.intake.table.values import Bad, clean_line
from tiesmap.intake.who.addresses import KINDS, first_of_several
from tiesmap.intake.who.facts import complete
from tiesmap.intake.who.names import is_persons
from tiesmap.intake.who.nobody import (
    is_family,
    is_firm,
    is_nobody,
    is_place,
    is_sum,
    says_firm,
    some_of,
)
from tiesmap.model.addresses import is_shared_name
from tiesmap.model.cells import LINE_LIMIT
from tiesmap.model.companies import has_legal_form
from tiesmap.model.evidence import KINDS as EVIDENCE
from tiesmap.model.folding import fold
from tiesmap.model.intake import OWN_SCOPE, Note
from tiesmap.model.people import TargetRecord
from tiesmap.model.problems import Problem, shorten
from tiesmap.model.vocabulary import Stage

NEEDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "people": (("name", "email"),),
    "relationships": (("person", "category"),),
    **{name: tuple((f,) for f in (*one.needs, *one.people)) for name, one in EVIDENCE.items()},
    "targets": (("name", "company", "category", "profile_url"),),
    "companies": (("name",),),
    "owner": (("name", "email", "company"),),
    **ENTRY_NEEDS,
}
"""Of each group of fields at least one must be filled in a row."""

_SHOWN = 200  # characters of a bad cell that its problem repeats
_CELLS = ("people", "relationships", "companies", "targets")
"""Kinds of rows that a bad cell does not cost."""
_EMPTY = {"email": "", "phone": "", "profile_url": "", "salutation": ""}
"""What stands in place of a bad cell, where it is not None."""
_LOADED = ". The rest of the row was loaded"
_LONG = f"is longer than the {LINE_LIMIT:,} characters of a line: write what it is{_LOADED}"
_UNTIL = ". Until it does, nobody is asked by way of them"
_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")

_TAKE_IN = (" (--take-in NAME)", ".")


@dataclass(slots=True)
class Cells:
    """The rows of a file, read a column at a time."""

    file: str
    source: Source
    rows: Rows
    placed: Placed
    kept: list[bool]
    columns: dict[str, list[Any]] = field(default_factory=dict)
    """field -> its value in each row."""
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    left_out: set[int] = field(default_factory=set)
    """Rows that are about no person, told of in a note."""
    held: list[str] = field(default_factory=list)
    """Names of those that may be somebody all the same."""
    firms: list[TargetRecord] = field(default_factory=list)
    """Firms of which the list says more than how to reach them, and has nobody."""
    blank: int = 0
    """Rows in which nothing stands."""

    def column(self, name: str) -> Sequence[Any]:
        """The value of a field in each row; empty texts where there is no such column."""
        return self.columns.get(name) or [""] * len(self.kept)

    def leave_out(self, number: int) -> None:
        """Drop a row that is about no person."""
        self.left_out.add(number)
        self.kept[number] = False


def read_cells(
    rows: Rows,
    source: Source,
    placed: Placed,
    file: str,
    day_first: bool | None,
    take_in: Collection[str] = (),
) -> Cells:
    """Every field of every row; rows without a required field are dropped, and those of nobody, but
    for names to `take_in`."""
    cells = [row for _, row in rows.rows]
    table = Cells(file, source, rows, placed, [True] * len(cells))
    bad: dict[int, dict[str, Problem]] = {}
    for name, at in placed.fields.items():
        header = clean_line(next(rows.header[i] for i in at if i >= 0))
        texts = _texts(table, name, at, header)
        values = read_column(source, name, texts, day_first)
        table.columns[name] = values
        if source.columns[name].kept and source.columns[name].make is None:
            # What means nothing here is still an extra field.
            table.columns[name] = [value.taken if type(value) is Bad else value for value in values]
            continue
        for number, value in enumerate(values):
            if type(value) is Bad:
                shown = clean_line(texts[number])[:_SHOWN]
                problem = Problem(file, rows.rows[number][0], header, shown, value.message)
                bad.setdefault(number, {})[name] = problem
        if known := WORDS.get((source.kind, name)):
            table.notes += _other_words(values, known, header)

    if source.kind == "people":
        table.columns, notes = complete(table.columns, placed, cells, day_first)
        table.notes += notes
        if source.listed and not placed.as_typed:
            _leave_out_companies(table, source.scope == OWN_SCOPE)
        if not placed.as_typed:
            _leave_out_nobody(table, take_in)
    needs = [
        group for group in NEEDS[source.kind] if not any(name in source.defaults for name in group)
    ]
    _leave_out_bad(table, bad, needs)
    _drop_incomplete(table, needs)
    return table


def _drop_incomplete(table: Cells, needs: Sequence[Sequence[str]]) -> None:
    """Rows without what must be filled are no rows; why, if that is to be told."""
    source, placed = table.source, table.placed
    hidden = 0
    for number in _incomplete(table.columns, needs, len(table.kept)):
        line, row = table.rows.rows[number]
        filled = {
            name for name, at in placed.fields.items() if any(row[i].strip() for i in at if i >= 0)
        }
        if not filled and not any(row[at].strip() for at in placed.extra):
            table.blank += 1
        elif number in table.left_out:
            pass
        elif filled and filled <= set(source.hidden):
            hidden += 1
        elif table.kept[number]:
            missing = _missing(table, number, needs)
            table.problems.append(Problem(table.file, line, "", "", missing))
        table.kept[number] = False
    if hidden:
        table.notes.append(source.hidden_note.format(count=hidden))


def _leave_out_companies(table: Cells, named: bool) -> None:
    """Rows of an address book that are a firm: its own name (or none, where not `named`, or where
    more is said of it), and no address but info@."""
    names, mails = table.column("name"), table.column("email")
    for number, company in enumerate(table.column("company")):
        if not isinstance(company, str) or not company:
            continue
        name, mail = names[number] or "", mails[number]
        if not isinstance(mail, str) or (mail and not is_shared_name(mail)):
            continue  # an address of his own
        if (not name and (not named or _is_described(table, number))) or (
            fold(name) == fold(company)
            and (has_legal_form(name) or (mail and not _is_sole_trader(name)))
        ):
            table.leave_out(number)
    if table.left_out:
        count = len(table.left_out)
        table.notes.append(f"Left out: companies, which are not people ({count:,}).")
        table.firms = [*_to_meet(table)]
    if table.firms:
        firms = [one.company for one in table.firms]
        table.notes.append(
            Note(
                f"Firms without anybody in the list ({len(firms):,}){some_of(firms)}. One where "
                "you want to meet somebody can go on your wanted list",
                " (--want FIRM)",
                ".",
            )
        )


def _is_described(table: Cells, number: int) -> bool:
    """Whether a row says more than who it is about and how to reach him."""
    return any(table.column(what)[number] for what in ("stage", "notes", "category"))


def _to_meet(table: Cells) -> Iterator[TargetRecord]:
    """The firms in the rows left out where the rep may want to meet somebody: none is a client's,
    or has people in other rows."""
    firms, names, notes = map(table.column, ("company", "name", "notes"))
    known = {fold(firm) for firm, name in zip(firms, names, strict=True) if name}
    for number in sorted(table.left_out):
        of_client = table.column("stage")[number] == Stage.CLIENT
        if names[number] or of_client or not _is_described(table, number):
            continue
        if fold(firms[number]) not in known:
            known.add(fold(firms[number]))
            line = table.rows.rows[number][0]
            yield TargetRecord(line, company=firms[number], why=str(notes[number] or ""))


def _is_sole_trader(name: str) -> bool:
    """Whether the name of a firm is that of a person: Bo Ray, and not Hotel Adlon."""
    return is_persons(name) and not vocabulary().propose(name, "").category


def _leave_out_nobody(table: Cells, take_in: Collection[str]) -> None:
    """Rows that say of themselves that they are a firm, and names of functions and tests."""
    firms = says_firm(table.rows.header)
    names, mails, companies, titles = map(table.column, ("name", "email", "company", "title"))
    reps, clients = map(table.column, ("rep", "client"))
    shown: dict[str, None] = {}
    private: list[str] = []
    count = sums = 0
    for number, (_, row) in enumerate(table.rows.rows):
        if number in table.left_out:
            continue
        name = names[number] if isinstance(names[number], str) else ""
        if name in take_in or True in (reps[number], clients[number]):
            continue
        if firms and any(is_firm(row[at], yes_no) for at, yes_no in firms):
            count += 1
        elif name and not mails[number] and is_sum(name):
            sums += 1
        elif (
            name
            and not (companies[number] or mails[number] or titles[number])
            and (is_family(name) or is_place(name))
        ):
            private.append(name)
        elif name and is_nobody(name, str(mails[number] or "")):
            shown.setdefault(name)
        else:
            continue
        table.leave_out(number)
    table.held = list(dict.fromkeys((*private, *shown)))
    if count:
        table.notes.append(f"Left out: companies, which are not people ({count:,}).")
    if sums:
        table.notes.append(f"Left out: lines of sums ({sums:,}).")
    if private:
        table.notes.append(
            Note(
                "Left out: the family and places, by what one calls them, such as Mami or a "
                f"pizzeria ({len(private):,}){some_of(private)}. One who is a contact can be taken "
                "in",
                *_TAKE_IN,
            )
        )
    if shown:
        table.notes.append(
            Note(
                "Left out: shared mailboxes, lists and tests, which are not people "
                f"({len(shown):,}){some_of(shown)}. One who is a contact can be taken in",
                *_TAKE_IN,
            )
        )


def _texts(table: Cells, name: str, at: tuple[int, ...], header: str) -> list[str]:
    """The text of a field in every row; of several addresses in a cell the first. What is one line,
    and longer than any, is none."""
    source, rows = table.source, table.rows.rows
    texts = read_texts(source, name, at, [row for _, row in rows])
    if source.kind == "people" and name in KINDS:
        return [first_of_several(name, text) for text in texts]
    if max(map(len, texts), default=0) > LINE_LIMIT and not is_long(source.kind, name):
        for number, text in enumerate(texts):
            if len(text) > LINE_LIMIT:
                texts[number] = ""
                table.problems.append(
                    Problem(table.file, rows[number][0], header, text[:_SHOWN], _LONG)
                )
    return texts


def _leave_out_bad(
    table: Cells, bad: dict[int, dict[str, Problem]], needs: Sequence[Sequence[str]]
) -> None:
    """What a bad cell costs: itself in a row about a person or a firm, else the row.

    A row is lost too where nothing but the bad cell told who it is about, and where an address
    stands in a column of another name: its cells have slid sideways. What was done, a mail or an
    introduction, is one thing with its day: without it, the mended file would bring it twice.
    """
    for number, found in bad.items():
        for name in tuple(found):
            value = table.columns[name][number]
            nearly = value.taken if type(value) is Bad else None
            table.columns[name][number] = _EMPTY.get(name) if nearly is None else nearly
            if nearly is not None:
                table.problems.append(found.pop(name))
        if not found:
            continue
        whole = not all(
            any(table.columns[n][number] for n in g if n in table.columns) for g in needs
        )
        if table.source.kind not in _CELLS or whole or _has_slid(table, number):
            table.kept[number] = False
            table.problems += found.values()
            continue
        if "do_not_ask" in found:
            # Nobody is asked because a "please not" was written in other words.
            table.columns["do_not_ask"][number] = True
        for name, problem in found.items():
            left = _UNTIL if name == "do_not_ask" else _LOADED
            table.problems.append(replace(problem, message=problem.message + left))


def _has_slid(table: Cells, number: int) -> bool:
    """Whether an address is in a column for names, companies or words."""
    row = table.rows.rows[number][1]
    return any(
        at >= 0 and "@" in row[at] and _ADDRESS.fullmatch(row[at].strip())
        for name, places in table.placed.fields.items()
        if name not in ("email", "notes", "id") and table.source.columns[name].make is None
        for at in places
    )


def drop_repeated(table: Cells, names: Sequence[str]) -> int:
    """Keep only the first of rows that agree in these fields; returns how many were dropped."""
    seen: set[tuple[str, ...]] = set()
    repeated = 0
    for number, kept in enumerate(table.kept):
        if not kept:
            continue
        key = tuple(fold(str(table.columns[name][number])) for name in names)
        repeated += key in seen
        table.kept[number] = key not in seen
        seen.add(key)
    return repeated


def _other_words(values: Iterable[str], known: Sequence[str], header: str) -> list[str]:
    counts = Counter(values)
    found = ((word, count) for word, count in counts.items() if word and word not in known)
    return [
        f"The {header} '{shorten(word, 40)}' ({count} {'row' if count == 1 else 'rows'}) is none "
        f"of {', '.join(known)}: it is kept, and treated as other."
        for word, count in found
    ]


def _incomplete(
    columns: dict[str, list[Any]], needs: Sequence[Sequence[str]], count: int
) -> list[int]:
    """Rows in which a group of fields that must be filled is empty."""
    empty: set[int] = set()
    for group in needs:
        given = [columns[name] for name in group if name in columns]
        if len(given) == 1:
            empty.update(number for number, value in enumerate(given[0]) if not value)
        else:
            empty.update(number for number in range(count) if not any(c[number] for c in given))
    return sorted(empty)


def _missing(table: Cells, number: int, needs: Sequence[Sequence[str]]) -> str:
    source, placed, columns = table.source, table.placed, table.columns

    def called(name: str) -> str:
        """The column as this file has it; as it is called in the first place if it has none."""
        if name not in placed.fields:
            return source.columns[name].called
        there = [clean_line(table.rows.header[at]) for at in placed.fields[name] if at >= 0]
        return " + ".join(there if source.columns[name].take == "all" else there[:1])

    for group in needs:
        if not any(columns[name][number] for name in group if name in columns):
            names = [called(name) for name in group if name in source.columns]
            if len(names) == 1:
                return f"the row has no {names[0]}: fill it in"
            return f"the row has {', '.join(f'no {name}' for name in names)}: fill in one of them"
    raise AssertionError("only for rows that miss something")
