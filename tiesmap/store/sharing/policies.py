"""Who may see which row of a team's database: one rule a table, held by the server itself.

The rule follows from the roles of the columns (see `roles.py`): a row is his whom a column names as
the rep, or in whose name it was made. A table without such a column says here by what its rows are
seen, and why. A table that says neither is closed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from tiesmap.model.members import MemberRole
from tiesmap.store import schema
from tiesmap.store.roles import owner
from tiesmap.store.settings import BENCHMARKS, TRIAL
from tiesmap.store.sharing import beside
from tiesmap.store.sharing.functions import FUNCTIONS, INSIDE, OLDER
from tiesmap.store.sharing.sight import INDEXES, ME

WHOLE = "(select tiesmap_asker()) = 'whole'"
SOMEBODY = "(select tiesmap_asker()) <> ''"
NOBODY = "false"
ADMIN = "(select tiesmap_is_admin())"


@dataclass(frozen=True, slots=True)
class Rule:
    """Which rows of a table an asker sees, and which he may write and remove; in SQL."""

    sees: str
    why: str
    writes: str = ""
    """Where it is not the same."""
    removes: str = ""
    """Where it is not as it is for writing."""
    changes: str = ""
    """Which of the rows that he sees he may change, where it is not all of them: else he makes a
    row his own, and so takes it from whose it was."""
    adds: str = ""
    """What holds of a new row besides."""
    sides: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Which columns each of the two who share a row may change, by the column that names him."""
    keeps: str = ""
    """What holds of a change besides, of `old` and `new`."""


def _seen_with(other: str, **columns: str) -> str:
    """Whether a row of another table is seen: its column -> ours, or another value."""
    fits = " and ".join(f"o.{theirs} = {ours}" for theirs, ours in columns.items())
    return f"exists (select 1 from {other} o where {fits})"


def _card(*columns: str) -> str:
    return " and ".join(_seen_with("people", id=column) for column in columns)


def _of_changes() -> str:
    """A line of the journal is seen with the row that it tells of."""
    tables = (t for t in schema.metadata.sorted_tables if t.name != "changes" and "id" in t.c)
    return " or ".join(
        f"(table_name = '{table.name}' and {_seen_with(table.name, id='row_id')})"
        for table in tables
    )


_LEADS = (
    f"(key not in ('{BENCHMARKS}', '{TRIAL}') or not exists (select 1 from members) or exists "
    f"(select 1 from members m where m.person = {ME} and m.role <> '{MemberRole.REP}'))"
)
"""Whether a setting is the asker's to say."""
_SHARED = "what holds for the whole team"
_MAY_SAY_WHO = (
    f"{_card('person')} and ({ADMIN} or ({{}} and exists (select 1 from relationships o where "
    f"o.person = approvers.person and o.rep = {ME} and {beside.client('o')})))"
)
_MAY_CHANGE_WHO = _MAY_SAY_WHO.format(f"(not by_admin or approver = {ME})")
WITHOUT_OWNER: Mapping[str, Rule] = {
    "people": Rule(
        f"(rep and {SOMEBODY}) or id = {ME} or {_seen_with('on_file', person='people.id')} "
        f"or {_seen_with('person_stated', person='people.id')}",
        "a card (who somebody is) is one for the team: a rep sees those that he put on file, by "
        "hand or by a file of his; and everybody sees who the reps are",
        f"{ME} is not null",
    ),
    "person_keys": Rule(_card("person"), "the signs by which a person is known belong to the card"),
    "person_stated": Rule(
        _seen_with("imports", id="import_id"),
        "it belongs to its import",
        f"{_seen_with('imports', id='import_id')} and tiesmap_files(person)",
    ),
    "person_rows": Rule(
        _seen_with("person_stated", person="person_rows.person", key="person_rows.key"),
        "what a file says is seen by whoever brought a file that says it",
    ),
    "restated": Rule(
        _seen_with("imports", id="import_id"),
        "it belongs to its import",
        f"{_seen_with('imports', id='import_id')} and tiesmap_owns(table_name, row_id)",
    ),
    "recipients": Rule(_seen_with("interactions", id="interaction"), "part of the interaction"),
    "request_steps": Rule(
        _seen_with("requests", request="request_steps.request"), "part of the request"
    ),
    "changes": Rule(_of_changes(), "it belongs to the row that it tells of"),
    "operations": Rule(f"by = {ME}", "what a hand did, to be taken back by him alone"),
    "merges": Rule(NOBODY, "the log of a merge holds rows of several reps: read by our work alone"),
    "erased": Rule(NOBODY, "signs that say nothing by themselves: read by our work alone"),
    "decisions": Rule(_card("one", "other"), "whether two cards are one person, as the cards"),
    "ask_limits": Rule(_card("person"), "a connector's own wish holds for whoever asks him"),
    "no_go": Rule(_card("connector", "target"), "a connector's own wish, as above"),
    "approvers": Rule(
        f"approver = {ME} or {_card('person')} or "
        + _seen_with("known_ties", person="approvers.person"),
        "who decides who may ask somebody is his who decides, and holds for whoever has, or is "
        "shown, that person",
        _MAY_SAY_WHO.format("not by_admin"),
        removes=_MAY_CHANGE_WHO,
        changes=_MAY_CHANGE_WHO,
    ),
    "settings": Rule(
        SOMEBODY,
        f"{_SHARED}: thresholds, how files with a header are read; what a coach or admin set",
        f"{SOMEBODY} and {_LEADS}",
        changes=_LEADS,
    ),
    "rules": Rule(SOMEBODY, f"{_SHARED}: which words make a category"),
    "migrations": Rule(SOMEBODY, f"{_SHARED}: which version it is", NOBODY),
    "counters": Rule("true", f"{_SHARED}: how often each table changed, and the next id"),
}
"""The tables whose rows belong to no rep: by what they are seen, and why."""
_MINE = f"((rep = {ME} and not by_coach) or (coach = {ME} and by_coach))"
_OF_VISIT = "exists (select 1 from visits o where o.id = visit and o.rep = seen.rep " \
            "and o.coach = seen.coach and o.person = seen.person and {})"  # fmt: skip
