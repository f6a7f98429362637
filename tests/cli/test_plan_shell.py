"""Plans, meetings and outcomes through the workspace and the shell, as a rep goes about them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

import tiesmap
from tests.guarded import favors, named
from tiesmap.cli import main
from tiesmap.model.people import TargetRecord
from tiesmap.model.requests import COLUMNS, IntroRequest
from tiesmap.model.tact import Favor, Limit
from tiesmap.workspace import Workspace
from tiesmap.workspace.asks import steps

DAY = date(2026, 3, 31)
# Rita knows Cora and Ben. Cora knows Theo, Uma and Vera, Ben knows Theo and Will; Gil is behind.
NAMES = ("Rita Rep", "Cora Client", "Ben Broker", "Theo Target", "Uma Union", "Vera Vault",
         "Will Wine", "Gil Goal", "Nora Never", "Lone Stranger")  # fmt: skip
CATEGORIES = ("", "Banking", "Law", "Hotels", "Hotels", "Inns", "Wine", "Ships", "Hotels", "")
PAIRS = ((1, 2), (1, 3), (2, 4), (2, 5), (2, 6), (3, 4), (3, 7), (4, 8), (2, 9))


def people_csv() -> str:
    rows = [
        # Each at a domain of his own: at one domain they would be of one firm.
        f"{k},{name},{first}@{first}.example,{category},{'yes' if k == 1 else ''},"
        f"{'yes' if k == 9 else ''}"
        for k, (name, category) in enumerate(zip(NAMES, CATEGORIES, strict=True), start=1)
        for first in [name.split()[0].lower()]
    ]
    return "id,name,email,category,rep,do_not_ask\n" + "\n".join(rows)


def interactions_csv() -> str:
    rows = [f"2026-03-{10 + k},{a},{b},email" for k in range(4) for a, b in PAIRS]
    return "date,from,to,channel\n" + "\n".join(rows)


@pytest.fixture
def database(tmp_path: Path) -> str:
    files = [
        ("people.csv", people_csv().encode()),
        ("interactions.csv", interactions_csv().encode()),
    ]
    path = str(tmp_path / "some.db")
    tiesmap.open(path).files.import_files(files, "Rita Rep")
    return path


@pytest.fixture
def workspace(database: str) -> Workspace:
    return tiesmap.open(database, rep="Rita Rep", as_of=DAY)


def run(database: str, *words: str) -> Result:
    return CliRunner().invoke(main, [words[0], "--db", database, "--as-of", str(DAY), *words[1:]])


def rows(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return next(iter(json.loads(result.stdout).values()))


def request_for(workspace: Workspace, target: str, connector: str = "") -> IntroRequest:
    return next(
        r
        for r in workspace.asks.requests()
        if r.target == target and r.connector.startswith(connector)
    )


def planned(workspace: Workspace, target: str = "Theo Target") -> IntroRequest:
    """The plan's ask for the target, stored as planned."""
    ask = next(ask for ask in workspace.asks.plan_asks().asks if ask.path.names[2] == target)
    assert workspace.asks.plan([ask.path]) == 1
    return request_for(workspace, target, ask.path.names[1])


def test_a_plan_in_json(database: str) -> None:
    found = rows(run(database, "plan", "--asks", "4", "--weeks", "2", "--json"))
    assert set(found[0]) == {*COLUMNS, "adds", "week"}
    assert [row["week"] for row in found] == [1, 1, 2, 2]
    assert found[0]["path"] == ["Rita Rep", found[0]["connector"], found[0]["target"]]
    assert all(row["adds"] >= later["adds"] > 0 for row, later in pairwise(found))
    known = {"Rita Rep", "Cora Client", "Ben Broker", "Nora Never"}
    assert not known & {row["target"] for row in found}
    assert {row["connector"] for row in found} == {"Cora Client", "Ben Broker"}
    assert tiesmap.open(database, rep="Rita Rep").asks.requests() == ()


def test_a_plan_that_is_kept_is_planned_and_not_proposed_again(
    database: str, workspace: Workspace
) -> None:
    told = run(database, "plan", "--asks", "2", "--keep")
    assert told.exit_code == 0 and "2 planned now" in told.stderr
    first = {r.target for r in workspace.asks.requests() if r.status == "planned"}
    assert len(first) == 2
    assert not first & {row["target"] for row in rows(run(database, "plan", "--json"))}


