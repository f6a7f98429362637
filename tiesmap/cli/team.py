"""The team: who may use its database."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

import click

from tiesmap.cli.group import main
from tiesmap.cli.options import Day, Options, WholeDay, common, say
from tiesmap.model.english import say_count
from tiesmap.model.members import MemberRole
from tiesmap.workspace.opening import find_one


@main.group()
def member() -> None:
    """Who may use a team's database, as what, and until when."""


@member.command("list")
@common
def listed(options: Options) -> None:
    """All members. Where there are none, nobody is asked who he is, and any seat can be taken."""
    workspace = options.workspace()
    found, coached = workspace.team.members(), workspace.team.coached()
    # A card that a colleague has on file is not this one's to see: then the address says who it is.
    label = defaultdict(str, {one.id: one.label for one in workspace.people.people()})
    rows = [
        {
            "email": one.email,
            "name": label[one.person],
            "role": str(one.role),
            "active_until": one.active_until,
            "coaches": [label[rep] for rep in coached.get(one.person, ())],
            "database_role": one.db_role,
            "token": one.has_token,
        }
        for one in found
    ]
    lines = []
    for row, one in zip(rows, found, strict=True):
        coaches = ", ".join(label[rep] for rep in coached.get(one.person, ()))
        more = [f"coaches {coaches}" if coaches else "",
                f"role at the server: {one.db_role}" if one.db_role else "",
                "has a token" if one.has_token else "",
                f"until {one.active_until:%Y-%m-%d %H:%M}" if one.active_until else ""]  # fmt: skip
        said = "; ".join(part for part in more if part)
        lines.append(
            f"{one.email}  {one.role}  {row['name']}".rstrip() + (f"  ({said})" if said else "")
        )
    for name, count in workspace.team.left_alone().items():
        whom = say_count(count, "client")
        lines.append(f"{name} left: {whom} whom nobody looks after since (member hand-over)")
    none = "Nobody is a member: the database asks nobody who he is."
    options.put_list("members", rows, lines, none)


@member.command()
@click.argument("email")
@click.option(
    "--role",
    type=click.Choice([one.value for one in MemberRole]),
    required=True,
    help="What he is.",
)
@click.option("--name", default="", help="His card, or how a new one is called.")
@click.option("--of", "reps", multiple=True, metavar="NAME", help="A rep whom a coach coaches.")
@click.option("--until", type=WholeDay(), help="His last day.")
@click.option("--database-role", default="", help="His own role at the server, for the shell.")
@common
def add(
    options: Options,
    email: str,
    role: str,
    name: str,
    reps: tuple[str, ...],
    until: date | None,
    database_role: str,
) -> None:
    """Let somebody in by EMAIL, the address that his provider vouches for, or change what he is.

    The first member is an admin; from then on nobody gets in who is no member.
    """
    workspace = options.workspace()
    coached = [find_one(workspace, rep).id for rep in reps]
    made = workspace.team.add(
        email, MemberRole(role), name, reps=coached, until=until, db_role=database_role
    )
    card = workspace.people.person(made.person)
    options.put(f"{made.email} is {made.role}, in the seat of {card.label if card else ''}")


@member.command()
@click.argument("email")
@click.option("--on", type=Day(), help="His last day (without: at once).")
@common
def deactivate(options: Options, email: str, on: date | datetime | None) -> None:
    """Let EMAIL in no more: at once, also where he is signed in. What he wrote stays his."""
    team = options.workspace().team
    ended = team.end(email, on)
    assert ended.active_until is not None
    options.put(f"{ended.email} is out from {ended.active_until:%Y-%m-%d %H:%M} on")


@member.command()
@click.argument("email")
@common
def remove(options: Options, email: str) -> None:
    """Take EMAIL off the list; his card and what he wrote stay."""
    options.workspace().team.remove(email)
    options.put(f"{email} is no member any more")


@member.command("hand-over")
@click.argument("email")
@click.option("--to", required=True, metavar="EMAIL", help="Who looks after them from now on.")
@click.option("--words", is_flag=True, help="With what was written down of them: the rep's to say.")
@common
def hand_over(options: Options, email: str, to: str, words: bool) -> None:
    """Give the clients of EMAIL to another member, who then has them on file and something to do;
    those whom a colleague looks after too stay with that colleague.

    The ties go over without a word (that they are known, and how well). The words go only with
    --words, by the rep's own hand or that of who runs the database, and not once he has left.
    """
    went, stay = options.workspace().team.hand_over(email, to, words=words)
    said = f"{say_count(went, 'client')} of {email} went to {to}"
    left = f"{say_count(stay, 'client')} left to colleagues who looked after them already"
    options.put(f"{said}\n{left}" if stay else said)


@member.command()
@click.argument("email")
@click.option("--revoke", is_flag=True, help="Let nobody in by it any more.")
@common
def token(options: Options, email: str, revoke: bool) -> None:
    """A token by which the shell of EMAIL gets in (TIESMAP_TOKEN); shown only now."""
    team = options.workspace().team
    if revoke:
        team.revoke_token(email)
        options.put(f"no token lets {email} in any more")
        return
    options.put(team.new_token(email))
    say(f"hand it to {email} alone; whoever has it works in that seat")
