"""What a rep is told of his colleagues' work, so that they do not get in each other's way.

On which days a colleague asked a connector, was told no, or was introduced by her: not who it was,
for whom, nor in which words. And who looks after whom: that somebody is a colleague's client, not
since when or how well. At a server functions of the keeper's give no more away, and that only of
people whom the rep has on file himself.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from tiesmap.model.colleagues import Scope
from tiesmap.model.days import date_of
from tiesmap.model.ids import PersonId
from tiesmap.model.statuses import MADE, Status
from tiesmap.model.tact import Beside
from tiesmap.store import members, people, schema
from tiesmap.store.rows import LOOKUP, chunks

_HAS = """(exists (select 1 from on_file o where o.person = {who} and o.rep = {me})
    or exists (select 1 from person_stated s join imports b on b.id = s.import_id
               where s.person = {who} and b.rep = {me}))"""


def _days(me: str, whole: str, has: str) -> str:
    """In SQL: (person, day, what) of the colleagues of `me`; `whole` cuts a moment to its day."""

    def day(moment: str) -> str:
        return whole.format(moment)

    def seen(who: str) -> str:
        return has.format(who=who, me=me)

    made = ", ".join(f"'{status}'" for status in MADE)
    last = (
        f"select max({day('s.at')}) from request_steps s where s.request = r.request "
        f"and s.to_status = '{Status.DECLINED}' and not s.undone"
    )
    return f"""
    select a.person, a.day, 'asked' as what from (
        select r.request, r.connector_id as person, {day("r.asked_on")} as day
        from requests r where r.rep_id <> {me}
        union select r.request, r.connector_id, {day("s.at")} from requests r
        join request_steps s on s.request = r.request
        where r.rep_id <> {me} and s.to_status = '{Status.ASKED}' and not s.undone
    ) a where a.day is not null and {seen("a.person")}
    union all
    select r.connector_id, coalesce(({last}), {day("r.asked_on")}), 'no' from requests r
    where r.rep_id <> {me} and r.status = '{Status.DECLINED}' and {seen("r.connector_id")}
    union all
    select i.introducer, {day("i.day")}, 'made' from (
        select introducer, person as rep, other, day from introductions
        union all select introducer, other, person, day from introductions
    ) i join people p on p.id = i.rep and p.rep
    where i.rep <> {me} and i.introducer not in (i.rep, i.other) and i.day is not null
    and {seen("i.introducer")}
    and not exists (select 1 from requests r where r.rep_id = i.rep and r.target_id = i.other
                    and r.connector_id = i.introducer and r.status in ({made}))"""


def client(row: str) -> str:
    """In SQL, what `Person.is_client` says of whom the rep did not note as lost since."""
    return f"""{row}.stage <> 'past_client' and ({row}.client or {row}.stage = 'client')
    and not exists (select 1 from losses l where l.rep = {row}.rep and l.person = {row}.person
                    and l.day >= coalesce({row}.signed_on, l.day))"""


def _care(me: str, has: str) -> str:
    """In SQL: (person, rep) of the colleagues of `me` whose clients people are who are not his."""
    return f"""
    select r.person, r.rep from relationships r
    where r.rep <> {me} and {client("r")} and {has.format(who="r.person", me=me)}
    and not exists (select 1 from relationships m
                    where m.rep = {me} and m.person = r.person and {client("m")})
    and not exists (select 1 from opened p where p.rep = r.rep and p.person = r.person
                    and p.kind = '{Scope.PRIVATE}')"""


FUNCTIONS = (
    f"""create or replace function tiesmap_beside()
    returns table (person bigint, day double precision, what text) language sql stable
    security definer
    begin atomic {_days("tiesmap_rep()", "floor({})", _HAS)}; end""",
    f"""create or replace function tiesmap_caretakers()
    returns table (person bigint, rep bigint) language sql stable
    security definer
    begin atomic {_care("tiesmap_rep()", _HAS)}; end""",
)
"""What a server tells of rows that it does not show."""


def _told(connection: sa.Connection, function: str, query: str) -> list[tuple[Any, ...]]:
    """What a function of a database that is closed tells, and else a query over all rows."""
    if connection.dialect.name == "postgresql":
        there = connection.exec_driver_sql(f"select to_regprocedure('{function}')").scalar()
        query = f"select * from {function}" if there else query
    return [tuple(row) for row in connection.exec_driver_sql(query)]


def read_beside(connection: sa.Connection, rep: PersonId) -> tuple[Beside, ...]:
    """What colleagues of the rep asked of connectors, and got, in the order of the days."""
    at_server = connection.dialect.name == "postgresql"
    query = _days(str(int(rep)), "floor({})" if at_server else "cast({} as integer)", "true")
    found = _told(connection, "tiesmap_beside()", query)
    rows = (Beside(PersonId(one), date_of(day), what) for one, day, what in found if day)
    return tuple(sorted(rows, key=lambda one: (one.day, one.connector, one.what)))


def caretakers(
    connection: sa.Connection, rep: PersonId, now: datetime
) -> dict[PersonId, dict[PersonId, str]]:
    """person -> the colleagues whose client he is and their names, where he is not the rep's.

    Whoever is no member any more looks after nobody.
    """
    told = _told(connection, "tiesmap_caretakers()", _care(str(int(rep)), "true"))
    inside = members.inside(connection, now)
    found: dict[PersonId, list[PersonId]] = {}
    for person, other in sorted(told):
        if inside is None or other in inside:
            found.setdefault(PersonId(person), []).append(PersonId(other))
    wanted = sorted({other for reps in found.values() for other in reps})
    names = {
        one.id: one.label
        for part in chunks(wanted, LOOKUP)
        for one in people.read(connection, None, schema.people.c.id.in_(part))
    }
    return {
        person: {one: names[one] for one in reps}
        for person, reps in found.items()
        if names.keys() >= set(reps)
    }
