"""What is counted of a rep in his own seat: nothing else of it leaves the seat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from operator import itemgetter

from tiesmap.model.companies import is_company, may_be_one_firm
from tiesmap.model.folding import fold
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.model.statuses import UNDERWAY
from tiesmap.model.vocabulary import Stage
from tiesmap.model.week import TO_SORT, Health
from tiesmap.nurture import coaching, health
from tiesmap.nurture.cadence import (
    QUARTER,
    contact_days,
    measure_health,
    practice_until,
)
from tiesmap.nurture.coaching import EARLIER, Figures, Quarter
from tiesmap.nurture.onward import find_met, newly_met
from tiesmap.store import openness
from tiesmap.workspace.history.past import beside
from tiesmap.workspace.kept import ALL, kept
from tiesmap.workspace.view import View
from tiesmap.workspace.week.relationships import after_sale, relationships


@kept(ALL)
def figures_of(view: View) -> Figures:
    """The counts of the rep of a view."""
    today = view.today
    looked = relationships(view)
    people = looked.people.values()
    clients = [person for person in people if person.is_client]
    whole, next_set = coaching.documented([one.id for one in clients], view.practice.notes)
    days = contact_days(view.contacts, view.practice, today)
    first = dict(sorted(days, key=itemgetter(1), reverse=True))
    healths = list(looked.healths.values())
    kept, looked_after = _on_time(healths)
    signed = after_sale(view)
    return Figures(
        accounts=len(clients),
        documented=whole,
        next_set=next_set,
        quarter=coaching.funnel(view.requests, view.steps, today, _quarter_before(today)),
        ever=coaching.funnel(view.requests, view.steps, today),
        never_asked=coaching.never_asked(clients, view.requests, today),
        entered=coaching.entered(view.people.values(), first, today),
        neglected=sum(one.alarm for one in signed) if signed else None,
        kept=kept,
        looked_after=looked_after,
        worn=coaching.worn(view.requests, beside(view), view.limits, today),
        before=_earlier(view, clients, first),
        stages=health.by_stage(people, healths, looked.pace, today),
        buckets=health.by_bucket(healths, looked.pace),
    )


def _earlier(
    view: View, clients: Sequence[Person], first: Mapping[PersonId, date]
) -> tuple[Quarter, ...]:
    """The quarters before the last one: each as it stood on its last day."""
    looked, found, last = relationships(view), list[Quarter](), view.today
    ids = [one.id for one in clients]
    for _ in range(EARLIER):
        last = _quarter_before(last)
        practice = practice_until(looked.practice, last)
        healths = measure_health(
            looked.people.values(), looked.contacts, practice, looked.bonds, looked.pace, last,
            newly_met(find_met(view.requests, view.steps, last)),
        )  # fmt: skip
        kept, looked_after = _on_time(healths)
        found.append(
            Quarter(
                asks=coaching.funnel(view.requests, view.steps, last, _quarter_before(last)),
                entered=coaching.entered(view.people.values(), first, last),
                documented=coaching.documented(ids, practice.notes)[0],
                kept=kept,
                looked_after=looked_after,
            )
        )
    return tuple(found)


def _quarter_before(day: date) -> date:
    return day - timedelta(days=QUARTER)


def _on_time(healths: Iterable[Health]) -> tuple[int, int]:
    """(relationships on time, of so many that have a cadence)."""
    colors = [one.color for one in healths if one.color != TO_SORT]
    return colors.count("green"), len(colors)


_COURTED = (Stage.LEAD, Stage.PROSPECT)
Account = str | PersonId
"""A firm, by its name; where none is known, a person."""


def courted(view: View) -> dict[Account, frozenset[PersonId]]:
    """The accounts that the rep of a view courts, each with whom he courts there: leads and
    prospects, and for whom an ask is under way. Neither clients nor whom he keeps private."""
    meant = {
        who for one in view.requests if one.status in UNDERWAY
        for who in (one.target_id, one.goal_id)
    }  # fmt: skip
    private = openness.read(view.connection, view.rep_id).private
    own, found = view.rep_person.company, dict[Account, set[PersonId]]()
    for person in view.people.values():
        is_courted = person.stage in _COURTED or person.id in meant
        if not is_courted or person.is_client or person.id in private | {view.rep_id}:
            continue
        firm = person.company
        known = is_company(firm) and not (own and may_be_one_firm(firm, own))
        found.setdefault(fold(firm) if known else person.id, set()).add(person.id)
    return {account: frozenset(people) for account, people in found.items()}