def test_the_list_for_one_meeting(database: str, workspace: Workspace, tmp_path: Path) -> None:
    theo = planned(workspace)
    who = theo.connector
    listed = rows(run(database, "asks", "--connector", who, "--json"))
    assert listed[0]["request"] == theo.request and listed[0]["status"] == "planned"
    targets = [row["target"] for row in listed]
    assert len(targets) == len(set(targets)) <= 5 and len(targets) > 1
    assert {row["connector"] for row in listed} == {who}
    out = tmp_path / "asks.csv"
    assert run(database, "asks", "--connector", who, "--out", str(out)).exit_code == 0
    (first, *_) = csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig")))
    assert tuple(first) == COLUMNS
    page = tmp_path / "asks.html"
    run(database, "asks", "--connector", who, "--out", str(page))
    assert "Theo Target" in page.read_text(encoding="utf-8")
    assert run(database, "asks", "--connector", "Nobody Atall").exit_code == 1
    never = run(database, "asks", "--connector", "Nora Never")
    assert "marked do not ask" in never.stderr and not never.stdout.strip()


def test_a_life_in_the_shell(database: str, workspace: Workspace) -> None:
    request = planned(workspace).request
    for state in ("asked", "agreed", "accepted", "introduced", "met", "client"):
        done = run(database, "outcome", request, state, "--note", "by phone")
        assert done.exit_code == 0, done.output
    (row,) = rows(run(database, "requests", "--status", "met", "--json"))
    assert (row["request"], row["status"], row["outcome"]) == (request, "met", "client")
    assert (row["asked_on"], row["follow_up_on"]) == ("2026-03-31", None)
    steps = workspace.asks.history(request_for(workspace, "Theo Target"))
    assert [s.to_status for s in steps][-6:] == [
        "asked", "agreed", "accepted", "introduced", "met", "client",
    ]  # fmt: skip
    assert {(s.by, s.at) for s in steps} == {("Rita Rep", datetime(2026, 3, 31))}
    assert steps[-1].note == "by phone"
    # Who was introduced is a contact from now on, and no target any more.
    assert workspace.ways.standings()[named(workspace, "Theo Target")].ring == 1
    again = run(database, "outcome", request, "met")
    assert again.exit_code == 0 and len(
        workspace.asks.history(request_for(workspace, "Theo Target"))
    ) == len(steps)


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("outcome", "REQUEST", "met"), 1, "cannot follow planned: only asked, withdrawn"),
        (("outcome", "REQUEST", "client"), 1, "cannot be noted on planned"),
        (("outcome", "REQUEST", "happy"), 2, "happy"),
        (("outcome", "rnothing", "asked"), 1, "There is no request 'rnothing'"),
        (("plan", "--asks", "0"), 2, "0"),
        (("asks",), 2, "--connector"),
    ],
)
def test_what_cannot_be(
    database: str, workspace: Workspace, words: tuple[str, ...], code: int, sentence: str
) -> None:
    request = planned(workspace)
    done = run(database, *(request.request if w == "REQUEST" else w for w in words))
    assert done.exit_code == code and sentence in done.stderr
    assert request_for(workspace, "Theo Target").status == "planned"


