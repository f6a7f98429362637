"""Score predictions against the answers of a network folder, with intervals over people.

    python benchmarks/scoring.py NETWORK_DIR PREDICTIONS_DIR [PREDICTIONS_DIR ...]

tie_strength: area under the ROC curve over all pairs. connectors: mean reciprocal rank of the real
introducer and the share of questions in which he came first; connectors of equal score share their
ranks. next_introductions: of those to whom the rep was really introduced, the share among the first
ten. new_people: how many of the first ten, all in categories new to the rep, really became
contacts. circles: mean reciprocal rank, and share of first places, of the best placed of the new
categories that the rep really entered. What is not predicted counts as strength 0, as rank
infinity, as not among the ten.

Intervals: 95 %, percentile bootstrap, 2,000 draws of people (of reps, where the question has one).
With several predictions each further one is also compared with the first on the same draws.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tiesmap.network.arrays import Floats, Ints

DRAWS = 2000
SEED = 7
FIRST = 10


@dataclass(frozen=True, eq=False)
class Scores:
    """One value a question and the rep who asked; the score is the mean."""

    value: Floats
    rep: Ints

    def mean(self) -> float:
        return float(self.value.mean())

    def draws(self) -> Floats:
        """The score of each draw of reps: a rep drawn twice counts twice."""
        people, of = np.unique(self.rep, return_inverse=True)
        sums, sizes = np.bincount(of, self.value), np.bincount(of)
        times = _times(len(people))
        return np.asarray((times @ sums) / np.maximum(times @ sizes, 1))


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs of people: whether the tie was named, and how strong it was said to be."""

    named: NDArray[np.bool_]
    strength: Floats
    a: Ints
    b: Ints

    def mean(self) -> float:
        return auc(self.named, self.strength, np.ones(len(self.named)))

    def draws(self) -> Floats:
        """The score of each draw of people: a pair counts as often as both its ends together."""
        people, of = np.unique(np.concatenate([self.a, self.b]), return_inverse=True)
        a, b = of[: len(self.a)], of[len(self.a) :]
        found = [auc(self.named, self.strength, t[a] * t[b]) for t in _times(len(people))]
        return np.asarray(found)


def _times(people: int) -> Floats:
    """How often each of the people is drawn, one row a draw; the same for the same number."""
    random = np.random.default_rng(SEED)
    drawn = [
        np.bincount(random.integers(0, people, people), minlength=people) for _ in range(DRAWS)
    ]
    return np.asarray(drawn, dtype=np.float64)


def auc(named: NDArray[np.bool_], strength: Floats, weight: Floats) -> float:
    """The chance that a named pair is stronger than one that is not; equal ones count half."""
    _, level = np.unique(strength, return_inverse=True)
    yes = np.bincount(level, weight * named)
    no = np.bincount(level, weight * ~named)
    below = np.cumsum(no) - no
    total = yes.sum() * no.sum()
    return float((yes * (below + no / 2)).sum() / total) if total else float("nan")


def rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def score(network: Path, predictions: Path) -> dict[str, Scores | Pairs]:
    """All scores that the answers of a network and the predictions allow."""
    found: dict[str, Scores | Pairs] = {}
    answers = network / "answers"
    pairs = rows(answers / "tie_strength.csv")
    if pairs and (predictions / "tie_strength.csv").exists():
        said = {
            (row["as_of"], row["person"], row["other"]): float(row["strength"])
            for row in rows(predictions / "tie_strength.csv")
        }
        number = _numbers([row[end] for row in pairs for end in ("person", "other")])
        found["AUC"] = Pairs(
            named=np.array([row["strong"] == "1" for row in pairs]),
            strength=np.array(
                [said.get((r["as_of"], r["person"], r["other"]), 0.0) for r in pairs]
            ),
            a=np.array([number[row["person"]] for row in pairs]),
            b=np.array([number[row["other"]] for row in pairs]),
        )
    asked = rows(answers / "connectors.csv")
    if asked and (predictions / "connectors.csv").exists():
        chance: dict[tuple[str, str, str], dict[str, float]] = defaultdict(dict)
        for row in rows(predictions / "connectors.csv"):
            chance[row["as_of"], row["rep"], row["target"]][row["connector"]] = float(row["score"])
        places = [
            _place(chance[row["as_of"], row["rep"], row["target"]], row["introducer"])
            for row in asked
        ]
        reps = _codes([row["rep"] for row in asked])
        found["MRR"] = Scores(np.array([rank for rank, _ in places]), reps)
        found["hit@1"] = Scores(np.array([hit for _, hit in places]), reps)
    met = rows(answers / "next_introductions.csv")
    if met and (predictions / "next_introductions.csv").exists():
        worth: dict[tuple[str, str], list[tuple[float, str]]] = defaultdict(list)
        for row in rows(predictions / "next_introductions.csv"):
            worth[row["as_of"], row["rep"]].append((-float(row["score"]), row["person"]))
        real: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in met:
            real[row["as_of"], row["rep"]].add(row["person"])
        share = [
            sum(person in people for _, person in sorted(worth[key])[:FIRST])
            / min(FIRST, len(people))
            for key, people in real.items()
        ]
        found["recall@10"] = Scores(np.array(share), _codes([rep for _, rep in real]))
    return found | _new_circles(network, predictions)


