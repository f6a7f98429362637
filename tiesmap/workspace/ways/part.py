"""Ways: who is tied to whom, which paths lead to whom, and whom to meet next."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tiesmap.model.english import say_some
from tiesmap.model.ids import PersonId
from tiesmap.model.map import Kind, MapView
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
    ties,
    wanted,
)
from tiesmap.workspace.ways.open_asks import openly_now, openly_of
from tiesmap.workspace.ways.standings import overview, standings


class Ways(Part):
    """The questions that a rep asks of his network, and his wanted list."""

    # Ties and where everybody stands -------------------------------------------------------------

    ties = question(ties.ties)
    standings = question(standings)
    overview = question(overview)
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

    outward = question(circles.suggest)
    circles = question(circles.circles)
    evidence = question(measures.evidence)

    leads_further = question(paths.leads_further)
    why_no_path = question(paths.why_none)
    why_few = question(paths.why_few)

    open_asks = question(openly_now)
    open_ask_of = question(openly_of)

    likelihoods = question(measures.likelihoods)

    # The wanted list -----------------------------------------------------------------------------

    wanted = question(wanted.ways)

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
        read: dict[TargetRecord, list[str]] = {}
        with self.view() as view:
            for text in wishes:
                if (wish := whom_to_meet.read_wish(view, text)) is not None:
                    read.setdefault(wish, []).append(text)
        if read:
            said = [whom_to_meet.as_said(wish, texts) for wish, texts in read.items()]
            with self.writing(f"whom you want to meet: {say_some(said)}") as op:
                for wish in read:
                    targets.save_target(op, self.place.rep_id, wish)
        return len(read)

    def remove_target(self, target: TargetRecord) -> None:
        """Remove an entry from the wanted list."""
        with self.writing(f"taking {target.label} off your wanted list") as op:
            targets.remove_target(op, self.place.rep_id, target)
