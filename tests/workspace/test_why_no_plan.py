"""When it is said why a plan has no named person in it. Expected by hand."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from tiesmap.model.plans import Plan
from tiesmap.workspace.asks import plans


@pytest.mark.parametrize(("found", "asks", "said"), [(10, 10, False), (9, 10, True), (0, 3, True)])
def test_a_full_plan_is_not_said_to_lack_anything(found: int, asks: int, said: bool) -> None:
    view = SimpleNamespace(around=SimpleNamespace(ring=np.array([0, 1, 2])))
    plan = Plan((), open_asks=("an open ask",) * found)  # type: ignore[arg-type]
    assert bool(plans.why_none(view, plan, asks)) is said  # type: ignore[arg-type]
