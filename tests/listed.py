"""Requests with hostile names and names of any script, for the tests of what goes out."""

from __future__ import annotations

import unicodedata
from dataclasses import fields
from datetime import date
from typing import Any

from hypothesis import strategies as st

from tiesmap.model.reasons import in_words
from tiesmap.model.requests import OUTCOMES, IntroRequest
from tiesmap.model.statuses import STATUSES

NAMES = [
    "Anna Berg",
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+49 30 1234",
    "-5",
    "@SUM(1+9)",
    "\t=1",
    "'quoted'",
    "History",
    "a/b\\c[d]e:f*g?h",
    "x" * 300,
    "🐿" * 40,
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</style></title><h1>x",
    "&amp; & &D&P",
    "![x](http://host.example/p.png)",
    "[link](javascript:alert(1))",
    "`code` *bold* _it_ ~~s~~ | a | b |",
    "# head\n- item\n1. one",
    "http://host.example www.host.example",
    "Eva\r\nBcc: all@evil.example\r\n\r\nbody",
    "END:VEVENT\r\nBEGIN:VEVENT",
    "a;b,c\\n:d",
    "internal:All!A1",
    "file:///etc/passwd",
    "{{ rep }} {% for x in y %}",
    "王伟",
    "Мария Иванова",
    "שרה לוי",
    "محمد علي",
    "नेहा शर्मा",
    "ธนพร",
    "Þóra Óskarsdóttir",
    "é\u0301 👩\u200d🚀",
    "\u202eevil\u202c",
    "nul\0 and \x0b \x85 \u2028 lines",
    "half \ud83d",
    "\ufffe\uffff",
    "_x0041_",
    "",
]
names = st.sampled_from(NAMES) | st.text(max_size=30)
days = st.none() | st.dates(date(1800, 1, 1))


def requests_of(texts: st.SearchStrategy[str], **others: Any) -> st.SearchStrategy[IntroRequest]:
    """Requests with these texts, and what some of the `others` are drawn from."""
    drawn = {field.name: texts for field in fields(IntroRequest) if field.type == "str"} | {
        "request": st.text("abcdefghijkl234567", min_size=1, max_size=10),
        "status": st.sampled_from(STATUSES),
        "rep_id": st.just(1),
        "connector_id": st.integers(1, 4),
        "target_id": st.none() | st.integers(10, 99),
        "goal_id": st.none() | st.integers(10, 99),
        "path": st.lists(texts, min_size=2, max_size=4).map(tuple),
        "why": st.lists(texts.map(in_words), max_size=3).map(tuple),
        "chance": st.floats(0, 1),
        "tie_strength": st.floats(0, 1),
        **dict.fromkeys(("last_contact", "asked_on", "follow_up_on"), days),
        "outcome": st.sampled_from(["", *OUTCOMES]),
        "version": st.integers(1, 9),
    }
    return st.builds(IntroRequest, **drawn | others)


requests = requests_of(names)
lists = st.lists(requests, max_size=5, unique_by=lambda request: request.request)

TODAY = date(2026, 6, 30)
PLAIN = IntroRequest(
    request="rabc",
    status="asked",
    rep="Maria Santos",
    rep_id=1,
    connector="Anna Berg",
    connector_id=2,
    connector_company="Berg Catering",
    connector_email="anna@berg.example",
    target="Tom Field",
    target_id=3,
    target_title="Buyer",
    target_company="Acme",
    target_category="Hotels",
    target_email="tom@acme.example",
    goal="Eva Lind",
    goal_id=4,
    path=("Maria Santos", "Anna Berg", "Tom Field", "Eva Lind"),
    chance=0.125,
    why=(in_words("met twice"), in_words("same city")),
    tie_strength=0.5,
    last_contact=date(2026, 5, 1),
    purpose="Ask Anna Berg for an introduction to Tom Field",
    note_to_forward="Hello Anna,\n\nWould you introduce me?",
    asked_on=date(2026, 6, 1),
    follow_up_on=date(2026, 7, 7),
    version=3,
)


def ink(text: str) -> str:
    """What is seen of a text on paper: no blanks, breaks, control characters or turning marks."""
    return "".join(
        letter
        for letter in text
        if unicodedata.category(letter) not in ("Cc", "Cs", "Zs", "Zl", "Zp")
        and letter not in "\ufffd\ufeff\ufffe\uffff\u202a\u202b\u202c\u202d\u202e"
        and letter not in "\u2066\u2067\u2068\u2069"
    )
