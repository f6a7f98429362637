"""Settings that change what the numbers mean, each with a sentence for the rep."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any


def _setting(default: Any, sentence: str) -> Any:
    return field(default=default, metadata={"sentence": sentence})


@dataclass(frozen=True, slots=True)
class Settings:
    """Thresholds and switches. Times are in days, strengths and chances between 0 and 1."""

    strong_from: float = _setting(0.35, "A tie is strong from this strength on.")
    dormant_after: int = _setting(
        180, "A tie that was strong is dormant after so many days without contact."
    )
    infer_employer: bool = _setting(
        True, "People at the same company are taken to know each other, shown as inferred."
    )
    employer_limit: int = _setting(
        25, "Companies with more people on file than this are too large to infer a tie from."
    )
    few_share: float = _setting(
        0.05, "A circle is new to you with at most this share of your contacts in it (or two)."
    )
    max_hops: int = _setting(3, "A referral path has at most so many steps.")
    follow_up_days: int = _setting(7, "Follow up on an ask after so many days.")
    asks_a_quarter: int = _setting(
        3, "Ask one connector at most so often in a quarter, unless another limit is set for them."
    )
    cool_down_days: int = _setting(
        90, "After a connector declined, ask nothing of them for so many days."
    )
    colleague_days: int = _setting(
        14, "A colleague who leaves an ask without an answer for more days than this said no."
    )


def sentences() -> dict[str, str]:
    """The sentence of each setting, by name."""
    return {f.name: str(f.metadata["sentence"]) for f in fields(Settings)}
