"""What a team asks of each rep, beside what is counted of him, and whether the counts grew.

A benchmark is a count or a share. What came of asks is a matter of chance too, so a share of few
asks is judged by its 95 % interval; what is on file is counted whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from tiesmap.model.english import say_count
from tiesmap.model.intervals import wilson
from tiesmap.model.people import STAGES
from tiesmap.model.vocabulary import Stage
from tiesmap.model.week import StageHealth
from tiesmap.nurture.coaching import (
    EARLIER,
    LINES,
    Figures,
    Funnel,
    Quarter,
    counted_as,
    share,
    told,
)

MONTHS = 3
"""Months of a quarter: asks are set by the month and counted by the quarter."""
HIGHEST = 10_000
SMALL = 30
"""With fewer cases than this a difference that chance may have made is said to be of a few."""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """What can be asked of a rep."""

    what: str
    """What it is a benchmark of."""
    of: str = ""
    """What it is a share of, in hundredths; empty: it is a count."""
    chance: bool = False
    """Whether it came about by few cases that might have gone otherwise."""


def _stages() -> dict[str, Benchmark]:
    found = {}
    for stage in STAGES:
        if stage not in (Stage.OTHER, Stage.PAST_CLIENT):
            said = f"{stage.replace('_', ' ').capitalize()}s"
            found[stage.value] = Benchmark(said)
            found[on_time(stage)] = Benchmark(f"{said} on time", "people")
    return found


def on_time(stage: str) -> str:
    """The name of the benchmark of how many in a stage are on time."""
    return f"{stage}_on_time"


BENCHMARKS: Mapping[str, Benchmark] = {
    "documented": Benchmark("Documented", "clients"),
    "asked": Benchmark("Asked"),
    "answered": Benchmark("Answered", "asked", chance=True),
    "introduced": Benchmark("Introduced", "answered", chance=True),
    "met": Benchmark("Met", "introduced", chance=True),
    "won": Benchmark("Won", "met", chance=True),
    "kept": Benchmark("On time", "relationships"),
    **_stages(),
}
"""What can be asked of each rep, by name, in its order."""


def label(name: str) -> str:
    """How a benchmark is called where it is set."""
    one = BENCHMARKS[name]
    unit = f", of 100 {one.of}" if one.of else " a month" if name == "asked" else ""
    return one.what + unit


def read(stored: object) -> dict[str, int]:
    """The benchmarks in what is stored; whatever is none is left out."""
    if not isinstance(stored, Mapping):
        return {}
    return {
        name: value
        for name in BENCHMARKS
        if isinstance(value := stored.get(name), int) and 0 < value <= most(name)
    }


def most(name: str) -> int:
    """The highest value of a benchmark."""
    return 100 if BENCHMARKS[name].of else HIGHEST


def wanted(name: str, value: int) -> int:
    """What a benchmark asks for in the span in which it is counted; a share in hundredths."""
    return value * MONTHS if name == "asked" else value


def counted(figures: Figures) -> dict[str, tuple[int, int | None]]:
    """Each figure that can have a benchmark: (how many, of how many); None: it is no share."""
    asks = figures.quarter
    found: dict[str, tuple[int, int | None]] = {
        "documented": (figures.documented, figures.accounts),
        "asked": (asks.asked, None),
        "answered": (asks.answered, asks.asked),
        "introduced": (asks.introduced, asks.answered),
        "met": (asks.met, asks.introduced),
        "won": (asks.won, asks.met),
        "kept": (figures.kept, figures.looked_after),
    }
    for row in figures.stages:
        found[row.stage] = row.people, None
        found[on_time(row.stage)] = row.on_time, row.people
    return {name: found[name] for name in BENCHMARKS if name in found}


def judge(name: str, part: int, whole: int | None, goal: int) -> str:
    """Whether what is wanted is reached, in a few words; a share is wanted in hundredths."""
    if whole == 0:
        return "nothing to count yet"
    if whole is None:
        return f"{goal - part} short" if part < goal else "reached"
    if not BENCHMARKS[name].chance:
        # In whole numbers: rounded up.
        short = -(-goal * whole // 100) - part
        return f"{short} short" if short > 0 else "reached"
    low, high = wilson(part, whole)
    if 100 * low >= goal:
        return "reached"
    if 100 * high < goal:
        return "not reached"
    so_far = "reached so far" if 100 * part >= goal * whole else "not reached so far"
    return f"{so_far}, by so few that chance may have made it"


def sentences(
    figures: Figures,
    group: Sequence[Figures],
    benchmarks: Mapping[str, int],
    *,
    reps: int = 1,
    least: int = 2,
) -> list[str]:
    """Each figure that has a benchmark, beside it and beside the median of a group in which at
    `least` so many have such a figure; of so many `reps` together."""
    every, found = [counted(one) for one in group], []
    for name, (part, whole) in counted(figures).items():
        if name not in benchmarks:
            continue
        goal = wanted(name, benchmarks[name]) * (reps if whole is None else 1)
        values = [_value(*one[name]) for one in every if name in one and one[name][1] != 0]
        unit = "" if whole is None else " %"
        month = _by_month(name, benchmarks[name], reps)
        said = f"{BENCHMARKS[name].what}: {say(name, part, whole)}; wanted {goal}{unit}{month}: " \
               f"{judge(name, part, whole, goal)}."  # fmt: skip
        if len(values) >= least:
            middle = f"{round(median(values), 1):g}{unit}"
            said += f" The median of {len(values)} reps is {middle}."
        found.append(said)
    return found


def _value(part: int, whole: int | None) -> float:
    """A count, or a share in whole hundredths."""
    return part if whole is None else round(100 * part / whole)


def say(name: str, part: int, whole: int | None) -> str:
    """A figure in words: "5", "6 of 18 clients (33 %)"."""
    if whole is None:
        return str(part)
    hundredths = f" ({100 * part / whole:.0f} %)" if whole else ""
    return f"{part} of {whole} {BENCHMARKS[name].of}{hundredths}"


def _by_month(name: str, value: int, reps: int = 1) -> str:
    """That asks are set by the month, beside what is wanted in a quarter."""
    each = " of each" if reps > 1 else ""
    return f" ({value} a month{each})" if name == "asked" else ""


# Tables ------------------------------------------------------------------------------------------

HEADS = ("", "Count", "Group's median", "Benchmark", "For the goal")
STAGE_HEADS = ("Stage", "People", "Wanted", "On time", "Wanted on time")


def rows(
    figures: Figures,
    middle: Mapping[str, float | None],
    benchmarks: Mapping[str, int],
    needed: Funnel | None,
) -> list[list[str]]:
    """A rep's counts, with the columns of `HEADS`; each row in one unit, what is wanted too."""
    of = counted(figures)
    return [
        [LINES[name], value, _cell(middle.get(name)),
         _wanted(name, benchmarks, of.get(name, (0, None))[1]),
         _cell(getattr(needed, name, None) if needed else None)]
        for name, value in told(figures, figures.quarter).items()
    ]  # fmt: skip


