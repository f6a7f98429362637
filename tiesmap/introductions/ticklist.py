"""A list to tick with a client: names and firms he may know; yes, not him, or better another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tiesmap.model.ids import PersonId
from tiesmap.model.onward import Name, Tick
from tiesmap.model.problems import Problem

LEAST, MOST = 5, 8
"""So many lines: few enough to go through in one talk."""
OF_ONE_FIRM = 2
"""At most so many people of one firm while others are left."""
COLUMNS = (
    "connector", "connector_id", "name", "title", "company", "person_id", "yes", "not_him",
    "better_somebody_else",
)  # fmt: skip
_NO = frozenset(("", "no", "n", "false", "0", "-"))


def choose_names(ranked: Iterable[Name], own_firm: str = "") -> tuple[Name, ...]:
    """The first lines of a ranking, none of the client's own firm, few of any one firm."""
    kept: list[Name] = []
    later: list[Name] = []
    firms: dict[str, int] = {}
    seen: set[tuple[int | None, str]] = set()
    for one in ranked:
        key = (one.person, "" if one.person is not None else one.name.casefold())
        firm = (one.company or (one.name if one.person is None else "")).casefold()
        if key in seen or (firm and firm == own_firm.casefold()):
            continue
        seen.add(key)
        firms[firm] = firms.get(firm, 0) + 1
        (later if firm and firms[firm] > OF_ONE_FIRM else kept).append(one)
    return tuple((kept + later)[:MOST])


def read_ticks(
    rows: Sequence[tuple[int, Sequence[str]]],
    header: Sequence[str],
    persons: dict[str, PersonId],
    file: str,
) -> tuple[tuple[Tick, ...], tuple[Problem, ...]]:
    """What was ticked, line by line, and what cannot be read; `persons` leads from our ids.

    A line with nothing in it says nothing. Yes and not him at once is a problem.
    """
    place = {name.strip().casefold().replace(" ", "_"): k for k, name in enumerate(header)}
    missing = [name for name in ("connector_id", "yes", "not_him") if name not in place]
    if missing:
        message = f"has no column {missing[0]}: read back the list that `tiesmap ticklist` wrote"
        return (), (Problem(file, 1, missing[0], "", message),)
    found, problems = [], []
    for line, cells in rows:

        def cell(name: str, cells: Sequence[str] = cells) -> str:
            at = place.get(name, -1)
            return cells[at].strip() if 0 <= at < len(cells) else ""

        yes, not_him = (cell(name).casefold() not in _NO for name in ("yes", "not_him"))
        better = cell("better_somebody_else")
        if not (yes or not_him or better):
            continue
        connector, person = cell("connector_id"), cell("person_id")
        if connector not in persons:
            message = "is nobody on file: leave the columns with ids as they are"
            problems.append(Problem(file, line, "connector_id", connector, message))
        elif person and person not in persons:
            message = "is nobody on file: leave the columns with ids as they are"
            problems.append(Problem(file, line, "person_id", person, message))
        elif yes and not_him:
            problems.append(Problem(file, line, "yes", cell("yes"), "is ticked beside not_him"))
        else:
            whom = persons.get(person)
            found.append(
                Tick(
                    line, persons[connector], cell("name"), cell("company"), whom, yes, not_him,
                    better,
                )
            )  # fmt: skip
    return tuple(found), tuple(problems)