_CAME = ("came", "came_on", "told")
_AGREED = ("agreed", "due")
OF_TWO: Mapping[str, Rule] = {
    "colleague_asks": Rule(
        f"rep = {ME} or colleague = {ME}",
        "an ask is his who asks and his who is asked; who asked takes it back until it is answered",
        # Later a reason would hold the ask, and so would tell that there is one.
        removes=f"rep = {ME} and answer = ''",
        adds=f"rep = {ME} and colleague <> rep and answer = '' and edited = '' and came = '' "
        "and answered_on is null and do_on is null and came_on is null and not told",
        sides={"rep": _CAME, "colleague": ("answer", "answered_on", "edited", "do_on", *_CAME)},
    ),
    "refusals": Rule(
        f"colleague = {ME}",
        "why he would rather not is his alone who was asked",
        f"colleague = {ME} and "
        + _seen_with("colleague_asks", id="ask", colleague=ME, rep="refusals.rep"),
    ),
    "asked_for": Rule(
        f"rep = {ME} or (colleague = {ME} and (named or {_card('target')}))",
        "for whom a word is asked is his who asks; and his who gives it, where he is told, or has "
        "that person on file himself",
        f"rep = {ME} and "
        + _seen_with(
            "colleague_asks",
            id="ask",
            rep=ME,
            colleague="asked_for.colleague",
            person="asked_for.person",
            # Later a yes for one target could be made one for another.
            answer="''",
        ),
        changes=NOBODY,
    ),
    "looks": Rule(
        f"rep = {ME} or who = {ME}",
        "whose it was sees who looked, who looked writes it, and neither takes it away",
        f"who = {ME}",
        removes=NOBODY,
        changes=NOBODY,
    ),
    "shown": Rule(
        f"rep = {ME} or (coach = {ME} and "
        + _seen_with("coaching", coach="shown.coach", rep="shown.rep")
        + ")",
        "what a rep shows his coach of a card of his: he alone shows it and takes it back",
        # Else whoever tries all numbers learns which are a card's.
        f"rep = {ME} and {_card('coach', 'person')}",
        removes=f"rep = {ME}",
        changes=f"rep = {ME}",
    ),
    "visits": Rule(
        f"rep = {ME} or coach = {ME}",
        "a call in the field is the rep's and his coach's",
        removes=f"rep = {ME}",
        adds=f"rep = {ME} and not coach_in and agreed = ''",
        sides={"rep": ("rep_in", *_AGREED), "coach": ("coach_in", *_AGREED)},
        keeps="not (old.rep_in and old.coach_in) or (new.rep_in and new.coach_in)",
    ),
    "seen": Rule(
        f"{_MINE} or ((rep = {ME} or coach = {ME}) and tiesmap_noted(visit) and "
        + _OF_VISIT.format("o.rep_in and o.coach_in")
        + ")",
        "what one of the two saw is the other's to see once both are in, and goes with the visit, "
        "which the rep removes",
        f"{_MINE} and {_OF_VISIT.format('not (o.rep_in and o.coach_in)')}",
        f"rep = {ME} or ({_MINE} and {_OF_VISIT.format('not (o.rep_in and o.coach_in)')})",
    ),
}
"""The tables whose rows two people share."""


