"""Search from the shell: who is on file, by any name or address."""

from __future__ import annotations

import click

from tiesmap.cli.group import main
from tiesmap.cli.options import Options, common
from tiesmap.model.names import say_other
from tiesmap.model.people import Person
from tiesmap.workspace import Workspace


@main.command("find")
@click.argument("text")
@common
def find(options: Options, text: str) -> None:
    """Find people by TEXT: any part of a name (with accents or without, those of before too), of
    any address, of company, title, city or phone."""
    workspace = options.workspace()
    found = workspace.people.search(text)
    people = [one for one in workspace.people.people() if one.id in found]
    rows = [_row(workspace, one) for one in people]
    none = f"Nobody on file is found by '{text}'."
    options.put_list("people", rows, map(_line, rows), none)


def _row(workspace: Workspace, person: Person) -> dict[str, object]:
    known = workspace.people.known_by(person.id)

    def of(kind: str) -> list[str]:
        return list(dict.fromkeys(one.text for one in known if one.kind == kind))

    return {
        "person": person.name,
        "company": person.company,
        "title": person.title,
        "emails": of("email"),
        "phones": of("phone"),
        "former_names": [name for name in of("name") if name != person.name],
    }


def _line(row: dict[str, object]) -> str:
    said = [row["person"], row["title"], row["company"]]
    said += [*_texts(row["emails"]), *_texts(row["phones"])]
    said += say_other(str(row["person"]), _texts(row["former_names"]))
    return ", ".join(str(one) for one in said if one)


def _texts(value: object) -> list[str]:
    return list(value) if isinstance(value, list) else []
