"""Nothing that was read of people stays in a process after they were erased."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import tiesmap
from tests.alike import part_of_the_sample
from tests.places import ROOT
from tests.workspace.calls import DAY


def test_no_name_or_address_of_the_erased_stays_in_the_process(tmp_path: Path) -> None:
    database = tmp_path / "sample.db"
    opened = tiesmap.open(database, as_of=DAY)
    opened.files.import_files(part_of_the_sample(people=401, interactions=1000), "Maren Holloway")
    opened.store.close()
    asked = [sys.executable, "-m", "tests.workspace.remembered", str(database), "Maren Holloway"]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    first, *rest = done.stdout.splitlines()
    assert first.startswith("4 signs, held by ") and not first.endswith(" 0 kinds")
    assert rest == []


OF_NOBODY = {
    "model/wordfiles.py:read",  # a file of words, by its path
    "introductions/languages.py:language",
    "introductions/languages.py:_raw",
    "workspace/team/serving.py:_loaded",  # the settings of a server, by the path of their file
    "workspace/vocabulary.py:_read",  # the user's file of categories
    "store/statements.py:update",  # names of columns
    "store/rows.py:_insertion",
    "store/reading/loading.py:_all_rows",
    "dashboard/shared/component.py:component",
    "intake/formats/sheetparts.py:number_of",  # the letters of a column
    "intake/who/employers.py:longer",  # for as long as one function runs
    "intake/who/nobody.py:_is",  # the name of a list of words
    "intake/table/codepages.py:_script",  # a letter
}
"""What functools keeps by a text: none of them is a word of somebody's."""


def test_what_is_kept_of_a_text_is_forgotten_too() -> None:
    found = set()
    for path in (ROOT / "tiesmap").rglob("*.py"):
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(function, ast.FunctionDef) and any(
                re.match(r"(lru_)?cache\b", ast.unparse(one)) for one in function.decorator_list
            ):
                kinds = [ast.unparse(arg.annotation or arg) for arg in function.args.args]
                if re.search(r"\b(str|bytes|Path|Sequence|tuple)\b", " ".join(kinds)):
                    found.add(f"{path.relative_to(ROOT / 'tiesmap').as_posix()}:{function.name}")
    assert found == OF_NOBODY
