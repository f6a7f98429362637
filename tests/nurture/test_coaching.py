"""What a coach sees of a rep is counts: each worked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.model.practice import Note
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import Status
from tiesmap.model.steps import Step
from tiesmap.model.tact import Beside, Limit, Limits
from tiesmap.nurture import coaching
from tiesmap.nurture.coaching import Figures, Funnel

DAY = date(2026, 6, 30)
NONE = Figures(0, 0, 0, Funnel(), Funnel(), 0, 0, 0, 0, 0, 0)


def who(number: int, category: str = "", comfort: int | None = None) -> Person:
    return Person(PersonId(number), f"Person {number}", category=category, comfort=comfort)


def ask(number: int, connector: int, days_ago: int | None) -> IntroRequest:
    asked = None if days_ago is None else DAY - timedelta(days=days_ago)
    return IntroRequest(f"r{number}", Status.ASKED, "Rita", PersonId(1), "", PersonId(connector),
                        "", None, "", None, (), 0.5, (), asked_on=asked)  # fmt: skip


def step(number: int, to: str, days_ago: int = 0, *, undone: bool = False) -> Step:
    at = datetime(2026, 6, 30) - timedelta(days=days_ago)
    return Step(f"r{number}", at, "", to, undone=undone)


def test_an_account_is_documented_by_its_last_note() -> None:
    def note(number: int, person: int, day: int, parts: str, next_on: date | None = None) -> Note:
        one, two, three = (part if part != "-" else " " for part in parts)
        return Note(number, PersonId(1), PersonId(person), date(2026, 6, day), one, two, three,
                    next_on)  # fmt: skip

    notes = [
        note(1, 2, 1, "a-c"), note(2, 2, 9, "abc", DAY),  # the later one is whole
        note(3, 3, 9, "abc", DAY), note(4, 3, 9, "ab-"),  # of one day the one written last counts
        note(5, 4, 2, "abc"),  # whole, without a day
        note(6, 9, 2, "abc", DAY),  # no client
    ]  # fmt: skip
    assert coaching.documented([PersonId(k) for k in (2, 3, 4, 5)], notes) == (2, 1)


def test_how_far_asks_came() -> None:
    requests = [ask(1, 2, 10), ask(2, 2, 90), ask(3, 3, 91), ask(4, 3, None), ask(5, 4, 5)]
    steps = [
        step(1, "agreed"), step(1, "introduced"), step(1, "met"), step(1, "client"),
        step(2, "declined"),
        step(3, "met"),
        step(5, "agreed", undone=True),
    ]  # fmt: skip
    # The third was asked a quarter ago to the day, so it is of the one before.
    since = DAY - timedelta(days=91)
    assert coaching.funnel(requests, steps, DAY, since) == Funnel(3, 2, 1, 1, 1)
    assert coaching.funnel(requests, steps, DAY) == Funnel(4, 3, 2, 2, 1)
    # Seen from the day before, the last steps had not come yet.
    assert coaching.funnel(requests, steps, DAY - timedelta(days=1)) == Funnel(4, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("own", "group", "goal", "needed"),
    [
        # 2 won / (1 of 4 met) = 8; / (4 of 5) = 10; / (5 of 10) = 20; / (10 of 12) = 24.
        (Funnel(12, 10, 5, 4, 1), Funnel(), 2, Funnel(24, 20, 10, 8, 2)),
        # He met two, too few: in the group 1 of 3 was won, so 3; then his own rates, upwards each
        # time: 3 / (2 of 3) = 4.5; 5 / (3 of 4) = 6.7; 7 / (4 of 6) = 10.5.
        (Funnel(6, 4, 3, 2, 0), Funnel(20, 12, 6, 3, 1), 1, Funnel(11, 7, 5, 3, 1)),
        # Nothing ever came of meeting anybody.
        (Funnel(9, 9, 9, 9, 0), Funnel(9, 9, 9, 9, 0), 1, None),
        (Funnel(), Funnel(2, 2, 2, 2, 2), 1, None),
    ],
)
def test_a_goal_is_worked_backwards(
    own: Funnel, group: Funnel, goal: int, needed: Funnel | None
) -> None:
    assert coaching.needed(goal, own, group) == needed


def test_clients_at_ease_who_were_never_asked() -> None:
    clients = [who(2, comfort=5), who(3, comfort=4), who(4, comfort=3), who(5), who(6, comfort=4)]
    assert coaching.never_asked(clients, [ask(1, 3, 400), ask(2, 6, None)], DAY) == 2


def test_a_count_that_is_none_says_why_and_a_share_of_how_many() -> None:
    nothing = replace(NONE, never_asked=None, neglected=None)
    said = coaching.told(nothing, Funnel())
    assert (said["never_asked"], said["neglected"], said["kept"]) == (
        "none rated", "no day of signing", "none has an interval"
    )  # fmt: skip
    one = replace(NONE, kept=1, looked_after=1)
    assert coaching.told(one, Funnel())["kept"] == "100 (1 of 1)"


def test_where_no_client_is_rated_it_is_not_known_who_was_never_asked() -> None:
    assert coaching.never_asked([who(5), who(6)], [], DAY) is None
    assert coaching.never_asked([who(5), who(6, comfort=2)], [], DAY) == 0
    unknown, known = replace(NONE, never_asked=None), replace(NONE, never_asked=3)
    assert coaching.lines(unknown)["never_asked"] is None
    assert coaching.told(unknown, Funnel())["never_asked"] == "none rated"
    assert coaching.total([unknown, known]).never_asked == 3
    assert coaching.total([unknown, unknown]).never_asked is None
    assert coaching.medians([unknown, known])["never_asked"] is None


def test_circles_entered() -> None:
    people = [who(2, "Hotels"), who(3, "Hotels"), who(4, "Banking"), who(5, "Law"), who(6)]
    first = {PersonId(2): date(2024, 1, 1), PersonId(3): DAY, PersonId(4): DAY,
             PersonId(5): DAY - timedelta(days=91), PersonId(6): DAY}  # fmt: skip
    assert coaching.entered(people, first, DAY) == 1, "Banking alone"


def test_connectors_worn() -> None:
    limits = Limits(Limit(2, 30), {PersonId(4): Limit(1, 30)})
    asks = [ask(1, 2, 1), ask(2, 2, 90), ask(3, 3, 1), ask(4, 3, 91), ask(5, 4, 3)]
    assert coaching.worn(asks, (), limits, DAY) == 2, "2 twice, 4 once; 3 once within the quarter"
    # Colleagues' asks count of those whom he asked too, within the quarter; a no is no ask more.
    told = [(3, 5, "asked"), (6, 1, "asked"), (6, 1, "asked"), (3, 95, "asked"), (3, 5, "no")]
    beside = [Beside(PersonId(who), DAY - timedelta(days), what) for who, days, what in told]
    assert coaching.worn(asks, beside, limits, DAY) == 3, "3 once by him, once by a colleague"
    assert coaching.worn(asks, beside[1:], limits, DAY) == 2


def test_the_median_leaves_out_who_has_no_figure() -> None:
    group = [
        Figures(8, 1, 1, Funnel(4), Funnel(), 0, 0, 0, 1, 2, 0),
        Figures(3, 1, 1, Funnel(), Funnel(), 0, 0, 0, 9, 10, 0),
        NONE,
    ]
    middle = coaching.medians(group)
    assert (middle["accounts"], middle["asked"], middle["kept"]) == (3, 0, 70)
    assert coaching.lines(NONE)["kept"] is None and coaching.medians([NONE])["kept"] is None
    # Of one it is his own.
    assert coaching.medians(group[:1])["accounts"] is None
    assert coaching.medians([group[0], NONE])["kept"] is None
    assert coaching.medians(group, least=3)["kept"] is None
