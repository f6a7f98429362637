"""Asking the network: ties, referral paths, whom to meet next, and the map."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import isnan

import numpy as np

from tiesmap.model.days import date_of
from tiesmap.model.map import MapView
from tiesmap.model.paths import OpenAsk, ReferralPath, Suggestion
from tiesmap.model.people import Person, TargetRecord
from tiesmap.network import outreach, paths, picture, reach
from tiesmap.network.classify import CLASSES
from tiesmap.network.standpoint import Surroundings
from tiesmap.network.strength import reasons as tie_reasons
from tiesmap.network.ties import (
    CONTACT,
    DECLARED,
    EMPLOYER,
    INTRODUCTION,
    LINKED,
    SEEN,
    Ints,
)
from tiesmap.workspace.seat import Seat, Unanswerable

_EVIDENCE = (
    (CONTACT, "contact"),
    (DECLARED, "declared"),
    (INTRODUCTION, "introduction"),
    (LINKED, "linkedin"),
    (SEEN, "seen together (inferred)"),
    (EMPLOYER, "same employer (inferred)"),
)


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie as the rep reads it. `overlap` and `opens` are None where they have no meaning."""

    person_id: int
    person: str
    other_id: int
    other: str
    strength: float
    tie_class: str
    bridging: bool
    dead_end: bool
    overlap: float | None
    opens: tuple[str, ...]
    contacts: int
    last_contact: date | None
    evidence: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands toward the rep."""

    ring: int
    """0 the rep, 1 a contact, 2 one introduction away, 3 two; -1 out of reach."""
    comfort: float | None
    """1-5, for contacts only."""
    rated: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """How large the network is. The classes count the rep's own ties, by name."""

    people: int
    ties: int
    known: int
    one_away: int
    two_away: int
    classes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """Paths to what was asked for; where there is none, why, and whom the rep knows near it."""

    paths: tuple[ReferralPath, ...]
    sentence: str = ""
    nearest: tuple[Person, ...] = ()


