"""The workspace: the one hub through which the shell and the dashboard work."""

from __future__ import annotations

from tiesmap.workspace.explaining import Explaining
from tiesmap.workspace.guarding import Guarding
from tiesmap.workspace.importing import Importing
from tiesmap.workspace.keeping import Keeping
from tiesmap.workspace.listing import Listing
from tiesmap.workspace.reporting import Reporting
from tiesmap.workspace.seat import Unanswerable

__all__ = ["Unanswerable", "Workspace"]


class Workspace(Importing, Keeping, Reporting, Listing, Explaining, Guarding):
    """One rep's seat at one database, with the calls behind every page and command."""
