"""What the lot of a trial says of this week, to the rep of a view."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np

from tiesmap.model.circles import NEXT
from tiesmap.model.requests import IntroRequest
from tiesmap.network.circles import Grouping, group
from tiesmap.nurture.trials import Arm, Trial, Yes
from tiesmap.store.settings import TRIAL
from tiesmap.workspace.kept import COMFORT, kept
from tiesmap.workspace.view import View


def trial_of(view: View) -> tuple[Trial, Yes] | None:
    """The last trial of the team, and when the rep agreed to it; None where there is none."""
    stored = view.value(TRIAL)
    if not stored:
        return None
    trial = Trial(date.fromisoformat(stored["start"]), stored["weeks"], stored["seed"])
    own = None if view.rep is None else view.own(TRIAL)
    return trial, tuple(map(date.fromisoformat, (own or {}).get(trial.seed, ())))


def drawn(view: View) -> Arm | None:
    """What this week is drawn for; None where the rep takes part in no trial now."""
    found = trial_of(view)
    return found and found[0].drawn(view.rep_id, found[1], view.writes_on)


def reach_of(view: View, reach: str = "") -> str:
    """How far suggestions lead: as was chosen, else as this week is drawn, else balanced."""
    return reach or drawn(view) or "balanced"


@kept(COMFORT)
def grouping(view: View) -> Grouping:
    """Everybody's circle, and how the rep stands in each."""
    return group(view.standpoint)


def toward(view: View) -> Callable[[IntroRequest], str] | None:
    """Says of an ask whether its target stands near or far; None where no lot holds this week.

    Far is a next circle, near any other. Of a circle that is inferred both lists have people, so
    there it is as drawn; of somebody who is not on file, nor in a category, it is not known.
    """
    lot = drawn(view)
    if lot is None:
        return None
    circles = grouping(view)
    network, standing = view.network, dict(zip(circles.names, circles.standing, strict=True))

    def say(request: IntroRequest) -> str:
        if request.target_id is None:
            known = standing.get(request.target_category)
            return "" if known is None else Arm.FAR if known == NEXT else Arm.NEAR
        try:
            at = np.array([network.node(request.target_id)])
        except KeyError:
            return ""
        if circles.in_next(at, inferred=False)[0]:
            return Arm.FAR
        return lot if circles.in_next(at)[0] else Arm.NEAR

    return say
