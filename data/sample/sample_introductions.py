"""Who introduced whom in the past, and what came of it."""

from __future__ import annotations

from datetime import date, timedelta

from sample_ties import add_tie
from sample_world import END, Contact, Introduction, Relation, World, day_number, ordinary


def add_introductions(world: World) -> None:
    dice, cast = world.dice, world.cast
    taken = set(cast.values())

    def introduce(introducer: int, rep: int, other: int, day: date, outcome: str) -> None:
        """Record that `introducer` brought the rep to `other`; their contact starts then."""
        world.introductions.append(Introduction(day, introducer, rep, other, outcome))
        taken.add(other)
        if other not in world.known[introducer]:
            add_tie(world, introducer, other, "association", day - timedelta(days=900))
        world.contacts.append(
            Contact(f"{day}T10:12", introducer, (rep, other), "email", "introduction", "")
        )
        if other == cast["fresh"]:
            return
        start = day_number(day) + 1
        if outcome == "client":
            signed = ordinary(min(start + dice.between(50, 90), END - 32))
            relation = Relation("regular", start, END, "yes", "client", signed)
        elif outcome == "opportunity":
            relation = Relation("occasional", start, END, "no", "prospect")
        else:
            stop = min(END, start + 45)
            relation = Relation("weak", start, stop, "no", "lead" if outcome == "not_now" else "")
        world.relations[rep][other] = relation

    def newcomer(rep: int, introducer: int) -> int:
        """A loose contact of the rep whom the introducer knows or may well know."""
        loose = [
            key
            for key, r in world.relations[rep].items()
            if r.tier in ("weak", "occasional") and key not in taken and key != introducer
        ]
        already = [key for key in loose if key in world.known[introducer]]
        possible = [key for key in loose if world.may_know(introducer, key)]
        return dice.pick(already or possible)

    # asked too often: nine introductions by one woman in five months
    popular = cast["popular"]
    for day, rep, outcome in (
        (date(2025, 2, 18), 0, "opportunity"),
        (date(2025, 9, 9), 1, "not_now"),
        (date(2026, 1, 20), 0, "opportunity"),
        (date(2026, 2, 5), 0, "not_now"),
        (date(2026, 2, 24), 1, "opportunity"),
        (date(2026, 3, 12), 0, "no"),
        (date(2026, 4, 2), 0, "opportunity"),
        (date(2026, 4, 21), 2, "not_now"),
        (date(2026, 5, 7), 0, "no"),
        (date(2026, 5, 26), 1, "no"),
        (date(2026, 6, 16), 0, "not_now"),
    ):
        introduce(popular, rep, newcomer(rep, popular), day, outcome)

    # the client who was won and then left alone came through an introduction, too
    helper = next(
        key
        for key, r in world.relations[0].items()
        if r.tier == "close"
        and key not in cast.values()
        and world.people[key].category == "Automotive"
    )
    world.cast["fresh_helper"] = helper
    introduce(helper, 0, cast["fresh"], date(2025, 10, 7), "client")

    plan = [
        (rep, outcome)
        for rep, outcomes in enumerate(
            (
                ("client", "opportunity", "not_now", "no", "opportunity"),
                ("client", "client", "opportunity", "not_now", "no"),
                ("client", "opportunity", "opportunity", "not_now", "no"),
            )
        )
        for outcome in outcomes
    ]
    asked: set[int] = {popular, helper}
    for number, (rep, outcome) in enumerate(dice.shuffled(plan)):
        helpers = [
            key
            for key, r in world.relations[rep].items()
            if r.tier in ("close", "regular") and r.stop == END and r.start == 0
        ]
        introducer = dice.pick([k for k in helpers if k not in asked and k not in cast.values()])
        asked.add(introducer)
        day = ordinary(40 + number * 42 + dice.below(20))
        introduce(introducer, rep, newcomer(rep, introducer), day, outcome)

    # what the reps did for others: two contacts brought together
    brought = (
        (0, "opportunity"),
        (0, "client"),
        (0, "not_now"),
        (1, "opportunity"),
        (1, "no"),
        (2, "client"),
        (2, "not_now"),
    )
    for number, (rep, outcome) in enumerate(brought):
        friends = [
            key
            for key, r in world.relations[rep].items()
            if r.tier in ("close", "regular") and r.start == 0 and r.stop == END
            if key not in cast.values()
        ]
        a = b = friends[0]
        while b in world.around(a) or not world.may_know(a, b):
            a, b = dice.pick(friends), dice.pick(friends)
        day = ordinary(100 + number * 80 + dice.below(30))
        world.introductions.append(Introduction(day, rep, a, b, outcome))
        world.contacts.append(
            Contact(f"{day}T14:40", rep, (a, b), "email", "introduction", "You two should talk.")
        )
        add_tie(world, a, b, "supplier", day)
