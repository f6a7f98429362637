"""Tie strength from the evidence of contact alone, with its reasons.

Every contact adds to an amount x that halves in `HALF_LIFE` days; strength = x / (x + HALF_AT).
The chance of a hop rises with strength: odds(chance^2) = odds(strength) / RELUCTANCE. Sources,
measured figures and limits are in docs/method.md.
"""

from __future__ import annotations

from datetime import date
from math import floor

import numpy as np
from numpy.typing import ArrayLike

from tiesmap.model.days import date_of
from tiesmap.model.english import say_count, say_day, say_times
from tiesmap.model.evidence import CHANNELS, DECLARED, EMPLOYER, FORMER, INTRODUCTION, LINKED
from tiesmap.network.arrays import Floats, Ints
from tiesmap.network.ties import Ties

HALF_LIFE = 45.0
"""Days in which a contact loses half of its say."""
HALF_AT = 3.0
"""Amount of contact (fresh mails to one person alone) at which a tie has strength 0.5."""
SHARING = 0.5
"""A contact with n recipients counts n^-SHARING for each of them."""
RELUCTANCE = 100.0
"""Odds of passing a request on are this many times lower than the odds of the strength."""

CHANNEL_WEIGHT = {
    "email": 1.0,
    "meeting": 3.0,
    "call": 2.0,
    "message": 1.0,
    "social": 0.3,
    "letter": 2.0,
    "gift": 2.0,
    "other": 1.0,
}
"""How much a contact counts, in mails: the richer the channel the more (Daft & Lengel 1986)."""

DECLARED_AMOUNT = 0.5
"""What "A knows B" adds where nobody judged how well."""
LINKED_AMOUNT = 0.3
"""What a LinkedIn link adds: known, strength unknown."""
INTRODUCTION_AMOUNT = 1.0
"""What an introduction that one made for the other adds, halved by age."""
KNOWN_AMOUNT = 0.01
"""What is left of a known tie however long ago the last contact was."""
INFERRED_AMOUNT = 0.001
"""What "seen together" or "same employer", now or once, stand for between people not known to know
each other."""

_ON_A_LIST = {"contact": "on a list of contacts"}
"""Kinds of declared ties that are said in other words than that the two know each other."""

_WEIGHTS = np.array([CHANNEL_WEIGHT[name] for name in CHANNELS])


def contact_weight(channel: ArrayLike, recipients: ArrayLike, age: ArrayLike) -> Floats:
    """What each contact adds: its channel's weight, less with more recipients, halved by age.

    `channel` are positions in `CHANNELS`, `age` is in days. All of one length, as is the result.
    """
    number = np.maximum(np.asarray(recipients, dtype=np.float64), 1)
    return np.asarray(_WEIGHTS[np.asarray(channel)] * number**-SHARING * decay(age))


def decay(age: ArrayLike) -> Floats:
    """1 for today, 1/2 after `HALF_LIFE` days, and so on; 1 where the day is unknown."""
    days = np.nan_to_num(np.asarray(age, dtype=np.float64), nan=0.0)
    return np.asarray(np.exp2(-np.maximum(days, 0.0) / HALF_LIFE))


def amount(ties: Ties) -> Floats:
    """The amount x of contact behind each tie, in recent mails."""
    return _fading(ties) + _lasting(ties)


def _fading(ties: Ties) -> Floats:
    """The part of the amount that rests on days: all of it halves alike as time passes."""
    found = ties.recent_given + ties.recent_taken + ties.recent_told
    found[ties.decides] = 0.0
    return np.asarray(found)


def _lasting(ties: Ties) -> Floats:
    """The part that does not fade: what was judged, declared or counted without a day."""
    found = np.full(len(ties), KNOWN_AMOUNT)
    inferred = np.flatnonzero(~ties.known)
    found[inferred] = INFERRED_AMOUNT * (1 + np.log1p(ties.seen[inferred]))
    told = np.flatnonzero(ties.evidence & (DECLARED | LINKED | INTRODUCTION))
    found[told] += _told(ties, told)
    decided = np.flatnonzero(ties.decides)
    found[decided] = _judged(ties.judged[decided])
    return found


def _judged(mark: Floats) -> Floats:
    """The amount that a mark stands for: 1..5 are the strengths .1, .3, .5, .7, .9."""
    share = np.where(mark > 0, (2 * mark - 1) / 10, 0.0)
    return np.asarray(HALF_AT * share / (1 - share))


