"""The workspace: the one hub through which the shell and the dashboard work."""

from __future__ import annotations

from tiesmap.workspace.view import Unanswerable, View
from tiesmap.workspace.workspace import Workspace

__all__ = ["Unanswerable", "View", "Workspace"]
