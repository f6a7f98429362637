"""What every part of a workspace is: some questions and edits of one rep at one database."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import sqlalchemy as sa

from tiesmap.workspace.view import View

if TYPE_CHECKING:
    from tiesmap.workspace.workspace import Workspace


class Part:
    """Some of the calls of a workspace. It holds nothing but that."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def view(self) -> AbstractContextManager[View]:
        """One state of the database for a whole question."""
        return self.workspace.view()

    def writing(self) -> AbstractContextManager[sa.Connection]:
        """The only writer until the end, when all is kept or (on an error) nothing."""
        return self.workspace.writing()
