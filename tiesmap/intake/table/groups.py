"""Reports that group their rows: what a group has in common stands in its first row alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from tiesmap.model.domains import firm_of

Cells = tuple[str, ...]
LEAST = 2
"""So many groups of several rows make a grouped report."""


def filled_down(
    lines: Sequence[tuple[int, Cells]], company: int, email: int, sums: Collection[int]
) -> tuple[list[tuple[int, Cells]], int, int]:
    """The rows with the cells of their group; how many were filled in, and of how many groups.

    `company` and `email` are columns (-1: there is none), `sums` the lines with a group's sum. A
    report is one that groups by company, and by what stands beside it in the same rows alone, where
    a sum stands between the groups, or the addresses of a group are of one firm.
    """
    first = [bool(cells[company].strip()) for _, cells in lines]
    if not first or not first[0] or all(first):
        return list(lines), 0, 0
    columns = _grouping([cells for _, cells in lines], first, company)
    groups = _groups(first)
    several = [group for group in groups if len(group) > 1]
    if 0 not in columns or len(several) < LEAST:
        return list(lines), 0, 0
    if not (_divided(lines, groups, sums) or _of_one_firm(lines, several, email)):
        return list(lines), 0, 0
    found: list[tuple[int, Cells]] = []
    for group in groups:
        head = lines[group[0]][1]
        for at in group:
            line, cells = lines[at]
            found.append(
                (line, tuple(head[n] if n in columns else cell for n, cell in enumerate(cells)))
            )
    return found, len(lines) - len(groups), len(groups)


def _grouping(rows: Sequence[Cells], first: Sequence[bool], company: int) -> set[int]:
    """The company's column and those beside it that are filled in first rows of groups alone."""

    def is_one(at: int) -> bool:
        return not any(row[at].strip() for row, head in zip(rows, first, strict=True) if not head)

    found = {company}
    for step in (-1, 1):
        at = company + step
        while 0 <= at < len(rows[0]) and is_one(at) and any(row[at].strip() for row in rows):
            found.add(at)
            at += step
    return found


def _groups(first: Sequence[bool]) -> list[list[int]]:
    groups: list[list[int]] = []
    for at, head in enumerate(first):
        if head:
            groups.append([])
        groups[-1].append(at)
    return groups


def _divided(
    lines: Sequence[tuple[int, Cells]], groups: Sequence[Sequence[int]], sums: Collection[int]
) -> bool:
    """Whether a sum stands between each two groups."""
    return all(
        any(lines[one[-1]][0] < line < lines[other[0]][0] for line in sums)
        for one, other in pairwise(groups)
    )


def _of_one_firm(
    lines: Sequence[tuple[int, Cells]], groups: Sequence[Sequence[int]], email: int
) -> bool:
    """Whether the addresses at firms are of one firm in each group, and in several of them."""
    if email < 0:
        return False
    firms = [{firm_of(lines[at][1][email].strip()) for at in group} - {""} for group in groups]
    said = [sum(bool(firm_of(lines[at][1][email].strip())) for at in group) > 1 for group in groups]
    return all(len(one) <= 1 for one in firms) and sum(said) >= LEAST
