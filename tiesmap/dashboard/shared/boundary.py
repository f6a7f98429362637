"""The boundary that no traceback passes: what goes wrong on a page is one sentence."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

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
    except (Refused, Unanswerable, Conflict, Unusable, OSError) as error:
        words.notice(str(error), "wrong")
    except Exception:
        logging.getLogger("tiesmap").exception("a page failed")
        words.notice(_UNEXPECTED, "wrong")
