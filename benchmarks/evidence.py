"""Answer the questions of a network folder with the product's own functions.

    python benchmarks/evidence.py NETWORK_DIR --out PREDICTIONS_DIR

NETWORK_DIR holds import files (people.csv with interactions.csv or ties.csv) and `questions/`.
Writes tie_strength.csv, connectors.csv, next_introductions.csv, new_people.csv and circles.csv, as
far as they are asked. It defines no formula and never opens `answers/`.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from math import inf
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.candidates import rank_candidates
from tiesmap.model.tables import Tables
from tiesmap.network.build import build_network
from tiesmap.network.circles import rank_circles
from tiesmap.network.closeness import closeness
from tiesmap.network.comfort import measure_comfort
from tiesmap.network.network import Network
from tiesmap.network.outreach import rank_connectors
from tiesmap.network.standpoint import Standpoint, look_around, stand
from tiesmap.store.keys import known_people
from tiesmap.store.reading.loading import load, load_ratings
from tiesmap.workspace.opening import open_workspace

IMPORTS = ("people.csv", "interactions.csv", "ties.csv", "introductions.csv", "relationships.csv")
MOST = 50
"""People suggested to one rep."""


class Folder:
    """A network folder imported once; networks are built from it as of any moment."""

    def __init__(self, folder: Path, scratch: Path) -> None:
        workspace = open_workspace(scratch / "network.db")
        files = [
            (name, (folder / name).read_bytes()) for name in IMPORTS if (folder / name).exists()
        ]
        workspace.files.import_files(files)
        with workspace.store.reading() as connection:
            self.tables: Tables = load(connection, inf, None, lambda share: None)[0]
            self.ratings = load_ratings(connection)
            known = known_people(connection)
        self.person = {key: person for (_, key), person in known.by_id.items()}
        self.id = {person: key for key, person in self.person.items()}
        self.last = workspace.data.last_day() or date(2000, 1, 1)
        workspace.store.close()
        self._built: tuple[str, Network] | None = None

    def moment(self, as_of: str) -> datetime | date:
        """The moment that a question names, a date meaning all of that day, as in the shell.

        Without one, the end of the data.
        """
        if not as_of:
            return self.last
        return datetime.fromisoformat(as_of) if len(as_of) > 10 else date.fromisoformat(as_of)

    def network(self, as_of: str) -> Network:
        """The network as it stood at a moment; without one, of everything."""
        if self._built is None or self._built[0] != as_of:
            self._built = as_of, build_network(self.tables, self.moment(as_of))
        return self._built[1]

    def forget(self) -> None:
        """Build the next network anew, whatever was built before."""
        self._built = None

    def part(self, as_of: str, around: Iterable[str]) -> Network:
        """The same, made of those interactions alone in which one of these people took part.

        Every tie of these people is in it as in the whole, and it is made in a tenth of the time.
        """
        contacts = self.tables.contacts
        wanted = np.zeros(len(contacts), bool)
        for key in around:
            person = self.person[key]
            wanted |= (contacts["sender"].to_numpy() == person) | (
                contacts["recipient"].to_numpy() == person
            )
        # Whole interactions: in a meeting, and in a mail to several, the others belong to it.
        number = contacts["interaction"].to_numpy()
        taken = np.isin(number, number[wanted])
        part = replace(self.tables, contacts=contacts[taken].reset_index(drop=True))
        return build_network(part, self.moment(as_of))

    def standpoint(self, network: Network, rep: str) -> Standpoint:
        """A network as the rep stands in it."""
        node = network.node(self.person[rep])
        around = look_around(network, node)
        return stand(around, measure_comfort(network, node, self.ratings))


def questions(folder: Path, name: str) -> list[dict[str, str]]:
    path = folder / "questions" / name
    if not path.exists():
        return []
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def tie_strengths(network: Folder, asked: Iterable[dict[str, str]]) -> Iterator[list[object]]:
    for row in asked:
        built = network.network(row["as_of"])
        a, b = (built.node(network.person[row[name]]) for name in ("person", "other"))
        tie = built.tie_between(a, b)
        near = 0.0 if tie is None else float(closeness(built, np.array([tie]))[0])
        yield [row["as_of"], row["person"], row["other"], repr(near)]


def connectors(network: Folder, asked: Iterable[dict[str, str]]) -> Iterator[list[object]]:
    for row in asked:
        built = network.part(row["as_of"], (row["rep"], row["target"]))
        standpoint = network.standpoint(built, row["rep"])
        for node, chance in rank_connectors(standpoint, built.node(network.person[row["target"]])):
            connector = network.id[int(built.ids[node])]
            yield [row["as_of"], row["rep"], row["target"], connector, repr(chance)]


def next_introductions(network: Folder, asked: Iterable[dict[str, str]]) -> Iterator[list[object]]:
    for row in asked:
        standpoint = network.standpoint(network.network(row["as_of"]), row["rep"])
        for node, worth in rank_candidates(standpoint, reach="near")[:MOST]:
            person = network.id[int(standpoint.network.ids[node])]
            yield [row["as_of"], row["rep"], person, repr(worth)]


def new_people(network: Folder, asked: Iterable[dict[str, str]]) -> Iterator[list[object]]:
    for row in asked:
        standpoint = network.standpoint(network.network(row["as_of"]), row["rep"])
        new = row["categories"].split(";")
        for node, chance in rank_candidates(standpoint, reach="far", circles=new)[:MOST]:
            person = network.id[int(standpoint.network.ids[node])]
            yield [row["as_of"], row["rep"], person, repr(chance)]


def circles(network: Folder, asked: Iterable[dict[str, str]]) -> Iterator[list[object]]:
    for row in asked:
        standpoint = network.standpoint(network.network(row["as_of"]), row["rep"])
        new = row["categories"].split(";")
        for circle, score in rank_circles(standpoint):
            if circle in new:
                yield [row["as_of"], row["rep"], circle, repr(score)]


ANSWERS = {
    "tie_strength.csv": (("as_of", "person", "other", "strength"), tie_strengths),
    "connectors.csv": (("as_of", "rep", "target", "connector", "score"), connectors),
    "next_introductions.csv": (("as_of", "rep", "person", "score"), next_introductions),
    "new_people.csv": (("as_of", "rep", "person", "score"), new_people),
    "circles.csv": (("as_of", "rep", "category", "score"), circles),
}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("network", type=Path, help="folder with import files and questions/")
    parser.add_argument("--out", type=Path, required=True, help="folder for the predictions")
    given = parser.parse_args(arguments)
    if not (given.network / "people.csv").exists():
        print(f"{given.network} holds no people.csv: name a folder with one.", file=sys.stderr)
        return 1
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        network = Folder(given.network, Path(scratch))
        for name, (header, answer) in ANSWERS.items():
            asked = sorted(questions(given.network, name), key=lambda row: row["as_of"])
            if not asked:
                continue
            with (given.out / name).open("w", newline="", encoding="utf-8") as file:
                writer = csv.writer(file)
                writer.writerow(header)
                writer.writerows(answer(network, asked))
    return 0


if __name__ == "__main__":
    sys.exit(main())
