"""The workspace: the one hub through which the shell and the dashboard work."""

from __future__ import annotations

from tiesmap.workspace.place import Unanswerable
from tiesmap.workspace.view import View
from tiesmap.workspace.workspace import Workspace

__all__ = ["Unanswerable", "View", "Workspace"]
