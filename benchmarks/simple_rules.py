"""Answer the questions of a network folder by simple rules, to lay beside the product's answers.

    python benchmarks/simple_rules.py NETWORK_DIR --out FOLDER

Writes one folder of predictions a rule, in the format of `evidence.py`:
contacts: how many; over two hops the product, over several ways to somebody the sum of those.
decayed: the same with each mail halved every 45 days and shared among its recipients.
noisy-or: of decayed hops that saturate, 1 - exp(-x / 3).
mutual: how many contacts in common; as connector, who was in touch with both most recently; as
circle, how many people in it are within reach.
overlap: the share of contacts in common, for ties.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from math import exp
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.scoring import rows

HALF_LIFE = 45.0
MOST = 50
Near = dict[str, dict[str, float]]


def day(text: str) -> float:
    return datetime.fromisoformat(text).timestamp() / 86400


class Evidence:
    """Counts, decayed counts and last days of contact between two people, up to a moment."""

    def __init__(self, folder: Path) -> None:
        self.events: list[tuple[float, str, str, int]] = []
        for row in rows(folder / "interactions.csv"):
            to = [person for person in row["to"].split(";") if person != row["from"]]
            people = [(row["from"], person) for person in to]
            self.events += [(day(row["date"]), a, b, len(to)) for a, b in people]
        self.events.sort()
        self.category = {row["id"]: row.get("category", "") for row in rows(folder / "people.csv")}
        self.sums = [
            (row["person"], row["other"], float(row["contacts"] or 0))
            for row in rows(folder / "ties.csv")
        ]
        self.next = 0
        self.now = 0.0
        self.count: Near = defaultdict(lambda: defaultdict(float))
        self.fading: Near = defaultdict(lambda: defaultdict(float))
        self.last: Near = defaultdict(lambda: defaultdict(float))
        for a, b, number in self.sums:
            for one, other in ((a, b), (b, a)):
                self.count[one][other] += number
                self.fading[one][other] += number

    def until(self, moment: float) -> None:
        """Take in what happened up to a moment; moments must not go back."""
        while self.next < len(self.events) and self.events[self.next][0] <= moment:
            at, a, b, recipients = self.events[self.next]
            # Counted as of day 0, and put right by `decayed`: so nothing is counted twice.
            worth = 2 ** ((at - self.events[0][0]) / HALF_LIFE) / recipients
            for one, other in ((a, b), (b, a)):
                self.count[one][other] += 1
                self.fading[one][other] += worth if recipients <= 10 else 0.0
                self.last[one][other] = at
            self.next += 1
        self.now = moment

    def decayed(self, a: str, b: str) -> float:
        if not self.events:
            return self.fading[a][b]
        return self.fading[a][b] * 2 ** -((self.now - self.events[0][0]) / HALF_LIFE)

    def mutual(self, a: str, b: str) -> list[str]:
        return [
            person for person in self.count[a] if person in self.count[b] and person not in (a, b)
        ]

    def overlap(self, a: str, b: str) -> float:
        common = len(self.mutual(a, b))
        others = len(self.count[a].keys() - {b}) + len(self.count[b].keys() - {a}) - common
        return common / others if others else 0.0


Rule = Callable[[Evidence, str, str], float]


def _noisy(seen: Evidence, a: str, b: str) -> float:
    return 1 - exp(-seen.decayed(a, b) / 3)


HOPS: dict[str, Rule] = {
    "contacts": lambda seen, a, b: seen.count[a][b],
    "decayed": lambda seen, a, b: seen.decayed(a, b),
    "noisy-or": _noisy,
}
TIES: dict[str, Rule] = {
    "contacts": HOPS["contacts"],
    "decayed": HOPS["decayed"],
    "overlap": lambda seen, a, b: seen.overlap(a, b),
}


def tie_strength(seen: Evidence, row: dict[str, str], rule: str) -> list[list[object]]:
    value = TIES[rule](seen, row["person"], row["other"])
    return [[row["as_of"], row["person"], row["other"], value]]


def connectors(seen: Evidence, row: dict[str, str], rule: str) -> list[list[object]]:
    rep, target = row["rep"], row["target"]
    found = []
    for person in seen.mutual(rep, target):
        if rule == "mutual":
            value = min(seen.last[rep][person], seen.last[target][person])
        else:
            value = HOPS[rule](seen, rep, person) * HOPS[rule](seen, person, target)
        found.append([row["as_of"], rep, target, person, value])
    return found


def next_introductions(seen: Evidence, row: dict[str, str], rule: str) -> list[list[object]]:
    best = _ranked(seen, row["rep"], rule)[:MOST]
    return [[row["as_of"], row["rep"], person, value] for person, value in best]


def new_people(seen: Evidence, row: dict[str, str], rule: str) -> list[list[object]]:
    new = set(row["categories"].split(";"))
    ranked = [one for one in _ranked(seen, row["rep"], rule) if seen.category[one[0]] in new]
    return [[row["as_of"], row["rep"], person, value] for person, value in ranked[:MOST]]


def circles(seen: Evidence, row: dict[str, str], rule: str) -> list[list[object]]:
    """Each new category by the sum of all in it, or (mutual) by how many are within reach."""
    sums: dict[str, float] = defaultdict(float)
    for person, value in _ranked(seen, row["rep"], rule):
        sums[seen.category[person]] += 1 if rule == "mutual" else value
    new = set(row["categories"].split(";"))
    return [[row["as_of"], row["rep"], name, value] for name, value in sums.items() if name in new]


def _ranked(seen: Evidence, rep: str, rule: str) -> list[tuple[str, float]]:
    """Everybody two steps away with his worth, the best first."""
    known = seen.count[rep].keys() | {rep}
    worth: dict[str, float] = defaultdict(float)
    for person in list(seen.count[rep]):
        first = 1.0 if rule == "mutual" else HOPS[rule](seen, rep, person)
        for other in list(seen.count[person]):
            if other in known:
                continue
            both = first * (1.0 if rule == "mutual" else HOPS[rule](seen, person, other))
            if rule == "noisy-or":
                worth[other] = 1 - (1 - worth[other]) * (1 - both)
            else:
                worth[other] += both
    return sorted(worth.items(), key=lambda item: (-item[1], item[0]))


QUESTIONS = {
    "tie_strength.csv": (("as_of", "person", "other", "strength"), tie_strength, tuple(TIES)),
    "connectors.csv": (
        ("as_of", "rep", "target", "connector", "score"),
        connectors,
        (*HOPS, "mutual"),
    ),
    "next_introductions.csv": (
        ("as_of", "rep", "person", "score"),
        next_introductions,
        (*HOPS, "mutual"),
    ),
    "new_people.csv": (("as_of", "rep", "person", "score"), new_people, (*HOPS, "mutual")),
    "circles.csv": (("as_of", "rep", "category", "score"), circles, (*HOPS, "mutual")),
}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("network", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(arguments)
    for name, (header, answer, rules) in QUESTIONS.items():
        asked = sorted(rows(given.network / "questions" / name), key=lambda row: row["as_of"])
        for rule in rules if asked else ():
            seen = Evidence(given.network)
            made: list[list[object]] = []
            for row in asked:
                seen.until(day(row["as_of"]) if row["as_of"] else 0.0)
                made += answer(seen, row, rule)
            (given.out / rule).mkdir(parents=True, exist_ok=True)
            with (given.out / rule / name).open("w", newline="", encoding="utf-8") as file:
                writer = csv.writer(file)
                writer.writerow(header)
                writer.writerows(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
