"""Categories as shown on screen, where proposed ones are marked."""

from __future__ import annotations

from dataclasses import replace

from tiesmap.model.map import MapPerson, MapView
from tiesmap.model.proposals import say_categories
from tiesmap.workspace.kept import COMFORT, kept
from tiesmap.workspace.view import View


@kept(COMFORT)
def in_words(view: View) -> dict[str, str]:
    """Each category on file with the words to show, which say how much is only proposed."""
    return say_categories((one.category, one.category_by) for one in view.people.values())


def on_map(view: View, drawn: MapView) -> MapView:
    """The picture with its people's categories in words; a sector that is proposed says so."""
    words, people = in_words(view), view.people

    def said(shown: MapPerson) -> MapPerson:
        person = people.get(shown.id)
        return shown if person is None else replace(shown, category=person.category_in_words)

    return replace(
        drawn,
        people=tuple(said(shown) for shown in drawn.people),
        sectors=tuple(
            one
            if one.inferred
            else replace(one, proposed=words.get(one.category, one.category) != one.category)
            for one in drawn.sectors
        ),
    )
