"""Requests: what to ask, of whom, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import click

from tiesmap.cli.group import main
from tiesmap.cli.options import RAW, Options, WholeDay, common, fail, say, writing
from tiesmap.cli.starts import beginning, reaching, starts_of
from tiesmap.exporting.crm import SYSTEMS
from tiesmap.introductions.requests import within
from tiesmap.model.purposes import is_empty_purpose
from tiesmap.model.reasons import first_of
from tiesmap.model.requests import OUTCOMES, IntroRequest
from tiesmap.model.statuses import STATUSES, Status
from tiesmap.workspace import Unanswerable, Workspace
from tiesmap.workspace.data.reports import REQUEST_FILES
from tiesmap.workspace.opening import find_one


@main.command()
@click.option("--top", type=click.IntRange(1, 1_000), default=10, show_default=True)
@reaching
@beginning
@click.option(
    "--status",
    type=click.Choice([word.value for word in STATUSES]),
    multiple=True,
    help="Only of this status.",
)
@click.option("--connector", metavar="NAME", help="Only those of this connector.")
@click.option("--request", "request_", metavar="ID", help="Only this one.")
@click.option("--since", type=WholeDay(), help="Only those asked from this day on, or not yet.")
@click.option("--until", type=WholeDay(), help="Only those asked, or else due, up to this day.")
@click.option(
    "--crm", type=click.Choice(list(SYSTEMS)), help="CSV of tasks for this system's import."
)
@RAW
@writing(*REQUEST_FILES, crm=(".csv",))
# One parameter for each option of the command.
def requests(  # noqa: PLR0913
    options: Options,
    top: int,
    reach: str,
    starts: tuple[str, ...],
    accounts: bool,
    status: tuple[str, ...],
    connector: str | None,
    request_: str | None,
    since: date | None,
    until: date | None,
    crm: str | None,
    raw: bool,
) -> None:
    """Suggest introductions to ask for, store them, and export the stored list.

    With --request, or a --status other than suggested, nothing is suggested or stored.
    The ending of --out says what is written: .csv, .xlsx, .md, .html, .ics (the follow-ups), .eml
    (the mail of one request) or .zip (the mails of all).
    """
    workspace = options.workspace()
    if options.rep is not None:
        workspace.people.choose_rep()
    new = 0
    # Who looks for what stands there, or what was asked, wants nothing put there.
    if not request_ and (not status or Status.SUGGESTED in status):
        suggested = workspace.asks.suggest_requests(
            top, reach, from_=starts_of(workspace, starts), accounts=accounts
        )
        new = workspace.asks.keep_requests(suggested)
    stored = workspace.asks.listed()
    if not workspace.ways.leads_further():
        say(workspace.ways.why_no_path())
    say(f"{new} new, {len(stored)} in the list")
    if hidden := workspace.asks.hidden_requests():
        names = ", ".join(dict.fromkeys(name for _, who in hidden for name in who))
        say(f"{len(hidden)} hidden, because of somebody marked do not ask: {names}")
    whose = find_one(workspace, connector).id if connector else None
    fits = [
        r
        for r in stored
        if (not status or r.status in status)
        and whose in (None, r.connector_id)
        and request_ in (None, r.request)
    ]
    if request_ and not fits:
        raise Unanswerable(f"There is no request {request_!r}: `tiesmap requests` lists them.")
    if since is not None or until is not None:
        fits = list(within(fits, since, until))
    if crm is not None and not options.as_json:
        options.put(workspace.reports.tasks_csv(fits, crm))
    else:
        _put(options, workspace, fits, raw)


@main.command()
@click.option("--asks", type=click.IntRange(1, 1_000), default=10, show_default=True)
@click.option("--weeks", type=click.IntRange(1, 52), default=1, show_default=True)
@reaching
@beginning
@click.option("--keep", is_flag=True, help="Store the asks as planned.")
@writing(*REQUEST_FILES)
def plan(
    options: Options,
    asks: int,
    weeks: int,
    reach: str,
    starts: tuple[str, ...],
    accounts: bool,
    keep: bool,
) -> None:
    """The best set of asks for the next weeks, with each connector's limit kept."""
    workspace = options.workspace()
    found = workspace.asks.plan_asks(
        asks, weeks, reach, from_=starts_of(workspace, starts), accounts=accounts
    )
    if not found.asks and (why := workspace.asks.why_no_plan(found, asks)):
        say(why)
    openly = workspace.asks.draft_open(found.open_asks)
    lines = [
        f"week {ask.week}  adds {ask.adds:.2f}  ask {ask.path.names[1]} for {ask.path.names[2]}"
        + _toward(ask.path.names)
        + "\n     "
        + "\n     ".join(ask.reasons)
        for ask in found.asks
    ]
    lines += [" ".join((f"openly: {one.purpose}", *first_of(one.why))) for one in openly]
    if found.next is not None:
        names = found.next.path.names
        lines.append(f"the next: {names[1]} for {names[2]} would add {found.next.adds:.2f}")

    def file(ending: str) -> bytes:
        drafts = workspace.asks.draft(ask.path for ask in found.asks)
        return workspace.reports.requests_file((*drafts, *openly), ending)

    options.put_file(lambda: {"asks": workspace.reports.plan_rows(found)}, file, lines)
    if keep:
        new = workspace.asks.plan([ask.path for ask in found.asks], found.open_asks)
        say(f"{new} planned now that were not")