PRINTED = (*HEADS[:2], "Quarter before", "Before that", *HEADS[2:])


def printed(rows: Sequence[Sequence[str]], before: Sequence[Quarter]) -> list[list[str]]:
    """The rows of a rep's counts with those of the quarters before, as far as known."""
    then = [told(quarter, quarter.asks) for quarter in before[:EARLIER]]
    return [
        [*row[:2], *(counts[name] for counts in then), *row[2:]]
        for name, row in zip(LINES, rows, strict=True)
    ]


def said_of_trend(figures: Figures) -> list[str]:
    """How many were asked in the last three quarters, in a sentence; nothing where none was."""
    found = [one for one in trends(figures) if one.what == _EVENTS["asked"] and any(one.counts)]
    return [f"Asked in the last three quarters: {', '.join(map(str, one.counts))}; {one.said}."
            for one in found]  # fmt: skip


def stage_rows(
    stages: Sequence[StageHealth], benchmarks: Mapping[str, int], reps: int = 1
) -> list[list[str]]:
    """The stages in which somebody is or is wanted, with the columns of `STAGE_HEADS`."""
    return [
        [row.stage.replace("_", " "), str(row.people), _wanted(row.stage, benchmarks, None, reps),
         str(row.on_time) if row.looked_after else "",
         _wanted(on_time(row.stage), benchmarks, row.people)]
        for row in stages
        if row.people or row.stage in benchmarks
    ]  # fmt: skip


