"""The base of every part of a workspace: questions and edits of one rep on one database."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from tiesmap.model.ids import PersonId
from tiesmap.store.operation import Kind, Operation
from tiesmap.workspace.access import look_in, write_in
from tiesmap.workspace.place import Place
from tiesmap.workspace.view import View

P = ParamSpec("P")
T = TypeVar("T")


class Part:
    """Some of the calls of a workspace. It has no state besides its place.

    A call that only asks is a `question` of a function of the view. A method stands where
    something is written, where one value of the view or of the store is all that is asked for, or
    where several answers are put together.
    """

    def __init__(self, place: Place) -> None:
        self.place = place

    def view(self) -> AbstractContextManager[View]:
        """One state of the database for a whole question; see `access.look_in`."""
        return look_in(self.place)

    def writing(
        self, what: str = "", about: Collection[PersonId] = (), *, kind: Kind = "hand"
    ) -> AbstractContextManager[Operation]:
        """One write of the rep, and how Undo calls it; see `access.write_in`."""
        return write_in(self.place, what, about, kind)


def question(ask: Callable[Concatenate[View, P], T]) -> Callable[Concatenate[Part, P], T]:
    """A call of a part that is answered by a function of one view, and says what that says."""

    @wraps(ask)
    def answer(self: Part, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with self.view() as view:
            return ask(view, *args, **kwargs)

    return answer
