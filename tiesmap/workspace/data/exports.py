"""Exports that can be imported again: people, evidence, or everything as one zip."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Mapping

from tiesmap.exporting import spreadsheets
from tiesmap.exporting.vcards import to_vcards
from tiesmap.model.ids import PersonId
from tiesmap.model.people import KnownBy, Person
from tiesmap.store.reading import outgoing
from tiesmap.store.reading.known_by import known_by
from tiesmap.workspace.view import View

Row = dict[str, object]
Table = tuple[list[Row], Collection[str]]
"""Rows, and the columns of their file."""
PEOPLE = (
    "id", "name", "email", "profile_url", "phone", "company", "title", "category", "city",
    "salutation", "academic_title", "rep", "do_not_ask", "client", "comfort", "stage", "signed_on",
    "notes", "connected_on", "former_names",
)  # fmt: skip
"""The columns of people.csv; those of further fields follow."""
KINDS = tuple(outgoing.ROWS)
"""The files beside people.csv."""


def people_rows(
    view: View, persons: Collection[PersonId] | None = None
) -> tuple[list[Row], list[str]]:
    """The rows and columns of people.csv, further fields last; `persons` None means everybody."""
    chosen = _chosen(view, persons)
    ids, known = view.public_ids, known_by(view.connection, persons)
    links = outgoing.links(view.connection, view.rep_id)
    further = sorted({name for person in chosen for name in person.extra} - set(PEOPLE))
    rows = []
    for person in chosen:
        texts = _texts(person, known.get(person.id, ()))
        row: Row = {name: getattr(person, name) for name in PEOPLE[5:18]}
        row |= {
            "id": ids[person.id],
            "name": person.name,
            "email": texts["email"],
            "profile_url": texts["profile"],
            "phone": texts["phone"],
            "category": person.stated_category,
            "connected_on": links.get(person.id),
            "former_names": texts["name"],
            **{name: "yes" if getattr(person, name) else "" for name in _MARKS},
        }
        rows.append(row | {name: person.extra.get(name, "") for name in further})
    return rows, [*PEOPLE, *further]


_MARKS = ("rep", "do_not_ask", "client")


def _chosen(view: View, persons: Collection[PersonId] | None) -> list[Person]:
    return [
        one for number, one in sorted(view.people.items()) if persons is None or number in persons
    ]


def _texts(person: Person, known: Collection[KnownBy]) -> dict[str, list[str]]:
    """All addresses by kind, the one on show first; for names only the former ones."""
    first = {"email": person.email, "profile": person.profile_url, "phone": person.phone}
    found: dict[str, dict[str, None]] = {
        kind: {text: None} if text else {} for kind, text in first.items()
    }
    found["name"] = {}
    for one in known:
        if one.kind != "name" or one.text != person.name:
            found[one.kind].setdefault(one.text)
    return {kind: list(texts) for kind, texts in found.items()}


def people_csv(
    view: View, persons: Collection[PersonId] | None = None, *, raw: bool = False
) -> bytes:
    """People as people.csv, with every address; for spreadsheets, or (raw) for machines."""
    rows, columns = people_rows(view, persons)
    return _csv(rows, columns, raw)


def people_vcf(view: View, persons: Collection[PersonId] | None = None) -> bytes:
    """People as vCards, with every address."""
    known = known_by(view.connection, persons)
    chosen = _chosen(view, persons)
    texts = {person.id: _texts(person, known.get(person.id, ())) for person in chosen}
    return to_vcards(chosen, texts, view.public_ids)


def evidence_rows(view: View, kind: str) -> list[Row]:
    """The rows of one of `KINDS`; people are named by the ids of people.csv."""
    return list(outgoing.ROWS[kind](view.connection, view.public_ids, view.rep_id))


def evidence_csv(view: View, kind: str, *, raw: bool = False) -> bytes:
    """One of `KINDS` as the CSV file that an import reads."""
    return _csv(evidence_rows(view, kind), outgoing.COLUMNS[kind], raw)


def _csv(rows: list[Row], columns: Collection[str], raw: bool) -> bytes:
    return spreadsheets.to_csv(rows, tuple(columns), raw=raw, again=True)


def everything(view: View) -> dict[str, Table]:
    """What can be imported again, by the names of the files: people, evidence, wanted list."""
    found: dict[str, Table] = {"people": people_rows(view)}
    return found | {kind: (evidence_rows(view, kind), outgoing.COLUMNS[kind]) for kind in KINDS}


def zipped(tables: Mapping[str, Table]) -> bytes:
    """The tables as files in one zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, (rows, columns) in tables.items():
            # The same data give the same bytes.
            entry = zipfile.ZipInfo(f"{name}.csv", (1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, _csv(rows, columns, raw=True))
    return out.getvalue()
