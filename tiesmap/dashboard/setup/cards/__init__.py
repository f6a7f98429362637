"""The cards by which a rep rates people: one key each, and the page does not run in between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from tiesmap.dashboard.shared.component import component
from tiesmap.model.ids import PersonId

_SCALE = ("hardly", "a little", "fine", "well", "at home")
"""What 1 to 5 mean."""


@dataclass(frozen=True, slots=True)
class Card:
    """One person to be rated, with what helps to remember them."""

    id: PersonId
    name: str
    place: str = ""
    hint: str = ""
    comfort: int | None = None
    client: bool = False


@dataclass(frozen=True, slots=True)
class Rated:
    """What was said of one person; None where nothing was said, comfort 0 taken back."""

    id: PersonId
    comfort: int | None = None
    client: bool | None = None
    private: bool | None = None


def rating_cards(
    cards: Sequence[Card],
    *,
    key: str,
    on_rated: Callable[[tuple[Rated, ...], bool], None],
) -> None:
    """Show the cards one after the other.

    `on_rated` is called with what was said since the last call, and whether all cards are through.
    Ids from the browser are looked up among the cards.
    """
    known = {card.id for card in cards}

    def changed() -> None:
        state = st.session_state.get(key)
        said = getattr(state, "rated", None)
        if isinstance(said, dict):
            on_rated(_read(said.get("rated"), known), said.get("done") is True)

    component(__name__, "cards", _html())(
        key=key,
        data={
            "cards": [
                {
                    "id": card.id,
                    "name": card.name,
                    "place": card.place,
                    "hint": card.hint,
                    "comfort": card.comfort,
                    "client": card.client,
                }
                for card in cards
            ]
        },
        on_rated_change=changed,
    )


def _read(said: object, known: set[PersonId]) -> tuple[Rated, ...]:
    """What the browser sent, as far as it can be meant."""
    found = []
    for one in said if isinstance(said, list) else ():
        if not isinstance(one, dict) or one.get("id") not in known:
            continue
        comfort, client, private = one.get("comfort"), one.get("client"), one.get("private")
        found.append(
            Rated(
                PersonId(int(one["id"])),
                comfort if isinstance(comfort, int) and 0 <= comfort <= 5 else None,
                client if isinstance(client, bool) else None,
                private if isinstance(private, bool) else None,
            )
        )
    return tuple(found)


def _html() -> str:
    rates = "".join(
        f'<button type="button" data-key="{number}" aria-pressed="false">'
        f"<kbd>{number}</kbd> {word}</button>"
        for number, word in enumerate(_SCALE, start=1)
    )
    return f"""
<div class="cards" tabindex="0" role="group"
  aria-label="How at ease are you with each person? Keys: 1 to 5, C client, P private, S skip,
U undo.">
  <div class="cards-card" aria-live="polite">
    <div class="cards-open">
      <p class="cards-name"></p><p class="cards-place"></p><p class="cards-hint"></p>
    </div>
    <p class="cards-ended" hidden>That is all of them. Thank you.</p>
  </div>
  <div class="cards-row cards-rates">{rates}</div>
  <div class="cards-row">
    <button type="button" data-key="c" aria-pressed="false"><kbd>C</kbd> client</button>
    <button type="button" data-key="s"><kbd>S</kbd> skip</button>
    <button type="button" data-key="p" title="Never asked"><kbd>P</kbd> private</button>
    <button type="button" data-key="u"><kbd>U</kbd> undo</button>
  </div>
  <p class="cards-count"></p>
</div>
"""
