"""A trial inside the team by shell: near against next circle, by weeks drawn by lot."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

import click

from tiesmap.cli.group import main
from tiesmap.cli.options import Options, WholeDay, common
from tiesmap.model.english import say_count
from tiesmap.nurture import trials
from tiesmap.workspace.coach.trials import NONE


@main.group()
def trial() -> None:
    """What works here: weeks near or for the next circle, drawn by lot, for who agrees."""


@trial.command()
@click.option("--from", "first", type=WholeDay(), required=True, help="A day of its first week.")
@click.option("--weeks", type=int, default=8, show_default=True, help="An even number, from 4.")
@common
def start(options: Options, first: date, weeks: int) -> None:
    """Announce a trial, as a coach or an admin; each rep agrees for himself (join)."""
    made = options.workspace().trials.start(first, weeks)
    options.put(f"a trial of {trials.say(made)}: who agrees says tiesmap trial join")


@trial.command()
@common
def stop(options: Options) -> None:
    """End the trial now, as a coach or an admin; the pairs of weeks that are over count."""
    options.put(f"stopped: {say_count(options.workspace().trials.stop(), 'pair')} of weeks count")


@trial.command()
@common
def join(options: Options) -> None:
    """Take part, from the next pair of weeks on; nobody else says so for you."""
    part = options.workspace().trials
    part.join()
    now = part.standing()
    options.put(now.line if now else "")


@trial.command()
@common
def leave(options: Options) -> None:
    """Take part no more, from now on."""
    options.workspace().trials.leave()
    options.put("you take part no more; of the pairs of weeks before, the counts stay")


@trial.command()
@common
def show(options: Options) -> None:
    """The trial, what this week of yours is drawn for, and once it is over what came of it."""
    part = options.workspace().trials
    now, counted = part.standing(), {"your asks": part.own(), "the team": part.together()}
    told = [(whose, how, one) for whose, one in counted.items() if one for how in trials.EXPLAINED]
    rows: list[dict[str, object]] = []
    said = [NONE]
    if now is not None:
        results = [{"whose": whose, "counted": how, "pairs": one.pairs, **asdict(line)}
                   for whose, how, one in told for line in trials.lines(one, how)]  # fmt: skip
        rows = [{**asdict(now.trial), "rep": now.rep, "takes_part": now.takes_part,
                 "this_week": now.lot, "results": results}]  # fmt: skip
        said = [f"a trial of {trials.say(now.trial)}, drawn by the seed {now.trial.seed}", now.line,
                "" if told else trials.TOLD]  # fmt: skip
    for whose, how, one in told:
        said += [f"{how}, {whose}, {say_count(one.pairs, 'pair')} of weeks:"]
        said += [f"  {line.said}" for line in trials.lines(one, how)] + [trials.EXPLAINED[how]]
    options.put_list("trial", rows, filter(None, said))
