"""--out: no command writes under a name what that name does not say, and none acts before."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import tiesmap
from tiesmap.cli import main
from tiesmap.cli.options import Day

HOSTILE = "<script>alert(1)</script>"
PEOPLE = f"""id,name,email,company,title,category,rep
1,Rita Rep,rita@firm.example,Firm,Broker,,yes
2,Cora {HOSTILE},cora@bank.example,Bank {HOSTILE},Owner {HOSTILE},Banking {HOSTILE},
3,Theo {HOSTILE},theo@hotel.example,Hotel,Buyer,Hotels,
4,Cora {HOSTILE},cora@bank2.example,Bank {HOSTILE},Owner,Banking {HOSTILE},
"""
INTERACTIONS = "date,from,to,channel\n2026-03-01,1,2,meeting\n2026-03-11,2,1;3,email\n"
_RAW = re.compile(r"(?<!\\)<script>alert")
"""As markup: a page has `&lt;`, Markdown a backslash before it."""
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
"""A letter in Markdown is a block of code, which stands as it is."""
PAGES = {"asks", "coach", "plan", "requests", "ticklist", "week"}
"""The commands that make a page to print."""


def _commands(group: click.Group, *above: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _commands(command, *above, name)
        elif any(one.name == "out" for one in command.params):
            yield (*above, name), command


COMMANDS = dict(_commands(main))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("outs") / "some.db"
    files = [("people.csv", PEOPLE.encode()), ("interactions.csv", INTERACTIONS.encode())]
    workspace = tiesmap.open(str(path))
    workspace.files.import_files(files, "Rita Rep")
    workspace.store.close()  # all of it in the one file
    return path


@pytest.fixture
def database(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)  # where a command writes what it was told by a bare name
    return Path(shutil.copy(made, tmp_path / "of all.db"))


def _words(command: click.Command, folder: Path) -> list[str]:
    """Something for everything that the command cannot do without."""
    found = []
    for one in command.params:
        if one.required or one.name == "connector":
            if isinstance(one.type, click.Path):
                (folder / "some.csv").write_text(PEOPLE, encoding="utf-8")
                word = str(folder if not one.type.file_okay else folder / "some.csv")
            elif isinstance(one.type, click.Choice):
                word = str(one.type.choices[0])
            else:
                number = isinstance(one.type, click.types.IntParamType)
                day = isinstance(one.type, Day)
                word = "1" if number else "2026-03-05" if day else "theo@hotel.example"
            option = [one.opts[0]] if isinstance(one, click.Option) else []
            found += [*option, *[word] * max(one.nargs, 1)]
        elif one.name in ("once", "yes", "outward"):
            found.append(one.opts[0])
    return found


@pytest.mark.parametrize("extra", [(), ("--json",)], ids=["", "json"])
@pytest.mark.parametrize("ending", [".html", ".HTM", ".md"])
@pytest.mark.parametrize("names", COMMANDS, ids=" ".join)
def test_no_markup_of_a_file_stands_raw_in_a_page(
    database: Path, tmp_path: Path, names: tuple[str, ...], ending: str, extra: tuple[str, ...]
) -> None:
    out, new = tmp_path / f"list{ending}", tmp_path / "new.db"
    words = [*names, *_words(COMMANDS[names], tmp_path), *extra, "--out", str(out)]
    done = CliRunner().invoke(main, [*words, "--db", str(database)])
    assert done.exit_code in (0, 1), done.output
    if out.exists():
        assert not _RAW.search(_FENCED.sub("", out.read_text("utf-8")))
        assert names[0] in PAGES or json.loads(out.read_text("utf-8"))
    elif names[0] not in PAGES and not extra:
        assert f"No {ending} is written here: let the name end in ." in done.stderr
        assert CliRunner().invoke(main, [*words, "--db", str(new)]).exit_code == 1
        assert not new.exists()  # refused before a database is opened


@pytest.mark.parametrize("name", ["list", "list.txt", "list.TXT"])
def test_plain_text_is_written_as_text(database: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    asked = ["duplicates", "--db", str(database), "--out", str(out)]
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 0 and HOSTILE in out.read_text(encoding="utf-8")


def test_json_is_written_as_json(database: Path, tmp_path: Path) -> None:
    asked = ["duplicates", "--json", "--db", str(database)]
    said = CliRunner().invoke(main, asked).stdout
    assert HOSTILE in said
    for ending in ("json", "txt", "csv", "html"):
        out = tmp_path / f"list.{ending}"
        assert CliRunner().invoke(main, [*asked, "--out", str(out)]).exit_code == 0
        assert json.loads(out.read_text(encoding="utf-8")) == json.loads(said)


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        (["my-data"], "people"),
        (["export-person", "cora@bank.example"], "person"),
        (["export-person", "cora@bank.example", "--csv"], "person"),
    ],
)
@pytest.mark.parametrize("ending", ["json", "csv", "zip", "html"])
def test_all_of_yours_and_all_of_one_person_are_json_under_any_name(
    database: Path, tmp_path: Path, asked: list[str], part: str, ending: str
) -> None:
    out, words = tmp_path / f"all.{ending}", [*asked, "--json", "--db", str(database)]
    assert CliRunner().invoke(main, [*words, "--out", str(out)]).exit_code == 0
    written = out.read_text(encoding="utf-8")
    found = json.loads(written)
    assert f"Cora {HOSTILE}" in [row["name"] for row in found[part]] and HOSTILE not in written
    assert json.loads(CliRunner().invoke(main, words).stdout) == found


def test_csv_on_the_screen_begins_with_its_header(database: Path) -> None:
    for words in (["people"], ["export-person", "cora@bank.example", "--csv"],
                  ["requests", "--crm", "hubspot"]):  # fmt: skip
        said = CliRunner().invoke(main, [*words, "--db", str(database)]).stdout
        assert said and not said.startswith("\ufeff") and not said.endswith("\n\n"), words


def test_a_command_that_says_a_sentence_says_it_in_json_too(database: Path, tmp_path: Path) -> None:
    out = tmp_path / "tie.csv"
    asked = ["tie", "theo@hotel.example", "cora@bank.example", "--json", "--out", str(out)]
    assert CliRunner().invoke(main, [*asked, "--db", str(database)]).exit_code == 0
    found = json.loads(out.read_text(encoding="utf-8"))
    assert found == {"said": f"Theo {HOSTILE} and Cora {HOSTILE}: know each other"}


def test_a_page_for_a_coach_is_of_one_rep(database: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    done = CliRunner().invoke(main, ["coach", "--db", str(database), "--out", str(out)])
    told = "No .html is written here without --of: let the name end in .txt."
    assert told in done.stderr and not out.exists()
