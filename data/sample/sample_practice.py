"""What the reps wrote down: notes, favors, details, needs, standards, marks, plans, losses.

Drawn from dice of its own, so that nothing else in the sample hangs on it. A note is always about a
call or a meeting that interactions.csv has too: it adds words, not contact.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from sample_words import COVERS
from sample_world import END, LAST_DAY, SEED, Contact, Dice, World

Rows = dict[str, list[dict[str, str]]]
Put = Callable[..., None]
"""(file, rep, key, day, the other columns of the file)"""

FILES = {
    "notes": "discussed proposed next_purpose next_on read_back channel",
    "favors": "direction kind note",
    "details": "kind text source event_on used_on",
    "needs": "findings next_on",
    "standards": "side text",
    "satisfaction": "mark words",
    "plans": "kind text why due done_on",
    "losses": "why",
}
"""file -> its columns after rep, person and date."""

TALKS = (
    ("{cover}: two claims open, both small", "a call with the claims desk", "bring the answer"),
    ("a new hall from next spring", "a survey of the site", "walk through the survey"),
    ("costs of {cover} against last year", "a higher excess", "bring two offers to compare"),
    ("staff leaving for a competitor", "a benefits evening", "fix the day of the evening"),
    ("the renewal of {cover}", "to renew early", "go through the renewal"),
    ("a second shift from the fall", "a plan for shift staff", "hear what the shift leads say"),
)
DETAILS = (
    ("family", "daughter starts college this fall", "told on a visit"),
    ("family", "twin boys in third grade", "told at lunch"),
    ("preference", "tea with lemon, never coffee", "seen on a visit"),
    ("preference", "calls before nine, mails answered at night", "said so"),
    ("interest", "sailing on Lake Erie", "a picture in the office"),
    ("interest", "restores old radios", "told at a breakfast"),
    ("interest", "coaches a youth soccer team", "told on a call"),
    ("aspiration", "wants to teach one day", "told at lunch"),
    ("goal", "no accidents for a whole year", "said at the safety meeting"),
    ("goal", "half the paper forms gone by winter", "said so"),
    ("challenge", "cannot find night staff", "told on a call"),
    ("challenge", "premiums rise faster than sales", "said at the review"),
)
FINDINGS = (
    "staff plan fits; wants dental for part-timers",
    "cover for the new machines missing",
    "happy with service, unsure about price",
    "two more sites within a year; wants one contract for all",
)
STANDARDS = (
    ("rep", "answer within one working day"),
    ("rep", "a visit every quarter, never without a purpose"),
    ("client", "send changes of staff by the fifth"),
    ("client", "say so at once when something is not right"),
)
PRAISE = {
    5: "nothing to add, well looked after",
    4: "good; forms could be shorter",
    3: "fine, but answers take long",
    2: "had to ask twice about a claim",
}
BEYOND = (
    "drove the claim papers to the adjuster myself",
    "found a doctor for the health day at short notice",
    "sat in on the night shift to see what is missing",
)
LOSSES = (
    "the parent company buys for all its firms now",
    "price: eleven percent less elsewhere",
    "the new director brought his own broker",
    "nobody of us called for half a year",
    "sold, and the works closed",
)


def practice_rows(world: World, ids: dict[int, str]) -> Rows:
    """The rows of each file, in the order of their days."""
    made: Rows = {file: [] for file in FILES}
    dice = Dice(SEED + 6)

    def put(file: str, rep: int, key: int, day: date, *said: str) -> None:
        columns = ("rep", "person", "date", *FILES[file].split())
        values = (ids[rep], ids[key], day.isoformat(), *said)
        made[file].append(dict(zip(columns, values, strict=True)))

    _write_stories(world, put)
    for rep in range(3):
        _write_notes(world, dice, rep, put)
        _write_clients(world, dice, rep, put)
        _write_losses(world, dice, rep, put)
    for rows in made.values():
        rows.sort(key=lambda row: (row["date"], row["rep"], row["person"]))
    return made


def _talks(world: World, rep: int) -> dict[int, Contact]:
    """The last call or meeting of a rep with each contact alone."""
    last: dict[int, Contact] = {}
    for contact in sorted(world.contacts, key=lambda c: c.when):
        if contact.channel in ("call", "meeting") and len(contact.to) == 1:
            pair = {contact.sender, contact.to[0]}
            if rep in pair and world.people[max(pair)].ring > 0:
                last[(pair - {rep}).pop()] = contact
    return last


def _write_notes(world: World, dice: Dice, rep: int, put: Put) -> None:
    """Conversations in three parts with those whom the rep meets often."""
    often = [
        (key, talk)
        for key, talk in sorted(_talks(world, rep).items())
        if world.relations[rep][key].tier in ("close", "regular")
        and world.relations[rep][key].stop == END
        and key not in world.cast.values()
    ]
    for number, (key, talk) in enumerate(often[: 16 if rep == 0 else 5]):
        cover = dice.pick(COVERS[world.people[key].category])
        discussed, proposed, purpose = dice.pick(TALKS)
        day = date.fromisoformat(talk.when[:10])
        # Each fifth note sets no next step, and is asked for one.
        step = "" if number % 5 == 4 else purpose
        when = day + timedelta(days=dice.between(14, 60))
        if (LAST_DAY - day).days < 60:
            when = max(LAST_DAY + timedelta(days=dice.between(-4, 24)), day + timedelta(days=10))
        next_on = str(when) if step else ""
        back = ("yes", "yes", "corrected", "")[number % 4]
        said = discussed.format(cover=cover)
        put("notes", rep, key, day, said, proposed, step, next_on, back, talk.channel)


def _write_clients(world: World, dice: Dice, rep: int, put: Put) -> None:
    """What is kept of clients: details, favors, needs, standards, marks, plans."""
    relations = world.relations[rep]
    clients = [
        key
        for key, relation in sorted(relations.items())
        if relation.client == "yes" and relation.stop == END and key not in world.cast.values()
    ]
    for number, key in enumerate(clients[: 12 if rep == 0 else 4]):
        signed = relations[key].signed_on or LAST_DAY
        for kind, text, source in dice.shuffled(DETAILS)[: dice.between(1, 3)]:
            day = LAST_DAY - timedelta(days=dice.between(20, 500))
            used = day + timedelta(days=dice.between(5, 15)) if dice.chance(0.4) else None
            put("details", rep, key, day, kind, text, source, "", str(used or ""))
        if number % 2 == 0:
            day = LAST_DAY - timedelta(days=dice.between(40, 460))
            put("needs", rep, key, day, dice.pick(FINDINGS), "")
        if number % 3 == 0:
            day = max(signed, date(2024, 7, 8))
            for side, text in STANDARDS[:2] if number % 2 else STANDARDS[2:]:
                put("standards", rep, key, day, side, text)
        mark = dice.between(3, 5)
        for months in (13, 7, 1)[number % 2 :]:
            mark = min(5, max(2, mark + dice.between(-1, 1)))
            day = LAST_DAY - timedelta(days=30 * months + dice.below(20))
            if day > signed:
                put("satisfaction", rep, key, day, str(mark), PRAISE[mark])
        if number % 4 == 1:
            day = LAST_DAY - timedelta(days=dice.between(30, 200))
            put("plans", rep, key, day, "beyond", dice.pick(BEYOND), "", "", str(day))
        if number % 3 == 1:
            day = LAST_DAY - timedelta(days=dice.between(10, 300))
            kind, note = dice.pick(
                (("note", "thanks for the visit"), ("gift", "honey from the market"),
                 ("advice", "how to read the claims list"), ("visit", "saw the new hall"))
            )  # fmt: skip
            put("favors", rep, key, day, "given", kind, note)


def _write_losses(world: World, dice: Dice, rep: int, put: Put) -> None:
    """Why clients of the past are no longer clients, soon after the last word with them."""
    reasons = dice.shuffled(LOSSES)
    gone = [
        (key, relation)
        for key, relation in sorted(world.relations[rep].items())
        if relation.stage == "past_client" and key not in world.cast.values()
    ]
    for number, (key, relation) in enumerate(gone[:5]):
        last = max(
            date.fromisoformat(c.when[:10])
            for c in world.contacts
            if key in (c.sender, *c.to) and rep in (c.sender, *c.to)
        )
        begun = relation.signed_on or last
        day = max(last, begun) + timedelta(days=20 + dice.below(40))
        put("losses", rep, key, min(day, LAST_DAY), reasons[number])


def _write_stories(world: World, put: Put) -> None:
    """What Maren knows of the people of the stories, and what she owes them."""
    cast = world.cast
    # Won and left alone: what was agreed, and a promise that nobody kept.
    fresh = cast["fresh"]
    put("standards", 0, fresh, date(2026, 2, 26), "rep", "a visit in the first eight weeks")
    put("standards", 0, fresh, date(2026, 2, 26), "client", "a list of drivers each quarter")
    put("plans", 0, fresh, date(2026, 3, 4), "promise", "visit the yard and meet the dispatchers",
        "she expects it in spring", "2026-04-30", "")  # fmt: skip
    # Two who should meet: each has what the other looks for.
    one, two = cast["pair_a"], cast["pair_b"]
    put(
        "details",
        0,
        one,
        date(2026, 6, 9),
        "challenge",
        "needs cooled trucks from September, the old haulier gives up",
        "told on a call",
        "",
        "",
    )
    put(
        "details",
        0,
        two,
        date(2026, 6, 11),
        "goal",
        "work with a food maker nearby, for two idle trucks",
        "told on a call",
        "",
        "",
    )
    put("details", 0, two, date(2026, 6, 11), "interest", "cooled trucks and how to run them",
        "told on a visit", "", "")  # fmt: skip
    put("details", 0, one, date(2026, 3, 17), "aspiration", "a cooking school of her own one day",
        "told at a tasting", "", "")  # fmt: skip
    # Asked too often: much taken, little given.
    popular = cast["popular"]
    put("favors", 0, popular, date(2026, 1, 9), "given", "gift", "a book on guild history")
    for day, note in (
        (date(2026, 5, 7), "introduced me, nothing came of it"),
        (date(2026, 6, 16), "introduced me though her week was full"),
    ):
        put("favors", 0, popular, day, "taken", "introduction", note)
    put("details", 0, popular, date(2026, 5, 12), "goal", "three new trades in the guild this year",
        "said at the breakfast", "", "")  # fmt: skip
    # A strong tie gone silent: something to come back with, and no ask.
    put("details", 0, cast["dormant"], date(2025, 8, 11), "interest", "casts bells as a hobby",
        "told on a call", "", "")  # fmt: skip
    # An event just over, and one to come.
    bridge = cast["bridge"]
    put("details", 0, bridge, date(2026, 6, 18), "event", "two weeks in Lisbon, back on Monday",
        "told by mail", "2026-07-06", "")  # fmt: skip
    put("details", 0, cast["fresh_helper"], date(2026, 6, 2), "event",
        "opening of the second parts store", "invitation", "2026-06-26", "")  # fmt: skip
    put("satisfaction", 0, bridge, date(2025, 11, 20), "5", PRAISE[5])
    put("satisfaction", 0, bridge, date(2026, 5, 14), "4", PRAISE[4])
    put("needs", 0, bridge, date(2025, 5, 15), "seasonal staff: a plan by the month", "")
    put("plans", 0, bridge, date(2026, 6, 1), "action", "bring the staff plan to a tasting",
        "she decides with her cooks, not at a desk", "2026-07-03", "")  # fmt: skip
    # The same words for two: no plan for this one person.
    letter = ("action", "send the summer letter on heat at work", "", "2026-07-10", "")
    for key in (one, two):
        put("plans", 0, key, date(2026, 6, 15), *letter)
    put("plans", 0, two, date(2026, 6, 11), "promise", "name a food maker who needs trucks",
        "he asked for it", "2026-07-02", "")  # fmt: skip