@pytest.mark.parametrize("kind", ["xlsx", "md", "html", "csv"])
def test_the_list_in_the_kind_of_its_name(database: str, tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"list.{kind}"
    assert run(database, "requests", "--out", str(out)).exit_code == 0
    if kind == "xlsx":
        sheets = openpyxl.load_workbook(out).worksheets
        assert [cell.value for cell in sheets[0][1]] == list(COLUMNS)
    else:
        assert "Cora Client" in out.read_text(encoding="utf-8-sig")


def test_undo_keeps_the_history(workspace: Workspace) -> None:
    request = planned(workspace)
    asked = workspace.asks.record_step(request, "asked")
    moved = workspace.asks.record_step(
        workspace.asks.record_step(workspace.asks.record_step(asked, "agreed"), "accepted"),
        "introduced",
    )
    theo = named(workspace, "Theo Target")
    assert workspace.ways.standings()[theo].ring == 1
    back = workspace.asks.undo_step(moved)
    assert back.status == "accepted" and back.follow_up_on is not None
    assert workspace.ways.standings()[theo].ring == 2
    for status in ("agreed", "asked", "planned", "suggested"):
        back = workspace.asks.undo_step(back)
        assert back.status == status
    assert back.asked_on is None
    with pytest.raises(ValueError, match="no step"):
        workspace.asks.undo_step(back)
    history = workspace.asks.history(back)
    assert len(history) == 5 and all(step.undone for step in history)
    with pytest.raises(tiesmap.store.store.Conflict):
        workspace.asks.record_step(moved, "met")


def test_every_edit_is_in_the_history(workspace: Workspace) -> None:
    request = planned(workspace)
    exported = workspace.reports.requests_file(workspace.asks.requests(), ".csv", raw=True)
    edited = exported.replace(b"planned", b"asked", 1)
    assert workspace.asks.read_requests("asks.csv", edited) == (1, ())
    workspace.asks.save_request(replace(request_for(workspace, "Theo Target"), purpose="another"))
    assert [s.to_status for s in workspace.asks.history(request)] == ["planned", "asked"]


def test_limits_cool_down_and_why_not(workspace: Workspace) -> None:
    cora, ben = named(workspace, "Cora Client"), named(workspace, "Ben Broker")
    workspace.asks.save_limit(cora, Limit(1, 10))
    connectors = [ask.path.connector for ask in workspace.asks.plan_asks().asks]
    assert connectors.count(cora) == 1 and ben in connectors
    workspace.asks.save_limit(cora, None)
    uma = named(workspace, "Uma Union")
    workspace.asks.set_no_go(cora, uma)
    assert uma not in {ask.path.target for ask in workspace.asks.plan_asks().asks}
    assert "would rather not introduce you there" in workspace.asks.why_not(uma)
    workspace.asks.set_no_go(cora, uma, False)
    assert "in the plan, through Cora Client" in workspace.asks.why_not(uma)

    will = planned(workspace, "Will Wine")
    workspace.asks.record_step(workspace.asks.record_step(will, "asked"), "declined")
    said = workspace.asks.tact()[ben]
    assert (said.room, said.blocked) == (0, "declined on 31 March: leave it until 29 June")
    assert ben not in {ask.path.connector for ask in workspace.asks.plan_asks().asks}
    assert "Ben Broker is not asked now: declined" in workspace.asks.why_not(ben)
    assert "through Ben Broker: the connector would rather not" in workspace.asks.why_not(
        will.target_id or 0
    )
    later = replace(workspace, as_of=date(2026, 7, 1))
    plan = later.asks.plan_asks().asks
    assert ben in {ask.path.connector for ask in plan}
    assert (ben, will.target_id) not in {(ask.path.connector, ask.path.target) for ask in plan}


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Rita Rep", "That is you."),
        ("Nora Never", "marked do not ask"),
        ("Cora Client", "You know Cora Client already"),
        ("Gil Goal", "2 introductions away"),
        ("Lone Stranger", "No path of at most 3 hops"),
    ],
)
def test_why_not_her(workspace: Workspace, name: str, sentence: str) -> None:
    assert sentence in workspace.asks.why_not(named(workspace, name))


def test_favors_weigh_in_with_their_reason(workspace: Workspace) -> None:
    cora = named(workspace, "Cora Client")
    before = {ask.path.people: ask.chance for ask in workspace.asks.plan_asks().asks}
    kept = [
        workspace.week.record(Favor(0, 0, cora, workspace.today, "taken", "advice"))
        for _ in range(3)
    ]
    after = [ask for ask in workspace.asks.plan_asks().asks if ask.path.connector == cora]
    for ask in after:
        assert ask.chance == pytest.approx(0.85**2 * before[ask.path.people])
        assert "you gave 0 favors and took 3: give something first" in ask.reasons
    assert after and len(favors(workspace)) == 3
    for favor in kept:
        workspace.week.remove_entry(favor)
    assert favors(workspace) == () and workspace.asks.tact()[cora].factor == 1
    with pytest.raises(ValueError, match="given or taken"):
        workspace.week.record(Favor(0, 0, cora, workspace.today, "lost"))


