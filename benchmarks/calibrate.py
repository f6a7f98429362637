"""Fit the likelihood on one mail network, score it on the other; then fit the shipped table.

    python benchmarks/calibrate.py NETWORK_DIR NETWORK_DIR [--plot FILE.svg]

Cases are all pairs of a rep and a candidate of his who is one introduction away, as of the moments
of questions/next_introductions.csv; answers/ say which introductions happened within 60 days. Once
among the reps who are asked about (they were introduced to somebody in those days), which is what
ships, and once among everybody with a tie. Intervals: 95 %, 1,000 draws of reps.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from math import ceil
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.candidates import rank_candidates
from benchmarks.drawing import WIDTH, chart, picture
from benchmarks.evidence import Folder, questions
from benchmarks.isotonic import calibrate
from benchmarks.scoring import brier_skill, rows
from tiesmap.network.likelihood import shares

DRAWS = 1000


@dataclass(frozen=True, eq=False)
class Cases:
    """One value a case: the candidate's share, whether the introduction came, the rep."""

    name: str
    share: NDArray[np.float64]
    came: NDArray[np.bool_]
    rep: NDArray[np.int64]
    reps: int


def cases(folder: Path, scratch: Path) -> tuple[Cases, Cases]:
    """The cases of the reps who are asked about, and of everybody with a tie."""
    network = Folder(folder, scratch)
    met: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows(folder / "answers" / "next_introductions.csv"):
        met[row["as_of"], row["rep"]].add(row["person"])
    asked = {(q["as_of"], q["rep"]) for q in questions(folder, "next_introductions.csv")}
    found = []
    for as_of in sorted({moment for moment, _ in asked}):
        built = network.network(as_of)
        for node in np.flatnonzero(built.known_degree).tolist():
            rep = network.id[int(built.ids[node])]
            standpoint = network.standpoint(built, rep)
            ranked = [
                (candidate, chance)
                for candidate, chance in rank_candidates(standpoint, reach="near")
                if standpoint.around.ring[candidate] == 2
            ]
            people = [network.id[int(built.ids[candidate])] for candidate, _ in ranked]
            share = shares([chance for _, chance in ranked])
            came = np.array([person in met[as_of, rep] for person in people], dtype=bool)
            found.append(((as_of, rep) in asked, int(rep), share, came))
    return _cases(folder.name, [f for f in found if f[0]]), _cases(folder.name, found)


def _cases(
    name: str, found: list[tuple[bool, int, NDArray[np.float64], NDArray[np.bool_]]]
) -> Cases:
    return Cases(
        name,
        np.concatenate([share for _, _, share, _ in found]),
        np.concatenate([came for _, _, _, came in found]),
        np.concatenate([np.full(len(came), rep) for _, rep, _, came in found]),
        len(found),
    )


def skill(said: NDArray[np.float64], scored: Cases) -> tuple[float, float, float]:
    """Brier skill over the base rate of the scored network, and its interval over reps."""
    _, of = np.unique(scored.rep, return_inverse=True)
    people = int(of.max()) + 1
    wrong = np.bincount(of, np.square(said - scored.came))
    hits, number = np.bincount(of, scored.came), np.bincount(of)
    random = np.random.default_rng(7)
    drawn = []
    for _ in range(DRAWS):
        times = np.bincount(random.integers(0, people, people), minlength=people)
        base = (times @ hits) / (times @ number)
        drawn.append(1 - (times @ wrong) / (times @ number) / max(base * (1 - base), 1e-12))
    low, high = np.percentile(drawn, [2.5, 97.5])
    return brier_skill(said, scored.came), float(low), float(high)


def reliability(said: NDArray[np.float64], scored: Cases) -> list[tuple[float, float]]:
    """Mean likelihood said and share that happened, for each step of the calibration."""
    points = []
    for value in np.unique(said):
        inside = said == value
        points.append((float(value), float(scored.came[inside].mean())))
    return points


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("networks", type=Path, nargs=2)
    parser.add_argument("--plot", type=Path)
    given = parser.parse_args(arguments)
    both = []
    for folder in given.networks:
        with tempfile.TemporaryDirectory() as scratch:
            both.append(cases(folder, Path(scratch)))
    print("| among | fitted on | scored on | reps | cases | introduced | Brier skill | 95 % |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    charts = []
    for kind, among in enumerate(("reps asked about", "everybody")):
        for one, other in ((0, 1), (1, 0)):
            fitted, scored = both[one][kind], both[other][kind]
            said = calibrate(fitted.share, fitted.came).at(scored.share)
            value, low, high = skill(said, scored)
            print(
                f"| {among} | {fitted.name} | {scored.name} | {scored.reps} | {len(scored.share)} "
                f"| {int(scored.came.sum())} | {value:+.4f} | {low:+.4f} to {high:+.4f} |"
            )
            if kind == 0:
                points = reliability(said, scored)
                top = 0.25 * ceil(4 * max(max(point) for point in points))
                charts.append(
                    chart(
                        f"fitted on {fitted.name}, scored on {scored.name}",
                        "likelihood said",
                        "share that happened",
                        {"steps of the calibration": points},
                        x=(0, top),
                        y=(0, top),
                        diagonal=True,
                        left=WIDTH * len(charts),
                    )
                )
    asked = [pair[0] for pair in both]
    # Each network counts alike, however many cases it has.
    weight = np.concatenate([np.full(len(c.share), 1 / len(c.share)) for c in asked])
    weight *= len(weight) / 2
    for c in asked:
        print(f"{c.name}: {c.came.sum() / c.reps:.2f} introductions a rep asked about")
    shipped = calibrate(
        np.concatenate([c.share for c in asked]), np.concatenate([c.came for c in asked]), weight
    )
    print("shipped:")
    print("  share     ", tuple(float(f"{value:.3g}") for value in shipped.share))
    print("  likelihood", tuple(float(f"{value:.3g}") for value in shipped.likelihood))
    if given.plot:
        words = "Reliability of the likelihood, fitted on one mail network and scored on the other"
        given.plot.write_text(picture(charts, words), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
