"""A client, Ana, and all that is written down of her."""

from __future__ import annotations

from datetime import date

from tests.nurtured import DAY, REP, client
from tiesmap.model.practice import Action, Detail, Need, Note, Practice, Satisfaction, Standard
from tiesmap.model.tact import Favor
from tiesmap.model.week import Health, NeedState

ANA = client(2, "Ana Ruiz", signed_on=date(2023, 7, 4))
PRACTICE = Practice(
    notes=(
        Note(4, REP, 2, date(2026, 6, 10), "the price", "a pilot in May", "bring the offer"),
        Note(3, REP, 2, date(2026, 5, 10), "third"),
        Note(2, REP, 2, date(2026, 4, 10), "second"),
        Note(1, REP, 2, date(2026, 3, 10), "first"),
        Note(5, REP, 3, date(2026, 6, 11), "somebody else"),
        Note(6, REP, 2, date(2026, 7, 11), "not yet"),
    ),
    details=(
        Detail(1, REP, 2, date(2026, 1, 1), "event", "back from Lisbon",
               event_on=date(2026, 6, 29)),
        Detail(2, REP, 2, date(2026, 1, 2), "interest", "rowing", used_on=date(2026, 6, 1)),
        Detail(3, REP, 2, date(2026, 1, 3), "family", "a son at school"),
        Detail(4, REP, 2, date(2026, 1, 4), "event", "trade fair", event_on=date(2026, 7, 14)),
        Detail(5, REP, 2, date(2026, 1, 5), "event", "far off", event_on=date(2026, 7, 15)),
        Detail(6, REP, 2, date(2026, 1, 6), "event", "asked already",
               event_on=date(2026, 6, 20), used_on=date(2026, 6, 22)),
        Detail(7, REP, 3, date(2026, 1, 7), "interest", "of somebody else"),
    ),
    plans=(
        Action(1, REP, 2, date(2026, 6, 1), "promise", "send the article"),
        Action(2, REP, 2, date(2026, 6, 1), "promise", "done", done_on=date(2026, 6, 2)),
    ),
    favors=(
        Favor(1, REP, 2, date(2026, 5, 3), "given", "advice"),
        Favor(2, REP, 2, date(2026, 6, 3), "taken", "referral"),
    ),
    standards=(Standard(1, REP, 2, date(2023, 7, 4), "client", "pays in 14 days"),),
    needs=(Need(1, REP, 2, date(2025, 6, 1), "a second site"),),
    satisfaction=(Satisfaction(1, REP, 2, date(2026, 6, 1), 3, "late twice"),),
)  # fmt: skip
HEALTH = Health(2, "client", "set", 60, DAY, DAY, "green", "", next_purpose="bring the offer")
NEED = NeedState(2, PRACTICE.needs[0], date(2026, 6, 1), (), "the last one was on 1 June 2025")
