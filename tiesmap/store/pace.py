"""The pace of a rep: how often to be in touch, and how much to do a week, as it is stored."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from tiesmap.model.practice import LONGEST, Bucket, Pace

PACE = "pace"
"""Under which name a rep's pace is kept."""


def read_pace(stored: Any) -> Pace:
    """The pace stored in a setting; defaults for what was never set."""
    if not isinstance(stored, dict):
        return Pace()
    values = {name: value for name, value in stored.items() if name in _PACE}
    buckets = [
        {name: value for name, value in bucket.items() if name in _BUCKET}
        for bucket in values.pop("buckets", ())
    ]
    # A newer tiesmap may say more of a bucket, or leave out what makes it one.
    if whole := [bucket for bucket in buckets if bucket.keys() >= _NEEDED]:
        values["buckets"] = tuple(Bucket(**bucket) for bucket in whole)
    return Pace(**values)


_BUCKET = {item.name for item in fields(Bucket)}
_NEEDED = {"name", "priority", "days"}
_PACE = ("buckets", "items", "wakings", "after_sale_days", "benchmarks")


def write_pace(pace: Pace) -> dict[str, Any]:
    """The pace in its stored form. Raises ValueError where a number makes no sense."""
    names = [bucket.name for bucket in pace.buckets]
    if not names or len({name.casefold() for name in names}) < len(names) or not all(names):
        raise ValueError("each kind of relationship needs a name of its own, and there must be one")
    if any(bucket.days < 1 or bucket.needs_days < 0 for bucket in pace.buckets):
        raise ValueError("the interval of a kind of relationship is at least a day")
    spans = [days for bucket in pace.buckets for days in (bucket.days, bucket.needs_days)]
    if max(pace.after_sale_days, *spans) > LONGEST:
        raise ValueError(f"an interval is at most {LONGEST} days")
    if min(pace.items, pace.wakings, pace.after_sale_days, *pace.benchmarks.values(), 0) < 0:
        raise ValueError("the numbers of a pace are 0 or more")
    return asdict(pace) | {"buckets": [asdict(bucket) for bucket in pace.buckets]}
