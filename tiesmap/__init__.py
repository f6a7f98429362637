"""tiesmap: whom to ask for an introduction, to whom, and why."""

from __future__ import annotations

from tiesmap.model.people import Person
from tiesmap.model.problems import Problem, Refused
from tiesmap.workspace import Unanswerable, Workspace
from tiesmap.workspace.opening import open_workspace as open
from tiesmap.workspace.sample import sample_files

__all__ = [
    "Person",
    "Problem",
    "Refused",
    "Unanswerable",
    "Workspace",
    "open",
    "sample_files",
]
__version__ = "0.1.0"
