"""What the server answers about rows that it does not show: to the policies, and to whoever calls.

A function runs as the keeper, and a policy may only call what its asker may call himself: so each
tells no more than the rows do that he sees.
"""

from __future__ import annotations

from tiesmap.store import postgresql, schema
from tiesmap.store.roles import owner
from tiesmap.store.sharing import beside

NOW = "extract(epoch from localtimestamp) / 86400"
INSIDE = (
    "(not exists (select 1 from members) or known_ties.rep in (select m.person from members m "
    f"where m.active_until is null or m.active_until > {NOW}))"
)
"""Whether the rep of a bare tie is still of the team; nobody left one that has no members."""


def _owned() -> str:
    """Whether a row of a table, both named by what is stated again, is the asker's own."""
    return " or ".join(
        f"(name = '{table.name}' and exists "
        f"(select 1 from {table.name} o where o.id = number and o.{mine} = tiesmap_rep()))"
        for table in schema.metadata.sorted_tables
        if "id" in table.c and (mine := owner(table)) is not None
    )


FUNCTIONS = (
    f"""create or replace function tiesmap_asker() returns text language sql stable
    security definer
    return coalesce(
        (select case when m.active_until is null
                     or m.active_until > {NOW}
                then m.person::text else '' end
         from members m where m.db_role <> '' and m.db_role = session_user::text limit 1),
        (select current_setting('{postgresql.ASKER}', true)
         from pg_roles r where r.rolname = session_user
         and (r.rolsuper or exists (select 1 from pg_policy p, unnest(p.polroles) let_in
              where p.polrelid = 'members'::regclass and (let_in = r.oid
              or p.polname = 'keeper' and pg_has_role(r.oid, let_in, 'usage'))))),
        '')""",
    """create or replace function tiesmap_rep() returns bigint language sql stable
    return case when tiesmap_asker() ~ '^[0-9]{1,18}$' then tiesmap_asker()::bigint end""",
    """create or replace function tiesmap_is_admin() returns boolean language sql stable
    security definer
    return exists (select 1 from members m where m.person = tiesmap_rep() and m.role = 'admin')""",
    """create or replace function tiesmap_stands(what bigint) returns boolean language sql stable
    security definer cost 1000
    return exists (
        select 1 from interactions i
        where i.id = what
        and exists (select 1 from restated s join imports b on b.id = s.import_id
                    where s.table_name = 'interactions' and s.row_id = i.id and s.field = ''
                    and b.rep = tiesmap_rep())
        and (i.sender = tiesmap_rep()
             or exists (select 1 from recipients r
                        where r.interaction = i.id and r.person = tiesmap_rep())
             or (i.rep <> i.sender
                 and not exists (select 1 from recipients r
                                 where r.interaction = i.id and r.person = i.rep))))""",
    """create or replace function tiesmap_files(who bigint) returns boolean language sql stable
    security definer
    return exists (select 1 from people p where p.id = who) and (
        exists (select 1 from on_file o where o.person = who and o.rep = tiesmap_rep())
        or exists (select 1 from person_stated s join imports i on i.id = s.import_id
                   where s.person = who and i.rep = tiesmap_rep())
        or not exists (select 1 from on_file o where o.person = who
                       union all select 1 from person_stated s where s.person = who))""",
    """create or replace function tiesmap_noted(number bigint) returns boolean language sql stable
    security definer
    return exists (select 1 from seen s where s.visit = number
                   and tiesmap_rep() = case when s.by_coach then s.coach else s.rep end)""",
    """create or replace function tiesmap_refuses() returns trigger language plpgsql
    as 'begin raise insufficient_privilege using message = ''row-level security: it is not his who
    asks to change''; end'""",
    f"""create or replace function tiesmap_shows(who bigint, whom bigint) returns boolean
    language sql stable security definer
    return tiesmap_asker() <> '' and exists (
        select 1 from known_ties join people p on p.id = known_ties.person
        where known_ties.rep = who and known_ties.person = whom and known_ties.open
        and not p.do_not_ask and {INSIDE})""",
    f"""create or replace function tiesmap_owns(name text, number bigint) returns boolean
    language sql stable security definer
    return {_owned()}""",
    *beside.FUNCTIONS,
)
"""Who asks: the member whose own role at the server it is, whatever else is said; of a role that
the keeper let in, as the transaction says; any other is nobody. Whether he is an admin, and stands
in an interaction that a file of his says too. Whether he has a card on file, or nobody has yet;
whether he noted what he saw at a visit; whether a rep shows that he knows somebody, which is the
same no for whoever is closed, marked "do not ask", or not there; whether a row is his own. None
tells more than the rows would that it is asked about."""
OLDER = ("tiesmap_stands(bigint, bigint, bigint)", "tiesmap_marked(bigint)")
"""Functions of older versions, which told anybody too much."""
