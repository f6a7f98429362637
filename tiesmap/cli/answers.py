"""The options by which the shell answers what a file leaves open."""

from __future__ import annotations

import csv
import shlex
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, cast

import click

from tiesmap.intake.answers import Answer
from tiesmap.intake.questions import Unclear, Unrecognized
from tiesmap.intake.sources.mapping import FIELDS
from tiesmap.model.problems import Refused, RefusedFiles

_SIGNS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|", "space": " ", "\\t": "\t"}
_ASKED = (
    "delimiter", "header_line", "encoding", "day_first", "columns", "kind", "sheet", "machines",
    "clients", "me", "take_in", "want",
)  # fmt: skip
_OPTIONS = {
    "delimiter": "--delimiter",
    "header_line": "--header-line",
    "encoding": "--encoding",
    "day_first": "--day-first or --month-first",
    "me": "--me NAME",
    "mapping": '--columns "Its name=name,Its firm=company"',
}


def answered(command: Callable[..., None]) -> Callable[..., None]:
    """Adds the options that answer questions; what was given comes as `said`."""

    @click.option("--delimiter", metavar="SIGN", help="Between cells: a sign, or tab, space ...")
    @click.option(
        "--header-line",
        type=click.IntRange(min=0),
        metavar="LINE",
        help="The line with the names of the columns; 0: there is none.",
    )
    @click.option("--encoding", metavar="NAME", help="Such as utf-8 or cp1252.")
    @click.option(
        "--day-first/--month-first",
        default=None,
        help="03/05/2026 is the 3rd of May, or the 5th of March.",
    )
    @click.option(
        "--columns",
        metavar="COLUMN=FIELD,...",
        help="What the columns are; kept for files with the same columns.",
    )
    @click.option("--sheet", metavar="NAME", help="Of a workbook; else its first sheet.")
    @click.option("--me", metavar="NAME", help="Which of those who write in a chat you are.")
    @click.option("--machines", is_flag=True, help="Take in senders that are called like machines.")
    @click.option("--take-in", multiple=True, metavar="NAME", help="Who was left out as nobody.")
    @click.option("--want", multiple=True, metavar="FIRM", help="Of a list: to be met there.")
    @click.option(
        "--clients/--no-clients", default=None, help="Who is in these lists is your client."
    )
    @click.option("--kind", type=click.Choice(list(FIELDS)), help="What the rows are about.")
    @wraps(command)
    def with_answers(*args: Any, **rest: Any) -> None:
        said = {name: rest.pop(name) for name in _ASKED}
        said["mapping"] = said.pop("columns")
        if said["kind"] and said["mapping"] is None:
            raise click.UsageError("--kind goes with --columns: say what the columns are.")
        said["delimiter"] = _SIGNS.get(said["delimiter"] or "", said["delimiter"])
        if said["mapping"] is not None:
            said["mapping"] = read_columns(said["mapping"])
        said |= {name: said[name] or None for name in ("machines", "take_in", "want")}
        given = {option: answer for option, answer in said.items() if answer is not None}
        command(*args, said=cast(Answer, given), **rest)

    return with_answers


def read_columns(text: str) -> Mapping[str, str]:
    """`Name=name,Firma=company` as column -> field; a name with a comma in it stands in quotes."""
    columns: dict[str, str] = {}
    for part in next(csv.reader([text], skipinitialspace=True), []):
        name, sign, field = part.rpartition("=")
        if not sign or not name.strip() or not field.strip():
            raise click.UsageError(
                f"--columns: '{part}' does not lead from a column to a field: write it as "
                '"Its name=name,Its firm=company".'
            )
        columns[name.strip()] = field.strip()
    return columns


def with_options(refused: Refused) -> str:
    """The sentence of a refusal, and the option that answers it, if one does."""
    if isinstance(refused, RefusedFiles):
        return " ".join(map(with_options, refused.refusals))
    if isinstance(refused, Unclear):
        return with_option(str(refused), refused.option)
    if isinstance(refused, Unrecognized):
        said = ",".join(map(_column, refused.columns.items())) if refused.columns else ""
        option = f"--columns {shlex.quote(said)}, corrected," if said else ""
        return with_option(str(refused), "mapping", option)
    return str(refused)


def _column(pair: tuple[str, str]) -> str:
    """A column and its field as `read_columns` takes them."""
    said = "=".join(pair)
    quoted = said.replace('"', '""')
    return f'"{quoted}"' if set(said) & set(',"') else said


def with_option(sentence: str, option: str, how: str = "") -> str:
    """A question, and how to answer it."""
    if option not in _OPTIONS:
        return sentence
    return f"{sentence[:-1]} ({how or _OPTIONS[option]} says it){sentence[-1]}"