def _new_circles(network: Path, predictions: Path) -> dict[str, Scores | Pairs]:
    """The scores of the two questions about categories that are new to the rep."""
    found: dict[str, Scores | Pairs] = {}
    asked, real, said = _by_rep(network, predictions, "new_people.csv", "person")
    if asked and said:
        share = [
            float(sum(p in real[key] for p, _ in sorted(
                said[key].items(), key=lambda one: (-one[1], one[0])
            )[:FIRST]))
            for key in asked
        ]  # fmt: skip
        found["new of ten"] = Scores(np.array(share), _codes([rep for _, rep in asked]))
    asked, real, said = _by_rep(network, predictions, "circles.csv", "category")
    if asked and said:
        places = [[_place(said[key], name) for name in real[key]] or [(0.0, 0.0)] for key in asked]
        reps = _codes([rep for _, rep in asked])
        found["circle MRR"] = Scores(np.array([max(r for r, _ in own) for own in places]), reps)
        found["circle hit@1"] = Scores(np.array([max(h for _, h in own) for own in places]), reps)
    return found


_Key = tuple[str, str]


def _by_rep(
    network: Path, predictions: Path, name: str, column: str
) -> tuple[list[_Key], dict[_Key, set[str]], dict[_Key, dict[str, float]]]:
    """Who was asked, what was real and what was said, by moment and rep."""
    asked = [(row["as_of"], row["rep"]) for row in rows(network / "questions" / name)]
    real: dict[_Key, set[str]] = defaultdict(set)
    for row in rows(network / "answers" / name):
        real[row["as_of"], row["rep"]].add(row[column])
    said: dict[_Key, dict[str, float]] = defaultdict(dict)
    for row in rows(predictions / name):
        said[row["as_of"], row["rep"]][row[column]] = float(row["score"])
    return asked, real, said


def _place(chance: dict[str, float], introducer: str) -> tuple[float, float]:
    """Reciprocal rank and hit of the introducer, the mean over the orders of equal connectors."""
    if introducer not in chance:
        return 0.0, 0.0
    mine = chance[introducer]
    better = sum(value > mine for value in chance.values())
    equal = sum(value == mine for value in chance.values())
    rank = sum(1 / (better + k) for k in range(1, equal + 1)) / equal
    return rank, 1 / equal if better == 0 else 0.0


def _numbers(names: list[str]) -> dict[str, int]:
    return {name: k for k, name in enumerate(dict.fromkeys(names))}


def _codes(names: list[str]) -> Ints:
    number = _numbers(names)
    return np.array([number[name] for name in names])


def interval(draws: Floats) -> tuple[float, float]:
    low, high = np.nanpercentile(draws, [2.5, 97.5])
    return float(low), float(high)


def brier_skill(likelihood: ArrayLike, happened: ArrayLike) -> float:
    """1 - (mean squared error) / (that of always saying the share of cases that happened).

    1 is perfect, 0 is no better than knowing the base rate of just these cases (Brier 1950, Monthly
    Weather Review 78, 1-3). nan where all or none happened.
    """
    said = np.asarray(likelihood, dtype=np.float64)
    came = np.asarray(happened, dtype=np.float64)
    base = float(came.mean() * (1 - came.mean())) if len(came) else 0.0
    return 1 - float(np.square(said - came).mean()) / base if base > 0 else float("nan")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("network", type=Path)
    parser.add_argument("predictions", type=Path, nargs="+")
    given = parser.parse_args(arguments)
    first = score(given.network, given.predictions[0])
    print("| predictions | score | value | 95 % interval | less the first | 95 % interval |")
    print("| --- | --- | --- | --- | --- | --- |")
    for folder in given.predictions:
        for name, scores in score(given.network, folder).items():
            low, high = interval(scores.draws())
            line = f"| {folder.name} | {name} | {scores.mean():.3f} | {low:.3f} to {high:.3f} |"
            if folder != given.predictions[0] and name in first:
                low, high = interval(scores.draws() - first[name].draws())
                apart = scores.mean() - first[name].mean()
                line += f" {apart:+.3f} | {low:+.3f} to {high:+.3f} |"
            else:
                line += " | |"
            print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
