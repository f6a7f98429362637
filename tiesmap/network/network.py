"""The network itself: people, the ties between them and how strong each is, as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesmap.model.domains import firm_of
from tiesmap.model.firms import number_places
from tiesmap.model.ids import Node, PersonId
from tiesmap.model.spoken import spoken
from tiesmap.network.adjacency import Adjacency
from tiesmap.network.arrays import Bools, Floats, Ints
from tiesmap.network.ties import Contacts, Ties


@dataclass(frozen=True, eq=False)
class Network:
    """People (nodes 0..n-1), the ties between them, and how strong each is, up to `now`.

    `people` has the columns of `tables.PEOPLE`, its row i is node i; `strength` is one number in
    [0, 1] per tie. Arrays are shared and must not be written to.
    """

    now: float
    people: pd.DataFrame
    ids: Ints
    ties: Ties
    adjacency: Adjacency
    strength: Floats
    contacts: Contacts
    introductions: pd.DataFrame

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def marked(self) -> Bools:
        """Per person: marked "do not ask"."""
        return self.people["do_not_ask"].to_numpy(dtype=bool)

    @cached_property
    def nameless(self) -> Bools:
        """Per person: an address without a name, for whom nobody can be asked."""
        name, email = (self.people[column].to_numpy(dtype=object) for column in ("name", "email"))
        return np.asarray((name == "") & (email != ""), dtype=bool)

    @cached_property
    def reps(self) -> Bools:
        """Per person: a rep, so a colleague of every other rep."""
        return self.people["rep"].to_numpy(dtype=bool)

    @cached_property
    def known(self) -> Bools:
        """Per tie: False where it is only inferred."""
        return self.ties.known

    @cached_property
    def category(self) -> NDArray[np.object_]:
        """Per person: the category as text, "" where there is none."""
        return self.people["category"].to_numpy(dtype=object)

    @cached_property
    def category_code(self) -> tuple[Ints, NDArray[np.object_]]:
        """Per person: the number of the category, -1 where there is none; and their names."""
        code, names = pd.factorize(self.category)
        none = np.append(names == "", False)
        return np.where(none[code], -1, code).astype(np.int64), names

    @cached_property
    def firm(self) -> Ints:
        """Per person: the number of the firm on file, -1 where there is none.

        A firm that is called otherwise is one firm, by its name or its mail domain, and two
        freelancers are at none together.
        """
        return firms_of(self.people)

    def at_company(self, company: str) -> Bools:
        """Per person: whether he is at the firm called so on file, however his own row calls it."""
        name = company.strip().casefold()
        said = (self.people["company"].str.casefold().to_numpy() == name) & bool(name)
        firms = np.unique(self.firm[said])
        return np.asarray(said | np.isin(self.firm, firms[firms >= 0]))

    @cached_property
    def known_degree(self) -> Ints:
        """Per person: how many people he or she is known to know."""
        known = np.flatnonzero(self.known)
        ends = np.concatenate([self.ties.a[known], self.ties.b[known]])
        return np.bincount(ends, minlength=len(self))

    @cached_property
    def _names(self) -> tuple[pd.Series, pd.Series]:
        return self.people["name"], self.people["email"]

    def label(self, node: Node) -> str:
        """How a person is called: by name, else by address, else by number."""
        name, email = self._names
        return str(spoken(str(name.iat[node])) or email.iat[node] or f"person {self.ids[node]}")

    def node(self, person: PersonId) -> Node:
        """The node of a stored person's id; KeyError if the person is not in the network."""
        at = int(np.searchsorted(self.ids, person))
        if at == len(self.ids) or self.ids[at] != person:
            raise KeyError(person)
        return Node(at)

    def person(self, node: Node) -> PersonId:
        """The id of the person at a node."""
        return PersonId(int(self.ids[node]))

    def contacts_of(self, node: Node) -> Ints:
        """The nodes that `node` is known to know, in ascending order."""
        neighbors = self.adjacency.neighbors(node)
        return np.asarray(neighbors[self.known[self.adjacency.ties_of(node)]], dtype=np.int64)

    def tie_between(self, node: Node, other: Node) -> int | None:
        """The number of the tie between two nodes, None if there is none."""
        neighbors = self.adjacency.neighbors(node)
        at = int(np.searchsorted(neighbors, other))
        if at == len(neighbors) or neighbors[at] != other:
            return None
        return int(self.adjacency.ties_of(node)[at])


def firms_of(people: pd.DataFrame) -> Ints:
    """Per row of a table of people: the number of the firm, as `Network.firm` says it."""
    company, companies = pd.factorize(people["company"])
    host, hosts = pd.factorize(people["email"].str.split("@").str[-1])
    domain, domains = pd.factorize(np.array([firm_of(f"@{one}") for one in hosts], dtype=object))
    pair = company.astype(np.int64) * max(len(domains), 1) + domain[host]
    pairs, which, many = np.unique(pair, return_inverse=True, return_counts=True)
    names, ends = [str(one) for one in companies], [str(one) for one in domains]
    places = {
        (names[one // len(ends)], ends[one % len(ends)]): count
        for one, count in zip(pairs.tolist(), many.tolist(), strict=True)
    }
    number = np.array(list(number_places(places).values()), dtype=np.int64)
    return np.append(number, -1)[which].astype(np.int64)
