"""Which dormant ties come back: rules beside each other, on networks with dates.

    python benchmarks/dormant.py NETWORK_DIR [NETWORK_DIR ...]

Every 60 days: all ties with contact on at least four days and none for 180. Back is who has contact
within the 90 days after. Prints the area under the ROC curve of each rule within a moment (the mean
over moments, each counting by how many came back: how many do differs from moment to moment).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tiesmap.network.arrays import Floats

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.evidence import Folder
from benchmarks.scoring import auc
from tiesmap.model.days import moment_of
from tiesmap.network.build import build_network
from tiesmap.network.dormant import common, in_touch_lately
from tiesmap.network.strength import strength_at_last_contact

STEP, SILENT, WITHIN, DAYS, FIRST = 60, 180, 90, 4, 270


def moments(network: Folder) -> dict[str, tuple[float, int, int, float]]:
    """By rule: the mean area, how many ties and moments, and the share that came back."""
    contacts = network.tables.contacts
    low = np.minimum(contacts["sender"], contacts["recipient"]).to_numpy()
    high = np.maximum(contacts["sender"], contacts["recipient"]).to_numpy()
    day = contacts["day"].to_numpy()
    unlike = low != high
    low, high, day = low[unlike], high[unlike], day[unlike]
    many = int(high.max()) + 1
    key = low.astype(np.int64) * many + high
    areas: dict[str, list[float]] = defaultdict(list)
    backs, sizes = [], []
    for now in np.arange(day.min() + FIRST, day.max() - WITHIN, STEP):
        before = day <= now
        dated = np.unique(
            np.stack([key[before], np.floor(day[before]).astype(np.int64)], 1), axis=0
        )
        pairs, days = np.unique(dated[:, 0], return_counts=True)
        last = np.zeros(len(pairs))
        np.maximum.at(last, np.searchsorted(pairs, key[before]), day[before])
        chosen = (days >= DAYS) & (now - last >= SILENT)
        pairs, last = pairs[chosen], last[chosen]
        back = np.isin(pairs, key[(day > now) & (day <= now + WITHIN)])
        if not 0 < back.sum() < len(back):
            continue
        for rule, value in _rules(network, now, pairs // many, pairs % many, last).items():
            areas[rule].append(auc(back, value, np.ones(len(back))))
        backs.append(int(back.sum()))
        sizes.append(len(back))
    share = sum(backs) / max(sum(sizes), 1)
    return {
        rule: (float(np.average(found, weights=backs)), sum(sizes), len(sizes), share)
        for rule, found in areas.items()
    }


def _rules(
    network: Folder, now: float, low: NDArray[np.int64], high: NDArray[np.int64], last: Floats
) -> dict[str, Floats]:
    built = build_network(network.tables, moment_of(now))
    one, other = (np.searchsorted(built.ids, end) for end in (low, high))
    ties = [built.tie_between(a, b) for a, b in zip(one.tolist(), other.tolist(), strict=True)]
    strength = strength_at_last_contact(built.ties, built.now)[np.array(ties, dtype=np.int64)]
    mutual = common(in_touch_lately(built), one, other).astype(np.float64)
    return {
        "least silent": -(now - last),
        "once strongest": strength,
        "most mutual contacts now": mutual,
        "as tiesmap ranks": mutual - (now - last) / 1e6,
    }


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("networks", type=Path, nargs="+")
    print("| network | ties | moments | came back | rule | AUC |")
    print("| --- | --- | --- | --- | --- | --- |")
    for folder in parser.parse_args(arguments).networks:
        with tempfile.TemporaryDirectory() as scratch:
            for rule, (area, ties, many, share) in moments(Folder(folder, Path(scratch))).items():
                print(f"| {folder.name} | {ties} | {many} | {share:.3f} | {rule} | {area:.3f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
