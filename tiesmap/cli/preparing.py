"""A team's database: made ready by its keeper."""

from __future__ import annotations

import click

from tiesmap.cli.group import main
from tiesmap.cli.options import Options, common
from tiesmap.store.sharing.preparing import prepare as make_ready
from tiesmap.store.store import open_store


@main.command()
@click.option("--role", required=True, help="The role at the server by which everybody works.")
@common
def prepare(options: Options, role: str) -> None:
    """Close a team's database for its reps: each sees what is his. By the owner of its tables."""
    store = open_store(options.db)
    try:
        make_ready(store.engine, role)
    finally:
        store.close()
    options.put(
        f"{store.url} is closed: whoever works by the role {role} sees what is his. "
        "Keep your own address, and the password of that role, off the machines of the reps."
    )
