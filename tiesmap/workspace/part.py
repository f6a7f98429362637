"""What every part of a workspace is: some questions and edits of one rep at one database."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from tiesmap.store.operation import Kind, Operation
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

    def writing(self, kind: Kind = "hand", what: str = "") -> AbstractContextManager[Operation]:
        """One write of the rep; see `Store.operation`."""
        return self.workspace.writing(kind, what)
