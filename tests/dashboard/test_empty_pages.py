"""No view of a page is blank or contradicts what is on file: kinds of files x views.

What was brought in is the whole of it; each view must have something to read, no picture or table
without anything in it, and none of the sentences that would be wrong beside those files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import AppTest

from tests import repfiles
from tests.dashboard.looking import KINDS, look
from tests.dashboard.names import tables_with_names
from tiesmap.workspace.opening import open_workspace

VIEWS = (
    "week/items", "week/give", "people", "find", "asks/board", "asks/meeting", "outward/map",
    "outward/circles", "health/relationships", "health/outcomes", "health/coach", "setup/start",
)  # fmt: skip
"""Those that show something of the files; the others have tests of their own."""
CONTACTS = (
    r"no network yet", r"You know \*\*0\*\*", r"bring in your contacts", r"no contacts on file",
    r"Nobody on file has a category", r"needs? .*people\.csv",
)  # fmt: skip
"""What would be wrong beside any contacts."""
WRONG: dict[str, tuple[str, ...]] = {
    "linkedin.zip": (*CONTACTS, r"your LinkedIn export", r"connections export"),
    "mails.mbox": (*CONTACTS, r"Bring in your mails", r"take your mails"),
    "hubspot.csv": (*CONTACTS, r"No client is on file", r"a list of clients"),
}
"""Kind of file -> what no view may say once it is in."""


@pytest.fixture(scope="module", params=WRONG)
def brought(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    database = tmp_path_factory.mktemp("brought") / "ties.db"
    files = [(request.param, repfiles.KINDS[request.param](80))]
    open_workspace(database, as_of=repfiles.TODAY).files.import_files(files, repfiles.REP)
    yield request.param, database
    st.cache_resource.clear()


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_says_what_is_so(
    view: str, brought: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    kind, database = brought
    for name, value in (("DB", str(database)), ("AS_OF", str(repfiles.TODAY)), ("REP", "")):
        monkeypatch.setenv(f"TIESMAP_{name}", value)
    at = look(view)
    assert not at.exception
    said = "\n".join(words(at))
    assert "tiesmap did not expect" not in said
    for sentence in WRONG[kind]:
        assert not re.search(sentence, said, re.IGNORECASE), sentence
    assert blank(at) == []
    # A sentence of its own beside the day in the sidebar.
    assert len([text for text in words(at) if " " in text]) >= 2, said


def words(at: AppTest) -> list[str]:
    """Every text of a page."""
    found = [str(element.value) for kind in KINDS for element in at.get(kind)]
    return [*found, *(button.label for button in at.button)]


def blank(at: AppTest) -> list[object]:
    """The pictures and the tables that have nothing in them, as what draws them gets them."""
    found = [said for said in tables_with_names(at) if not said["rows"]]
    for chart in at.get("vega_lite_chart"):
        # Streamlit keeps the values of one layer beside the specification.
        spec, tables = chart.proto.spec, [chart.proto.data, *(d.data for d in chart.proto.datasets)]
        rows = sum(len(convert_arrow_bytes_to_pandas_df(t.data)) for t in tables if t.data)
        if not rows and not any(_values(json.loads(spec))):
            found.append(spec)
    return found


def _values(spec: object) -> list[object]:
    """All values within a specification, wherever its layers keep them."""
    if isinstance(spec, dict):
        own = [spec["values"]] if isinstance(spec.get("values"), list) else []
        return [*own, *(value for part in spec.values() for value in _values(part))]
    if isinstance(spec, list):
        return [value for part in spec for value in _values(part)]
    return []
