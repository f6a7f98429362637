"""Ours and others' in turn: seconds, memory, and the ratio between them."""

from __future__ import annotations

import importlib.util
import platform
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import networkx as nx
import numpy as np

from benchmarks.invented import Invented

REPEATS = 3
PATIENCE = 60.0
"""Another's call that takes more seconds than this is run once, not REPEATS times."""
EXACT = 1e-9


@dataclass
class Step:
    """What one step found. `seconds` is ours, `ratio` how many times as long networkx takes.

    `cpu_seconds` of ours tell what a busy machine would hide; `extras` what other libraries took,
    `missing` those that are not installed.
    """

    step: str
    people: int
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_mb: float = 0.0
    networkx_seconds: float | None = None
    networkx_runs: int = 0
    ratio: float | None = None
    agrees: bool | None = None
    extras: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    note: str = ""


def peak_mb() -> float:
    """The most memory that this process has had so far."""
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / 1024 if platform.system() != "Darwin" else size / 1024**2


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = call()
    return time.perf_counter() - start, result


def pair(
    step: Step,
    ours: Callable[[], Any],
    prepare: Callable[[], Any],
    theirs: Callable[[], Any],
    part: float = 1.0,
) -> tuple[Any, Any]:
    """Ours and theirs in turn, and what both found.

    `prepare` makes what theirs needs, in nobody's time and after our memory was looked at; `part`
    is the share of the work that theirs does.
    """
    ours()
    step.peak_mb = round(peak_mb(), 1)
    prepare()
    seconds, busy, others, mine, their = [], [], [], None, None
    for _ in range(REPEATS):
        before = time.process_time()
        spent, mine = timed(ours)
        seconds.append(spent)
        busy.append(time.process_time() - before)
        if others and others[0] * part > PATIENCE:
            continue
        their = None  # two answers of a million paths need not lie there together
        spent, their = timed(theirs)
        others.append(spent / part)
    step.seconds = round(median(seconds), 4)
    step.cpu_seconds = round(median(busy), 4)
    step.networkx_seconds = round(median(others), 4)
    step.networkx_runs = len(others)
    if len(others) == len(seconds):
        step.ratio = round(median(t / m for t, m in zip(others, seconds, strict=True)), 1)
    else:
        step.ratio = round(others[0] / median(seconds), 1)
    return mine, their


def extra(
    step: Step,
    library: str,
    what: str,
    ours: Callable[[], Any],
    prepare: Callable[[], Callable[[], Any]],
) -> None:
    """Time another library's call and ours in turn, where the library is there.

    `prepare` makes its graph, in nobody's time.
    """
    if importlib.util.find_spec(library) is None:
        step.missing.append(library)
        return
    call = prepare()
    ratios, seconds = [], []
    for _ in range(REPEATS):
        mine, _ = timed(ours)
        spent, _ = timed(call)
        seconds.append(spent)
        ratios.append(spent / mine)
    step.extras[f"{library} {what}"] = f"{median(seconds):.3f} s, {median(ratios):.1f} times ours"


def graph_of(network: Invented) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(range(network.people))
    cost = -np.log(network.chance)
    graph.add_weighted_edges_from(
        zip(network.a.tolist(), network.b.tolist(), cost.tolist(), strict=True), weight="cost"
    )
    return graph


def later(make: Callable[[], Any]) -> Callable[[], Any]:
    """Made when it is first asked for: what networkx needs does not count in our memory."""
    made: list[Any] = []

    def get() -> Any:
        if not made:
            made.append(make())
        return made[0]

    return get
