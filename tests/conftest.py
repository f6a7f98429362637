"""Settings that hold for all tests."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# A shared machine is slow at times: how long an example takes says nothing about the code.
settings.register_profile(
    "usual",
    deadline=None,
    max_examples=int(os.environ.get("TIESMAP_EXAMPLES", "40")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("usual")