class Asking(Seat):
    """The questions that a rep asks of his network."""

    def ties(self, person: int | None = None) -> list[Tie]:
        """The ties of one person; or of the rep and everybody within two steps of him.

        The rep's own come first, each group by falling strength.
        """
        network, around = self.network, self.around
        ties = network.ties
        if person is None:
            near = (around.ring >= 0) & (around.ring <= 2)
            chosen = np.flatnonzero(near[ties.a] & near[ties.b])
            front = around.rep
        else:
            front = self.node(person)
            chosen = np.asarray(network.adjacency.ties_of(front))
        own = (ties.a[chosen] == front) | (ties.b[chosen] == front)
        order = np.lexsort((ties.b[chosen], ties.a[chosen], -network.strength[chosen], ~own))
        opened = reach.what_contacts_open(around)
        standpoint = self.standpoint
        name = cache(lambda node: paths.label(standpoint, node))
        return [_tie(around, int(tie), front, opened, name) for tie in chosen[order]]

    def node(self, person: int) -> int:
        """The node of a person's id; raises Unanswerable where he is not in the network."""
        try:
            return self.network.node(person)
        except KeyError:
            raise Unanswerable("That person is not in the network.") from None

    def label(self, node: int) -> str:
        """The name of a node, as it is shown."""
        return paths.label(self.standpoint, node)

    def paths_to(self, person: int, top: int = 5) -> Answer:
        """The best paths to one person."""
        node = self.node(person)
        return self._answer(np.array([node]), f"{self.label(node)}", each=top, top=top)

    def paths_to_company(self, company: str, top: int = 20) -> Answer:
        """The best path to each person at a company."""
        return self._paths_where("company", company, f"anybody at {company}", top)

    def paths_to_category(self, category: str, top: int = 20) -> Answer:
        """The best path to each person in a category."""
        return self._paths_where("category", category, f"anybody in {category}", top)

    def _paths_where(self, column: str, value: str, whom: str, top: int) -> Answer:
        same = self.network.people[column].str.casefold() == value.strip().casefold()
        goals = np.flatnonzero(same.to_numpy())
        if not len(goals):
            return Answer((), f"Nobody on file has the {column} {value}: ask openly for a name.")
        return self._answer(goals, whom, each=1, top=top)

    def _answer(self, goals: Ints, whom: str, *, each: int, top: int) -> Answer:
        standpoint, ring = self.standpoint, self.around.ring
        found = paths.find_paths(standpoint, goals.tolist(), each=each, top=top)
        if found:
            return Answer(tuple(found))
        known = goals[ring[goals] == 1]
        marked = self.network.people["do_not_ask"].to_numpy(dtype=bool)[goals]
        if len(goals) == 1 and goals[0] == self.around.rep:
            sentence = "That is you."
        elif marked.all():
            sentence = f"{whom} is marked do not ask, so no path is shown."
        elif len(known):
            names = ", ".join(self.label(int(node)) for node in known[:3])
            sentence = f"You know {names} already: no introduction is needed."
        else:
            sentence = (
                f"No path of at most {self.settings.max_hops} hops leads to {whom}: nobody you "
                "know is known to know somebody who does. Below are those of your contacts who "
                "are nearest; ask them openly."
            )
        near = paths.nearest_known(standpoint, int(goals[0]))
        return Answer((), sentence, tuple(self._people(near)))

    def _people(self, nodes: Collection[int]) -> list[Person]:
        found = (self.store.person(int(self.network.ids[n]), self.rep) for n in nodes)
        return [person for person in found if person is not None]

    def wanted_goals(self) -> list[tuple[TargetRecord, list[int]]]:
        """Each entry of the wanted list, and the nodes of those on file whom it means."""
        people = self.network.people
        profile = people["profile_url"].str.casefold()
        name, company = people["name"].str.casefold(), people["company"].str.casefold()
        category = people["category"].str.casefold()
        found = []
        for target in self.store.targets(self.rep_id):
            if target.profile_url:
                fits = profile == target.profile_url.casefold()
            elif target.name:
                fits = name == target.name.casefold()
                if target.company and (fits & (company == target.company.casefold())).any():
                    fits &= company == target.company.casefold()
            elif target.company:
                fits = company == target.company.casefold()
            else:
                fits = category == target.category.casefold()
            found.append((target, np.flatnonzero(fits.to_numpy()).tolist()))
        return found

    def wanted(self, each: int = 3) -> list[Answer]:
        """The best paths for each entry of the wanted list, in its order."""
        answers = []
        for target, goals in self.wanted_goals():
            whom = target.name or (
                f"anybody at {target.company}"
                if target.company
                else f"anybody in {target.category}"
            )
            if goals:
                answers.append(self._answer(np.array(goals), whom, each=1, top=each))
            else:
                answers.append(
                    Answer((), f"{whom}: nobody on file fits, so ask openly for a name.")
                )
        return answers

    def outward(self, reach_out: str = "balanced", top: int = 20) -> list[Suggestion]:
        """Whom the rep should meet next, through whom: near, balanced or far."""
        return outreach.suggest(self.standpoint, reach=reach_out, top=top)

    def leads_further(self) -> bool:
        """Whether any contact of the rep is tied to somebody whom he does not know."""
        return bool((self.around.ring == 2).any())

    def why_no_path(self) -> str:
        """Why nobody new is suggested, and which file would change that."""
        if not len(self.around.contacts):
            return "You have no contacts on file yet: import your mails, your CRM or LinkedIn."
        if not self.leads_further():
            return (
                "No path leads further yet: everybody on file is your own contact, and nothing "
                "says whom they know. Mails with several people in them (interactions.csv), a "
                "ties.csv or introductions.csv would show it. Until then, ask openly for names."
            )
        return "Nobody new is left to suggest: those further out are marked do not ask."

    def open_asks(self, top: int = 10, about: tuple[str, str] | None = None) -> list[OpenAsk]:
        """What to ask openly where no path leads further: "who do you know at ...?".

        `about` is one wish, ("company" or "category", its name); without it the wanted list.
        """
        if about is not None:
            return outreach.suggest_open(self.standpoint, (about,), top=top)
        wanted = []
        for target in self.store.targets(self.rep_id):
            if target.company:
                wanted.append(("company", target.company))
            elif target.category:
                wanted.append(("category", target.category))
        return outreach.suggest_open(self.standpoint, tuple(dict.fromkeys(wanted)), top=top)

    def map_view(
        self, kind: str = "rings", category: str = "", always: Collection[int] = (), most: int = 180
    ) -> MapView:
        """The picture of the network around the rep; the people in `always` (ids) are on it."""
        draw = picture.draw_rings if kind == "rings" else picture.draw_communities
        said, _ = self.store.ratings()
        clients = said.loc[said["client"] & (said["rep"] == self.rep_id), "person"]
        return draw(
            self.standpoint,
            most=most,
            category=category,
            always=[self.node(person) for person in always],
            clients={self.node(int(person)) for person in clients},
        )

    def reach_by_category(self) -> tuple[reach.CategoryReach, ...]:
        """Each category: how many the rep knows, is at ease with, and could reach."""
        return reach.reach_by_category(self.standpoint)

    def standings(self) -> dict[int, Standing]:
        """Where everybody in the network stands toward the rep, by id."""
        comfort = self.standpoint.comfort
        columns = (self.network.ids, self.around.ring, comfort.person, comfort.rated)
        return {
            person: Standing(ring, None if isnan(at_ease) else at_ease, rated)
            for person, ring, at_ease, rated in zip(
                *(column.tolist() for column in columns), strict=True
            )
        }

    def overview(self) -> Overview:
        """The size of the network and the classes of the rep's own ties."""
        around = self.around
        away = np.bincount(np.maximum(around.ring, 0), minlength=4)
        own = around.tie_class[np.asarray(self.network.adjacency.ties_of(around.rep))]
        count = np.bincount(own, minlength=len(CLASSES)).tolist()
        return Overview(
            people=len(self.network),
            ties=len(self.network.ties),
            known=int(away[1]),
            one_away=int(away[2]),
            two_away=int(away[3:].sum()),
            classes=dict(zip(CLASSES, count, strict=True)),
        )