def _told(ties: Ties, which: Ints) -> Floats:
    """What somebody said of these ties, without the day of it: the rest of what does not fade."""
    judged = np.nan_to_num(ties.judged[which], nan=0.0)
    said = _judged(judged)
    evidence = ties.evidence[which]
    bare = (judged == 0) & (ties.summed[which] == 0)
    declared = np.where((evidence & DECLARED != 0) & bare, DECLARED_AMOUNT, 0.0)
    linked = np.where(evidence & LINKED != 0, LINKED_AMOUNT, 0.0)
    return np.asarray(said + declared + ties.undated[which] + linked)


def saturate(x: ArrayLike) -> Floats:
    """Strength 0-1 of an amount of contact: half at `HALF_AT`, never quite 1."""
    x = np.asarray(x, dtype=np.float64)
    return np.asarray(x / (x + HALF_AT))


def tie_strength(ties: Ties) -> Floats:
    """Strength in [0, 1) of every tie, from contact alone."""
    return saturate(amount(ties))


def strength_at_last_contact(ties: Ties, now: float) -> Floats:
    """How strong each tie was on the day of its last contact: what has faded since, undone."""
    faded = np.maximum(decay(now - ties.last), np.finfo(np.float64).tiny)
    return saturate(_fading(ties) / faded + _lasting(ties))


def chance(strength: ArrayLike) -> Floats:
    """Modelled chance in (0, 1) that a hop over a tie of this strength passes a request on.

    sqrt(s / (s + RELUCTANCE (1 - s))). Good for ranking; it is not calibrated.
    """
    s = np.clip(np.asarray(strength, dtype=np.float64), 1e-6, 1.0)
    return np.asarray(np.sqrt(s / (s + RELUCTANCE * (1 - s))))


def raise_odds(chance: ArrayLike, factor: ArrayLike) -> Floats:
    """The chance after the odds of its square were multiplied by a factor (see `chance`)."""
    square = np.square(np.asarray(chance, dtype=np.float64))
    more = square * np.asarray(factor, dtype=np.float64)
    return np.asarray(np.sqrt(more / (1 - square + more)))


# One sentence for each kind of evidence.
def reasons(ties: Ties, tie: int, a: str, b: str, now: float) -> tuple[str, ...]:  # noqa: C901
    """Why a tie is as strong as it is, in sentences about `a` and `b` (its two ends' names)."""
    found = []
    given, taken, together = (
        int(ties.given[tie]),
        int(ties.taken[tie]),
        int(ties.together[tie]),
    )
    if given and taken:
        found.append(f"{a} wrote or called {say_times(given)}, {b} {say_times(taken)}")
    elif given:
        found.append(f"{a} wrote or called {say_times(given)}, {b} never did")
    elif taken:
        found.append(f"{b} wrote or called {say_times(taken)}, {a} never did")
    if together:
        found.append(f"met {say_times(together)}")
    if ties.summed[tie]:
        contacts = say_count(int(ties.summed[tie]), "contact")
        found.append(f"{contacts} counted without dates")
    if not np.isnan(ties.last[tie]):
        found.append(_when(ties.last[tie], now))
    if ties.introductions[tie]:
        found.append(f"part of {say_count(int(ties.introductions[tie]), 'introduction')}")
    if not np.isnan(ties.judged[tie]):
        mark = f"judged {ties.judged[tie]:g} of 5"
        if ties.decides[tie]:
            mark = f"you {mark}" if "you" in (a, b) else f"{mark}, whatever the contacts say"
        found.append(mark)
    evidence = int(ties.evidence[tie])
    if evidence & DECLARED and np.isnan(ties.judged[tie]):
        kind = str(ties.kind[tie] or "other")
        found.append(_ON_A_LIST.get(kind, f"said to know each other ({kind})"))
    if evidence & LINKED:
        found.append("linked on LinkedIn, how well is not known")
    if ties.seen[tie]:
        found.append(f"seen together in {say_count(int(ties.seen[tie]), 'mail')}")
    if evidence & EMPLOYER and not found:
        found.append("same company, so they may know each other (inferred)")
    if evidence & FORMER and not found:
        year = date_of(ties.parted[tie]).year
        found.append(f"at one company until {year}, so they may know each other (inferred)")
    return tuple(found)


def _when(day: float, now: float) -> str:
    on: date = date_of(day)
    days = floor(now) - floor(day)
    ago = "today" if days == 0 else "yesterday" if days == 1 else f"{days} days ago"
    return f"last contact {say_day(on, date_of(now))} ({ago})"