def _toward(names: Sequence[str]) -> str:
    return f", on the way to {names[-1]}" if len(names) > 3 else ""


@main.command()
@click.option("--connector", metavar="NAME", required=True, help="Whom you are going to meet.")
@click.option("--most", type=click.IntRange(1, 50), default=5, show_default=True)
@RAW
@writing(*REQUEST_FILES)
def asks(options: Options, connector: str, most: int, raw: bool) -> None:
    """What to bring up at a meeting with one connector. An --out ending in .html is for printing.

    First what is on your list, then the best new names, which are not stored.
    """
    workspace = options.workspace()
    person = find_one(workspace, connector)
    found = workspace.asks.asks_for(person.id, most)
    said = workspace.asks.tact().get(person.id)
    for reason in said.reasons if said else ():
        say(reason)
    if not found:
        say(workspace.asks.why_not(person.id))
    if options.out and options.out.suffix.casefold() in (".html", ".htm"):
        options.put(workspace.reports.asks_page(found))
    else:
        _put(options, workspace, found, raw)


@main.command()
@click.argument("request")
@click.argument("state", type=click.Choice([word.value for word in (*STATUSES, *OUTCOMES)]))
@click.option("--note", default="", help="A line for the history.")
@common
def outcome(options: Options, request: str, state: str, note: str) -> None:
    """Record what became of a REQUEST (its id): its new status, or its outcome."""
    workspace = options.workspace()
    found = request_of(workspace, request)
    if state == Status.ASKED and is_empty_purpose(found.purpose):
        better = "; ".join(workspace.asks.better_purposes(found)[:2])
        say(f"The purpose says nothing: {found.purpose or 'it is empty'}. Rather: {better}")
    try:
        moved = workspace.asks.record_step(found, state, note)
    except ValueError as error:
        fail(error)
    step, due = workspace.asks.next_step(moved), moved.follow_up_on
    came = f", {moved.outcome}" if moved.outcome else ""
    then = f"; next: {step}" + (f", by {due}" if due else "") if step else ""
    line = f"{moved.connector} for {moved.target}: {moved.status}{came}{then}"
    options.put_list("requests", workspace.reports.request_rows([moved]), [line])


def request_of(workspace: Workspace, name: str) -> IntroRequest:
    """The stored request of this id."""
    for request in workspace.asks.requests():
        if request.request == name:
            return request
    raise Unanswerable(f"There is no request {name!r}: `tiesmap requests` lists them.")


def _put(options: Options, workspace: Workspace, found: Sequence[IntroRequest], raw: bool) -> None:
    """The list as JSON, as a file of the kind its name says, or as lines."""
    said = workspace.people.apart([r.connector_id for r in found])
    which = {one: f" [{name}]" for one, name in said.items()}
    lines = (f"{r.status:<10} {_odds(r)} {r.purpose}{which.get(r.connector_id, '')}" for r in found)
    reports = workspace.reports
    file = partial(reports.requests_file, found, raw=raw)
    options.put_file(lambda: {"requests": reports.request_rows(found)}, file, lines)


def _odds(request: IntroRequest) -> str:
    """The chance; of a colleague none is known, so who is asked for whom."""
    if request.is_of_colleague:
        return f"{request.connector} for {request.target}:"
    return f"{request.chance:.3f}"
