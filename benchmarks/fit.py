"""Leave one network out: fit the model's numbers on the others, score on the one left out.

    python benchmarks/fit.py NETWORKS_DIR [--out FILE.md]

NETWORKS_DIR holds network folders with questions/ and answers/. The numbers are the constants that
`docs/method.md` explains; they are set in the product's own modules, and the predictions are those
of `evidence.py`: no formula is here. Fitted by coordinate ascent over a small grid of each, from
the first value of each, by the mean of all scores (the mean of a network's scores first). Prints
for each network the score with the shipped numbers and with those fitted without it, and the 95 %
interval of the difference (paired, 2,000 draws of people).
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.evidence import ANSWERS, Folder, questions
from benchmarks.scoring import Pairs, Scores, interval, score
from tiesmap.network import candidates, closeness, strength, together

GRID = {
    "HALF_LIFE": (20.0, 30.0, 45.0, 60.0, 90.0),
    "SHARING": (0.25, 0.5, 0.75),
    "RELUCTANCE": (30.0, 100.0, 300.0),
    "TOGETHER": (10.0, 15.0, 20.0, 25.0, 30.0, 40.0),
    "CIRCLE": (2.0, 4.0, 6.0, 10.0, 20.0),
    "ATTENTION": (0.0, 0.0625, 0.125, 0.25),
    "ONWARD": (0.0, 0.25, 0.5),
}
HOMES = {
    "HALF_LIFE": (strength,),
    "SHARING": (strength, together),
    "RELUCTANCE": (strength,),
    "TOGETHER": (together,),
    "CIRCLE": (closeness,),
    "ATTENTION": (closeness,),
    "ONWARD": (candidates,),
}
SHIPPED = {name: float(getattr(homes[0], name)) for name, homes in HOMES.items()}
# What a question's answers rest on; the rest need not be computed again.
MATTERS = {
    "tie_strength.csv": ("HALF_LIFE", "SHARING", "CIRCLE", "ATTENTION"),
    "connectors.csv": ("HALF_LIFE", "SHARING", "RELUCTANCE", "TOGETHER"),
    "next_introductions.csv": ("HALF_LIFE", "SHARING", "RELUCTANCE", "TOGETHER", "ONWARD"),
    "new_people.csv": ("HALF_LIFE", "SHARING", "RELUCTANCE", "TOGETHER", "ONWARD"),
    "circles.csv": ("HALF_LIFE", "SHARING", "RELUCTANCE", "TOGETHER", "ONWARD"),
}
Numbers = Mapping[str, float]


class Measured:
    """The networks, and every score that was computed already."""

    def __init__(self, folders: list[Path], scratch: Path) -> None:
        self.folders = {folder.name: folder for folder in folders}
        self.scratch = scratch
        self._imported: dict[str, Folder] = {}
        self._scores: dict[tuple[object, ...], dict[str, Scores | Pairs]] = {}

    def scores(self, name: str, numbers: Numbers) -> dict[str, Scores | Pairs]:
        """All scores of a network with these numbers."""
        found: dict[str, Scores | Pairs] = {}
        for file in ANSWERS:
            key = (name, file, *(numbers[number] for number in MATTERS[file]))
            if key not in self._scores:
                self._scores[key] = self._answered(name, file, numbers)
                if self._scores[key]:
                    means = {k: round(s.mean(), 4) for k, s in self._scores[key].items()}
                    print(*key, means, file=sys.stderr, flush=True)
            found |= self._scores[key]
        return found

    def _answered(self, name: str, file: str, numbers: Numbers) -> dict[str, Scores | Pairs]:
        folder = self.folders[name]
        asked = sorted(questions(folder, file), key=lambda row: row["as_of"])
        if not asked:
            return {}
        if name not in self._imported:
            own = self.scratch / name
            own.mkdir()
            self._imported[name] = Folder(folder, own)
        self._imported[name].forget()
        for number, homes in HOMES.items():
            for home in homes:
                setattr(home, number, numbers[number])
        header, answer = ANSWERS[file]
        out = self.scratch / f"{name} answers"
        out.mkdir(exist_ok=True)
        for old in out.iterdir():
            old.unlink()
        with (out / file).open("w", newline="", encoding="utf-8") as target:
            writer = csv.writer(target)
            writer.writerow(header)
            writer.writerows(answer(self._imported[name], asked))
        return score(folder, out)

    def worth(self, names: list[str], numbers: Numbers) -> float:
        """The mean over networks of the mean of their scores."""
        per = [np.mean([s.mean() for s in self.scores(n, numbers).values()]) for n in names]
        return float(np.mean(per))

    def fit(self, names: list[str]) -> dict[str, float]:
        """The best numbers that coordinate ascent finds on these networks."""
        best = {name: values[0] for name, values in GRID.items()}
        top = self.worth(names, best)
        better = True
        while better:
            better = False
            for name, values in GRID.items():
                for value in values:
                    other = {**best, name: value}
                    if (reached := self.worth(names, other)) > top + 1e-9:
                        best, top, better = other, reached, True
        return best


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("networks", type=Path)
    parser.add_argument("--out", type=Path, help="write the table to this file, too")
    given = parser.parse_args(arguments)
    folders = sorted(path.parent for path in given.networks.glob("*/questions"))
    if len(folders) < 2:
        print(f"{given.networks} holds fewer than two networks.", file=sys.stderr)
        return 1
    lines = [
        "| left out | score | shipped | fitted without it | difference | 95 % interval |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    fitted_lines = [
        f"| left out | {' | '.join(GRID)} |",
        f"| --- |{' --- |' * len(GRID)}",
        f"| shipped | {' | '.join(f'{SHIPPED[name]:g}' for name in GRID)} |",
    ]
    with tempfile.TemporaryDirectory() as scratch:
        measured = Measured(folders, Path(scratch))
        for left_out in measured.folders:
            numbers = measured.fit([name for name in measured.folders if name != left_out])
            values = " | ".join(f"{numbers[name]:g}" for name in GRID)
            fitted_lines.append(f"| {left_out} | {values} |")
            shipped = measured.scores(left_out, SHIPPED)
            for name, scores in measured.scores(left_out, numbers).items():
                low, high = interval(scores.draws() - shipped[name].draws())
                apart = scores.mean() - shipped[name].mean()
                lines.append(
                    f"| {left_out} | {name} | {shipped[name].mean():.3f} | {scores.mean():.3f} "
                    f"| {apart:+.3f} | {low:+.3f} to {high:+.3f} |"
                )
    text = "\n".join([*lines, "", *fitted_lines])
    print(text)
    if given.out:
        given.out.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
