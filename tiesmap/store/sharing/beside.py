"""What a rep is told of his colleagues' work, so that no connector is asked by all of them at once.

On which days a colleague asked her, she told one no, or made an introduction for one. Not who it
was, for whom, nor in which words: at a server a function of the keeper's gives no more away, and
that only of people whom the rep has on file himself.
"""

from __future__ import annotations

import sqlalchemy as sa

from tiesmap.model.days import date_of
from tiesmap.model.ids import PersonId
from tiesmap.model.statuses import MADE, Status
from tiesmap.model.tact import Beside

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


FUNCTIONS = (
    f"""create or replace function tiesmap_beside()
    returns table (person bigint, day double precision, what text) language sql stable
    security definer
    begin atomic {_days("tiesmap_rep()", "floor({})", _HAS)}; end""",
)
"""What a server tells of rows that it does not show."""


def read_beside(connection: sa.Connection, rep: PersonId) -> tuple[Beside, ...]:
    """What colleagues of the rep asked of connectors, and got, in the order of the days."""
    if connection.dialect.name == "postgresql":
        query = "select person, day, what from tiesmap_beside()"
    else:
        query = _days(str(int(rep)), "cast({} as integer)", "true")
    found = connection.exec_driver_sql(query).all()
    rows = (Beside(PersonId(one), date_of(day), what) for one, day, what in found if day)
    return tuple(sorted(rows, key=lambda one: (one.day, one.connector, one.what)))
