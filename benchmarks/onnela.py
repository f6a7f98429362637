"""The two pictures of Onnela et al. (2007) for network folders: overlap by strength, percolation.

    python benchmarks/onnela.py NETWORK_DIR [NETWORK_DIR ...] [--plot FILE.svg]

Known ties of everybody, with the strength that the product gives them, as of the moments of
questions/next_introductions.csv (the mean over them), or of the end of the data. With --plot a
chart of the overlap of all, and one of the largest component of each.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from math import ceil
from pathlib import Path

import numpy as np

from tiesmap.network.arrays import Floats

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.drawing import WIDTH, chart, picture
from benchmarks.evidence import Folder, questions
from tiesmap.network.adjacency import Adjacency
from tiesmap.network.network import Network
from tiesmap.network.percolation import STEPS, giant_shares, overlap_by_strength
from tiesmap.network.structure import measure


def curves(network: Network) -> tuple[Floats, Floats, Floats]:
    """Mean overlap by fifth, and the largest component weak-first and strong-first."""
    known = np.flatnonzero(network.ties.known)
    a, b, strength = network.ties.a[known], network.ties.b[known], network.strength[known]
    overlap = measure(Adjacency.of(len(network), a, b)).overlap
    weak, strong = (
        giant_shares(len(network), a, b, strength, weak_first=first) for first in (True, False)
    )
    return overlap_by_strength(strength, overlap), weak, strong


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("networks", type=Path, nargs="+")
    parser.add_argument("--plot", type=Path)
    given = parser.parse_args(arguments)
    found = {}
    for folder in given.networks:
        with tempfile.TemporaryDirectory() as scratch:
            network = Folder(folder, Path(scratch))
        asked = questions(folder, "next_introductions.csv")
        moments = sorted({row["as_of"] for row in asked}) or [""]
        each = [curves(network.network(moment)) for moment in moments]
        found[folder.name] = tuple(np.mean([one[k] for one in each], axis=0) for k in range(3))
    print("| network | weakest fifth | second | third | fourth | strongest fifth |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, (overlap, _, _) in found.items():
        print(f"| {name} | {' | '.join(f'{value:.3f}' for value in overlap)} |")
    shown = (0.2, 0.4, 0.6, 0.8, 0.9)
    print(f"\n| network | gone first | {' | '.join(f'{share:.0%}' for share in shown)} |")
    print(f"| --- | --- |{' --- |' * len(shown)}")
    for name, (_, weak, strong) in found.items():
        for order, left in (("weak", weak), ("strong", strong)):
            values = " | ".join(f"{left[round(share * STEPS)]:.3f}" for share in shown)
            print(f"| {name} | {order} | {values} |")
    if given.plot:
        gone = np.linspace(0, 1, STEPS + 1)
        fifths = np.arange(1, 6)
        top = 0.4 * ceil(max(float(overlap.max()) for overlap, _, _ in found.values()) / 0.4)
        charts = [
            chart(
                "Overlap by fifth of tie strength",
                "fifth of the ties, weakest to strongest",
                "mean neighborhood overlap",
                {n: list(zip(fifths, o, strict=True)) for n, (o, _, _) in found.items()},
                x=(1, 5),
                y=(0, top),
                ticks=4,
            )
        ]
        charts += [
            chart(
                f"Largest component of {name}",
                "share of the ties gone",
                "share of the people in it",
                {
                    "weak ties first": list(zip(gone, weak, strict=True)),
                    "strong ties first": list(zip(gone, strong, strict=True)),
                },
                x=(0, 1),
                y=(0, 1),
                left=WIDTH * k,
            )
            for k, (name, (_, weak, strong)) in enumerate(found.items(), start=1)
        ]
        words = "Onnela's two pictures: overlap rises with strength; components as ties go"
        given.plot.write_text(picture(charts, words), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
