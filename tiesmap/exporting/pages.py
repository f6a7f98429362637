"""Pages to print and to send: HTML that works offline, each from its template in `templates/`.

Text from files is data: each value stands in a page on one line and escaped, and the page's own
policy allows no script, no picture and no request to anywhere, just the style in it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import compress

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from tiesmap.exporting.plain import joined, mail_address, one_line, web_address
from tiesmap.model.english import say_full
from tiesmap.model.groups import grouped
from tiesmap.model.ids import PersonId
from tiesmap.model.onward import Name
from tiesmap.model.reasons import first_of
from tiesmap.model.requests import IntroRequest
from tiesmap.model.resume import ENGLISH, Headings, Resume

_Known = tuple[str, tuple[str, ...]]
"""A name, and what is known of who bears it."""


def page(template: str, **values: object) -> bytes:
    """A page: its template, filled with these values."""
    return _templates().get_template(template).render(values).encode()


@cache
def _templates() -> Environment:
    """The templates, with what they may call."""
    found = Environment(
        autoescape=True,
        finalize=lambda value: value if isinstance(value, Markup) else one_line(str(value)),
        loader=PackageLoader("tiesmap.exporting"),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    style = Markup(found.get_template("page.css").render())
    found.filters |= {
        "named": lambda text: one_line(text) or "(no name)",
        "breakable": _breakable,
        "digest": digest,
    }
    found.globals |= {"style": style, "digest": digest(style)}
    found.globals |= {"joined": joined, "one_line": one_line, "say_full": say_full}
    return found


def digest(text: str) -> str:
    """What a page's policy calls a style or a script by."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _breakable(text: str) -> str:
    """A fact; an address may go on in the next line behind a sign, not within a word."""
    shown = escape(one_line(text))
    if "@" not in shown:
        return shown
    return Markup(re.sub(r"(?<=\S)([@._/-])(?=\S)", r"\1<wbr>", str(shown)))


def asks_to_html(
    requests: Iterable[IntroRequest],
    *,
    as_of: date,
    offers: Mapping[str, str] | None = None,
    last: Mapping[PersonId, str] | None = None,
) -> bytes:
    """The ask list to take to a meeting: one printable page a connector, in the order given.

    `offers` leads from a request to what the rep can offer in return, `last` from a connector to
    what was said last. Each ask has its target, the purpose, why in one sentence without figures,
    and room to write. Give it the asks for one meeting (`introductions.requests.for_meeting`) for
    a single page.
    """
    groups = list(grouped((request.connector_id, request) for request in requests).values())
    names = [one_line(joined(g[0].connector, g[0].connector_company), 60) for g in groups[:3]]
    return page(
        "asks.html",
        title=f"Ask list: {', '.join(names)}" if names else "Ask list",
        groups=groups,
        as_of=as_of,
        offers=offers or {},
        last=last or {},
        why=_why,
    )


def ticks_to_html(connector: str, names: Sequence[Name], *, as_of: date) -> bytes:
    """The list to tick with a client, one page to print."""
    whom = one_line(connector, 60)
    return page(
        "ticks.html", title=f"To tick with {whom}", connector=whom, names=names, as_of=as_of
    )


def requests_to_html(
    requests: Iterable[IntroRequest],
    *,
    title: str,
    as_of: date,
    phones: Mapping[PersonId, str] | None = None,
) -> bytes:
    """The list to take along on paper, a row an ask, in the order given.

    Each row has a box to tick, whom to ask and how to reach them (`phones` leads from a person's
    id to a number), for whom, why in one sentence, and the words of the ask.
    """
    asks = list(requests)
    rows = [_row(request, (phones or {}).get(request.connector_id, "")) for request in asks]
    whose = joined(*dict.fromkeys(request.rep for request in asks), say_full(as_of))
    return page("requests.html", title=title, rows=rows, whose=whose)


def _row(request: IntroRequest, phone: str) -> tuple[_Known, _Known, tuple[tuple[str, str], ...]]:
    """An ask as the printed list has it: whom to ask and for whom, each with what is known; and
    the words, each with its kind."""
    reached = (phone, request.connector_email)
    if not any(fact.strip() for fact in reached):
        reached = ("neither phone nor e-mail is on file", "")
    goal = f"on the way to {request.goal}" if request.goal != request.target else ""
    # An open ask says what it is about by its name.
    openly = request.target_id is None
    company, category = ("", "") if openly else (request.target_company, request.target_category)
    first = "; ".join(first_of(request.why))
    return (
        (request.connector, (request.connector_company, *reached)),
        (request.target, (joined(request.target_title, company), category, goal)),
        (
            ("why", first and f"{first}."),
            ("why", _why(request)),
            ("words", request.purpose),
            ("who", _standing(request)),
        ),
    )


def _why(request: IntroRequest) -> str:
    """Why this person, in one sentence, from what the request itself says; why somebody is asked
    openly is part of the purpose."""
    last = request.last_contact
    spoke = "no file says when you two were last in touch"
    if last is not None:
        spoke = f"you two were last in touch on {say_full(last)}"
    if request.target_id is None:
        return f"{spoke[:1].upper()}{spoke[1:]}."
    return f"{request.connector} knows {request.target}; {spoke}."


def _standing(request: IntroRequest) -> str:
    """Where the ask stands, once it was made: its status, its days, its outcome."""
    days = (("asked on", request.asked_on), ("follow up on", request.follow_up_on))
    said = [f"{what} {say_full(day)}" for what, day in days if day is not None]
    if not said and not request.outcome:
        return ""
    return "; ".join(dict.fromkeys((request.status, *said, request.outcome))).rstrip("; ")


def figures_to_html(
    name: str,
    said: Sequence[str],
    tables: Iterable[tuple[Sequence[str], Sequence[Sequence[str]]]],
    goal: str,
    as_of: date,
) -> bytes:
    """A rep's counts, to print before a talk with his coach: what is said of them, the tables
    (head and rows) without the columns in which nothing stands, what the goal takes."""
    shown = []
    for heads, rows in tables:
        kept = [any(row[k] for row in rows) for k in range(len(heads))]
        if any(kept):
            shown.append((compress(heads, kept), [compress(row, kept) for row in rows]))
    title = f"{name}, {say_full(as_of)}"
    return page(
        "figures.html", title=title, name=name, said=said, tables=shown, goal=goal, as_of=as_of
    )


def resume_to_html(resume: Resume, headings: Headings = ENGLISH) -> bytes:
    """The rep's resume, to print or to send. References without consent stay out."""
    email, link = mail_address(resume.email), web_address(resume.link)
    reach = ((resume.email, email and f"mailto:{email}"), (resume.phone, ""), (resume.link, link))
    return page(
        "resume.html",
        title=one_line(resume.name) or "Resume",
        resume=resume,
        headings=headings,
        who=joined(resume.title, resume.company),
        reach=[(text, address) for text, address in reach if one_line(text)],
    )
