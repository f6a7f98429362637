"""Who knows whom."""

from __future__ import annotations

from datetime import date, timedelta

from sample_world import CLOSED_COMPANY, LAST_DAY, REP_FIRM, Tie, World


def add_tie(world: World, a: int, b: int, kind: str, since: date | None = None) -> bool:
    """Declare a tie unless it is there already or would break a story."""
    if b in world.known[a] or not world.may_know(a, b):
        return False
    dice = world.dice
    contacts = dice.tail(1, 70)
    if kind in ("colleague", "supplier", "client"):
        contacts = dice.tail(3, 90)
    # Who works together is in touch often; across firms few are (Granovetter 1973).
    contacts = min(120, 8 + 3 * contacts) if kind == "colleague" else 1 + contacts // 3
    # who is in touch often was so lately; a tie of a few contacts may be of any age
    ago = dice.tail(8, 700) if contacts >= 10 else dice.between(12, 720)
    last = LAST_DAY - timedelta(days=ago)
    met = since or date(2006, 1, 1) + timedelta(days=dice.below(6600))
    if last < met:
        last = min(LAST_DAY, met + timedelta(days=20))
    strength = None
    if dice.chance(0.35):
        floor = 3 if kind in ("friend", "family") else 1
        strength = min(5, max(floor, 1 + contacts // 8 + dice.below(2)))
    known_since = met if since or dice.chance(0.5) else None
    if strength is not None and dice.chance(0.3):  # judged by somebody, never counted
        world.ties.append(Tie(a, b, None, None, kind, known_since, strength))
    else:
        world.ties.append(Tie(a, b, contacts, last, kind, known_since, strength))
    world.meet(a, b)
    return True


def add_ties(world: World) -> None:
    dice, cast, people = world.dice, world.cast, world.people

    def by_hand(a: int, b: int, contacts: int, last: date, kind: str, since: date, s: int) -> None:
        world.ties.append(Tie(a, b, contacts, last, kind, since, s))
        world.meet(a, b)

    # the stories first
    far = cast["bridge_far"]
    by_hand(cast["bridge"], far, 2, date(2026, 2, 11), "association", date(2025, 3, 20), 1)
    closed = world.staff[CLOSED_COMPANY[0]]
    way = cast["only_way"]
    by_hand(way, closed[0], 14, date(2026, 5, 19), "client", date(2019, 4, 2), 4)
    by_hand(way, closed[1], 5, date(2026, 1, 22), "client", date(2022, 10, 5), 3)

    for company, staff in world.staff.items():
        if company == REP_FIRM:
            continue
        share = 0.65 if len(staff) <= 4 else 0.45
        for i, a in enumerate(staff):
            for b in staff[i + 1 :]:
                if people[a].zone in ("closed", "island") or dice.chance(share):
                    add_tie(world, a, b, "colleague")

    main = [p.key for p in people if p.zone == "main" and p.ring > 0]
    inner = [key for key in main if people[key].ring == 1]
    # some people know far more others than most: they stand in the urn several times
    fame = {key: dice.tail(1, 9) for key in main}
    urns: dict[tuple[str, int], list[int]] = {}
    for key in main:
        person = people[key]
        urns.setdefault((person.category, person.ring), []).extend([key] * fame[key])
    trade_kinds = ("association", "association", "friend", "classmate", "supplier", "client")
    cross_kinds = ("supplier", "client", "friend", "classmate", "association", "supplier")

    for key in inner:
        category = people[key].category
        for _ in range(dice.between(0, 3)):
            friends = sorted(world.known[key])
            other = dice.pick(urns[category, 1])
            if friends and dice.chance(0.45):  # friends of friends meet
                other = dice.pick(sorted(world.around(dice.pick(friends)) - {key}) or [other])
            add_tie(world, key, other, dice.pick(trade_kinds))
        if dice.chance(0.45):
            add_tie(world, key, dice.pick(inner), dice.pick(cross_kinds))

    popular = cast["popular"]
    for other in dice.shuffled(inner)[:34]:
        add_tie(world, popular, other, dice.pick(("association", "association", "friend")))

    for key in main:
        person = people[key]
        if person.ring == 2:
            for _ in range(dice.between(1, 3)):
                urn = urns[person.category, 1] if dice.chance(0.7) else inner
                add_tie(world, key, dice.pick(urn), dice.pick(cross_kinds))
            if dice.chance(0.4):
                add_tie(world, key, dice.pick(urns[person.category, 2]), dice.pick(trade_kinds))
        if person.ring == 3:
            for _ in range(dice.between(1, 2)):
                add_tie(world, key, dice.pick(urns[person.category, 2]), dice.pick(trade_kinds))

    # hotels: a small world of its own, each house tied to one before it
    houses = [c for c, staff in world.staff.items() if people[staff[0]].zone == "hotels"]
    for position, company in enumerate(houses[1:], start=1):
        earlier = [key for house in houses[:position] for key in world.staff[house]]
        for _ in range(2):
            add_tie(
                world,
                dice.pick(world.staff[company]),
                dice.pick(earlier),
                dice.pick(("association", "friend", "classmate")),
            )
    for house in houses:
        first, *others = world.staff[house]
        for key in others:
            if house == houses[0] or not world.known[key]:
                add_tie(world, first, key, "colleague")

    # whoever got no tie by chance gets one, so that everybody but the island can be reached
    for key in main:
        if people[key].ring > 1 and not any(
            people[o].ring == people[key].ring - 1 for o in world.known[key]
        ):
            urn = urns[people[key].category, people[key].ring - 1]
            while not add_tie(world, key, dice.pick(urn), dice.pick(trade_kinds)):
                pass

    # the reps: colleagues of each other, and old friends of a few contacts
    for a, b in ((0, 1), (0, 2), (1, 2)):
        met = date(2018, 3, 5) + timedelta(days=dice.below(1200))
        world.ties.append(Tie(a, b, None, None, "colleague", met, 4))
    for rep, relations in enumerate(world.relations):
        old = [key for key, r in relations.items() if r.tier in ("regular", "close")]
        old = [key for key in old if key not in cast.values()]
        for key, kind in zip(
            dice.shuffled(old)[:4], ("friend", "classmate", "friend", "association"), strict=True
        ):
            met = date(2001, 1, 1) + timedelta(days=dice.below(6000))
            world.ties.append(Tie(rep, key, None, None, kind, met, dice.between(3, 5)))
