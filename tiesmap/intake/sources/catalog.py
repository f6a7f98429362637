"""Recognizing a table by its header: which source it is, and which field stands in which column.

`identify` compares a header with all sources and refuses to guess.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import chain

from tiesmap.intake.questions import Unrecognized
from tiesmap.intake.sources.declaration import KINDS, Placed, Source
from tiesmap.intake.sources.declared import SOURCES
from tiesmap.intake.sources.words import is_remark, marks_of, positions, without_prefix
from tiesmap.model.english import say_list, say_or
from tiesmap.model.folding import letters_of
from tiesmap.model.intake import OWN_SCOPE
from tiesmap.model.problems import Refused, shorten


def place(source: Source, header: Sequence[str], file: str) -> Placed:
    """Where the fields of a source stand in a header; see `Placed`.

    Where two columns bear names of the same field, the name that is declared first counts; in a
    file of our own, two are refused."""
    places = positions(header)
    fields: dict[str, tuple[int, ...]] = {}
    taken: set[int] = set()
    for name, column in source.columns.items():
        found = []
        for part in column.parts:
            aliases = dict.fromkeys(map(letters_of, part))
            # A column that goes by several of the names is one column.
            each = [places[alias] for alias in aliases if alias in places]
            here = [*dict.fromkeys(chain(*(_called_so(some, header) for some in each)))]
            if len(here) > 1 and source.scope == OWN_SCOPE and column.make is None:
                names = say_list([f"'{shorten(header[at], 40)}'" for at in here])
                raise Refused(
                    f"{file} has {len(here)} columns that could be the {name}, {names}: "
                    "rename or delete all but one."
                )
            if column.take == "first":
                found += [at for at in dict.fromkeys(chain(*each)) if at not in found]
                continue
            if column.make is None and here and here[0] in found:
                continue  # it goes by the names of two parts, and says it once
            if here or column.make is not None:
                found.append(here[0] if here else -1)
        if any(at >= 0 for at in found):
            fields[name] = tuple(found)
            if not column.kept:
                taken.update(found)
    free = [at for at in range(len(header)) if at not in taken]
    remarks = [at for at in free if source.kind == "people" and is_remark(header[at])]
    extra = tuple(at for at in free if at not in remarks)
    return Placed(tuple(header), fields, extra, tuple(remarks))


def _called_so(columns: Sequence[int], header: Sequence[str]) -> list[int]:
    """Of columns under one name the first, and those that bear the same name as the first."""
    first = letters_of(header[columns[0]])
    return [at for at in columns if letters_of(header[at]) == first]


def identify(header: tuple[str, ...], file: str, sources: Sequence[Source] = SOURCES) -> Source:
    """The one source that a header fits, by its column names alone.

    Raises Unrecognized where none fits (with the columns there are and those that the nearest
    sources expect) or several do (naming them), Refused for reports of our own, no evidence.
    """
    places = positions(header)
    marks = marks_of(header)
    bare = marks | {letters_of(without_prefix(name)) for name in header}
    fitting = [source for source in sources if _fits(source, places, marks, bare)]
    stand_back = {name for source in fitting for name in source.narrows}
    claims = [source for source in fitting if source.name not in stand_back]
    if not claims:
        raise Unrecognized(_unknown(header, file, sources))
    if len(claims) > 1:
        names = say_list([f"{source.name} ({source.title})" for source in claims])
        raise Unrecognized(f"{file} could be {names}. Say what its columns are.")
    source = claims[0]
    if source.refusal:
        raise Refused(f"{file} {source.refusal}")
    place(source, header, file)
    return source


def _has(source: Source, name: str, places: Mapping[str, object]) -> bool:
    column = source.columns.get(name)
    return column is not None and any(letters_of(alias) in places for alias in column.names)


def _fits(
    source: Source, places: Mapping[str, object], marks: Collection[str], unlike: Collection[str]
) -> bool:
    return (
        all(any(_has(source, name, places) for name in group) for group in source.required)
        and (not source.marks or any(letters_of(name) in marks for name in source.marks))
        and not any(letters_of(name) in unlike for name in source.unlike)
    )


def _unknown(header: Sequence[str], file: str, sources: Sequence[Source]) -> str:
    places = positions(header)

    marks = marks_of(header)

    def nearness(source: Source) -> tuple[float, int]:
        met = sum(any(_has(source, name, places) for name in g) for g in source.required)
        met += any(letters_of(name) in marks for name in source.marks)
        known = sum(_has(source, name, places) for name in source.columns)
        return met / (len(source.required) + bool(source.marks)), known

    useful = [source for source in sources if source.kind in KINDS]
    near = sorted(useful, key=nearness, reverse=True)[:3]
    shown = [shorten(name, 30) or "(no name)" for name in header[:20]]
    if len(header) > len(shown):
        shown.append(f"and {len(header) - len(shown)} more")
    expected = ", or for ".join(_expected(source, header, places) for source in near)
    return (
        f"{file} fits no kind of file that tiesmap reads: it has the columns "
        f"{', '.join(shown) or '(none)'}; expected were, for {expected}."
    )


def _expected(source: Source, header: Sequence[str], places: Mapping[str, list[int]]) -> str:
    groups = []
    for group in source.required:
        groups.append(" or ".join(source.columns[name].called for name in group))
    if source.marks:
        groups.append(" or ".join(source.marks[:3]))
    text = f"{source.name}: {say_list(groups)}"
    foreign = {header[places[n][0]] for n in map(letters_of, source.unlike) if n in places}
    if foreign:
        said = [shorten(name, 30) for name in header if name in foreign]
        text += f", and no column {say_or(said)}"
    return text
