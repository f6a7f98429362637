"""Seconds and memory of what carries the whole network, beside networkx.

    python benchmarks/scale.py --people N --ties-per-person K [--json] [--step NAME ...]

Makes a seeded network of circles (see invented.py) and runs each step in a process of its own: ours
once for the peak memory, then ours and theirs in turn, three times each; printed are the medians.
(A call of theirs that takes more than a minute is run once.) Each step checks that the answers
agree to 1e-9. igraph, networkit and rustworkx are timed, too, where they are
installed: `pip install ".[bench]"`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.invented import Invented, invent
from benchmarks.scaling import contacts, routes, structure
from benchmarks.scaling.race import Step

STEPS: dict[str, Callable[[Invented, Step], None]] = {
    "overlap": structure.overlap,
    "best_paths": routes.everybody,
    "alternatives": routes.five_best,
    "ties": contacts.ties,
    "outward": contacts.outward,
    "first_suggestion": contacts.first_suggestion,
}
COLUMNS = (
    "step",
    "people",
    "seconds",
    "CPU s",
    "peak MB",
    "networkx s",
    "ratio",
    "agrees",
    "what",
)
KEYS = ("step", "people", "seconds", "peak_mb", "networkx_seconds", "ratio", "agrees")


def run(name: str, people: int, ties_per_person: int) -> Step:
    """One step, in a process of its own."""
    command = [sys.executable, __file__, "--people", str(people)]
    command += ["--ties-per-person", str(ties_per_person), "--only", name]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        return Step(name, people, note=f"failed ({done.returncode}): {done.stderr.strip()[-200:]}")
    return Step(**json.loads(done.stdout))


def machine() -> str:
    """The machine in its own words."""
    model, memory = platform.processor() or platform.machine(), ""
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = info.read_text(encoding="utf-8").splitlines()
        model = next((x.split(":")[1].strip() for x in lines if x.startswith("model name")), model)
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        size = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
        memory = f"{size:.0f} GB of memory, "
    return (
        f"{model}, {os.cpu_count()} cores, {memory}{platform.system()}, "
        f"Python {platform.python_version()}, numpy {np.__version__}, networkx {nx.__version__}; "
        f"load average at the start {load()}"
    )


def load() -> str:
    """How busy the machine was in the last minute, five minutes, fifteen minutes."""
    if not hasattr(os, "getloadavg"):
        return "not known"
    return ", ".join(f"{value:.1f}" for value in os.getloadavg())


def line(step: Step) -> str:
    """A row of the table."""
    theirs = "" if step.networkx_seconds is None else f"{step.networkx_seconds:.2f}"
    if step.networkx_runs == 1:
        theirs += " (once)"
    ratio = "" if step.ratio is None else f"{step.ratio:.1f}"
    agrees = "" if step.agrees is None else "yes" if step.agrees else "NO"
    notes = "; ".join([step.note, *(f"{name}: {said}" for name, said in step.extras.items())])
    cells = (
        step.step,
        f"{step.people:,}",
        f"{step.seconds:.3f}",
        f"{step.cpu_seconds:.3f}",
        f"{step.peak_mb:,.0f}",
        theirs,
        ratio,
        agrees,
        notes,
    )
    return f"| {' | '.join(cells)} |"


def not_installed(found: list[Step]) -> str:
    """One sentence on the libraries that could not be timed, "" where all are there."""
    missing = sorted({library for step in found for library in step.missing})
    if not missing:
        return ""
    are, whom = ("is", "it") if len(missing) == 1 else ("are", "them")
    were = "was" if len(missing) == 1 else "were"
    return (
        f"{' and '.join(missing)} {are} not installed and {were} left out of the comparison: "
        f'pip install ".[bench]" brings {whom}.'
    )


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--ties-per-person", type=int, default=10)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--step", action="append", choices=list(STEPS), help="these steps only")
    parser.add_argument("--only", choices=list(STEPS), help=argparse.SUPPRESS)
    parser.add_argument("--ask", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--ask-again", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.ask or given.ask_again:
        answer = contacts.ask(given.ask) if given.ask else contacts.ask_again(given.ask_again)
        print(json.dumps(answer))
        return 0
    if given.people < 1000 or given.ties_per_person < 2:
        parser.error("give at least 1000 people with 2 ties each")
    if given.only:
        step = Step(given.only, given.people)
        STEPS[given.only](invent(given.people, given.ties_per_person), step)
        print(json.dumps(vars(step)))
        return 0
    if not given.json:
        print(f"{machine()}\n\n| {' | '.join(COLUMNS)} |")
        print(f"|{' --- |' * len(COLUMNS)}", flush=True)
    found = []
    for name in given.step or STEPS:
        found.append(run(name, given.people, given.ties_per_person))
        if not given.json:
            print(line(found[-1]), flush=True)
    if given.json:
        print(json.dumps({"steps": [{key: getattr(step, key) for key in KEYS} for step in found]}))
    if sentence := not_installed(found):
        print(f"\n{sentence}", file=sys.stderr)
    return 0 if all(step.agrees for step in found) else 1


if __name__ == "__main__":
    sys.exit(main())