def _tie(
    around: Surroundings,
    tie: int,
    front: int,
    opened: Mapping[int, reach.Opened],
    name: Callable[[int], str],
) -> Tie:
    network, ties = around.network, around.network.ties
    a, b = int(ties.a[tie]), int(ties.b[tie])
    if b == front:
        a, b = b, a
    overlap = float(around.structure.overlap[tie])
    of_rep = around.rep in (a, b)
    opens = opened.get(b if a == around.rep else a) if of_rep else None
    last = float(ties.last[tie])
    # As on a path: reasons speak to the rep.
    one, two = (
        "you" if node == around.rep else name(node) for node in (int(ties.a[tie]), int(ties.b[tie]))
    )
    return Tie(
        person_id=int(network.ids[a]),
        person=name(a),
        other_id=int(network.ids[b]),
        other=name(b),
        strength=float(network.strength[tie]),
        tie_class=CLASSES[around.tie_class[tie]],
        bridging=bool(around.bridging[tie]),
        dead_end=bool(around.structure.dead_end[tie]),
        overlap=None if np.isnan(overlap) else overlap,
        opens=((*opens.categories, *(name(node) for node in opens.people)) if opens else ()),
        contacts=int(ties.contacts(tie)),
        last_contact=None if np.isnan(last) else date_of(last),
        evidence=tuple(word for bit, word in _EVIDENCE if ties.evidence[tie] & bit),
        reasons=tie_reasons(ties, tie, one, two, network.now),
    )
