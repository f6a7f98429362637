"""Proposed categories: inferred from words in the company and the title, stated by nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

PROPOSED = "proposed"
"""Where a category comes from that no hand, file or rule of the rep's gave (`category_by`)."""
BY_RULE = "rule"
"""In its place: a rule of the rep's gave it."""
REFUSED = "refused"
"""In its place: nobody is in a category, since the rep took a proposed one away."""

Propose = Callable[[str, str, str, Mapping[str, str]], str]
"""(name, company, title, further fields) -> the category that they suggest, or ""."""

Stated = tuple[str, str, str, str]
"""Name, company, title and category of somebody whose category a file, a hand or a rule gave."""

Learn = Callable[[Iterable[Stated]], Propose]
"""Those whose category somebody gave, in the order of their ids -> what is proposed to others."""


def say_category(category: str, by: str) -> str:
    """A category in words: "Hotels", or "Hotels (proposed)" where nobody stated it."""
    return f"{category} (proposed)" if category and by == PROPOSED else category


def say_categories(of_people: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each category with its words, by name: "Hotels", "Hotels (proposed)" where it was stated of
    nobody, "Hotels (3 of 12 proposed)". `of_people` are (category, category_by) of each."""
    everybody, proposed = Counter[str](), Counter[str]()
    for category, by in of_people:
        everybody[category] += 1
        proposed[category] += by == PROPOSED
    named = sorted(filter(None, everybody))
    return {name: _share(name, proposed[name], everybody[name]) for name in named}


def _share(name: str, proposed: int, everybody: int) -> str:
    if proposed == everybody:
        return say_category(name, PROPOSED)
    return f"{name} ({proposed} of {everybody} proposed)" if proposed else name


@dataclass(frozen=True, slots=True)
class Proposal:
    """The category that company and title suggest. It is inferred, so it is shown as proposed."""

    category: str = ""
    """A kind of business or, where only the title tells something, a function; "" for none."""
    level: str = ""
    """owner, top, head, manager, junior or retired; "" where the title does not tell."""
    why: str = ""
    """A sentence: "Sparkasse in the company"."""
    by: str = ""
    """The word of the vocabulary that tells it: "spark*"."""
