"""The journey in the shell: from "met" on one hop to the next ask, within a week of This week;
the lighter ask, ties put right, the chain, and a list that is ticked."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tiesmap.cli import main

PEOPLE = """id,name,email,company,category,rep
1,Rita Rep,rita@x.example,Us,Insurance,yes
2,Cora Client,cora@x.example,Acme,Food,
3,Theo Target,theo@x.example,Bell,Hotels,
4,Gil Goal,gil@x.example,Globe,Ships,
5,Una Union,una@x.example,Delta,Law,
6,Vera Vault,vera@x.example,Echo,Banking,
"""
PAIRS = ((1, 2), (2, 3), (3, 4), (2, 5), (5, 6))
CONTACTS = "date,from,to,channel\n" + "".join(
    f"2026-06-{10 + k},{a},{b},email\n" for k in range(8) for a, b in PAIRS
)
WANTED = "name,company,category,why\nGil Goal,Globe,,\n"


@pytest.fixture
def shell(tmp_path: Path) -> Any:
    def run(*args: str, day: str = "2026-06-30") -> str:
        common = ["--db", str(tmp_path / "a.db"), "--rep", "Rita Rep", "--as-of", day]
        result = CliRunner().invoke(main, [*args, *common], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return str(result.stdout)

    for name, text in (("people", PEOPLE), ("interactions", CONTACTS), ("targets", WANTED)):
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    files = [str(tmp_path / f"{name}.csv") for name in ("people", "interactions", "targets")]
    db = ["--db", str(tmp_path / "a.db"), "--rep", "Rita Rep"]
    assert CliRunner().invoke(main, ["import", *files, *db]).exit_code == 0
    return run


def requests(shell: Any, **more: str) -> list[dict[str, Any]]:
    return list(json.loads(shell("requests", "--json", **more))["requests"])


def week(shell: Any, day: str) -> dict[tuple[str, str], str]:
    items = json.loads(shell("week", "--most", "40", "--json", day=day))["items"]
    return {(item["kind"], item["person"]): item["purpose"] for item in items}


def on_the_way(shell: Any) -> str:
    (found,) = [
        r for r in requests(shell) if (r["target"], r["goal"]) == ("Theo Target", "Gil Goal")
    ]
    return str(found["request"])


def test_from_met_to_the_next_ask_within_a_week(shell: Any, tmp_path: Path) -> None:
    ask = on_the_way(shell)
    for status in ("asked", "agreed", "accepted", "introduced", "met"):
        shell("outcome", ask, status)
    # The day of the meeting: report back, and how at ease he is with the new one.
    now = week(shell, "2026-06-30")
    assert now["report", "Cora Client"] == "tell how it went with Theo Target and say thanks"
    assert "how at ease you are with Theo Target" in now["comfort", "Theo Target"]
    (tmp_path / "relationships.csv").write_text("rep,person,comfort\n1,3,4\n", "utf-8")
    (tmp_path / "notes.csv").write_text(
        "person,date,discussed\n2,2026-07-01,thanked her for Theo\n", "utf-8"
    )
    shell("import", str(tmp_path / "relationships.csv"), str(tmp_path / "notes.csv"))
    # Two days on both are done, and the next step stands in the same week.
    later = week(shell, "2026-07-02")
    assert ("report", "Cora Client") not in later and ("comfort", "Theo Target") not in later
    assert later["onward", "Theo Target"] == "ask for the next introduction toward Gil Goal"
    said = shell("onward", ask, day="2026-07-02")
    assert "planned: Ask Theo Target for an introduction to Gil Goal" in said
    assert week(shell, "2026-07-02")["ask", "Theo Target"].endswith("to Gil Goal")
    following = said.split()[0]
    shell("outcome", following, "asked", day="2026-07-03")
    assert ("onward", "Theo Target") not in week(shell, "2026-07-03")
    # The two know each other now, and the chain says through whom.
    assert "Theo Target, through Cora Client, 2026-06-30" in shell("chain")
    # The day before, he had come through nobody.
    assert not shell("chain", day="2026-06-29").strip()


def test_at_the_goal_the_next_circle_is_asked_about(shell: Any) -> None:
    ask = on_the_way(shell)
    for status in ("asked", "agreed", "accepted", "introduced", "met"):
        shell("outcome", ask, status)
    following = shell("onward", ask).split()[0]
    for status in ("asked", "agreed", "accepted", "introduced", "met"):
        shell("outcome", following, status, day="2026-07-01")
    said = shell("onward", following, day="2026-07-01")
    assert "planned: Ask Gil Goal openly: “Do you know somebody in " in said
    lines = shell("chain", day="2026-07-01").splitlines()
    assert lines[:2] == [
        "Theo Target, through Cora Client, 2026-06-30",
        "  Gil Goal, through Theo Target, 2026-07-01",
    ]
    rows = json.loads(shell("chain", "--json", day="2026-07-01"))["chain"]
    assert [(row["step"], row["led_to"]) for row in rows] == [(1, 1), (2, 0)]


def test_may_i_mention_your_name(shell: Any) -> None:
    ask = on_the_way(shell)
    said = shell("mention", ask)
    number = said.split()[0]
    assert number == "m" + ask[1:] and "mention that name to Theo Target" in said
    assert week(shell, "2026-06-30")["ask", "Cora Client"] == (
        "ask to mention that name to Theo Target"
    )
    for status in ("asked", "agreed", "introduced", "met"):
        shell("outcome", number, status)
    with pytest.raises(AssertionError, match=r"nothing can follow|cannot follow"):
        shell("outcome", number, "accepted")


def test_a_tie_put_right(shell: Any) -> None:
    def ways() -> list[Any]:
        return list(json.loads(shell("paths", "--to", "Theo Target", "--json"))["paths"])

    assert ways()
    assert "do not know each other" in shell("tie", "Cora Client", "Theo Target", "--strength", "0")
    assert not ways()
    shell("tie", "Theo Target", "Cora Client", "--forget")
    assert ways()
    shell("tie", "Rita Rep", "Cora Client", "--strength", "1")
    assert "you judged 1 of 5" in shell("ties", "--json")


def test_the_chain_as_files(shell: Any, tmp_path: Path) -> None:
    (tmp_path / "introductions.csv").write_text(
        "date,introducer,person,other,outcome\n2024-01-02,2,1,3,client\n2025-03-04,3,1,4,no\n"
        "2025-05-06,2,1,5,\n",
        "utf-8",
    )
    shell("import", str(tmp_path / "introductions.csv"))
    table, picture = tmp_path / "chain.csv", tmp_path / "chain.svg"
    shell("chain", "--out", str(table))
    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8-sig"))))
    assert [(r["person"], r["through"], r["date"], r["outcome"], r["led_to"]) for r in rows] == [
        ("Theo Target", "Cora Client", "2024-01-02", "client", "1"),
        ("Gil Goal", "Theo Target", "2025-03-04", "no", "0"),
        ("Una Union", "Cora Client", "2025-05-06", "", "0"),
    ]
    shell("chain", "--out", str(picture))
    drawn = ET.fromstring(picture.read_bytes())
    texts = [e.text for e in drawn.iter() if e.tag.endswith("text")]
    assert texts == ["Cora Client", "Theo Target, 2024", "Gil Goal, 2025", "Una Union, 2025"]
    assert "http" not in picture.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")


def test_a_list_is_ticked_and_taken_back(shell: Any, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    shell("ticklist", "--connector", "Cora Client", "--out", str(path))
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    names = [row["name"] for row in rows]
    assert set(names) == {"Theo Target", "Gil Goal", "Una Union"}  # never her own firm
    page = tmp_path / "list.html"
    shell("ticklist", "--connector", "Cora Client", "--out", str(page))
    assert all(name in page.read_text("utf-8") for name in names)
    marks = {
        "Theo Target": {"yes": "x"},
        "Una Union": {"not_him": "x"},
        "Gil Goal": {"better_somebody_else": "Una Union"},
    }
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows(row | marks[row["name"]] for row in rows)
    path.write_text(out.getvalue(), "utf-8")
    said = shell("ticklist", "--read", str(path))
    assert said.strip() == ("1 yes, 1 not him, 1 better through somebody else; 1 asks planned")
    planned = [r for r in requests(shell) if r["status"] == "planned"]
    assert [(r["connector"], r["target"]) for r in planned] == [("Cora Client", "Theo Target")]
    again = shell("ticklist", "--read", str(path))
    assert again.strip().endswith("0 asks planned")
    found = json.loads(shell("paths", "--to", "Gil Goal", "--json"))["paths"]
    assert ["Una Union", "Gil Goal"] in [list(one["path"])[-2:] for one in found]
