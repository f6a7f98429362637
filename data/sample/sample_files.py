"""The files: fourteen tables and the README that tells their stories."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from sample_addresses import email, phones, profile
from sample_practice import FILES as PRACTICE
from sample_practice import practice_rows
from sample_wishes import choose_targets
from sample_words import CATEGORIES
from sample_world import CLOSED_COMPANY, FIRST_DAY, HOME, ISLAND, LAST_DAY, REP_FIRM, REPS, World


def relationship_rows(world: World, ids: dict[int, str]) -> list[dict[str, str]]:
    dice = world.dice
    out = []
    rated = (
        {"Manufacturing": 5, "Automotive": 5, "Food service": 4, "Logistics": 4, "Banking": 2},
        {"Health care": 5, "Education": 4, "Retail": 4, "Insurance": 3, "Legal": 1},
        {"Legal": 5, "Banking": 4, "Real estate": 4, "Manufacturing": 2},
    )
    bounds = {"close": (4, 5), "regular": (3, 5), "occasional": (2, 4), "weak": (1, 3)}
    share = {"close": 0.95, "regular": 0.8, "occasional": 0.4, "weak": 0.15}
    told = {
        world.cast["bridge"]: 5,
        world.cast["dormant"]: 5,
        world.cast["pair_a"]: 5,
        world.cast["pair_b"]: 4,
        world.cast["popular"]: 4,
        world.cast["fresh"]: 3,
        world.cast["only_way"]: 3,
    }
    for rep, relations in enumerate(world.relations):
        for category, comfort in rated[rep].items():
            out.append({"rep": ids[rep], "category": category, "comfort": str(comfort)})
        for key, relation in sorted(relations.items(), key=lambda item: ids[item[0]]):
            tier = relation.tier
            comfort_text = ""
            if rep == 0 and key in told:
                comfort_text = str(told[key])
            elif dice.chance(share.get(tier, 0.0)):
                # now and then a client one meets often and is not at ease with
                hard = tier == "regular" and dice.chance(0.1)
                comfort_text = "1" if hard else str(dice.between(*bounds[tier]))
            bucket = ""
            if key == world.cast["popular"]:
                bucket = "connector"
            elif tier in ("close", "dormant"):
                bucket = "close client"
            elif relation.stage == "client":
                bucket = "client"
            elif tier == "regular":
                bucket = dice.pick(("warm", "warm", "connector", ""))
            elif tier == "occasional":
                bucket = dice.pick(("warm", "wide", ""))
            if not (comfort_text or relation.stage or bucket):
                continue
            out.append(
                {
                    "rep": ids[rep],
                    "person": ids[key],
                    "client": relation.client,
                    "comfort": comfort_text,
                    "stage": relation.stage,
                    "signed_on": str(relation.signed_on or ""),
                    "bucket": bucket,
                }
            )
    return out


def write_csv(path: Path, columns: str, rows: Iterable[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns.split(), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_files(world: World, folder: Path) -> None:
    people = world.people
    order = [p.key for p in people if p.ring == 0]
    order += sorted(
        (p.key for p in people if p.ring > 0), key=lambda k: (people[k].mailbox, people[k].name)
    )
    ids = {key: f"p{number:03d}" for number, key in enumerate(order, start=1)}
    targets = choose_targets(world)
    numbers = phones(people)
    write_csv(
        folder / "people.csv",
        "id name email profile_url phone company title category city rep do_not_ask"
        " client comfort stage signed_on notes",
        (
            {
                "id": ids[key],
                "name": people[key].name,
                "email": email(people[key]),
                "profile_url": profile(people[key]),
                "phone": numbers.get(key, ""),
                "company": people[key].company,
                "title": people[key].title,
                "category": people[key].category,
                "city": people[key].city,
                "rep": "yes" if people[key].ring == 0 else "",
                "do_not_ask": "yes" if key in world.do_not_ask else "",
            }
            for key in order
        ),
    )
    write_csv(
        folder / "relationships.csv",
        "rep person category client comfort stage signed_on bucket",
        relationship_rows(world, ids),
    )
    rows = sorted(
        (c.when, ids[c.sender], ";".join(ids[k] for k in c.to), c.channel, c.purpose, c.note)
        for c in world.contacts
    )
    columns = "date from to channel purpose notes"
    write_csv(
        folder / "interactions.csv",
        columns,
        (dict(zip(columns.split(), row, strict=True)) for row in rows),
    )
    write_csv(
        folder / "ties.csv",
        "person other contacts last_contact kind since strength",
        sorted(
            (
                {
                    "person": ids[t.person],
                    "other": ids[t.other],
                    "contacts": "" if t.contacts is None else str(t.contacts),
                    "last_contact": str(t.last or ""),
                    "kind": t.kind,
                    "since": str(t.since or ""),
                    "strength": str(t.strength or ""),
                }
                for t in world.ties
            ),
            key=lambda row: (row["person"], row["other"]),
        ),
    )
    write_csv(
        folder / "introductions.csv",
        "date introducer person other outcome",
        (
            {
                "date": str(i.day),
                "introducer": ids[i.introducer],
                "person": ids[i.person],
                "other": ids[i.other],
                "outcome": i.outcome,
            }
            for i in sorted(world.introductions, key=lambda i: (i.day, ids[i.introducer]))
        ),
    )
    write_csv(folder / "targets.csv", "name company category profile_url why", targets)
    for file, rows_of_file in practice_rows(world, ids).items():
        columns = f"rep person date {PRACTICE[file]}"
        write_csv(folder / f"{file}.csv", columns, rows_of_file)
    text = readme(world, ids)
    (folder / "README.md").write_bytes(text.encode("utf-8"))


def readme(world: World, ids: dict[int, str]) -> str:
    def who(role: str) -> str:
        p = world.people[world.cast[role]]
        return f"{p.name} ({ids[p.key]}, {p.title}, {p.company})"

    favors = [
        i
        for i in world.introductions
        if i.introducer == world.cast["popular"] and i.day.year == LAST_DAY.year
    ]
    mine = sum(i.person == 0 for i in favors)
    hotels = sum(p.category == "Hotels" for p in world.people)
    island = world.people[world.staff[ISLAND[0]][0]]
    reps = "\n".join(
        f"| {name} ({ids[rep]}) | {', '.join(c for c, home in HOME.items() if home == rep)} "
        f"| {len(world.relations[rep])} |"
        for rep, name in enumerate(REPS)
    )
    parts = [
        "# The sample network",
        "Everybody and everything here is invented: people, firms, mail addresses (all under "
        "`.example`), telephone numbers (from those kept free for fiction), meetings. The cities "
        "are real. Any likeness is chance.",
        "`python data/sample/make_sample.py` (with the modules beside it) writes these files, this "
        "one included; seeded, so a second run gives the same bytes. `--out DIR` writes them "
        "elsewhere.",
        f"{len(world.people)} people in {len(world.staff)} firms and {len(CATEGORIES)} "
        f"categories, from {FIRST_DAY} to {LAST_DAY}: take that last day as today. Three "
        f"colleagues at {REP_FIRM}, a broker for business insurance and staff benefits, have "
        "pooled what they have:",
        f"| rep | at home in | direct contacts |\n| --- | --- | --- |\n{reps}",
        "In every row of interactions.csv at least one of the three takes part, as in anybody's "
        "mailbox. What contacts have among themselves comes from mails and meetings with several "
        "of them and from ties.csv. The columns client, comfort, stage, signed_on and notes of "
        "people.csv are empty because they belong to one rep; they stand in relationships.csv.",
        f"## Stories to find\n\nFor {REPS[0]}, the first in people.csv.",
        f"1. **The weak tie that opens a category.** {who('bridge')} is a close client in food "
        f"service. She has met {who('bridge_far')} twice. That one weak tie is the only way from "
        f"the three reps and all their contacts to the {hotels} people in hotels.",
        f"2. **A strong tie gone silent.** {who('dormant')}: client since 2017, in touch more "
        "than once a week in the first year, no word since August 2025.",
        f"3. **Asked too often.** {who('popular')} knows more people than anybody else here and "
        f"made {len(favors)} introductions in 2026, {mine} of them for Maren; none of the last "
        "four led to anything.",
        f"4. **The only way in.** All three reps want {CLOSED_COMPANY[0]} (see targets.csv). "
        f"Nobody but {who('only_way')}, whom Maren and Divya know, knows anybody there.",
        f"5. **Won and left alone.** {who('fresh')} came through {who('fresh_helper')}, signed "
        "on 2026-02-26, wrote on 2026-03-04, and has heard nothing since.",
        f"6. **Two who should meet.** {who('pair_a')} needs a haulier with cooled trucks; "
        f"{who('pair_b')} has two idle. Both in Toledo, both close clients of Maren; they do not "
        "know each other, and nobody but Maren knows both. The notes in interactions.csv say so.",
        "7. **What was written down.** Notes of conversations with the next step, favors given and "
        "taken, what matters to people, needs reviews, standards, marks, promises and plans, and "
        "why clients left: notes.csv, favors.csv, details.csv, needs.csv, standards.csv, "
        "satisfaction.csv, plans.csv, losses.csv. Each note is about a call or meeting in "
        "interactions.csv. In the week of the last day a promise to the client left alone is two "
        "months late, an event is just over, another near, and two clients have the same plan.",
        f"Also: {len(world.do_not_ask)} people marked do_not_ask, past clients, "
        f"{len(world.introductions)} past introductions with their outcomes, and one wish out of "
        f"reach: nobody knows anybody at {ISLAND[0]}, where {island.name} works.",
    ]
    return "\n\n".join(parts) + "\n"
