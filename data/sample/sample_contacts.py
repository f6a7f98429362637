"""Two years of mails, calls, meetings, gifts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sample_words import CLIENT_OCCASIONS, COVERS, GIFTS, LETTERS, NOTES, OTHER_OCCASIONS
from sample_world import (
    CLOSED_COMPANY,
    END,
    HOME,
    TIERS,
    Contact,
    Relation,
    World,
    clock,
    day_number,
    quiet,
    workday,
)


def occasion(world: World, key: int, relation: Relation) -> str:
    dice = world.dice
    covers = COVERS[world.people[key].category]
    pool = CLIENT_OCCASIONS if relation.client == "yes" else OTHER_OCCASIONS
    return dice.pick(pool).format(cover=dice.pick(covers))


def write_history(world: World, rep: int, key: int, relation: Relation) -> None:
    """All contact of a rep with one person alone."""
    dice = world.dice
    low, high = TIERS.get(relation.tier, (0, 0))
    wanted = dice.between(low, high)
    if relation.tier == "regular" and relation.stop < END:
        wanted = min(wanted, 24)
    if relation.tier == "dormant":
        wanted = 72
    if relation.tier == "fresh":
        wanted = 24
    out: list[Contact] = []

    def put(day: int, sent: bool, channel: str, purpose: str = "", note: str = "") -> None:
        if not relation.start <= day <= relation.stop:
            return
        when = clock(dice, day)
        if channel in ("gift", "letter"):
            when = when[:10]
        pair = (rep, key) if sent else (key, rep)
        out.append(Contact(when, pair[0], (pair[1],), channel, purpose, note))

    def episode(day: int) -> None:
        """One reason to be in touch: a thread of mails, a call, a visit."""
        purpose = occasion(world, key, relation) if dice.chance(0.45) else ""
        note = dice.pick(NOTES) if dice.chance(0.16) else ""
        draw = dice.below(100)
        sent = dice.chance(0.55)
        if draw < 52:
            length = dice.between(1, 4) if wanted > 8 else dice.between(1, 2)
            for step in range(length):
                put(workday(day + step), sent, "email", purpose, note if step == 0 else "")
                sent = not sent
        elif draw < 72:
            put(day, sent, "call", purpose, note)
        elif draw < 86 and wanted > 3:
            put(day, True, "meeting", purpose, note)
        elif draw < 93:
            put(day, sent, "message")
        else:
            put(day, sent, "social")

    days = [d for d in range(relation.start, relation.stop + 1) if not quiet(d)] or [relation.stop]
    if relation.tier in ("close", "dormant") and wanted:
        for year in (2024, 2025):
            present = day_number(date(year, 12, 12)) + dice.below(5)
            put(workday(present), True, "gift", dice.pick(GIFTS))
        renewal = dice.between(30, 330)
        cover = dice.pick(COVERS[world.people[key].category])
        for day in (workday(renewal), workday(renewal + 364)):
            put(day - 3, True, "email", f"renewal review of {cover}")
            put(day, True, "meeting", f"renewal review of {cover}")
    if relation.tier in ("regular", "occasional") and dice.chance(0.08):
        put(dice.pick(days), dice.chance(0.6), "letter", dice.pick(LETTERS))
    if relation.tier in ("close", "regular") and relation.stop == END:
        episode(workday(END - 2 - dice.below(26 if relation.tier == "close" else 60)))
    while len(out) < wanted:
        day = dice.pick(days)
        if relation.tier == "dormant" and day > 365 and dice.chance(0.7):
            continue  # it thinned out before it stopped
        episode(day)
    world.contacts.extend(out)


def write_groups(world: World, rep: int) -> None:
    """Visits to several people of one firm, mails that tie contacts to each other, breakfasts."""
    dice, cast = world.dice, world.cast
    relations = world.relations[rep]
    aside = {cast["dormant"], cast["fresh"], cast["pair_a"], cast["pair_b"]}
    usual = {
        key: r
        for key, r in relations.items()
        if key not in aside and r.start == 0 and r.stop == END
    }
    warm = [key for key, r in usual.items() if r.tier in ("close", "regular")]

    def record(day: int, sender: int, to: Sequence[int], channel: str, purpose: str) -> None:
        inside = [key for key in (sender, *to) if key != rep]
        ties = [(sender, key) for key in to] if channel == "email" else []
        if channel == "meeting":
            ties = [(a, b) for i, a in enumerate(inside) for b in inside[i + 1 :]]
        ties = [(a, b) for a, b in ties if rep not in (a, b)]
        if not all(b in world.known[a] or world.may_know(a, b) for a, b in ties):
            return
        for a, b in ties:
            world.meet(a, b)
        when = clock(dice, day)
        world.contacts.append(Contact(when, sender, tuple(to), channel, purpose, ""))

    days = [d for d in range(END + 1) if not quiet(d)]
    firms: dict[str, list[int]] = {}
    for key in usual:
        firms.setdefault(world.people[key].company, []).append(key)
    for staff in firms.values():
        if len(staff) < 2:
            continue
        busy = sum(relations[key].tier in ("close", "regular") for key in staff)
        for _ in range(2 * busy if busy else dice.below(2)):
            some = dice.shuffled(staff)[: dice.between(2, min(5, len(staff)))]
            purpose = occasion(world, some[0], relations[some[0]])
            if dice.chance(0.5):
                record(dice.pick(days), rep, some, "meeting", purpose)
            else:
                record(dice.pick(days), some[0], (rep, *some[1:]), "email", purpose)
    for key in dice.shuffled(warm)[:16]:  # a contact writes to the rep and to a friend as well
        friends = [o for o in sorted(world.known[key]) if o in usual]
        if friends:
            record(dice.pick(days), key, (rep, dice.pick(friends)), "email", "trade breakfast")
    for number in range(4):
        category = dice.pick([c for c, home in HOME.items() if home == rep])
        guests = [key for key in warm if world.people[key].category == category]
        some = dice.shuffled(guests)[: dice.between(4, 7)]
        record(workday(75 + number * 180), rep, some, "meeting", "trade breakfast")


def write_stories(world: World) -> None:
    cast, me = world.cast, 0

    def say(when: str, sender: int, to: int, channel: str, purpose: str, note: str) -> None:
        world.contacts.append(Contact(when, sender, (to,), channel, purpose, note))

    bridge, way, popular = cast["bridge"], cast["only_way"], cast["popular"]
    far, fresh = world.people[cast["bridge_far"]], cast["fresh"]
    say(
        "2026-05-14T11:30",
        me,
        bridge,
        "meeting",
        "renewal review of seasonal staff plan",
        f"Met {far.name} of {far.company} twice at food fairs. Hardly knows him.",
    )
    say(
        "2026-05-21T15:05",
        way,
        me,
        "call",
        "question on professional liability",
        f"Is outside counsel to {CLOSED_COMPANY[0]}. They let nobody else in.",
    )
    say(
        "2026-06-17T09:20",
        popular,
        me,
        "email",
        "introduction",
        "Did it gladly, but her week is full. Third favor since May.",
    )
    say(
        "2026-06-09T13:15",
        cast["pair_a"],
        me,
        "call",
        "question on product recall cover",
        "Needs a haulier with cooled trucks from September; the old one gives up.",
    )
    say(
        "2026-06-11T10:45",
        cast["pair_b"],
        me,
        "call",
        "renewal review of cargo cover",
        "Two cooled trucks stand idle from September. Wants a food maker nearby.",
    )
    say(
        "2025-08-11T16:00",
        cast["dormant"],
        me,
        "call",
        "claim on machinery breakdown cover",
        "Settled, took long. Will call after the summer.",
    )
    say("2026-02-26T11:00", me, fresh, "meeting", "enrollment for fleet cover", "Signed.")
    say(
        "2026-03-04T08:40",
        fresh,
        me,
        "email",
        "enrollment for fleet cover",
        "Thanks us; expects a visit in spring.",
    )


def write_team(world: World) -> None:
    """The reps among themselves, and visits of two of them to a contact they share."""
    dice = world.dice
    days = [d for d in range(END + 1) if not quiet(d)]
    for a, b in ((0, 1), (0, 2), (1, 2), (1, 0), (2, 0)):
        for _ in range(6):
            world.contacts.append(
                Contact(clock(dice, dice.pick(days)), a, (b,), "email", "handover", "")
            )
        shared = [
            key
            for key in world.relations[a]
            if key in world.relations[b]
            and max(world.relations[r][key].start for r in (a, b)) == 0
            and min(world.relations[r][key].stop for r in (a, b)) == END
        ]
        for _ in range(2):
            if shared:
                when = clock(dice, dice.pick(days))
                key = dice.pick(shared)
                world.contacts.append(Contact(when, a, (b, key), "meeting", "catch up", ""))
