"""The boundary that no traceback passes: what goes wrong on a page is one sentence."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tiesmap.dashboard import state
from tiesmap.dashboard.shared import words
from tiesmap.model.problems import Refused
from tiesmap.store.store import Conflict, Unusable
from tiesmap.workspace import Unanswerable

_UNEXPECTED = (
    "Something went wrong that tiesmap did not expect. Your data is unchanged; load the page "
    "again. The details are in the window where tiesmap was started."
)


@contextmanager
def said() -> Iterator[None]:
    """Say what goes wrong within. A fragment, such as a dialog, runs by itself: it needs its own.

    Streamlit's own way of running a page again passes through: it is no `Exception`.
    """
    try:
        yield
    except Exception as error:
        words.notice(_sentence(error), "wrong")


@contextmanager
def or_refused() -> Iterator[None]:
    """Do what is within, or run the page again with the reason at its top."""
    try:
        yield
    except (ValueError, Unanswerable) as error:
        state.rerun(str(error), kind="wrong")


def caught(work: Callable[[], object]) -> str:
    """Do the work; what went wrong in one sentence, else "". For callbacks, which show nothing."""
    try:
        work()
    except Exception as error:
        return _sentence(error)
    return ""


def _sentence(error: Exception) -> str:
    if isinstance(error, Refused | Unanswerable | Conflict | Unusable | OSError):
        return str(error)
    logging.getLogger("tiesmap").error("a page failed", exc_info=error)
    return _UNEXPECTED