def test_outcomes_change_the_chance_and_the_page_of_outcomes(workspace: Workspace) -> None:
    assert workspace.asks.priors().is_empty
    vera = named(workspace, "Vera Vault")
    before = workspace.ways.paths_to(vera).paths[0].chance
    request = planned(workspace)
    assert request.connector == "Cora Client"
    workspace.asks.record_step(workspace.asks.record_step(request, "asked"), "agreed")
    cora = workspace.asks.priors().connectors[request.connector_id]
    assert (cora.agreed, cora.answered) == (1, 1) and cora.factor > 1
    assert workspace.ways.paths_to(vera).paths[0].chance > before
    (ask, *_) = [
        a for a in workspace.asks.plan_asks().asks if a.path.connector == request.connector_id
    ]
    assert any("agreed 1 of 1; typical here" in reason for reason in ask.reasons)
    said = workspace.asks.outcomes()
    assert set(said) == {"month", "connector", "category", "distance"}
    (month,) = said["month"]
    assert (month.group, month.asked, month.agreed) == ("2026-03", 1, 1)
    assert [t.group for t in said["category"]] == ["Hotels"]
    # Looked at from before the ask, nothing is known of it.
    assert replace(workspace, as_of=date(2026, 3, 30)).asks.priors().is_empty


def test_a_name_comes_back_from_an_open_ask(workspace: Workspace) -> None:
    cora, lone = named(workspace, "Cora Client"), named(workspace, "Lone Stranger")
    (ask, *_) = workspace.ways.open_asks(about=("category", "Ships"))
    (request,) = workspace.asks.draft_open([replace(ask, connector=cora)])
    workspace.asks.keep_requests([request])
    asked = workspace.asks.record_step(workspace.asks.requests()[0], "asked")
    got = workspace.asks.name_target(asked, lone)
    assert (got.request, got.status, got.target, got.target_id) == (
        asked.request, "asked", "Lone Stranger", lone,
    )  # fmt: skip
    # The two know each other now, and the same ask is not proposed a second time.
    paths = workspace.ways.paths_to(lone).paths
    assert [path.connector for path in paths] == [cora]
    assert workspace.asks.keep_requests(workspace.asks.draft(paths)) == 0
    assert lone not in {a.path.target for a in workspace.asks.plan_asks().asks}
    back = workspace.asks.undo_step(got)
    assert (back.target, back.target_id) == ("somebody in Ships", None)
    assert "Ships" in back.purpose  # as the rep wrote it
    assert [step.undone for step in workspace.asks.history(back)] == [False, True]


def _next_hop(workspace: Workspace, request: IntroRequest) -> IntroRequest:
    with workspace.view() as view:
        return steps.next_hop(view, request)


def test_an_introduction_is_the_start_of_the_next_request(workspace: Workspace) -> None:
    theo, gil = named(workspace, "Theo Target"), named(workspace, "Gil Goal")
    (path,) = workspace.ways.paths_to(gil, top=1).paths
    workspace.asks.plan([path])
    request = request_for(workspace, "Theo Target")
    assert (request.target_id, request.goal_id) == (theo, gil)
    with pytest.raises(ValueError, match="not introduced yet"):
        _next_hop(workspace, request)
    for status in ("asked", "agreed", "accepted", "introduced"):
        request = workspace.asks.record_step(request, status)
    further = _next_hop(workspace, request)
    assert (further.connector_id, further.target_id, further.goal_id) == (theo, gil, gil)
    assert further.path == ("Rita Rep", "Theo Target", "Gil Goal") and 0 < further.chance < 1
    assert workspace.asks.keep_requests([further]) == 1
    with pytest.raises(ValueError, match="is the goal"):
        _next_hop(workspace, further)


def test_the_wanted_come_into_the_plan_from_further_out(workspace: Workspace) -> None:
    workspace.ways.save_target(TargetRecord(1, name="Gil Goal", why="ships need linen"))
    goals = {ask.path.goal for ask in workspace.asks.plan_asks().asks}
    assert named(workspace, "Gil Goal") in goals


def test_without_paths_the_plan_asks_openly(tmp_path: Path) -> None:
    path = str(tmp_path / "star.db")
    star = "date,from,to,channel\n2026-03-10,1,2,email\n2026-03-11,1,3,email\n"
    files = [("people.csv", people_csv().encode()), ("interactions.csv", star.encode())]
    tiesmap.open(path).files.import_files(files, "Rita Rep")
    found = run(path, "plan", "--json")
    assert "nothing says whom they know" in " ".join(found.stderr.split())
    listed = rows(found)
    assert listed and all(row["target"].startswith("somebody in ") for row in listed)
    assert {row["adds"] for row in listed} == {None}
    workspace = tiesmap.open(path, rep="Rita Rep", as_of=DAY)
    assert run(path, "plan", "--asks", "1", "--keep").exit_code == 0
    assert [r.status for r in workspace.asks.requests()] == ["planned"]
    (kept,) = workspace.asks.requests()
    assert kept.request not in {r["request"] for r in rows(run(path, "plan", "--json"))}
