"""Asks from rep to rep, and what is said to them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

import click

from tiesmap.cli.colleagues import colleague
from tiesmap.cli.options import Options, WholeDay, common
from tiesmap.model.colleague_asks import SAID, Answer, Came, Counts
from tiesmap.workspace import Unanswerable, Workspace
from tiesmap.workspace.colleagues.open_ties import TeamTie
from tiesmap.workspace.opening import find_one


@colleague.command()
@click.argument("name")
@click.option("--of", "whom", default="", metavar="COLLEAGUE", help="Who of those that know NAME.")
@click.option("--why", required=True, help="What you want to meet them for.")
@click.option("--note", default="", help="What may be passed on (without: a draft).")
@common
def ask(options: Options, name: str, whom: str, why: str, note: str) -> None:
    """Ask a colleague who knows NAME to bring you together. It stands on his week."""
    workspace = options.workspace()
    found = _shown(workspace, name, whom)
    number = workspace.colleague_asks.ask(found.tie.rep, found.tie.person, why, note)
    options.put(f"ask {number}: {found.colleague} is asked for {found.tie.name}")


def _shown(workspace: Workspace, name: str, whom: str) -> TeamTie:
    """The one colleague (of this name, where given) who shows that he knows somebody."""
    wanted = whom.casefold()
    found = [
        one for one in workspace.colleagues.knows(name) if wanted in ("", one.colleague.casefold())
    ]
    if len(found) != 1:
        few = "No colleague shows that he knows such a person." if not found else (
            "Say it more exactly (--of COLLEAGUE): " + "; ".join(one.sentence for one in found[:5])
        )  # fmt: skip
        raise Unanswerable(few)
    return found[0]


@colleague.command()
@common
def asks(options: Options) -> None:
    """Your asks to colleagues and theirs to you, newest first, and where each stands."""
    workspace = options.workspace()
    found, reasons = workspace.colleague_asks.asks(), workspace.colleague_asks.reasons()
    names = workspace.colleague_asks.called(found)
    days, today = workspace.settings.colleague_days, workspace.writes_on
    rows = [
        {"ask": one.id, "from": names[one.rep], "to": names[one.colleague], "for": one.name,
         "word": one.word, "target": one.target_name, "company": one.company, "why": one.why,
         "note": one.note, "edited": one.edited, "asked_on": one.asked_on,
         "answer": one.final_answer(today, days), "over": one.is_over(today, days),
         "do_on": one.do_on, "came": one.came, "your_reason": reasons.get(one.id, "")}
        for one in found
    ]  # fmt: skip
    lines = []
    for one in found:
        mine = one.rep == workspace.rep
        other = f"to {names[one.colleague]}" if mine else f"from {names[one.rep]}"
        whom = f"{one.why} (for {one.target_name})" if one.target_name else one.why
        lines.append(f"{one.id:>4}  {one.asked_on}  {other}, for {one.name}: {whom}")
        if one.answer is None and not mine and not one.word:
            lines.append(f"      to pass on: {one.note}")
        lines.append(f"      {'; '.join(one.said(today, days))}")
        lines += [f"      your reason: {reasons[one.id]}"] if one.id in reasons else []
    options.put_list("asks", rows, lines, "No ask yet: tiesmap colleague ask NAME --why ...")


@colleague.command()
@click.argument("number", type=int)
@click.argument("said", type=click.Choice([one.value for one in Answer]))
@click.option("--note", default="", help="With edited: the note in your words.")
@click.option("--on", type=WholeDay(), help="With myself: the day on which you do it.")
@click.option("--reason", default="", help="With no: why, for yourself alone.")
@common
def answer(
    options: Options, number: int, said: str, note: str, on: date | None, reason: str
) -> None:
    """Answer ask NUMBER: yes as it is, edited, mention my name, I do it myself, or no."""
    given = Answer(said)
    options.workspace().colleague_asks.answer(number, given, note=note, on=on, reason=reason)
    options.put(f"ask {number}: {SAID[given]}")


@colleague.command()
@click.argument("number", type=int)
@click.argument("what", type=click.Choice([one.value for one in Came]))
@common
def came(options: Options, number: int, what: str) -> None:
    """Ask NUMBER led to this: the colleague is told and thanked by itself."""
    options.workspace().colleague_asks.came(number, Came(what))
    options.put(f"ask {number}: {what}")


@colleague.command()
@click.argument("name", required=False)
@click.option("--who", default="", metavar="COLLEAGUE", help="Who decides who may ask NAME.")
@click.option("--nobody", is_flag=True, help="Everybody may ask NAME.")
@common
def decides(options: Options, name: str | None, who: str, nobody: bool) -> None:
    """Say who decides who may ask NAME, or list who decides: an admin says so, or who looks after
    NAME."""
    workspace = options.workspace()
    if name is not None:
        if bool(who) == nobody:
            raise Unanswerable("Say who decides (--who COLLEAGUE), or --nobody.")
        by = find_one(workspace, who).id if who else None
        workspace.approvals.decides(find_one(workspace, name).id, by)
    found = workspace.approvals.deciding()
    rows = [{"connector": one, "who": by} for _, one, by in found]
    lines = [f"{by} decides who may ask {one}" for _, one, by in found]
    options.put_list("deciding", rows, lines, "Everybody may ask everybody.")


@colleague.command()
@click.argument("what", metavar="REQUEST|NAME")
@click.option("--of", "whom", default="", metavar="COLLEAGUE", help="Who of those that know NAME.")
@click.option("--named", is_flag=True, help="Tell who decides for whom it is.")
@common
def word(options: Options, what: str, whom: str, named: bool) -> None:
    """Ask for the word of who decides: for a REQUEST of your list, or to ask a colleague for
    NAME."""
    workspace = options.workspace()
    request = next((one for one in workspace.asks.requests() if one.request == what), None)
    if request is not None:
        number = workspace.approvals.ask_word(request, named=named)
    else:
        tie = _shown(workspace, what, whom).tie
        number = workspace.approvals.ask_word_to_meet(tie.rep, tie.person)
    options.put(f"ask {number}: waits for an answer")


@colleague.command("take-back")
@click.argument("number", type=int)
@common
def take_back(options: Options, number: int) -> None:
    """Take ask NUMBER back, as long as nothing was said to it."""
    options.workspace().colleague_asks.take_back(number)
    options.put(f"ask {number}: taken back")


@colleague.command("give-and-take")
@common
def give_and_take(options: Options) -> None:
    """What you and each colleague asked of each other and did, by counts; only you two see it."""
    found = options.workspace().colleague_asks.give_and_take()
    rows = [
        {"colleague": name, "you_asked": asdict(mine), "they_asked": asdict(theirs)}
        for name, mine, theirs in found
    ]
    lines = [
        f"{name}: you asked {_counts(mine)}; they asked {_counts(theirs)}"
        for name, mine, theirs in found
    ]
    none = "You and your colleagues asked nothing of each other yet."
    options.put_list("colleagues", rows, lines, none)


def _counts(one: Counts) -> str:
    return f"{one.asked} (answered {one.answered}, yes {one.agreed}, introduced {one.introduced})"
