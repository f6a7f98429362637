"""Write the invented sample network: fourteen CSV files and their README.

    python data/sample/make_sample.py [--out DIR]

Standard library only. Every draw comes from `random.Random(seed).random()`, whose sequence Python
guarantees across versions, and only whole numbers, + - * / are computed with it: the files come
out byte for byte the same everywhere.

The order of work: people and companies -> who is whose contact -> who knows whom -> past
introductions -> two years of contact -> what the reps wrote down -> files. The stories told in
the README are laid down first and guarded while everything else is drawn around them.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from sample_contacts import write_groups, write_history, write_stories, write_team
from sample_files import write_files
from sample_introductions import add_introductions
from sample_people import add_people, add_relations
from sample_ties import add_ties
from sample_wishes import bar_some
from sample_world import SEED, Dice, World


def make(folder: Path) -> None:
    """Make the sample and write it to `folder`, which is created if need be."""
    world = World(Dice(SEED))
    add_people(world)
    add_relations(world)
    add_ties(world)
    add_introductions(world)
    for rep, relations in enumerate(world.relations):
        for key, relation in relations.items():
            write_history(world, rep, key, relation)
        write_groups(world, rep)
    write_stories(world)
    write_team(world)
    bar_some(world)
    folder.mkdir(parents=True, exist_ok=True)
    write_files(world, folder)


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the invented sample network.")
    here = Path(__file__).resolve().parent
    parser.add_argument("--out", type=Path, default=here, help="folder to write to")
    make(parser.parse_args().out)


if __name__ == "__main__":
    main()
