"""The base of every part of a workspace: questions and edits of one rep on one database."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from tiesmap.model.ids import PersonId
from tiesmap.store.operation import Kind, Operation
from tiesmap.workspace.view import View

if TYPE_CHECKING:
    from tiesmap.workspace.workspace import Workspace


class Part:
    """Some of the calls of a workspace. It has no state besides the workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def view(self) -> AbstractContextManager[View]:
        """A view: one state of the database for a whole question."""
        return self.workspace.view()

    def writing(
        self, what: str = "", about: Collection[PersonId] = (), *, kind: Kind = "hand"
    ) -> AbstractContextManager[Operation]:
        """One write of the rep, and how Undo calls it; see `Workspace.writing`."""
        return self.workspace.writing(what, about, kind=kind)
