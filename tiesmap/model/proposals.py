"""A category that nobody stated: proposed from words in the company and the title."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

PROPOSED = "proposed"
"""Where a category comes from that no hand, file or rule of the rep's gave (`category_by`)."""
REFUSED = "refused"
"""In its place: nobody is in a category, since the rep took a proposed one away."""

Propose = Callable[[str, str], str]
"""(company, title) -> the category that they suggest, or ""."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What company and title suggest of somebody. Inferred, so it is shown as proposed."""

    category: str = ""
    """A kind of business or, where only the title tells something, a function; "" for none."""
    level: str = ""
    """owner, top, head, manager, junior or retired; "" where the title does not tell."""
    why: str = ""
    """A sentence: "Sparkasse in the company"."""
