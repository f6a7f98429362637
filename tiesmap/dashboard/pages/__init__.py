"""The pages, one file each; `FILES` says where they are."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent

FILES = {
    "week": _HERE / "this_week.py",
    "start": _HERE / "import_files.py",
    "map": _HERE / "map.py",
    "reach": _HERE / "reach.py",
    "paths": _HERE / "paths.py",
    "plan": _HERE / "plan.py",
    "requests": _HERE / "requests.py",
    "outcomes": _HERE / "outcomes.py",
    "people": _HERE / "people.py",
    "give": _HERE / "give.py",
    "health": _HERE / "health.py",
    "data": _HERE / "data.py",
    "settings": _HERE / "settings.py",
    "how": _HERE / "how_it_works.py",
}
