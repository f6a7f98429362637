"""Whose news is told in a contact: people both know, neither a colleague nor somebody private."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import tiesmap
from tiesmap.workspace.history.news import news
from tiesmap.workspace.week import relationships

_PEOPLE = b"""name,email,company,rep,do_not_ask
Rita Rep,rita@us.example,Us,yes,
Ann Able,ann@x.example,Acme,,
Bo Li,bo@y.example,Beta,,
Mandy Kuhn,mandy@us.example,Us,,
Mom,mom@home.example,,,yes
"""
_MAILS = b"date,from,to\n" + b"".join(
    b"2026-06-0%d,rita@us.example,ann@x.example; bo@y.example; mandy@us.example; mom@home.example\n"
    b"2026-06-0%d,ann@x.example,rita@us.example; bo@y.example; mandy@us.example; mom@home.example\n"
    % (day, day + 1)
    for day in (1, 3, 5, 7)
)


def test_what_a_colleagues_file_says_otherwise_is_no_news(tmp_path: Path) -> None:
    workspace = tiesmap.open(tmp_path / "a.db", as_of=date.today())

    def bring(title: str, rep: str) -> list[str]:
        rows = f"name,email,company,title\nAnn Able,ann@x.example,Acme,{title}\n"
        workspace.files.import_files([("people.csv", rows.encode())], rep)
        (own,) = workspace.people.find(rep)
        with replace(workspace, rep=own.id).view() as view:
            return [one.was_title for one in news(view).changes]

    assert bring("Buyer", "Rita Rep") == []
    assert bring("Head of Buying", "Tom Other") == [], "his first file is no news of her"
    assert bring("Director", "Tom Other") == ["Head of Buying"]


def test_news_are_of_people_both_know_and_of_no_colleague_and_nobody_private(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.db"
    files = [("people.csv", _PEOPLE), ("interactions.csv", _MAILS)]
    tiesmap.open(path).files.import_files(files, "Rita Rep")
    workspace = tiesmap.open(path, rep="Rita Rep", as_of=date(2026, 6, 30))
    (ann,) = workspace.people.find("Ann Able")
    with workspace.view() as view:
        both = {name for name, _ in relationships.in_common(view, ann.id)}
        assert both >= {"Bo Li", "Mandy Kuhn"}
        assert [name for name, _ in relationships.mutual(view, ann.id)] == ["Bo Li"]
