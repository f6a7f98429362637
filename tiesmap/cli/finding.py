"""Search from the shell: who is on file, by any name or address."""

from __future__ import annotations

import click

from tiesmap.cli.group import main
from tiesmap.cli.options import Options, common
from tiesmap.model.groups import grouped
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
    people = [(p, _known(workspace, p)) for p in workspace.people.people() if p.id in found]
    rows = [
        {"person": one.name, "company": one.company, "title": one.title, **known}
        for one, known in people
    ]
    none = f"Nobody on file is found by '{text}'."
    options.put_list("people", rows, [_line(*each) for each in people], none)


def _known(workspace: Workspace, person: Person) -> dict[str, list[str]]:
    """The addresses, the numbers and the names of before by which somebody is known."""
    texts = grouped((one.kind, one.text) for one in workspace.people.known_by(person.id))
    found = {kind: list(dict.fromkeys(texts.get(kind, ()))) for kind in ("email", "phone", "name")}
    former = [name for name in found["name"] if name != person.name]
    return {"emails": found["email"], "phones": found["phone"], "former_names": former}


def _line(person: Person, known: dict[str, list[str]]) -> str:
    said = [person.name, person.title, person.company, *known["emails"], *known["phones"]]
    return ", ".join(filter(None, [*said, *say_other(person.name, known["former_names"])]))
