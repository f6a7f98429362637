"""Ways: who is tied to whom, which paths lead to whom, and whom to meet next."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tiesmap.model.circles import Circle
from tiesmap.model.english import say_some
from tiesmap.model.ids import PersonId
from tiesmap.model.map import Kind, MapView
from tiesmap.model.paths import OpenAsk, Suggestion
from tiesmap.model.people import TargetRecord
from tiesmap.network import still
from tiesmap.store import targets
from tiesmap.workspace.market import whom_to_meet
from tiesmap.workspace.part import Part, question
from tiesmap.workspace.ways import (
    circles,
    drawing,
    measures,
    paths,
    standings,
    ties,
    wanted,
)
from tiesmap.workspace.ways.circles import Starts
from tiesmap.workspace.ways.open_asks import openly_now, openly_of
from tiesmap.workspace.ways.paths import Answer
from tiesmap.workspace.ways.standings import Overview, Standing
from tiesmap.workspace.ways.ties import Tie


class Ways(Part):
    """The questions that a rep asks of his network, and his wanted list."""

    # Ties and where everybody stands -------------------------------------------------------------

    def ties(self, person: PersonId | None = None) -> list[Tie]:
        """The ties of one person, or of the rep and everybody within two steps of him.

        The rep's own ties come first; each group is sorted by strength, strongest first.
        """
        with self.view() as view:
            return list(ties.ties(view, person))

    def standings(self) -> dict[PersonId, Standing]:
        """Everybody's position toward the rep, by id."""
        with self.view() as view:
            return standings.standings(view)

    def overview(self) -> Overview:
        """The size of the network and the classes of the rep's own ties."""
        with self.view() as view:
            return standings.overview(view)

    reach_by_category = question(measures.by_category)

    def map_view(
        self,
        kind: Kind = "rings",
        category: str = "",
        always: Collection[PersonId] = (),
        most: int = 180,
        before: MapView | None = None,
    ) -> MapView:
        """The picture of the network around the rep; the people in `always` (ids) are on it.

        `kind` is the answer (who opens a new circle), rings or communities. Whoever was on the
        picture `before` keeps his place.
        """
        with self.view() as view:
            base = still.hold(drawing.draw(view, kind, category, most), before)
            return drawing.with_more(view, base, always)

    pictures = question(measures.pictures)

    # Paths ---------------------------------------------------------------------------------------

    paths_to = question(paths.to_person)

    paths_where = question(paths.where)

    def outward(
        self,
        reach: str = "",
        top: int = 20,
        *,
        from_: Starts = (),
        accounts: bool = False,
    ) -> list[Suggestion]:
        """Whom the rep should meet next, through whom: near, balanced or far.

        Without `reach`: as the lot of a trial says of this week, else balanced.

        `from_` are the people (ids) and categories (names) to begin with; without any, everybody
        he is tied to, also hardly (`asks.choice` says whom to ask). People at firms where he knows
        somebody are left out unless `accounts`, and nothing leads over contacts who should be left
        alone now.
        """
        with self.view() as view:
            return list(circles.suggest(view, reach, top, tuple(from_), accounts))

    def circles(self, *, from_: Starts = (), accounts: bool = False) -> tuple[Circle, ...]:
        """The circles around the rep: those he could enter next first, by how surely they open.

        Then those he knows, those he is at home in last. `from_` and `accounts` as in `outward`.
        """
        with self.view() as view:
            return circles.circles(view, tuple(from_), accounts)

    evidence = question(measures.evidence)

    leads_further = question(paths.leads_further)
    why_no_path = question(paths.why_none)
    why_few = question(paths.why_few)

    def open_asks(self, top: int = 10, about: tuple[str, str] | None = None) -> list[OpenAsk]:
        """What to ask openly where no path leads further: "who do you know at ...?".

        `about` is one wish, ("company" or "category", its name); without it the wanted list.
        """
        with self.view() as view:
            return list(openly_now(view, top, about))

    open_ask_of = question(openly_of)

    def likelihoods(self, people: Collection[PersonId]) -> dict[PersonId, str]:
        """id -> the likelihood of an introduction to them within 60 days, in words.

        Only for people whom one introduction would reach; for others nothing was measured (see
        `pictures.BASIS`).
        """
        with self.view() as view:
            return measures.likelihoods(view, tuple(people))

    # The wanted list -----------------------------------------------------------------------------

    def targets(self) -> tuple[TargetRecord, ...]:
        """The rep's wanted list."""
        with self.view() as view:
            return view.targets

    def save_target(self, target: TargetRecord) -> None:
        """Put a person, company or category on the wanted list."""
        with self.writing(f"{target.label} on your wanted list") as op:
            targets.save_target(op, self.place.rep_id, target)

    wishes_offered = question(whom_to_meet.offered)
    goes_by = question(whom_to_meet.goes_by)

    def save_wishes(self, wishes: Sequence[str]) -> int:
        """Put on the wanted list what the rep says in words: trades or firms; returns how many."""
        with self.view() as view:
            read = [whom_to_meet.read_wish(view, text) for text in wishes]
        wanted = [one for one in read if one is not None]
        if wanted:
            with self.writing(
                f"whom you want to meet: {say_some([w.label for w in wanted])}"
            ) as op:
                for target in wanted:
                    targets.save_target(op, self.place.rep_id, target)
        return len(wanted)

    def remove_target(self, target: TargetRecord) -> None:
        """Remove an entry from the wanted list."""
        with self.writing(f"taking {target.label} off your wanted list") as op:
            targets.remove_target(op, self.place.rep_id, target)

    def wanted(self, each: int = 3) -> list[Answer]:
        """The best paths for each entry of the wanted list, in its order."""
        with self.view() as view:
            return list(wanted.ways(view, each))