def beside_stages(figures: Figures) -> str:
    """How many relationships are in no stage, so that the stages add up to all; else nothing."""
    rest = figures.looked_after - sum(row.looked_after for row in figures.stages)
    on_time = figures.kept - sum(row.on_time for row in figures.stages)
    if not rest:
        return ""
    return (
        f"In no stage: {say_count(rest, 'relationship')} with an interval, {on_time} of them on "
        f"time; {figures.kept} of {figures.looked_after} in all."
    )


def _wanted(name: str, benchmarks: Mapping[str, int], whole: int | None, reps: int = 1) -> str:
    """What is wanted in the unit of what is counted, and in brackets as it was set."""
    value = benchmarks.get(name)
    if value is None or whole == 0:
        return ""
    if name == "kept":
        return str(value)
    if whole is not None:
        return f"{-(-value * whole // 100)} ({value} %)"
    return f"{wanted(name, value) * reps}{_by_month(name, value, reps)}"


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


# Trends ------------------------------------------------------------------------------------------

_EVENTS = {"asked": "Asked", "answered": "Answered", "introduced": "Introduced", "met": "Met",
           "won": "Won", "entered": "New circles entered"}  # fmt: skip
_STATES = {"documented": "Clients documented", "kept": LINES["kept"]}


@dataclass(frozen=True, slots=True)
class Trend:
    """A count of this quarter, of the one before, and of the one before that; on time a share."""

    what: str
    counts: tuple[int | None, int | None, int | None]
    said: str


def trends(figures: Figures) -> tuple[Trend, ...]:
    """How the counts of this quarter stand to those of the two before; () where none is known."""
    if len(figures.before) < EARLIER:
        return ()
    found = []
    for name, what in (_EVENTS | _STATES).items():
        if name == "kept":
            found.append(_kept(what, figures, *figures.before[:EARLIER]))
            continue
        now = figures.entered if name == "entered" else counted(figures)[name][0]
        one, other = (counted_as(name, of, of.asks) or 0 for of in figures.before[:EARLIER])
        tell = _turned if name in _STATES else _grew
        found.append(Trend(what, (now, one, other), tell(now, one, other)))
    return tuple(found)


TREND_HEADS = ("", "This quarter", "The one before", "And before that", "In words")


def trend_rows(figures: Figures) -> list[list[str]]:
    """The trends of what there was any of, with the columns of `TREND_HEADS`."""
    return [
        [one.what, *map(_cell, one.counts), one.said] for one in trends(figures) if any(one.counts)
    ]


def _kept(what: str, now: Figures, one: Quarter, other: Quarter) -> Trend:
    """Shares of a hundred, as everywhere under this name; the counts stand in the words."""
    first, second, third = (share(of.kept, of.looked_after) for of in (now, one, other))
    counts = [f"{of.kept} of {of.looked_after}" for of in (now, one, other)]
    said = f"{counts[0]}; a quarter ago {counts[1]}; half a year ago {counts[2]}"
    return Trend(what, (first, second, third), said)


def _turned(now: int, one: int, other: int) -> str:
    """Of what stands on file: a count is what it is."""
    if now == one:
        return "as many as a quarter ago"
    word = "more" if now > one else "fewer"
    return f"{abs(now - one)} {word} than a quarter ago; half a year ago {other}"


def _grew(now: int, one: int, other: int) -> str:
    """Of what happens: at an even pace a third of all falls into each of three quarters, so the
    share of this one is held against that (the test of two Poisson counts given their sum:
    Przyborowski & Wilenski 1940)."""
    total = now + one + other
    if not total:
        return "none in these three quarters"
    low, high = wilson(now, total)
    if low > 1 / 3:
        return "more than before"
    if high < 1 / 3:
        return "fewer than before"
    few = f"{total} in all: so few that the difference may be chance"
    return few if total < SMALL else "about as many as before"