def rule_of(table: sa.Table) -> Rule | None:
    """The rule of a table; None where nobody said whose its rows are."""
    if why := table.info.get("shared"):
        return Rule(SOMEBODY, str(why), ADMIN if table.info.get("rights") else "")
    if said := WITHOUT_OWNER.get(table.name) or OF_TWO.get(table.name):
        return said
    mine = owner(table)
    if mine is None:
        return None
    sees = f"{mine} = {ME}"
    if table is schema.known_ties:
        shown = f"open and {SOMEBODY} and {INSIDE} and tiesmap_shows(rep, person)"
        return Rule(f"{sees} or ({shown})", "what its rep opened", sees, changes=sees)
    if table is schema.on_file:
        # Else whoever tries all numbers has all cards of the team.
        return Rule(sees, "a rep's own", f"{sees} and tiesmap_files(person)")
    if table.name in _BROUGHT:
        # In this order: the second asks a question a row where it is a function.
        sees += f" or ({_again(table.name)} and {_BROUGHT[table.name]})"
    return Rule(sees, "a rep's own", f"{mine} = {ME}")


def _again(name: str) -> str:
    """Whether a file of the asker's states a stored row of the evidence once more."""
    return (
        f"exists (select 1 from restated o where o.table_name = '{name}' "
        f"and o.row_id = {name}.id and o.field = '')"
    )


def _in_it(*names: str) -> str:
    """Whether the asker stands in a row, or its owner does not."""
    columns = ", ".join(names)
    return f"({ME} in ({columns}) or rep not in ({columns}))"


_BROUGHT = {
    # A function, for the recipients are seen by this very rule; and last, for it looks them up.
    "interactions": "tiesmap_stands(id)",
    **{table.name: _in_it(*kind.people) for table, kind in schema.BETWEEN.items()},
}
"""Two reps may have brought the same row: the second sees it where he stands in it himself, or
where the first does not."""


def _named(function: str) -> str:
    """The name of a function, out of the statement that makes it."""
    return function.split("(", 1)[0].removeprefix("create or replace function ").strip()


def _turns(name: str, rule: Rule) -> list[str]:
    """What refuses a change of a shared row to whoever it is not for: a policy knows only the row
    as it becomes."""
    if not rule.sides:
        return []
    may = " or ".join(
        f"(new.{who} = tiesmap_rep() and to_jsonb(old) - array{list(columns)} "
        f"= to_jsonb(new) - array{list(columns)})"
        for who, columns in rule.sides.items()
    )
    return [
        f"create or replace trigger turns before update on {name} for each row "
        f"when (tiesmap_rep() is not null and not (({may}) and ({rule.keeps or 'true'}))) "
        "execute function tiesmap_refuses()"
    ]


_POLICIES = ("keeper", "asker", "removes", "changes", "adds")


def _besides(policy: str, table: str, command: str, asker: str, holds: str) -> list[str]:
    """The policy that lets an asker do less with a table than he sees of it, where there is one."""
    how = "with check" if command == "insert" else "using"
    said = f"create policy {policy} on {table} as restrictive for {command} to {asker} "
    return [f"{said}{how} ({WHOLE} or {holds})"] if holds else []


def statements(keeper: str, asker: str) -> list[str]:
    """What closes each table: forced, so for its owner too, whose own policy then names him.

    `keeper` and `asker` are names of roles, in the form that SQL wants.
    """
    found = [*FUNCTIONS, *INDEXES]
    for table in schema.metadata.sorted_tables:
        rule = rule_of(table) or Rule(NOBODY, "")
        writes = rule.writes or rule.sees
        removes = rule.removes or writes
        name = table.name
        found += [
            f"alter table {name} enable row level security",
            f"alter table {name} force row level security",
            *(f"drop policy if exists {policy} on {name}" for policy in _POLICIES),
            f"create policy keeper on {name} to {keeper} using (true) with check (true)",
            f"create policy asker on {name} to {asker} "
            f"using ({WHOLE} or {rule.sees}) with check ({WHOLE} or {writes})",
            # Removing is no writing to PostgreSQL: whoever sees a row could.
            *_besides("removes", name, "delete", asker, removes if removes != rule.sees else ""),
            *_besides("changes", name, "update", asker, rule.changes),
            *_besides("adds", name, "insert", asker, rule.adds),
            *_turns(name, rule),
            f"revoke all on {name} from {asker}",
            f"grant select, insert, update, delete on {name} to {asker}",
        ]
    found += [f"drop function if exists {function}" for function in OLDER]
    for function in map(_named, FUNCTIONS):
        found += [f"revoke execute on function {function} from public, {asker}"]
        found += [f"grant execute on function {function} to {asker}"]
    return found
